"""Searches that people keep: the portal looks for them while they sleep, and tells of each new match once.

New is what was published after the search was saved. A look overlaps the one before, and goes back to the oldest event
that waits, because the index follows the database; what was told already is known by its row in SavedMatch.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from companies.models import Company, User
from notifications.models import hours_of
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.relay import lag_seconds
from portal.core.timed import every
from search.engines import EngineDown, engine
from search.found import items_of
from search.query import FACETS, FACT, RANGES, Hit, Query, from_parameters
from search.sources import audience_of

logger = logging.getLogger("portal.search")

MOST = 100  # searches of one person
PAGE, PAGES = 100, 50  # of one look: what a whole catalogue brings in at once is still found
MOST_SHOWN = 100  # matches on a search's page
LONGEST = 1000  # characters of what is asked
OVERLAP = timedelta(minutes=15)
SOON = timedelta(minutes=1)
AT_ONCE = 200  # searches looked at by one run of the job
KEPT = timedelta(days=400)
KEPT_PARAMETERS = ("q", "currency", *FACETS, *(f"{name}_{end}" for name in RANGES for end in ("from", "to")))


def saved_ref() -> str:
    return new_ref("S")


def canonical(parameters: QueryDict) -> str:
    """What a search asks for, without its page, order and view; always in the same order."""
    pairs = [
        (name, value.strip())
        for name, values in parameters.lists()
        if name in KEPT_PARAMETERS or name.startswith(FACT)
        for value in values
        if value.strip()
    ]
    kept = QueryDict(mutable=True)
    for name, value in sorted(dict.fromkeys(pairs)):
        if name != "currency" or any(one.startswith("price_") for one, _value in pairs):
            kept.appendlist(name, value)
    return kept.urlencode()


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, actor: Actor) -> "SavedSearchQuerySet":
        """A person's own, whichever company they act for."""
        return self.filter(user_id=actor.user_id) if actor.user else self.none()

    def with_counts(self) -> "SavedSearchQuerySet":
        fresh = models.Q(matches__seen_at=None, matches__pk__isnull=False)
        rows = self.annotate(match_count=models.Count("matches"), fresh_count=models.Count("matches", filter=fresh))
        return rows.order_by("-fresh_count", "-created_at", "-pk")

    def due(self, now: datetime) -> "SavedSearchQuerySet":
        return self.filter(due_at__lte=now, user__is_active=True)


