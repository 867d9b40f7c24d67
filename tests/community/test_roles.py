"""Roles, removal, leaving and handing over: who may, what follows, and that somebody always runs the house."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from community.models import Community, CommunityMember, MembershipChange, Thread
from community.permissions import can_run_community, can_write_in_community
from offers.models import Offer
from portal.core.circles import circle_key, circle_keys, companies_in
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person
from tests.offers.conftest import make_offer

pytestmark = pytest.mark.django_db


def seat(person: Person, house: Community) -> CommunityMember:
    return house.members.get(company=person.company)


def address(house: Community, member: CommunityMember, act: str = "") -> str:
    return f"/communities/{house.slug}/members/{member.pk}/{act}"


@pytest.fixture
def two(public: Community, seller: Person, steward: Person) -> Community:
    """With the seller as its second steward."""
    seat(seller, public).change_role(steward.actor, "steward")
    return public


def test_the_steward_gives_roles_and_a_member_does_not(public: Community, steward: Person, seller: Person) -> None:
    member = seat(seller, public)
    assert seller.client.post(address(public, member), {"role": "steward"}).status_code == 403
    assert steward.client.post(address(public, member), {"role": "king"}).status_code == 200
    assert seat(seller, public).role == "member"
    assert steward.client.post(address(public, member), {"role": "observer"}).status_code == 302
    assert seat(seller, public).role == "observer"
    assert public.changes.get(what="role").detail == "observer"


def test_an_observer_reads_and_does_not_write(closed: Community, steward: Person, seller: Person) -> None:
    seat(seller, closed).change_role(steward.actor, "observer")
    assert seller.client.get(closed.get_absolute_url()).context["may_read"]
    answer = seller.client.post(f"/communities/{closed.slug}/threads/new/", {"title": "a", "body": "b"})
    assert answer.status_code == 403 and not Thread.objects.exists()


def test_the_last_steward_keeps_the_role(public: Community, steward: Person) -> None:
    own = seat(steward, public)
    page = steward.client.post(address(public, own), {"role": "member"})
    assert page.status_code == 200 and "role" in page.context["form"].errors
    assert seat(steward, public).role == "steward"


def test_when_one_of_two_goes_the_other_answers_for_the_house(two: Community, steward: Person, seller: Person) -> None:
    assert steward.client.post(f"/communities/{two.slug}/membership/end/").status_code == 302
    two.refresh_from_db()
    assert two.steward == seller.company
    with pytest.raises(Refused):
        seat(seller, two).leave(seller.actor)


def test_a_suspended_steward_does_not_count(two: Community, steward: Person, seller: Person) -> None:
    seller.company.is_active = False
    seller.company.save(update_fields=["is_active"])
    with pytest.raises(Refused):
        seat(steward, two).leave(steward.actor)


def test_the_community_is_handed_over(public: Community, steward: Person, seller: Person, buyer: Person) -> None:
    member = seat(seller, public)
    assert seller.client.post(address(public, member, "handover/")).status_code == 403
    assert steward.client.post(address(public, seat(steward, public), "handover/")).status_code == 409
    assert steward.client.post(address(public, member, "handover/")).status_code == 302
    public.refresh_from_db()
    assert public.steward == seller.company
    assert (seat(seller, public).role, seat(steward, public).role) == ("steward", "member")
    assert can_run_community(seller.actor, public) and not can_run_community(steward.actor, public)


def test_removal_takes_a_reason_and_is_kept(public: Community, steward: Person, seller: Person, buyer: Person) -> None:
    member = seat(seller, public)
    assert buyer.client.post(address(public, member, "removal/"), {"reason": "x"}).status_code == 403
    page = steward.client.post(address(public, member, "removal/"), {"reason": " ", "is_banned": "on"})
    assert page.status_code == 200 and seat(seller, public).is_active
    assert steward.client.post(address(public, member, "removal/"), {"reason": "Spam for weeks"}).status_code == 302
    assert not public.members.filter(company=seller.company).exists()
    change = public.changes.get(what="removed")
    assert (change.company, change.user, change.detail) == (seller.company, steward.user, "Spam for weeks")
    history = f"/communities/{public.slug}/members/history/"
    assert "Spam for weeks" in steward.client.get(history).content.decode()
    assert seller.client.get(history).status_code == 403
    assert seller.client.post(f"/communities/{public.slug}/membership/").status_code == 302, "not banned"


def test_nobody_removes_themselves(two: Community, steward: Person) -> None:
    assert steward.client.post(address(two, seat(steward, two), "removal/"), {"reason": "x"}).status_code == 403


def test_who_is_banned_neither_asks_nor_accepts_until_it_is_lifted(
    closed: Community, steward: Person, seller: Person
) -> None:
    from community.models import CommunityInvitation

    member = seat(seller, closed)
    member.remove(steward.actor, "Sold fakes", is_banned=True)
    assert seller.client.post(f"/communities/{closed.slug}/membership/").status_code == 409
    with pytest.raises(Refused):
        CommunityInvitation.send(closed, steward.actor, company=seller.company)
    steward.client.post(address(closed, member, "decision/"), {"decision": "lift"})
    assert seller.client.post(f"/communities/{closed.slug}/membership/").status_code == 302
    assert seat(seller, closed).state == "asked"


def test_a_removed_member_loses_everything_at_once(
    hidden: Community, steward: Person, seller: Person, visitor: Client
) -> None:
    thread = Thread.start(hidden, steward.actor, "Prices", "Between us")
    key = circle_key("community", hidden.pk)
    assert key in circle_keys(seller.actor) and seller.client.get(thread.get_absolute_url()).status_code == 200
    seat(seller, hidden).remove(steward.actor, "Left the trade")
    assert key not in circle_keys(seller.actor) and seller.company.pk not in companies_in(key)
    for path in (hidden.get_absolute_url(), thread.get_absolute_url(), f"/communities/{hidden.slug}/members/"):
        assert seller.client.get(path).status_code == 404
    assert not can_write_in_community(seller.actor, hidden)
    assert seller.client.get("/api/v1/communities/").json()["count"] == 0


def test_offers_kept_to_the_community_end_with_a_removal(closed: Community, steward: Person, seller: Person) -> None:
    offer = make_offer(seller, visibility="circle", circle=circle_key("community", closed.pk))
    assert offer.state in {Offer.State.OPEN, Offer.State.REVIEW}
    seat(seller, closed).remove(steward.actor, "Left the trade")
    from offers.handlers import leave_circles

    leave_circles(Event.objects.get(kind="membership.removed"))
    offer.refresh_from_db()
    assert offer.state == Offer.State.WITHDRAWN


def test_the_company_is_told_why_it_was_removed_from_a_hidden_one(
    hidden: Community, steward: Person, seller: Person
) -> None:
    from notifications.house_handlers import membership_removed
    from notifications.models import Notification

    seat(seller, hidden).remove(steward.actor, "Left the trade")
    membership_removed(Event.objects.get(kind="membership.removed"))
    told = Notification.objects.get(user=seller.user)
    assert told.data == {"title": "Quiet Circle", "reason": "Left the trade"}
    assert "Left the trade" in seller.client.get("/my/notifications/").content.decode()


def test_the_history_tells_who_came_and_went(closed: Community, steward: Person, buyer: Person) -> None:
    closed.ask_to_join(buyer.actor).accept(steward.actor)
    seat(buyer, closed).leave(buyer.actor)
    rows = MembershipChange.objects.filter(company=buyer.company).order_by("pk")
    assert [(row.what, row.user) for row in rows] == [
        ("asked", buyer.user),
        ("accepted", steward.user),
        ("left", buyer.user),
    ]


@pytest.mark.needs("postgresql")
def test_the_database_lets_no_community_be_without_a_steward(public: Community) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        public.members.filter(role="steward").delete()
        from django.db import connection

        connection.check_constraints()
