"""What the database alone can find while the engine is down: titles and codes, newest first, within a deadline."""

import time
from contextlib import suppress
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import Page, TranslatableMixin

from catalog.models import Category
from cms.findable import open_pages, open_rows
from community.joint.models import showing
from portal.core.actor import Actor
from portal.core.circles import circle_key
from search.documents import KINDS, shown_as
from search.query import Hit, Query, Results
from search.sources import SOURCES

DATABASE_PATIENCE = 0.2  # seconds beyond those in which the engine might have answered; what it left of them is added
MOST = 96  # enough to go on with until the engine is back

COUNTRY = {"product": "company__country", "offer": "company__country", "company": "country", "community": "country"}
TIER = {"product": "company__tier", "offer": "company__tier", "company": "tier", "community": "steward__tier"}


def from_database(query: Query, actor: Actor, until: float = 0.0) -> Results:
    """What is found `until` then, by time.monotonic(), kind by kind; all of them together have no more time than that.
    0: DATABASE_PATIENCE from now on.

    Raises nothing: when the database is slow, too, the rest is left out, and the page says what is wrong.
    """
    kinds = [kind for kind in SOURCES if shown_as(kind) in query.filters.get("kind", KINDS)]
    hits: list[Hit] = []
    until = until or time.monotonic() + DATABASE_PATIENCE
    with suppress(DatabaseError), transaction.atomic():
        for kind in kinds:
            if (left := until - time.monotonic()) <= 0:
                break
            hurry(f"{max(1, round(left * 1000))}")
            rows = filtered(kind, SOURCES[kind].cards(actor), query)
            keys = rows.order_by(SOURCES[kind].newest, "-pk").values_list("pk", flat=True)[:MOST]
            hits += [Hit(kind, pk) for pk in dict.fromkeys(keys)]
        hurry("DEFAULT")
    page = hits[query.offset : query.offset + query.size]
    return Results(len(hits), page, {name: {} for name in query.facets}, "database", whole=len(hits))


def hurry(milliseconds: str) -> None:
    """From here on, for each statement of the transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {milliseconds}")


def filtered(kind: str, rows: "QuerySet[Any]", query: Query) -> "QuerySet[Any]":
    rows = rows.select_related(None).prefetch_related(None)
    if query.community:
        rows = under_roof(kind, rows, query.community)
    for word in query.terms[:6]:
        rows = rows.filter(SOURCES[kind].matches(word))
    if shown_as(kind) == "page" or "type" in query.filters:
        return pages(kind, rows, query)
    return listed(kind, rows, query)


def listed(kind: str, rows: "QuerySet[Any]", query: Query) -> "QuerySet[Any]":
    if countries := query.filters.get("country"):
        rows = rows.filter(**{f"{COUNTRY[kind]}__in": countries})
    if tiers := query.filters.get("tier"):
        rows = rows.filter(**{f"{TIER[kind]}__in": [int(tier) for tier in tiers if tier in {"0", "1", "2", "3"}]})
        rows = rows.filter(is_anonymous=False) if kind == "offer" else rows  # its tier would tell of its company
    if brands := query.filters.get("brand"):
        rows = rows.filter(brand__in=brands) if kind == "product" else rows.none()
    if slugs := query.filters.get("category"):
        rows = in_categories(kind, rows, slugs)
    return rows


def pages(kind: str, rows: "QuerySet[Any]", query: Query) -> "QuerySet[Any]":
    """Of the types asked for; pages carry none of the other facets in columns of one table."""
    types = query.filters.get("type", ())
    if set(query.filters) - {"kind", "type"}:
        return rows.none()
    if not types or kind in types:
        return in_one_version(rows)
    return in_one_version(rows.filter(content_type__model__in=types)) if kind == "page" else rows.none()


def in_one_version(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Without what there is in the reader's language as well."""
    if not issubclass(rows.model, TranslatableMixin):
        return rows
    own = {"translation_key": OuterRef("translation_key"), "locale__language_code": get_language()}
    shown = open_pages() if issubclass(rows.model, Page) else open_rows(rows.model)
    return rows.filter(Q(locale__language_code=get_language()) | ~Exists(shown.filter(**own)))


def under_roof(kind: str, rows: "QuerySet[Any]", community: str) -> "QuerySet[Any]":
    """What members show; an anonymous offer only where it is kept to this community."""
    if kind not in {"product", "offer"}:
        return rows.none()
    rows = rows.filter(company__in=showing().filter(community=int(community)).values("company"))
    named = Q(is_anonymous=False) | Q(circle=circle_key("community", int(community)))
    return rows.filter(named) if kind == "offer" else rows


def in_categories(kind: str, rows: "QuerySet[Any]", slugs: tuple[str, ...]) -> "QuerySet[Any]":
    if kind in {"company", "community"}:
        return rows.filter(sector__in=slugs)
    tree, inside = Category.tree(), Q(pk__in=[])
    for slug in slugs:
        if category := tree.get(slug) or Category.find(slug):
            inside |= Q(category__path=category.path) | Q(category__path__startswith=f"{category.path}/")
    return rows.filter(inside)
