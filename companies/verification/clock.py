"""What time does to checks: warnings before the end, and the end."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from companies.models import Claim, DocumentVersion, Reminder
from portal.core.events import record
from portal.core.permissions import WrongState
from portal.core.timed import every

WARNINGS = (60, 30, 7)  # days before the last one
AFTER = -1


@every(minutes=30)
def expire_claims() -> None:
    """Each on its own, so that one that somebody is just deciding on does not hold up the others."""
    for claim in Claim.objects.overdue().order_by("pk"):
        try:
            claim.expire()
        except WrongState:  # decided on meanwhile
            continue


@every(hours=3)
def remind() -> None:
    """Of claims and documents near their end, once each for 60, 30 and 7 days; of a document once more afterwards.

    Who is reminded late, because the clock stood still, hears only the nearest of the warnings that were due.
    """
    today = localdate()
    soon = today + timedelta(days=WARNINGS[0])
    claims = Claim.objects.filter(state=Claim.State.APPROVED, valid_until__range=(today, soon))
    for claim in claims.exclude(method=Claim.Method.LINK):
        if claim.valid_until:
            warn_once("claim.expiring", claim, due_warning((claim.valid_until - today).days))
    recent = today - timedelta(days=30)
    versions = DocumentVersion.objects.newest().filter(valid_until__range=(recent, soon))
    for version in versions.select_related("document"):
        if version.valid_until:
            left = (version.valid_until - today).days
            warn_once("document.expiring", version, due_warning(left) if left >= 0 else AFTER)


def due_warning(left: int) -> int:
    """With so many days left, the smallest warning that is due: 45 → 60, 8 → 30, 0 → 7."""
    return min(days for days in WARNINGS if left <= days)


def warn_once(kind: str, subject: Claim | DocumentVersion, days: int) -> None:
    named: dict[str, Any] = {"claim": subject} if isinstance(subject, Claim) else {"version": subject}
    with transaction.atomic():
        named |= {"days": days, "valid_until": subject.valid_until}
        _reminder, is_new = Reminder.objects.get_or_create(**named)
        if is_new:
            company = subject.company_id if isinstance(subject, Claim) else subject.document.company_id
            record(kind, subject, company=company, days=days)
