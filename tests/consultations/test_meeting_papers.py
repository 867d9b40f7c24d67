"""What is kept of a talk: agenda, minutes in versions that both sign, tasks; merges, personal data, the API."""

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from companies.account.personal import FAREWELLS, PARTS
from companies.merging import move_all
from companies.models import ApiToken
from consultations.meetings import clock
from consultations.models import Meeting, MeetingFeed, MeetingHours, MeetingTask, MinutesSignature, MinutesVersion
from notifications.models import Notification
from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.cast import Person, make_company
from tests.consultations.talks import begin, booked, first_slot, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(seller: Person, buyer: Person) -> Meeting:
    publish(seller)
    return booked(seller, buyer)


def write(person: Person, meeting: Meeting, body: str, was: int, **more: str) -> Any:
    return person.client.post(f"{meeting.get_absolute_url()}minutes/", {"body": body, "was": was, **more})


def sign(person: Person, meeting: Meeting, version: MinutesVersion, digest: str = "") -> int:
    url = f"{meeting.get_absolute_url()}minutes/{version.number}/signature/"
    return int(person.client.post(url, {"digest": digest or version.digest}).status_code)


def test_both_sides_write_the_agenda_and_each_takes_away_its_own(
    meeting: Meeting, seller: Person, buyer: Person
) -> None:
    url = meeting.get_absolute_url()
    assert seller.client.post(f"{url}points/", {"text": "Samples"}).status_code == 302
    assert buyer.client.post(f"{url}points/", {"text": "Price <b>"}).status_code == 302
    assert buyer.client.post(f"{url}points/", {"text": ""}).status_code == 422
    page = seller.client.get(url).text
    assert "Samples" in page and "Price &lt;b&gt;" in page
    theirs = meeting.points.get(company=buyer.company)
    assert seller.client.post(f"{url}points/{theirs.ref}/removal/").status_code == 403
    assert buyer.client.post(f"{url}points/{theirs.ref}/removal/").status_code == 302
    assert [one.text for one in meeting.points.all()] == ["Samples"]


def test_minutes_are_signed_by_both_and_a_change_takes_the_signatures_back(
    meeting: Meeting, seller: Person, buyer: Person
) -> None:
    url = meeting.get_absolute_url()
    assert write(seller, meeting, "Too early", 0).status_code == 409
    begin(meeting)
    assert write(seller, meeting, "500 pieces in May.", 0).status_code == 302
    first = MinutesVersion.objects.get()
    meeting.refresh_from_db()
    assert meeting.state == "held", "minutes say that it took place"
    assert sign(seller, meeting, first) == 302 and sign(seller, meeting, first) == 302
    assert sign(buyer, meeting, first, "0" * 64) == 409
    deliver_all()
    assert "has signed the minutes" in buyer.client.get("/my/").text
    assert sign(buyer, meeting, first) == 302
    assert MinutesSignature.objects.count() == 2 and "Both sides have signed" in buyer.client.get(url).text
    refused = write(buyer, meeting, "600 pieces in May.", 1)
    assert refused.status_code == 409 and "600 pieces" in refused.text and MinutesVersion.objects.count() == 1
    assert write(buyer, meeting, "600 pieces in May.", 1, withdraws="on").status_code == 302
    assert not MinutesSignature.objects.filter(withdrawn_at=None).exists()
    assert sign(seller, meeting, first) == 409, "an older version is signed no more"
    deliver_all()
    assert Notification.objects.get(kind="minutes.unsigned").user == seller.user
    page = seller.client.get(url).text
    assert "Nobody has signed this version yet" in page and "hold no longer" in page
    assert "holds no longer" in seller.client.get(f"{url}minutes/1/").text
    assert "600 pieces" in seller.client.get(f"{url}print/").text


def test_who_writes_on_top_of_newer_minutes_keeps_their_words(meeting: Meeting, seller: Person, buyer: Person) -> None:
    begin(meeting)
    assert write(seller, meeting, "Ours", 0).status_code == 302
    answer = write(buyer, meeting, "Theirs", 0)
    assert answer.status_code == 409 and "Theirs" in answer.text and "Ours" in answer.text
    assert answer.context["form"]["was"].value() == "1", "sent once more it is the next version"
    assert write(buyer, meeting, "Theirs", 1).status_code == 302
    assert [one.body for one in MinutesVersion.objects.order_by("number")] == ["Ours", "Theirs"]
    assert write(buyer, meeting, "Theirs", 2).status_code == 302 and MinutesVersion.objects.count() == 2


