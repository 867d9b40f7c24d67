"""Which suppliers a request is proposed to, each with the reasons in words.

What counts: products in the request's category or the one above it, products under the same HS heading or chapter,
words of the lines and names of requirements in their products, exports to the country of delivery, and a little the
verification. Nobody pays for a place; the order is the sum of the points below, then the name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.categories import Category
from catalog.models import Product, ProductText
from catalog.specs.models import plain
from companies.models import Company
from offers.models import RFQ
from offers.models.rfq_limits import MATCHED_AT_ONCE
from offers.models.rfq_rows import Audience
from portal.core.circles import companies_in
from portal.core.places import country_name

CANDIDATES = 300  # companies that are looked at more closely
LOOKED_INTO = 60  # of these, the ones whose specifications are read
POINTS = {"category": 40, "sector": 12, "heading": 30, "chapter": 10, "words": 25, "requirements": 15, "market": 10}
EACH_TIER = 3
MOST_WORDS = 8
# Words that say nothing about goods.
EMPTY_WORDS = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "your",
        "our",
        "any",
        "all",
        "new",
        "type",
        "size",
        "model",
        "part",
        "parts",
        "set",
    ]
)

Reason = list[Any]  # a code, and what goes into its words


@dataclass
class Match:
    """A supplier with what speaks for it; `reasons` are kept as they are and put into words for each reader."""

    company: Company
    score: int = 0
    reasons: list[Reason] = field(default_factory=list)

    def add(self, code: str, points: int, *values: Any) -> None:
        self.score += points
        self.reasons.append([code, *values])

    @property
    def words(self) -> list[str]:
        return reason_words(self.reasons)

    @property
    def row(self) -> tuple[int, int, list[Reason]]:
        """What `RFQSupplier.match` takes."""
        return self.company.pk, self.score, self.reasons


def reason_words(reasons: Iterable[Reason]) -> list[str]:
    """Each reason as a sentence's part, in the reader's language; codes of another release are passed over."""
    return [words for code, *values in reasons if (words := worded(code, values))]


def worded(code: str, values: list[Any]) -> str:
    if code == "category" and len(values) == 2:
        number = int(values[1])
        text = ngettext("%(n)s product in “%(name)s”", "%(n)s products in “%(name)s”", number)
        return text % {"n": number, "name": category_name(values[0])}
    if code == "sector" and values:
        return _("products in “%(name)s”") % {"name": category_name(values[0])}
    if code in {"heading", "chapter"} and values:
        return _("products under HS %(code)s") % {"code": values[0]}
    if code in {"words", "requirements"} and values:
        said = ", ".join(map(str, values[0]))
        text = _("products named “%(words)s”") if code == "words" else _("products that state: %(words)s")
        return text % {"words": said}
    if code == "market" and values:
        return _("exports to %(country)s") % {"country": country_name(values[0])}
    if code == "checked" and values and values[0] in Company.Tier.values:
        return str(Company.Tier(values[0]).label)
    return ""


def category_name(slug: str) -> str:
    category = Category.find(slug)
    return category.name if category else slug


def proposals(rfq: RFQ, most: int = MATCHED_AT_ONCE) -> list[Match]:
    """The suppliers that fit best of those that may quote, without the buyer and those who are invited already.

    Of a request for invited suppliers only: whom the buyer might invite.
    """
    found: dict[int, Match] = {}
    by_category(rfq, found)
    by_code(rfq, found)
    if not found:
        return []
    by_words(rfq, found)
    by_requirements(rfq, found)
    for match in found.values():
        if rfq.delivery_country and rfq.delivery_country in match.company.markets:
            match.add("market", POINTS["market"], rfq.delivery_country)
        if match.company.tier:
            match.add("checked", EACH_TIER * match.company.tier, match.company.tier)
    return sorted(found.values(), key=lambda match: (-match.score, match.company.name))[:most]


def goods_of_others(rfq: RFQ) -> QuerySet[Product, Any]:
    """Products on the market of companies that the request may be proposed to."""
    invited = rfq.suppliers.filter(is_invited=True).values("company_id")
    rows = Product.objects.published().exclude(company_id=rfq.company_id).exclude(company_id__in=invited)
    rows = rows.filter(company__kind__in=[Company.Kind.SUPPLIER, Company.Kind.BOTH])
    if rfq.audience == Audience.CHECKED:
        rows = rows.filter(company__tier__gte=rfq.min_tier or 1)
    if rfq.audience == Audience.CIRCLE:
        rows = rows.filter(company_id__in=companies_in(rfq.circle))
    return rows


def counted(rows: QuerySet[Product, Any]) -> list[tuple[int, int]]:
    """(company, number of its products), those with most first."""
    pairs = rows.order_by().values_list("company_id").annotate(number=Count("pk"))
    return list(pairs.order_by("-number", "company_id")[:CANDIDATES])


def take(found: dict[int, Match], ids: Iterable[int]) -> None:
    """Make a match of each company that is none yet, as long as there is room."""
    fresh = [pk for pk in ids if pk not in found][: max(0, CANDIDATES - len(found))]
    for company in Company.objects.filter(pk__in=fresh, is_active=True):
        found[company.pk] = Match(company)


def by_category(rfq: RFQ, found: dict[int, Match]) -> None:
    goods, category = goods_of_others(rfq), rfq.category
    for slug, code in ((category.slug, "category"), (category.parent_slug, "sector")):
        above = Category.find(slug) if slug else None
        if above is None or len(found) >= MATCHED_AT_ONCE * 2:
            continue
        pairs = counted(goods.filter(above.inside()))
        known = set(found)
        take(found, [pk for pk, _number in pairs])
        for pk, number in pairs:
            if pk in found and pk not in known:
                found[pk].add(code, POINTS[code], slug, number)


def by_code(rfq: RFQ, found: dict[int, Match]) -> None:
    """The heading (four digits) says more than the chapter (two); one reason for each company."""
    digits = {re.sub(r"\D", "", line.hs_code) for line in rfq.current_lines() if line.hs_code}
    done: set[int] = set()
    for length, code in ((4, "heading"), (2, "chapter")):
        for start in sorted({one[:length] for one in digits if len(one) >= length})[:10]:
            pairs = counted(goods_of_others(rfq).filter(hs_code__startswith=start))
            if code == "heading":
                take(found, [pk for pk, _number in pairs])
            for pk, _number in pairs:
                if pk in found and pk not in done:
                    done.add(pk)
                    found[pk].add(code, POINTS[code], start)


def by_words(rfq: RFQ, found: dict[int, Match]) -> None:
    """Words of the lines in the titles of their products, only of those that are candidates already."""
    for word in words_of(rfq):
        titled = ProductText.objects.filter(title__icontains=word, product__company_id__in=found)
        on_market = titled.filter(product__state=Product.State.PUBLISHED, product__deleted_at=None)
        for pk in set(on_market.values_list("product__company_id", flat=True)):
            note_word(found[pk], word)


def note_word(match: Match, word: str) -> None:
    known = next((reason for reason in match.reasons if reason[0] == "words"), None)
    if known is None:
        match.add("words", POINTS["words"] // 2, [word])
    elif len(known[1]) < 3:
        known[1].append(word)
        match.score += POINTS["words"] // 4


def words_of(rfq: RFQ) -> list[str]:
    """The words that occur most among the lines, figures with letters (`6204ZZ`) included."""
    counts: dict[str, int] = {}
    for line in rfq.current_lines()[:100]:
        for word in set(re.findall(r"\w{2,}", line.title.casefold())):
            is_short = len(word) < 3 and word.isascii()
            if not is_short and word not in EMPTY_WORDS and not (word.isdigit() and len(word) < 4):
                counts[word] = counts.get(word, 0) + 1
    return sorted(counts, key=lambda word: (-counts[word], -len(word), word))[:MOST_WORDS]


def by_requirements(rfq: RFQ, found: dict[int, Match]) -> None:
    """Names of requirements that stand in the specifications of the best candidates' products."""
    wanted = {plain(row.name): row.name for line in rfq.current_lines()[:100] for row in line.required}
    if not wanted:
        return
    best = sorted(found.values(), key=lambda match: -match.score)[:LOOKED_INTO]
    inside = Q(company_id__in=[match.company.pk for match in best]) & rfq.category.inside()
    stated: dict[int, set[str]] = {}
    rows = Product.objects.published().filter(inside).order_by("-pk").values_list("company_id", "attributes")
    for pk, attributes in rows[: LOOKED_INTO * 10]:
        names = {plain(str(one.get("name", ""))) for one in attributes or () if isinstance(one, dict)}
        stated.setdefault(pk, set()).update(names & wanted.keys())
    for pk, names in stated.items():
        if names:
            found[pk].add("requirements", POINTS["requirements"], [wanted[name] for name in sorted(names)][:3])
