"""The key that signs passports, and the proofs made with it.

Proofs are W3C Data Integrity with the cryptosuite eddsa-jcs-2022 (https://www.w3.org/TR/vc-di-eddsa/#eddsa-jcs-2022):
Ed25519 over the hashes of the proof's own configuration and of the document, both in RFC 8785 form. The public key
stands at `/.well-known/did.json` (did:web, Multikey) and, for those who know JOSE only, at `/.well-known/jwks.json`.
"""

import base64
import hashlib
from typing import Any
from urllib.parse import quote, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from companies.verification.canonical import canonical

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519 = b"\xed\x01"  # multicodec of an Ed25519 public key
SUITE = "eddsa-jcs-2022"


class BadKey(Exception):
    """PASSPORT_KEY is not an Ed25519 key."""


def signing_key() -> Ed25519PrivateKey | None:
    """From PASSPORT_KEY (PEM, or the 32 bytes of the seed in base64 or hexadecimal); with DEBUG made from SECRET_KEY.

    None in production without a key: then no passports are given out. Raises BadKey.
    """
    said = str(settings.PASSPORT_KEY).strip()
    if not said:
        return derived_key() if settings.DEBUG else None
    if "-----BEGIN" in said:
        try:
            key = serialization.load_pem_private_key(said.replace("\\n", "\n").encode(), None)
        except (ValueError, TypeError) as problem:
            raise BadKey(f"PASSPORT_KEY is not a private key in PEM: {problem}") from problem
        if not isinstance(key, Ed25519PrivateKey):
            raise BadKey("PASSPORT_KEY is not an Ed25519 key.")
        return key
    return Ed25519PrivateKey.from_private_bytes(seed_of(said))


def seed_of(said: str) -> bytes:
    try:
        seed = bytes.fromhex(said) if len(said) == 64 else base64.b64decode(said, validate=True)
    except ValueError:
        seed = b""
    if len(seed) != 32:
        raise BadKey("PASSPORT_KEY is neither PEM nor the 32 bytes of a seed in base64 or hexadecimal.")
    return seed


def derived_key() -> Ed25519PrivateKey:
    """For development: always the same for the same SECRET_KEY."""
    seed = HKDF(hashes.SHA256(), 32, salt=None, info=b"jangteo passport").derive(settings.SECRET_KEY.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)


def public_bytes(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def issuer() -> str:
    """did:web of the portal; a port's colon is written %3A (https://w3c-ccg.github.io/did-method-web/)."""
    return f"did:web:{quote(urlsplit(settings.SITE_URL).netloc, safe='')}"


def key_name(key: Ed25519PrivateKey) -> str:
    """Names the key by its thumbprint, so that a new key has a new name."""
    return f"{issuer()}#{thumbprint(key)}"


def jwk(key: Ed25519PrivateKey) -> dict[str, str]:
    """RFC 8037; `kid` is the thumbprint of RFC 7638."""
    encoded = base64.urlsafe_b64encode(public_bytes(key)).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "x": encoded, "use": "sig", "alg": "EdDSA", "kid": thumbprint(key)}


def thumbprint(key: Ed25519PrivateKey) -> str:
    encoded = base64.urlsafe_b64encode(public_bytes(key)).rstrip(b"=").decode()
    digest = hashlib.sha256(canonical({"crv": "Ed25519", "kty": "OKP", "x": encoded})).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def did_document(key: Ed25519PrivateKey) -> dict[str, Any]:
    method = {
        "id": key_name(key),
        "type": "Multikey",
        "controller": issuer(),
        "publicKeyMultibase": "z" + base58(ED25519 + public_bytes(key)),
    }
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": issuer(),
        "verificationMethod": [method],
        "assertionMethod": [method["id"]],
    }


def signed(document: dict[str, Any], key: Ed25519PrivateKey, method: str, created: str) -> dict[str, Any]:
    """The document with a proof. `created` is RFC 3339 in UTC."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": created,
        "verificationMethod": method,
        "proofPurpose": "assertionMethod",
        "@context": document["@context"],
    }
    return {**document, "proof": {**proof, "proofValue": "z" + base58(key.sign(digest_of(document, proof)))}}


def digest_of(document: dict[str, Any], proof: dict[str, Any]) -> bytes:
    """What is signed: the hash of the proof without its value, then that of the document without its proof."""
    return hashlib.sha256(canonical(proof)).digest() + hashlib.sha256(canonical(document)).digest()


def is_signed_by(document: dict[str, Any], key: Ed25519PublicKey) -> bool:
    """Whether the proof in the document is this key's over just this document. Raises Unreadable for odd values."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    proof = dict(document.get("proof") or {})
    value = proof.pop("proofValue", "")
    if proof.get("type") != "DataIntegrityProof" or proof.get("cryptosuite") != SUITE:
        return False
    if proof.get("proofPurpose") != "assertionMethod" or proof.get("@context", bare.get("@context")) != bare.get(
        "@context"
    ):
        return False
    signature = unbase58(value[1:]) if isinstance(value, str) and value.startswith("z") else b""
    try:
        key.verify(signature, digest_of(bare, proof))
    except InvalidSignature:
        return False
    return True


def base58(data: bytes) -> str:
    """base58btc, the alphabet of multibase "z"."""
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = BASE58[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def unbase58(text: str) -> bytes:
    """The bytes; none for a text that is not base58 or longer than a signature."""
    if len(text) > 100 or not all(char in BASE58 for char in text):
        return b""
    number = 0
    for char in text:
        number = number * 58 + BASE58.index(char)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
