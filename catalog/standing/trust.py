"""Trust in a firm: while nobody has checked it, staff look at what it lists, until they say that this is enough."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.standing.flags import ProductFlag
from catalog.standing.permissions import can_review_of
from catalog.standing.reviews import ListingReview
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record, record_many
from portal.core.permissions import require

if TYPE_CHECKING:
    from catalog.standing.reviews import ListingReviewQuerySet

BATCH = 500


class ListingTrust(models.Model):
    """Staff have seen enough of this firm's listings: further ones go onto the market without a look."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="listing_trust")
    granted_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("trust in a company's listings")
        verbose_name_plural = _("trust in companies' listings")

    def __str__(self) -> str:
        return str(self.company)

    @classmethod
    def grant(cls, company: Company, by: Actor) -> int:
        """Trust the firm, and let its waiting listings through that have no other reason to wait.

        The first batch at once, the rest by the relay; returns how many are through already. Given twice it is one.
        """
        require(can_review_of(by, company), _("You may not judge this company's listings."))
        with transaction.atomic():
            try:
                with transaction.atomic():
                    _trust, is_new = cls.objects.get_or_create(company=company, defaults={"by": by.user})
            except IntegrityError:  # a colleague did it at the same moment
                is_new = False
            if is_new:
                record("listings.trusted", company, by=by.as_staff(), company=company.pk)
            return release(company, by)

    @classmethod
    def withdraw(cls, company: Company, by: Actor) -> None:
        """Look at the firm's further listings again; what is on the market stays."""
        require(can_review_of(by, company), _("You may not judge this company's listings."))
        with transaction.atomic():
            if cls.objects.filter(company=company).delete()[0]:
                record("listings.distrusted", company, by=by.as_staff(), company=company.pk)


def needs_first_review(company: Company) -> bool:
    """Whether staff look at what the firm lists: nobody has checked it (tier 0), and nobody has trusted it yet."""
    if not settings.REVIEW_FIRST_LISTINGS or company.tier >= Company.Tier.REGISTERED:
        return False
    return not ListingTrust.objects.filter(company=company).exists()


def only_first(company: Company) -> "ListingReviewQuerySet":
    """The firm's waiting listings that wait for nothing but trust."""
    flags = ProductFlag.objects.of_goods().unresolved().filter(product=OuterRef("product_id"))
    rows = ListingReview.objects.waiting().filter(product__company=company, is_first=True, is_again=False)
    return rows.filter(~Exists(flags))


def release(company: Company, by: Actor | None = None, done: int = 0) -> int:
    """Let a batch of them through; while more are waiting, the relay is asked to go on. How many of this batch."""
    number = release_batch(company, by)
    if number == BATCH:
        record("listings.releasing", company, by=by.as_staff() if by else None, done=done + number)
        return number
    ListingReview.objects.waiting().filter(product__company=company, is_first=True).update(is_first=False)
    if done + number:
        record("listings.released", company, by=by.as_staff() if by else None, count=done + number)
    return number


def release_batch(company: Company, by: Actor | None) -> int:
    from catalog.products import Product
    from catalog.standing.states import lasting

    with transaction.atomic():
        wanted = list(only_first(company).order_by("pk").values_list("product_id", flat=True)[:BATCH])
        held = Product.objects.select_for_update(no_key=True).filter(pk__in=wanted, state=Product.State.IN_REVIEW)
        ids = list(held.order_by("pk").values_list("pk", flat=True))
        if not ids:
            return 0
        now = timezone.now()
        rows = Product.objects.filter(pk__in=ids)
        rows.filter(published_at=None).update(published_at=now)
        rows.update(state=Product.State.PUBLISHED, confirmed_at=now, expires_at=lasting(now), updated_at=now)
        ListingReview.objects.waiting().filter(product__in=ids).update(
            state=ListingReview.State.APPROVED, decided_at=now, decided_by=by.user if by else None
        )
        record_many("product.approved", Product, ids, by=by.as_staff() if by else None)
    return len(wanted)


def released_by_now() -> "models.QuerySet[Company]":
    """Firms whose listings wait although they need not any more: checked or trusted meanwhile."""
    waiting = ListingReview.objects.waiting().filter(is_first=True).values("product__company_id")
    free = Q(tier__gte=Company.Tier.REGISTERED) | Q(listing_trust__isnull=False)
    return Company.objects.filter(free, pk__in=waiting)
