"""The editor keeps what is typed, and shows it as a buyer would see it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.drafts import EditorDraft, sweep
from catalog.models import Product
from companies.account.personal import FAREWELLS
from portal.core.events import Event
from tests.cast import Person, make_product
from tests.catalog.conftest import base_of, form_data, upload

pytestmark = pytest.mark.django_db

NEW = "/my/products/new/"


def of(product: Product, what: str = "") -> str:
    return f"/my/products/{product.ref}/{what}"


def typed(client: Client, product: Product, **changes: Any) -> dict[str, Any]:
    """The editor's form as its page has it, with some fields typed over."""
    data = form_data(
        **{
            "base": base_of(client, of(product)),
            "sku": product.sku,
            "title_en": product.title,
            "moq": "1",
            "lead_time_days": "",
            "incoterm": "",
            "incoterm_place": "",
            "tiers-0-quantity": "1",
            "tiers-0-amount": "4.2",
            "attributes-TOTAL_FORMS": "0",
            **changes,
        }
    )
    del data["save"]
    return data


def kept(client: Client, url: str, data: dict[str, Any]) -> str:
    answer = client.post(f"{url}autosave/", data)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_new_product_becomes_a_draft_by_itself_as_soon_as_it_can(seller: Person) -> None:
    page = kept(seller.client, NEW, form_data(sku="", title_en=""))
    assert "Kept" in page and not Product.objects.exists() and EditorDraft.objects.count() == 1
    page = kept(seller.client, NEW, form_data())
    product = Product.objects.get()
    assert "Saved" in page and f'href="{of(product)}"' in page and 'id="editor-base"' in page
    assert (product.state, product.title) == ("draft", "Deep groove ball bearing 6204")
    assert not EditorDraft.objects.exists()


def test_the_same_again_changes_nothing_and_records_nothing(seller: Person) -> None:
    product = make_product(seller.company, state="draft")
    kept(seller.client, of(product), typed(seller.client, product, title_en="Steel bearing, sealed"))
    count = Event.objects.count()
    page = kept(seller.client, of(product), typed(seller.client, Product.objects.get()))
    assert Event.objects.count() == count and "Saved" not in page and "Kept" not in page


def test_a_closing_page_that_sends_what_is_being_saved_leaves_nothing_unsaved(seller: Person) -> None:
    """The saving under way and the words that go with the page begin with the same product; either comes first."""
    product = make_product(seller.company, state="draft")
    under_way = typed(seller.client, product, brand="Haneul")
    closing = {**under_way, "model": "H-2"}
    for sent in (closing, closing, under_way):
        kept(seller.client, of(product), sent)
        product.refresh_from_db()
        assert (product.brand, product.model) == ("Haneul", "H-2") and not EditorDraft.objects.exists()
    kept(seller.client, of(product), {**under_way, "brand": "Hanul"})  # this is not what was saved
    assert EditorDraft.objects.count() == 1 and Product.objects.get().brand == "Haneul"


def test_what_buyers_see_stays_until_somebody_saves(seller: Person, product: Product, visitor: Client) -> None:
    data = typed(seller.client, product, title_en="Unfinished thou")
    assert "not yet shown to buyers" in kept(seller.client, of(product), data)
    assert "Unfinished" not in visitor.get(product.get_absolute_url()).content.decode()
    page = seller.client.get(of(product)).content.decode()
    assert "You have unsaved changes from" in page and 'value="Unfinished thou"' in page
    assert seller.client.post(of(product), {**data, "save": "draft"}).status_code == 302
    assert "Unfinished" in visitor.get(product.get_absolute_url()).content.decode()
    assert "You have unsaved changes" not in seller.client.get(of(product)).content.decode()


def test_wrong_and_half_typed_fields_are_kept_as_they_are(seller: Person, product: Product) -> None:
    wrong = {"gtin": "12", "moq": "minus", "incoterm_place": "Busan", "tiers-0-amount": "4,", "payment_terms": ["tt"]}
    kept(seller.client, of(product), typed(seller.client, product, **wrong, description_ko="설명 <script>"))
    page = seller.client.get(of(product)).content.decode()
    for value in ('value="12"', 'value="minus"', 'value="4,"', "설명 &lt;script&gt;"):
        assert value in page
    assert "field-error" not in page, "nobody is scolded for coming back"


def test_discarding_goes_back_to_what_is_saved(seller: Person, product: Product) -> None:
    kept(seller.client, of(product), typed(seller.client, product, title_en="Other"))
    page = seller.client.post(of(product, "discarding/"), follow=True).content.decode()
    assert 'value="Other"' not in page and not EditorDraft.objects.exists()


def test_everybody_has_their_own_and_nobody_anothers(
    seller: Person, colleague: Person, viewer: Person, stranger: Person, product: Product
) -> None:
    data = typed(seller.client, product, title_en="Of the seller")
    kept(seller.client, of(product), data)
    assert "Of the seller" not in colleague.client.get(of(product)).content.decode()
    assert stranger.client.post(of(product, "autosave/"), data).status_code == 404
    assert viewer.client.post(of(product, "autosave/"), data).status_code == 403
    assert stranger.client.get(of(product, "preview/")).status_code == 404
    assert EditorDraft.objects.count() == 1


