"""Builds the whole demonstration, step by step; what exists is left as it is, whoever has changed it since."""

from collections.abc import Callable

from django.db import transaction

from companies.models import Company
from portal.core.progress import Progress, Say
from portal.demo import (
    articles,
    asking,
    checks,
    founding,
    gallery,
    gatherings,
    goods,
    hanging,
    helping,
    hooks,
    houses,
    invoices,
    orders,
    quotations,
    requests,
    rounds,
    standing,
    talks,
    together,
    trade,
)
from portal.demo.site import cases, components, countries


def build(draft: bool = False, say: Say = print, *, behind: bool = False) -> dict[str, Company]:
    """The companies by slug. With `draft` the products are not drawn. `say` hears of each step.

    With `behind` only those products are drawn of which a piece of news keeps a picture: the others are left to
    `hanging.hang_rest`, which does nothing where all of them are there.
    """
    progress = Progress(2 + len(STEPS), say)
    with progress.step("drawing the first products" if behind else "drawing the products in three dimensions"):
        gallery.hang_pictures(draft, say, articles.firms_shown() | cases.firms_shown() if behind else None)
    with transaction.atomic():
        with progress.step("companies and their people"):
            companies = founding.found_companies()
            founding.people(companies)
            checks.wait_for_staff(companies)
        for title, step in STEPS:
            with progress.step(title):
                step(companies, draft)
        if not behind:
            hanging.hang_rest(draft)
    return companies


def stock(companies: dict[str, Company], draft: bool) -> None:
    goods.stock(companies, draft)
    standing.wait_for_moderator(companies)
    hooks.hear_of_events(companies)


def deal(companies: dict[str, Company], draft: bool) -> None:
    market = trade.Market.of(companies)
    trade.post_offers(market)
    trade.send_inquiries(market)
    asking.ask_several(market.companies, market.products)
    trade.hold_consultations(market)
    talks.publish_hours(market)


def gather(companies: dict[str, Company], draft: bool) -> None:
    houses.open_houses(companies)
    gatherings.hold_events(companies)
    together.act_together(companies)
    rounds.open_rounds(companies)


def order(companies: dict[str, Company], draft: bool) -> None:
    requests.ask_for_quotations(trade.Market.of(companies))
    quotations.quote(companies)
    orders.place_orders(companies)
    invoices.issue(companies)


def write(companies: dict[str, Company], draft: bool) -> None:
    helping.help_members(companies)
    articles.publish()
    cases.publish()
    countries.publish()
    components.dress()


STEPS: tuple[tuple[str, Callable[[dict[str, Company], bool], None]], ...] = (
    ("products, in English and Korean", stock),
    ("offers, inquiries and consultations", deal),
    ("communities, events and joint purchases", gather),
    ("requests, quotations, orders and invoices", order),
    ("news, good practices and pages of countries", write),
)
