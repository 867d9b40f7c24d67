"""Who vouches must stand itself, and hears what becomes of its word."""

from django.utils.translation import gettext, override

from community.models import Vouching
from companies.models import Company
from portal.core.events import Event, record, subscribe
from portal.core.permissions import WrongState


@subscribe("company.tier_changed", "company.suspended", "company.closed")
def standing_lost(event: Event) -> None:
    """When its tier falls or it is suspended, what it vouched for ends."""
    company = Company.objects.filter(pk=event.subject_id or 0).first()
    if company is None or (company.is_active and company.tier >= Company.Tier.DOCUMENTS):
        return
    with override("en"):
        reason = gettext("Who vouched is itself not checked any more.")
    for vouching in Vouching.objects.filter(voucher=company, state__in=["offered", "agreed"]).order_by("pk"):
        try:
            vouching.revoke(None, reason)
        except WrongState:  # ended meanwhile
            continue


@subscribe("claim.approved", "claim.returned", "claim.expiring")
def claim_moved(event: Event) -> None:
    """Told as a fact about the vouching, for who vouched may not look at the claims of others."""
    words = {"approved": "approved", "returned": "returned", "expiring": "ending"}
    vouching = Vouching.objects.standing().filter(claim_id=event.subject_id or 0).first()
    if vouching is not None:
        record(f"vouching.{words[event.kind.partition('.')[2]]}", vouching)
