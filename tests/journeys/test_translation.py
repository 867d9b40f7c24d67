"""A message in a language that its reader does not know: consent, a translation below it, the original always there."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from catalog.models import Product
from consultations.models import MessageTranslation, Room
from tests.cast import Person
from tests.consultations.test_translation import StandIn
from tests.consultations.test_translation import service as service
from tests.journeys.conftest import Chromium, Portal, browsers, serving


@pytest.fixture
def translating(
    transactional_db: None, chromium: Chromium, service: StandIn, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Portal]:
    """A portal whose operator has set up a translation service."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with (
        serving(TRANSLATION_URL=service.url, TRANSLATION_NAME="Stand-in") as address,
        browsers(address, chromium) as portal,
    ):
        yield portal


def test_words_are_translated_below_the_original_once_the_reader_consents(
    translating: Portal, service: Any, seller: Person, buyer: Person, product: Product
) -> None:
    def talk() -> Room:
        room = Room.open_about("product", product, by=buyer.actor)
        room.post("USD 1,250.00 für 6204-2RS", by=seller.actor)
        return room

    room = translating.aside(talk)
    page = translating.open_as(buyer, room.get_absolute_url())
    said = page.locator(".said", has_text="6204-2RS").first
    said.get_by_role("button", name="Translate", exact=True).click()
    expect(page.get_by_role("button", name="I consent: translate for me")).to_be_visible()
    assert service.asked == [], "nothing has left the portal yet"
    page.get_by_role("button", name="I consent: translate for me").click()
    page.goto(room.get_absolute_url())
    said.get_by_role("button", name="Translate", exact=True).click()
    expect(said.get_by_text("Being translated…")).to_be_visible()
    translating.deliver()
    expect(said.locator(".translated__words")).to_have_text("[en] USD 1,250.00 für 6204-2RS")
    expect(said.locator('[data-part="words"]')).to_contain_text("USD 1,250.00 für 6204-2RS")
    expect(said.get_by_text("Machine translation by Stand-in")).to_be_visible()
    page.reload()
    expect(said.locator(".translated__words")).to_be_visible()
    assert [one["q"] for one in service.asked] == ["USD 1,250.00 für 6204-2RS"]
    hers = translating.open_as(seller, room.get_absolute_url())
    expect(hers.locator(".translated__words")).to_have_count(0)
    assert translating.aside(MessageTranslation.objects.count) == 1


def test_a_visitor_reads_a_product_in_their_own_language(
    translating: Portal, service: Any, seller: Person, product: Product
) -> None:
    def korean() -> str:
        Product.objects.filter(pk=product.pk).update(
            language="ko", attributes=[{"name": "조립 방법", "value": "손으로 조립합니다"}]
        )
        product.texts.update(language="ko", title="깊은 홈 볼 베어링", description="고무 씰이 두 개입니다.")
        return product.get_absolute_url()

    page = translating.open_as(None, translating.aside(korean))
    expect(page.get_by_role("heading", level=1)).to_have_text("깊은 홈 볼 베어링")
    expect(page.get_by_role("heading", level=1)).to_have_attribute("lang", "ko")
    page.locator("#translation").get_by_role("button", name="Translate").click()
    expect(page.get_by_text("Being translated…")).to_be_visible()
    assert service.asked == []
    translating.deliver()
    expect(page.get_by_role("heading", level=1)).to_have_text("[en] 깊은 홈 볼 베어링")  # the page has asked by itself
    expect(page.get_by_text("Machine translation by Stand-in")).to_be_visible()
    expect(page.get_by_role("cell", name="[en] 손으로 조립합니다")).to_be_visible()
    original = page.locator(".prose[lang=ko]", has_text="고무 씰이 두 개입니다.").first
    expect(original).to_be_hidden()
    page.locator("details.as-written summary").first.click()
    expect(original).to_be_visible()
    page.get_by_role("link", name="Show the original").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("깊은 홈 볼 베어링")
    other = translating.open_as(None, f"{product.get_absolute_url()}", java_script_enabled=False)
    other.locator("#translation").get_by_role("button", name="Translate").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("[en] 깊은 홈 볼 베어링")
    assert len(service.asked) == 1, "the second reader costs nothing"


def test_a_seller_writes_on_while_the_draft_is_made(
    translating: Portal, service: Any, seller: Person, product: Product
) -> None:
    page = translating.open_as(seller, f"/my/products/{product.ref}/")
    page.locator("button[value=translation-ko]").click()
    expect(page.get_by_text("is being made")).to_be_visible()
    page.locator("details", has=page.locator("[name=title_ko]")).evaluate("one => one.open = true")
    page.locator("[name=description_ko]").fill("제가 쓴 설명")
    assert service.asked == []
    translating.deliver()
    title = translating.aside(lambda: product.texts.get(language="en").title)
    expect(page.locator("[name=title_ko]")).to_have_value(f"[ko] {title}")  # the page has looked by itself
    expect(page.locator("[name=description_ko]")).to_have_value("제가 쓴 설명")
    expect(page.get_by_text("nothing is saved yet")).to_be_visible()
    expect(page.locator("[data-suggestion]")).to_have_count(0)
    assert translating.aside(lambda: Product.objects.get(pk=product.pk).texts.filter(language="ko").exists()) is False
