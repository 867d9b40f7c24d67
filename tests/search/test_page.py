"""The search page: what each reader finds, filters, order, outages, and hostile input."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import Category, Product
from community.models import Community, CommunityMember
from companies.models import Company
from offers.models import Offer
from search.engines import EngineDown, engine
from search.engines.base import Engine
from search.engines.embedded import Embedded
from search.sync import rebuild
from tests.cast import Person, make_company, make_product
from tests.queries import queries_of
from tests.search.conftest import in_korean
from tests.search.promise import Promise
from tests.search.test_contract import HOSTILE

pytestmark = pytest.mark.django_db


def page(client: Client, **parameters: Any) -> str:
    response = client.get("/search/", parameters)
    assert response.status_code == 200
    return response.content.decode()


def make_offer(company: Company, title: str, **fields: Any) -> Offer:
    usual: dict[str, Any] = {
        "ref": f"O-{title[:8].upper().replace(' ', '')}{company.pk}",
        "category": Category.objects.get(slug="others"),
        "quantity": 100,
        "valid_until": timezone.localdate() + timedelta(days=10),
        "state": Offer.State.OPEN,
        "published_at": timezone.now(),
    }
    return Offer.objects.create(company=company, title=title, **{**usual, **fields})


def test_a_visitor_finds_a_product_with_its_facts_and_company(both: Engine, supplier: Company, visitor: Client) -> None:
    product = make_product(
        supplier, title="Zirconium bearing", lead_time_days=14, incoterm="FOB", incoterm_place="Busan"
    )
    rebuild()
    html = page(visitor, q="zirconium")
    assert product.get_absolute_url() in html
    assert "<mark>Zirconium</mark> bearing" in html
    for fact in ("USD", "14 days", "FOB", "Busan", "Hanbit Bearings"):
        assert fact in html


def test_what_has_changed_since_indexing_is_shown_as_it_is_now(
    embedded: Engine, seller: Person, supplier: Company, visitor: Client
) -> None:
    product = make_product(supplier, title="Zirconium bearing")
    paused = make_product(supplier, "A-2", "Zirconium ring")
    rebuild()
    product.texts.update(title="Zirconium bearing, new words")
    paused.pause(seller.actor)
    html = page(visitor, q="zirconium")
    assert "new words" in html
    assert paused.get_absolute_url() not in html
    assert "1 result" in html


def test_a_hidden_community_is_found_by_its_members_only(
    both: Engine, steward: Person, seller: Person, stranger: Person, visitor: Client
) -> None:
    hidden = Community.found(
        steward.actor, name="Zirconium circle", slug="zirconium", visibility=Community.Visibility.HIDDEN
    )
    hidden.members.create(company=seller.company, state=CommunityMember.State.ACTIVE, joined_at=timezone.now())
    rebuild()
    assert hidden.get_absolute_url() in page(seller.client, q="zirconium")
    for other in (stranger.client, visitor):
        html = page(other, q="zirconium")
        assert hidden.get_absolute_url() not in html
        assert "0 results" in html


def test_an_anonymous_offer_is_not_found_by_its_company_and_does_not_name_it(
    both: Engine, seller: Person, supplier: Company, visitor: Client
) -> None:
    offer = make_offer(supplier, "Zirconium rods", is_anonymous=True)
    rebuild()
    assert offer.get_absolute_url() not in page(visitor, q="Hanbit")
    html = page(visitor, q="zirconium")
    assert offer.get_absolute_url() in html
    assert "Hanbit" not in html
    assert "Hanbit" in page(seller.client, q="zirconium")


@pytest.mark.parametrize("view", ["cards", "table"])
def test_the_quantity_of_an_offer_is_not_told_as_its_minimum(
    embedded: Engine, supplier: Company, visitor: Client, view: str
) -> None:
    offer = make_offer(supplier, "Zirconium rods", quantity=12_000)
    rebuild()
    assert "None stated" in page(visitor, q="zirconium", view=view)
    Offer.objects.filter(pk=offer.pk).update(moq=777, updated_at=timezone.now())
    html = page(visitor, q="zirconium", view=view)
    assert "777" in html and "None stated" not in html


def test_offers_end_with_their_last_day(embedded: Engine, supplier: Company, visitor: Client) -> None:
    offer = make_offer(supplier, "Zirconium rods")
    rebuild()
    Offer.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    assert offer.get_absolute_url() not in page(visitor, q="zirconium")


def test_a_korean_reader_searches_and_reads_in_korean(
    both: Engine, supplier: Company, bearings: Category, visitor: Client
) -> None:
    english = make_product(supplier, "E-1", "Deep groove 6204", category=bearings)
    both_languages = make_product(supplier, "E-2", "Deep groove 6205", category=bearings)
    in_korean(both_languages, "깊은 홈 6205", "정밀 가공")
    rebuild()
    html = visitor.get("/ko/search/", {"q": "볼 베어링"}).content.decode()
    assert english.slug in html
    assert "깊은 홈 6205" in html
    assert "볼 베어링" in html


def test_filters_become_chips_that_can_be_taken_away(embedded: Engine, bearings: Category, visitor: Client) -> None:
    korean, german = make_company("Hanbit"), make_company("Nordwerk", country="DE")
    for company, brand in ((korean, "Acme"), (german, "Acme"), (german, "Bolt")):
        make_product(company, brand, "Zirconium part", brand=brand, category=bearings)
    rebuild()
    html = page(visitor, q="zirconium", country=["DE"], brand=["Acme", "Bolt"])
    assert "2 results" in html
    assert 'href="/search/?q=zirconium&amp;country=DE&amp;brand=Bolt"' in html
    assert "Germany" in html
    assert "3 results" in page(visitor, q="zirconium", category="machinery")
    fragment = visitor.get("/search/", {"q": "zirconium"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert "3 results" in fragment


def test_cards_or_table_is_the_readers_choice_and_kept(embedded: Engine, supplier: Company, visitor: Client) -> None:
    make_product(supplier, title="Zirconium bearing")
    rebuild()
    assert "search-cards" in page(visitor, q="zirconium")
    assert "search-table" in page(visitor, q="zirconium", view="table")
    assert "search-table" in page(visitor, q="zirconium")
    assert "search-cards" in page(visitor, q="zirconium", view="cards")


def test_nothing_found_helps_on(embedded: Engine, supplier: Company, visitor: Client) -> None:
    make_product(supplier, title="Zirconium bearing", brand="Acme")
    rebuild()
    html = page(visitor, q="zirconium", brand="Nobody")
    assert "Without the filters there is 1 result" in html
    html = page(visitor, q="qqqqxxxx")
    assert "Post what you need" in html
    assert "/search/?category=others" in html


def test_the_text_of_others_cannot_become_markup(embedded: Engine, supplier: Company, visitor: Client) -> None:
    make_product(supplier, title="Zirconium <img src=x onerror=alert(1)> & co")
    rebuild()
    html = page(visitor, q="zirconium <script>")
    assert "<img src=x" not in html
    assert "<mark>Zirconium</mark> &lt;img src=x" in html


def test_hostile_queries_are_answered_within_a_second(
    both: Engine, supplier: Company, visitor: Client, promise: Promise
) -> None:
    make_product(supplier)
    rebuild()
    for path in ("/search/", "/api/v1/search/", "/api/v1/suggest/", "/search/feed.atom", "/search/feed.rss"):
        visitor.get(path)
        for text in HOSTILE:
            asked = {"q": text, "brand": text[:400], "type": text[:400], "page": "1000000000"}
            with promise.of(f"{path} {text[:40]}"):
                assert visitor.get(path, asked).status_code == 200


def test_a_null_byte_and_bad_encoding_are_answered(both: Engine, visitor: Client) -> None:
    rebuild()
    for address in ("/search/?q=%00", "/search/?q=%ff%fe", "/search/?category=%00&page=%00", "/search/?q=a&q=b&tier=x"):
        assert visitor.get(address).status_code == 200


def test_without_the_engine_the_database_answers_with_a_notice(
    embedded: Engine, supplier: Company, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    product = make_product(supplier, title="Zirconium bearing")
    draft = make_product(supplier, "A-2", "Zirconium draft", state="draft")

    def refuse(*args: Any) -> None:
        raise EngineDown("no answer")

    monkeypatch.setattr(Embedded, "search", refuse)
    monkeypatch.setattr(Embedded, "suggest", refuse)
    html = page(visitor, q="zirconium")
    assert "does not answer just now" in html
    assert product.get_absolute_url() in html
    assert draft.get_absolute_url() not in html
    answer = visitor.get("/api/v1/search/", {"q": "zirconium", "country": "KR", "category": "others"}).json()
    assert (answer["engine"], answer["total"]) == ("database", 1)
    assert visitor.get("/api/v1/search/", {"q": "zirconium", "country": "FR"}).json()["total"] == 0
    suggested = visitor.get("/api/v1/suggest/", {"q": "zirc"}).json()["suggestions"]
    assert {one["kind"] for one in suggested} <= {"category"}


def test_a_server_that_hangs_is_not_waited_for(
    settings: Any, supplier: Company, visitor: Client, promise: Promise
) -> None:
    """A port that takes connections and never says anything: the first readers wait a little, the next not at all."""
    import socket

    product = make_product(supplier, title="Zirconium bearing")
    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{mute.getsockname()[1]}"
        settings.SEARCH_PATIENCE = 0.6
        engine()  # the client's code is loaded, and by the next line templates and translations
        visitor.get("/companies/")
        for _try in range(2):
            with promise.of("a mute server") as watch:
                page(visitor, q="zirconium")
            assert len(watch.engine) == 1
        settings.SEARCH_PATIENCE = 30.0  # who asked it now would wait
        with promise.of("the third reader") as watch:
            html = page(visitor, q="zirconium")
    assert not watch.engine and product.get_absolute_url() in html


def test_the_query_count_does_not_grow(embedded: Engine, supplier: Company, visitor: Client) -> None:
    counts = []
    for many in (3, 20):
        for number in range(many):
            make_product(supplier, f"{many}-{number}", f"Zirconium part {number}", brand="Acme")
            make_offer(make_company(f"Maker {many} {number}"), f"Zirconium {many} {number}")
        rebuild()
        counts.append(queries_of(visitor, "/search/", q="zirconium"))
    assert counts[1] <= counts[0]


def test_the_feed_and_the_browser_document(embedded: Engine, supplier: Company, visitor: Client) -> None:
    product = make_product(supplier, title="Zirconium bearing")
    rebuild()
    feed = visitor.get("/search/feed.atom", {"q": "zirconium"})
    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    assert product.get_absolute_url() in feed.content.decode()
    description = visitor.get("/search/opensearch.xml").content.decode()
    assert "/search/?q={searchTerms}" in description


def test_a_changed_price_or_company_is_shown_at_once(
    embedded: Engine, seller: Person, supplier: Company, visitor: Client
) -> None:
    product = make_product(supplier, title="Zirconium bearing", price="4.2001")
    rebuild()
    assert "4.2001" in page(visitor, q="zirconium")
    product.price_tiers.update(amount="4.2002")
    supplier.describe(seller.actor, {"name": "Kumgang Precision"})
    html = page(visitor, q="zirconium")
    assert "4.2002" in html
    assert "4.2001" not in html
    assert "Kumgang Precision" in html


def test_a_card_that_was_shown_before_says_what_is_true_now(
    both: Engine, seller: Person, supplier: Company, visitor: Client
) -> None:
    product = make_product(supplier, title="Zirconium bearing")
    rebuild()
    assert "77.70" not in page(visitor, q="zirconium")
    product.reprice(seller.actor, Decimal("77.70"), Decimal(5))
    assert "77.70" in page(visitor, q="zirconium")
    supplier.name = "Hanbit Renamed"
    supplier.save()
    assert "Hanbit Renamed" in page(visitor, q="zirconium")
    visitor.cookies["currency"] = "KRW"
    assert "KRW" in page(visitor, q="zirconium").partition('id="search-results"')[2]
    product.pause(seller.actor)
    assert product.get_absolute_url() not in page(visitor, q="zirconium")


def test_the_same_card_marks_each_readers_own_words(embedded: Engine, supplier: Company, visitor: Client) -> None:
    make_product(supplier, title="Zirconium bearing <b>100 %</b>")
    rebuild()
    assert "<mark>Zirconium</mark> bearing" in page(visitor, q="zirconium")
    html = page(visitor, q="bearing")
    assert "Zirconium <mark>bearing</mark> &lt;b&gt;100 %&lt;/b&gt;" in html


def test_a_card_an_owner_saw_does_not_tell_others_who_is_behind_an_anonymous_offer(
    embedded: Engine, seller: Person, supplier: Company, stranger: Person, visitor: Client
) -> None:
    make_offer(supplier, "Zirconium rods", is_anonymous=True)
    rebuild()
    assert "Hanbit" in page(seller.client, q="zirconium")
    for other in (visitor, stranger.client):
        assert "Hanbit" not in page(other, q="zirconium")


def test_a_kind_that_there_is_not_is_as_good_as_none(both: Engine, supplier: Company, visitor: Client) -> None:
    make_product(supplier, title="Zirconium bearing")
    rebuild()
    answer = visitor.get("/search/?kind=spaceship")
    assert "Zirconium bearing" in answer.content.decode()
    assert all(label != "spaceship" for label, *_rest in answer.context["tabs"])


def test_a_product_page_offers_similar_ones(both: Engine, supplier: Company, visitor: Client) -> None:
    one = make_product(supplier, "A-1", "Deep groove ball bearing 6204 sealed")
    other = make_product(supplier, "A-2", "Deep groove ball bearing 6205 sealed")
    paused = make_product(supplier, "A-3", "Deep groove ball bearing 6206 sealed")
    rebuild()
    Product.objects.filter(pk=paused.pk).update(state="paused")
    assert f"/search/similar/{one.slug}/" in visitor.get(one.get_absolute_url()).content.decode()
    fragment = visitor.get(f"/search/similar/{one.slug}/").content.decode()
    assert other.get_absolute_url() in fragment
    assert paused.get_absolute_url() not in fragment and one.get_absolute_url() not in fragment
    assert visitor.get(f"/search/similar/{paused.slug}/").status_code == 404


def test_ranges_are_read_in_the_readers_currency_and_shown_as_chips(
    both: Engine, supplier: Company, visitor: Client
) -> None:
    cheap = make_product(supplier, "A-1", "Zirconium ring", price="2.00")
    dear = make_product(supplier, "A-2", "Zirconium bearing", price="20.00", lead_time_days=30)
    rebuild()
    html = page(visitor, q="zirconium", price_to="5", currency="USD")
    assert cheap.get_absolute_url() in html and dear.get_absolute_url() not in html
    assert "≤ 5 USD" in html and 'name="price_to"' in html and 'value="5"' in html
    assert dear.get_absolute_url() in page(visitor, q="zirconium", price_from="5", currency="USD")
    assert "Nothing matches" in page(visitor, q="zirconium", lead_time_to="7")
    for odd in ("-1", "abc", "1e99", "9" * 50, "<script>"):
        assert "<script>" not in page(visitor, q="zirconium", price_from=odd, moq_to=odd)


def test_staff_find_the_way_to_why_a_result_stands_there(
    embedded: Engine, moderator: Person, visitor: Client, supplier: Company
) -> None:
    product = make_product(supplier, title="Zirconium bearing")
    rebuild()
    way = f"/desk/search/why/product/{product.pk}/?q=zirconium"
    assert way in page(moderator.client, q="zirconium", view="table")
    assert way not in page(visitor, q="zirconium", view="table")
