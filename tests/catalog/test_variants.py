"""Variants of a product: made in the editor, chosen by a buyer, numbered once."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils.timezone import now

from catalog.models import PriceTier, Product, ProductCertificate, ProductDocument, SkuTaken, Variant
from catalog.variants import put_variants, tidy_axes
from companies.models import Company
from offers.models import Inquiry
from portal.core.events import Event
from tests.cast import Person, make_company, make_product
from tests.catalog.conftest import base_of, form_data
from tests.processes import at_once
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
AXES = {"axes-name_1": "Size", "axes-values_1": "M, L", "axes-name_2": "Colour", "axes-values_2": "Red, Blue"}


def give(product: Product, *rows: tuple[str, str, str, str | None], **fields: Any) -> None:
    """Variants of size and colour: (size, colour, SKU, own price in USD or None)."""
    sizes, colours = dict.fromkeys(row[0] for row in rows), dict.fromkeys(row[1] for row in rows)
    axes = tidy_axes([("Size", sizes), ("Colour", colours)])

    wanted = [
        Variant(
            sku=sku,
            axis_values={"Size": size, "Colour": colour},
            amount=Decimal(price) if price else None,
            currency="USD" if price else "",
            **fields,
        )
        for size, colour, sku, price in rows
    ]
    put_variants(product, axes, wanted)
    product.refresh_from_db()


FOUR = (
    ("M", "Red", "A-1-M-RED", "4.10"),
    ("M", "Blue", "A-1-M-BLUE", None),
    ("L", "Red", "A-1-L-RED", "5.60"),
)


def rows_data(*rows: dict[str, str]) -> dict[str, str]:
    data = {"variants-TOTAL_FORMS": str(len(rows)), "variants-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"variants-{number}-{name}": value for name, value in {"is_offered": "on", **row}.items()}
    return data


def two_rows(**changes: str) -> dict[str, str]:
    first = {"values": '["M"]', "sku": "B-100-M", "amount": "4.10", "stock": "20", **changes}
    axes = {"axes-name_1": "Size", "axes-values_1": "M, L", "axes-currency": "USD"}
    return axes | rows_data(first, {"values": '["L"]', "sku": "B-100-L"})


def edit_url(product: Product) -> str:
    return f"/my/products/{product.ref}/"


# -- the editor ------------------------------------------------------------


def test_a_button_makes_all_combinations_with_skus_and_keeps_what_was_typed(seller: Person) -> None:
    kept = rows_data({"values": '["M", "Red"]', "sku": "MY-OWN", "amount": "7.77"})
    page = seller.client.post("/my/products/new/", form_data(add="variants", **AXES, **kept)).content.decode()
    assert page.count('name="variants-') > 8 and 'value="MY-OWN"' in page and 'value="7.77"' in page
    for sku in ("B-100-M-BLUE", "B-100-L-RED", "B-100-L-BLUE"):
        assert f'value="{sku}"' in page
    assert "B-100-M-RED" not in page and not Product.objects.exists()


def test_too_many_combinations_are_refused_in_words_and_rows_stay(seller: Person) -> None:
    many = {"axes-name_1": "Size", "axes-values_1": ", ".join(map(str, range(201)))}
    page = seller.client.post("/my/products/new/", form_data(add="variants", **many, **rows_data())).content.decode()
    assert "201 variants" in page and "at most 200" in page


def test_variants_are_saved_with_the_product(seller: Person) -> None:
    assert seller.client.post("/my/products/new/", form_data(**two_rows())).status_code == 302
    product = Product.objects.get()
    assert product.axes == [{"name": "Size", "values": ["M", "L"]}]
    first, second = product.variants.all()
    assert (first.sku, first.amount, first.currency, first.stock) == ("B-100-M", Decimal("4.1"), "USD", 20)
    assert (second.sku, second.amount, second.company) == ("B-100-L", None, seller.company)
    assert product.span == {"count": 2, "low": "4.1", "high": "4.1", "currency": "USD", "rest": True}
    page = seller.client.get(edit_url(product)).content.decode()
    assert 'value="B-100-L"' in page and 'value="M, L"' in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"sku": ""}, "required"),
        ({"sku": "B-100-L"}, "stands twice"),
        ({"sku": "B-100"}, "stands twice"),
        ({"gtin": "4006381333932"}, "it would be 1"),
        ({"amount": "-1"}, "greater than or equal to 0"),
        ({"stock": "-3"}, "greater than or equal to 0"),
        ({"values": '["XXL"]'}, "Make the combinations again"),
        ({"values": "{"}, "Make the combinations again"),
        ({"values": '["L"]'}, "stands twice"),
        ({"picture": "99999"}, "Select a valid choice"),
    ],
)
def test_a_mistake_is_said_at_its_row_and_nothing_is_lost(seller: Person, wrong: dict[str, str], words: str) -> None:
    answer = seller.client.post("/my/products/new/", form_data(**two_rows(**wrong)))
    page = answer.content.decode()
    assert answer.status_code == 422 and words in page
    assert 'value="B-100-L"' in page and not Product.objects.exists() and not Event.objects.exists()


def test_values_without_rows_ask_for_the_button(seller: Person) -> None:
    answer = seller.client.post("/my/products/new/", form_data(**AXES, **rows_data()))
    assert answer.status_code == 422 and "Make the combinations" in answer.content.decode()


def test_two_editors_lose_nothing(seller: Person, product: Product) -> None:
    give(product, *FOUR)
    mine = form_data(base=base_of(seller.client, edit_url(product)), sku="A-1", title_en="Mine")
    give(product, *FOUR[:2], ("L", "Red", "A-1-L-RED", "6.00"))
    answer = seller.client.post(edit_url(product), mine)
    page = answer.content.decode()
    assert answer.status_code == 409 and "Taken over from the other person" in page
    assert 'value="Mine"' in page and 'value="6"' in page
    product.refresh_from_db()
    assert product.variants.count() == 3


def test_a_viewer_and_a_stranger_change_nothing(viewer: Person, stranger: Person, product: Product) -> None:
    give(product, *FOUR)
    assert viewer.client.post(edit_url(product), form_data(**two_rows())).status_code == 403
    assert stranger.client.post(edit_url(product), form_data(**two_rows())).status_code == 404
    assert product.variants.count() == 3


# -- numbers ------------------------------------------------------------


def test_a_sku_is_one_products_or_one_variants(seller: Person, product: Product, supplier: Company) -> None:
    give(product, *FOUR)
    other = make_product(supplier, "A-2")
    with pytest.raises(SkuTaken):
        other.revise(seller.actor, {"sku": "A-1-M-RED"})
    with pytest.raises(SkuTaken):
        give(other, ("M", "Red", "A-1", "1"))
    with pytest.raises(SkuTaken):
        give(other, ("M", "Red", "A-1-L-RED", "1"))
    make_product(make_company("Else"), "A-1-M-RED")  # another company's numbers are its own
    assert not other.variants.exists()


def test_skus_may_change_places(seller: Person, product: Product) -> None:
    give(product, *FOUR)
    keys = {one.sku: one.pk for one in product.variants.all()}
    give(product, ("M", "Red", "A-1-L-RED", "1"), ("M", "Blue", "A-1-M-BLUE", None), ("L", "Red", "A-1-M-RED", "2"))
    assert product.variants.get(sku="A-1-L-RED").pk == keys["A-1-M-RED"]


def test_a_copy_gets_numbers_of_its_own(seller: Person, product: Product) -> None:
    give(product, *FOUR)
    twin = product.duplicate(seller.actor)
    assert sorted(twin.variants.values_list("sku", flat=True)) == ["A-1-L-RED-2", "A-1-M-BLUE-2", "A-1-M-RED-2"]
    assert twin.axes == product.axes and twin.span == product.span


def test_a_deleted_products_numbers_are_free_and_come_back_with_it(seller: Person, product: Product) -> None:
    give(product, *FOUR)
    twin = product.duplicate(seller.actor)
    twin.remove(seller.actor)
    assert Variant.objects.filter(is_gone=True).count() == 3
    other = make_product(product.company, "B-1")
    other.sku = "A-1-L-RED-2"
    other.save()
    with pytest.raises(SkuTaken):
        Product.everything.get(pk=twin.pk).restore(seller.actor)
    other.sku = "B-1"
    other.save()
    Product.everything.get(pk=twin.pk).restore(seller.actor)
    assert not Variant.objects.filter(is_gone=True).exists()
    assert sorted(Product.objects.get(pk=twin.pk).variants.values_list("sku", flat=True))[0] == "A-1-L-RED-2"


# -- a buyer ------------------------------------------------------------


def test_a_buyer_sees_the_span_and_chooses_by_axis(visitor: Client, product: Product) -> None:
    give(product, *FOUR, stock=5)
    page = visitor.get(product.get_absolute_url()).content.decode()
    assert "USD\u00a04.10 – 5.60" in page and "All 3 variants" in page
    chosen = visitor.get(f"{product.get_absolute_url()}?variant=A-1-L-RED").content.decode()
    assert "USD\u00a05.60" in chosen and "In stock: 5 pieces" in chosen
    assert 'aria-disabled="true">Blue <span class="small">not in L</span>' in chosen
    assert "not on offer any more" in visitor.get(f"{product.get_absolute_url()}?variant=nope").content.decode()
    assert "USD\u00a04.10 – 5.60" in visitor.get("/categories/others/").content.decode()


@pytest.mark.parametrize("variant", ["\x00", "'--", "<script>", "9" * 500])
def test_a_hostile_choice_is_answered(visitor: Client, product: Product, variant: str) -> None:
    give(product, *FOUR)
    answer = visitor.get(product.get_absolute_url(), {"variant": variant, "variants": "-1", "quantity": "x"})
    assert answer.status_code == 200 and '<script>"' not in answer.content.decode()


def test_own_quantity_times_the_variants_own_price(visitor: Client, product: Product) -> None:
    give(product, *FOUR)
    page = visitor.get(f"{product.get_absolute_url()}?variant=A-1-M-RED&quantity=10").content.decode()
    assert "USD\u00a041.00" in page


def test_two_hundred_variants_cost_no_query_more(buyer: Person, visitor: Client, product: Product) -> None:
    rows = [(f"S{n}", colour, f"V-{n}-{colour}", f"{n + 1}.00") for n in range(50) for colour in "ABCD"]
    give(product, *rows)
    assert queries_of(buyer.client, product.get_absolute_url()) <= 12
    page = visitor.get(f"{product.get_absolute_url()}?variants=2").content.decode()
    assert "Page 2 of 7" in page and "V-7-C" in page


def test_machines_read_a_group(visitor: Client, product: Product) -> None:
    give(product, *FOUR)
    page = visitor.get(product.get_absolute_url()).content.decode()
    data = json.loads(page.split('application/ld+json">')[1].split("</script>")[0])
    assert data["@type"] == "ProductGroup" and data["productGroupID"] == "A-1"
    assert data["variesBy"] == ["https://schema.org/size", "https://schema.org/color"]
    assert [one["sku"] for one in data["hasVariant"]] == ["A-1-M-RED", "A-1-M-BLUE", "A-1-L-RED"]
    assert data["hasVariant"][0]["offers"]["price"] == "4.1" and data["hasVariant"][0]["color"] == "Red"


# -- a crowd ------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_one_number_is_given_once_however_many_want_it(seller: Person, supplier: Company) -> None:
    """Half want it for a product, half for a variant, all at once."""
    products = [make_product(supplier, f"R-{n}") for n in range(8)]

    def take(number: int) -> Any:
        product = Product.objects.get(pk=products[number].pk)
        if number % 2:
            return product.revise(seller.actor, {"sku": "WANTED"})
        one = Variant(sku="WANTED", axis_values={"Size": "M"})
        axes = [{"name": "Size", "values": ["M"]}]

        return product.revise(seller.actor, {}, also=[lambda found: put_variants(found, axes, [one])])

    results = at_once(8, take)
    assert [type(one) for one in results].count(SkuTaken) == 7, results
    holders = Product.objects.filter(sku="WANTED").count() + Variant.objects.filter(sku="WANTED").count()
    assert holders == 1


def test_the_ladder_counts_in_the_span(product: Product) -> None:
    PriceTier.objects.create(product=product, min_quantity=100, amount="3.00", currency="USD")
    give(product, *FOUR)
    assert product.price_span and [one.amount for one in product.price_span] == [Decimal("4.1"), Decimal("5.6")]


def test_an_inquiry_says_which_variant_and_how_many(buyer: Person, visitor: Client, product: Product) -> None:
    give(product, *FOUR)
    page = visitor.get(f"{product.get_absolute_url()}?variant=A-1-L-RED&quantity=700").content.decode()
    asking = page.partition('id="ask" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert asking.endswith("?variant=A-1-L-RED&quantity=700")
    form = buyer.client.get(asking)
    words = form.content.decode()
    assert "L, Red (A-1-L-RED)" in words and 'value="700"' in words and "5.60" in words
    token = str(form.context["form"].initial["form_token"])
    sent = {"question": "How soon?", "quantity": "700", "unit": "C62", "currency": "USD", "form_token": token}
    assert buyer.client.post(asking, sent).status_code == 302
    inquiry = Inquiry.objects.get()
    assert inquiry.title.endswith("· L, Red (A-1-L-RED)") and inquiry.product == product
    # Signed out, the variant waits for the sign-in with the words.
    assert "variant%3DA-1-L-RED" in visitor.post(asking, sent)["Location"]
    for odd in ("NONE", "\x00", "é" * 300):
        assert visitor.get(asking.partition("?")[0], {"variant": odd, "quantity": odd}).status_code == 200


@pytest.mark.parametrize("state", ["draft", "in_review", "paused", "expired", "rejected", "deleted"])
def test_what_is_not_on_sale_is_nowhere_for_a_stranger(
    visitor: Client, stranger: Person, product: Product, state: str
) -> None:
    give(product, *FOUR)
    paper = ProductDocument(product=product, title="Data")
    paper.file.save("data.pdf", ContentFile(b"%PDF-1.4 %%EOF"))
    shown = ProductCertificate.objects.create(product=product, kind="ce", file=paper.file.name)
    change = {"deleted_at": now()} if state == "deleted" else {"state": state}
    Product.objects.filter(pk=product.pk).update(model_3d="products/models/x.glb", **change)
    home, ref = product.get_absolute_url(), product.ref
    places = [home, f"{home}?variant=A-1-L-RED", f"{home}3d/", paper.url, shown.url, f"/api/v1/products/{ref}/"]
    for client in (visitor, stranger.client):
        assert [client.get(place).status_code for place in places] == [404] * len(places)
        assert client.get(f"/inquiries/new/product/{ref}/").status_code == 404
        for listing in ("/api/v1/products/", f"/categories/{product.category.slug}/", f"/compare/?p={ref}"):
            page = client.get(listing).content.decode()
            assert product.title not in page and product.slug not in page, listing
