"""Places at an event: limits, the waiting list in its order, who loses a place, the list at the door."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from community.calendar import clock
from community.calendar.models import Gathering, Registration
from community.calendar.personal import forget
from community.models import Community, CommunityMember
from companies.models import Membership
from notifications.models import Notification
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.community.events import address, member, pass_time, publish
from tests.processes import at_once
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def states(gathering: Gathering) -> list[str]:
    return list(gathering.registrations.order_by("pk").values_list("state", flat=True))


def test_one_step_gives_a_place_and_an_invitation(public: Community, steward: Person, seller: Person) -> None:
    gathering = publish(public, steward, questions=["Which hall?"], is_online=True, link="https://meet.example/r")
    page = seller.client.get(gathering.get_absolute_url()).content.decode()
    assert "Which hall?" in page and "meet.example" not in page
    sent = {"note": "No pork, please", "answer-0": "B"}
    assert seller.client.post(address(gathering, "registration/"), sent).status_code == 302
    made = Registration.objects.get()
    assert (made.state, made.note, made.answers, made.company) == (
        "going",
        "No pork, please",
        [["Which hall?", "B"]],
        seller.company,
    )
    assert "meet.example/r" in seller.client.get(gathering.get_absolute_url()).content.decode()
    deliver_all()
    letter = next(one for one in mail.outbox if one.to == [seller.user.email])
    calendar = str(letter.alternatives[-1][0]).replace("\r\n ", "")
    assert "METHOD:REQUEST" in calendar and "meet.example/r" in calendar and f"mailto:{seller.user.email}" in calendar
    again = {"note": "Vegetarian", "answer-0": "C"}
    seller.client.post(address(gathering, "registration/"), again)
    made.refresh_from_db()
    assert (made.note, Registration.objects.count()) == ("Vegetarian", 1)
    before = len(mail.outbox)
    seller.client.post(address(gathering, "registration/end/"))
    deliver_all()
    assert "METHOD:CANCEL" in str(mail.outbox[before].alternatives[-1][0])
    assert "meet.example" not in seller.client.get(gathering.get_absolute_url()).content.decode()


def test_each_letter_counts_higher_than_the_one_before(public: Community, steward: Person, seller: Person) -> None:
    """A calendar forgets nothing by itself: what comes later must say so (RFC 5545, 3.8.7.4)."""
    gathering = publish(public, steward)
    for _time in range(2):
        made = Registration.make(gathering, seller.actor)
        deliver_all()
        gathering.describe(steward.actor, place=f"Hall {_time}")
        deliver_all()
        made.withdraw(seller.actor)
        deliver_all()
    letters = [str(one.alternatives[-1][0]) for one in mail.outbox if one.to == [seller.user.email]]
    numbers = [int(text.partition("SEQUENCE:")[2].split()[0]) for text in letters if "BEGIN:VEVENT" in text]
    assert len(numbers) == 6 and numbers == sorted(set(numbers))
    assert len({text.partition("UID:")[2].split()[0] for text in letters}) == 1


def test_a_note_too_long_is_said_and_kept(public: Community, steward: Person, seller: Person) -> None:
    gathering = publish(public, steward)
    answer = seller.client.post(address(gathering, "registration/"), {"note": "x" * 501})
    assert answer.status_code == 422 and "x" * 501 in answer.content.decode()
    assert not Registration.objects.exists()


def test_who_may_come(
    public: Community,
    closed: Community,
    steward: Person,
    seller: Person,
    viewer: Person,
    stranger: Person,
    newcomer: Person,
) -> None:
    everybody, members = publish(public, steward), publish(public, steward, title="Members", audience="members")
    invited = publish(public, steward, title="Invited", audience="invited")

    def post(person: Person, one: Gathering) -> int:
        return person.client.post(address(one, "registration/")).status_code

    assert post(stranger, everybody) == 302 and post(stranger, members) == 403 and post(stranger, invited) == 403
    assert post(seller, members) == 302 and post(seller, invited) == 403
    assert post(viewer, everybody) == 403
    assert newcomer.client.post(address(everybody, "registration/")).headers["Location"].startswith("/my/company/new/")
    answer = steward.client.post(address(invited, "people/"), {"companies": f"{stranger.company.name}\nNobody Ltd"})
    assert answer.status_code == 422 and "Nobody Ltd" in answer.content.decode()
    steward.client.post(address(invited, "people/"), {"companies": stranger.company.name.upper()})
    assert post(stranger, invited) == 302
    deliver_all()
    assert Notification.objects.filter(user=stranger.user, kind="gathering.invited").count() == 1
    assert sorted(Registration.objects.values_list("gathering__title", flat=True)) == [
        "Invited",
        "Members",
        "Spring seminar",
    ]


def test_an_invitation_that_is_taken_back_ends_the_place(public: Community, steward: Person, stranger: Person) -> None:
    gathering = publish(public, steward, audience="invited")
    gathering.invite([stranger.company], steward.actor)
    Registration.make(gathering, stranger.actor)
    end = address(gathering, f"invitations/{stranger.company.slug}/end/")
    assert stranger.client.post(end).status_code == 403 and states(gathering) == ["going"]
    assert steward.client.post(end).status_code == 302
    assert states(gathering) == ["withdrawn"] and not gathering.invitations.exists()
    assert stranger.client.post(address(gathering, "registration/")).status_code == 403


def test_the_waiting_list_moves_up_in_order(public: Community, steward: Person) -> None:
    gathering = publish(public, steward, capacity=2)
    people = [member(public, n) for n in range(5)]
    for person in people:
        Registration.make(gathering, person.actor)
    assert states(gathering) == ["going", "going", "waiting", "waiting", "waiting"]
    assert "Number 2 in line" in people[3].client.get(gathering.get_absolute_url()).content.decode()
    people[2].client.post(address(gathering, "registration/end/"))
    people[0].client.post(address(gathering, "registration/end/"))
    assert states(gathering) == ["withdrawn", "going", "withdrawn", "going", "waiting"]
    deliver_all()
    assert Notification.objects.filter(user=people[3].user, kind="registration.moved_up").count() == 1
    Registration.make(gathering, people[0].actor)
    assert states(gathering)[0] == "waiting"
    gathering.describe(steward.actor, capacity=3)
    assert states(gathering) == ["waiting", "going", "withdrawn", "going", "going"]
    with pytest.raises(Refused):
        gathering.describe(steward.actor, capacity=2)
    gathering.describe(steward.actor, capacity=None)
    assert states(gathering) == ["going", "going", "withdrawn", "going", "going"]


def test_a_company_sends_as_many_as_it_may(
    public: Community, steward: Person, seller: Person, colleague: Person
) -> None:
    gathering = publish(public, steward, company_limit=1)
    Registration.make(gathering, seller.actor)
    assert colleague.client.post(address(gathering, "registration/")).status_code == 409
    Registration.objects.get().withdraw(seller.actor)
    assert colleague.client.post(address(gathering, "registration/")).status_code == 302


def test_registration_ends_by_its_deadline(public: Community, steward: Person, seller: Person) -> None:
    gathering = publish(public, steward)
    Gathering.objects.filter(pk=gathering.pk).update(register_by=timezone.now() - timedelta(minutes=1))
    assert seller.client.post(address(gathering, "registration/")).status_code == 409
    assert "Registration has ended" in seller.client.get(gathering.get_absolute_url()).content.decode()


def test_only_oneself_a_manager_or_the_steward_gives_a_place_back(
    public: Community, steward: Person, seller: Person, colleague: Person, stranger: Person
) -> None:
    gathering = publish(public, steward)
    made = Registration.make(gathering, colleague.actor)
    with pytest.raises(PermissionDenied):
        made.withdraw(stranger.actor)
    assert seller.client.post(address(gathering, "registration/end/")).status_code == 404
    assert stranger.client.post(address(gathering, f"people/{made.ref}/removal/")).status_code == 403
    made.refresh_from_db()
    assert made.is_going
    assert steward.client.post(address(gathering, f"people/{made.ref}/removal/")).status_code == 302
    deliver_all()
    assert Notification.objects.filter(user=colleague.user, kind="registration.withdrawn").count() == 1
    again = Registration.make(gathering, colleague.actor)
    again.withdraw(seller.actor)
    assert not gathering.registrations.live().exists()


def test_a_member_that_goes_loses_its_place_at_once(closed: Community, steward: Person, seller: Person) -> None:
    gathering = publish(closed, steward, capacity=1, is_online=True, link="https://meet.example/r")
    other = member(closed, 1)
    Registration.make(gathering, seller.actor)
    Registration.make(gathering, other.actor)
    closed.members.get(company=seller.company).leave(seller.actor)
    assert seller.client.get(gathering.get_absolute_url()).status_code == 404
    assert seller.client.get(address(gathering, "event.ics")).status_code == 404
    deliver_all()
    assert states(gathering) == ["withdrawn", "going"]


def test_however_the_right_was_lost_the_clock_finds_it(
    closed: Community, steward: Person, seller: Person, colleague: Person
) -> None:
    gathering = publish(closed, steward)
    other = member(closed, 1)
    for person in (seller, colleague, other):
        Registration.make(gathering, person.actor)
    CommunityMember.objects.filter(company=other.company).delete()
    Membership.objects.filter(user=colleague.user).update(role="viewer")
    clock.let_go_of_places()
    assert states(gathering) == ["going", "withdrawn", "withdrawn"]
    clock.let_go_of_places()
    gathering.refresh_from_db()
    assert gathering.seats_taken == 1


def test_who_is_let_in_no_more_is_sent_nothing_new(closed: Community, steward: Person, seller: Person) -> None:
    gathering = publish(closed, steward)
    Registration.make(gathering, seller.actor)
    deliver_all()
    mail.outbox.clear()
    CommunityMember.objects.filter(company=seller.company).delete()
    gathering.describe(steward.actor, place="A quieter hall")
    gathering.write_to_all("Come by the back door", steward.actor)
    deliver_all()
    assert not mail.outbox
    told = Notification.objects.filter(user=seller.user, kind__in=["gathering.moved", "gathering.told"])
    assert not told.exists()


def test_who_may_not_come_any_more_is_passed_over(closed: Community, steward: Person, seller: Person) -> None:
    gathering = publish(closed, steward, capacity=1)
    gone, next_one = member(closed, 1), member(closed, 2)
    for person in (seller, gone, next_one):
        Registration.make(gathering, person.actor)
    CommunityMember.objects.filter(company=gone.company).delete()
    seller.client.post(address(gathering, "registration/end/"))
    assert states(gathering) == ["withdrawn", "waiting", "going"]


def test_the_list_at_the_door(public: Community, steward: Person, seller: Person) -> None:
    gathering = publish(public, steward, questions=["Diet"])
    made = Registration.make(gathering, seller.actor, "=cmd()", [["Diet", "+vegan"]])
    mark = address(gathering, f"people/{made.ref}/presence/")
    assert steward.client.post(mark, {"here": "1"}).status_code == 409  # it is on another day
    pass_time(gathering, timedelta(days=9, hours=26))
    Gathering.objects.filter(pk=gathering.pk).update(starts_on=timezone.localdate() - timedelta(days=1))
    Gathering.objects.filter(pk=gathering.pk).update(ends_at=timezone.now() + timedelta(hours=2))
    assert seller.client.post(mark, {"here": "1"}).status_code == 403
    assert steward.client.post(mark, {"here": "1"}).status_code == 302
    made.refresh_from_db()
    assert made.checked_in_at
    page = steward.client.get(address(gathering, "people/")).content.decode()
    assert "1 have come" in page and seller.user.name in page
    text = b"".join(steward.client.get(address(gathering, "people.csv")).streaming_content).decode("utf-8-sig")
    row = list(csv.reader(StringIO(text)))[1]
    assert row[1] == seller.company.name and row[5] == "'=cmd()" and row[6] == "'+vegan" and row[8]
    steward.client.post(mark, {"here": "0"})
    made.refresh_from_db()
    assert made.checked_in_at is None


def test_my_portal_shows_what_comes_next(public: Community, steward: Person, seller: Person) -> None:
    gathering = publish(public, steward)
    assert "Your next events" not in seller.client.get("/my/").content.decode()
    Registration.make(gathering, seller.actor)
    page = seller.client.get("/my/").content.decode()
    assert "Your next events" in page and gathering.title in page
    Gathering.objects.filter(pk=gathering.pk).update(starts_at=timezone.now() + timedelta(hours=3))
    assert seller.client.get("/my/").context["next"].title == gathering.title


def test_the_steward_list_asks_as_much_for_12_people_as_for_2(public: Community, steward: Person) -> None:
    gathering = publish(public, steward)
    for number in range(2):
        Registration.make(gathering, member(public, number).actor)
    few = queries_of(steward.client, address(gathering, "people/"))
    for number in range(2, 12):
        Registration.make(gathering, member(public, number).actor)
    assert queries_of(steward.client, address(gathering, "people/")) <= few


def test_the_database_itself_refuses_one_too_many(public: Community, steward: Person, seller: Person) -> None:
    gathering = publish(public, steward, capacity=1)
    Registration.make(gathering, seller.actor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Gathering.objects.filter(pk=gathering.pk).update(seats_taken=2)


def test_an_account_that_ends_frees_its_place(public: Community, steward: Person, seller: Person) -> None:
    gathering = publish(public, steward, capacity=1)
    person, other = make_person("b@hanbit.example", seller.company, "sales"), member(public, 1)
    Registration.make(gathering, person.actor, "No nuts")
    Registration.make(gathering, other.actor)
    forget(person.user)
    assert states(gathering) == ["withdrawn", "going"]
    assert not Registration.objects.filter(note="No nuts").exists()


@pytest.mark.needs("postgresql")  # row locks are its own; SQLite lets one writer in at a time
@pytest.mark.django_db(transaction=True)
def test_of_twelve_for_the_last_place_one_gets_it(public: Community, steward: Person) -> None:
    gathering = publish(public, steward, capacity=3)
    for number in range(2):
        Registration.make(gathering, member(public, number).actor)
    actors = [member(public, number).actor for number in range(10, 22)]
    results = at_once(12, lambda n: Registration.make(Gathering.objects.get(pk=gathering.pk), actors[n]).state)
    assert sorted(results) == ["going", *["waiting"] * 11], results
    gathering.refresh_from_db()
    assert gathering.seats_taken == gathering.registrations.going().count() == 3


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_as_many_move_up_as_go_at_once(public: Community, steward: Person) -> None:
    gathering = publish(public, steward, capacity=4)
    people = [member(public, number) for number in range(10)]
    made = [Registration.make(gathering, person.actor) for person in people]
    actors = [person.actor for person in people]
    results = at_once(4, lambda n: Registration.objects.get(pk=made[n].pk).withdraw(actors[n]))
    assert results == [None] * 4
    assert states(gathering) == ["withdrawn"] * 4 + ["going"] * 4 + ["waiting"] * 2


def test_visitors_are_asked_to_sign_in(public: Community, steward: Person, visitor: Client) -> None:
    gathering = publish(public, steward)
    assert "Sign in to register" in visitor.get(gathering.get_absolute_url()).content.decode()
    assert visitor.post(address(gathering, "registration/")).status_code == 302
    assert not Registration.objects.exists()
