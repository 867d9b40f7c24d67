"""What was said before there was a chain gets one, marked as written later: from what the database holds now."""

import hashlib
import json
import secrets
from datetime import UTC
from typing import Any

from django.db import migrations

BATCH = 1000
# The arithmetic of consultations/links.py as it was on this day: what a migration writes does not change with it.
FACTS = {
    "seq": "seq",
    "kind": "kind",
    "author": "author",
    "company": "company_ref",
    "company_name": "company_name",
    "message": "message_number",
    "words_sha256": "words_sha256",
    "details": "details",
    "is_automatic": "is_automatic",
    "is_backfilled": "is_backfilled",
}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def linked(entry: Any, link: str) -> str:
    facts = {name: getattr(entry, column) for name, column in FACTS.items()}
    facts["at"] = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    words = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    entry.link = sha256(f"{link}\n{words}")
    return str(entry.link)


def backfill(apps: Any, editor: Any) -> None:
    rooms = apps.get_model("consultations", "Room").objects
    for room in rooms.filter(chain=None).order_by("pk").iterator(chunk_size=BATCH):
        fill(apps, room)


def fill(apps: Any, room: Any) -> None:
    """Who opened the room was not kept; the names are those of today."""
    entries = apps.get_model("consultations", "ChainEntry")
    companies = [party.company for party in room.parties.select_related("company").order_by("company_id")]
    details = {
        "ref": room.ref,
        "subject": {"kind": room.subject_kind, "key": room.subject_key, "title": room.title},
        "parties": [{"ref": company.ref, "name": company.name} for company in companies],
    }
    first = entries(room=room, seq=1, kind="opened", at=room.created_at, details=details, is_backfilled=True)
    link, batch, salts = linked(first, ""), [first], [""]
    messages = room.messages.select_related("user", "company").order_by("number")
    for seq, message in enumerate(messages.iterator(chunk_size=BATCH), start=2):
        salt = secrets.token_hex(16)
        entry = entries(
            room=room,
            seq=seq,
            kind="posted",
            at=message.created_at,
            user_number=message.user_id,
            company_number=message.company_id,
            author=author_of(message.user),
            company_ref=message.company.ref,
            company_name=message.company.name[:300],
            message_number=message.number,
            words_sha256=sha256(f"{salt}\n{message.body}"),
            is_automatic=message.is_automatic,
            is_backfilled=True,
        )
        link = linked(entry, link)
        batch.append(entry)
        salts.append(salt)
        if len(batch) >= BATCH:
            keep(apps, batch, salts)
            batch, salts = [], []
    keep(apps, batch, salts)


def author_of(user: Any) -> str:
    return (user.name or user.email)[:300] if user and not user.deleted_at else ""


def keep(apps: Any, batch: list[Any], salts: list[str]) -> None:
    apps.get_model("consultations", "ChainEntry").objects.bulk_create(batch)
    rows = apps.get_model("consultations", "WordsSalt")
    rows.objects.bulk_create([rows(entry=one, salt=salt) for one, salt in zip(batch, salts, strict=True) if salt])


class Migration(migrations.Migration):
    dependencies = [("consultations", "0007_chain")]

    operations = [migrations.RunPython(backfill, migrations.RunPython.noop)]
