"""Meetings of two companies at the tables of an event."""

import csv
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from community.calendar.merges import events
from community.calendar.models import (
    Gathering,
    MeetingPlan,
    Registration,
    SeatTaken,
    TableMeeting,
    TableProfile,
    TableSeat,
    meetings_held,
)
from community.calendar.models.placing import place_all, take_back_all
from community.calendar.personal import registrations, words
from community.models import Community
from notifications.models import Notification
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.community.events import (
    address,
    agreed,
    close_wishes,
    draft,
    member,
    pass_time,
    publish,
    taking_part,
    with_tables,
)
from tests.processes import at_once
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(public: Community, steward: Person) -> Gathering:
    """A day of meetings: two tables, four slots."""
    gathering = publish(public, steward, title="Partner day", kind="matchmaking")
    with_tables(gathering, steward)
    gathering.refresh_from_db()
    return gathering


@pytest.fixture
def pair(public: Community, fair: Gathering) -> tuple[Person, Person]:
    first, second = member(public, 1), member(public, 2)
    taking_part(fair, first, second)
    return first, second


def test_from_the_plan_to_the_table_in_the_browser(public: Community, steward: Person) -> None:
    gathering = draft(public, steward, kind="matchmaking")
    home = address(gathering, "meetings/")
    assert steward.client.get(home).status_code == 404  # no tables yet
    sent = {"tables": "3", "slot_minutes": "20", "break_minutes": "5", "windows": "10:00–11:15\n13:30 - 14:00"}
    bad = steward.client.post(f"{home}plan/", {**sent, "windows": "10:00–11:00\n10:30–12:00"})
    assert bad.status_code == 422 and "Line 2" in bad.content.decode()
    assert steward.client.post(f"{home}plan/", sent).status_code == 302
    assert MeetingPlan._default_manager.get().slots.count() == 4
    gathering.publish(steward.actor)
    first, second = member(public, 1), member(public, 2)
    assert first.client.post(home, {"seeks": "wire"}).status_code == 409  # nobody of theirs comes yet
    for person in (first, second):
        person.client.post(address(gathering, "registration/"))
        assert person.client.post(home, {"seeks": "", "offers": ""}).status_code == 422
        assert person.client.post(home, {"seeks": "Copper wire", "offers": "Bearings"}).status_code == 302
    page = first.client.get(home, {"q": "copper"}).content.decode()
    assert second.company.name in page and "Ask for a meeting" in page
    slot = gathering.plan.slots.get(number=2)
    assert (
        first.client.post(f"{home}ask/{second.company.slug}/", {"words": "Let us talk", "slot": "2"}).status_code == 302
    )
    meeting = TableMeeting.objects.get()
    assert (meeting.asker, meeting.asked, meeting.wished_slot) == (first.company, second.company, slot)
    place = f"{home}{meeting.ref}/"
    deliver_all()
    assert Notification.objects.filter(user=second.user, kind="table_meeting.asked").count() == 1
    assert first.client.post(f"{place}answer/", {"answer": "accept"}).status_code == 409  # the other side's turn
    assert "Your turn" in second.client.get(place).content.decode()
    assert second.client.post(f"{place}proposal/", {"slot": "3"}).status_code == 302
    assert first.client.post(f"{place}answer/", {"answer": "accept"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.slot.number, meeting.table) == ("agreed", 3, 1)
    assert TableSeat._default_manager.count() == 2
    for tail in ("schedule/", "schedule.csv", "schedule.ics"):
        assert first.client.get(f"{home}{tail}").status_code == 200
    calendar = first.client.get(f"{home}schedule.ics").content.decode()
    assert "BEGIN:VEVENT" in calendar and f"SUMMARY:{second.company.name} – table 1" in calendar


def test_strangers_and_other_companies_see_and_change_nothing(
    fair: Gathering, pair: tuple[Person, Person], seller: Person, stranger: Person, viewer: Person, visitor: Client
) -> None:
    meeting = TableMeeting.ask(fair, pair[0].actor, pair[1].company, "Secret of ours")
    place = address(fair, f"meetings/{meeting.ref}/")
    for person in (seller, stranger):
        assert person.client.get(place).status_code == 404
        for act in ("answer/", "proposal/", "end/", "place/", "attendance/", "outcome/"):
            assert person.client.post(f"{place}{act}", {"answer": "accept"}).status_code == 404
        assert "Secret of ours" not in person.client.get(address(fair, "meetings/schedule/")).content.decode()
        for verb in (meeting.accept, meeting.decline, meeting.call_off):
            with pytest.raises(PermissionDenied):
                verb(person.actor)
    assert visitor.get(place).status_code == 302
    below = make_person("v@member2.example", pair[1].company, "viewer")
    assert below.client.get(place).status_code == 200
    assert below.client.post(f"{place}answer/", {"answer": "accept"}).status_code == 403
    assert seller.client.post(address(fair, "meetings/placing/")).status_code == 403
    meeting.refresh_from_db()
    assert meeting.state == "asked"
    meeting.accept(pair[1].actor)
    assert pair[1].client.post(f"{place}place/", {"slot": "1"}).status_code == 403
    assert not TableSeat._default_manager.exists()


def test_a_wish_is_asked_once_answered_once_and_not_of_oneself(fair: Gathering, pair: tuple[Person, Person]) -> None:
    first, second = pair
    meeting = TableMeeting.ask(fair, first.actor, second.company, "Hello")
    assert TableMeeting.ask(fair, first.actor, second.company, "Hello again") == meeting
    assert TableMeeting.ask(fair, second.actor, first.company, "Back") == meeting
    with pytest.raises(Refused):
        TableMeeting.ask(fair, first.actor, first.company, "Myself")
    meeting.decline(second.actor, "No time")
    with pytest.raises(WrongState):
        meeting.accept(second.actor)
    assert TableMeeting.ask(fair, first.actor, second.company, "Once more") != meeting


def test_who_takes_no_part_is_not_asked_and_nobody_after_the_deadline(
    public: Community, fair: Gathering, pair: tuple[Person, Person]
) -> None:
    third = member(public, 3)
    Registration.make(fair, third.actor)
    with pytest.raises(Refused):
        TableMeeting.ask(fair, pair[0].actor, third.company, "Hello")
    TableProfile.objects.get(company=pair[1].company).take_back(pair[1].actor)
    with pytest.raises(Refused):
        TableMeeting.ask(fair, pair[0].actor, pair[1].company, "Hello")
    TableProfile.keep(fair, pair[1].actor, "x", "y")
    close_wishes(fair.plan)
    with pytest.raises(Refused):
        TableMeeting.ask(fair, pair[0].actor, pair[1].company, "Hello")


def test_all_agreed_meetings_are_placed_after_the_deadline(public: Community, fair: Gathering, steward: Person) -> None:
    people = [member(public, number) for number in range(4)]
    taking_part(fair, *people)
    for one in range(4):
        for other in range(one + 1, 4):
            agreed(fair, people[one], people[other])
    with pytest.raises(Refused):
        place_all(fair, steward.actor)
    close_wishes(fair.plan)
    answer = steward.client.post(address(fair, "meetings/placing/"))
    assert answer.status_code == 302
    placed = list(fair.table_meetings.placed())
    assert len(placed) == 6 and {one.table for one in placed} == {1, 2}
    deliver_all()
    assert all(Notification.objects.filter(user=one.user, kind="meeting_plan.placed").count() == 1 for one in people)
    page = steward.client.get(address(fair, "meetings/schedule/")).content.decode()
    assert page.count("Member 0") >= 3
    own = people[0].client.get(address(fair, "meetings/schedule/")).content.decode()
    assert "Member 1" in own and "Member 3" in own
    sheets = steward.client.get(address(fair, "meetings/schedule/?by=company")).context["sheets"]
    assert [(sheet["title"], len(sheet["lines"])) for sheet in sheets] == [(f"Member {n}", 3) for n in range(4)]
    assert not people[0].client.get(address(fair, "meetings/schedule/?by=company")).context["sheets"]
    for query in (
        "?by=table",
        "?by=<script>",
        f"?company={people[1].company.slug}",
        "?table=1",
        "?table=99x",
        "?company=nobody",
    ):
        assert steward.client.get(address(fair, f"meetings/schedule/{query}")).status_code == 200
    text = b"".join(steward.client.get(address(fair, "meetings/schedule.csv")).streaming_content).decode("utf-8-sig")
    assert len(list(csv.reader(StringIO(text)))) == 7
    assert take_back_all(fair, steward.actor) == 6
    assert not TableSeat._default_manager.exists()
    assert place_all(fair, steward.actor) == (6, 0)


def test_by_hand_it_goes_where_there_is_room_and_stays(public: Community, fair: Gathering, steward: Person) -> None:
    people = [member(public, number) for number in range(4)]
    taking_part(fair, *people)
    first = agreed(fair, people[0], people[1])
    second = agreed(fair, people[2], people[3])
    third = agreed(fair, people[0], people[2])
    slots = list(fair.plan.slots.order_by("number"))
    first.move(slots[0], 1, steward.actor)
    with pytest.raises(SeatTaken):  # the table is taken
        second.move(slots[0], 1, steward.actor)
    second.move(slots[0], None, steward.actor)
    with pytest.raises(SeatTaken):  # both people are
        third.move(slots[0], None, steward.actor)
    third.refresh_from_db()
    assert third.slot is None and second.table == 2
    place = address(fair, f"meetings/{third.ref}/place/")
    assert steward.client.post(place, {"slot": "99", "table": "0"}).status_code == 422
    assert steward.client.post(place, {"slot": "2", "table": "3"}).status_code == 409  # there are two tables
    close_wishes(fair.plan)
    place_all(fair, steward.actor)
    take_back_all(fair, steward.actor)
    first.refresh_from_db()
    assert first.slot == slots[0] and fair.table_meetings.placed().count() == 2
    with pytest.raises(Refused):  # tables and times are given away
        with_tables(fair, steward, tables=1)
    with pytest.raises(Refused):
        with_tables(fair, steward, slots=3)
    with_tables(fair, steward, tables=5)


def test_the_database_knows_one_meeting_for_a_table_and_one_seat_for_a_person(
    public: Community, fair: Gathering, steward: Person
) -> None:
    people = [member(public, number) for number in range(4)]
    taking_part(fair, *people)
    first, second = agreed(fair, people[0], people[1]), agreed(fair, people[0], people[2])
    slot = fair.plan.slots.get(number=1)
    first.move(slot, 1, steward.actor)
    with pytest.raises(IntegrityError), transaction.atomic():
        TableMeeting.objects.filter(pk=second.pk).update(slot=slot, table=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        TableSeat._default_manager.create(meeting=second, slot=slot, side="asker", user=people[0].user)
    assert not second.take(slot, 2, [people[0].user.pk, people[2].user.pk])
    with pytest.raises(IntegrityError), transaction.atomic():
        TableMeeting.objects.create(
            ref="ET-TWICE", gathering=fair, asker=people[1].company, asked=people[0].company, words="x"
        )


def test_a_colleague_takes_the_seat_else_the_meeting_is_off(
    public: Community, fair: Gathering, steward: Person, pair: tuple[Person, Person]
) -> None:
    first, second = pair
    meeting = agreed(fair, first, second, fair.plan.slots.get(number=1))
    helper = make_person("h@member1.example", first.company, "sales")
    Registration.make(fair, helper.actor)
    first.client.post(address(fair, "registration/end/"))
    deliver_all()
    meeting.refresh_from_db()
    assert meeting.person_of("asker") == helper.user and meeting.slot is not None
    helper.client.post(address(fair, "registration/end/"))
    deliver_all()
    meeting = TableMeeting.objects.get()
    assert meeting.state == "off" and meeting.slot is None and not meeting.seats.exists()
    assert Notification.objects.filter(user=second.user, kind="table_meeting.called_off").count() == 1


def test_when_the_event_moves_its_tables_move_with_it(
    fair: Gathering, steward: Person, pair: tuple[Person, Person]
) -> None:
    meeting = agreed(fair, *pair, fair.plan.slots.get(number=2))
    before = meeting.slot.starts_at
    fair.describe(steward.actor, starts_at=fair.starts_at + timedelta(days=1), ends_at=fair.ends_at + timedelta(days=1))
    meeting = TableMeeting.objects.get()
    assert meeting.slot.starts_at == before + timedelta(days=1)
    assert MeetingPlan._default_manager.get().slot_spans()[1][0] == meeting.slot.starts_at


def test_how_it_went_and_what_came_of_it(
    public: Community, fair: Gathering, steward: Person, pair: tuple[Person, Person]
) -> None:
    meeting = agreed(fair, *pair, fair.plan.slots.get(number=1))
    place = address(fair, f"meetings/{meeting.ref}/")
    assert pair[0].client.post(f"{place}attendance/", {"attendance": "held"}).status_code == 409  # not begun
    pass_time(fair, timedelta(days=11))
    start, end = timezone.now() - timedelta(days=30), timezone.now()
    assert meetings_held(public, start, end).count() == 1
    assert meetings_held(public, end, end + timedelta(days=9)).count() == 0
    assert steward.client.post(f"{place}attendance/", {"attendance": "missed"}).status_code == 422
    assert steward.client.post(f"{place}attendance/", {"attendance": "missed", "missed_by": "asked"}).status_code == 302
    assert meetings_held(public, start, end).count() == 0
    assert pair[1].client.post(f"{place}attendance/", {"attendance": "held"}).status_code == 302
    assert meetings_held(public, start, end).count() == 1
    sent = {"kind": "quotation", "value": "12000.50", "words": "Our secret plan"}
    assert pair[0].client.post(f"{place}outcome/", sent).status_code == 422  # without a currency
    assert pair[0].client.post(f"{place}outcome/", {**sent, "currency": "EUR"}).status_code == 302
    assert pair[0].client.post(f"{place}outcome/", {**sent, "currency": "USD"}).status_code == 302
    assert [(str(one.value), one.currency) for one in meeting.outcomes.all()] == [("12000.50", "USD")]
    assert "Our secret plan" in pair[0].client.get(place).content.decode()
    for person in (pair[1], steward):
        assert "Our secret plan" not in person.client.get(place).content.decode()
    assert pair[0].client.post(f"{place}end/").status_code == 409


def test_my_portal_and_its_next_step_name_the_wish(fair: Gathering, pair: tuple[Person, Person]) -> None:
    TableMeeting.ask(fair, pair[0].actor, pair[1].company, "We need wire.")
    page = pair[1].client.get("/my/")
    assert "Answer the wish to meet" in page.content.decode()
    assert pair[0].company.name in str(page.context["next"].title)
    assert "Answer the wish to meet" not in pair[0].client.get("/my/").content.decode()


def test_words_of_strangers_are_words(fair: Gathering, pair: tuple[Person, Person]) -> None:
    bad = "<img src=x onerror=alert(1)>"
    pair[0].client.post(address(fair, "meetings/"), {"seeks": bad, "offers": "\x00"})
    home = address(fair, f"meetings/ask/{pair[1].company.slug}/")
    assert pair[0].client.post(home, {"words": "x" * 601, "slot": "1"}).status_code == 422
    pair[0].client.post(home, {"words": bad, "slot": ""})
    for page in (address(fair, "meetings/"), TableMeeting.objects.get().get_absolute_url()):
        assert "<img src=x" not in pair[1].client.get(page).content.decode()


def test_pages_of_tables_ask_as_much_for_12_companies_as_for_6(
    public: Community, fair: Gathering, steward: Person
) -> None:
    def fill(numbers: range) -> None:
        people = [member(public, number) for number in numbers]
        taking_part(fair, *people)
        for person in people[1:]:
            agreed(fair, people[0], person)
        taking_part(fair, steward) if numbers.start == 0 else None

    fill(range(6))  # one more than fits: five want to meet one, in four slots
    close_wishes(fair.plan)
    place_all(fair, steward.actor)
    pages = [address(fair, "meetings/"), address(fair, "meetings/schedule/")]
    few = [queries_of(steward.client, page) for page in pages]
    MeetingPlan._default_manager.update(wish_by=None)
    fill(range(6, 12))
    close_wishes(fair.plan)
    place_all(fair, steward.actor)
    many = [queries_of(steward.client, page) for page in pages]
    assert all(now <= before for now, before in zip(many, few, strict=True)), (few, many)


def test_companies_that_are_one_keep_places_and_meetings(public: Community, fair: Gathering) -> None:
    kept, lost, other, third = (member(public, number) for number in range(4))
    taking_part(fair, kept, lost, other, third)
    same, twice, between = agreed(fair, kept, other), agreed(fair, lost, other), agreed(fair, kept, lost)
    moved = agreed(fair, third, lost)
    counts = dict(events(kept.company, lost.company))
    assert sorted(counts.values()) == [0, 1, 1]
    moved.refresh_from_db()
    assert moved.asked == kept.company and Registration.objects.filter(company=kept.company).count() == 2
    assert not Registration.objects.filter(company=lost.company).exists()
    for one in (same, twice, between):
        before = (one.asker_id, one.asked_id)
        one.refresh_from_db()
        assert (one.asker_id, one.asked_id) == before


def test_a_person_can_take_away_what_they_said(fair: Gathering, pair: tuple[Person, Person]) -> None:
    TableMeeting.ask(fair, pair[0].actor, pair[1].company, "Words of mine")
    assert [row["text"] for row in words(pair[0].user)] == ["Words of mine"]
    assert [row["event"] for row in registrations(pair[0].user)] == [fair.title]
    assert not list(words(pair[1].user))


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_many_yeses_for_one_slot_no_seat_is_given_twice(public: Community, steward: Person) -> None:
    """Eight wishes of one company for the same slot, accepted at once: one sits, the others wait for their place."""
    fair = publish(public, steward, kind="matchmaking")
    plan = with_tables(fair, steward, tables=8)
    middle, others = member(public, 99), [member(public, number) for number in range(8)]
    taking_part(fair, middle, *others)
    slot = plan.slots.get(number=1)
    asked = [TableMeeting.ask(fair, one.actor, middle.company, "Hello", slot) for one in others]
    actor: Any = middle.actor
    results = at_once(8, lambda n: TableMeeting.objects.get(pk=asked[n].pk).accept(actor))
    assert results == [None] * 8, results
    assert TableSeat._default_manager.filter(slot=slot, user=middle.user).count() == 1
    assert fair.table_meetings.placed().count() == 1 and fair.table_meetings.to_place().count() == 7


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_many_for_the_last_table_one_sits_there(public: Community, steward: Person) -> None:
    fair = publish(public, steward, kind="matchmaking")
    plan = with_tables(fair, steward, tables=1)
    people = [member(public, number) for number in range(16)]
    taking_part(fair, *people)
    slot = plan.slots.get(number=1)
    meetings = [agreed(fair, people[n], people[n + 8]) for n in range(8)]
    actor = steward.actor
    results = at_once(8, lambda n: TableMeeting.objects.get(pk=meetings[n].pk).move(slot, 1, actor))
    assert results.count(None) == 1 and sum(isinstance(one, SeatTaken) for one in results) == 7, results
    assert TableMeeting.objects.filter(slot=slot).count() == 1
