"""A joint purchase from its opening to everybody's share, through the front door."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.models import Community
from portal.core.permissions import Refused
from tests.cast import Person, make_person, make_product
from tests.queries import queries_of
from tests.trade.joint import again, fields, house, make_round, member, pledge
from trade.models import Pledge, PurchaseRound

S = PurchaseRound.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def community(steward: Person, seller: Person) -> Community:
    return house(steward, seller)


@pytest.fixture
def purchase(steward: Person, community: Community) -> PurchaseRound:
    found: PurchaseRound = make_round(steward, community)
    return found


@pytest.fixture
def mill(community: Community) -> Person:
    return member(community, "Daegu Mill")


def form_of(**more: Any) -> dict[str, Any]:
    """What the steward's form sends."""
    deadline = (timezone.now() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    usual = {
        "title": "Packing film",
        "category": "others",
        "text": "20 µm",
        "unit": "KGM",
        "currency": "USD",
        "minimum": "200",
        "deadline": deadline,
        "zone": "Asia/Seoul",
        "closing": "deadline",
        "free_hours": "24",
        "sight": "totals",
        "goal": "market",
        "quote_days": "10",
        "delivery_country": "KR",
        "tier-0-quantity": "100",
        "tier-0-amount": "3.20",
        "tier-1-quantity": "400",
        "tier-1-amount": "2.95",
    }
    return {**usual, **more}


def test_a_steward_writes_looks_and_opens(steward: Person, seller: Person, community: Community) -> None:
    url = f"/communities/{community.slug}/rounds/new/"
    assert steward.client.get(url).status_code == 200
    answer = steward.client.post(url, form_of())
    made = PurchaseRound.objects.get()
    assert answer.status_code == 302 and made.is_draft
    assert [(tier.quantity, tier.amount) for tier in made.all_tiers] == [(100, Decimal("3.2")), (400, Decimal("2.95"))]
    assert seller.client.get(made.get_absolute_url()).status_code == 404  # a draft is nobody else's
    page = steward.client.get(made.get_absolute_url()).content.decode()
    assert "Open it for the members" in page
    steward.client.post(f"{made.get_absolute_url()}publication/")
    assert again(made).state == S.OPEN
    assert "Packing film" in seller.client.get(f"/communities/{community.slug}/").content.decode()


def test_a_wrong_form_keeps_what_was_typed(steward: Person, community: Community) -> None:
    sent = form_of(
        **{"tier-1-amount": "3.50", "maximum": "10", "title": "Kept words", "hs_code": "stainless steel bolts"}
    )
    answer = steward.client.post(f"/communities/{community.slug}/rounds/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Kept words" in page
    assert "lower price" in page and "below the minimum" in page and "By these words it may be: 7318" in page
    assert not PurchaseRound.objects.exists()


def test_the_same_form_sent_twice_makes_one_draft(steward: Person, community: Community) -> None:
    sent = form_of(form_token="6f2c6f0e-0c3e-4a53-9d0c-0123456789ab")
    for _time in range(2):
        steward.client.post(f"/communities/{community.slug}/rounds/new/", sent)
    assert PurchaseRound.objects.count() == 1


def test_a_product_brings_its_list(steward: Person, buyer: Person, community: Community) -> None:
    product = make_product(buyer.company, "F-1", "Filter")
    sent = form_of(
        product=product.ref, title="", goal="supplier", minimum="50", **{"tier-0-quantity": "", "tier-0-amount": ""}
    )
    sent |= {"tier-1-quantity": "", "tier-1-amount": "", "currency": "USD", "unit": "KGM"}
    steward.client.post(f"/communities/{community.slug}/rounds/new/", sent)
    made = PurchaseRound.objects.get()
    assert made.title == "Filter" and made.unit == "C62" and made.supplier == buyer.company
    assert [(tier.quantity, tier.amount) for tier in made.all_tiers] == [(1, Decimal("4.2"))]


def test_only_a_steward_opens_and_others_make_nothing(
    seller: Person, stranger: Person, community: Community, visitor: Client
) -> None:
    url = f"/communities/{community.slug}/rounds/new/"
    assert seller.client.post(url, form_of()).status_code == 403
    assert stranger.client.post(url, form_of()).status_code == 403
    assert visitor.post(url, form_of()).status_code == 302
    assert not PurchaseRound.objects.exists()


def test_members_pledge_and_everybody_pays_the_price_of_the_total(
    purchase: PurchaseRound, seller: Person, mill: Person
) -> None:
    url = purchase.get_absolute_url()
    answer = seller.client.post(f"{url}pledge/", fields(300))
    assert answer.status_code == 302
    pledge(mill, purchase, 190)
    assert again(purchase).total == 490 and again(purchase).state == S.REACHED
    page = seller.client.get(f"{url}live/").content.decode()
    assert "10 pieces more, and everybody pays EUR\u00a09.20" in page
    assert 'value="300"' in seller.client.get(url).content.decode()  # and not 3E+2
    assert "EUR\u00a03,000.00" in page and "EUR\u00a02,760.00" in page  # the own share now, and at the next price


def test_a_pledge_needs_a_quantity_an_address_and_the_word(purchase: PurchaseRound, seller: Person) -> None:
    url = f"{purchase.get_absolute_url()}pledge/"
    answer = seller.client.post(url, {"quantity": "77", "address": "", "note": "by ship"})
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="77"' in page and "by ship" in page
    assert "others rely on" in page and not Pledge.objects.exists()
    for wrong in ("-3", "0", "1.5", "NaN", "x", "99999999999999999"):
        assert seller.client.post(url, fields(wrong)).status_code == 422, wrong
    assert again(purchase).total == 0


def test_limits_of_a_member_hold(steward: Person, community: Community, seller: Person, mill: Person) -> None:
    purchase = make_round(
        steward, community, each_min=Decimal(20), each_max=Decimal(60), multiple=Decimal(20), maximum=Decimal(100)
    )
    for quantity, words in ((10, "at least"), (80, "at most"), (30, "multiples")):
        with pytest.raises(Refused, match=words if quantity != 10 else "multiples"):
            pledge(seller, purchase, quantity)
    pledge(seller, purchase, 60)
    with pytest.raises(Refused, match="40 pieces"):
        pledge(mill, purchase, 60)
    pledge(mill, purchase, 40)
    assert again(purchase).total == 100


def test_who_may_pledge(
    purchase: PurchaseRound, community: Community, stranger: Person, viewer: Person, colleague: Person, visitor: Client
) -> None:
    observer = member(community, "Watcher", "observer")
    url = f"{purchase.get_absolute_url()}pledge/"
    for person in (stranger, viewer, colleague, observer):  # a sales colleague does not buy
        assert person.client.post(url, fields(50)).status_code == 403, person
    assert visitor.post(url, fields(50)).status_code == 302
    assert not Pledge.objects.exists() and again(purchase).total == 0


def test_the_seller_of_the_product_takes_no_part(steward: Person, community: Community, seller: Person) -> None:
    product = make_product(seller.company, "F-2")
    purchase = make_round(steward, community, product=product, supplier=seller.company, goal="supplier")
    assert seller.client.post(f"{purchase.get_absolute_url()}pledge/", fields(50)).status_code == 403
    assert "you are asked when it closes" in seller.client.get(purchase.get_absolute_url()).content.decode()


def test_totals_only_means_totals_only(purchase: PurchaseRound, seller: Person, mill: Person, steward: Person) -> None:
    pledge(mill, purchase, 123, note="for our second line")
    page = seller.client.get(purchase.get_absolute_url()).content.decode()
    assert "123" in page and "Daegu Mill" not in page and "second line" not in page
    mine = steward.client.get(purchase.get_absolute_url()).content.decode()
    assert "Daegu Mill" in mine and "second line" in mine


def test_members_see_each_other_where_the_round_says_so_and_strangers_do_not(
    steward: Person, community: Community, seller: Person, mill: Person, stranger: Person
) -> None:
    purchase = make_round(steward, community, sight="all")
    pledge(mill, purchase, 123, address="Secret dock")
    assert "Daegu Mill" in seller.client.get(purchase.get_absolute_url()).content.decode()
    assert "Secret dock" not in seller.client.get(purchase.get_absolute_url()).content.decode()
    assert "Daegu Mill" not in stranger.client.get(purchase.get_absolute_url()).content.decode()


@pytest.mark.parametrize("visibility", ["members", "hidden"])
def test_a_closed_house_keeps_its_rounds(steward: Person, seller: Person, stranger: Person, visibility: str) -> None:
    community = house(steward, seller, name="Quiet Circle", visibility=visibility)
    purchase = make_round(steward, community)
    url = purchase.get_absolute_url()
    for path in (url, f"{url}live/", f"/communities/{community.slug}/rounds/"):
        assert stranger.client.get(path).status_code == 404
        assert seller.client.get(path).status_code == 200
    assert stranger.client.post(f"{url}pledge/", fields(5)).status_code == 404
    api = f"/api/v1/communities/{community.slug}/rounds/"
    assert stranger.client.get(api).status_code == 404
    assert seller.client.get(api).json()["results"][0]["ref"] == purchase.ref
    community.members.filter(company=seller.company).delete()
    assert seller.client.get(url).status_code == 404


def test_a_pledge_is_withdrawn_freely_and_later_only_with_consent(
    purchase: PurchaseRound, seller: Person, steward: Person
) -> None:
    url = purchase.get_absolute_url()
    pledge(seller, purchase, 200)
    seller.client.post(f"{url}pledge/withdrawal/", {"seen": "1"})
    assert again(purchase).total == 0 and again(purchase).state == S.OPEN
    pledge(seller, purchase, 200)
    PurchaseRound.objects.filter(pk=purchase.pk).update(deadline=timezone.now() + timedelta(hours=3))
    assert seller.client.post(f"{url}pledge/withdrawal/", {}).status_code == 409
    with pytest.raises(Refused, match="binding"):
        pledge(seller, purchase, 150)
    pledge(seller, purchase, 210)  # more is always welcome
    assert seller.client.post(f"{url}pledge/release/", {"quantity": "50", "reason": "Order lost"}).status_code == 302
    assert again(purchase).total == 210
    assert "Order lost" in steward.client.get(url).content.decode()
    steward.client.post(f"{url}releases/{seller.company.slug}/", {"answer": "yes"})
    own = Pledge.objects.get()
    assert own.quantity == 50 == again(purchase).total
    last = own.changes.last()
    assert last is not None and last.kind == "released" and last.user == steward.user and last.reason == "Order lost"


def test_only_a_steward_answers_a_release(purchase: PurchaseRound, seller: Person, mill: Person) -> None:
    pledge(seller, purchase, 200)
    again(purchase).ask_release(seller.actor, Decimal(0), "Please")
    url = f"{purchase.get_absolute_url()}releases/{seller.company.slug}/"
    for person in (seller, mill):
        assert person.client.post(url, {"answer": "yes"}).status_code == 403
    assert again(purchase).total == 200


def test_a_colleague_who_was_faster_is_not_overwritten(purchase: PurchaseRound, seller: Person) -> None:
    pledge(seller, purchase, 200)
    answer = seller.client.post(f"{purchase.get_absolute_url()}pledge/", fields(10, seen="0"))
    assert answer.status_code == 409 and again(purchase).total == 200


def test_lists_filter_and_their_queries_do_not_grow(
    steward: Person, community: Community, seller: Person, purchase: PurchaseRound
) -> None:
    url = f"/communities/{community.slug}/rounds/"
    pledge(seller, purchase, 5)
    few = queries_of(seller.client, url)
    for colour in ("amber", "brown", "cream", "dun"):
        pledge(seller, make_round(steward, community, title=f"Wax {colour}"), 3)
    assert queries_of(seller.client, url) == few
    page = seller.client.get(url, {"q": "wax cream"}).content.decode()
    assert "Wax cream" in page and "Wax dun" not in page
    assert "Grease" in seller.client.get(url, {"state": "ours", "q": "grease"}).content.decode()
    assert "No joint purchase fits" in seller.client.get(url, {"state": "ended"}).content.decode()


def test_the_page_of_a_round_asks_as_often_for_many_pledges(
    purchase: PurchaseRound, community: Community, steward: Person, mill: Person
) -> None:
    pledge(mill, purchase, 5)
    few = queries_of(steward.client, purchase.get_absolute_url())
    for number in range(5):
        pledge(member(community, f"Firm{number}"), purchase, 7)
    assert queries_of(steward.client, purchase.get_absolute_url()) == few


def test_the_api_lists_rounds(purchase: PurchaseRound, seller: Person, visitor: Client) -> None:
    pledge(seller, purchase, 500)
    row = visitor.get(f"/api/v1/communities/{purchase.community.slug}/rounds/").json()["results"][0]
    assert (row["ref"], row["state"], row["total"], row["price"]) == (purchase.ref, "reached", "500.000", "9.2000")
    assert row["companies"] == 1 and len(row["tiers"]) == 3


def test_my_portal_says_what_to_do(steward: Person, community: Community, seller: Person) -> None:
    make_round(steward, community, deadline=timezone.now() + timedelta(days=1))
    person = make_person("buyer@hanbit.example", seller.company, "buyer")
    assert "closes soon" in person.client.get("/my/").content.decode()


def test_hostile_words_are_harmless(steward: Person, community: Community, seller: Person) -> None:
    type(seller.company).objects.filter(pk=seller.company.pk).update(name="<i>Hanbit</i>")
    text = "<img src=x onerror=alert(1)> [x](javascript:alert)"
    purchase = make_round(steward, community, title="<b>Film</b>", text=text)
    page = seller.client.get(purchase.get_absolute_url()).content.decode()
    assert (
        "<i>Hanbit" not in page
        and "<b>Film" not in page
        and "<img src=x" not in page
        and 'href="javascript' not in page
    )
