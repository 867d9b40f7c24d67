"""Which booked talks there are for whom; their states, and what keeps a person's time taken."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultations.meetings.slots import Span
from portal.core.actor import Actor

if TYPE_CHECKING:
    from consultations.models.meeting import Meeting  # noqa: F401  # what a query set is of


class State(models.TextChoices):
    REQUESTED = "requested", _("waits for confirmation")
    CONFIRMED = "confirmed", _("confirmed")
    HELD = "held", _("took place")
    MISSED = "missed", _("somebody did not come")
    CANCELLED = "cancelled", _("cancelled")
    LAPSED = "lapsed", _("was not confirmed in time")


LIVE = (State.REQUESTED, State.CONFIRMED)  # what takes a person's time
TOOK_PLACE = (State.CONFIRMED, State.HELD)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, actor: Actor) -> "MeetingQuerySet":
        """Those of the acting company, whichever side it is; nobody else knows that they exist."""
        return self.of_companies([actor.company_id]) if actor.company else self.none()

    def of_companies(self, ids: Iterable[int]) -> "MeetingQuerySet":
        keys = list(ids)
        return self.filter(models.Q(host_company__in=keys) | models.Q(guest_company__in=keys))

    def of_person(self, user_id: int) -> "MeetingQuerySet":
        return self.filter(models.Q(host_id=user_id) | models.Q(guest_id=user_id))

    def live(self) -> "MeetingQuerySet":
        return self.filter(state__in=LIVE)

    def upcoming(self) -> "MeetingQuerySet":
        """Live ones that are not over yet, the next one first."""
        return self.live().filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> "MeetingQuerySet":
        """Those whose time has come, the last one first; what was cancelled is not among them."""
        done = models.Q(state__in=[State.HELD, State.MISSED])
        return self.filter(done | models.Q(state=State.CONFIRMED, ends_at__lte=timezone.now())).order_by(
            "-starts_at", "-pk"
        )

    def off(self) -> "MeetingQuerySet":
        return self.filter(state__in=[State.CANCELLED, State.LAPSED]).order_by("-starts_at", "-pk")

    def to_confirm_by(self, actor: Actor) -> "MeetingQuerySet":
        return self.upcoming().filter(state=State.REQUESTED, host_company_id=actor.company_id)

    def matching(self, q: str) -> "MeetingQuerySet":
        """Those whose subject, reference, topic, people or companies have each word of `q`."""
        rows = self
        for word in q.split()[:8]:
            found = models.Q(room__title__icontains=word) | models.Q(ref__iexact=word) | models.Q(topic__icontains=word)
            for side in ("host", "guest"):
                found |= models.Q(**{f"{side}__name__icontains": word})
                found |= models.Q(**{f"{side}_company__name__icontains": word})
            rows = rows.filter(found)
        return rows

    def for_cards(self) -> "MeetingQuerySet":
        return self.select_related("room", "host", "guest", "host_company", "guest_company")

    def taken_spans(self, people: Iterable[int], start: datetime, end: datetime) -> dict[int, list[Span]]:
        """When each of these people is taken between two moments, whichever company they act for and on either side."""
        keys = set(people)
        rows = self.live().filter(models.Q(host__in=keys) | models.Q(guest__in=keys))
        found: dict[int, list[Span]] = {key: [] for key in keys}
        near = rows.filter(starts_at__lt=end, ends_at__gt=start)
        for host, guest, starts_at, ends_at in near.values_list("host_id", "guest_id", "starts_at", "ends_at"):
            for key in {host, guest} & keys:
                found[key].append(Span(starts_at, ends_at))
        return found
