"""A seller asks for the second language: a draft by a program in the fields, which only the seller saves."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from catalog.models import Product, ProductText
from portal.core.translating import pace
from tests.cast import Person, make_product
from tests.catalog.conftest import form_data
from tests.consultations.test_translation import StandIn
from tests.consultations.test_translation import service as service

pytestmark = pytest.mark.django_db
NEW, BUTTON = "/my/products/new/", "translation-ko"


@pytest.fixture(autouse=True)
def counted_from_nothing() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def press(person: Person, url: str = NEW, **more: Any) -> str:
    lines = {"attributes-0-name": "assembly", "attributes-0-value": "by hand", "attributes-0-unit": ""}
    data = form_data(description_en="Two seals.\n\nMade in Busan.", add=BUTTON, **lines) | more
    answer = person.client.post(url, data)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_without_a_translator_it_is_not_offered(seller: Person) -> None:
    assert BUTTON not in seller.client.get(NEW).content.decode()
    assert "[ko]" not in press(seller)


def test_what_is_empty_is_filled_and_nothing_is_saved(seller: Person, service: StandIn) -> None:
    page = seller.client.get(NEW).content.decode()
    assert f'value="{BUTTON}"' in page and "Stand-in" in page and 'value="translation-en"' not in page
    page = press(seller)
    assert 'value="[ko] Deep groove ball bearing 6204"' in page and "[ko] Two seals." in page
    assert 'name="attributes-0-value_ko" value="[ko] by hand"' in page
    assert "nothing is saved yet" in page and BUTTON not in page
    assert len(service.asked) == 1 and service.asked[0]["source"] == "en"
    assert not Product.objects.exists() and not ProductText.objects.exists()


def test_what_the_seller_wrote_stays(seller: Person, service: StandIn) -> None:
    page = press(seller, title_ko="제 제목")
    assert 'value="제 제목"' in page and "[ko] Deep groove" not in page and "[ko] Two seals." in page


def test_the_draft_is_saved_when_the_seller_saves(seller: Person, service: StandIn) -> None:
    press(seller)
    seller.client.post(NEW, form_data(title_ko="[ko] Deep groove ball bearing 6204"))
    text = Product.objects.get().texts.get(language="ko")
    assert (text.title, text.origin) == ("[ko] Deep groove ball bearing 6204", "reviewed")


@pytest.mark.parametrize(
    ("mood", "words"),
    [("slow", "did not answer in time"), ("error", "cannot be reached now"), ("html", "makes no sense")],
)
def test_a_service_at_fault_costs_a_sentence(seller: Person, service: StandIn, mood: str, words: str) -> None:
    service.mood = mood
    page = press(seller)
    assert words in page and "Two seals." in page and "[ko]" not in page


def test_what_a_hostile_service_answers_is_text(seller: Person, service: StandIn) -> None:
    service.said = lambda words: f'"><script>alert(1)</script>\n{words}' + "x" * 300
    page = press(seller)
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page


def test_there_is_a_limit(seller: Person, service: StandIn, monkeypatch: Any) -> None:
    monkeypatch.setattr(pace, "PAGES_AN_HOUR", {"person": 1, "address": 1})
    press(seller)
    assert "much to translate at once" in press(seller)
    assert len(service.asked) == 1


def test_nothing_to_translate(seller: Person, service: StandIn) -> None:
    empty = {"title_en": "", "description_en": "", "attributes-0-name": "", "attributes-0-value": ""}
    assert "nothing to translate" in press(seller, **empty)
    assert "nothing to translate" in press(seller, add="translation-xx")
    assert service.asked == []


def test_only_who_may_edit(stranger: Person, viewer: Person, seller: Person, service: StandIn) -> None:
    product = make_product(seller.company)
    for person in (stranger, viewer):
        answer = person.client.post(f"/my/products/{product.ref}/", form_data(add=BUTTON))
        assert answer.status_code in {403, 404}
    assert service.asked == []
