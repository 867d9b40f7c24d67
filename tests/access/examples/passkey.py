"""What a browser hands over when its owner sets up a passkey, without a browser."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData


def registration() -> dict[str, Any]:
    public = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())
    own = AttestedCredentialData.create(Aaguid(bytes(16)), b"passkey-of-a-test", public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    whole = AttestationObject.create("none", AuthenticatorData.create(bytes(32), flags, 0, own), {})
    client = CollectedClientData.create("webauthn.create", b"challenge", "https://portal.example")
    name = websafe_encode(own.credential_id)
    return {
        "id": name,
        "rawId": name,
        "type": "public-key",
        "response": {"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(whole)},
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
