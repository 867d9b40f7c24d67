"""A seller asks for the second language: a draft by a program in the fields, which only the seller saves.

Nobody waits for the program: the relay asks it, and the page looks again.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from catalog.drafts import EditorDraft
from catalog.models import Product, ProductText
from portal.core.relay import deliver_all
from portal.core.translating import pace
from portal.core.translating.words import TranslatedWords
from tests.cast import Person, make_product
from tests.catalog.conftest import form_data
from tests.consultations.test_translation import StandIn
from tests.consultations.test_translation import service as service

pytestmark = pytest.mark.django_db
NEW, BUTTON, LOOK = "/my/products/new/", "translation-ko", "translated-ko"
POLL = "/my/products/suggestion/"


@pytest.fixture(autouse=True)
def counted_from_nothing() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def typed(**more: Any) -> dict[str, Any]:
    lines = {"attributes-0-name": "assembly", "attributes-0-value": "by hand", "attributes-0-unit": ""}
    return form_data(description_en="Two seals.\n\nMade in Busan.", **lines) | {"attributes-TOTAL_FORMS": "1"} | more


def press(person: Person, url: str = NEW, **more: Any) -> str:
    answer = person.client.post(url, typed(**{"add": BUTTON, **more}))
    assert answer.status_code == 200
    return str(answer.content.decode())


def suggested(person: Person, **more: Any) -> str:
    """Pressed, made, and looked for."""
    press(person, **more)
    deliver_all()
    return press(person, add=LOOK, suggesting="ko", **more)


def test_without_a_translator_it_is_not_offered(seller: Person) -> None:
    assert BUTTON not in seller.client.get(NEW).content.decode()
    assert "[ko]" not in press(seller)
    assert not TranslatedWords.objects.exists()


@pytest.mark.parametrize(("address", "words"), [("", "Suggest the text in Korean"), ("/ko", "한국어 글 제안받기")])
def test_the_button_names_the_language_in_the_reader_s(
    seller: Person, service: StandIn, address: str, words: str
) -> None:
    data = typed(add="category", language="en")
    assert words in seller.client.post(f"{address}{NEW}", data).content.decode()


def test_a_language_other_than_the_reader_s_is_named_in_the_reader_s(seller: Person, service: StandIn) -> None:
    data = typed(add="category", language="ko", title_ko="베어링", title_en="", description_en="")
    assert "영어 글 제안받기" in seller.client.post(f"/ko{NEW}", data).content.decode()


def test_the_page_does_not_wait(seller: Person, service: StandIn) -> None:
    service.mood = "slow"
    page = press(seller)
    assert service.asked == [], "not while the seller waits"
    assert "is being made" in page and f'value="{LOOK}"' in page and f'value="{BUTTON}"' not in page
    assert '<input type="hidden" name="suggesting" value="ko">' in page and f'data-suggestion="{POLL}"' in page
    assert "Two seals." in page and 'name="attributes-0-value_ko"' in page, "the fields are there already"
    assert seller.client.post(POLL, typed(suggesting="ko")).status_code == 204
    assert "is being made" in press(seller, add=LOOK, suggesting="ko"), "looking asks for nothing"
    assert TranslatedWords.objects.filter(state="waiting").count() == 4 and service.asked == []


def test_what_is_empty_is_filled_and_nothing_is_saved(seller: Person, service: StandIn) -> None:
    page = seller.client.get(NEW).content.decode()
    assert f'value="{BUTTON}"' in page and "Stand-in" in page and 'value="translation-en"' not in page
    page = suggested(seller)
    assert 'value="[ko] Deep groove ball bearing 6204"' in page and "[ko] Two seals." in page
    assert 'name="attributes-0-value_ko" value="[ko] by hand"' in page
    assert "nothing is saved yet" in page and BUTTON not in page and 'name="suggesting"' not in page
    assert len(service.asked) == 1 and service.asked[0]["source"] == "en"
    assert not Product.objects.exists() and not ProductText.objects.exists()


def test_the_open_page_takes_it_in(seller: Person, service: StandIn) -> None:
    press(seller)
    deliver_all()
    answer = seller.client.post(POLL, typed(suggesting="ko", title_ko="제 제목"))
    words = answer.content.decode()
    assert answer.status_code == 200 and "nothing is saved yet" in words and "data-suggestion" not in words
    assert '<template data-fill="description_ko">[ko] Two seals.\n\nMade in Busan.</template>' in words
    assert '<template data-fill="attributes-0-value_ko">[ko] by hand</template>' in words
    assert 'data-fill="title_ko"' not in words, "what a person typed meanwhile stays"
    assert not Product.objects.exists()


def test_more_rows_and_mistakes_do_not_lose_the_waiting(seller: Person, service: StandIn) -> None:
    press(seller)
    assert "is being made" in press(seller, add="attributes", suggesting="ko")
    answer = seller.client.post(NEW, typed(suggesting="ko", sku="", save="draft"))
    assert answer.status_code == 422 and "is being made" in answer.content.decode()
    assert seller.client.post(f"{NEW}autosave/", typed(suggesting="ko", sku="")).status_code == 200
    assert EditorDraft.objects.exists() and "is being made" in seller.client.get(NEW).content.decode()


def test_a_text_that_was_changed_meanwhile(seller: Person, service: StandIn) -> None:
    press(seller)
    deliver_all()
    changed = {"title_en": "Roller bearing", "description_en": "", "attributes-0-name": "", "attributes-0-value": ""}
    page = press(seller, add=LOOK, suggesting="ko", **changed)
    assert "ask for the draft again" in page and "[ko]" not in page and f'value="{BUTTON}"' in page


def test_one_that_takes_long_is_told(seller: Person, service: StandIn) -> None:
    press(seller)
    TranslatedWords.objects.update(asked_at=timezone.now() - timedelta(minutes=5))
    words = seller.client.post(POLL, typed(suggesting="ko")).content.decode()
    assert "takes longer than usual" in words and "data-suggestion" not in words and f'value="{LOOK}"' in words
    TranslatedWords.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    page = press(seller, add=LOOK, suggesting="ko")
    assert "Try again" in page and f'value="{BUTTON}"' in page, "nobody works on it any more"


def test_numbers_that_did_not_come_through_are_told(seller: Person, service: StandIn) -> None:
    service.said = lambda words: words.replace("6204", "6240")
    assert "differ from the original: 6204" in suggested(seller)


def test_what_the_seller_wrote_stays(seller: Person, service: StandIn) -> None:
    page = suggested(seller, title_ko="제 제목")
    assert 'value="제 제목"' in page and "[ko] Deep groove" not in page and "[ko] Two seals." in page


def test_the_draft_is_saved_when_the_seller_saves(seller: Person, service: StandIn) -> None:
    suggested(seller)
    seller.client.post(NEW, form_data(title_ko="[ko] Deep groove ball bearing 6204"))
    text = Product.objects.get().texts.get(language="ko")
    assert (text.title, text.origin) == ("[ko] Deep groove ball bearing 6204", "reviewed")


@pytest.mark.parametrize(
    ("mood", "words"),
    [("slow", "did not answer in time"), ("error", "cannot be reached now"), ("html", "makes no sense")],
)
def test_a_service_at_fault_costs_a_sentence(seller: Person, service: StandIn, mood: str, words: str) -> None:
    service.mood = mood
    page = suggested(seller)
    assert words in page and "Two seals." in page and "[ko]" not in page and "Try again" in page
    service.mood = "well"
    cache.delete("translation.down")
    assert "[ko] Two seals." in suggested(seller)


def test_what_a_hostile_service_answers_is_text(seller: Person, service: StandIn) -> None:
    service.said = lambda words: f'"><script>alert(1)</script></template>\n{words}' + "x" * 300
    page = suggested(seller)
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page
    words = seller.client.post(POLL, typed(suggesting="ko")).content.decode()
    assert "<script>alert(1)" not in words and "&lt;/template&gt;" in words


def test_there_is_a_limit(seller: Person, service: StandIn, monkeypatch: Any) -> None:
    monkeypatch.setattr(pace, "PAGES_AN_HOUR", {"person": 1, "address": 1})
    suggested(seller)
    assert "much to translate at once" in press(seller, description_en="Three seals.")
    assert "[ko] Two seals." in press(seller), "what is there already is not counted"
    deliver_all()
    assert len(service.asked) == 1


def test_nothing_to_translate(seller: Person, service: StandIn) -> None:
    empty = {"title_en": "", "description_en": "", "attributes-0-name": "", "attributes-0-value": ""}
    assert "nothing to translate" in press(seller, **empty)
    assert "is being made" not in press(seller, add="translation-xx")
    assert seller.client.post(POLL, typed(suggesting="xx")).status_code == 200
    assert not TranslatedWords.objects.exists()


def test_only_who_may_edit(stranger: Person, viewer: Person, seller: Person, service: StandIn) -> None:
    product = make_product(seller.company)
    for person in (stranger, viewer):
        answer = person.client.post(f"/my/products/{product.ref}/", form_data(add=BUTTON))
        assert answer.status_code in {403, 404}
    assert viewer.client.post(POLL, typed(suggesting="ko")).status_code == 403
    assert seller.client.get(POLL).status_code == 405
    assert not TranslatedWords.objects.exists()
