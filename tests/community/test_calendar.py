"""Events of a community: who sees and keeps them, times and zones, what is told, calendars to follow."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.calendar import clock
from community.calendar.models import CalendarKey, Gathering, Registration
from community.calendar.programme import parse_programme, programme_text
from community.models import Community
from notifications.models import Notification
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.community.events import address, draft, member, pass_time, publish, typed
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def lines_of(text: str) -> list[str]:
    """Unfolded (RFC 5545, 3.1); every line ends with CRLF and has at most 75 octets."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_a_steward_writes_looks_and_publishes(public: Community, steward: Person, visitor: Client) -> None:
    home = f"/communities/{public.slug}/calendar/"
    programme = "09:30 Welcome | Kim Minsu | Textile Association\n10:00 Markets of the north"
    sent = typed(
        programme=programme, is_online="on", link="https://meet.example/x", capacity="20", languages=["ko", "en"]
    )
    answer = steward.client.post(f"{home}new/", sent)
    gathering = Gathering.objects.get()
    assert answer.headers["Location"] == gathering.get_absolute_url()
    assert visitor.get(gathering.get_absolute_url()).status_code == 404
    assert gathering.title not in visitor.get(home).content.decode()
    assert steward.client.post(address(gathering, "publication/")).status_code == 302
    assert steward.client.post(address(gathering, "publication/")).status_code == 409
    page = visitor.get(gathering.get_absolute_url()).content.decode()
    assert "Markets of the north" in page and "Kim Minsu" in page and "10:00–16:00 (Seoul)" in page
    assert "meet.example" not in page
    assert gathering.title in visitor.get(home).content.decode()
    assert gathering.title in visitor.get(public.get_absolute_url()).content.decode()


def test_only_who_runs_the_community_keeps_its_calendar(
    public: Community, steward: Person, seller: Person, stranger: Person
) -> None:
    gathering = publish(public, steward)
    acts = [
        "edit/",
        "copy/",
        "publication/",
        "discard/",
        "cancellation/",
        "people/",
        "people.csv",
        "letters/",
        "meetings/plan/",
    ]
    for person in (seller, stranger):
        assert person.client.post(f"/communities/{public.slug}/calendar/new/", typed()).status_code == 403
        for act in acts:
            assert person.client.post(address(gathering, act), {"reason": "x", "body": "x"}).status_code in (
                403,
                405,
            ), act
    assert seller.client.get(address(gathering, "people.csv")).status_code == 403
    gathering.refresh_from_db()
    assert gathering.state == "published" and Gathering.objects.count() == 1


def test_a_form_that_is_wrong_keeps_what_was_typed(public: Community, steward: Person) -> None:
    wrong = typed(
        place="", ends="2020-01-01T10:00", programme="Welcome", capacity="0", title="Kept title", link="javascript:x"
    )
    answer = steward.client.post(f"/communities/{public.slug}/calendar/new/", wrong)
    assert answer.status_code == 422 and "Kept title" in answer.content.decode()
    assert {"place", "ends", "programme", "capacity", "link"} <= set(answer.context["form"].errors)
    assert not Gathering.objects.exists()


def test_a_closed_house_shows_its_calendar_to_members_only(
    closed: Community, steward: Person, seller: Person, stranger: Person, visitor: Client
) -> None:
    gathering = publish(closed, steward, title="Tin talk")
    for client in (stranger.client, visitor):
        page = client.get(f"/communities/{closed.slug}/calendar/")
        assert page.status_code == 200 and "Tin talk" not in page.content.decode()
        for tail in ("", "event.ics", "picture.jpg", "meetings/"):
            assert client.get(address(gathering, tail)).status_code in (302, 404)
        assert client.get(f"/communities/{closed.slug}/calendar.ics").status_code == 404
        assert client.get(f"/api/v1/communities/{closed.slug}/events/").status_code == 404
    assert "Tin talk" in seller.client.get(f"/communities/{closed.slug}/calendar/").content.decode()
    assert seller.client.get(f"/api/v1/communities/{closed.slug}/events/").json()["count"] == 1


