"""Which initiatives there are for whom, and in which order."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.community import Community, CommunityMember
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.initiatives.models.initiative import Initiative  # noqa: F401  (its rows)


class Kind(models.TextChoices):
    BID = "bid", _("Joint bid")
    BOOTH = "booth", _("Joint booth at a fair")
    LOGISTICS = "logistics", _("Shared logistics")
    TRAINING = "training", _("Training")
    OTHER = "other", _("Something else")


class State(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    GATHERING = "gathering", _("Gathering partners")
    AGREED = "agreed", _("Agreed")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    GIVEN_UP = "given_up", _("Given up")


class Audience(models.TextChoices):
    COMMUNITY = "community", _("Everybody who reads the community")
    PARTNERS = "partners", _("From its start on only the partners and the steward")


OPEN = (State.PROPOSED, State.GATHERING, State.AGREED)
LIVE = (*OPEN, State.UNDER_WAY)

ORDERS: dict[str, tuple[Any, ...]] = {
    "": ("-is_pinned", "-moved_at", "-pk"),
    "closing": ("-is_pinned", models.F("seeking_until").asc(nulls_last=True), "-pk"),
    "partners": ("-is_pinned", "-partner_count", "-pk"),
    "new": ("-created_at", "-pk"),
}


def partner_rows() -> Any:
    """Partners are defined above this module."""
    return apps.get_model("community", "InitiativePartner")._default_manager


def seated(actor: Actor) -> "models.QuerySet[CommunityMember]":
    return CommunityMember.objects.active().filter(company_id=actor.company_id or 0)


def own_rows(actor: Actor) -> Any:
    """The acting company's places as a partner."""
    return partner_rows().inside().filter(company_id=actor.company_id or 0)


def inside(actor: Actor, prefix: str = "") -> models.Q:
    """Those whose papers the actor reads: they are a partner and still a member, or the community's steward."""
    steward = seated(actor).filter(role=CommunityMember.Role.STEWARD).values("community")
    places = models.Q(
        **{
            f"{prefix}pk__in": own_rows(actor).values("initiative"),
            f"{prefix}community__in": seated(actor).values("community"),
        }
    )
    return models.Q(**{f"{prefix}community__in": steward}) | places


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def visible_to(self, actor: Actor) -> "InitiativeQuerySet":
        """Those of communities the actor reads; one that keeps to itself from its start on, only from inside."""
        readable = self.filter(community__in=Community.objects.readable_by(actor))
        told = models.Q(audience=Audience.COMMUNITY) | models.Q(started_at=None)
        return readable.filter(told | inside(actor))

    def inside_for(self, actor: Actor) -> "InitiativeQuerySet":
        return self.filter(inside(actor))

    def for_cards(self) -> "InitiativeQuerySet":
        return self.select_related("lead", "community")

    def live(self) -> "InitiativeQuerySet":
        return self.filter(state__in=LIVE)

    def looking(self) -> "InitiativeQuerySet":
        """They take further partners today."""
        room = models.Q(most=None) | models.Q(partner_count__lt=models.F("most"))
        in_time = models.Q(seeking_until=None) | models.Q(seeking_until__gte=timezone.localdate())
        return self.filter(room, in_time, state__in=OPEN)

    def of_company(self, actor: Actor) -> "InitiativeQuerySet":
        """Those the acting company has to do with in any way but a refusal."""
        places = partner_rows().concerned().filter(company_id=actor.company_id or 0)
        return self.filter(pk__in=places.values("initiative"))

    def matching(self, actor: Actor, **wanted: str) -> "InitiativeQuerySet":
        """`kind`, `state`, `show` (`looking`, `mine`) and `q`; what is empty narrows nothing."""
        rows = self
        for field in ("kind", "state"):
            rows = rows.filter(**{field: wanted[field]}) if wanted.get(field) else rows
        for word in wanted.get("q", "").split():
            said = (models.Q(**{f"{field}__icontains": word}) for field in ("title", "body", "sought", "lead__name"))
            found = models.Q()
            for one in said:
                found |= one
            rows = rows.filter(found)
        show = wanted.get("show", "")
        return rows.looking() if show == "looking" else rows.of_company(actor) if show == "mine" else rows

    def sorted_by(self, order: str = "") -> "InitiativeQuerySet":
        return self.order_by(*ORDERS.get(order, ORDERS[""]))

    def between(self, field: str, start: datetime, end: datetime) -> "InitiativeQuerySet":
        """`start` belongs to it, `end` does not."""
        return self.filter(**{f"{field}__gte": start, f"{field}__lt": end})
