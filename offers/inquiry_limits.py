"""How many companies one may ask in a day: more with each level of checking, fewer after confirmed spam.

Counted are the inquiries of the last 24 hours, whoever of the company sent them and by whichever way. Each report that
our staff confirmed halves the number for half a year; after the third the company asks nobody until the oldest is past.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.models import Company
from portal.core.actor import Actor
from portal.core.permissions import Refused

DAY = timedelta(hours=24)
REMEMBERED = timedelta(days=182)
LAST_STRIKE = 3


@dataclass(frozen=True)
class Allowance:
    limit: int
    used: int
    strikes: int
    next_at: datetime | None  # when the oldest of the day's inquiries is past

    @property
    def left(self) -> int:
        return max(0, self.limit - self.used)


def limits() -> list[int]:
    """By tier, from the e-mail address alone to a visit."""
    return list(settings.INQUIRIES_A_DAY)


def strikes_of(company: Company) -> int:
    from offers.models.inquiry_report import InquiryReport

    since = timezone.now() - REMEMBERED
    confirmed = InquiryReport.objects.filter(inquiry__buyer=company, state=InquiryReport.State.CONFIRMED)
    return confirmed.filter(decided_at__gte=since).count()


def allowance_of(company: Company) -> Allowance:
    from offers.models.inquiry import Inquiry

    strikes = strikes_of(company)
    tier = min(company.tier, len(limits()) - 1)
    limit = 0 if strikes >= LAST_STRIKE else limits()[tier] >> strikes
    times = Inquiry.objects.filter(buyer=company, created_at__gt=timezone.now() - DAY).order_by("created_at")
    first: Any = times.values_list("created_at", flat=True).first()
    return Allowance(limit, times.count(), strikes, first + DAY if first else None)


def lock_sender(by: Actor) -> None:
    """The company's row is the lock: a double click waits here, and two who ask at once do not pass the limit."""
    Company.objects.select_for_update(no_key=True).get(pk=by.company_id)


def check_allowance(by: Actor, wanted: int) -> None:
    """Under the lock. Raises Refused, in plain words, when `wanted` more are too many."""
    state = allowance_of(by.company)
    if wanted > state.left:
        raise Refused(explained(state, by.company, wanted))


def explained(state: Allowance, company: Company, wanted: int) -> str:
    if state.strikes >= LAST_STRIKE:
        return _(
            "Inquiries of your company were reported as spam and our staff agreed, three times within half a year. "
            "It cannot send inquiries now. Nothing was sent."
        )
    words = ngettext(
        "Your company may ask %(limit)s company in 24 hours at its level of checking (%(tier)s).",
        "Your company may ask %(limit)s companies in 24 hours at its level of checking (%(tier)s).",
        state.limit,
    ) % {"limit": state.limit, "tier": company.get_tier_display()}
    words += " " + _("%(used)s were asked, and you want to ask %(wanted)s more. Nothing was sent.") % {
        "used": state.used,
        "wanted": wanted,
    }
    if state.next_at:
        at = date_format(timezone.localtime(state.next_at), "SHORT_DATETIME_FORMAT")
        words += " " + _("The next one is free at %(time)s.") % {"time": at}
    if state.strikes:
        words += " " + _("Confirmed reports of spam have lowered the number.")
    elif company.tier < len(limits()) - 1:
        words += " " + _("A company that was checked further may ask more.")
    return words
