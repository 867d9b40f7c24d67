"""What of the acting company waits for the programme's staff, in “My portal”: listings, and checks of the firm."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from catalog.models import Product
from catalog.next_steps import own_products
from catalog.standing.line import wait_of_company
from companies.models import Claim
from companies.verification.line import wait_of
from companies.waiting import Kind, Waiting, within
from portal.core.actor import Actor
from portal.core.wait import Wait


@dataclass(frozen=True)
class CheckUnderWay:
    title: Any
    url: str
    wait: Wait


@within(own_products)
def listings_in_review(actor: Actor) -> QuerySet[Product]:
    return Product.objects.of(actor).filter(state=Product.State.IN_REVIEW)


def claims_under_way(actor: Actor) -> QuerySet[Claim]:
    """Under a mandate the firm's own checks are no business of whoever acts for it."""
    rows = (
        Claim.objects.waiting().filter(company_id=actor.company_id) if actor.mandate is None else Claim.objects.none()
    )
    return rows.select_related("company").order_by("submitted_at", "pk")


CHECKED: list[Kind] = [listings_in_review, claims_under_way]


def checks_under_way(waiting: Waiting) -> list[CheckUnderWay]:
    """Listings as one, by the oldest of them; each check of the firm for itself."""
    actor: Actor = waiting.actor
    found: list[CheckUnderWay] = []
    listed = wait_of_company(actor.company, actor) if waiting.has(listings_in_review) else None
    if listed:
        number, wait = listed
        title = ngettext("%(n)s listing waits for our check", "%(n)s listings wait for our check", number)
        found.append(CheckUnderWay(title % {"n": number}, reverse("catalog:mine") + "?state=in_review", wait))
    claims: list[Claim] = waiting.of(claims_under_way)
    return found + [
        CheckUnderWay(one.get_kind_display(), one.get_absolute_url(), wait_of(one, actor)) for one in claims
    ]
