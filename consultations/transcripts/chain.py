"""The arithmetic of the chain: nothing here asks the database, so that a file can be checked anywhere."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any


def canonical(value: Any) -> str:
    """The one way in which facts are written to be hashed: JSON with sorted keys, no spaces, letters as they are."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def next_link(link: str, facts: dict[str, Any]) -> str:
    """SHA-256 over the link before (empty for the first), a line feed and the canonical facts, in UTF-8."""
    return sha256(f"{link}\n{canonical(facts)}")


def words_hash(salt: str, words: str) -> str:
    """SHA-256 over the salt, a line feed and the words: without the salt nobody can tell by trying what was said."""
    return sha256(f"{salt}\n{words}")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def moment(at: datetime) -> str:
    """To the microsecond, in UTC: what both databases keep."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
