"""Up to four products side by side: like for like, shareable, with a basket."""

import html
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.alike import aligned
from catalog.compare import Comparison, ticked
from catalog.models import PriceTier, Product
from companies.models import Company
from portal.core.units import units_in
from search.sync import rebuild
from tests.cast import Person, make_company, make_product
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def ladder(product: Product, *steps: tuple[str, str], currency: str = "USD") -> Product:
    product.price_tiers.all().delete()
    for start, amount in steps:
        PriceTier.objects.create(product=product, min_quantity=start, amount=amount, currency=currency)
    return product


def address(*products: Product, **more: str) -> str:
    pairs = [f"p={one.ref}" for one in products] + [f"{name}={value}" for name, value in more.items()]
    return f"/compare/?{'&'.join(pairs)}"


def words(client: Client, url: str) -> str:
    """The page as read: without tags, spaces folded."""
    page = client.get(url).content.decode()
    text = re.sub(r"<[^>]+>", " ", page.partition("<main")[2])
    return re.sub(r"\s+", " ", html.unescape(text)).replace("\xa0", " ")


# -- like for like ----------------------------------------------------------------------------------------------


def test_units_of_one_kind_convert_exactly_and_packages_do_not() -> None:
    assert units_in("DZN", "C62") == 12 and units_in("TNE", "KGM") == 1000 and units_in("CMT", "MTR") == Decimal("0.01")
    assert units_in("KGM", "MTR") is None and units_in("XRO", "MTR") is None and units_in("XRO", "XRO") == 1


def test_one_unit_and_one_currency_for_the_readers_quantity(supplier: Company) -> None:
    dozen = ladder(make_product(supplier, "D", "By the dozen", unit="DZN", moq=10), ("10", "24.00"), ("40", "21.60"))
    piece = ladder(make_product(supplier, "P", "By the piece", moq=100), ("100", "1.90"), ("500", "1.85"))
    result = Comparison([dozen, piece], "USD", Decimal(500), "C62")
    first, second = result.columns
    assert (first.own_quantity, first.is_rounded_up) == (Decimal(42), True), "500 pieces are 41 2/3 dozen: 42 are sold"
    assert first.exact_price == Decimal("1.8") and first.total is not None and first.total.amount == Decimal("907.20")
    assert second.price is not None and second.price.amount == Decimal("1.85")
    assert [cell.best for cell in result.facts[0].cells] == ["Lowest price", ""]
    assert "42 dozen" in " ".join(result.notes)


def test_a_roll_is_not_compared_with_metres(visitor: Client, supplier: Company) -> None:
    metre = make_product(supplier, "M", "Cloth by the metre", unit="MTR")
    roll = make_product(supplier, "R", "Cloth by the roll", unit="XRO")
    text = words(visitor, address(metre, roll, quantity="100"))
    assert "Not comparable: sold by the roll" in text and "Lowest price" not in text


def test_a_converted_price_shows_its_original_and_the_day_of_the_rate(visitor: Client, supplier: Company) -> None:
    euro = ladder(make_product(supplier, "E", "In euro"), ("1", "3.00"), currency="EUR")
    text = words(visitor, address(euro, make_product(supplier, "U", "In dollars"), quantity="10"))
    assert "EUR 3.00 per piece" in text and "European Central Bank's reference rate of" in text


def test_a_currency_without_a_rate_stays_and_takes_no_part(visitor: Client, supplier: Company) -> None:
    riyal = ladder(make_product(supplier, "S", "In riyal"), ("1", "0.01"), currency="SAR")
    text = words(visitor, address(riyal, make_product(supplier, "U", "In dollars"), quantity="10"))
    assert "SAR 0.01" in text and "No exchange rate is published" in text and "Lowest price" not in text


def test_a_minimum_that_is_not_met_is_said_and_wins_nothing(visitor: Client, supplier: Company) -> None:
    cheap = ladder(make_product(supplier, "C", "Cheap", moq=1000), ("1", "0.10"))
    text = words(visitor, address(cheap, make_product(supplier, "U", "Dear"), quantity="500"))
    assert "Your quantity is below it" in text and "Lowest price" not in text
    few = words(visitor, address(ladder(cheap, ("1000", "0.10")), make_product(supplier, "V"), quantity="500"))
    assert "Prices begin at 1,000 pieces" in few


