"""Making and changing a product on its one page."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from catalog.models import Product
from portal.core.events import Event
from tests.cast import Person, make_company, make_person, make_product
from tests.catalog.conftest import base_of, form_data, glb, picture_bytes, upload
from tests.shared import shared

pytestmark = pytest.mark.django_db

NEW = "/my/products/new/"


def edit_url(product: Product) -> str:
    return f"/my/products/{product.ref}/"


def as_saved(client: Client, product: Product, **changes: Any) -> dict[str, Any]:
    """The editor's form as it comes from the page of `product`, with some fields typed over."""
    first = product.first_price
    return form_data(
        **{
            "base": base_of(client, edit_url(product)),
            "sku": product.sku,
            "title_en": product.title,
            "moq": "1",
            "lead_time_days": "",
            "incoterm": "",
            "incoterm_place": "",
            "tiers-0-quantity": "1",
            "tiers-0-amount": str(first.amount) if first else "",
            "attributes-TOTAL_FORMS": "0",
            **changes,
        }
    )


def test_a_product_is_made_on_one_page_and_published(seller: Person) -> None:
    answer = seller.client.post(NEW, form_data(save="publish", tags="bearing, steel , bearing"))
    product = Product.objects.get()
    assert answer.status_code == 302 and answer["Location"] == product.get_absolute_url()
    assert product.is_published and product.company == seller.company
    assert product.title == "Deep groove ball bearing 6204"
    assert product.attributes == [{"name": "Bore", "value": "20", "unit": "mm"}]
    assert product.tags == ["bearing", "steel"]
    assert [(tier.min_quantity, tier.amount, tier.currency) for tier in product.tiers] == [(100, Decimal("4.2"), "USD")]
    kinds = list(Event.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["product.changed", "product.published"]


def test_words_in_the_field_of_the_hs_code_bring_headings_to_choose_from(seller: Person) -> None:
    page = seller.client.post(NEW, form_data(hs_code="fish fillet", add="hs")).content.decode()
    assert 'value="hs:0304"' in page and "Fish fillets and fish meat" in page
    page = seller.client.post(NEW, form_data(hs_code="fish fillet", add="hs:0304")).content.decode()
    assert 'name="hs_code" value="0304"' in page and "Fish fillets and fish meat" in page
    page = seller.client.post(NEW, form_data(hs_code="fish fillet", add="hs:9999")).content.decode()
    assert 'name="hs_code" value="fish fillet"' in page
    refused = seller.client.post(NEW, form_data(hs_code="fish fillet"))
    assert refused.status_code == 422 and "0304 Fish fillets and fish meat" in refused.content.decode()
    assert not Product.objects.exists()


def test_a_title_a_category_and_a_sku_are_enough_for_a_draft(seller: Person) -> None:
    data = form_data(**{"moq": "", "lead_time_days": "", "incoterm": "", "incoterm_place": "", "tiers-0-amount": ""})
    data["tiers-0-quantity"] = ""
    assert seller.client.post(NEW, data).status_code == 302
    product = Product.objects.get()
    assert (product.state, product.moq, product.first_price) == ("draft", 1, None)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"gtin": "4006381333932"}, "it would be 1"),
        ({"hs_code": "9999.10"}, "no heading 9999"),
        ({"moq": "-5"}, "above zero"),
        ({"tiers-0-amount": "-1"}, "greater than or equal to 0"),
        ({"tiers-0-amount": "99999999999999"}, "typing error"),
        ({"tiers-0-currency": "XXQ"}, "Select a valid choice"),
        ({"tiers-1-quantity": "100", "tiers-1-amount": "3"}, "stands twice"),
        ({"tiers-1-quantity": "500"}, "Write the price"),
        ({"attributes-0-value": ""}, "a name and a value"),
        ({"title_en": ""}, "Write the title"),
        ({"title_en": "\u200b\u202e"}, "something that can be seen"),
        ({"description_ko": "설명"}, "needs a title in the same language"),
        ({"incoterm": ""}, "Choose the Incoterm"),
        ({"unit": "ZZZ"}, "Select a valid choice"),
        ({"category": "nonsense"}, "Select a valid choice"),
        ({"sku": ""}, "required"),
    ],
)
def test_a_mistake_is_said_beside_the_field_and_nothing_typed_is_lost(
    seller: Person, wrong: dict[str, str], words: str
) -> None:
    answer = seller.client.post(NEW, form_data(**{"brand": "Hanbit <b>", "description_en": "Made in Busan", **wrong}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Hanbit &lt;b&gt;" in page and "Made in Busan" in page
    assert not Product.objects.exists() and not Event.objects.exists()


def test_pictures_chosen_before_a_mistake_need_not_be_chosen_again(seller: Person) -> None:
    answer = seller.client.post(NEW, form_data(sku="", pictures=[upload()], model_3d=upload("a.glb", glb())))
    page = answer.content.decode()
    assert answer.status_code == 422 and "you need not choose them again" in page
    held = page.split('name="held" value="')[1].split('"')[0]
    held_model = page.split('name="held_model" value="')[1].split('"')[0]
    assert seller.client.post(NEW, form_data(held=held, held_model=held_model)).status_code == 302
    product = Product.objects.get()
    assert product.pictures.get().width == 640
    assert product.model_3d


def test_a_held_file_of_another_kind_or_a_made_up_name_is_ignored(seller: Person) -> None:
    answer = seller.client.post(NEW, form_data(held="../../etc/passwd:abc", held_model="x:y:z"))
    assert answer.status_code == 302
    assert not Product.objects.get().pictures.exists()


def test_one_more_row_keeps_everything_typed_and_complains_of_nothing_yet(seller: Person) -> None:
    answer = seller.client.post(NEW, form_data(add="tiers", sku="", gtin="12", pictures=[upload()]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="tiers-2-amount"' in page and 'name="attributes-0-name"' in page
    assert 'value="12"' in page and "field-error" not in page
    assert 'name="held"' in page
    assert not Product.objects.exists()


def test_a_sku_is_taken_once_in_a_company_and_free_in_another(
    seller: Person, stranger: Person, product: Product
) -> None:
    answer = seller.client.post(NEW, form_data(sku=product.sku))
    assert answer.status_code == 422 and "already have a product or a variant with the SKU" in answer.content.decode()
    assert stranger.client.post(NEW, form_data(sku=product.sku)).status_code == 302


def test_two_languages_are_kept_apart_and_the_original_is_marked(seller: Person) -> None:
    seller.client.post(NEW, form_data(language="ko", title_ko="깊은 홈 볼 베어링 6204", description_ko="부산에서 제조"))
    product = Product.objects.get()
    assert {text.language: text.origin for text in product.texts.all()} == {"ko": "original", "en": "reviewed"}


def test_an_edit_shows_what_is_saved_and_saves_what_is_typed(seller: Person, product: Product) -> None:
    page = seller.client.get(edit_url(product)).content.decode()
    assert "Steel ball bearing 6204" in page and 'value="4.2"' in page
    answer = seller.client.post(edit_url(product), as_saved(seller.client, product, brand="Hanbit"))
    assert answer.status_code == 302
    product.refresh_from_db()
    assert product.brand == "Hanbit" and product.is_published


def test_of_two_editors_the_later_sees_the_difference_and_neither_loses(
    seller: Person, colleague: Person, product: Product
) -> None:
    mine = as_saved(colleague.client, product, brand="Mine", moq="50")
    theirs = as_saved(seller.client, product, brand="Theirs", gtin="4006381333931")
    assert seller.client.post(edit_url(product), theirs).status_code == 302
    answer = colleague.client.post(edit_url(product), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else saved this product" in page
    assert 'name="brand" value="Mine"' in page and "Theirs" in page
    assert 'name="gtin" value="4006381333931"' in page, "untouched by this editor: taken over"
    assert 'name="moq" value="50"' in page
    product.refresh_from_db()
    assert product.brand == "Theirs", "nothing was saved over it"
    again = {**mine, "gtin": "4006381333931", "base": page.split('name="base" value="')[1].split('"')[0]}
    assert colleague.client.post(edit_url(product), again).status_code == 302
    product.refresh_from_db()
    assert (product.brand, product.gtin, product.moq) == ("Mine", "4006381333931", 50)


def test_a_change_from_the_table_counts_as_another_editors(seller: Person, product: Product) -> None:
    mine = as_saved(seller.client, product, brand="Mine")
    seller.client.post(f"/my/products/{product.ref}/terms/", {"amount": "5", "moq": "1"})
    page = seller.client.post(edit_url(product), mine).content.decode()
    assert "Price ladder" in page
    assert product.price_tiers.get().amount == 5


def test_a_tampered_base_loses_nothing(seller: Person, product: Product) -> None:
    answer = seller.client.post(edit_url(product), as_saved(seller.client, product, base="forged", brand="Mine"))
    assert answer.status_code == 409
    product.refresh_from_db()
    assert product.brand == ""


@pytest.mark.parametrize("path", ["", "terms/", "publication/", "deletion/", "duplication/"])
def test_another_companys_product_is_not_there(stranger: Person, product: Product, path: str) -> None:
    before = Event.objects.count()
    assert stranger.client.post(f"/my/products/{product.ref}/{path}", {"moq": "9", "amount": "1"}).status_code == 404
    assert Event.objects.count() == before
    product.refresh_from_db()
    assert product.moq == 1


@pytest.mark.parametrize("path", ["", "terms/", "publication/", "deletion/", "duplication/"])
def test_a_colleague_who_may_only_look_changes_nothing(viewer: Person, product: Product, path: str) -> None:
    data = {"moq": "9", "amount": "1", "action": "pause"}
    assert viewer.client.post(f"/my/products/{product.ref}/{path}", data).status_code == 403
    product.refresh_from_db()
    assert (product.moq, product.is_published, Product.objects.count()) == (1, True, 1)
    assert viewer.client.get(NEW).status_code == 403
    assert "Add one product" not in viewer.client.get("/my/products/").content.decode()


def test_visitors_sign_in_first_and_newcomers_found_a_company(visitor: Client, newcomer: Person) -> None:
    assert "/accounts/login/" in visitor.get(NEW)["Location"]
    assert newcomer.client.get(NEW)["Location"] == f"/my/company/new/?next={NEW}"


def test_the_score_says_what_is_missing_and_goes_away(seller: Person, product: Product) -> None:
    page = seller.client.get(edit_url(product)).content.decode()
    assert "Most buyers pass over a product without one." in page
    assert "Lead time" in page
    rich = as_saved(
        seller.client,
        product,
        description_en="Chrome steel, two rubber seals. " * 5,
        pictures=[upload()],
        lead_time_days="14",
        **{"attributes-TOTAL_FORMS": "5"},
        **{f"attributes-{n}-{part}": f"{part} {n}" for n in range(5) for part in ("name", "value")},
    )
    assert seller.client.post(edit_url(product), rich).status_code == 302
    assert "Most buyers pass over" not in seller.client.get(edit_url(product)).content.decode()


def test_pictures_are_put_in_order_described_and_removed(seller: Person, product: Product) -> None:
    seller.client.post(
        edit_url(product), as_saved(seller.client, product, pictures=[upload(), upload("2.png", picture_bytes("PNG"))])
    )
    first, second = product.pictures.all()
    rows = {
        "pictures-TOTAL_FORMS": "2",
        "pictures-0-pk": first.pk,
        "pictures-0-position": 2,
        "pictures-0-alt": "From the side",
        "pictures-1-pk": second.pk,
        "pictures-1-position": 1,
        "pictures-1-alt": "From above",
    }
    product = Product.objects.get()
    assert seller.client.post(edit_url(product), as_saved(seller.client, product, **rows)).status_code == 302
    assert [picture.alt for picture in product.pictures.all()] == ["From above", "From the side"]
    name = first.image.name
    rows |= {"pictures-0-remove": "on"}
    seller.client.post(edit_url(product), as_saved(seller.client, product, **rows))
    assert [picture.alt for picture in product.pictures.all()] == ["From above"]
    assert name


def test_no_more_than_twelve_pictures(seller: Person, product: Product) -> None:
    files = [upload(f"{number}.jpg", picture_bytes(size=(40, 30))) for number in range(13)]
    answer = seller.client.post(edit_url(product), as_saved(seller.client, product, pictures=files))
    assert answer.status_code == 422 and "Up to 12 pictures" in answer.content.decode()
    assert not product.pictures.exists()


def test_naughty_words_in_every_field_come_back_as_words(seller: Person) -> None:
    naughty = json.loads(shared("hostile/blns.json").read_text())
    chosen = [text for text in naughty if any(char.isalnum() for char in text)]
    for number, text in enumerate(chosen[::12]):
        line = text.replace("\x00", "")[:60].strip() or "x"
        data = form_data(
            sku=f"{number} {line}"[:60],
            title_en=f"T {line}",
            description_en=text,
            brand=line,
            model=line,
            tags=line,
            incoterm_place=line,
            **{"attributes-0-name": line, "attributes-0-value": line, "attributes-0-unit": line[:10]},
            save="publish",
        )
        answer = seller.client.post(NEW, data, follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200, text
        assert "<script>alert" not in page and "onerror=alert" not in page.replace("&quot;", '"').split("<main")[0]


def test_the_editor_reads_korean(seller: Person, product: Product) -> None:
    page = seller.client.get(f"/ko{edit_url(product)}").content.decode()
    assert "저장" in page and "Save as draft" not in page


def test_a_new_company_of_another_person_sees_its_own_products_only(seller: Person, product: Product) -> None:
    other = make_person("second@two.example", make_company("Second"))
    make_product(other.company, sku="Z-9", title="Zinc washer")
    page = other.client.get("/my/products/").content.decode()
    assert "Zinc washer" in page and product.title not in page


def test_numbers_and_yes_or_no_of_an_import_stay_what_they_are_when_nobody_touches_them(
    seller: Person, product: Product
) -> None:
    known = [{"name": "Weight", "value": 33.0, "unit": "g"}, {"name": "Wireless", "value": True}]
    Product.objects.filter(pk=product.pk).update(attributes=known)
    product.refresh_from_db()
    rows = {
        "attributes-TOTAL_FORMS": "2",
        "attributes-0-name": "Weight", "attributes-0-value": "33.0", "attributes-0-unit": "g",
        "attributes-1-name": "Wireless", "attributes-1-value": "False",
    }  # fmt: skip
    seller.client.post(edit_url(product), as_saved(seller.client, product, **rows))
    product.refresh_from_db()
    assert product.attributes == [known[0], {"name": "Wireless", "value": "False"}]
