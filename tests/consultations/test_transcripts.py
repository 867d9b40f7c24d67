"""The stored chain and its files: what is found, what is refused, who may read."""

import json
import threading
import uuid
from collections.abc import Callable
from copy import deepcopy
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from catalog.printed.fonts import shelf
from companies.models import CompanyMerge
from consultations.models import ChainEntry, Message, Room, RoomParty, WordsSalt, enter
from consultations.transcripts import pdf as transcript_pdf
from consultations.transcripts.chain import next_link
from consultations.transcripts.export import differences, findings, read, transcript_of, written
from tests.cast import Person, make_company, make_person
from tests.consultations.conftest import converse
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
Kind = ChainEntry.Kind


@pytest.fixture
def whole(room: Room, buyer: Person, seller: Person) -> dict[str, Any]:
    converse(room, buyer, seller, count=5)
    return transcript_of(room)


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the press was given, instead of a second of its work."""
    given: list[dict[str, Any]] = []

    def set_pages(template: Path, data: str, attached: dict[str, bytes], standards: Any) -> bytes:
        given.append({**json.loads(data), "attached": attached["transcript.json"]})
        return b"%PDF-1.7"

    monkeypatch.setattr(transcript_pdf, "set_pages", set_pages)
    return given


def verify(file: Path, *options: str) -> int:
    try:
        call_command("transcript_verify", file, *options)
    except SystemExit as stopped:
        return int(str(stopped.code))
    return 0


def resealed(copy: dict[str, Any]) -> None:
    """What a forger does who knows how it is made: all hashes anew."""
    link = ""
    for one in copy["entries"]:
        link = one["sha256"] = next_link(link, one["facts"])
    copy["sha256"] = link


def test_what_happened_is_chained_with_the_names_of_then(whole: dict[str, Any], buyer: Person, seller: Person) -> None:
    assert not list(findings(whole)) and not list(differences(whole))
    facts = [one["facts"] for one in whole["entries"]]
    assert [one["kind"] for one in facts] == ["opened", *["posted"] * 5]
    assert [one["seq"] for one in facts] == [1, 2, 3, 4, 5, 6]
    assert {one["ref"] for one in facts[0]["details"]["parties"]} == {buyer.company.ref, seller.company.ref}
    assert {one["author"] for one in facts} == {str(buyer.user), str(seller.user)}
    assert whole["entries"][1]["words"] == "Message 1"
    assert len({one["salt"] for one in whole["entries"][1:]}) == 5
    buyer.user.name = "Somebody Else"
    buyer.user.save()
    assert [one["facts"] for one in transcript_of(Room.objects.get())["entries"]] == facts


def swap(copy: dict[str, Any]) -> None:
    entries = copy["entries"]
    entries[2], entries[3] = entries[3], entries[2]


TAMPERING: dict[str, Callable[[dict[str, Any]], Any]] = {
    "other words": lambda it: it["entries"][3].update(words="I never said that"),
    "no words": lambda it: it["entries"][3].update(words=None, salt=None),
    "no salt": lambda it: it["entries"][3].update(salt=None),
    "words where none were": lambda it: it["entries"][0].update(words="We agree to all", salt="00"),
    "another time": lambda it: it["entries"][3]["facts"].update(at="2020-01-01T00:00:00.000000+00:00"),
    "another author": lambda it: it["entries"][3]["facts"].update(author="Eve"),
    "another company": lambda it: it["entries"][3]["facts"].update(company="C-OTHER"),
    "another party": lambda it: it["entries"][0]["facts"]["details"]["parties"].pop(),
    "another room": lambda it: it.update(ref="T-OTHER"),
    "one left out": lambda it: it["entries"].pop(2),
    "the last left out": lambda it: it["entries"].pop(),
    "the first left out": lambda it: it["entries"].pop(0),
    "one twice": lambda it: it["entries"].insert(2, deepcopy(it["entries"][2])),
    "two changed round": swap,
    "all gone": lambda it: it.update(entries=[]),
    "another last hash": lambda it: it.update(sha256="0" * 64),
    "no longer backfilled or so": lambda it: it["entries"][3]["facts"].update(is_backfilled=True),
    "more beside the facts": lambda it: it["entries"][3].update(note="with a discount of 50 %"),
    "more beside the record": lambda it: it.update(agreement="signed"),
    "a fact of another kind": lambda it: it["entries"][3]["facts"].update(message=True),
    "an older format": lambda it: it.update(format="jangteo-transcript-1"),
}


@pytest.mark.parametrize("how", TAMPERING)
def test_every_way_to_tamper_is_found_in_the_file_alone(whole: dict[str, Any], how: str, tmp_path: Path) -> None:
    file = tmp_path / "transcript.json"
    file.write_text(written(whole))
    assert verify(file) == 0 and verify(file, "--against") == 0
    copy = json.loads(written(whole))
    TAMPERING[how](copy)
    assert list(findings(copy))
    file.write_text(written(copy))
    assert verify(file) == 1


def test_a_forger_who_makes_all_hashes_anew_is_found_against_the_database(
    whole: dict[str, Any], room: Room, buyer: Person, tmp_path: Path, capsys: Any
) -> None:
    file, forged = tmp_path / "t.json", deepcopy(whole)
    forged["entries"][3]["facts"]["author"] = "Eve"
    resealed(forged)
    file.write_text(written(forged))
    assert verify(file) == 0 and verify(file, "--against") == 1
    assert "entry 4: the database has another" in capsys.readouterr().out
    longer = deepcopy(whole)
    longer["entries"].append(deepcopy(longer["entries"][-1]))
    longer["entries"][-1]["facts"] |= {"seq": 7, "message": 6}
    resealed(longer)
    assert list(differences(longer)) == ["entry 7: the database has none"]
    room.post("Later", by=buyer.actor)
    file.write_text(written(whole))
    assert verify(file, "--against") == 0, "what came later is no difference"
    assert "and 1 more since" in capsys.readouterr().out
    Message.objects.filter(number=2).update(body="Changed in the database")
    assert verify(file) == 0 and verify(file, "--against") == 1
    assert list(differences({**whole, "ref": "T-NONE"})) == ["the database has no consultation T-NONE"]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": NaN}', '{"a": 1, "a": 2}', "[" * 100_000, "\x00", "9" * 5000])
def test_what_is_no_transcript_is_said_to_be_none(text: str, tmp_path: Path) -> None:
    file = tmp_path / "t.json"
    file.write_text(text)
    try:
        assert verify(file) == 1
    except CommandError as problem:
        assert "could not be read" in str(problem)
    assert list(findings({"format": "jangteo-transcript-2", "entries": [1]}))
    with pytest.raises(CommandError):
        call_command("transcript_verify", tmp_path / "nothing")


def test_edited_words_replace_the_former_and_deleted_ones_are_withheld(
    whole: dict[str, Any], room: Room, buyer: Person
) -> None:
    first, second = room.messages.order_by("number")[:2]
    with transaction.atomic():
        first.body = "Message 1, corrected"
        first.save()
        enter(room, Kind.EDITED, buyer.actor, first)
        enter(room, Kind.DELETED, buyer.actor, second)
        second.body = ""
        second.save()
    now = transcript_of(room)
    assert not list(findings(now)) and not list(differences(whole))
    assert "Message 2" not in written(now) and now["entries"][1]["words"] is None
    assert now["entries"][6]["words"] == "Message 1, corrected"
    assert not WordsSalt.objects.filter(entry__message_number=2).exists()
    assert now["entries"][2]["facts"] == whole["entries"][2]["facts"], "that it was said stays"


def test_the_database_refuses_to_change_an_entry(whole: dict[str, Any], room: Room) -> None:
    for change in ({"author": "Eve"}, {"link": "0" * 64}, {"seq": 99}, {"is_backfilled": True}):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            ChainEntry.objects.filter(seq=2).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        ChainEntry.objects.create(room=room, seq=2, kind=Kind.POSTED, at=room.created_at)
    assert transcript_of(room) == whole


@pytest.mark.django_db(transaction=True)
def test_an_entry_goes_with_its_room_only(room: Room, buyer: Person) -> None:
    room.post("Hello", by=buyer.actor)
    if connection.vendor == "postgresql":
        for rows in (ChainEntry.objects.filter(seq=2), ChainEntry.objects.all()):
            with pytest.raises(DatabaseError, match="only added to"):
                rows.delete()
        assert ChainEntry.objects.count() == 2
    room.delete()
    assert not ChainEntry.objects.exists() and not WordsSalt.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_who_speaks_at_once_makes_one_chain_without_gap(room: Room, buyer: Person, seller: Person) -> None:
    actors = [buyer.actor, seller.actor]

    def speak(turn: int) -> None:
        try:
            for word in range(4):
                Room.objects.get(pk=room.pk).post(f"{turn}/{word}", by=actors[turn % 2])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=speak, args=(turn,)) for turn in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    now = transcript_of(room)
    assert [one["facts"]["seq"] for one in now["entries"]] == list(range(1, 22))
    assert [one["facts"]["message"] for one in now["entries"][1:]] == list(range(1, 21))
    assert not list(findings(now))


def test_a_message_sent_twice_stands_in_the_chain_once(room: Room, buyer: Person) -> None:
    same = uuid.uuid4()
    for _ in range(3):
        room.post("Once", by=buyer.actor, client_id=same)
    assert room.chain.count() == 2
    Room.open_about("company", make_company("Third"), by=buyer.actor)
    assert ChainEntry.objects.filter(kind=Kind.OPENED).count() == 2


def test_a_company_that_is_taken_into_another_leaves_the_chain_whole(
    whole: dict[str, Any], room: Room, buyer: Person, seller: Person, moderator: Person
) -> None:
    kept, lost_ref = make_company("Kept"), seller.company.ref
    CompanyMerge.merge(kept, seller.company, moderator.actor, seller.company.name)
    room.refresh_from_db()
    now = transcript_of(room)
    assert not list(findings(now)) and not list(differences(whole))
    assert now["entries"][:6] == whole["entries"]
    last = now["entries"][-1]["facts"]
    assert last["kind"] == Kind.MERGED and last["details"]["from"]["ref"] == lost_ref and last["company"] == kept.ref


def test_old_talks_get_a_chain_that_says_that_it_was_made_later(room: Room, buyer: Person, seller: Person) -> None:
    old = Room.objects.create(ref="T-OLD", subject_kind="company", subject_key="x", title="Old", pair="x")
    RoomParty.objects.bulk_create(RoomParty(room=old, company=one.company) for one in (buyer, seller))
    Message.objects.bulk_create(
        Message(
            room=old,
            number=number,
            user=None if number == 3 else buyer.user,
            company=buyer.company,
            body=f"안녕하세요 {number}",
            client_id=uuid.uuid4(),
        )
        for number in range(1, 6)
    )
    before = transcript_of(room)
    backfill = import_module("consultations.migrations.0008_chain_backfill").backfill
    for _ in range(2):
        backfill(apps, None)
    now = transcript_of(old)
    assert not list(findings(now)) and transcript_of(room) == before
    assert [one["words"] for one in now["entries"][1:]] == [f"안녕하세요 {number}" for number in range(1, 6)]
    assert all(one["facts"]["is_backfilled"] for one in now["entries"])
    assert [one["facts"]["author"] for one in now["entries"]][:5] == ["", *[str(buyer.user)] * 2, "", str(buyer.user)]
    old.last_number = 5
    old.save()
    old.post("New", by=seller.actor)
    assert not list(findings(transcript_of(old)))
    data = transcript_pdf.said({**transcript_of(old), "printed": {"language": "en", "zone": "UTC"}})
    assert data["backfilled"].startswith("6 entries")
    assert [row["mark"] for day in data["days"] for row in day["rows"]] == ["◦"] * 6 + [""]


def test_who_reads_the_talk_reads_its_transcript_and_nobody_else(
    whole: dict[str, Any], room: Room, viewer: Person, stranger: Person, moderator: Person, visitor: Any, pressed: Any
) -> None:
    here = room.get_absolute_url()
    page = viewer.client.get(here).text
    for name, kind in (("transcript.json", "application/json"), ("transcript.pdf", "application/pdf")):
        answer = viewer.client.get(f"{here}{name}")
        assert answer.status_code == 200 and answer["Content-Type"] == kind and f"{here}{name}" in page
        assert room.ref in answer["Content-Disposition"] and "no-store" in answer["Cache-Control"]
        assert stranger.client.get(f"{here}{name}").status_code == 404
        assert moderator.client.get(f"{here}{name}").status_code != 200
        assert visitor.get(f"{here}{name}").status_code == 302
        assert viewer.client.post(f"{here}{name}").status_code == 405
    assert viewer.client.get(f"{here}transcript.json").json() == whole
    assert len(pressed) == 1 and not list(findings(read(pressed[0]["attached"])))


def test_the_pages_say_all_of_it_in_the_readers_language_and_zone(
    whole: dict[str, Any], room: Room, buyer: Person, pressed: list[dict[str, Any]]
) -> None:
    buyer.client.cookies["timezone"] = "Asia/Seoul"
    answer = buyer.client.get(f"/ko{room.get_absolute_url()}transcript.pdf")
    assert answer.status_code == 200
    (data,) = pressed
    if shelf().has_korean:
        assert data["language"] == "ko" and data["kind"] == "상담 기록"
    assert ["Asia/Seoul" in row for row in data["facts"]].count(True) == 1
    assert data["seal"].replace(" ", "") == whole["sha256"]
    rows = [row for day in data["days"] for row in day["rows"]]
    assert [row["words"] for row in rows] == ["", *(f"Message {number}" for number in range(1, 6))]


def test_a_failing_press_is_told_and_the_talk_is_shown(
    room: Room, buyer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setattr(transcript_pdf, "set_pages", broken)
    answer = buyer.client.get(f"{room.get_absolute_url()}transcript.pdf", follow=True)
    assert answer.status_code == 200 and "could not be made just now" in answer.text


def test_the_pdf_carries_its_record_and_both_are_checked(
    room: Room, buyer: Person, seller: Person, tmp_path: Path, capsys: Any
) -> None:
    room.post("베어링 500개 견적 부탁드립니다. <</EmbeddedFile>>\nstream\nendstream #strong[x]", by=buyer.actor)
    content = transcript_pdf.pdf_of(transcript_of(room), "ko", "Asia/Seoul")
    inside = transcript_pdf.attached_in(content)
    assert inside["entries"] == transcript_of(room)["entries"]
    file = tmp_path / "t.pdf"
    file.write_bytes(content)
    assert verify(file) == 0 and verify(file, "--against") == 0
    file.write_bytes(content + b"\n% one more page")
    assert verify(file) == 1 and "the pages are not those" in capsys.readouterr().out
    assert verify(file, "--inside") == 0
    file.write_bytes(content.replace(b"EmbeddedFile", b"EmbeddedLife"))
    with pytest.raises(CommandError, match="0 files inside"):
        call_command("transcript_verify", file)


def test_a_long_talk_is_read_in_as_many_queries_as_a_short_one(room: Room, buyer: Person, seller: Person) -> None:
    converse(room, buyer, count=2)
    url = f"{room.get_absolute_url()}transcript.json"
    few = queries_of(buyer.client, url)
    old = Room.objects.create(ref="T-LONG", subject_kind="company", subject_key="x", title="Long", pair="x")
    RoomParty.objects.bulk_create(RoomParty(room=old, company=one.company) for one in (buyer, seller))
    Message.objects.bulk_create(
        Message(room=old, number=number, user=buyer.user, company=buyer.company, body="긴", client_id=uuid.uuid4())
        for number in range(1, 2001)
    )
    import_module("consultations.migrations.0008_chain_backfill").backfill(apps, None)
    url = f"{old.get_absolute_url()}transcript.json"
    assert queries_of(buyer.client, url) == few
    now = buyer.client.get(url).json()
    assert len(now["entries"]) == 2001 and not list(findings(now))


def test_a_colleague_without_that_company_in_hand_gets_nothing(room: Room, buyer: Person) -> None:
    other = make_person("other@third.example", make_company("Third"), "owner")
    assert other.client.get(f"{room.get_absolute_url()}transcript.json").status_code == 404
