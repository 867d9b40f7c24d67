"""Secrets and signatures, as https://www.standardwebhooks.com says, so that its libraries can check them.

A secret is `whsec_` and 32 random bytes in base64. It is sealed in the database by the portal's secret keys: it is
needed for each signature, so a digest would not do, but a stolen copy of the database alone signs nothing.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PREFIX = "whsec_"


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, message: str, timestamp: int, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256 of `<id>.<timestamp>.<body>` in base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    content = f"{message}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def keys() -> MultiFernet:
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"webhooks:" + secret.encode()).digest() for secret in known]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def seal(secret: str) -> str:
    return keys().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str | None:
    """None for what was sealed with a secret key that is gone: a new one has to be made."""
    try:
        return keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None
