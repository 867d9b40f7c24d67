"""Response rate and time of a company: how they are counted, and the words that say so.

Counted are the inquiries received in the last ninety days. Left out: those of the last seven days that still wait for
an answer, those that the asker closed before there was one, those reported as spam (unless our staff found none) or
from a blocked company, and those about offers made without a name, whose figures would tell whose they are. The time
to an answer is plain elapsed time; the median says more than a mean, which one forgotten inquiry would spoil.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

from django.db.models import F, Q
from django.utils import timezone

from offers.models import CompanyResponse, Inquiry

WINDOW = timedelta(days=90)
IN_TIME = timedelta(days=7)
ENOUGH = 5  # inquiries below which a rate says nothing

Times = list[tuple[datetime, datetime | None]]


def counted(companies: Iterable[int] | None = None, now: datetime | None = None) -> dict[int, Times]:
    """When each counted inquiry was sent and answered, by the company that was asked."""
    now = now or timezone.now()
    rows = Inquiry.objects.filter(created_at__gte=now - WINDOW, supplier_is_hidden=False, spam=Inquiry.Spam.NONE)
    rows = rows.exclude(offer__is_anonymous=True)
    rows = rows.exclude(Q(answered_at=None, created_at__gt=now - IN_TIME, state=Inquiry.State.SENT))
    rows = rows.exclude(Q(answered_at=None, state=Inquiry.State.CLOSED, closed_side="buyer"))
    rows = rows if companies is None else rows.filter(supplier__in=list(companies))
    found: dict[int, Times] = defaultdict(list)
    for supplier, sent, answered in rows.values_list("supplier_id", F("created_at"), "answered_at").iterator():
        found[supplier].append((sent, answered))
    return found


def figures(times: Times) -> dict[str, object]:
    waits = [answered - sent for sent, answered in times if answered is not None]
    hours = median(wait.total_seconds() for wait in waits) / 3600 if waits else None
    return {
        "received": len(times),
        "in_time": sum(wait <= IN_TIME for wait in waits),
        "median_hours": None if hours is None else Decimal(hours).quantize(Decimal("0.1")),
        "counted_at": timezone.now(),
    }


def count_anew(company_id: int) -> None:
    """One company's, when something has changed."""
    save(counted([company_id]), [company_id])


def count_all() -> None:
    """Everybody's: the window moves on, and who has not been asked for ninety days has no figures any more."""
    found = counted()
    save(found, found)
    CompanyResponse.objects.exclude(company__in=list(found)).delete()


def save(found: dict[int, Times], companies: Iterable[int]) -> None:
    rows = [CompanyResponse(company_id=pk, **figures(found.get(pk, []))) for pk in companies]
    CompanyResponse.objects.bulk_create(
        rows,
        500,
        update_conflicts=True,
        unique_fields=["company"],
        update_fields=["received", "in_time", "median_hours", "counted_at"],
    )
