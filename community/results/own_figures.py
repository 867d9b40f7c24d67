"""The figures that communities have of themselves: members, who is active, threads and posts."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.models import Post, Thread
from community.results.figures import (
    ACTIVITIES,
    END,
    MEAN,
    Ids,
    Months,
    activity,
    by_company,
    by_month,
    companies_by_month,
    company_figure,
    day_of,
    figure,
    moment,
    months_between,
)
from community.results.models import Stay


@figure("members", 10, _("Members"), _("Companies that are members at the end of the month."), over=END)
def members(ids: Ids, start: date, end: date) -> Months:
    """One company in two communities counts in each."""
    stays = Stay.objects.filter(community__in=ids)
    before = Q(joined_at__lt=moment(start))
    number = stays.filter(before).filter(Q(left_at=None) | Q(left_at__gte=moment(start))).count()
    came, went = joined(ids, start, end), left(ids, start, end)
    found: Months = {}
    for month in months_between(start, end):
        number += came.get(month, 0) - went.get(month, 0)
        found[month] = number
    return found


@figure("joined", 12, pgettext_lazy("community", "Joined"), _("Companies that became members in the month."))
def joined(ids: Ids, start: date, end: date) -> Months:
    return by_month(Stay.objects.filter(community__in=ids), "joined_at", start, end)


@figure("left", 14, pgettext_lazy("community", "Left"), _("Companies that left or were removed in the month."))
def left(ids: Ids, start: date, end: date) -> Months:
    return by_month(Stay.objects.filter(community__in=ids), "left_at", start, end)


@figure(
    "active",
    20,
    _("Active members"),
    _("Companies of which somebody wrote, pledged, registered or took part in something in the month, each once."),
    over=MEAN,
)
def active(ids: Ids, start: date, end: date) -> Months:
    seen = {(day_of(month), company) for find in ACTIVITIES for month, company in find(ids, start, end)}
    return dict(Counter(month for month, _company in seen))


def shown_posts(ids: Ids) -> "QuerySet[Post]":
    return Post.objects.filter(thread__community__in=ids, standing="shown", thread__standing="shown")


@activity
def writers(ids: Ids, start: date, end: date) -> Iterable[tuple[Any, int]]:
    return companies_by_month(shown_posts(ids), "created_at", "company_id", start, end)


@figure("threads", 30, _("Threads"), _("Conversations started in the month that are shown."))
def threads(ids: Ids, start: date, end: date) -> Months:
    rows = Thread.objects.filter(community__in=ids, standing="shown")
    return by_month(rows, "created_at", start, end)


@figure("posts", 32, _("Posts"), _("Posts written in the month that are shown, the first of each thread included."))
def posts(ids: Ids, start: date, end: date) -> Months:
    return by_month(shown_posts(ids), "created_at", start, end)


@company_figure("threads", 30, _("Threads"))
def threads_of(ids: Ids, start: date, end: date) -> dict[int, int]:
    rows = Thread.objects.filter(community__in=ids, standing="shown")
    return by_company(rows, "created_at", "company_id", start, end)


@company_figure("posts", 32, _("Posts"))
def posts_of(ids: Ids, start: date, end: date) -> dict[int, int]:
    return by_company(shown_posts(ids), "created_at", "company_id", start, end)
