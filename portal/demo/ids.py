"""References that come out the same in every demonstration, so that a second run finds what the first one made."""

import hashlib
import uuid
from datetime import datetime, timedelta

from django.utils import timezone

from portal.core.refs import ALPHABET, LENGTH

SPACE = uuid.UUID("6a8f0b52-0f5e-4c55-9f1f-0a4d3c1c0de0")


def demo_ref(prefix: str, *key: object) -> str:
    """As new_ref(), but from a name instead of chance."""
    digest = hashlib.sha256("/".join(map(str, key)).encode()).digest()
    return f"{prefix}-" + "".join(ALPHABET[byte & 31] for byte in digest[:LENGTH])


def demo_uuid(*key: object) -> uuid.UUID:
    return uuid.uuid5(SPACE, "/".join(map(str, key)))


def ago(days: float = 0, hours: float = 0, minutes: float = 0) -> datetime:
    return timezone.now() - timedelta(days=days, hours=hours, minutes=minutes)
