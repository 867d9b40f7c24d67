"""The states of a quotation, and which quotations somebody sees."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.permissions import WrongState


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    APPROVAL = "approval", _("Waits for approval")
    SUBMITTED = "submitted", _("Submitted")
    COUNTERED = "countered", _("Counter-offer")
    REVISED = "revised", _("Revised")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class Turn(models.TextChoices):
    NOBODY = "", _("Nobody's turn")
    SUPPLIER = "supplier", _("The supplier's turn")
    BUYER = "buyer", _("The buyer's turn")


class Reason(models.TextChoices):
    PRICE = "price", _("The price")
    TERMS = "terms", _("Payment or delivery terms")
    LEAD_TIME = "lead_time", _("The lead time")
    SPECIFICATION = "specification", _("It does not fit the specification")
    TRUST = "trust", _("Too little proof of the company")
    OTHER_CHOSEN = "other_chosen", _("Another supplier was chosen")
    NO_NEED = "no_need", _("It is not needed any more")
    OTHER = "other", _("Another reason")


LIVE = (State.SUBMITTED, State.COUNTERED, State.REVISED)
UNSENT = (State.DRAFT, State.APPROVAL)


class Overtaken(WrongState):
    """A colleague has saved the draft since the page was opened, or another version is on the table."""

    def __init__(self) -> None:
        super().__init__(_("This was changed since you opened the page. Nothing of yours was saved over it."))


class QuotationQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> "QuotationQuerySet":
        """The supplier's in any state; the buyer's once it was handed in. Nobody else's, staff included."""
        if actor.company is None:
            return self.none()
        return self.filter(
            Q(supplier_id=actor.company_id) | Q(buyer_id=actor.company_id, first_submitted_at__isnull=False)
        )

    def given_by(self, actor: Actor) -> "QuotationQuerySet":
        return self.filter(supplier_id=actor.company_id) if actor.company else self.none()

    def received_by(self, actor: Actor) -> "QuotationQuerySet":
        if actor.company is None:
            return self.none()
        return self.filter(buyer_id=actor.company_id, first_submitted_at__isnull=False)

    def waiting_for(self, actor: Actor) -> "QuotationQuerySet":
        """Those in which it is the acting company's turn."""
        if actor.company is None:
            return self.none()
        mine = Q(turn=Turn.SUPPLIER, supplier_id=actor.company_id)
        return self.filter(mine | Q(turn=Turn.BUYER, buyer_id=actor.company_id))

    def live(self) -> "QuotationQuerySet":
        """Handed in, and neither decided, withdrawn nor expired."""
        return self.filter(state__in=LIVE)

    def past_validity(self, today: date) -> "QuotationQuerySet":
        return self.live().filter(valid_until__lt=today)

    def for_cards(self) -> "QuotationQuerySet":
        return self.select_related("buyer", "supplier", "rfq", "inquiry", "current")