def test_minutes_that_were_changed_in_the_database_are_signed_by_nobody(
    meeting: Meeting, seller: Person, buyer: Person
) -> None:
    begin(meeting)
    write(seller, meeting, "500 pieces", 0)
    version = MinutesVersion.objects.get()
    MinutesVersion.objects.update(body="900 pieces")
    assert sign(buyer, meeting, version) == 409 and not MinutesSignature.objects.exists()
    assert "not those that the hash was made of" in buyer.client.get(meeting.get_absolute_url()).text


def test_tasks_have_an_owner_and_a_day_and_show_on_the_portal(
    meeting: Meeting, seller: Person, colleague: Person, buyer: Person, stranger: Person
) -> None:
    url, today = meeting.get_absolute_url(), timezone.localdate()
    owner = f"c:{meeting.host_company_id}:{seller.user.pk}"
    data = {"text": "Send the drawing", "owner": owner, "due_on": today.isoformat()}
    assert buyer.client.post(f"{url}tasks/", data).status_code == 302
    assert stranger.company
    for wrong in (f"c:{stranger.company.pk}", f"c:{meeting.host_company_id}:{colleague.user.pk}"):
        assert buyer.client.post(f"{url}tasks/", {**data, "owner": wrong}).status_code == 422, wrong
    task = MeetingTask.objects.get()
    for _time in range(2):
        clock.remind_of_tasks()
    assert Event.objects.filter(kind="task.due").count() == 1
    deliver_all()
    assert {one.kind for one in Notification.objects.filter(user=seller.user)} >= {"task.given", "task.due"}
    assert "Send the drawing" in seller.client.get("/my/").text
    assert "Send the drawing" not in colleague.client.get("/my/").text
    assert "Send the drawing" in seller.client.get("/my/meetings/tasks/?tab=mine").text
    assert buyer.client.get("/my/meetings/tasks/?tab=theirs&q=drawing").context["page"].paginator.count == 1
    at = f"/my/meetings/tasks/{task.ref}/"
    assert stranger.client.post(at, {"do": "done"}).status_code == 404
    assert buyer.client.post(at, {"do": "done"}).status_code == 403
    assert colleague.client.post(at, {"do": "done"}).status_code == 302
    assert seller.client.post(at, {"do": "done"}).status_code == 409
    assert buyer.client.post(at, {"do": "remove"}).status_code == 409
    assert seller.client.post(at, {"do": "open"}).status_code == 302
    assert seller.client.post(at, {"do": "remove"}).status_code == 403
    assert buyer.client.post(at, {"do": "remove"}).status_code == 302 and not MeetingTask.objects.exists()


def test_who_did_not_come_is_said_and_put_right(meeting: Meeting, seller: Person, buyer: Person) -> None:
    url = meeting.get_absolute_url()
    assert seller.client.post(f"{url}outcome/", {"how": "guest"}).status_code == 409, "it has not begun"
    begin(meeting)
    assert seller.client.post(f"{url}outcome/", {"how": "nobody"}).status_code == 409
    assert seller.client.post(f"{url}outcome/", {"how": "guest"}).status_code == 302
    deliver_all()
    assert Notification.objects.get(kind="meeting.missed").user == buyer.user
    assert "your side did not come" in buyer.client.get(url).text
    assert buyer.client.post(f"{url}cancellation/", {}).status_code == 409
    assert buyer.client.post(f"{url}outcome/", {"how": "held"}).status_code == 302
    assert Meeting.objects.get().state == "held" and Meeting.objects.get().missed_by == ""


def test_where_they_meet_is_changed_for_both(meeting: Meeting, seller: Person, buyer: Person) -> None:
    url = meeting.get_absolute_url()
    bad = {"where_kind": "link", "where": "javascript:alert(1)"}
    answer = seller.client.post(f"{url}where/", bad)
    assert answer.status_code == 422 and Meeting.objects.get().where == ""
    good = {"where_kind": "link", "where": "https://meet.example/abc"}
    assert buyer.client.post(f"{url}where/", good).status_code == 302
    assert buyer.client.post(f"{url}where/", good).status_code == 302
    assert Meeting.objects.get().sequence == 1 and "https://meet.example/abc" in seller.client.get(url).text


