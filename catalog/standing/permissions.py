"""Who of the programme's staff judges listings."""

from typing import TYPE_CHECKING

from django.db.models import Q

from companies.models import Company, User
from portal.core.actor import Actor

if TYPE_CHECKING:
    from catalog.products import Product
    from catalog.standing.reviews import ListingReview

PERMISSION = "review_listing"


def may_review_listings(actor: Actor) -> bool:
    """Programme staff with the permission, in their own person."""
    return actor.is_staff and actor.through is None and actor.user.has_perm(f"catalog.{PERMISSION}")


def can_review_of(actor: Actor, company: Company) -> bool:
    """Whether this member of staff may judge the firm's listings: never those of a firm they belong to."""
    return may_review_listings(actor) and not company.memberships.filter(user_id=actor.user_id).exists()


def can_review_listing(actor: Actor, product: "Product") -> bool:
    return can_review_of(actor, product.company)


def can_settle_appeal(actor: Actor, review: "ListingReview") -> bool:
    """Another pair of eyes than the one that rejected it, where the programme has another."""
    if not can_review_listing(actor, review.product):
        return False
    return review.decided_by_id != actor.user_id or not others_who_review(actor, review.product.company).exists()


def others_who_review(actor: Actor, company: Company) -> "UserRows":
    direct = Q(user_permissions__codename=PERMISSION, user_permissions__content_type__app_label="catalog")
    group = Q(
        groups__permissions__codename=PERMISSION,
        groups__permissions__content_type__app_label="catalog",
    )
    people = User.objects.filter(is_active=True, is_staff=True).filter(Q(is_superuser=True) | direct | group)
    return people.exclude(pk=actor.user_id).exclude(memberships__company=company)


if TYPE_CHECKING:
    from django.db.models import QuerySet

    UserRows = QuerySet[User]
