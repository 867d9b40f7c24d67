"""What was said, as a file that shows if anything in it was changed: the stored chain of the room with its words.

The chain is written when something happens (models/chain.py); here it is only read. `findings` needs nothing but the
file. A file cannot show that it ends too early, nor that all of it was made up with hashes that fit: for that it is
compared with the database (`differences`), or its last hash with the one that the other side has on paper.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import OuterRef, Subquery

from consultations.links import next_link, words_hash
from consultations.models import ChainEntry, Message, Room
from consultations.models.chain import WITH_WORDS

FORMAT = "jangteo-transcript-2"
TOP = {"format", "ref", "entries", "sha256"}
MAY_STAND = {"printed"}  # how the pages of a PDF were made: no part of the record
FACTS = {
    "seq": int,
    "kind": str,
    "at": str,
    "author": str,
    "company": str,
    "company_name": str,
    "message": int | None,
    "words_sha256": str,
    "details": dict,
    "is_automatic": bool,
    "is_backfilled": bool,
}
ENTRY = {"facts", "sha256", "salt", "words"}


def transcript_of(room: Room) -> dict[str, Any]:
    """The whole room: of each message the words as they are now, none where it was deleted."""
    said = Message.objects.filter(room=OuterRef("room"), number=OuterRef("message_number"))
    # One statement sees one state: words that are edited meanwhile are either both old or both new.
    chain = list(room.chain.select_related("salted").annotate(body=Subquery(said.values("body")[:1])))
    places = spoken((one.kind, one.message_number) for one in chain)
    entries = []
    for place, one in enumerate(chain):
        salt = one.salted.salt if place in places and hasattr(one, "salted") else None
        words = one.body if salt else None
        entries.append({"facts": one.facts, "sha256": one.link, "salt": salt, "words": words})
    return {"format": FORMAT, "ref": room.ref, "entries": entries, "sha256": chain[-1].link if chain else ""}


def written(transcript: dict[str, Any]) -> str:
    return json.dumps(transcript, ensure_ascii=False, indent=1)


def read(text: str | bytes) -> Any:
    """The file's JSON. Raises ValueError or RecursionError for what is none, or says one thing twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("a name stands twice in one object")
        return found

    def refused(name: str) -> Any:
        raise ValueError(f"{name} is no number of JSON")

    return json.loads(text, object_pairs_hook=once, parse_constant=refused)


def findings(transcript: Any) -> Iterator[str]:
    """One line for everything that does not fit; none when the transcript is as it was written."""
    if not isinstance(transcript, dict) or transcript.get("format") != FORMAT:
        yield f"not a transcript of the format {FORMAT}"
        return
    if set(transcript) - MAY_STAND != TOP:
        yield f"the file has other parts than {', '.join(sorted(TOP))}"
    entries = transcript.get("entries")
    if not isinstance(entries, list) or not entries or not all(is_entry(one) for one in entries):
        yield "the list of entries is missing, or an entry has other parts than it should"
        return
    first = entries[0]["facts"]
    if first["kind"] != ChainEntry.Kind.OPENED or first["details"].get("ref") != transcript.get("ref"):
        yield "the first entry is not the opening of this consultation"
    yield from chain_findings(entries, transcript.get("sha256"))
    yield from words_findings(entries)


def is_entry(one: Any) -> bool:
    if not isinstance(one, dict) or set(one) != ENTRY or not isinstance(one["facts"], dict):
        return False
    facts = one["facts"]
    return (
        set(facts) == set(FACTS)
        and all(isinstance(facts[name], kind) for name, kind in FACTS.items())
        and not any(isinstance(facts[name], bool) for name in ("seq", "message"))
        and all(one[name] is None or isinstance(one[name], str) for name in ("salt", "words"))
    )


def chain_findings(entries: list[dict[str, Any]], last: Any) -> Iterator[str]:
    link = ""
    for seq, one in enumerate(entries, start=1):
        if one["facts"]["seq"] != seq:
            yield f"entry {seq}: the number is {one['facts']['seq']}"
        link = next_link(link, one["facts"])
        if one["sha256"] != link:
            yield f"entry {seq}: the hash does not fit; this or something before it was changed"
            return
    if last != link:
        yield "the last hash does not fit: entries are missing at the end"


def words_findings(entries: list[dict[str, Any]]) -> Iterator[str]:
    """The newest words of each message must be there and fit, unless the chain tells that it was deleted."""
    places = spoken([(one["facts"]["kind"], one["facts"]["message"]) for one in entries])
    for place, one in enumerate(entries):
        seq, salt, words = one["facts"]["seq"], one["salt"], one["words"]
        if salt is None and words is None:
            if place in places:
                yield f"entry {seq}: the words are missing, and the chain does not tell that they were deleted"
        elif place not in places:
            yield f"entry {seq}: words stand where there are none"
        elif salt is None or words is None or words_hash(salt, words) != one["facts"]["words_sha256"]:
            yield f"entry {seq}: the words are not those that were written"


def spoken(acts: Iterable[tuple[str, int | None]]) -> set[int]:
    """Of entries by kind and message, the places where the words that count now belong: the newest of each message."""
    newest: dict[int | None, int] = {}
    for place, (kind, message) in enumerate(acts):
        if kind in WITH_WORDS:
            newest[message] = place
        elif kind == ChainEntry.Kind.DELETED:
            newest.pop(message, None)
    return set(newest.values())


def differences(transcript: dict[str, Any]) -> Iterator[str]:
    """Against the database: what the file has otherwise. What was added since is no difference."""
    room = Room.objects.filter(ref=str(transcript["ref"])).first()
    if room is None:
        yield f"the database has no consultation {transcript['ref']}"
        return
    stored = transcript_of(room)
    for line in findings(stored):
        yield f"in the database: {line}"
    for seq, one in enumerate(transcript["entries"], start=1):
        if seq > len(stored["entries"]):
            yield f"entry {seq}: the database has none"
            return
        if stored["entries"][seq - 1]["sha256"] != one["sha256"]:
            yield f"entry {seq}: the database has another"
            return


def since(transcript: dict[str, Any]) -> int:
    """How many entries the database has after the last of the file."""
    return ChainEntry._default_manager.filter(room__ref=transcript["ref"]).count() - len(transcript["entries"])
