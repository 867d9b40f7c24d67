"""How much a company may say and begin: more with each level of checking. docs/operations.md has the numbers.

Counted in the database, under the lock of one row for each company, so that several processes agree. A window begins
with the first thing that is counted in it, and ends a minute or 24 hours later.
"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.models import Company
from portal.core.permissions import Refused
from portal.core.prepared import Prepared, inserting, together

COUNTED = ("id", "company_id", "minute_since", "in_minute", "day_since", "in_day", "rooms_since", "rooms")
MINUTE, DAY = timedelta(minutes=1), timedelta(hours=24)


def limit_of(numbers: list[int], company: Company) -> int | None:
    """By its tier, from the e-mail address alone upwards; None where there is no limit."""
    return numbers[min(company.tier, len(numbers) - 1)] if numbers else None


def counts_messages() -> bool:
    return bool(settings.TALK_MESSAGES_A_MINUTE or settings.TALK_MESSAGES_A_DAY)


def take_message(row: Any, company: Company) -> None:
    """Count one message in the company's locked row, which the caller stores. Raises Refused past its share."""
    by_minute, by_day = settings.TALK_MESSAGES_A_MINUTE, settings.TALK_MESSAGES_A_DAY
    now = timezone.now()
    if begins_anew(row.minute_since, MINUTE, now):
        row.minute_since, row.in_minute = now, 0
    if begins_anew(row.day_since, DAY, now):
        row.day_since, row.in_day = now, 0
    if reached(row.in_minute, limit_of(by_minute, company)):
        raise Refused(too_many_in_a_minute(row.in_minute, company, row.minute_since + MINUTE - now))
    if reached(row.in_day, limit_of(by_day, company)):
        raise Refused(too_many_in_a_day(row.in_day, company, row.day_since + DAY))
    row.in_minute, row.in_day = row.in_minute + 1, row.in_day + 1


MESSAGES_COUNTED = ("minute_since", "in_minute", "day_since", "in_day")


def take_room(company: Company) -> None:
    """Count one consultation that the company begins. Raises Refused when it has begun its share of 24 hours."""
    if not settings.TALK_NEW_A_DAY:
        return
    (row,), now = locked_rows([company.pk]), timezone.now()
    if begins_anew(row.rooms_since, DAY, now):
        row.rooms_since, row.rooms = now, 0
    if reached(row.rooms, limit_of(settings.TALK_NEW_A_DAY, company)):
        raise Refused(too_many_begun(row.rooms, company, row.rooms_since + DAY))
    row.rooms += 1
    row.save(update_fields=["rooms_since", "rooms"])


def locked_rows(companies: list[int]) -> list[Any]:
    """Of companies in the order of their keys; made for those that have said nothing yet."""
    from consultations.models import TalkAllowance

    fresh = [TalkAllowance(company_id=pk) for pk in companies]
    made = inserting(fresh, unique=("company",), update=("company",))
    return [counted(row) for row in together(made, ALLOWANCES.asked(companies=companies))[1].rows]


def counted(found: tuple[Any, ...]) -> Any:
    from consultations.models import TalkAllowance

    return TalkAllowance(**dict(zip(COUNTED, found, strict=True)))


def allowances(companies: list[int]) -> "QuerySet[Any, Any]":
    """Locked, always in the same order: two that lock several do not wait for each other."""
    from consultations.models import TalkAllowance

    rows = TalkAllowance._default_manager.select_for_update(no_key=True).order_by("company")
    return rows.filter(company__in=companies).values_list(*COUNTED)


ALLOWANCES = Prepared(allowances)


def begins_anew(since: datetime | None, lasts: timedelta, now: datetime) -> bool:
    return since is None or since + lasts <= now


def reached(count: int, limit: int | None) -> bool:
    return limit is not None and count >= limit


def too_many_in_a_minute(count: int, company: Company, left: timedelta) -> str:
    words = ngettext(
        "Your company has written %(n)s message within a minute, as many as it may (level of checking: %(tier)s).",
        "Your company has written %(n)s messages within a minute, as many as it may (level of checking: %(tier)s).",
        count,
    ) % {"n": count, "tier": company.get_tier_display()}
    seconds = max(1, int(left.total_seconds()) + 1)
    wait = ngettext("Go on in %(n)s second.", "Go on in %(n)s seconds.", seconds) % {"n": seconds}
    return f"{words} {wait}{further(company, settings.TALK_MESSAGES_A_MINUTE)}"


def too_many_in_a_day(count: int, company: Company, at: datetime) -> str:
    words = ngettext(
        "Your company has written %(n)s message within 24 hours, as many as it may (level of checking: %(tier)s).",
        "Your company has written %(n)s messages within 24 hours, as many as it may (level of checking: %(tier)s).",
        count,
    ) % {"n": count, "tier": company.get_tier_display()}
    return f"{words} {possible(at)}{further(company, settings.TALK_MESSAGES_A_DAY)}"


def too_many_begun(count: int, company: Company, at: datetime) -> str:
    words = ngettext(
        "Your company has begun %(n)s consultation within 24 hours, as many as it may (level of checking: %(tier)s).",
        "Your company has begun %(n)s consultations within 24 hours, as many as it may (level of checking: %(tier)s).",
        count,
    ) % {"n": count, "tier": company.get_tier_display()}
    return f"{words} {possible(at)}{further(company, settings.TALK_NEW_A_DAY)}"


def possible(at: datetime) -> str:
    time = date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
    return _("It is possible again at %(time)s.") % {"time": time}


def further(company: Company, numbers: list[int]) -> str:
    """What raises the limit, where anything does."""
    if company.tier >= min(len(numbers) - 1, max(Company.Tier.values)):
        return ""
    return " " + _("Having the company checked further (“Verification” at your company) raises the limit.")
