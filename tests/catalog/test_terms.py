"""The terms of trade beside the price ladder."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from catalog.models import Product
from companies.models import ApiToken
from tests.cast import Person, make_company, make_product
from tests.catalog.conftest import form_data
from tests.catalog.test_editor import NEW, as_saved, edit_url

pytestmark = pytest.mark.django_db

TERMS: dict[str, Any] = {
    "supply_capacity": "20000",
    "supply_period": "month",
    "packaging": "50 pieces in a carton",
    "payment_terms": ["deposit", "lc_sight"],
    "sample": "paid",
    "sample_amount": "12.50",
    "sample_currency": "EUR",
    "sample_days": "3",
    "sample_freight": "buyer",
    "private_label": "label",
    "video": "https://videos.example/bearing",
}
NO_LADDER = {"tiers-0-quantity": "", "tiers-0-amount": ""}


def test_a_seller_states_terms_and_a_buyer_reads_them(seller: Person, visitor: Client) -> None:
    seller.client.post(NEW, form_data(save="publish", **TERMS))
    product = Product.objects.get()
    assert product.payment_terms == ["deposit", "lc_sight"] and product.sample_amount == Decimal("12.5")
    page = visitor.get(product.get_absolute_url()).content.decode()
    for words in (
        "20,000 pieces</span> a month",
        "50 pieces in a carton",
        "Letter of credit at sight (L/C)",
        "EUR\u00a012.50",
        "sent within 3 days",
        "The buyer pays the freight",
        "Your brand on our product (OEM)",
        "Watch it on videos.example",
    ):
        assert words in page


def test_a_product_without_terms_shows_no_empty_headings(visitor: Client, product: Product) -> None:
    assert "Terms of trade" not in visitor.get(product.get_absolute_url()).content.decode()


def test_terms_are_opened_again_as_they_were_saved(seller: Person) -> None:
    seller.client.post(NEW, form_data(**TERMS))
    product = Product.objects.get()
    form = seller.client.get(edit_url(product)).context["editor"].form
    assert (form["supply_capacity"].value(), form["payment_terms"].value()) == ("20000", ["deposit", "lc_sight"])
    answer = seller.client.post(edit_url(product), as_saved(seller.client, product, **TERMS))
    assert answer.status_code == 302
    assert Product.objects.get().payment_terms == ["deposit", "lc_sight"]


def test_one_more_row_keeps_what_was_ticked(seller: Person) -> None:
    page = seller.client.post(NEW, form_data(add="tiers", **TERMS)).content.decode()
    assert page.count("checked") >= 2 and "50 pieces in a carton" in page
    assert not Product.objects.exists()


def test_a_price_range_stands_where_there_is_no_ladder(seller: Person, visitor: Client) -> None:
    data = form_data(save="publish", price_low="3.20", price_high="4.10", price_currency="USD", **NO_LADDER)
    seller.client.post(NEW, data)
    product = Product.objects.get()
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert "USD\u00a03.20 to USD\u00a04.10" in page and '"lowPrice": "3.2"' in page
    assert "USD\u00a03.20 to USD\u00a04.10" in visitor.get(product.category.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"price_low": "3"}, "price_high", "A range has two ends"),
        ({"price_low": "4", "price_high": "3", "price_currency": "USD"}, "price_high", "ends below its beginning"),
        ({"price_low": "-1", "price_high": "3", "price_currency": "USD"}, "price_low", "greater than or equal to 0"),
        ({"supply_capacity": "100"}, "supply_period", "Choose for which time"),
        ({"supply_capacity": "-5", "supply_period": "day"}, "supply_capacity", "above zero"),
        ({"sample": "paid"}, "sample_amount", "what a sample costs"),
        ({"sample": "paid", "sample_amount": "5", "sample_currency": "XXQ"}, "sample_currency", "valid choice"),
        ({"payment_terms": ["barter"]}, "payment_terms", "valid choice"),
        ({"video": "http://videos.example/a"}, "video", "https://"),
        ({"video": "javascript:alert(1)"}, "video", "valid URL"),
        ({"sample_days": "9999", "sample": "free"}, "sample_days", "365"),
    ],
)
def test_terms_that_do_not_go_together_are_said_beside_the_field(
    seller: Person, typed: dict[str, Any], field: str, words: str
) -> None:
    answer = seller.client.post(NEW, form_data(**typed))
    assert answer.status_code == 422 and not Product.objects.exists()
    assert words in " ".join(map(str, answer.context["editor"].form.errors[field]))
    assert "Deep groove ball bearing 6204" in answer.content.decode(), "what was typed is still there"


def test_what_belongs_to_an_answer_not_given_goes_away_with_it(seller: Person) -> None:
    seller.client.post(NEW, form_data(**{**TERMS, "sample": "free"}))
    product = Product.objects.get()
    assert (product.sample, product.sample_amount, product.sample_currency, product.sample_days) == (
        "free",
        None,
        "",
        3,
    )
    product.delete()
    seller.client.post(NEW, form_data(**{**TERMS, "sample": "none"}))
    product = Product.objects.get()
    assert (product.sample_days, product.sample_freight) == (None, "")


def test_the_database_keeps_halves_out(product: Product) -> None:
    for half in ({"price_low": 1}, {"supply_capacity": 5}, {"sample_amount": 5, "sample_currency": "USD"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Product.objects.filter(pk=product.pk).update(**half)


def test_a_colleague_who_may_only_look_changes_no_terms(viewer: Person, product: Product) -> None:
    answer = viewer.client.post(edit_url(product), form_data(**TERMS))
    assert answer.status_code == 403 and Product.objects.get().packaging == ""


def test_two_who_change_different_terms_lose_nothing(seller: Person, colleague: Person) -> None:
    product = make_product(seller.company)  # the seller has one
    mine = as_saved(seller.client, product, packaging="In a carton")
    theirs = as_saved(colleague.client, product, private_label="design")
    assert colleague.client.post(edit_url(product), theirs).status_code == 302
    answer = seller.client.post(edit_url(product), mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "In a carton" in page and 'value="design" selected' in page


def test_the_api_writes_and_reads_the_terms_and_keeps_halves_out(seller: Person, product: Product) -> None:
    _token, secret = ApiToken.issue(product.company, ["read", "write"])
    api = Client(headers={"Authorization": f"Bearer {secret}"})
    url = f"/api/v1/products/{product.ref}/"
    sent = {"supply_capacity": "20000", "supply_period": "month", "payment_terms": ["dp"], "sample": "free"}
    answer = api.patch(url, {"terms": sent}, content_type="application/json")
    assert answer.status_code == 200 and answer.json()["terms"]["supply_capacity"] == "20000"
    half = {"sample": "paid", "packaging": "In a box"}
    refused = api.patch(url, {"terms": half}, content_type="application/json")
    assert refused.status_code == 400 and "sample costs" in str(refused.json()["terms"])
    unknown = api.patch(url, {"terms": {"barter": "yes"}}, content_type="application/json")
    assert unknown.status_code == 400
    product.refresh_from_db()
    assert (product.payment_terms, product.packaging, product.sample) == (["dp"], "", "free")


def test_terms_stand_side_by_side_in_a_comparison(visitor: Client, product: Product) -> None:
    other = make_product(make_company("Rhein Rollen", country="DE"), "R-1", "Roller bearing", packaging="Loose")
    Product.objects.filter(pk=product.pk).update(packaging="50 in a carton", payment_terms=["lc_sight"])
    page = visitor.get("/compare/", {"p": [product.ref, other.ref]}).content.decode()
    assert "50 in a carton" in page and "Loose" in page and "Letter of credit at sight (L/C)" in page
