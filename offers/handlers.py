"""What the clock does to offers, and what inquiries say about how a company answers."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone

from companies.models import Membership
from companies.permissions import POWERS
from offers.models import Inquiry, InquiryAssignment, Offer, Visibility
from offers.models.inquiry_routing import release
from offers.models.offer import REMINDED_DAYS
from offers.response import count_all, count_anew
from portal.core.events import Event, subscribe
from portal.core.permissions import WrongState
from portal.core.timed import every


@every(minutes=5)
def expire_offers() -> None:
    """Mark open offers whose last day has passed."""
    for offer in Offer.objects.past_due().order_by("pk")[:500]:
        with suppress(WrongState):
            offer.expire()


@every(minutes=30)
def remind_of_ends() -> None:
    """Three days before an offer ends its company is told, once for each last day."""
    for offer in Offer.objects.ending(timezone.localdate() + timedelta(days=REMINDED_DAYS)).order_by("pk")[:500]:
        with suppress(WrongState):
            offer.remind()


@subscribe("membership.left", "membership.removed")
def leave_circles(event: Event) -> None:
    """Who has left a community, or was removed, has nothing to offer to its members alone any more."""
    company = event.payload.get("company") or event.company_id or 0
    states = [Offer.State.OPEN, Offer.State.REVIEW]
    kept = Offer.objects.filter(company_id=company, visibility=Visibility.CIRCLE, state__in=states)
    for offer in kept.order_by("pk"):
        with suppress(WrongState):
            offer.leave_circle()


@subscribe(
    "inquiry.answered",
    "inquiry.closed",
    "inquiry.reopened",
    "inquiry.reported",
    "inquiry.spam_dismissed",
    "inquiry.spam_confirmed",
    batch=True,
)
def count_responses(events: list[Event]) -> None:
    asked = Inquiry.objects.filter(pk__in=[event.subject_id for event in events if event.subject_id])
    for company_id in sorted(set(asked.values_list("supplier_id", flat=True))):
        count_anew(company_id)


@every(hours=12)
def count_all_responses() -> None:
    """Days pass without anybody doing anything, and an unanswered inquiry comes to count."""
    count_all()


@subscribe("membership.ended", "membership.role_changed")
def release_inquiries(event: Event) -> None:
    """Who left the company or only looks now answers no more; who has come back meanwhile keeps what is theirs."""
    company, user = event.payload.get("company") or event.company_id or 0, event.payload.get("user") or 0
    answering = [role for role, powers in POWERS.items() if powers & {"buy", "sell"}]
    if not Membership.objects.filter(company_id=company, user_id=user, role__in=answering).exists():
        release(company, user, InquiryAssignment.Why.LEFT)
