"""What people look for and whether they find it: for staff, without saying who.

Kept are the words, how many results there were, and which of them were opened; no person, session or address.
"""

import logging
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.core.signals import request_finished
from django.db import DatabaseError, close_old_connections, connection, models, transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.refs import new_ref
from portal.core.timed import every
from search.found import Found
from search.wording import folded

logger = logging.getLogger("portal.search")
KEPT = timedelta(days=180)
LONGEST = 100
MOST_CLICKS = 20  # counted of one search
DEEPEST = 1000  # position


def asked_ref() -> str:
    return new_ref("Q")


class AskedQuerySet(models.QuerySet["Asked"]):
    def since(self, moment: datetime) -> "AskedQuerySet":
        return self.filter(at__gte=moment)

    def by_words(self) -> Any:
        """One row for each wording: how often asked, answered with how many, opened how often and where."""
        opened = models.Count("clicks__asked", distinct=True)
        return self.values("words").annotate(
            times=models.Count("pk", distinct=True),
            results=models.Avg("total"),
            opened=opened,
            position=models.Avg("clicks__position"),
        )


class Asked(models.Model):
    """A search with words, on its first page. `words` are folded, so that case and accents make no difference."""

    ref = models.CharField(max_length=16, unique=True, default=asked_ref)
    at = models.DateTimeField(default=timezone.now)
    words = models.CharField(_("words"), max_length=LONGEST)
    language = models.CharField(max_length=8)
    total = models.PositiveIntegerField()
    whole = models.PositiveIntegerField()  # of them, those with every word
    took_ms = models.PositiveIntegerField()
    engine = models.CharField(max_length=16)

    objects = AskedQuerySet.as_manager()

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        permissions = [("see_analytics", "Can see what people search for")]
        indexes = [models.Index(fields=["at"], name="asked_at")]

    def __str__(self) -> str:
        return self.words

    @classmethod
    def note(cls, found: Found) -> str:
        """Keep a search whose first page was just made; returns its reference, empty when it was not to be kept.

        It is written when the response has gone out (`keep_waiting`), so that no reader waits for it.
        """
        query = found.query
        words = " ".join(folded(query.text).split())[:LONGEST]
        if query.is_empty or not words:
            return ""
        row = cls(
            words=words,
            language=(get_language() or "en")[:8],
            total=found.total,
            whole=min(found.whole, found.total),
            took_ms=found.took_ms,
            engine=found.engine,
        )
        waiting.append(row)
        return row.ref


waiting: deque[Asked] = deque(maxlen=1000)


@receiver(request_finished)
def keep_waiting(**kwargs: object) -> None:
    """Write what was asked for; a database that cannot take it just now loses a figure, and no page fails for it."""
    rows: list[Asked] = []
    with suppress(IndexError):  # another thread may take the last
        while waiting:
            rows.append(waiting.popleft())
    if not rows:
        return
    try:
        with transaction.atomic():
            Asked.objects.bulk_create(rows)
    except DatabaseError:
        logger.warning("%d searches were not kept", len(rows))
    if not connection.in_atomic_block:  # as in a test
        close_old_connections()  # Django has looked after them already, before this


class Clicked(models.Model):
    """A result of it that was opened; `position` counts from 1 over all pages."""

    asked = models.ForeignKey(Asked, models.CASCADE, related_name="clicks")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asked", "position"], name="clicked_once"),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="clicked_position_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_id}: {self.position}"

    @classmethod
    def note(cls, ref: str, position: int, kind: str) -> bool:
        """Keep that a result was opened; False for a search that is not known, or was clicked to no end."""
        asked = Asked.objects.filter(ref=ref).first()
        if asked is None or not 1 <= position <= DEEPEST or asked.clicks.count() >= MOST_CLICKS:
            return False
        Clicked.objects.bulk_create([Clicked(asked=asked, position=position, kind=kind[:12])], ignore_conflicts=True)
        return True


def can_see_analytics(actor: Actor) -> bool:
    return bool(actor.user and actor.is_staff and actor.user.has_perm("search.see_analytics"))


def figures(rows: AskedQuerySet) -> dict[str, Any]:
    """Of some time: searches, those without a result, those from which something was opened, and where it stood."""
    totals = rows.aggregate(
        searches=models.Count("pk"),
        empty=models.Count("pk", filter=models.Q(total=0)),
        loose=models.Count("pk", filter=models.Q(whole=0, total__gt=0)),
        slow=models.Count("pk", filter=models.Q(took_ms__gte=1000)),
        degraded=models.Count("pk", filter=models.Q(engine="database")),
    )
    opened = Clicked.objects.filter(asked__in=rows).aggregate(
        opened=models.Count("asked", distinct=True), position=models.Avg("position")
    )
    return {**totals, **opened}


def positions(rows: AskedQuerySet) -> Iterable[tuple[int, int]]:
    """How often what stood at each of the first ten places was opened."""
    counts = dict(
        Clicked.objects.filter(asked__in=rows, position__lte=10)
        .order_by()
        .values_list("position")
        .annotate(models.Count("pk"))
    )
    return [(place, counts.get(place, 0)) for place in range(1, 11)]


@every(hours=24)
def forget_old_searches() -> None:
    Asked.objects.filter(at__lt=timezone.now() - KEPT).delete()
