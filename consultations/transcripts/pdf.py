"""The printed transcript, and what is taken out of it again to be checked.

The pages are made of the transcript, a language and a zone and of nothing else: no clock, no database. All three lie
inside the PDF as transcript.json, so that a checker makes the pages once more and sees whether they are the same.
"""

import json
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from catalog.printed.fonts import printable, shelf
from catalog.printed.single import kept, set_pages
from consultations.circle.lines import sentence as circle_sentence
from consultations.models import ChainEntry, Reaction
from consultations.transcripts.export import read, written

TEMPLATE = Path(__file__).with_name("printed") / "transcript.typ"
ATTACHED = "transcript.json"
STANDARDS = ("a-3a", "a-3b", "1.7")  # PDF/A-3 is the one that may carry any file
LARGEST_ATTACHED = 256 * 1024 * 1024  # bytes, unpacked
EMBEDDED = re.compile(rb"<<[^\r\n]{0,400}/EmbeddedFile[^\r\n]{0,400}>>\r?\nstream\r?\n")
LENGTH = re.compile(rb"/Length (\d{1,10})\b")
Kind = ChainEntry.Kind
REACTIONS = dict(Reaction.Kind.choices)


def pdf_of(transcript: dict[str, Any], language: str, zone: str) -> bytes:
    """In that language where there are fonts for it, else in English. Raises RuntimeError or TimeoutError."""
    language = "en" if language.startswith("ko") and not shelf().has_korean else language
    whole = {**transcript, "printed": {"language": language, "zone": zone}}
    attached = written(whole)
    with override(language):
        data = json.dumps(said(whole), ensure_ascii=False, sort_keys=True)
    files = {ATTACHED: attached.encode()}
    return kept("transcript", data + attached, lambda: set_pages(TEMPLATE, data, files, STANDARDS))


def is_as_made(content: bytes, transcript: dict[str, Any]) -> bool:
    """Whether these are the pages that this version makes, with its fonts, of the transcript inside."""
    try:
        how = transcript["printed"]
        bare = {name: value for name, value in transcript.items() if name != "printed"}
        return pdf_of(bare, str(how["language"]), str(how["zone"])) == content
    except (LookupError, AttributeError, TypeError, ValueError, OSError, RuntimeError):  # no such zone, no such parts
        return False


def attached_in(content: bytes) -> Any:
    """The transcript inside. Raises ValueError or RecursionError when there is none, or more than one."""
    found = list(embedded(content))
    if len(found) != 1:
        raise ValueError(f"it carries {len(found)} files inside instead of one")
    return read(found[0])


def embedded(content: bytes) -> Iterator[bytes]:
    """The files inside, found by how our press writes them (ISO 32000-1, 7.11.4)."""
    for match in EMBEDDED.finditer(content):
        length = LENGTH.search(match[0])
        body = content[match.end() : match.end() + int(length[1])] if length else b""
        if b"/FlateDecode" in match[0]:
            try:
                body = zlib.decompressobj().decompress(body, LARGEST_ATTACHED)
            except zlib.error as problem:
                raise ValueError("the file inside is damaged") from problem
        yield body


# -- the words of the pages -----------------------------------------------------------------------------------------


def said(transcript: dict[str, Any]) -> dict[str, Any]:
    """All words and figures, ready to be set."""
    how, entries = transcript["printed"], transcript["entries"]
    first = entries[0]["facts"]["details"]
    zone = ZoneInfo(how["zone"])
    last = datetime.fromisoformat(entries[-1]["facts"]["at"]).astimezone(UTC)
    messages = len({one["facts"]["message"] for one in entries if one["facts"]["kind"] == Kind.POSTED})
    data = {
        "kind": _("Transcript of a consultation"),
        "title": first["subject"]["title"],
        "ref": transcript["ref"],
        "parties": parties_in(entries),
        "facts": [
            [_("Number"), transcript["ref"]],
            [_("Begins") if transcript.get("omitted") else _("Opened"), day_and_time(entries[0], zone)],
            [_("Last entry"), day_and_time(entries[-1], zone)],
            [_("Messages"), str(messages)],
            [_("Entries"), str(len(entries))],
            [_("Times in"), how["zone"]],
        ],
        "days": days(entries, zone),
        "seal": " ".join(transcript["sha256"][start : start + 8] for start in range(0, 64, 8)),
        "statement": _(
            "This is the SHA-256 of the last entry. It covers every entry before it, so a change to any of them "
            "changes it. The complete record is inside this file as transcript.json; whoever runs the market place "
            "checks both with “manage.py transcript_verify”."
        ),
        "backfilled": " ".join(filter(None, [omitted_words(transcript), backfilled(entries)])),
        "words": {"between": _("Between"), "talk": _("What was said"), "seal": _("Last hash")},
    }
    made_at = [last.year, last.month, last.day, last.hour, last.minute, last.second]
    return {**printed(data), "language": how["language"][:2], "at": made_at, "fonts": list(shelf().families)}


def parties_in(entries: list[dict[str, Any]]) -> list[list[str]]:
    """Those between whom it was when it began, and whoever joined after."""
    facts = [one["facts"] for one in entries]
    found = {one["ref"]: one["name"] for one in facts[0]["details"]["parties"]}
    found |= {one["company"]: one["company_name"] for one in facts if one["kind"] == Kind.JOINED and one["company"]}
    return [[name, ref] for ref, name in found.items()]


