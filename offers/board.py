"""The board: open offers that a reader may see, narrowed by facets of which each is counted without itself.

All counts come from one look at the offers in question (board_counts.py). A page is found by the numbers of its offers
alone, in an index that has all that is filtered by, and only the offers shown are then read. Prices are compared in
euro, at the dated rates that the pages show, worked out where the offers are: a new rate needs no change of any row.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from moneyed import Money, get_currency

from catalog.models import Category
from companies.models import Company
from offers.board_counts import counted
from offers.models import Offer
from offers.models.offer_rows import OfferQuerySet
from portal.core.actor import Actor
from portal.core.incoterms import INCOTERMS
from portal.core.money import euro_rate, format_money, known_currencies
from portal.core.places import country_name
from portal.core.texts import clean_line

SORTS = ("newest", "ending", "price")
SOON_DAYS = 7
SIZE = 24
WINDOW = 9_600  # offers that can be paged through: beyond that a filter helps more than another page
MOST_VALUES = 40  # of one facet
SHOWN = 8
FINE = Decimal("0.00000001")  # finer than any amount, coarser than what a conversion there and back leaves


@dataclass
class Choice:
    """A value of a facet: how many offers it would leave, and whether it is chosen."""

    name: str
    value: str
    label: str
    count: int
    is_chosen: bool = False
    level: int = 0

    @property
    def field_id(self) -> str:
        return f"board-{self.name}-{self.value}"


@dataclass
class Facet:
    name: str
    title: str
    choices: list[Choice] = field(default_factory=list)

    @property
    def first(self) -> list[Choice]:
        return self.choices[:SHOWN]

    @property
    def more(self) -> list[Choice]:
        return self.choices[SHOWN:]


def by_use() -> list[str]:
    """The currencies with a rate, those that most offers are in first: they are tried in this order for every row."""
    usual = [code for code in settings.CURRENCIES if code in known_currencies()]
    return [*usual, *sorted(known_currencies() - set(usual))]


def in_each_currency(euro: Decimal) -> Case:
    """So many euro in an offer's own currency; null, which compares with nothing, where there is no rate."""
    rates = [(code, rate[0]) for code in by_use() if (rate := euro_rate(code))]
    whens = [When(currency=code, then=Value((euro * rate).quantize(FINE))) for code, rate in rates]
    return Case(*whens, default=None, output_field=models.DecimalField(max_digits=30, decimal_places=8))


def in_euro() -> Case:
    """An offer's price in euro; null without a price, or without a rate of its currency."""
    cases = []
    for code in by_use():
        if rate := euro_rate(code):
            worth = Cast(F("amount"), models.FloatField()) * Value(float(1 / rate[0]))
            cases.append(When(currency=code, then=worth))
    return Case(*cases, default=None, output_field=models.FloatField())


def number(text: str) -> Decimal | None:
    """A number of at least 0 as people type it; None when it is none."""
    typed = text.strip()[:20].replace(" ", "").replace("\u00a0", "").replace(",", "")
    if not typed or not typed.replace(".", "", 1).isdecimal() or not typed.isascii():
        return None
    return Decimal(typed) if len(typed.partition(".")[0]) <= 12 else None