def test_a_hidden_house_leaks_nothing(hidden: Community, steward: Person, stranger: Person, visitor: Client) -> None:
    gathering = publish(hidden, steward)
    for client in (stranger.client, visitor):
        for page in (
            f"/communities/{hidden.slug}/calendar/",
            address(gathering),
            f"/communities/{hidden.slug}/calendar.ics",
        ):
            answer = client.get(page)
            assert answer.status_code == 404 and gathering.title not in answer.content.decode()
        assert client.get(f"/api/v1/communities/{hidden.slug}/events/").status_code == 404
    assert stranger.client.post(address(gathering, "registration/")).status_code == 404
    deliver_all()
    assert not Notification.objects.filter(user=stranger.user).exists()
    assert not Registration.objects.exists()


def test_an_event_of_one_house_is_not_under_the_roof_of_another(
    public: Community, closed: Community, steward: Person
) -> None:
    gathering = publish(closed, steward)
    assert steward.client.get(f"/communities/{public.slug}/calendar/{gathering.ref}/").status_code == 404


def test_times_are_those_of_the_events_clock_over_a_change_of_clocks(public: Community, steward: Person) -> None:
    """Berlin goes to summer time on 28 March 2027 at 02:00: copies keep their time of the clock."""
    first = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
    gathering = draft(public, steward, starts_at=first, ends_at=first + timedelta(hours=2), zone="Europe/Berlin")
    copy = gathering.copy(steward.actor)
    assert (copy.starts_wall - gathering.starts_wall) == timedelta(weeks=4)
    assert copy.starts_at == datetime(2027, 3, 29, 8, 0, tzinfo=UTC)
    assert copy.is_draft and copy.title == gathering.title
    skipped = typed(zone="Europe/Berlin", starts="2027-03-28T02:30", ends="2027-03-28T05:00")
    answer = steward.client.post(f"/communities/{public.slug}/calendar/new/", skipped)
    assert answer.status_code == 422 and "does not exist" in str(answer.context["form"].errors["starts"])
    twice = typed(zone="Europe/Berlin", starts="2027-10-31T02:30", ends="2027-10-31T05:00")
    steward.client.post(f"/communities/{public.slug}/calendar/new/", twice)
    assert Gathering.objects.get(starts_on="2027-10-31").starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_months_and_filters_narrow_the_list(public: Community, steward: Person, visitor: Client) -> None:
    late = datetime(2031, 1, 31, 20, 0, tzinfo=UTC)  # 1 February by the clock of Seoul
    publish(public, steward, title="Winter fair", kind="fair", starts_at=late, ends_at=late + timedelta(hours=2))
    publish(public, steward, title="Evening online", kind="webinar", place="", is_online=True)
    home = f"/communities/{public.slug}/calendar/"
    for query, found in (
        ({"month": "2031-02"}, ["Winter fair"]),
        ({"kind": "webinar"}, ["Evening online"]),
        ({"where": "on_site"}, ["Winter fair"]),
        ({"where": "online"}, ["Evening online"]),
        ({"q": "EVENING"}, ["Evening online"]),
        ({"month": "2031-99", "kind": "<script>", "page": "-7"}, ["Evening online", "Winter fair"]),
        ({"q": "nothing\x00"}, []),
    ):
        page = visitor.get(home, query)
        assert page.status_code == 200
        assert [one.title for one in page.context["page"]] == found, query
    assert "February 2031" in visitor.get(home).content.decode()
    rows = visitor.get(f"/api/v1/communities/{public.slug}/events/", {"month": "2031-02"}).json()["results"]
    assert [row["title"] for row in rows] == ["Winter fair"] and "link" not in rows[0]


def test_members_are_told_when_it_is_published_and_who_comes_when_it_changes(
    public: Community, steward: Person, seller: Person
) -> None:
    gathering = publish(public, steward)
    deliver_all()
    assert Notification.objects.filter(user=seller.user, kind="gathering.published").count() == 1
    Registration.make(gathering, seller.actor)
    deliver_all()
    mail.outbox.clear()
    gathering.describe(steward.actor, summary="Only other words")
    deliver_all()
    assert not mail.outbox
    gathering.describe(steward.actor, place="COEX hall C")
    deliver_all()
    assert [(one.to, "hall C" in str(one.body)) for one in mail.outbox] == [([seller.user.email], True)]
    assert Notification.objects.filter(user=seller.user, kind="gathering.moved").count() == 1
    gathering.cancel("Too few hands", steward.actor)
    deliver_all()
    assert "METHOD:CANCEL" in str(mail.outbox[-1].alternatives[-1][0])
    assert "Too few hands" in Notification.objects.get(user=seller.user, kind="gathering.cancelled").title
    assert "Too few hands" in seller.client.get(gathering.get_absolute_url()).content.decode()
    assert seller.client.post(address(gathering, "registration/")).status_code == 409