def omitted_words(transcript: dict[str, Any]) -> str:
    count = sum(run["to"] - run["from"] + 1 for run in transcript.get("omitted", []))
    words = _(
        "%(count)s entries are not in here: the company for which this was made did not take part then. "
        "Their last hash is in transcript.json, so that what is here can be checked."
    )
    return words % {"count": count} if count else ""


def printed(value: Any) -> Any:
    """The same with every text made of signs that there are fonts for."""
    if isinstance(value, dict):
        return {name: printed(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [printed(one) for one in value]
    return printable(str(value))


def moment_of(one: dict[str, Any], zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(one["facts"]["at"]).astimezone(zone)


def day_and_time(one: dict[str, Any], zone: ZoneInfo) -> str:
    at = moment_of(one, zone)
    return f"{date_format(at, 'DATE_FORMAT')} {at:%H:%M}"


def backfilled(entries: list[dict[str, Any]]) -> str:
    count = sum(one["facts"]["is_backfilled"] for one in entries)
    words = _(
        "%(count)s entries, marked ◦, were made before there was this record. They were added to it later from what "
        "the database held then, with the names of that day."
    )
    return words % {"count": count} if count else ""


def days(entries: list[dict[str, Any]], zone: ZoneInfo) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    numbers = withdrawn(entries)
    whole = {one["facts"]["message"] for one in entries if one["facts"]["kind"] == Kind.POSTED}
    for one in entries:
        day = date_format(moment_of(one, zone), "DATE_FORMAT")
        if not found or found[-1]["day"] != day:
            found.append({"day": day, "rows": []})
        found[-1]["rows"].append(row(one, zone, numbers, whole))
    return found


def withdrawn(entries: list[dict[str, Any]]) -> set[int]:
    return {one["facts"]["message"] for one in entries if one["facts"]["kind"] == Kind.DELETED}


def row(one: dict[str, Any], zone: ZoneInfo, deleted: set[int], whole: set[int]) -> dict[str, str]:
    facts = one["facts"]
    author = _("Automatic reply") if facts["is_automatic"] else facts["author"] or _("Former member")
    with_words = facts["kind"] in (Kind.POSTED, Kind.EDITED)
    words = one["words"] or ""
    note = ""
    if with_words and one["words"] is None:
        note = why_without_words(facts["message"], deleted, whole)
    elif not with_words:
        author, note = "", happened(facts)
    elif facts["kind"] == Kind.EDITED:
        author = _("%(author)s, edited") % {"author": author}
    if with_words:
        note = "\n".join(filter(None, [note, *carried(facts["details"])]))
    return {
        "number": str(facts["message"] or ""),
        "time": f"{moment_of(one, zone):%H:%M}",
        "author": author,
        "company": facts["company_name"] if with_words else "",
        "mark": "◦" if facts["is_backfilled"] else "",
        "words": words,
        "note": note,
        "hash": one["sha256"][:12],
    }


def carried(details: dict[str, Any]) -> Iterator[str]:
    """What stood beside the words: the message that they answer, files by their hash, cards by their number."""
    if "reply_to" in details:
        yield _("In reply to message %(number)s.") % {"number": details["reply_to"]}
    for file in details.get("files", ()):
        yield _("File (%(kind)s, %(size)s bytes), SHA-256 %(hash)s") % {
            "kind": file["kind"],
            "size": file["size"],
            "hash": file["sha256"],
        }
    for card in details.get("cards", ()):
        yield _("Shown: %(kind)s %(key)s") % {"kind": card["kind"], "key": card["key"]}


def why_without_words(number: int, deleted: set[int], whole: set[int]) -> str:
    if number in deleted:
        return _("Deleted; the words are withheld.")
    return _("Edited later, see below.") if number in whole else _("Written before this begins; not shown.")


def happened(facts: dict[str, Any]) -> str:
    """A sentence for what is no message."""
    details = facts["details"]
    if words := circle_sentence(facts["kind"], facts["author"], facts["company_name"], details):
        return words
    values = {
        "company": facts["company_name"],
        "person": facts["author"] or facts["company_name"],
        "number": facts["message"],
        "reaction": REACTIONS.get(str(details.get("reaction", "")), ""),
        "lost": str(details.get("from", {}).get("name", "")),
    }
    sentences = {
        Kind.OPENED: _("%(person)s opened the consultation.")
        if values["person"]
        else _("The consultation was opened."),
        Kind.DELETED: _("%(person)s deleted message %(number)s."),
        Kind.CLOSED: _("The programme’s staff closed the consultation for writing."),
        Kind.REOPENED: _("The programme’s staff opened the consultation for writing again."),
        Kind.REACTED: _("%(person)s put “%(reaction)s” on message %(number)s."),
        Kind.UNREACTED: _("%(person)s took “%(reaction)s” off message %(number)s."),
        Kind.PINNED: _("%(person)s pinned message %(number)s as decided."),
        Kind.UNPINNED: _("%(person)s took the pin off message %(number)s."),
        Kind.MERGED: _("%(lost)s was taken into %(company)s, which goes on with the consultation."),
    }
    sentence = sentences.get(facts["kind"])
    return sentence % values if sentence else str(facts["kind"])
