"""The states of a request for quotation, and which requests somebody sees."""

from datetime import datetime, timedelta
from typing import Any, cast

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Category
from portal.core.actor import Actor
from portal.core.circles import circle_keys


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    OPEN = "open", _("Open for quotations")
    INFORMATION_NEEDED = "information_needed", _("Information needed")
    EVALUATING = "evaluating", _("Evaluating")
    AWARDED = "awarded", _("Awarded")
    CLOSED = "closed", _("Closed without award")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("Expired")


class Audience(models.TextChoices):
    PUBLIC = "public", _("Every supplier")
    CHECKED = "checked", _("Checked suppliers")
    CIRCLE = "circle", _("One community")
    INVITED = "invited", _("Invited suppliers")


class Closing(models.TextChoices):
    TIME = "time", _("At a time")
    COUNT = "count", _("After a number of quotations")
    EITHER = "either", _("Whichever comes first")


TAKING = (State.OPEN, State.INFORMATION_NEEDED)
DECIDABLE = (*TAKING, State.EVALUATING)
PUBLISHED = (*DECIDABLE, State.AWARDED, State.CLOSED, State.CANCELLED, State.EXPIRED)


class RFQQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> "RFQQuerySet":
        """A company's own in any state; published ones for those they are for; all for staff.

        Everybody reads what is for every supplier or for checked ones; what is for one community or for invited
        companies is there for these only, and for those who have quoted already.
        """
        if actor.is_staff:
            return self
        published = Q(state__in=PUBLISHED, company__is_active=True)
        open_to_all = Q(audience__in=[Audience.PUBLIC, Audience.CHECKED]) & ~Q(state=State.CANCELLED)
        if actor.company is None:
            return self.filter(published & open_to_all)
        circle = Q(audience=Audience.CIRCLE, circle__in=circle_keys(actor))
        return self.filter(published & (open_to_all | circle | Exists(asked(actor))) | Q(company_id=actor.company_id))

    def of(self, actor: Actor) -> "RFQQuerySet":
        """The acting company's own."""
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def open(self, now: datetime | None = None) -> "RFQQuerySet":
        """Those that take quotations now, whether or not the clock job has marked the others yet."""
        return self.filter(state__in=TAKING, closes_at__gt=now or timezone.now(), company__is_active=True)

    def for_everybody(self) -> "RFQQuerySet":
        """What may stand in a feed or an index that knows no reader."""
        return self.filter(audience__in=[Audience.PUBLIC, Audience.CHECKED])

    def quotable_by(self, actor: Actor) -> "RFQQuerySet":
        """Open ones of others that the acting company may quote on."""
        if actor.company is None:
            return self.none()
        fits: Q = Q(audience=Audience.PUBLIC) | Q(audience=Audience.CHECKED, min_tier__lte=actor.company.tier)
        fits |= Q(audience=Audience.CIRCLE, circle__in=circle_keys(actor))
        return self.open().filter(fits | Exists(asked(actor))).exclude(company_id=actor.company_id)

    def in_category(self, category: Category) -> "RFQQuerySet":
        return self.filter(Q(category__path=category.path) | Q(category__path__startswith=f"{category.path}/"))

    def matching(self, q: str) -> "RFQQuerySet":
        """Those in which every word occurs: title, text, reference, a line's title."""
        rows, lines = self, cast(Any, apps.get_model("offers", "RFQLine"))
        for word in q.split()[:8]:
            line = lines.objects.filter(rfq=OuterRef("pk"), title__icontains=word)
            said = Q(title__icontains=word) | Q(text__icontains=word) | Q(ref__iexact=word)
            rows = rows.filter(said | Exists(line))
        return rows

    def waiting_for_desk(self, actor: Actor) -> "RFQQuerySet":
        """In review, without those of firms that this member of staff belongs to."""
        if not actor.is_staff:
            return self.none()
        return self.filter(state=State.IN_REVIEW).exclude(company__memberships__user_id=actor.user_id)

    def inviting(self, actor: Actor) -> "RFQQuerySet":
        """Open ones to which the acting company is invited by name and has neither quoted nor passed."""
        if actor.company is None:
            return self.none()
        suppliers: Any = apps.get_model("offers", "RFQSupplier")
        rows = suppliers.objects.filter(rfq=OuterRef("pk"), company_id=actor.company_id, is_invited=True)
        return self.open().filter(Exists(rows.filter(is_bidder=False, passed_at=None)))

    def with_questions_for(self, actor: Actor) -> "RFQQuerySet":
        """The acting company's published ones with questions that nobody has answered yet."""
        questions: Any = apps.get_model("offers", "RFQQuestion")
        waiting = questions.objects.filter(rfq=OuterRef("pk"), answered_at=None)
        return self.of(actor).filter(state__in=DECIDABLE).filter(Exists(waiting))

    def closing_soon(self, now: datetime) -> "RFQQuerySet":
        """Those that end within a day and of whose end nobody was reminded yet."""
        rows = self.open(now).filter(closes_at__lte=now + timedelta(days=1))
        return rows.filter(Q(reminded_of=None) | ~Q(reminded_of=models.F("closes_at")))

    def for_cards(self) -> "RFQQuerySet":
        return self.select_related("company", "category")

    def past_closing(self, now: datetime) -> "RFQQuerySet":
        return self.filter(state__in=TAKING, closes_at__lte=now)

    def undecided_since(self, moment: datetime) -> "RFQQuerySet":
        return self.filter(state=State.EVALUATING, closed_at__lte=moment)


def asked(actor: Actor) -> "models.QuerySet[Any]":
    """Rows that name the acting company as invited, or as one that quotes."""
    suppliers: Any = apps.get_model("offers", "RFQSupplier")
    rows = suppliers.objects.filter(rfq=OuterRef("pk"), company_id=actor.company_id)
    found: models.QuerySet[Any] = rows.filter(Q(is_invited=True) | Q(is_bidder=True))
    return found
