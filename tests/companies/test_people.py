"""The people of a company: roles, job titles, leaving, removal, and the company handed over."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from companies.models import ApiToken, Company, Handover, Membership
from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def place(person: Person) -> Membership:
    return Membership.objects.get(user=person.user, company=person.company)


def address(person: Person, act: str = "") -> str:
    return f"/my/people/{place(person).ref}/{act}"


@pytest.fixture
def manager(supplier: Company) -> Person:
    return make_person("manager@hanbit.example", supplier, "manager")


def test_everybody_of_the_company_is_shown_with_role_and_title(
    seller: Person, viewer: Person, supplier: Company
) -> None:
    Membership.objects.filter(user=seller.user).update(title="Managing director")
    page = viewer.client.get("/my/people/").content.decode()
    assert "Managing director" in page and "Owner" in page
    assert seller.user.email not in page, "addresses are for who manages people"
    page = seller.client.get("/my/people/").content.decode()
    assert viewer.user.email in page and "ago" in page
    assert place(viewer).seen_at is not None, "the visit was kept"


def test_filters_and_an_empty_answer(seller: Person, colleague: Person, viewer: Person) -> None:
    assert colleague.user.email in seller.client.get("/my/people/?role=sales").content.decode()
    assert viewer.user.email not in seller.client.get("/my/people/?role=sales&q=").content.decode()
    assert "Nobody matches" in seller.client.get("/my/people/?q=zzz").content.decode()
    assert colleague.user.email in seller.client.get("/my/people/?role=emperor&page=99").content.decode()


def test_the_list_asks_as_much_for_30_people_as_for_3(seller: Person, supplier: Company) -> None:
    for number in range(12):
        make_person(f"p{number}@hanbit.example", supplier, "sales")
    few = queries_of(seller.client, "/my/people/")
    for number in range(12, 28):
        make_person(f"p{number}@hanbit.example", supplier, "sales")
    assert queries_of(seller.client, "/my/people/") == few
    assert seller.client.get("/my/people/?page=2").content.decode().count("hanbit.example") > 1


def test_an_owner_changes_role_and_title(seller: Person, colleague: Person) -> None:
    answer = seller.client.post(address(colleague), {"role": "manager", "title": "Head of export"})
    assert answer.status_code == 302
    assert (place(colleague).role, place(colleague).title) == ("manager", "Head of export")
    told = Event.objects.get(kind="membership.role_changed").payload
    assert (told["before"], told["role"]) == ("sales", "manager")


def test_everybody_words_their_own_title_and_nobody_their_own_role(seller: Person, colleague: Person) -> None:
    colleague.client.post(address(colleague), {"role": "owner", "title": "Sales engineer"})
    assert (place(colleague).role, place(colleague).title) == ("sales", "Sales engineer")
    assert colleague.client.post(address(seller), {"role": "viewer", "title": "x"}).status_code == 403
    assert place(seller).role == "owner"


def test_a_manager_neither_makes_nor_lowers_nor_removes_owners(
    seller: Person, manager: Person, colleague: Person
) -> None:
    refused = manager.client.post(address(colleague), {"role": "owner", "title": ""})
    assert refused.context["form"].errors["role"]
    assert manager.client.post(address(seller), {"role": "viewer", "title": ""}).status_code == 403
    assert manager.client.post(address(seller, "removal/")).status_code == 403
    manager.client.post(address(manager), {"role": "owner", "title": ""})
    assert [place(one).role for one in (seller, manager, colleague)] == ["owner", "manager", "sales"]
    assert not Event.objects.filter(kind__startswith="membership.").exists()


def test_the_last_owner_is_neither_lowered_nor_lets_go(seller: Person, manager: Person) -> None:
    assert seller.client.post(address(seller), {"role": "manager", "title": ""}).status_code == 409
    assert "needs an owner" in seller.client.get(address(seller, "removal/")).content.decode()
    assert seller.client.post(address(seller, "removal/")).status_code == 409
    assert place(seller).role == "owner"


@pytest.mark.parametrize("act", ["", "removal/", "handover/", "confirmability/"])
def test_people_of_another_company_are_a_404(stranger: Person, seller: Person, colleague: Person, act: str) -> None:
    answer = stranger.client.post(address(colleague, act), {"role": "viewer", "title": "x", "is_confirmable": "0"})
    assert answer.status_code == 404
    assert (place(colleague).role, place(colleague).title, place(colleague).is_confirmable) == ("sales", "", True)
    assert not Handover.objects.exists()


def test_wrong_input_is_said_and_kept(seller: Person, colleague: Person) -> None:
    answer = seller.client.post(address(colleague), {"role": "emperor", "title": "Kept title"})
    assert answer.context["form"].errors["role"] and "Kept title" in answer.content.decode()
    answer = seller.client.post(address(colleague), {"role": "sales", "title": "x" * 81})
    assert answer.context["form"].errors["title"]
    assert place(colleague).title == ""


def test_a_page_opened_before_ones_own_removal_removes_nobody(seller: Person, manager: Person, viewer: Person) -> None:
    actor = manager.actor  # as the page had it when it was asked for
    place(manager).end(seller.actor)
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        place(viewer).end(actor)
    with pytest.raises(PermissionDenied):
        place(viewer).change_role("manager", actor)
    assert place(viewer).role == "viewer"


def test_a_removed_person_loses_the_company_at_the_next_request(seller: Person, colleague: Person) -> None:
    assert colleague.client.get("/my/products/").status_code == 200
    assert seller.client.post(address(colleague, "removal/")).status_code == 302
    assert colleague.client.get("/my/products/").headers["Location"] == "/my/company/new/?next=/my/products/"
    assert colleague.client.get("/my/people/").headers["Location"] == "/my/company/new/?next=/my/people/"


def test_what_a_removed_person_meant_for_one_company_is_not_done_for_their_other(
    seller: Person, colleague: Person, stranger: Person, buyer: Person
) -> None:
    assert stranger.company and buyer.company
    Membership.objects.create(user=colleague.user, company=stranger.company, role="owner")
    colleague.client.get("/my/")
    place(colleague).end(seller.actor)
    data = {"role": "viewer", "title": "Meant for the old one"}
    own = Membership.objects.get(user=colleague.user)
    answer = colleague.client.post(f"/my/people/{own.ref}/", data)
    assert answer.headers["Location"] == "/my/"
    own.refresh_from_db()
    assert own.title == "" and "Elsewhere" in colleague.client.get("/my/").content.decode()
    token_free = colleague.client.post("/api/v1/products/", {"sku": "X"}, content_type="application/json")
    assert token_free.status_code != 409, "from now on they act for the other"


def test_leaving_is_asked_first_and_open_to_everybody(viewer: Person, seller: Person) -> None:
    assert "Leave Hanbit Bearings?" in viewer.client.get(address(viewer, "removal/")).content.decode()
    assert viewer.user.memberships.exists()
    assert viewer.client.post(address(viewer, "removal/")).headers["Location"] == "/my/"
    assert not viewer.user.memberships.exists()


# -- keys die with their maker ----------------------------------------------------------------------------------------


def opens(client: Client, secret: str) -> bool:
    answer = client.get("/api/v1/products/", headers={"Authorization": f"Bearer {secret}"})
    return answer.status_code == 200


def test_the_keys_of_a_removed_person_are_dead_at_once(seller: Person, manager: Person, visitor: Client) -> None:
    _token, secret = ApiToken.issue(manager.company, ["read"], by=manager.actor)
    assert opens(visitor, secret)
    assert "This key to the API ends" in seller.client.get(address(manager, "removal/")).content.decode()
    seller.client.post(address(manager, "removal/"))
    assert not opens(visitor, secret)
    Membership.objects.create(user=manager.user, company=manager.company, role="manager")
    assert not opens(visitor, secret), "coming back does not wake them"


def test_an_owner_keeps_the_keys_when_removing(seller: Person, manager: Person, visitor: Client) -> None:
    _token, secret = ApiToken.issue(manager.company, ["read"], by=manager.actor)
    seller.client.post(address(manager, "removal/"), {"keep_tokens": "on"})
    assert opens(visitor, secret)
    assert ApiToken.objects.get().issued_by == seller.user


def test_who_leaves_cannot_keep_the_keys_alive(seller: Person, manager: Person, visitor: Client) -> None:
    _token, secret = ApiToken.issue(manager.company, ["read"], by=manager.actor)
    manager.client.post(address(manager, "removal/"), {"keep_tokens": "on"})
    assert not opens(visitor, secret)


def test_keys_die_with_the_power_to_make_them(seller: Person, manager: Person, visitor: Client) -> None:
    _token, secret = ApiToken.issue(manager.company, ["read"], by=manager.actor)
    seller.client.post(address(manager), {"role": "sales", "title": ""})
    assert not opens(visitor, secret)


def test_a_membership_gone_by_any_other_way_kills_the_keys_too(manager: Person, visitor: Client) -> None:
    _token, secret = ApiToken.issue(manager.company, ["read"], by=manager.actor)
    Membership.objects.filter(user=manager.user).delete()
    assert not opens(visitor, secret)


# -- handing over -----------------------------------------------------------------------------------------------------


@pytest.fixture
def handover(seller: Person, manager: Person) -> Handover:
    seller.client.post(address(manager, "handover/"))
    return Handover.objects.get()


def answer_to(handover: Handover, person: Person, answer: str) -> Any:
    return person.client.post(f"/my/people/handovers/{handover.ref}/{answer}/")


def test_nothing_changes_until_the_new_owner_accepts(seller: Person, manager: Person, handover: Handover) -> None:
    assert [place(one).role for one in (seller, manager)] == ["owner", "manager"]
    assert handover.expires_at - now() > timedelta(days=6)
    deliver_all()
    note = manager.client.get("/my/notifications/").content.decode()
    assert "wants to hand Hanbit Bearings over to you" in note
    assert "Will you take" in manager.client.get(f"/my/people/handovers/{handover.ref}/").content.decode()
    assert answer_to(handover, manager, "acceptance").status_code == 302
    assert [place(one).role for one in (seller, manager)] == ["manager", "owner"]
    assert Event.objects.filter(kind="membership.transferred").count() == 1
    assert seller.client.post(address(seller, "removal/")).status_code == 302, "now the old one may leave"


def test_only_who_was_asked_answers(seller: Person, manager: Person, colleague: Person, handover: Handover) -> None:
    for person, status in ((seller, 403), (colleague, 404)):
        for answer in ("acceptance", "refusal"):
            assert answer_to(handover, person, answer).status_code == status
    assert answer_to(handover, manager, "withdrawal").status_code == 403
    assert colleague.client.get(f"/my/people/handovers/{handover.ref}/").status_code == 404
    assert [place(one).role for one in (seller, manager)] == ["owner", "manager"]


@pytest.mark.parametrize("ending", ["withdrawal", "refusal", "expiry", "role", "leaving"])
def test_one_that_is_over_is_not_accepted(seller: Person, manager: Person, handover: Handover, ending: str) -> None:
    second = make_person("second@hanbit.example", seller.company, "owner")
    if ending == "withdrawal":
        assert answer_to(handover, seller, ending).status_code == 302
    elif ending == "refusal":
        assert answer_to(handover, manager, ending).status_code == 302
    elif ending == "expiry":
        Handover.objects.update(expires_at=now() - timedelta(seconds=1))
    elif ending == "role":
        second.client.post(address(seller), {"role": "sales", "title": ""})
    else:
        seller.client.post(address(seller, "removal/"))
    assert answer_to(handover, manager, "acceptance").status_code == 409
    assert place(manager).role == "manager"


def test_one_at_a_time_and_an_expired_one_makes_room(seller: Person, colleague: Person, handover: Handover) -> None:
    assert seller.client.post(address(colleague, "handover/")).status_code == 409
    Handover.objects.update(expires_at=now() - timedelta(seconds=1))
    assert seller.client.post(address(colleague, "handover/")).status_code == 302
    assert Handover.objects.open().count() == 1


def test_a_manager_hands_nothing_over(manager: Person, colleague: Person, seller: Person) -> None:
    assert manager.client.post(address(colleague, "handover/")).status_code == 403
    assert seller.client.post(address(seller, "handover/")).status_code == 409
    assert not Handover.objects.exists()
