"""The outbox: facts are written in the transaction that makes them true, and delivered afterwards by the relay.

`record()` inserts an Event beside the change. `@subscribe` names who wants to hear of it. The relay
(portal.core.relay) calls each handler at least once; a handler's own database changes are committed together
with the mark that it has handled the event, so their effect happens once.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.prepared import insert
from portal.core.states import locked


class EventQuerySet(models.QuerySet["Event"]):
    def due(self) -> "EventQuerySet":
        return self.filter(state=Event.State.PENDING, due_at__lte=timezone.now()).order_by("id")

    def dead(self) -> "EventQuerySet":
        return self.filter(state=Event.State.DEAD)

    def about(self, subject: models.Model) -> "EventQuerySet":
        return self.filter(subject_type=subject._meta.label_lower, subject_id=subject.pk)


class Event(models.Model):
    """A fact, such as `offer.published`: what happened to what, by whom, for which company, and who has heard of it."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        DONE = "done", _("delivered")
        DEAD = "dead", _("gave up")

    kind = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80)
    # None for a fact about many rows, or by nobody. Read as Any: a handler knows which it is, a type checker does not.
    subject_id: "models.BigIntegerField[Any, Any]" = models.BigIntegerField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    company_id: "models.BigIntegerField[Any, Any]" = models.BigIntegerField(null=True)
    # The member of programme staff who acted through `user`, and the end of the API key that acted without a person.
    through = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False)
    token = models.CharField(max_length=8, blank=True, default="")
    # The mandate (companies.Mandate) under which somebody of an intermediary did it for `company_id`.
    mandate_id: "models.BigIntegerField[Any, Any]" = models.BigIntegerField(null=True)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    handled = models.JSONField(default=list)
    error = models.TextField(blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["id"], name="event_pending", condition=models.Q(state="pending")),
            models.Index(fields=["subject_type", "subject_id", "id"], name="event_subject"),
            models.Index(fields=["company_id", "id"], name="event_company"),
            models.Index(
                fields=["mandate_id", "id"], name="event_mandate", condition=models.Q(mandate_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"

    @property
    def subject_ids(self) -> list[int]:
        """The rows it tells of: one, or the many of a bulk change."""
        return [self.subject_id] if self.subject_id is not None else list(self.payload.get("ids", ()))

    def retry(self) -> None:
        """Dead → waiting: due at once, with its attempts forgotten; handlers that have done their part stay done."""
        with locked(self, self.State.DEAD):
            self.state, self.attempts, self.due_at, self.error = self.State.PENDING, 0, timezone.now(), ""
            self.save(update_fields=["state", "attempts", "due_at", "error"])


def record(kind: str, subject: models.Model, by: Actor | None = None, **payload: Any) -> Event:
    """Write the fact `kind` about `subject` into the outbox; call it inside the transaction of the change.

    Raises what a guard (`on_record`) raises, such as Refused for a mandate that has ended: nothing of the change stays.
    """
    ask_guards(by)
    event = fact(kind, subject, by, **payload)
    insert(event)
    return event


def fact(kind: str, subject: models.Model, by: Actor | None = None, **payload: Any) -> Event:
    """What `record` writes, not stored yet: for who stores several at once, and has asked the guards about each."""
    about = {"subject_type": subject._meta.label_lower, "subject_id": subject.pk}
    return Event(kind=kind, **about, **doer(by), payload=payload)


def record_many(
    kind: str, model: type[models.Model], ids: Iterable[int], by: Actor | None = None, **payload: Any
) -> Event:
    """One fact about many rows of `model` (a bulk import tells of 500 products in one event)."""
    ask_guards(by)
    return Event.objects.create(
        kind=kind,
        subject_type=model._meta.label_lower,
        **doer(by),
        payload={**payload, "ids": list(ids)},
    )


def doer(by: Actor | None) -> dict[str, Any]:
    """The columns that say who did it; none for the clock."""
    if by is None:
        return {}
    return {
        "user_id": by.user_id,
        "company_id": by.company_id,
        "through_id": by.through_id,
        "token": by.token,
        "mandate_id": by.mandate_id,
    }


Guard = Callable[[Actor], None]
GUARDS: list[Guard] = []


def on_record(guard: Guard) -> Guard:
    """Ask `guard` about whoever does something, before the fact is written and in the same transaction.

    It raises to stop the act, and may lock what must not change until the act is stored.
    """
    GUARDS.append(guard)
    return guard


def ask_guards(by: Actor | None) -> None:
    if by is not None:
        for guard in GUARDS:
            guard(by)


Single = Callable[[Event], None]


@dataclass(frozen=True)
class Handler:
    """A subscriber; `name` is what an event remembers, so it must not change while events wait."""

    name: str
    kinds: tuple[str, ...]
    call: Callable[..., None]
    is_batch: bool

    def wants(self, event: Event) -> bool:
        return self.name not in event.handled and any(fnmatchcase(event.kind, kind) for kind in self.kinds)


HANDLERS: dict[str, Handler] = {}


def subscribe(*kinds: str, batch: bool = False) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a handler for event kinds (`"product.*"` matches all of them). With `batch` it gets a list.

    Handlers are idempotent: they re-read the row and act on what is true now. They raise `Unavailable` when
    something outside is down, anything else when the event itself is at fault.
    """

    def register(function: Callable[..., None]) -> Callable[..., None]:
        name = f"{function.__module__}.{function.__name__}"
        HANDLERS[name] = Handler(name, kinds, function, batch)
        return function

    return register


class Unavailable(Exception):
    """A server that a handler needs does not answer: the whole group is tried again later."""