class SavedSearch(models.Model):
    """`query` is the part of a search's address that says what is asked; `looked_at` up to when was looked."""

    class Rhythm(models.TextChoices):
        INSTANT = "instant", _("At once")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")
        OFF = "off", _("Never: I look myself")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=saved_ref)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    company = models.ForeignKey(Company, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=LONGEST, blank=True)
    currency = models.CharField(max_length=3, default="EUR")
    rhythm = models.CharField(_("tell me"), max_length=8, choices=Rhythm, default=Rhythm.DAILY)
    due_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "query"], name="saved_search_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="saved_search_has_name"),
            models.CheckConstraint(
                condition=models.Q(rhythm="off", due_at=None)
                | ~models.Q(rhythm="off") & models.Q(due_at__isnull=False),
                name="saved_search_due_unless_off",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="saved_search_due", condition=models.Q(due_at__isnull=False))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("search:saved", args=[self.ref])

    @property
    def search_url(self) -> str:
        return f"{reverse('search:search')}?{self.query}"

    @property
    def parameters(self) -> QueryDict:
        return QueryDict(self.query)

    @classmethod
    def keep(cls, by: Actor, parameters: QueryDict, name: str, rhythm: str, currency: str) -> "SavedSearch":
        """Save a search; the same one again changes its name and rhythm. Raises Refused for too long or too many."""
        require(by.user is not None, _("Sign in to save a search."))
        assert by.user is not None
        query = canonical(parameters)
        if len(query) > LONGEST:
            raise Refused(_("This search has too many filters to be kept. Take some away."))
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=by.user.pk)
            own = SavedSearch.objects.filter(user=by.user)
            found = own.filter(query=query).first()
            if found is None:
                if own.count() >= MOST:
                    raise Refused(_("A hundred searches are the most. Delete one that you no longer need."))
                found = SavedSearch(user=by.user, query=query)
            found.company, found.currency = by.company, currency
            found.change(name, rhythm)
            record("saved_search.kept", found, by=by)
        return found

    def change(self, name: str, rhythm: str) -> None:
        self.name, self.rhythm = name, rhythm
        self.due_at = self.next_look(timezone.now())
        self.save()

    def forget(self, by: Actor) -> None:
        with transaction.atomic():
            record("saved_search.deleted", self, by=by, name=self.name)
            self.delete()

    def next_look(self, now: datetime) -> datetime | None:
        """When is looked next; the mornings and Mondays are those of the person's own zone."""
        if self.rhythm == self.Rhythm.OFF:
            return None
        if self.rhythm == self.Rhythm.INSTANT:
            return now + SOON
        hours = hours_of([self.user_id])[self.user_id]
        return hours.next_morning(now) if self.rhythm == self.Rhythm.DAILY else hours.next_monday(now)

    def asked(self, actor: Actor) -> Query:
        return from_parameters(self.parameters, audience_of(actor, self.user.language), currency=self.currency)

    def look(self, now: datetime) -> int:
        """Find what was published since, keep it as matches, and leave word of it. Raises EngineDown.

        The caller holds the row.
        """
        actor = self.user.actor_for(self.company.slug if self.company else None)
        seen = [item for hits in self.pages(actor) for item in items_of(self.not_told(hits), self.asked(actor), actor)]
        SavedMatch.objects.bulk_create(
            [SavedMatch(saved=self, kind=item.kind, row=item.row.pk, found_at=now) for item in seen],
            ignore_conflicts=True,
        )
        # What waits to be indexed was published, but could not be found yet: the next look begins before it.
        self.looked_at, self.due_at = now - timedelta(seconds=lag_seconds()), self.next_look(now)
        self.save(update_fields=["looked_at", "due_at"])
        if seen:
            titles = [item.title for item in seen[:3]]
            record("saved_search.matched", self, count=len(seen), titles=titles)
        return len(seen)

    def pages(self, actor: Actor) -> Iterator[list[Hit]]:
        """What was published since the last look, the newest first."""
        since = max(self.looked_at - OVERLAP, self.created_at)
        query = replace(self.asked(actor), sort="newest", size=PAGE, since=int(since.timestamp()))
        for number in range(1, PAGES + 1):
            hits = engine().search(query.at_page(number)).hits
            yield hits
            if len(hits) < PAGE:
                return

    def not_told(self, hits: Iterable[Hit]) -> list[Hit]:
        rows = list(hits)
        known = set(self.matches.filter(row__in=[hit.pk for hit in rows]).values_list("kind", "row"))
        return [hit for hit in rows if (hit.kind, hit.pk) not in known]

    def hits(self) -> list[Hit]:
        """The matches told of, newest first."""
        rows = self.matches.order_by("-found_at", "-pk").values_list("kind", "row")
        return [Hit(kind, pk) for kind, pk in rows[:MOST_SHOWN]]

    def mark_seen(self) -> None:
        self.matches.filter(seen_at=None).update(seen_at=timezone.now())


class SavedMatch(models.Model):
    """A thing that was told of once; `kind` and `row` are those of search.sources."""

    saved = models.ForeignKey(SavedSearch, models.CASCADE, related_name="matches")
    kind = models.CharField(max_length=12)
    row = models.BigIntegerField()
    found_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["saved", "kind", "row"], name="saved_match_once")]
        indexes = [models.Index(fields=["found_at"], name="saved_match_age")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.row}"


@every(minutes=1)
def look_for_all() -> None:
    """Each search that is due, in a transaction of its own; while the engine is down they wait."""
    now = timezone.now()
    for pk in list(SavedSearch.objects.due(now).order_by("due_at").values_list("pk", flat=True)[:AT_ONCE]):
        try:
            look_for(pk, now)
        except EngineDown as problem:
            logger.warning("saved searches wait for the engine: %s", problem)
            return
        except Exception:  # one search that cannot be looked for must not keep the others waiting
            logger.exception("saved search %s", pk)
            SavedSearch.objects.filter(pk=pk).update(due_at=now + timedelta(hours=1))


def look_for(pk: int, now: datetime) -> None:
    with transaction.atomic():
        rows = SavedSearch.objects.due(now).select_related("user", "company")
        saved = rows.select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
        if saved:
            with override(saved.user.language or settings.LANGUAGE_CODE):
                saved.look(now)


@every(hours=24)
def forget_old_matches() -> None:
    SavedMatch.objects.filter(found_at__lt=timezone.now() - KEPT).delete()


def suggested_name(query: Query, labels: Iterable[Any]) -> str:
    """`bearing · Korea · Certified`: the words, then the filters as people read them."""
    parts = [query.text, *map(str, labels)]
    return " · ".join(part for part in parts if part)[:80] or str(_("Everything new"))
