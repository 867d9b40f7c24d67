"""What was said, as a file that shows if anything in it was changed: the stored chain of the room with its words.

The chain is written when something happens (models/chain.py); here it is only read. `findings` needs nothing but the
file. A file cannot show that it ends too early, nor that all of it was made up with hashes that fit: for that it is
compared with the database (`differences`), or its last hash with the one that the other side has on paper.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.db.models import OuterRef, Subquery

from consultations.models import ChainEntry, Message, Room, Sight
from consultations.models.chain import WITH_WORDS
from consultations.transcripts.chain import next_link, words_hash

FORMAT = "jangteo-transcript-2"
TOP = {"format", "ref", "entries", "sha256"}
MAY_STAND = {"printed", "omitted", "changed_later"}
# `printed`: how the pages of a PDF were made, no part of the record. `omitted`: entries that the company for which the
# file was made did not see, each run as {"from", "to", "sha256"} with the hash of the last of them. `changed_later`: of
# which entries the words were edited or deleted after what this company saw, and are left out for that.
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


def transcript_of(room: Room, sight: Sight | None = None) -> dict[str, Any]:
    """The whole room, or what one company saw of it: of each message the words as they are, none where it was deleted.

    What a company did not see is left out in runs, of which the file has the last hash: so what is there still fits.
    """
    said = Message.objects.filter(room=OuterRef("room"), number=OuterRef("message_number"))
    # One statement sees one state: words that are edited meanwhile are either both old or both new.
    chain = list(room.chain.select_related("salted").annotate(body=Subquery(said.values("body")[:1])))
    shown = [one for one in chain if sight is None or sight.has_entry(one.seq)]
    places = spoken((one.kind, one.message_number) for one in shown)
    entries, later = [], []
    for place, one in enumerate(shown):
        may_read = place in places and (sight is None or sight.has(one.message_number or 0))
        salt = one.salted.salt if may_read and hasattr(one, "salted") else None
        words = one.body if salt else None
        if may_read and sight and (salt is None or words_hash(salt, words or "") != one.words_sha256):
            salt = words = None
            later.append(one.seq)
        entries.append({"facts": one.facts, "sha256": one.link, "salt": salt, "words": words})
    found = {"format": FORMAT, "ref": room.ref, "entries": entries, "sha256": shown[-1].link if shown else ""}
    omitted = runs_before(chain, {one.seq for one in shown}) if sight else []
    return {**found, **({"omitted": omitted} if omitted else {}), **({"changed_later": later} if later else {})}


def runs_before(chain: Sequence[ChainEntry], shown: set[int]) -> list[dict[str, Any]]:
    """The runs of entries that are left out before others that are shown; what comes after the last is no run."""
    runs: list[dict[str, Any]] = []
    for one in chain:
        if one.seq in shown or one.seq > max(shown, default=0):
            continue
        if runs and runs[-1]["to"] == one.seq - 1:
            runs[-1].update({"to": one.seq, "sha256": one.link})
        else:
            runs.append({"from": one.seq, "to": one.seq, "sha256": one.link})
    return runs


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
    omitted, later = transcript.get("omitted", []), transcript.get("changed_later", [])
    if not isinstance(omitted, list) or not all(is_run(one) for one in omitted) or not is_list_of_numbers(later):
        yield "what is left out is told in another form than it should"
        return
    first = entries[0]["facts"]
    starts = ChainEntry.Kind.JOINED if first["seq"] > 1 else ChainEntry.Kind.OPENED
    if first["kind"] != starts or first["details"].get("ref") != transcript.get("ref"):
        yield "the first entry is not the opening of this consultation, nor a company's coming in"
    yield from chain_findings(entries, transcript.get("sha256"), omitted)
    yield from words_findings(entries, set(later))


def is_run(one: Any) -> bool:
    """Entries left out: from one number to another that is not smaller, with the hash of the last."""
    return (
        isinstance(one, dict)
        and set(one) == {"from", "to", "sha256"}
        and is_list_of_numbers([one["from"], one["to"]])
        and isinstance(one["sha256"], str)
        and 1 <= one["from"] <= one["to"]
    )


def is_list_of_numbers(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, int) and not isinstance(one, bool) for one in value)


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


def chain_findings(entries: list[dict[str, Any]], last: Any, omitted: Iterable[dict[str, Any]] = ()) -> Iterator[str]:
    runs = {run["from"]: run for run in omitted}
    link, seq = "", 0
    for one in entries:
        seq += 1
        if run := runs.pop(seq, None):
            link, seq = run["sha256"], run["to"] + 1
        if one["facts"]["seq"] != seq:
            yield f"entry {seq}: the number is {one['facts']['seq']}"
        link = next_link(link, one["facts"])
        if one["sha256"] != link:
            yield f"entry {seq}: the hash does not fit; this or something before it was changed"
            return
    if runs:
        yield "entries are said to be left out where none are missing"
    if last != link:
        yield "the last hash does not fit: entries are missing at the end"


def words_findings(entries: list[dict[str, Any]], later: Collection[int] = ()) -> Iterator[str]:
    """The newest words of each message must be there and fit, unless the chain tells that it was deleted.

    Of a message from before the file begins no words are there, and none of those that were changed after its end.
    """
    whole = {one["facts"]["message"] for one in entries if one["facts"]["kind"] == ChainEntry.Kind.POSTED}
    places = spoken([(one["facts"]["kind"], one["facts"]["message"]) for one in entries])
    for place, one in enumerate(entries):
        seq, salt, words = one["facts"]["seq"], one["salt"], one["words"]
        if salt is None and words is None:
            if place in places and one["facts"]["message"] in whole and seq not in later:
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
    known = {one["facts"]["seq"]: one["sha256"] for one in stored["entries"]}
    for one in transcript["entries"]:
        seq = one["facts"]["seq"]
        if seq not in known:
            yield f"entry {seq}: the database has none"
            return
        if known[seq] != one["sha256"]:
            yield f"entry {seq}: the database has another"
            return


def since(transcript: dict[str, Any]) -> int:
    """How many entries the database has after the last of the file."""
    last = transcript["entries"][-1]["facts"]["seq"]
    return ChainEntry._default_manager.filter(room__ref=transcript["ref"], seq__gt=last).count()