def test_a_colleague_who_saved_meanwhile_loses_nothing_and_neither_do_i(seller: Person, colleague: Person) -> None:
    product = make_product(seller.company, state="draft")
    data = typed(seller.client, product, title_en="Mine")
    kept(colleague.client, of(product), typed(colleague.client, product, brand="Theirs"))
    assert "A colleague has saved" in kept(seller.client, of(product), data)
    product.refresh_from_db()
    assert product.brand == "Theirs" and product.title != "Mine"
    answer = seller.client.post(of(product), {**data, "save": "draft"})
    assert answer.status_code == 409 and "Somebody else saved" in answer.content.decode()


def test_a_picture_comes_in_at_once_and_only_once(seller: Person, django_capture_on_commit_callbacks: Any) -> None:
    product = make_product(seller.company, state="draft")
    data = typed(seller.client, product)
    with django_capture_on_commit_callbacks(execute=True):
        page = kept(seller.client, of(product), {**data, "pictures": [upload()]})
    assert product.pictures.count() == 1 and "data-picture-row" in page


def test_a_picture_for_a_published_product_waits_with_the_rest(
    seller: Person, product: Product, django_capture_on_commit_callbacks: Any
) -> None:
    page = kept(seller.client, of(product), {**typed(seller.client, product), "pictures": [upload()]})
    assert 'name="held"' in page and not product.pictures.exists()
    token = EditorDraft.objects.get().data["held"]
    data = typed(seller.client, product, held=token, save="draft")
    with django_capture_on_commit_callbacks(execute=True):
        seller.client.post(of(product), data)
    assert product.pictures.count() == 1
    data = typed(seller.client, product, held=token, save="draft")
    seller.client.post(of(product), data)
    assert product.pictures.count() == 1, "sent twice, it is there once"


def test_ticking_a_picture_to_go_takes_nothing_away_by_itself(seller: Person) -> None:
    product = make_product(seller.company, state="draft")
    kept(seller.client, of(product), {**typed(seller.client, product), "pictures": [upload()]})
    pk = str(product.pictures.get().pk)
    rows = {"pictures-TOTAL_FORMS": "1", "pictures-0-pk": pk, "pictures-0-remove": "on", "pictures-0-alt": ""}
    kept(seller.client, of(product), typed(seller.client, product, **rows))
    assert product.pictures.count() == 1 and EditorDraft.objects.count() == 1


def test_a_file_that_is_no_picture_is_named(seller: Person, product: Product) -> None:
    data = {**typed(seller.client, product), "pictures": [upload("notes.txt", b"hello")]}
    assert "notes.txt" in kept(seller.client, of(product), data)


def test_the_score_follows_what_stands_in_the_form(seller: Person, product: Product) -> None:
    before = kept(seller.client, of(product), typed(seller.client, product))
    after = kept(seller.client, of(product), typed(seller.client, product, lead_time_days="14"))
    assert "Lead time" in before and "Lead time" not in after
    assert 'id="score-bar"' in after and "next: A picture" in after


def test_the_preview_is_of_what_was_typed_and_saves_nothing(seller: Person, product: Product) -> None:
    data = typed(seller.client, product, title_en="As I would have it", gtin="12", stock="1200")
    answer = seller.client.post(of(product), {**data, "save": "preview"})
    assert answer["Location"] == of(product, "preview/")
    page = seller.client.get(of(product, "preview/")).content.decode()
    assert "As I would have it" in page and "buyers do not see this yet" in page and "In stock: 1,200" in page
    product.refresh_from_db()
    assert product.title != "As I would have it" and product.stock is None
    framed = seller.client.get(of(product, "preview/?frame=1"))
    assert framed["X-Frame-Options"] == "SAMEORIGIN" and "frame-ancestors 'self'" in framed["Content-Security-Policy"]
    assert "<iframe" in seller.client.get(of(product, "preview/?width=phone")).content.decode()


def test_a_new_product_can_be_looked_at_before_anything_is_saved(seller: Person) -> None:
    assert seller.client.get(f"{NEW}preview/").status_code == 200
    answer = seller.client.post(NEW, form_data(save="preview", sku="", title_en="Only a title"))
    assert answer["Location"] == f"{NEW}preview/" and not Product.objects.exists()
    assert "Only a title" in seller.client.get(f"{NEW}preview/").content.decode()


def test_far_too_much_is_refused_in_words(seller: Person, product: Product) -> None:
    answer = seller.client.post(of(product, "autosave/"), typed(seller.client, product, title_en="x" * 500_000))
    assert answer.status_code == 409 and not EditorDraft.objects.exists()


def test_unsaved_edits_end_with_time_and_with_the_account(seller: Person, product: Product) -> None:
    kept(seller.client, of(product), typed(seller.client, product, title_en="Other"))
    sweep()
    assert EditorDraft.objects.exists()
    EditorDraft.objects.update(at=timezone.now() - timedelta(days=31))
    sweep()
    assert not EditorDraft.objects.exists()
    kept(seller.client, of(product), typed(seller.client, product, title_en="Other"))
    [farewell(seller.user) for farewell in FAREWELLS if farewell.__module__ == "catalog.drafts"]
    assert not EditorDraft.objects.exists()