def test_reminders_go_out_once_and_not_for_what_was_fixed_late(
    public: Community, steward: Person, seller: Person
) -> None:
    gathering = publish(public, steward)
    late = publish(public, steward, title="Tomorrow", starts_at=timezone.now() + timedelta(hours=20))
    Registration.make(gathering, seller.actor)
    soon, before = timezone.now() + timedelta(hours=23), timezone.now() - timedelta(days=5)
    Gathering.objects.filter(pk=gathering.pk).update(starts_at=soon, settled_at=before)
    for _time in range(3):
        clock.remind()
    deliver_all()
    assert Event.objects.filter(kind="gathering.tomorrow").count() == 1
    assert Notification.objects.filter(user=seller.user, kind="gathering.tomorrow").count() == 1
    late.refresh_from_db()
    assert late.told_day is None


def test_the_calendar_of_an_open_house_is_valid_and_open(public: Community, steward: Person, visitor: Client) -> None:
    title = "Spring; seminar, with \\ signs " + "봄" * 40
    gathering = publish(public, steward, title=title, is_online=True, link="https://meet.example/secret")
    off = publish(public, steward, title="Off")
    off.cancel("Rain", steward.actor)
    draft(public, steward, title="Not yet")
    answer = visitor.get(f"/communities/{public.slug}/calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = lines_of(answer.content.decode())
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert f"SUMMARY:Spring\\; seminar\\, with \\\\ signs {'봄' * 40}" in lines
    assert f"DTSTART:{gathering.starts_at:%Y%m%dT%H%M%SZ}" in lines and "STATUS:CANCELLED" in lines
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == 2 and all(re.match(r"UID:EV-\w+@", one) for one in uids)
    assert "meet.example" not in answer.content.decode() and "Not yet" not in answer.content.decode()


def follow(person: Person, community: Community) -> str:
    """The address a person gets, as it is shown once."""
    home = f"/communities/{community.slug}/calendar/"
    person.client.post(f"{home}address/")
    address = person.client.get(home).context["own_address"]
    assert not person.client.get(home).context["own_address"]
    return str(address).replace("http://testserver", "")


def test_a_key_opens_a_closed_calendar_until_the_membership_ends(
    closed: Community, steward: Person, seller: Person, visitor: Client
) -> None:
    gathering = publish(closed, steward, is_online=True, link="https://meet.example/room")
    address = follow(seller, closed)
    assert gathering.title in visitor.get(address).content.decode()
    assert "meet.example" not in visitor.get(address).content.decode()
    Registration.make(gathering, seller.actor)
    assert "meet.example/room" in visitor.get(address).content.decode().replace("\r\n ", "")
    newer = follow(seller, closed)
    assert visitor.get(address).status_code == 404 and visitor.get(newer).status_code == 200
    assert visitor.get(f"/communities/{closed.slug}/calendar.ics?key=wrong").status_code == 404
    closed.members.get(company=seller.company).leave(seller.actor)
    assert visitor.get(newer).status_code == 404
    deliver_all()
    assert not CalendarKey._default_manager.exists()
    closed.members.create(company=seller.company, state="active")
    assert visitor.get(newer).status_code == 404


def test_a_key_of_one_house_opens_no_other_and_can_be_ended(
    closed: Community, hidden: Community, steward: Person, seller: Person, visitor: Client
) -> None:
    publish(hidden, steward)
    address = follow(seller, closed)
    assert visitor.get(address.replace(closed.slug, hidden.slug)).status_code == 404
    seller.client.post(f"/communities/{closed.slug}/calendar/address/", {"then": "revoke"})
    assert visitor.get(address).status_code == 404


def test_what_strangers_send_is_harmless(public: Community, steward: Person, visitor: Client) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:alert(2)) ![y](https://spy.example/p.png)"
    sent = typed(title="<b>Bold</b>\x00", description=hostile, programme=f"09:00 {hostile}", fee=hostile[:200])
    steward.client.post(f"/communities/{public.slug}/calendar/new/", sent)
    gathering = Gathering.objects.get()
    gathering.publish(steward.actor)
    page = visitor.get(gathering.get_absolute_url()).content.decode()
    assert "<script>alert" not in page and "<b>Bold" not in page and 'href="javascript' not in page
    assert "spy.example" not in re.sub(r"<[^>]*>", "", page) or '<img src="https://spy' not in page
    for query in ("?page=9999999999999999999999", "?tab=%00&month=x", "?kind=" + "x" * 5000):
        assert visitor.get(f"/communities/{public.slug}/calendar/{query}").status_code == 200


def test_a_programme_is_read_and_written_back() -> None:
    text = "09:30 Welcome | Kim | KTMA\n2027-03-02 8:05 Fair – hall 3"
    day = datetime(2027, 3, 1).date()
    rows = parse_programme(text, day)
    assert [(row["day"], row["at"], row["title"]) for row in rows] == [
        ("2027-03-01", "09:30", "Welcome"),
        ("2027-03-02", "08:05", "Fair – hall 3"),
    ]
    assert parse_programme(programme_text(rows, day), day) == rows
    for wrong in ("25:00 Late", "09:30", "Welcome", "2027-02-30 09:00 x", "09:00 " + "x" * 200):
        with pytest.raises(Exception, match="Line 1"):
            parse_programme(wrong, day)


def test_letters_are_few_and_once(public: Community, steward: Person, seller: Person) -> None:
    gathering = publish(public, steward)
    Registration.make(gathering, seller.actor)
    for words in ("Bring samples", "Bring samples", "Hall C", "Park at gate 4"):
        gathering.write_to_all(words, steward.actor)
    assert gathering.letters.count() == 3
    with pytest.raises(Refused):
        gathering.write_to_all("And one more", steward.actor)
    deliver_all()
    assert Notification.objects.filter(user=seller.user, kind="gathering.told").count() == 3
    assert "Park at gate 4" in seller.client.get(gathering.get_absolute_url()).content.decode()


def test_what_is_over_or_cancelled_does_not_change(public: Community, steward: Person) -> None:
    gathering = publish(public, steward)
    pass_time(gathering, timedelta(days=30))
    for act in (lambda: gathering.describe(steward.actor, title="x"), lambda: gathering.cancel("x", steward.actor)):
        with pytest.raises(Refused):
            act()
    other = publish(public, steward, title="Other")
    other.cancel("Rain", steward.actor)
    with pytest.raises(WrongState):
        other.describe(steward.actor, title="x")


def test_a_picture_is_ours_and_for_readers_only(
    closed: Community, steward: Person, seller: Person, stranger: Person, settings: Any, tmp_path: Any
) -> None:
    from io import BytesIO

    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (640, 240), "navy").save(out, "PNG")
    home = f"/communities/{closed.slug}/calendar/"
    bad = steward.client.post(f"{home}new/", typed(picture=SimpleUploadedFile("x.png", b"<svg onload=x>")))
    assert bad.status_code == 422 and "picture" in bad.context["form"].errors
    steward.client.post(f"{home}new/", typed(picture=SimpleUploadedFile("x.png", out.getvalue())))
    gathering = Gathering.objects.get()
    gathering.publish(steward.actor)
    answer = seller.client.get(address(gathering, "picture.jpg"))
    assert answer["Content-Type"] == "image/jpeg" and b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    assert stranger.client.get(address(gathering, "picture.jpg")).status_code == 404


def test_the_list_asks_as_much_for_18_events_as_for_2(public: Community, steward: Person, seller: Person) -> None:
    for number in range(2):
        Registration.make(publish(public, steward, title=f"E{number}"), seller.actor)
    home = f"/communities/{public.slug}/calendar/"
    few = queries_of(seller.client, home)
    for number in range(2, 18):
        Registration.make(publish(public, steward, title=f"E{number}"), seller.actor)
    assert queries_of(seller.client, home) <= few


def test_a_member_without_the_office_has_no_say(public: Community, steward: Person) -> None:
    gathering = publish(public, steward)
    other = member(public, 1)
    assert other.client.post(address(gathering, "cancellation/"), {"reason": "x"}).status_code == 403
    gathering.refresh_from_db()
    assert gathering.state == "published"