def test_without_a_quantity_the_largest_minimum_is_taken(visitor: Client, supplier: Company) -> None:
    pair = [make_product(supplier, "A", moq=20), make_product(supplier, "B", moq=250)]
    assert "Worked out for 250 pieces" in words(visitor, address(*pair))


def test_different_delivery_terms_are_told(visitor: Client, supplier: Company) -> None:
    pair = [make_product(supplier, "A", incoterm="EXW"), make_product(supplier, "B", incoterm="DDP", price="9")]
    assert "The prices end at different places (DDP, EXW)" in words(visitor, address(*pair))


def test_specifications_meet_by_name_and_unit() -> None:
    rows = aligned(
        [
            [
                {"name": "Bore", "value": 20, "unit": "mm"},
                {"name": "Cage", "value": "Steel"},
                {"name": "Seal", "value": True},
            ],
            [{"name": "bore:", "value": "2", "unit": "cm"}, {"name": "Cage", "value": "brass"}],
        ]
    )
    bore, cage, seal = rows
    assert bore.is_same and bore.cells[1].also == "20 mm"
    assert not cage.is_same and not seal.is_same and not seal.cells[1]
    assert not aligned([[{"name": "P", "value": "1", "unit": "MW"}], [{"name": "P", "value": "1", "unit": "mW"}]])[
        0
    ].is_same
    hostile = [[{"name": "x", "value": "9" * 500, "unit": "mm"}, "no row", {"name": "", "value": 1}, {"name": "y"}]]
    assert [row.name for row in aligned(hostile)] == ["x"]


def test_equal_ones_are_folded_and_differences_marked(visitor: Client, supplier: Company) -> None:
    same, other = {"name": "Steel", "value": "100Cr6"}, {"name": "Bore", "unit": "mm"}
    pair = [
        make_product(supplier, "A", attributes=[same, {**other, "value": "20"}]),
        make_product(supplier, "B", attributes=[same, {**other, "value": "25"}]),
    ]
    page = visitor.get(address(*pair)).content.decode()
    folded = page[page.index("compare-equal") :]
    assert "100Cr6" in folded and "100Cr6" not in page[: page.index("compare-equal")]
    assert page.count("compare-differs") >= 1
    assert '<details class="compare-equal" open>' in visitor.get(address(*pair, view="print")).content.decode()


# -- the address ------------------------------------------------------------------------------------------------


def test_what_was_withdrawn_is_said_and_the_rest_compared(visitor: Client, supplier: Company, seller: Person) -> None:
    shown, secret = make_product(supplier, "A", "Shown"), make_product(supplier, "B", "Secret", state="paused")
    text = words(visitor, address(shown, secret))
    assert "1 product is not on the market" in text and "Shown" in text and "Secret" not in text
    assert "Only your company sees this one" in words(seller.client, address(shown, secret))


def test_hostile_and_mistaken_addresses(visitor: Client, supplier: Company) -> None:
    many = [make_product(supplier, f"N{number}", f"Number {number}") for number in range(6)]
    assert "2 more in this address are left out" in words(visitor, address(*many))
    for query in ("p=", "p=%00", "p=<script>", "p=1%20OR%201=1", f"p={'P-' + 'A' * 5000}", "p=P-NONE&quantity=NaN"):
        assert visitor.get(f"/compare/?{query}").status_code == 200, query
    for bad in ("-1", "0", "NaN", "1e99", "abc", "9" * 40, "Infinity"):
        text = words(visitor, address(many[0], many[1], quantity=bad))
        assert "Worked out for" in text, bad
    assert "Worked out" in words(visitor, address(many[0], unit="XXX"))
    assert "Nothing to compare yet" in words(visitor, "/compare/")


def test_the_number_of_queries_does_not_grow(buyer: Person, supplier: Company) -> None:
    products = [
        make_product(make_company(f"Firm {n}"), f"N{n}", attributes=[{"name": "A", "value": n}]) for n in range(4)
    ]
    one = queries_of(buyer.client, "/compare/", p=products[0].ref)
    assert buyer.client.get(address(*products)).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        buyer.client.get(address(*products))
    assert len(seen) <= one <= 12


