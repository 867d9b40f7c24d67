"""What was said, as a file that shows if anything in it was changed: each message carries the hash of all before it."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from consultations.models import Room

FORMAT = "jangteo-transcript-1"
HEAD = ("format", "ref", "subject", "parties")
SAID = ("number", "at", "author", "company", "body")


def transcript_of(room: Room) -> dict[str, Any]:
    """The whole room; the first link of the chain is the hash of what the room is and whom it is between."""
    record: dict[str, Any] = {
        "format": FORMAT,
        "ref": room.ref,
        "subject": {"kind": room.subject_kind, "key": room.subject_key, "title": room.title},
        "parties": [{"ref": one.company.ref, "name": one.company.name} for one in room.parties.all()],
    }
    link, said = digest("", {name: record[name] for name in HEAD}), []
    for message in room.messages.with_authors().iterator(chunk_size=2000):
        entry = {
            "number": message.number,
            "at": message.created_at.isoformat(),
            "author": message.author,
            "company": message.company.name,
            "body": message.body,
        }
        link = digest(link, entry)
        said.append({**entry, "sha256": link})
    return {**record, "messages": said, "sha256": link}


def digest(link: str, entry: dict[str, Any]) -> str:
    """The next link: SHA-256 over the last one and the entry's canonical JSON (sorted keys, UTF-8, no spaces)."""
    words = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{link}\n{words}".encode()).hexdigest()


def findings(transcript: Any) -> Iterator[str]:
    """One line for everything that does not fit; none when the transcript is as it was written."""
    if not isinstance(transcript, dict) or transcript.get("format") != FORMAT:
        yield f"not a transcript of the format {FORMAT}"
        return
    messages = transcript.get("messages")
    if not isinstance(messages, list) or not all(isinstance(one, dict) for one in messages):
        yield "the list of messages is missing"
        return
    link = digest("", {name: transcript.get(name) for name in HEAD})
    for number, message in enumerate(messages, start=1):
        if message.get("number") != number:
            yield f"message {number}: the number is {message.get('number')!r}"
        link = digest(link, {name: message.get(name) for name in SAID})
        if message.get("sha256") != link:
            yield f"message {number}: the hash does not fit; this or something before it was changed"
            return
    if transcript.get("sha256") != link:
        yield "the last hash does not fit: messages are missing at the end"