class Board:
    """One reader's board for one query; whatever in the query makes no sense is left out, never an error."""

    def __init__(self, query: QueryDict, actor: Actor, currency: str = "EUR") -> None:
        self.query, self.actor = query, actor
        self.q = clean_line(query.get("q", ""))[:100]
        self.company = clean_line(query.get("company", ""))[:80]
        asked = query.get("currency", "")
        self.currency = asked if asked in known_currencies() else currency
        self.sort = query.get("sort", "") if query.get("sort", "") in SORTS else "newest"
        low, high = number(query.get("price_from", "")), number(query.get("price_to", ""))
        self.price = (high, low) if low is not None and high is not None and low > high else (low, high)
        self.chosen: dict[str, list[str]] = {
            "side": self.among("side", Offer.Side.values)[:1],
            "category": [one.slug for one in self.categories],
            "country": [code for code in self.asked("country") if country_name(code) != code],
            "tier": self.among("tier", [str(tier) for tier in Company.Tier.values]),
            "incoterm": self.among("incoterm", list(INCOTERMS)),
            "soon": self.among("soon", ["1"]),
        }

    def asked(self, name: str) -> list[str]:
        texts = (text.replace("\x00", "").strip()[:80] for text in self.query.getlist(name)[:50])
        return [text for text in dict.fromkeys(texts) if text]

    def among(self, name: str, known: list[str]) -> list[str]:
        return [text for text in self.asked(name) if text in known]

    @cached_property
    def categories(self) -> list[Category]:
        found = (Category.find(slug) for slug in self.asked("category"))
        return list({one.slug: one for one in found if one}.values())

    # -- which offers ------------------------------------------------------------------------------------------------

    @cached_property
    def base(self) -> OfferQuerySet:
        """All that the reader may see and the words and the company leave."""
        rows = Offer.objects.open().visible_to(self.actor).saying(self.q)
        return rows.under_the_name_of(self.company) if self.company else rows

    @cached_property
    def passing(self) -> dict[str, Q]:
        """What each filter in force lets through; no tier finds an anonymous offer: it would tell of its company."""
        chosen, found = self.chosen, {}
        if chosen["side"]:
            found["side"] = Q(side__in=chosen["side"])
        if chosen["category"]:
            found["category"] = Q(category__in=self.category_ids)
        if chosen["country"]:
            found["country"] = Q(company__country__in=chosen["country"])
        if chosen["tier"]:
            found["tier"] = Q(company__tier__in=chosen["tier"], is_anonymous=False)
        if chosen["incoterm"]:
            found["incoterm"] = Q(incoterm__in=chosen["incoterm"])
        if chosen["soon"]:
            found["soon"] = Q(valid_until__lte=self.soon)
        if ends := self.euro_ends:
            found["price"] = ends
        return found

    @property
    def category_ids(self) -> list[int]:
        """Of the categories chosen and all below them."""
        paths = [one.path for one in self.categories]
        return [
            one.pk for one in Category.tree().values()
            if any(one.path == path or one.path.startswith(f"{path}/") for path in paths)
        ]  # fmt: skip

    @property
    def soon(self) -> Any:
        return timezone.localdate() + timedelta(days=SOON_DAYS)

    @property
    def euro_ends(self) -> Q | None:
        """The range of prices, said in each currency that has a rate: a comparison of what is stored."""
        rate, (low, high) = euro_rate(self.currency), self.price
        if rate is None or (low is None and high is None):
            return None
        ends = Q()
        if low is not None:
            ends &= Q(amount__gte=in_each_currency(low / rate[0]))
        if high is not None:
            ends &= Q(amount__lte=in_each_currency(high / rate[0]))
        return ends

    @property
    def rows(self) -> OfferQuerySet:
        rows = self.base.annotate(euro=in_euro()) if self.sort == "price" else self.base
        for condition in self.passing.values():
            rows = rows.filter(condition)
        return self.sorted(rows)

    def sorted(self, rows: OfferQuerySet) -> OfferQuerySet:
        if self.sort == "ending":
            return rows.order_by("valid_until", "pk")
        if self.sort == "price":
            return rows.order_by(F("euro").asc(nulls_last=True), "-pk")
        return rows.order_by("-published_at", "-pk")

    # -- counts ------------------------------------------------------------------------------------------------------

    @cached_property
    def counts(self) -> dict[str, Counter[str]]:
        """By facet and value, each facet counted without itself; `all` has the number of offers that pass."""
        return counted(self.base.order_by(), self.soon, self.passing)

    @property
    def total(self) -> int:
        return self.counts["all"][""]

    # -- for the page ------------------------------------------------------------------------------------------------

    @cached_property
    def page(self) -> "Page[Any]":
        page = Known(self.rows.values_list("pk", flat=True), SIZE, min(self.total, WINDOW)).get_page(
            self.query.get("page")
        )
        numbers = list(page.object_list)
        rows = Offer.objects.open().visible_to(self.actor).filter(pk__in=numbers).for_cards()
        found = {offer.pk: offer for offer in rows}
        page.object_list = [found[pk] for pk in numbers if pk in found]
        return page

    @cached_property
    def facets(self) -> list[Facet]:
        labels = {
            "country": (_("Country"), country_name),
            "tier": (_("Verification"), lambda code: str(Company.Tier(int(code)).label)),
            "incoterm": (_("Incoterm"), lambda code: code),
        }
        facets = [Facet("category", _("Category"), self.category_choices())]
        for name, (title, label) in labels.items():
            counts = {value: n for value, n in self.counts[name].items() if value and value != "-1"}
            counts |= {value: 0 for value in self.chosen[name] if value not in counts}
            choices = [Choice(name, value, label(value), n, value in self.chosen[name]) for value, n in counts.items()]
            choices.sort(key=lambda one: (not one.is_chosen, -one.count, one.label))
            if name == "tier":
                choices.sort(key=lambda one: one.value, reverse=True)
            facets.append(Facet(name, str(title), choices[:MOST_VALUES]))
        soon = self.counts["soon"]["1"]
        words = _("Within %(days)s days") % {"days": SOON_DAYS}
        facets.append(Facet("soon", _("Ends soon"), [Choice("soon", "1", words, soon, bool(self.chosen["soon"]))]))
        return [facet for facet in facets if any(one.count or one.is_chosen for one in facet.choices)]

    def category_choices(self) -> list[Choice]:
        """The sectors, and below those that are chosen their next level."""
        tree = Category.tree()
        by_id = {one.pk: one for one in tree.values()}
        counts: Counter[str] = Counter()
        for value, count in self.counts["category"].items():
            if category := by_id.get(int(value)):
                for slug in category.slugs:
                    counts[slug] += count
        opened = {slug for one in self.categories for slug in one.slugs}
        choices = []
        for category in sorted(tree.values(), key=lambda one: one.path):
            parent = category.slugs[-2] if len(category.slugs) > 1 else ""
            is_chosen = category.slug in self.chosen["category"]
            if (not parent or parent in opened) and (counts[category.slug] or is_chosen):
                level = min(len(category.slugs) - 1, 2)
                choices.append(
                    Choice("category", category.slug, category.name, counts[category.slug], is_chosen, level)
                )
        return choices

    @property
    def price_words(self) -> str:
        low, high = (
            format_money(Money(end, get_currency(self.currency))) if end is not None else "" for end in self.price
        )
        if low and high:
            return _("%(low)s to %(high)s") % {"low": low, "high": high}
        return _("from %(low)s") % {"low": low} if low else _("up to %(high)s") % {"high": high} if high else ""

    @cached_property
    def chips(self) -> list[tuple[str, str]]:
        """The filters in force in words, each with the address that leaves it out."""
        chips = [(f"“{self.q}”", self.without("q"))] if self.q else []
        chips += [(self.company, self.without("company"))] if self.company else []
        for facet in self.facets:
            for one in facet.choices:
                if one.is_chosen:
                    label = _("Ends soon") if one.name == "soon" else one.label
                    chips.append((label, self.without(one.name, one.value)))
        if "price" in self.passing:
            chips.append((self.price_words, self.without("price_from", also=("price_to", "currency"))))
        return chips

    def without(self, name: str, value: str = "", also: tuple[str, ...] = ()) -> str:
        """The query's own parameters without one value, or without all of a name; on the first page."""
        query = self.query.copy()
        for other in ("page", *also):
            query.pop(other, None)
        left = [one for one in query.getlist(name) if value and one.strip() != value]
        query.setlist(name, left)
        return f"?{query.urlencode()}"

    def with_one(self, name: str, value: str) -> str:
        query = self.query.copy()
        query.pop("page", None)
        query.pop(name, None)
        if value:
            query[name] = value
        return f"?{query.urlencode()}"

    @property
    def kept(self) -> str:
        """The filters without page and order, for feeds."""
        query = self.query.copy()
        for name in ("page", "sort", "as"):
            query.pop(name, None)
        return query.urlencode()

    @property
    def as_search(self) -> str:
        """The same filters as the parameters of a search, to be told of what is new."""
        query = QueryDict(mutable=True)
        query["kind"] = "offer"
        if self.q:
            query["q"] = self.q
        for name in ("category", "country", "tier", "incoterm"):
            query.setlist(name, self.chosen[name])
        if self.chosen["side"]:
            query["attr.side"] = self.chosen["side"][0]
        for name, end in zip(("price_from", "price_to"), self.price, strict=True):
            if end is not None:
                query[name], query["currency"] = f"{end:f}", self.currency
        return query.urlencode()


if TYPE_CHECKING:
    Pages = Paginator[Any]
else:
    Pages = Paginator  # generic for the type checker only


class Known(Pages):
    """A paginator that is told how many there are."""

    def __init__(self, rows: Any, size: int, total: int) -> None:
        super().__init__(rows, size)
        self.count = total
