"""Which listings, appeals and flags wait for this member of staff: never those of a firm they belong to."""

from catalog.standing.flags import ProductFlag, ProductFlagQuerySet
from catalog.standing.reviews import ListingReview, ListingReviewQuerySet
from portal.core.actor import Actor


def own(actor: Actor) -> list[int]:
    return [company.pk for company in actor.companies]


def waiting(actor: Actor) -> ListingReviewQuerySet:
    """Everybody at the desk sees them; who may decide is another question."""
    rows = ListingReview.objects.waiting() if actor.is_staff else ListingReview.objects.none()
    return rows.filter(product__deleted_at=None).exclude(product__company__in=own(actor))


def appeals(actor: Actor) -> ListingReviewQuerySet:
    rows = ListingReview.objects.appealed() if actor.is_staff else ListingReview.objects.none()
    return rows.filter(product__deleted_at=None).exclude(product__company__in=own(actor))


def flags(actor: Actor) -> ProductFlagQuerySet:
    """Open flags of what buyers see; those of listings in review are looked at there."""
    rows = ProductFlag.objects.unresolved() if actor.is_staff else ProductFlag.objects.none()
    return rows.filter(product__state="published", product__deleted_at=None).exclude(product__company__in=own(actor))
