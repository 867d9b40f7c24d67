"""The states of a joint purchase, and which rounds somebody sees."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import Community, CommunityMember
from portal.core.actor import Actor

if TYPE_CHECKING:
    from trade.rounds.models import PurchaseRound  # noqa: F401  (its rows)


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    REACHED = "reached", _("Minimum reached")
    SUCCEEDED = "succeeded", _("Closed: ordered together")
    FAILED = "failed", _("Closed: minimum not reached")
    CANCELLED = "cancelled", _("Cancelled")


class Closing(models.TextChoices):
    DEADLINE = "deadline", _("At the deadline")
    REACHED = "reached", _("As soon as the minimum is reached")


class Sight(models.TextChoices):
    ALL = "all", _("Members see who takes how much")
    TOTALS = "totals", _("Members see the total only")


class Goal(models.TextChoices):
    """What closing makes of the pledges."""

    SUPPLIER = "supplier", _("An order proposal to the supplier of the product")
    MARKET = "market", _("A request for quotation, open to every supplier")
    CHOSEN = "chosen", _("A request for quotation to suppliers that the steward chooses")


TAKING = (State.OPEN, State.REACHED)
ENDED = (State.SUCCEEDED, State.FAILED, State.CANCELLED)


def run_by(actor: Actor) -> "models.QuerySet[Any, Any]":
    """The communities of which the acting company is a steward."""
    rows = CommunityMember.objects.active().filter(company_id=actor.company_id or 0, role="steward")
    return rows.values_list("community_id", flat=True)


def bound_by(actor: Actor) -> Q:
    """Rounds in which the acting company has a share, or a pledge that holds on though it has left the community."""
    from trade.rounds.models import Pledge, Split

    own = {"round": OuterRef("pk"), "company_id": actor.company_id or 0}
    holding = Pledge.objects.filter(**own, quantity__gt=0, stays_since__isnull=False)
    return Exists(Split.objects.filter(**own)) | Exists(holding)


class RoundQuerySet(models.QuerySet["PurchaseRound"]):
    def visible_to(self, actor: Actor) -> "RoundQuerySet":
        """Those of communities the reader may read, and what binds its company though it has left; drafts are the
        stewards' own."""
        readable = Q(community__in=Community.objects.readable_by(actor).order_by())
        return self.filter(readable & (~Q(state=State.DRAFT) | Q(community__in=run_by(actor))) | bound_by(actor))

    def open(self, now: datetime | None = None) -> "RoundQuerySet":
        """Those that take pledges now, whether or not the clock has closed the others yet."""
        return self.filter(state__in=TAKING, deadline__gt=now or timezone.now())

    def past_deadline(self, now: datetime) -> "RoundQuerySet":
        return self.filter(state__in=TAKING, deadline__lte=now)

    def closing_soon(self, now: datetime) -> "RoundQuerySet":
        """Those that end within a day and of whose end nobody was reminded yet."""
        rows = self.open(now).filter(deadline__lte=now + timedelta(days=1))
        return rows.filter(Q(reminded_of=None) | ~Q(reminded_of=models.F("deadline")))

    def matching(self, q: str) -> "RoundQuerySet":
        rows = self
        for word in q.split()[:8]:
            rows = rows.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(ref__iexact=word))
        return rows

    def standing(self, which: str) -> "RoundQuerySet":
        """`open`, `ended` or `draft`; anything else: all."""
        states = {"open": TAKING, "ended": ENDED, "draft": (State.DRAFT,)}.get(which)
        return self.filter(state__in=states) if states else self

    def pledged_by(self, actor: Actor) -> "RoundQuerySet":
        from trade.rounds.models import Pledge

        own = Pledge.objects.filter(round=OuterRef("pk"), company_id=actor.company_id or 0, quantity__gt=0)
        return self.filter(Exists(own))

    def run_by(self, actor: Actor) -> "RoundQuerySet":
        return self.filter(community__in=run_by(actor))

    def for_cards(self) -> "RoundQuerySet":
        """With the tiers and `pledge_count`, the companies that take part now."""
        from trade.rounds.models import Pledge

        taking = Pledge.objects.filter(round=OuterRef("pk"), quantity__gt=0).order_by()
        counted = taking.values("round").annotate(n=models.Count("pk")).values("n")
        rows = self.select_related("community", "company", "product", "variant").prefetch_related("tiers")
        return rows.annotate(pledge_count=models.Subquery(counted, output_field=models.IntegerField()))

    def newest_first(self) -> "RoundQuerySet":
        """What can still be joined first, the nearest end on top; then what has ended, the latest first."""
        rank = models.Case(models.When(state__in=TAKING, then=0), models.When(state=State.DRAFT, then=1), default=2)
        soon = models.Case(models.When(state__in=TAKING, then=models.F("deadline")))
        return self.annotate(rank=rank, soon=soon).order_by("rank", models.F("soon").asc(nulls_last=True), "-pk")
