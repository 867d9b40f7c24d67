"""The line of listings that wait for staff, as their firm sees it."""

from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.products import Product
from catalog.standing.reviews import ListingReview
from companies.models import Company
from portal.core.actor import Actor
from portal.core.wait import READ, Wait, lately, usual_hours


def firms_before(review: ListingReview) -> int:
    """Other firms that have something in the line since before this: staff go through it firm by firm."""
    rows = ListingReview.objects.waiting().filter(submitted_at__lt=review.submitted_at, product__deleted_at=None)
    rows = rows.exclude(product__company_id=review.product.company_id)
    return rows.values("product__company_id").distinct().count()


def usual() -> float | None:
    """How long the first decision on a newcomer's listings took: one for each firm, so that no file of a thousand
    outweighs all others.
    """
    state = ListingReview.State
    rows = ListingReview.objects.filter(state__in=[state.APPROVED, state.REJECTED, state.REVERSED])
    rows = rows.filter(is_first=True, decided_at__gte=lately(), decided_by__isnull=False).order_by()
    firms = rows.values("product__company_id").annotate(sent=Min("submitted_at"), done=Min("decided_at"))
    return usual_hours(firms.order_by("-done").values_list("sent", "done")[:READ])


def wait_of(review: ListingReview, actor: Actor | None = None) -> Wait:
    """With `actor`, also what this person can do meanwhile."""
    product = review.product
    what = _("A person reads text, pictures, price and category: whether goods may be traded and are what they seem.")
    meanwhile = meanwhile_of(actor, product) if actor else []
    return Wait(what, review.submitted_at, firms_before(review), usual(), meanwhile)


def wait_of_product(product: Product, actor: Actor | None = None) -> Wait | None:
    review = product.latest_review
    if product.state != Product.State.IN_REVIEW or review is None or not review.is_waiting:
        return None
    review.product = product
    return wait_of(review, actor)


def wait_of_company(company: Company, actor: Actor) -> tuple[int, Wait] | None:
    """How many of its listings wait, and how long it is for the oldest; None when none does."""
    rows = ListingReview.objects.waiting().filter(product__company=company, product__deleted_at=None)
    oldest = rows.select_related("product__company").order_by("submitted_at", "pk").first()
    return (rows.count(), wait_of(oldest, actor)) if oldest else None


def meanwhile_of(actor: Actor, product: Product) -> list[tuple[Any, str]]:
    """A checked firm's listings wait no more: that is said first to whoever may have it checked."""
    rows: list[tuple[Any, str]] = []
    if actor.may("edit_company"):
        if product.company.tier < Company.Tier.REGISTERED:
            rows.append(
                (_("Have your registration checked: your next listings then wait no more"), "companies:verification")
            )
        rows.append((_("Complete your company's page"), "companies:edit"))
    if actor.may("edit_catalogue"):
        rows.append((_("Add further products"), "catalog:new"))
    found = [(words, reverse(name)) for words, name in rows]
    return [*found, (_("See it as buyers will"), product.get_absolute_url())]
