"""What happens to listings by the clock: they expire, their firms hear of it once, and what need not wait is let go."""

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from catalog.products import Product
from catalog.standing.states import SOON
from catalog.standing.trust import BATCH, release, released_by_now
from companies.models import Company
from portal.core.events import Event, record, record_many, subscribe
from portal.core.timed import every

MOST_BATCHES = 40  # of one run: twenty thousand listings, the rest ten minutes later
NOT_AGAIN = timedelta(days=7)  # a firm is reminded at most once a week, each listing a week before its end at least


@every(minutes=10)
def expire_listings() -> None:
    """Published → expired when nobody has confirmed them in time; each firm hears of it once."""
    if not settings.LISTING_DAYS:
        return
    ended: Counter[int] = Counter()
    for _turn in range(MOST_BATCHES):
        batch = expire_batch()
        ended.update(batch)
        if len(batch) < BATCH:
            break
    for company in Company.objects.filter(pk__in=ended):
        record("listings.expired", company, company=company.pk, count=ended[company.pk])


def expire_batch() -> list[int]:
    """The firms of the batch, one for each listing."""
    now = timezone.now()
    with transaction.atomic():
        rows = Product.objects.filter(state=Product.State.PUBLISHED, expires_at__lte=now).order_by("expires_at")
        pairs = list(rows.select_for_update(no_key=True, skip_locked=True).values_list("pk", "company_id")[:BATCH])
        ids = [pk for pk, _company in pairs]
        if ids:
            Product.objects.filter(pk__in=ids).update(state=Product.State.EXPIRED, updated_at=now)
            record_many("product.expired", Product, ids)
    return [company for _pk, company in pairs]


@every(hours=6)
def remind_of_expiry() -> None:
    """Tell each firm once how many of its listings end within two weeks."""
    if not settings.LISTING_DAYS:
        return
    counts = dict(
        Product.objects.expiring()
        .filter(company__is_active=True)
        .order_by()
        .values_list("company_id")
        .annotate(Count("pk"))
    )
    recent = Event.objects.filter(
        subject_type=Company._meta.label_lower, subject_id__in=counts, kind="listings.expiring"
    )
    told = set(recent.filter(created_at__gt=timezone.now() - NOT_AGAIN).values_list("subject_id", flat=True))
    for company in Company.objects.filter(pk__in=counts.keys() - told):
        record("listings.expiring", company, company=company.pk, count=counts[company.pk], days=SOON.days)


@subscribe("listings.releasing")
def go_on_releasing(event: Event) -> None:
    """The next batch of a firm that is trusted now."""
    company = Company.objects.filter(pk=event.subject_id or 0).first()
    if company:
        release(company, by=None, done=int(event.payload.get("done", 0)))


@subscribe("company.tier_changed")
def release_checked(event: Event) -> None:
    """A firm that was checked meanwhile needs no look at its first listings any more."""
    company = released_by_now().filter(pk=event.subject_id or 0).first()
    if company:
        release(company)


@every(minutes=10)
def release_the_rest() -> None:
    """Those that came into the queue in the very moment in which their firm was trusted."""
    for company in released_by_now().order_by("pk")[:50]:
        release(company)