def test_all_of_it_moves_when_the_company_is_merged(meeting: Meeting, seller: Person, buyer: Person) -> None:
    begin(meeting)
    write(seller, meeting, "Words", 0)
    sign(seller, meeting, MinutesVersion.objects.get())
    kept = make_company("Hanbit Group")
    assert seller.company
    dict(move_all(kept, seller.company))
    moved = Meeting.objects.get()
    assert moved.host_company == kept and MinutesVersion.objects.get().company == kept
    assert MinutesSignature.objects.get().company == kept and MeetingHours.objects.get().company == kept
    assert MinutesVersion.objects.get().is_whole, "what was signed is what was signed"


def test_a_person_takes_their_talks_along_and_their_hours_end_with_the_account(
    meeting: Meeting, seller: Person, buyer: Person
) -> None:
    MeetingFeed.renew(seller.actor)
    rows = json.loads(json.dumps([dict(one) for one in PARTS["talks"](seller.user)], default=str))
    assert [one["ref"] for one in rows] == [meeting.ref] and rows[0]["topic"] == ""
    assert next(iter(PARTS["talk_hours"](seller.user)))["is_open"]
    for farewell in FAREWELLS:
        farewell(seller.user)
    assert not MeetingHours.objects.exists() and not MeetingFeed.objects.exists()
    assert Meeting.objects.get().host is None and Meeting.objects.get().guest == buyer.user


def test_the_api_tells_slots_books_and_cancels(seller: Person, buyer: Person, stranger: Person) -> None:
    hours = publish(seller)
    assert seller.company and buyer.company
    client, slug = buyer.client, seller.company.slug
    slots = client.get(f"/api/v1/companies/{slug}/slots/").json()
    assert slots[0]["hosts"] == [hours.ref] and slots[0]["zones"] == ["Asia/Seoul"]
    assert client.get("/api/v1/companies/none/slots/").status_code == 404

    def call(person: Person, path: str, **data: str) -> Any:
        return person.client.post(f"/api/v1/meetings/{path}", data, content_type="application/json")

    data = {"company": slug, "start": slots[0]["start"], "topic": "Price", "points": "One\nTwo"}
    made = call(buyer, "", **data)
    assert made.status_code == 201 and made.json()["state"] == "confirmed" and made.json()["host_company"] == slug
    ref = made.json()["ref"]
    assert call(stranger, "", **data).status_code == 409, "taken"
    assert call(buyer, "", **{**data, "start": "soon"}).status_code == 400
    assert call(buyer, "", **{**data, "company": "none"}).status_code == 400
    assert call(buyer, "", **{**data, "points": "x" * 301}).status_code == 400
    assert [one["ref"] for one in client.get("/api/v1/meetings/").json()["results"]] == [ref]
    assert stranger.client.get(f"/api/v1/meetings/{ref}/").status_code == 404
    assert call(stranger, f"{ref}/cancellation/").status_code == 404
    _token, secret = ApiToken.issue(buyer.company, ["write"])
    key = {"authorization": f"Bearer {secret}"}
    assert client.get(f"/api/v1/meetings/{ref}/", headers=key).status_code == 200
    assert client.post(f"/api/v1/meetings/{ref}/cancellation/", headers=key).status_code == 403
    assert Meeting.objects.get().state == "confirmed"
    assert call(buyer, f"{ref}/cancellation/", reason="Ill").json()["state"] == "cancelled"
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    assert "/api/v1/companies/{slug}/slots/" in out.getvalue()


def test_a_company_does_not_lay_siege_to_another(seller: Person, buyer: Person, monkeypatch: Any) -> None:
    monkeypatch.setattr("consultations.models.meeting.MOST_WAITING", 1)
    publish(seller)
    booked(seller, buyer)
    at = first_slot(seller, buyer)
    answer = buyer.client.post(f"/meetings/book/company/{seller.company.slug}/slot/", {"at": at})  # type: ignore[union-attr]  # the cast's sellers have one
    assert answer.status_code == 409 and "Hold one of them first" in answer.text
    assert Meeting.objects.count() == 1 and Meeting.objects.get().starts_at > timezone.now() + timedelta(hours=1)
