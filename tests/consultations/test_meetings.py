"""Booked talks through the front door: hours, times in two zones, booking, invitations, and who may what."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from companies.models import Membership
from consultations.meetings import clock
from consultations.models import AutoReply, Meeting, MeetingHours, Message, Room
from notifications.models import Notification
from offers.models import Inquiry
from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.cast import Person, make_person, make_product
from tests.consultations.talks import begin, book, booked, first_slot, letters, path_to, publish
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def test_a_talk_is_booked_in_both_zones_and_both_are_invited(seller: Person, buyer: Person) -> None:
    publish(seller, where_kind="phone", where="+82552781234")
    page = buyer.client.get(path_to(seller), {"zone": "Europe/Berlin"})
    slot = page.context["times"].slots[0]
    assert f"{slot.own:%H:%M}" in page.text and slot.theirs.endswith("Seoul") and "+82" not in page.text
    form = buyer.client.get(f"{path_to(seller)}slot/{slot.query}")
    assert form.status_code == 200 and "Book the talk" in form.text
    meeting = booked(seller, buyer, at=slot.at, topic="Price for 2027", points="Price\n- Lead time\n")
    assert (meeting.host, meeting.guest, meeting.state) == (seller.user, buyer.user, "confirmed")
    assert (meeting.host_zone, meeting.guest_zone) == ("Asia/Seoul", "Europe/Berlin")
    assert [point.text for point in meeting.points.all()] == ["Price", "Lead time"]
    assert "Seoul" in Message.objects.get().body and Room.objects.get().subject_kind == "company"
    deliver_all()
    sent = letters("Talk with")
    assert set(sent) == {seller.user.email, buyer.user.email}
    kind, invitation = sent[buyer.user.email].alternatives[1].mimetype, sent[buyer.user.email].alternatives[1].content
    assert kind == "text/calendar; method=REQUEST" and "METHOD:REQUEST" in invitation
    assert f"UID:{meeting.ref}@" in invitation and "SEQUENCE:0" in invitation and "STATUS:CONFIRMED" in invitation
    assert f"DTSTART:{meeting.starts_at:%Y%m%dT%H%M%SZ}" in invitation
    unfolded = invitation.replace("\r\n ", "")
    assert f"mailto:{buyer.user.email}" in unfolded and seller.user.email not in unfolded
    assert "Price for 2027" not in sent[buyer.user.email].body
    assert meeting.title in seller.client.get("/my/meetings/").text
    assert "+82 55-278-1234" in buyer.client.get(meeting.get_absolute_url()).text
    note = Notification.objects.get(kind="meeting.booked")
    assert note.user == seller.user and note.mailed_at, "the invitation itself was the e-mail"


def test_everybody_sees_free_times_and_only_people_of_a_company_whose_role_talks_book(
    seller: Person, viewer: Person, buyer: Person, visitor: Client, newcomer: Person
) -> None:
    hours = publish(seller)
    assert visitor.get(path_to(seller)).status_code == 200 and seller.user.name not in visitor.get(path_to(seller)).text
    at = first_slot(seller, buyer)
    assert "/accounts/login/" in visitor.post(f"{path_to(seller)}slot/", {"at": at})["Location"]
    assert newcomer.client.post(f"{path_to(seller)}slot/", {"at": at}).status_code == 302
    looker = make_person("looks@nordwerk.example", buyer.company, "viewer")
    assert "Your role may not book talks" in looker.client.get(f"{path_to(seller)}slot/?at={at}").text
    assert book(seller, looker, at=at).status_code == 403
    assert not Meeting.objects.exists() and not Room.objects.exists()
    Membership.objects.filter(user=seller.user).update(role="viewer")
    assert book(seller, buyer, at=at).status_code == 409, "who may only look is booked no more"
    assert hours.is_open and not Meeting.objects.exists()
    assert viewer.client.post("/my/meetings/hours/", {}).status_code in (403, 422)
    assert MeetingHours.objects.count() == 1


def test_strangers_learn_nothing_and_viewers_change_nothing(
    seller: Person, buyer: Person, viewer: Person, stranger: Person
) -> None:
    publish(seller)
    meeting = booked(seller, buyer)
    url = meeting.get_absolute_url()
    acts = {
        "confirmation": {},
        "cancellation": {"reason": "x"},
        "times": {"at": first_slot(seller, buyer)},
        "outcome": {"how": "held"},
        "where": {"where_kind": "open"},
        "points": {"text": "Mine"},
        "minutes": {"body": "Words", "was": "0"},
        "tasks": {"text": "Do", "owner": f"c:{meeting.host_company_id}"},
    }
    for path in ("", "meeting.ics", "print/", "cancellation/", "times/", "minutes/"):
        assert stranger.client.get(f"{url}{path}").status_code == 404
        assert viewer.client.get(f"{url}{path}").status_code == 200
    for act, data in acts.items():
        assert stranger.client.post(f"{url}{act}/", data).status_code == 404, act
        assert viewer.client.post(f"{url}{act}/", data).status_code in (403, 409, 422), act
    assert Meeting.objects.get().state == "confirmed" and not meeting.points.exists() and not meeting.tasks.exists()
    assert not meeting.versions.exists() and Meeting.objects.get().sequence == 0
    assert list(stranger.client.get("/my/meetings/").context["page"]) == []


def test_a_slot_taken_meanwhile_is_told_with_the_next_free_ones_and_nothing_typed_is_lost(
    seller: Person, buyer: Person, stranger: Person
) -> None:
    publish(seller)
    at = first_slot(seller, buyer)
    booked(seller, stranger, at=at)
    answer = book(seller, buyer, at=at, topic="My long question", points="One")
    assert answer.status_code == 409 and "My long question" in answer.text
    others = [one.at for one in answer.context["others"]]
    assert others and at not in others and f'value="{others[0]}"' in answer.text
    assert book(seller, buyer, at=others[0]).status_code == 302
    assert book(seller, buyer, at=others[0]).status_code == 302, "the same click sent twice is one talk"
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    "at", ["", "tomorrow", "2026-13-45T00:00Z", "9999-12-31T23:59-14:00", "2026-01-01T00:00", "\x00"]
)
def test_a_time_that_is_none_books_nothing(at: str, seller: Person, buyer: Person) -> None:
    publish(seller)
    answer = buyer.client.post(f"{path_to(seller)}slot/?zone=Mars/Olympus&host=nobody&day=x", {"at": at, "topic": "Hi"})
    assert answer.status_code == 422 and "Hi" in answer.text and not Meeting.objects.exists()
    past = (timezone.now() - timedelta(days=1)).isoformat()
    assert book(seller, buyer, at=past).status_code == 409 and not Meeting.objects.exists()
    off_grid = (timezone.now() + timedelta(days=3)).replace(minute=7, second=0, microsecond=0).isoformat()
    assert book(seller, buyer, at=off_grid).status_code == 409 and not Meeting.objects.exists()


def test_nobody_is_booked_twice_at_one_time_on_either_side(
    seller: Person, colleague: Person, buyer: Person, stranger: Person
) -> None:
    publish(seller, length=60)
    publish(stranger, zone="Asia/Seoul")
    meeting = booked(seller, buyer)
    inside = (meeting.starts_at + timedelta(minutes=30)).isoformat()
    answer = book(stranger, buyer, at=inside)
    assert answer.status_code == 409 and "another talk already" in answer.text
    assert book(stranger, buyer, at=meeting.ends_at.isoformat()).status_code == 302
    assert book(seller, stranger, at=meeting.ends_at.isoformat()).status_code == 409, "the host is its other side then"
    publish(colleague)
    assert booked(seller, stranger, at=meeting.starts_at.isoformat()).host == colleague.user


def test_a_talk_that_is_confirmed_by_hand(seller: Person, colleague: Person, buyer: Person) -> None:
    publish(seller, by_hand=True)
    meeting = booked(seller, buyer)
    deliver_all()
    assert meeting.state == "requested" and not letters("Talk with")
    assert Notification.objects.get(kind="meeting.requested").user == seller.user
    assert "asks for a talk" in seller.client.get("/my/").text
    assert buyer.client.post(f"{meeting.get_absolute_url()}confirmation/").status_code == 403
    assert colleague.client.post(f"{meeting.get_absolute_url()}confirmation/").status_code == 302
    assert seller.client.post(f"{meeting.get_absolute_url()}confirmation/").status_code == 409
    deliver_all()
    assert set(letters("Talk with")) == {seller.user.email, buyer.user.email}


def test_a_request_that_nobody_answers_lapses(seller: Person, buyer: Person) -> None:
    publish(seller, by_hand=True)
    meeting = booked(seller, buyer)
    clock.lapse_unconfirmed()
    assert Meeting.objects.get().state == "requested"
    begin(meeting)
    clock.lapse_unconfirmed()
    assert Meeting.objects.get().state == "lapsed"
    deliver_all()
    assert Notification.objects.filter(kind="meeting.lapsed").count() == 2


def test_what_is_put_off_moves_in_calendars_and_what_is_cancelled_leaves_them(seller: Person, buyer: Person) -> None:
    publish(seller)
    meeting = booked(seller, buyer)
    url = meeting.get_absolute_url()
    deliver_all()
    mail.outbox.clear()
    page = buyer.client.get(f"{url}times/?zone=Europe/Berlin")
    later = page.context["times"].slots[2].at
    assert buyer.client.post(f"{url}times/", {"at": later}).status_code == 302
    deliver_all()
    moved = letters("Changed")[seller.user.email].alternatives[1].content
    assert "SEQUENCE:1" in moved and f"UID:{meeting.ref}@" in moved and later.replace("-", "")[:8] in moved
    assert buyer.client.post(f"{url}times/", {"at": "nonsense"}).status_code == 409
    assert seller.client.post(f"{url}cancellation/", {"reason": "x" * 301}).status_code == 422
    assert seller.client.post(f"{url}cancellation/", {"reason": "The boss is ill"}).status_code == 302
    deliver_all()
    off = letters("Cancelled")[buyer.user.email].alternatives[1]
    assert off.mimetype == "text/calendar; method=CANCEL" and "METHOD:CANCEL" in off.content
    assert "STATUS:CANCELLED" in off.content and "SEQUENCE:2" in off.content
    assert "The boss is ill" in buyer.client.get(url).text
    assert buyer.client.post(f"{url}cancellation/", {}).status_code == 409
    assert first_slot(seller, buyer), "its time is free again"
    assert [one.body.partition(" ")[0] for one in Message.objects.order_by("pk")] == ["Booked", "Moved", "Cancelled"]


def test_reminders_go_out_once_however_often_the_job_runs(seller: Person, buyer: Person) -> None:
    publish(seller)
    meeting = booked(seller, buyer)
    long_ago = timezone.now() - timedelta(days=3)
    clock.remind()
    assert not Event.objects.filter(kind="meeting.tomorrow").exists() or meeting.starts_at > timezone.now()
    Event.objects.filter(kind__startswith="meeting.").delete()
    soon = timezone.now() + timedelta(minutes=50)
    Meeting.objects.update(starts_at=soon, ends_at=soon + timedelta(minutes=30), settled_at=long_ago, told_day=None)
    for _time in range(3):
        clock.remind()
    assert sorted(Event.objects.filter(kind__startswith="meeting.").values_list("kind", flat=True)) == [
        "meeting.soon",
        "meeting.tomorrow",
    ]
    deliver_all()
    assert Notification.objects.filter(kind="meeting.soon").count() == 2
    assert "You talk with" in buyer.client.get("/my/").text
    Meeting.objects.update(told_hour=None, settled_at=timezone.now())
    clock.remind()
    assert Event.objects.filter(kind="meeting.soon").count() == 1, "what was fixed within the hour needs no reminder"


def test_the_hours_editor_keeps_what_was_typed_and_says_what_is_wrong(seller: Person) -> None:
    base = {
        "is_open": "on",
        "zone": "Asia/Seoul",
        "length": "30",
        "pause": "10",
        "notice": "24",
        "horizon": "30",
        "where_kind": "open",
        "about": "Ask about bearings",
        "0-1-from": "09:00",
        "0-1-to": "12:00",
    }
    url = "/my/meetings/hours/"
    wrong = {
        "0-2-from": ("11:00", "0-2-to", "13:00"),
        "1-1-from": ("17:00", "1-1-to", "09:00"),
        "2-1-from": ("09:00", "2-1-to", ""),
        "3-1-from": ("25:99", "3-1-to", "09:00"),
    }
    for name, (start, other, end) in wrong.items():
        answer = seller.client.post(url, {**base, name: start, other: end})
        assert answer.status_code == 422 and "Ask about bearings" in answer.text, name
    for more in (
        {"zone": "Mars/Olympus"},
        {"length": "20"},
        {"where_kind": "link"},
        {"where_kind": "phone", "where": "1"},
    ):
        assert seller.client.post(url, {**base, **more}).status_code == 422, more
    link = {"where_kind": "link", "where": "javascript:alert(1)"}
    assert seller.client.post(url, {**base, **link}).status_code == 422
    assert seller.client.post(url, {**base, "0-1-from": "", "0-1-to": ""}).status_code == 422, "open without any time"
    assert not MeetingHours.objects.exists()
    assert seller.client.post(url, {**base, "5-1-from": "22:00", "5-1-to": "00:00"}).status_code == 302
    hours = MeetingHours.objects.get()
    assert [str(one) for one in hours.week[0]] == ["09:00–12:00"] and [str(one) for one in hours.week[5]] == [
        "22:00–24:00"
    ]
    page = seller.client.get(url).text
    assert f"?host={hours.ref}" in page and "09:00" in page


def test_single_days_and_the_companys_holiday(seller: Person, buyer: Person) -> None:
    hours = publish(seller, zone="UTC", notice=1)
    days = list(buyer.client.get(path_to(seller), {"zone": "UTC"}).context["times"].all_days)
    off, short = days[2], days[3]
    post = seller.client.post
    assert post("/my/meetings/hours/days/", {"day": off.isoformat()}).status_code == 302
    times = {"day": short.isoformat(), "own-1-from": "10:00", "own-1-to": "11:00"}
    assert post("/my/meetings/hours/days/", times).status_code == 302
    assert post("/my/meetings/hours/days/", {"day": "1999-01-01"}).status_code == 422
    left = buyer.client.get(path_to(seller), {"zone": "UTC"}).context["times"].all_days
    assert off not in left and len(left[short]) == 2
    assert post("/my/meetings/hours/days/removal/", {"day": off.isoformat()}).status_code == 302
    AutoReply.keep(seller.actor, first_day=days[1], last_day=None, texts={"en": "Away"})
    left = buyer.client.get(path_to(seller), {"zone": "UTC"}).context["times"].all_days
    assert set(left) <= {days[0], short}, "a day said by itself holds on a holiday too"
    assert hours.days.count() == 1


def test_hours_that_are_closed_or_of_somebody_who_left_book_nobody(
    seller: Person, colleague: Person, buyer: Person
) -> None:
    publish(seller, is_open=False)
    assert "Book a talk" not in buyer.client.get(f"/companies/{seller.company.slug}/").text  # type: ignore[union-attr]  # the cast's sellers have one
    hours = publish(colleague)
    assert "Book a talk" in buyer.client.get(f"/companies/{seller.company.slug}/").text  # type: ignore[union-attr]  # the cast's sellers have one
    meeting = booked(seller, buyer)
    assert meeting.host == colleague.user
    Membership.objects.get(user=colleague.user).end(by=seller.actor)
    deliver_all()
    assert not MeetingHours.objects.filter(pk=hours.pk).exists() and Meeting.objects.get().host is None
    assert Notification.objects.get(kind="meeting.person_left").user == seller.user
    chosen = {"person": seller.user.pk}
    assert buyer.client.post(f"{meeting.get_absolute_url()}person/", chosen).status_code == 409
    assert seller.client.post(f"{meeting.get_absolute_url()}person/", chosen).status_code == 302
    assert Meeting.objects.get().host == seller.user and Meeting.objects.get().sequence == 1


def test_it_is_booked_from_a_product_and_stands_in_its_consultation(seller: Person, buyer: Person) -> None:
    publish(seller)
    assert seller.company
    product = make_product(seller.company, "B-9", "Roller bearing NU 205")
    assert "Book a talk" in buyer.client.get(product.get_absolute_url()).text
    path = f"/meetings/book/product/{product.ref}/"
    at = buyer.client.get(path).context["times"].slots[0].at
    assert buyer.client.post(f"{path}slot/", {"at": at}).status_code == 302
    meeting = Meeting.objects.get()
    again = buyer.client.get(f"{path}slot/", {"at": at})
    assert again.status_code == 302 and again.headers["Location"] == meeting.get_absolute_url(), "by the back button"
    room = buyer.client.get(meeting.room.get_absolute_url()).text
    assert meeting.get_absolute_url() in room and "Book a talk" in room
    assert buyer.client.get("/meetings/book/product/none/").status_code == 404
    assert buyer.client.get("/meetings/book/unheard/of/").status_code == 404
    assert "how others see" in seller.client.get(path).text
    inquiry = Inquiry.send(buyer.actor, seller.company, title="NU 205", question="5,000 pieces by May?")
    asked = f"/meetings/book/inquiry/{inquiry.ref}/"
    assert "how others see" not in buyer.client.get(asked).text, "it is between both"


def test_the_list_is_searched_paged_and_costs_the_same_for_many(seller: Person, buyer: Person) -> None:
    publish(seller)
    first = booked(seller, buyer)
    few = queries_of(buyer.client, "/my/meetings/")
    rows = [
        Meeting(
            **{
                name: getattr(first, name)
                for name in ("room", "host_company", "guest_company", "host_zone", "guest_zone")
            },
            state="confirmed",
            topic=f"Topic {n}",
            starts_at=first.starts_at + timedelta(hours=n),
            ends_at=first.ends_at + timedelta(hours=n),
        )
        for n in range(1, 30)
    ]
    Meeting.objects.bulk_create(rows)
    assert queries_of(buyer.client, "/my/meetings/") <= few + 2  # the pages' own count
    page = buyer.client.get("/my/meetings/", {"page": "2"}).context["page"]
    assert page.paginator.count == 30 and len(page) == 6
    assert [one.topic for one in buyer.client.get("/my/meetings/?q=Topic 17").context["page"]] == ["Topic 17"]
    assert len(buyer.client.get("/my/meetings/?mine=1").context["page"]) == 1
    assert "Nothing found" in buyer.client.get("/my/meetings/?q=zebra").text
    assert "No talk has taken place yet" in buyer.client.get("/my/meetings/?tab=past").text


def test_the_private_calendar_opens_with_its_secret_alone(
    seller: Person, buyer: Person, stranger: Person, visitor: Client
) -> None:
    publish(seller)
    meeting = booked(seller, buyer)

    def renewed(person: Person) -> str:
        person.client.post("/my/meetings/calendar/address/")
        return str(person.client.get("/my/meetings/calendar/").context["address"]).removeprefix("http://testserver")

    address = renewed(buyer)
    assert f"UID:{meeting.ref}@" in visitor.get(address).text
    assert "BEGIN:VEVENT" not in visitor.get(renewed(stranger)).text
    again = renewed(buyer)
    assert visitor.get(address).status_code == 404 and visitor.get(again).status_code == 200
    Membership.objects.filter(user=buyer.user).delete()
    assert meeting.ref not in visitor.get(again).text, "who left the company reads no more of it"
    buyer.client.post("/my/meetings/calendar/address/", {"then": "revoke"})
    assert visitor.get("/my/meetings.ics").status_code == 404
