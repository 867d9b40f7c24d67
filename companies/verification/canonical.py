"""JSON in one form only, and JSON from strangers read with care.

RFC 8785 (JSON Canonicalization Scheme) says how members are ordered and texts are written, so that two who hold the
same document sign the same bytes. Our documents carry no fractions, which keeps the one hard part of it out: a
document with one was not signed by us.
"""

import json
from typing import Any

MOST_BYTES = 64 * 1024
MOST_DEPTH = 12
EXACT = 2**53 - 1  # I-JSON (RFC 7493): beyond it two readers may see two numbers


class Unreadable(ValueError):
    """Not a document we would look at; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def canonical(value: Any) -> bytes:
    """The RFC 8785 form of texts, whole numbers, booleans, null, lists and objects of these. Raises Unreadable."""
    try:
        return written(value).encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair
        raise Unreadable("text") from None


def written(value: Any) -> str:
    if value is None or isinstance(value, bool | str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, int) and abs(value) <= EXACT:
        return str(value)
    if isinstance(value, list):
        return "[" + ",".join(written(one) for one in value) + "]"
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{written(name)}:{written(one)}" for name, one in members) + "}"
    raise Unreadable("number")


def read_object(data: bytes) -> dict[str, Any]:
    """An object from a stranger: small, shallow, UTF-8, no name twice, no fractions. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable("large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable("text") from None
    if depth_of(text) > MOST_DEPTH:
        raise Unreadable("deep")
    try:
        found = json.loads(text, object_pairs_hook=once, parse_float=no_number, parse_constant=no_number)
    except Unreadable:
        raise
    except (ValueError, RecursionError):
        raise Unreadable("json") from None
    if not isinstance(found, dict):
        raise Unreadable("json")
    return found


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("twice")
    return found


def no_number(_text: str) -> Any:
    raise Unreadable("number")


def depth_of(text: str) -> int:
    """How deep the brackets nest outside of texts; counted before a parser that recurses sees them."""
    depth = deepest = 0
    inside = escaped = False
    for char in text:
        if inside:
            inside = escaped or char != '"'
            escaped = char == "\\" and not escaped
        elif char == '"':
            inside = True
        elif char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest
