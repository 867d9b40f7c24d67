"""Long forms on a phone: what is needed first is short, what can wait is folded until somebody fills it in."""

from html.parser import HTMLParser
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client

from catalog.models import Product
from community.models import Community
from portal.core.filters import is_filled
from tests.cast import Person

FIRST = 9


class Open(HTMLParser):
    """The names of the fields of the main form that a phone shows at once, those that fold, and the open folds."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.folded: set[str] = set()
        self.opened = 0
        self.around: list[bool] = []
        self.feed(html.partition("<h1")[2].partition("</main>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "details":
            self.around.append("open" in given)
            self.opened += "fold" in str(given.get("class")).split() and "open" in given
        named = tag in {"input", "select", "textarea"} and given.get("type") != "hidden" and given.get("name")
        if named:
            (self.seen if all(self.around) else self.folded).add(str(given["name"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self.around.pop()


@pytest.fixture
def house(steward: Person) -> Community:
    return Community.found(steward.actor, slug="mills", name="Mills", visibility="public")


def page(client: Client, path: str, sent: dict[str, Any] | None = None) -> str:
    answer = client.post(path, sent) if sent else client.get(path)
    assert answer.status_code == (422 if sent else 200)
    return answer.content.decode()


def test_a_joint_purchase_asks_little_at_first(house: Community, steward: Person) -> None:
    fields = Open(page(steward.client, "/communities/mills/rounds/new/"))
    assert {"product", "title", "category", "text", "minimum", "unit", "deadline"} <= fields.seen
    assert len(fields.seen) <= FIRST
    assert {"incoterm", "each_min", "closing", "tier-0-amount", "documents", "quote_days"} <= fields.folded
    assert fields.opened == 0


def test_what_is_wrong_or_filled_in_comes_back_open(house: Community, steward: Person) -> None:
    sent = {"title": "Film", "category": "others", "each_min": "-3", "incoterm": "FOB", "incoterm_place": "Busan"}
    html = page(steward.client, "/communities/mills/rounds/new/", sent)
    fields = Open(html)
    assert {"each_min", "incoterm", "incoterm_place"} <= fields.seen
    assert {"hs_code", "tier-0-amount", "zone"} <= fields.folded
    assert 'value="Busan"' in html and 'value="-3"' in html and 'value="Film"' in html


def test_a_product_asks_little_at_first(seller: Person) -> None:
    fields = Open(page(seller.client, "/my/products/new/"))
    assert {"category", "sku", "pictures"} <= fields.seen
    assert len(fields.seen) <= FIRST
    assert {"brand", "incoterm", "hs_code", "model_3d", "tags"} <= fields.folded


def test_what_a_product_has_is_open_when_it_is_edited(seller: Person, product: Product) -> None:
    Product.objects.filter(pk=product.pk).update(brand="Hanbit", incoterm="FOB", hs_code="848210")
    fields = Open(page(seller.client, f"/my/products/{product.ref}/"))
    assert {"brand", "incoterm", "hs_code"} <= fields.seen
    assert {"model_3d", "spec-shown"} & fields.folded


@pytest.mark.parametrize(
    ("html", "filled"),
    [
        ('<input name="a" value="">', False),
        ('<input name="a" value="x">', True),
        ('<input type="hidden" name="a" value="x">', False),
        ('<textarea name="a">\n</textarea>', False),
        ('<textarea name="a">x</textarea>', True),
        ('<input name="usual" value="48">', False),
        ('<input type="radio" name="a" value="x" checked>', False),
        ('<input type="checkbox" name="a" checked>', True),
        ('<select name="a"><option value="EUR">EUR</option><option value="USD" selected>USD</option></select>', False),
        ('<select name="a"><option value="">–</option><option value="FOB" selected>FOB</option></select>', True),
        ('<select name="a"><option value="" selected>–</option><option value="FOB">FOB</option></select>', False),
        ('<input name="a" value="" aria-invalid="true">', True),
    ],
)
def test_what_counts_as_filled_in(html: str, filled: bool) -> None:
    assert is_filled(html, "usual") is filled


def test_a_bar_keeps_two_acts_and_puts_the_others_under_more(
    db: None, buyer: Person, seller: Person, product: Product
) -> None:
    html = page(buyer.client, product.get_absolute_url())
    bar = html[html.index("sticky-actions") :]
    first, others = bar[: bar.index("more-actions")], bar[bar.index("more-actions__list") : bar.index("</details>")]
    assert "Send inquiry" in first and "Chat now" in first
    assert "Request quotations" in others


def test_without_others_there_is_no_more(db: None) -> None:
    words = "{% load folds %}{% more_actions %} {% if False %}x{% endif %}\n{% endmore_actions %}"
    assert Template(words).render(Context()) == ""
