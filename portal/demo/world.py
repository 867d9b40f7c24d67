"""Builds the whole demonstration, step by step; what exists is left as it is, whoever has changed it since."""

from collections.abc import Callable

from django.db import transaction

from companies.models import Company
from portal.demo import (
    articles,
    asking,
    checks,
    founding,
    gallery,
    gatherings,
    goods,
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


def build(draft: bool = False, say: Callable[[str], None] = print) -> dict[str, Company]:
    """The companies by slug. With `draft` the products are not drawn."""
    gallery.hang_pictures(draft, say)
    with transaction.atomic():
        companies = founding.found_companies()
        founding.people(companies)
        checks.wait_for_staff(companies)
        goods.stock(companies, draft)
        standing.wait_for_moderator(companies)
        hooks.hear_of_events(companies)
        market = trade.Market.of(companies)
        trade.post_offers(market)
        trade.send_inquiries(market)
        asking.ask_several(market.companies, market.products)
        trade.hold_consultations(market)
        talks.publish_hours(market)
        houses.open_houses(companies)
        gatherings.hold_events(companies)
        together.act_together(companies)
        rounds.open_rounds(companies)
        requests.ask_for_quotations(market)
        quotations.quote(companies)
        orders.place_orders(companies)
        invoices.issue(companies)
        helping.help_members(companies)
        articles.publish()
        cases.publish()
        countries.publish()
        components.dress()
    return companies