# -- the basket -------------------------------------------------------------------------------------------------


def test_ticks_of_one_page_leave_those_of_another() -> None:
    assert ticked(["P-1", "P-2"], ["P-2", "P-3"], ["P-3"]) == (["P-1", "P-3"], 0)
    assert ticked(["P-1"], [], ["P-2", "P-3", "P-4", "P-5"]) == (["P-1", "P-2", "P-3", "P-4"], 1)


def test_a_visitor_ticks_without_javascript_and_compares(visitor: Client, supplier: Company) -> None:
    products = [make_product(supplier, f"N{number}", f"Number {number}") for number in range(5)]
    refs = [one.ref for one in products]
    answer = visitor.post("/compare/basket/", {"p": refs[:2], "shown": refs, "next": "/categories/others/"})
    assert answer["Location"] == "/categories/others/"
    page = visitor.get("/categories/others/").content.decode()
    assert "Compare (2)" in page and page.count(" checked") == 2
    answer = visitor.post("/compare/basket/", {"p": refs, "shown": refs, "go": "1"}, follow=True)
    assert "one was not added" in answer.content.decode()
    assert visitor.get("/compare/")["Location"] == f"/compare/?{'&'.join('p=' + ref for ref in refs[:4])}"
    visitor.post("/compare/basket/", {"clear": "1", "p": refs})
    assert "Nothing to compare yet" in visitor.get("/compare/").content.decode()


def test_htmx_gets_the_bar_alone(visitor: Client, product: Product) -> None:
    data = {"p": product.ref, "shown": product.ref}
    answer = visitor.post("/compare/basket/", data, headers={"HX-Request": "true"}).content.decode()
    assert answer.startswith("<form") and "Compare (1)" in answer and product.ref in answer


def test_removing_keeps_the_others_in_their_order(visitor: Client, supplier: Company) -> None:
    products = [make_product(supplier, f"N{number}") for number in range(3)]
    answer = visitor.post("/compare/basket/", {"only": "1", "p": [products[2].ref, products[0].ref], "go": "1"})
    assert answer["Location"] == address(products[2], products[0])


def test_looking_alone_makes_no_session(visitor: Client, product: Product) -> None:
    visitor.get(product.get_absolute_url())
    visitor.get(address(product))
    assert "sessionid" not in visitor.cookies
    assert visitor.post("/compare/basket/", {"p": "P-%00", "next": "https://evil.example/"})["Location"] == "/"
    assert visitor.get("/compare/basket/").status_code == 405


@pytest.mark.usefixtures("embedded")
def test_the_search_marks_the_readers_own_ticks(visitor: Client, product: Product) -> None:
    rebuild()
    visitor.post("/compare/basket/", {"p": product.ref, "shown": product.ref})
    ours = visitor.get("/search/?kind=product").content.decode()
    theirs = Client().get("/search/?kind=product").content.decode()
    assert re.search(rf'value="{product.ref}" form="compare-bar" checked', ours)
    assert product.ref in theirs and " checked " not in theirs.partition("search-cards")[2]


def test_words_in_another_language_than_the_pages_bear_it(visitor: Client, supplier: Company) -> None:
    by_hand, steel = {"name": "조립 방법", "value": "손으로 조립"}, {"name": "강종", "value": "SUJ2"}
    own, other = [by_hand, steel], [by_hand, {**steel, "value": "SUJ3"}]
    shown = {"title": "볼 베어링", "language": "ko", "packaging": "종이 상자"}
    pair = [
        make_product(supplier, "A", attributes=own, **shown),
        make_product(supplier, "B", packaging="carton of fifty", attributes=other),
    ]
    page = visitor.get(address(*pair)).content.decode()
    assert page.count('lang="ko">볼 베어링') >= 3 and 'class="compare-text" lang="ko">종이 상자' in page
    assert '<dt lang="ko">조립 방법</dt><dd lang="ko">손으로 조립</dd>' in page
    assert '<span lang="ko">강종</span>' in page and '<span class="compare-text">SUJ2</span>' in page
    page = visitor.get(f"/ko{address(*pair)}").content.decode()
    assert 'class="compare-text" lang="en">carton of fifty' in page and 'lang="ko">종이' not in page
