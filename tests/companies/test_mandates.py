"""Mandates: who gives and ends them, and what both sides are told."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.models import Community, CommunityMember
from companies.mandates.acting import may_act_under
from companies.mandates.scope import digest_of, months_after
from companies.mandates.ticks import expire_mandates, tell_the_week, warn_of_end
from companies.models import Mandate
from notifications.models import Notification
from offers.models import Inquiry
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person
from tests.companies.mandates import give, propose, under
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def mandate(seller: Person, steward: Person) -> Mandate:
    return give(seller, steward)


# -- giving and ending -----------------------------------------------------------------------------------------------


def test_the_firm_decides_on_what_the_association_proposes(seller: Person, steward: Person) -> None:
    mandate = propose(steward, seller.company, steward.company)
    assert mandate.state == "proposed" and may_act_under(steward.actor) == []
    page = seller.client.get(f"/my/mandates/{mandate.ref}/").content.decode()
    assert "Give this mandate" in page and "EUR 5,000" in page.replace("\xa0", " ")
    assert steward.client.post(f"/my/mandates/{mandate.ref}/answer/", {"do": "accept"}).status_code == 403
    assert seller.client.post(f"/my/mandates/{mandate.ref}/answer/", {"do": "accept"}).status_code == 302
    mandate.refresh_from_db()
    assert mandate.state == "given" and mandate.answered_by == seller.user
    assert may_act_under(steward.actor) == [mandate]


def test_what_the_firm_proposes_the_association_takes_on(seller: Person, steward: Person) -> None:
    mandate = propose(seller, seller.company, steward.company)
    with pytest.raises(PermissionDenied):
        mandate.accept(seller.actor)
    mandate.accept(steward.actor)
    assert Mandate.objects.get().state == "given"


def test_three_steps_on_a_phone_without_a_script(seller: Person, steward: Person) -> None:
    choose = seller.client.get("/my/mandates/new/").content.decode()
    assert "Textile Association" in choose and f"/my/mandates/new/{steward.company.slug}/" in choose
    url = f"/my/mandates/new/{steward.company.slug}/"
    form = {"lent": ["sells", "talks"], "sell_limit": "1000", "currency": "EUR", "months": "6", "words": "Please help"}
    form["starts_on"] = timezone.localdate().isoformat()
    check = seller.client.post(url, {**form, "do": "check"}).content.decode()
    assert "send quotations up to the limit (at most EUR" in check and not Mandate.objects.exists()
    again = seller.client.post(url, {**form, "do": "change"}).content.decode()
    assert "Please help" in again and 'value="1000"' in again
    answer = seller.client.post(url, {**form, "do": "propose"})
    made = Mandate.objects.get()
    assert answer.url == f"/my/mandates/{made.ref}/"
    assert (made.sells, made.talks, made.buys, made.sell_limit, made.months) == (True, True, False, 1000, 6)
    assert not made.is_agents_proposal and made.ends_on == months_after(made.starts_on, 6)
    seller.client.post(url, {**form, "do": "propose"})
    assert Mandate.objects.count() == 1, "a double click"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"lent": []}, "Choose at least one"),
        ({"sell_limit": ""}, "no mandate without a limit"),
        ({"sell_limit": "-5"}, "greater than or equal"),
        ({"sell_limit": "<script>"}, "Enter a number"),
        ({"months": "25"}, "Select a valid choice"),
        ({"starts_on": "2020-01-01"}, "begins today or later"),
        ({"lent": ["manage_people"]}, "Select a valid choice"),
    ],
)
def test_wrong_input_is_told_and_kept(seller: Person, steward: Person, changes: Any, words: str) -> None:
    form = {"lent": ["sells"], "sell_limit": "1000", "currency": "EUR", "months": "6", "words": "<b>Kept</b>"}
    form["starts_on"] = timezone.localdate().isoformat()
    answer = seller.client.post(f"/my/mandates/new/{steward.company.slug}/", {**form, **changes, "do": "propose"})
    page = answer.content.decode()
    assert words in page and "&lt;b&gt;Kept&lt;/b&gt;" in page and not Mandate.objects.exists()


def test_only_owners_and_managers_of_the_two_decide(
    seller: Person, colleague: Person, viewer: Person, steward: Person, stranger: Person, buyer: Person
) -> None:
    for person in (colleague, viewer, stranger, buyer):
        with pytest.raises(PermissionDenied):
            propose(person, seller.company, steward.company)
    with pytest.raises(Refused):
        propose(seller, seller.company, stranger.company)  # no intermediary
    mandate = give(seller, steward)
    for person in (colleague, viewer):
        assert person.client.get(f"/my/mandates/{mandate.ref}/").status_code == 200
        assert person.client.post(f"/my/mandates/{mandate.ref}/end/").status_code == 403
    for person in (stranger, buyer):
        assert person.client.get(f"/my/mandates/{mandate.ref}/").status_code == 404
        assert person.client.post(f"/my/mandates/{mandate.ref}/end/").status_code == 404
        assert person.client.post(f"/my/mandates/{mandate.ref}/acting/").status_code == 404
    assert Mandate.objects.get().state == "given"


def test_the_words_are_kept_in_two_languages_with_their_hash(mandate: Mandate) -> None:
    assert set(mandate.texts) == {"en", "ko"} and mandate.digest == digest_of(mandate.ref, mandate.texts)
    assert "Never part of a mandate" in mandate.texts["en"] and "revoke it at any time" in mandate.text


def test_the_database_holds_what_a_mandate_is(mandate: Mandate) -> None:
    wrong: list[dict[str, Any]] = [
        {"agent": mandate.principal},
        {"sell_limit": None},
        {"buys": False},
        {"months": 25},
        {"ends_on": mandate.starts_on},
        {"state": "ended"},
        {"digest": ""},
        dict.fromkeys(("edits_catalogue", "sells", "buys", "talks", "joins"), False)
        | {"sell_limit": None, "buy_limit": None},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Mandate.objects.filter(pk=mandate.pk).update(**values)


def test_a_renewal_takes_the_place_of_the_one_before(mandate: Mandate, seller: Person, steward: Person) -> None:
    newer = give(seller, steward, months=24)
    mandate.refresh_from_db()
    assert (mandate.end, newer.state) == ("replaced", "given")
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).update(state="given", end="", ended_at=None)


def test_one_proposal_at_a_time_and_it_can_be_declined_or_withdrawn(seller: Person, steward: Person) -> None:
    first = propose(steward, seller.company, steward.company)
    with pytest.raises(Refused):
        propose(seller, seller.company, steward.company, months=3)
    first.withdraw(steward.actor)
    second = propose(steward, seller.company, steward.company, months=3)
    second.decline(seller.actor)
    assert [one.end for one in Mandate.objects.order_by("pk")] == ["withdrawn", "declined"]
    with pytest.raises(WrongState):
        second.accept(seller.actor)


def test_the_clock_warns_and_ends_it_and_both_sides_hear(mandate: Mandate, seller: Person, steward: Person) -> None:
    today = timezone.localdate()
    Mandate.objects.filter(pk=mandate.pk).update(
        starts_on=today - timedelta(days=30), ends_on=today + timedelta(days=5)
    )
    warn_of_end()
    warn_of_end()
    deliver_all()
    assert Notification.objects.filter(kind="mandate.ending", user=seller.user).count() == 1
    Mandate.objects.filter(pk=mandate.pk).update(ends_on=today - timedelta(days=1))
    assert may_act_under(steward.actor) == [] and steward.user.actor_for(mandate.acting_key).mandate is None
    expire_mandates()
    deliver_all()
    assert Mandate.objects.get().end == "expired"
    told = Notification.objects.filter(kind="mandate.expired").values_list("user", flat=True)
    assert set(told) == {seller.user.pk, steward.user.pk}


# -- telling ---------------------------------------------------------------------------------------------------------


def test_each_week_the_firm_hears_how_much_was_done(
    mandate: Mandate, seller: Person, steward: Person, buyer: Person
) -> None:
    tell_the_week()
    inquiry = Inquiry.send(buyer.actor, seller.company, title="Bearings", question="How soon?")
    inquiry.reply("Soon.", by=under(mandate, steward))
    Mandate.objects.update(digested_at=timezone.now() - timedelta(days=8))
    tell_the_week()
    tell_the_week()
    deliver_all()
    note = Notification.objects.get(kind="mandate.week")
    assert note.user == seller.user and note.data["count"] == 1
    assert "on your behalf" in seller.client.get("/my/notifications/").content.decode()


def test_lists_are_paged_filtered_and_cost_the_same_whatever_their_length(seller: Person, steward: Person) -> None:
    for number in range(3):
        firm = make_person(f"owner{number}@firm.example", make_company(f"Firm {number}"))
        give(firm, steward)
    few = queries_of(steward.client, "/my/mandates/")
    for number in range(3, 27):
        firm = make_person(f"owner{number}@firm.example", make_company(f"Firm {number}"))
        give(firm, steward)
    assert queries_of(steward.client, "/my/mandates/") <= few + 1  # the second page exists
    page = steward.client.get("/my/mandates/?q=Firm+13&state=given").content.decode()
    assert "Firm 13" in page and "Firm 12" not in page.partition("<main")[2]
    assert "Nothing fits" in steward.client.get("/my/mandates/?q=zzz").content.decode()
    assert steward.client.get("/my/mandates/?page=2").content.decode().count('<th scope="row">') == 3
    assert "No mandates yet" in seller.client.get("/my/mandates/").content.decode()


# -- with whom -------------------------------------------------------------------------------------------------------


def test_an_association_finds_a_firm_by_name_and_sees_its_members_first(
    seller: Person, buyer: Person, steward: Person
) -> None:
    house = Community.found(steward.actor, slug="mills", name="Mills", visibility="hidden")
    house.members.create(company=seller.company, state=CommunityMember.State.ACTIVE)
    near = make_company("Hanbit Alloys", "supplier", "KR")
    page = steward.client.get("/my/mandates/new/").content.decode()
    assert seller.company.name in page and near.name not in page  # without words: those they have a community with
    assert "<select" not in page[page.index("<h1") :].partition("</main>")[0]
    page = steward.client.get("/my/mandates/new/?q=hanbit").content.decode()
    assert page.index(seller.company.name) < page.index(near.name)
    assert page.count("in a community with you") == 1
    assert buyer.company.name not in page


def test_whoever_has_not_answered_yet_is_not_asked_again(seller: Person, steward: Person) -> None:
    waiting = propose(steward, seller.company, steward.company)
    page = steward.client.get("/my/mandates/new/").content.decode()
    assert waiting.get_absolute_url() in page and f"/my/mandates/new/{seller.company.slug}/" not in page
    waiting.accept(seller.actor)
    page = steward.client.get("/my/mandates/new/").content.decode()
    assert "In force until" in page and f"/my/mandates/new/{seller.company.slug}/" in page
    assert "In force until" in seller.client.get("/my/mandates/new/").content.decode()


def test_the_search_for_a_firm_asks_no_more_for_more_of_them(seller: Person, steward: Person) -> None:
    steward.client.get("/my/mandates/new/")
    few = queries_of(steward.client, "/my/mandates/new/", q="a")
    for number in range(10):
        make_company(f"Alloy {number}")
    assert queries_of(steward.client, "/my/mandates/new/", q="a") == few
