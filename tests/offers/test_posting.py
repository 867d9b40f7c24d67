"""A company posts, changes, publishes, withdraws and renews its offers."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from moneyed import Money

from catalog.models import Category, Product
from offers.models import Offer
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_company, make_person, make_product
from tests.offers.conftest import make_offer, offer_data
from tests.offers.test_board import hostile
from tests.queries import queries_of


def test_a_trader_posts_an_offer_on_one_screen(seller: Person, visitor: Client) -> None:
    answer = seller.client.post("/my/offers/new/", offer_data(then="publish"))
    offer = Offer.objects.get()
    assert answer.headers["Location"] == offer.get_absolute_url()
    assert (offer.state, offer.company, offer.user) == ("open", seller.company, seller.user)
    assert (offer.unit_price, offer.incoterm_place, offer.lead_time_days) == (Money("2.35", "EUR"), "Busan", 14)
    assert offer.title in visitor.get("/offers/").content.decode()
    assert list(Event.objects.about(offer).order_by("pk").values_list("kind", flat=True)) == [
        "offer.drafted",
        "offer.published",
    ]


def test_a_draft_needs_only_a_title_and_a_category(seller: Person) -> None:
    seller.client.post("/my/offers/new/", {"side": "sell", "title": "Idea", "category": "others", "then": "keep"})
    offer = Offer.objects.get()
    assert offer.state == "draft" and offer.quantity is None
    answer = seller.client.post(f"/my/offers/{offer.ref}/publication/", follow=True)
    assert "Say how much before you publish." in answer.content.decode()
    offer.refresh_from_db()
    assert offer.state == "draft"


def test_from_a_product_only_quantity_is_left_to_type(seller: Person, product: Product) -> None:
    Product.objects.filter(pk=product.pk).update(
        moq=50, incoterm="FOB", incoterm_place="Busan", lead_time_days=21, unit="SET"
    )
    form = seller.client.get(f"/my/offers/new/?product={product.ref}&side=sell").context["form"]
    typed = {name: form[name].value() for name in form.fields}
    assert typed["title"] == product.title and typed["category"] == "others"
    assert (typed["amount"], typed["currency"], typed["moq"]) == ("4.2", "USD", "50")
    assert (typed["incoterm"], typed["incoterm_place"], typed["lead_time_days"]) == ("FOB", "Busan", 21)
    until = (timezone.localdate() + timedelta(days=9)).isoformat()
    data = {name: value for name, value in typed.items() if value not in (None, "", False)}
    seller.client.post("/my/offers/new/", {**data, "quantity": "500", "valid_until": until, "then": "publish"})
    assert Offer.objects.get().product == product


def test_a_buyer_who_starts_from_somebody_elses_product_copies_only_what_it_is(buyer: Person, product: Product) -> None:
    form = buyer.client.get(f"/my/offers/new/?product={product.ref}&side=buy").context["form"]
    assert form["title"].value() == product.title and form["side"].value() == "buy"
    assert not form["product"].value() and not form["amount"].value()


def test_a_forged_product_is_no_product(buyer: Person, product: Product) -> None:
    buyer.client.post("/my/offers/new/", offer_data(side="sell", product=product.ref, then="publish"))
    assert Offer.objects.get().product is None


def test_a_double_click_posts_one_offer(seller: Person) -> None:
    token = str(seller.client.get("/my/offers/new/").context["form"]["form_token"].value())
    data = offer_data(then="publish", form_token=token)
    first, second = (seller.client.post("/my/offers/new/", data) for _click in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Offer.objects.count() == Event.objects.filter(kind="offer.published").count() == 1


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_twelve_clicks_at_once_one_offer_is_posted(seller: Person) -> None:
    token, actor = uuid.uuid4(), seller.actor
    category = Category.objects.get(slug="others")
    fields = {"title": "Lot", "category": category, "quantity": 5, "valid_until": timezone.localdate() + TOMORROW}

    def click(_number: int) -> str:
        try:
            return Offer.post(actor, True, token, **fields).ref
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        assert len(set(pool.map(click, range(12)))) == 1
    assert Offer.objects.count() == Event.objects.filter(kind="offer.published").count() == 1


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", ["publish", "withdraw"])
def test_of_twelve_at_once_one_publishes_or_withdraws(seller: Person, colleague: Person, verb: str) -> None:
    offer = make_offer(seller, publish=False)
    actors = [seller.actor, colleague.actor] * 6

    def act(number: int) -> str:
        try:
            getattr(Offer.objects.get(pk=offer.pk), verb)(actors[number])
            return "won"
        except WrongState:
            return "told"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as pool:
        assert sorted(pool.map(act, range(12))) == ["told"] * 11 + ["won"]


TOMORROW = timedelta(days=1)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"quantity": ""}, "Say how much."),
        ({"quantity": "0"}, "Enter a quantity above 0."),
        ({"quantity": "-5"}, "Enter a quantity above 0."),
        ({"quantity": "many"}, "Enter a number, such as 500 or 12.5."),
        ({"quantity": "NaN"}, "Enter a number, such as 500 or 12.5."),
        ({"quantity": "1" * 400}, "digits"),
        ({"amount": "-1"}, "Enter a price above 0, or none."),
        ({"amount": "1e400"}, "digits"),
        ({"currency": ""}, "Choose the currency of the price."),
        ({"currency": "XXQ"}, "valid choice"),
        ({"incoterm_place": ""}, "Name the place, as in “FOB Busan”."),
        ({"incoterm": ""}, "Choose the Incoterm that goes with this place."),
        ({"valid_until": ""}, "Say until which day your offer stands."),
        ({"valid_until": "2001-01-01"}, "Choose a day between tomorrow and a year from now."),
        ({"valid_until": "9999-12-31"}, "Choose a day between tomorrow and a year from now."),
        ({"valid_until": "soon"}, "valid date"),
        ({"title": "\u200b\u2060"}, "Please write something that can be seen."),
        ({"title": "x" * 161}, "160"),
        ({"category": "nowhere"}, "valid choice"),
        ({"unit": "??"}, "valid choice"),
        ({"side": "give"}, "valid choice"),
        ({"lead_time_days": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(seller: Person, wrong: dict[str, Any], words: str) -> None:
    answer = seller.client.post("/my/offers/new/", offer_data(then="publish", text="Kept words", **wrong))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert "Kept words" in answer.content.decode()
    assert not Offer.objects.exists()


def test_today_is_too_soon_and_tomorrow_is_not(seller: Person) -> None:
    today = timezone.localdate()
    seller.client.post("/my/offers/new/", offer_data(then="publish", valid_until=today.isoformat()))
    assert not Offer.objects.exists()
    seller.client.post("/my/offers/new/", offer_data(then="publish", valid_until=(today + TOMORROW).isoformat()))
    assert Offer.objects.get().is_open


def test_hostile_texts_are_kept_as_words_and_shown_without_harm(seller: Person, visitor: Client) -> None:
    for text in [text for text in hostile() if text.strip()][::15]:
        answer = seller.client.post("/my/offers/new/", offer_data(then="publish", title=text[:160], text=text))
        assert answer.status_code in {200, 302}
    for offer in Offer.objects.all():
        page = visitor.get(offer.get_absolute_url())
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
    assert visitor.get("/offers/").status_code == 200
    assert visitor.get("/offers/feed.atom").status_code == 200


def test_an_open_offer_is_changed_but_not_into_one_that_says_too_little(seller: Person, offer: Offer) -> None:
    seller.client.post(f"/my/offers/{offer.ref}/", offer_data(title="Better words"))
    offer.refresh_from_db()
    assert offer.title == "Better words" and offer.is_open
    answer = seller.client.post(f"/my/offers/{offer.ref}/", offer_data(quantity=""))
    assert "Say how much." in answer.content.decode()
    with pytest.raises(Refused):
        offer.revise(seller.actor, quantity=None)
    offer.refresh_from_db()
    assert offer.quantity == 1200


def test_withdrawing_twice_is_told_and_changes_nothing(seller: Person, offer: Offer) -> None:
    url = f"/my/offers/{offer.ref}/withdrawal/"
    assert seller.client.post(url).status_code == 302
    again = seller.client.post(url)
    assert again.status_code == 409 and "Withdrawn" in again.content.decode()
    assert Event.objects.filter(kind="offer.withdrawn").count() == 1


def test_renewing_takes_one_click_or_a_day(seller: Person, offer: Offer) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Offer.objects.filter(pk=offer.pk).update(valid_until=yesterday, state="expired")
    seller.client.post(f"/my/offers/{offer.ref}/renewal/")
    offer.refresh_from_db()
    assert offer.is_open and offer.days_left == 30
    until = timezone.localdate() + timedelta(days=90)
    seller.client.post(f"/my/offers/{offer.ref}/renewal/", {"until": until.isoformat()})
    offer.refresh_from_db()
    assert offer.days_left == 90
    for wrong in ("2001-01-01", "never", "9999-12-31"):
        assert seller.client.post(f"/my/offers/{offer.ref}/renewal/", {"until": wrong}).status_code == 409
    offer.refresh_from_db()
    assert offer.days_left == 90


def test_a_withdrawn_offer_does_not_come_back(seller: Person, offer: Offer) -> None:
    offer.withdraw(seller.actor)
    with pytest.raises(WrongState):
        offer.renew(timezone.localdate() + timedelta(days=5), seller.actor)
    assert seller.client.get(f"/my/offers/{offer.ref}/").status_code == 302


VERBS = ["publication", "withdrawal", "renewal"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_cannot_touch_an_offer(stranger: Person, offer: Offer, verb: str) -> None:
    events = Event.objects.count()
    assert stranger.client.post(f"/my/offers/{offer.ref}/{verb}/").status_code == 404
    assert stranger.client.post(f"/my/offers/{offer.ref}/", offer_data(title="Mine")).status_code == 404
    offer.refresh_from_db()
    assert (offer.state, offer.title, Event.objects.count()) == ("open", "Ball bearings 6204, surplus", events)


@pytest.mark.parametrize("verb", ["withdrawal", "renewal"])
def test_a_viewer_looks_and_changes_nothing(viewer: Person, offer: Offer, verb: str) -> None:
    assert viewer.client.get("/my/offers/").status_code == 200
    assert viewer.client.post(f"/my/offers/{offer.ref}/{verb}/").status_code == 403
    assert viewer.client.get(f"/my/offers/{offer.ref}/").status_code == 403
    assert viewer.client.get("/my/offers/new/").status_code == 403
    assert viewer.client.post("/my/offers/new/", offer_data(then="publish")).status_code == 403
    assert Offer.objects.get().state == "open"


def test_who_only_buys_posts_no_sell_offer(seller: Person) -> None:
    purchaser = make_person("purchaser@hanbit.example", seller.company, "buyer")
    form = purchaser.client.get("/my/offers/new/?side=sell").context["form"]
    assert form["side"].value() == "buy"
    assert purchaser.client.post("/my/offers/new/", offer_data(side="sell", then="publish")).status_code == 403
    assert not Offer.objects.exists()


def test_changes_need_post_and_a_token_against_forgery(seller: Person, offer: Offer) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(seller.user)
    for verb in VERBS:
        asked = seller.client.get(f"/my/offers/{offer.ref}/{verb}/").status_code
        assert asked == (200 if verb == "renewal" else 405), "a reminder leads to a page with the button"
        assert strict.post(f"/my/offers/{offer.ref}/{verb}/").status_code == 403
    assert strict.post("/my/offers/new/", offer_data()).status_code == 403
    offer.refresh_from_db()
    assert offer.state == "open" and Offer.objects.count() == 1


def test_visitors_sign_in_first_and_people_without_a_company_found_one(visitor: Client, newcomer: Person) -> None:
    assert "/accounts/login/" in visitor.get("/my/offers/new/").headers["Location"]
    assert newcomer.client.get("/my/offers/new/").headers["Location"] == "/my/company/new/?next=/my/offers/new/"


def test_our_offers_are_sorted_into_states(seller: Person, buyer: Person) -> None:
    make_offer(seller, title="Open one")
    make_offer(seller, publish=False, title="Draft one")
    make_offer(buyer, side="buy", title="Not ours")
    everything = seller.client.get("/my/offers/").content.decode()
    assert "Open one" in everything and "Draft one" in everything and "Not ours" not in everything
    drafts = seller.client.get("/my/offers/?state=draft").content.decode()
    assert "Draft one" in drafts and "Open one" not in drafts
    empty = make_person("new@empty.example", make_company("Empty Ltd"))
    assert "Nothing here yet" in empty.client.get("/my/offers/").content.decode()


def test_our_offers_take_the_same_queries_for_any_number(seller: Person, product: Product) -> None:
    for number in range(3):
        make_offer(seller, title=f"Lot {number}", product=product)
    few = queries_of(seller.client, "/my/offers/")
    for number in range(15):
        make_offer(seller, title=f"More {number}", product=make_product(product.company, sku=f"B-{number}"))
    assert queries_of(seller.client, "/my/offers/") == few


def test_the_short_address_leads_to_the_form(seller: Person, visitor: Client) -> None:
    answer = seller.client.get("/offers/new/?side=buy")
    assert answer.status_code == 302 and answer["Location"] == "/my/offers/new/?side=buy"
    assert seller.client.get("/ko/offers/new/")["Location"] == "/ko/my/offers/new/"
    assert "/accounts/login/" in visitor.get("/offers/new/", follow=True).redirect_chain[-1][0]


def test_enter_in_a_field_publishes_and_among_readers_it_only_looks_for_them(seller: Person) -> None:
    typed = {"visibility": "named", "find": "north"}
    answer = seller.client.post("/my/offers/new/", offer_data(then="enter", **typed))
    assert answer.status_code == 200 and not Offer.objects.exists()
    assert 'value="north"' in answer.content.decode()
    seller.client.post("/my/offers/new/", offer_data(then="enter"))
    assert Offer.objects.get().state == "open"
