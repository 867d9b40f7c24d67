"""A page in the reader's language by a service: asked for once, by no crawler, and never kept as the firm's words."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.models import Product, ProductText, Variant
from catalog.variants import put_variants
from companies.models import Company
from offers.models import RFQQuestion
from portal.core.events import Event
from portal.core.relay import deliver_all
from portal.core.translating import pace
from portal.core.translating.handlers import forget_old
from portal.core.translating.words import TranslatedWords
from tests.cast import Person, make_product
from tests.consultations.test_translation import StandIn
from tests.consultations.test_translation import service as service
from tests.offers.conftest import make_offer
from tests.trade.deals import make_rfq, open_up

pytestmark = pytest.mark.django_db
TITLE, ABOUT = "깊은 홈 볼 베어링", "고무 씰이 두 개입니다. 6204-2RS, 1,250.00 USD."


@pytest.fixture(autouse=True)
def counted_from_nothing() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def korean(supplier: Company) -> Product:
    """Everything in Korean: title, description, packaging, a free specification; one that is the same for everybody."""
    product = make_product(supplier, title=TITLE, language="ko")
    ProductText.objects.filter(product=product).update(description=ABOUT)
    rows = [{"name": "조립 방법", "value": "손으로 조립합니다"}, {"name": "비고", "value": "SUJ2"}]
    Product.objects.filter(pk=product.pk).update(attributes=rows, packaging="종이 상자")
    product.refresh_from_db()
    return product


def address(product: Product) -> str:
    return f"/products/{product.slug}/translation/"


def ask(client: Client, product: Product) -> Any:
    return client.post(address(product), {"next": product.get_absolute_url()})


def seen(client: Client, product: Product, query: str = "?translated=1") -> str:
    return str(client.get(product.get_absolute_url() + query).content.decode())


def test_where_no_translator_is_set_up_nothing_is_offered(korean: Product, visitor: Client) -> None:
    assert "/translation/" not in seen(visitor, korean, "") + seen(visitor, korean)
    assert ask(visitor, korean).status_code == 404
    assert not TranslatedWords.objects.exists()


def test_a_visitor_reads_a_product_in_their_language(korean: Product, visitor: Client, service: StandIn) -> None:
    assert ">Translate</button>" in seen(visitor, korean, "").replace("</svg>", ">")
    answer = ask(visitor, korean)
    assert answer.url == f"{korean.get_absolute_url()}?translated=1#translation"
    assert service.asked == [], "not while the reader waits"
    assert "Being translated…" in seen(visitor, korean)
    deliver_all()
    page = seen(visitor, korean)
    assert f"<h1>[en] {TITLE}</h1>" in page and f'lang="ko">{TITLE}</p>' in page
    assert "[en] 고무 씰이" in page and "<td>[en] 손으로 조립합니다</td>" in page and "[en] 종이 상자" in page
    assert "Machine translation by Stand-in" in page and "Show the original" in page
    assert len(service.asked) == 1, "one question for all of them"
    assert "SUJ2" not in str(service.asked), "what is the same for everybody is not sent"
    assert "[en]" not in seen(visitor, korean, ""), "nobody who did not ask is shown a program's words"
    assert korean.texts.get().title == TITLE, "nothing is kept as the firm's own words"
    assert Product.objects.get(pk=korean.pk).attributes == korean.attributes


def test_a_second_reader_costs_nothing(korean: Product, visitor: Client, buyer: Person, service: StandIn) -> None:
    ask(visitor, korean)
    deliver_all()
    asked = len(service.asked)
    assert ask(buyer.client, korean).status_code == 302
    assert not Event.objects.filter(kind="words.asked").exclude(state="done").exists()
    deliver_all()
    assert len(service.asked) == asked
    assert f"[en] {TITLE}" in seen(buyer.client, korean)


def test_looking_never_asks(korean: Product, visitor: Client, service: StandIn) -> None:
    """A crawler follows links; it sends no forms."""
    for path in ("", "?translated=1"):
        page = seen(visitor, korean, path)
        assert f'<link rel="canonical" href="http://testserver{korean.get_absolute_url()}">' in page
    assert visitor.get(address(korean)).status_code == 200
    deliver_all()
    assert service.asked == [] and not TranslatedWords.objects.exists()


def test_the_offer_costs_the_page_no_query(korean: Product, visitor: Client, service: StandIn) -> None:
    def queries(query: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            seen(visitor, korean, query)
        return len([one for one in asked if "core_translatedwords" in one["sql"]])

    seen(visitor, korean)
    assert (queries(""), queries("?translated=1")) == (0, 1)


def test_a_page_in_the_readers_language_offers_nothing(supplier: Company, visitor: Client, service: StandIn) -> None:
    assert "/translation/" not in seen(visitor, make_product(supplier, title="Ball bearing"), "")


def test_words_that_were_changed_are_asked_for_anew(korean: Product, visitor: Client, service: StandIn) -> None:
    ask(visitor, korean)
    deliver_all()
    ProductText.objects.filter(product=korean).update(title="새 베어링")
    page = seen(visitor, korean)
    assert f"[en] {TITLE}" not in page and '<h1 lang="ko">새 베어링</h1>' in page and "Try again" not in page
    ask(visitor, korean)
    deliver_all()
    assert service.asked[-1]["q"] == ["새 베어링"], "only what has changed"
    assert "[en] 새 베어링" in seen(visitor, korean)


@pytest.mark.parametrize(
    ("mood", "words"),
    [("slow", "did not answer in time"), ("error", "cannot be reached now"), ("html", "makes no sense")],
)
def test_a_service_at_fault_costs_a_sentence(
    korean: Product, visitor: Client, service: StandIn, mood: str, words: str
) -> None:
    service.mood = mood
    ask(visitor, korean)
    deliver_all()
    page = seen(visitor, korean)
    assert words in page and f'<h1 lang="ko">{TITLE}</h1>' in page and "Try again" in page
    assert not Event.objects.filter(kind="words.asked").exclude(state="done").exists(), "the relay goes on"
    service.mood = "well"
    cache.delete("translation.down")
    ask(visitor, korean)
    deliver_all()
    assert f"[en] {TITLE}" in seen(visitor, korean)


def test_what_a_hostile_service_answers_is_text(korean: Product, visitor: Client, service: StandIn) -> None:
    service.said = lambda words: f"<script>alert(1)</script>\x00\u202e{words}"
    ask(visitor, korean)
    deliver_all()
    page = seen(visitor, korean)
    assert "<script>alert(1)" not in page and "&lt;script&gt;alert(1)" in page
    assert "\x00" not in page and "\u202e" not in page


@pytest.mark.parametrize("said", [lambda words: "x" * 100_000, lambda words: 7, lambda words: "", lambda words: None])
def test_an_answer_that_makes_no_sense_is_not_kept(
    korean: Product, visitor: Client, service: StandIn, said: Any
) -> None:
    service.said = said
    ask(visitor, korean)
    deliver_all()
    assert "makes no sense" in seen(visitor, korean)
    assert not TranslatedWords.objects.exclude(text="").exists()


def test_numbers_that_did_not_come_through_are_told(korean: Product, visitor: Client, service: StandIn) -> None:
    service.said = lambda words: words.replace("1,250.00", "1.250,00")
    ask(visitor, korean)
    deliver_all()
    page = seen(visitor, korean)
    assert "in-my-language__doubt" in page and "1,250.00" in page


def test_visitors_are_counted_by_address_and_people_by_themselves(
    korean: Product, supplier: Company, visitor: Client, buyer: Person, service: StandIn, monkeypatch: Any
) -> None:
    monkeypatch.setattr(pace, "PAGES_AN_HOUR", {"person": 2, "address": 1})
    others = [make_product(supplier, sku=f"B-{number}", title=f"베어링 {number}", language="ko") for number in range(3)]
    assert "translated=1" in ask(visitor, others[0]).url
    assert ask(Client(), others[1]).url == others[1].get_absolute_url(), "another browser at the same address"
    for one in others[1:]:
        assert "translated=1" in ask(buyer.client, one).url
    assert "translated=1" not in ask(buyer.client, korean).url
    assert "That is much to translate at once" in seen(buyer.client, korean, "")
    assert "translated=1" in ask(buyer.client, others[0]).url, "what is in line or there already is not counted"
    deliver_all()
    assert len(service.asked) == 3


def test_all_visitors_together_have_a_budget(
    korean: Product, visitor: Client, buyer: Person, service: StandIn, monkeypatch: Any
) -> None:
    monkeypatch.setattr(pace, "SIGNS_A_DAY", 10)
    assert "translated=1" not in ask(visitor, korean).url
    assert "translated=1" in ask(buyer.client, korean).url


def test_what_a_reader_may_not_see_is_not_translated(
    seller: Person, stranger: Person, visitor: Client, service: StandIn
) -> None:
    draft = make_product(seller.company, title=TITLE, language="ko", state="draft")
    for client in (visitor, stranger.client):
        assert ask(client, draft).status_code == client.get(address(draft)).status_code == 404
    assert ask(seller.client, draft).url.startswith("/consultations/translation/?next="), "not public: consent first"
    assert not TranslatedWords.objects.exists()
    seller.client.post("/consultations/translation/", {"whose": "me", "consent": "1"})
    assert "translated=1" in ask(seller.client, draft).url


def test_what_a_company_says_of_itself(supplier: Company, visitor: Client, service: StandIn) -> None:
    supplier.texts.all().delete()
    supplier.texts.create(language="ko", tagline="베어링을 만듭니다", about="서른 해 동안 만들었습니다")
    Company.objects.filter(pk=supplier.pk).update(main_products="볼 베어링")
    page = visitor.get(supplier.get_absolute_url()).content.decode()
    assert '<p class="booth-sentence" lang="ko">베어링을 만듭니다</p>' in page
    visitor.post(f"/companies/{supplier.slug}/translation/")
    assert visitor.get(f"{supplier.get_absolute_url()}?translated=1").status_code == 200
    deliver_all()
    page = visitor.get(f"{supplier.get_absolute_url()}?translated=1").content.decode()
    assert "[en] 베어링을 만듭니다" in page and "[en] 서른 해 동안" in page and "[en] 볼 베어링" in page


def test_an_offer(seller: Person, visitor: Client, service: StandIn) -> None:
    offer = make_offer(seller, title="볼 베어링 재고", text="포장을 열지 않았습니다", language="ko")
    page = visitor.get(offer.get_absolute_url()).content.decode()
    assert '<h1 lang="ko">볼 베어링 재고</h1>' in page
    visitor.post(f"/offers/{offer.ref}/translation/")
    deliver_all()
    page = visitor.get(f"{offer.get_absolute_url()}?translated=1").content.decode()
    assert "<h1>[en] 볼 베어링 재고</h1>" in page and "[en] 포장을 열지" in page
    assert "포장을 열지 않았습니다</p></div></details>" in page


def test_an_offer_for_some_alone_needs_consent(seller: Person, buyer: Person, service: StandIn) -> None:
    offer = make_offer(seller, title="볼 베어링 재고", language="ko", visibility="members")
    assert buyer.client.post(f"/offers/{offer.ref}/translation/").url.startswith("/consultations/translation/")
    assert not TranslatedWords.objects.exists()


def test_a_request_with_its_lines(buyer: Person, seller: Person, visitor: Client, service: StandIn) -> None:
    rfq = make_rfq(buyer, publish=False, title="롤러 베어링")
    line = rfq.lines.first()
    assert line
    line.title, line.requirements = (
        "단열 베어링",
        [{"name": "케이지", "operator": "eq", "values": ["황동"], "unit": ""}],
    )
    line.save()
    open_up(rfq)
    seller.client.post(f"/rfqs/{rfq.ref}/translation/")
    deliver_all()
    page = seller.client.get(f"{rfq.get_absolute_url()}?translated=1").content.decode()
    assert "<h1>[en] 롤러 베어링</h1>" in page and "<h3>[en] 단열 베어링</h3>" in page
    assert '<th scope="row">[en] 케이지</th><td>[en] = 황동</td>' in page


def test_variants_and_tags(korean: Product, visitor: Client, service: StandIn) -> None:
    values = ["빨강", "파랑"]
    made = [Variant(sku=f"V-{number}", axis_values={"색상": one}) for number, one in enumerate(values)]
    put_variants(korean, [{"name": "색상", "values": [*values, "검정"]}], made)
    Product.objects.filter(pk=korean.pk).update(tags=["베어링", "SUJ2"])
    page = seen(visitor, korean, "")
    assert 'lang="ko">색상</span>' in page and '<th scope="col" lang="ko">색상</th>' in page
    assert 'lang="ko">베어링</a>' in page and '"chip" href="/search/?q=SUJ2">SUJ2</a>' in page
    ask(visitor, korean)
    deliver_all()
    page = seen(visitor, korean)
    assert ">[en] 색상</span>" in page and '<th scope="col">[en] 색상</th>' in page and ">[en] 빨강</a>" in page
    assert '<td data-label="[en] 색상">[en] 파랑</td>' in page and "[en] 검정 <span" in page
    assert '?q=%EB%B2%A0%EC%96%B4%EB%A7%81">[en] 베어링</a>' in page, "what is looked for is the firm's word"
    assert "variant=V-1&amp;translated=1#choice" in page, "the page stays in the reader's language"
    chosen = seen(visitor, korean, "?variant=V-1&translated=1")
    assert 'name="translated" value="1"' in chosen and ">[en] 파랑</a>" in chosen
    assert korean.variants.get(sku="V-1").axis_values == {"색상": "파랑"}


def test_what_was_asked_and_answered(buyer: Person, seller: Person, visitor: Client, service: StandIn) -> None:
    rfq = make_rfq(buyer, title="Roller bearing")
    question = RFQQuestion.ask(rfq, "어떤 그리스를 씁니까?", seller.actor)
    question.reply("리튬 그리스입니다.", buyer.actor)
    url = rfq.get_absolute_url()
    assert '<div class="prose" lang="ko"><p>어떤 그리스를' in visitor.get(url).content.decode()
    visitor.post(f"/rfqs/{rfq.ref}/translation/")
    deliver_all()
    page = visitor.get(f"{url}?translated=1").content.decode()
    assert "<p>[en] 어떤 그리스를" in page and "<p>[en] 리튬 그리스입니다." in page
    assert '<div class="prose" lang="ko"><p>리튬' in page, "the original stays at hand"


def test_the_open_page_asks_how_far_it_is(korean: Product, visitor: Client, service: StandIn) -> None:
    url, htmx = address(korean), {"HX-Request": "true"}
    ask(visitor, korean)
    assert visitor.get(url, headers=htmx).status_code == 204
    deliver_all()
    assert visitor.get(url, headers=htmx).headers["HX-Refresh"] == "true"
    ProductText.objects.filter(product=korean).update(title="새 베어링")
    ask(visitor, korean)
    TranslatedWords.objects.filter(state="waiting").update(asked_at=timezone.now() - timedelta(minutes=5))
    answer = visitor.get(url, headers=htmx)
    assert answer.status_code == 286 and "takes longer than usual" in answer.content.decode()
    TranslatedWords.objects.filter(state="waiting").update(asked_at=timezone.now() - timedelta(hours=1))
    assert "Try again" in seen(visitor, korean), "nobody works on it any more"
    ask(visitor, korean)
    assert TranslatedWords.objects.get(state="waiting").asked_at > timezone.now() - timedelta(minutes=1)


def test_translations_are_forgotten_after_a_season(korean: Product, visitor: Client, service: StandIn) -> None:
    ask(visitor, korean)
    deliver_all()
    assert not TranslatedWords.objects.exclude(original="").exists()
    TranslatedWords.objects.update(asked_at=timezone.now() - timedelta(days=91))
    forget_old()
    assert not TranslatedWords.objects.exists()
