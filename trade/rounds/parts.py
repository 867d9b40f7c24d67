"""What belongs to a joint purchase: its prices, its papers, the pledges with every change of them, and the split."""

from decimal import Decimal
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import Refused, require
from portal.core.private import private_files
from portal.core.states import locked
from portal.core.stored import keeps_files
from trade.rounds.round_row import quantity_column
from trade.rounds.rows import run_by

MOST_PAPERS = 10


class RoundTier(models.Model):
    """From `quantity` of all pledges together on, everybody pays `amount` for a unit.

    Prices fall strictly, and do not change once anybody has pledged: triggers hold both (trade/migrations).
    """

    round = models.ForeignKey("trade.PurchaseRound", models.CASCADE, related_name="tiers")
    quantity = quantity_column(_("from, in total"))
    amount = AmountField(verbose_name=_("price per unit"))

    class Meta:
        verbose_name = _("price of a joint purchase")
        verbose_name_plural = _("prices of joint purchases")
        ordering = ["quantity"]
        constraints = [
            models.UniqueConstraint(fields=["round", "quantity"], name="round_tier_once"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0, amount__gt=0), name="round_tier_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity}: {self.amount}"


@keeps_files(_("Documents of joint purchases"), owner="round__company_id")
class RoundDocument(models.Model):
    """A drawing, a specification, a picture: for those who may read the round, through a view that asks."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    round = models.ForeignKey("trade.PurchaseRound", models.CASCADE, related_name="documents")
    title = models.CharField(_("title"), max_length=160)
    file = models.FileField(_("file"), upload_to="rounds/", storage=private_files)
    size = models.PositiveIntegerField(editable=False)  # bytes
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("document of a joint purchase")
        verbose_name_plural = _("documents of joint purchases")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def file_title(self) -> str:
        return f"{self.title}{PurePath(self.file.name or '').suffix}"


def own_or_run(actor: Actor) -> models.Q:
    """What binds a company it sees, a member or not any more; a steward sees all that is in the community."""
    return models.Q(company_id=actor.company_id or 0) | models.Q(round__community__in=run_by(actor))


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, actor: Actor) -> "PledgeQuerySet":
        """A company's own, and those in communities it is a steward of; what others see of them the page decides."""
        return self.filter(own_or_run(actor))


class Pledge(models.Model):
    """What one member company takes; 0 when it has withdrawn. Every change of `quantity` is a row of `changes`."""

    round = models.ForeignKey("trade.PurchaseRound", models.PROTECT, related_name="pledges")
    company = models.ForeignKey(Company, models.PROTECT, related_name="pledges")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    quantity = quantity_column(default=Decimal(0))
    version = models.PositiveIntegerField(default=0)  # the number of its last change
    address = models.TextField(_("delivery address"), max_length=500, blank=True)
    country = models.CharField(_("country of delivery"), max_length=2, blank=True)
    note = models.CharField(_("note to the steward"), max_length=500, blank=True)
    may_be_named = models.BooleanField(_("our share may be shown by name in the community’s results"), default=False)
    release_to = quantity_column(null=True, blank=True)  # asked for: what would be left of it
    release_reason = models.CharField(_("why"), max_length=500, blank=True)
    release_asked_at = models.DateTimeField(null=True, blank=True)
    # Since when the company is no member any more and the pledge, which was binding by then, holds on (leaving.py).
    stays_since = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["-quantity", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "company"], name="pledge_one_a_company"),
            models.CheckConstraint(condition=models.Q(quantity__gte=0), name="pledge_not_negative"),
            models.CheckConstraint(
                condition=models.Q(release_to=None) | models.Q(release_to__gte=0, release_to__lt=models.F("quantity")),
                name="pledge_release_is_less",
            ),
        ]
        indexes = [models.Index(fields=["company", "-id"], name="pledge_of_company")]

    def __str__(self) -> str:
        return f"{self.company} {self.quantity}"


class PledgeChange(models.Model):
    """One change of a pledge; rows are never changed. `key` is that of the click, so that it counts once."""

    class Kind(models.TextChoices):
        PLEDGED = "pledged", _("Pledged")
        RAISED = "raised", _("Raised")
        LOWERED = "lowered", _("Lowered")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        RELEASED = "released", _("Released by the steward")
        LEFT = "left", _("No longer a member")
        MERGED = "merged", _("Companies merged")

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    key = models.UUIDField()
    kind = models.CharField(max_length=9, choices=Kind)
    delta = quantity_column()
    quantity = quantity_column()  # after it
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("change of a pledge")
        verbose_name_plural = _("changes of pledges")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["pledge", "number"], name="pledge_change_number"),
            models.UniqueConstraint(fields=["pledge", "key"], name="pledge_change_click_once"),
            models.CheckConstraint(condition=models.Q(quantity__gte=0) & ~models.Q(delta=0), name="pledge_change_real"),
        ]

    def __str__(self) -> str:
        return f"{self.pledge_id} {self.delta}"


class SplitQuerySet(models.QuerySet["Split"]):
    def visible_to(self, actor: Actor) -> "SplitQuerySet":
        """A company's own share, and all of those in communities it is a steward of."""
        return self.filter(own_or_run(actor))

    def of(self, actor: Actor) -> "SplitQuerySet":
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def agreed(self) -> "SplitQuerySet":
        """Those of which orders can be made: quantity, unit price and amount are final."""
        return self.filter(state=Split.State.AGREED)


class Split(models.Model):
    """One company's share of a closed round: what it takes, at which price, and what that comes to.

    Proposed at the round's own price → agreed when the supplier's quotation was accepted at that price or a better
    one; at a worse one the company is asked first. An order is made of each that is `agreed` (`Split.objects.agreed()`:
    `company` buys `quantity` of `unit` from `quotation.supplier` for `amount` `currency`). The amounts of a round add
    up to its `order_amount`, the quantities to its `total`: a trigger compares them. `rest` is rounding in `amount`.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waits for the supplier’s price")
        ASKED = "asked", _("Waits for your word on the price")
        AGREED = "agreed", _("Agreed")
        RECEIVED = "received", _("Received")
        RELEASED = "released", _("Released")

    round = models.ForeignKey("trade.PurchaseRound", models.PROTECT, related_name="splits")
    pledge = models.OneToOneField(Pledge, models.PROTECT, related_name="split")
    company = models.ForeignKey(Company, models.PROTECT, related_name="round_splits")
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROPOSED)
    quantity = quantity_column()
    unit = models.CharField(max_length=3)
    unit_amount = AmountField()
    amount = AmountField()  # whole minor units
    rest = AmountField(default=Decimal(0))
    currency = CurrencyField()
    quotation = models.ForeignKey("trade.Quotation", models.PROTECT, null=True, blank=True, related_name="round_splits")
    agreed_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    received_note = models.CharField(_("what was not in order"), max_length=500, blank=True)

    objects = SplitQuerySet.as_manager()

    class Meta:
        verbose_name = _("share of a joint purchase")
        verbose_name_plural = _("shares of joint purchases")
        ordering = ["-quantity", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0, unit_amount__gt=0), name="split_positive"),
            models.CheckConstraint(
                condition=~models.Q(state__in=["agreed", "received"])
                | models.Q(agreed_at__isnull=False, quotation__isnull=False),
                name="split_agreed_with_supplier",
            ),
            models.CheckConstraint(
                condition=models.Q(state="received", received_at__isnull=False)
                | ~models.Q(state="received") & models.Q(received_at=None),
                name="split_received_at",
            ),
        ]
        indexes = [models.Index(fields=["company", "state"], name="split_of_company")]

    def __str__(self) -> str:
        return f"{self.company} {self.quantity}"

    @property
    def unit_price(self) -> Money:
        return Money(self.unit_amount, self.currency)

    @property
    def price(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def rounding(self) -> Money | None:
        return Money(self.rest, self.currency) if self.rest else None

    def require_own(self, by: Actor) -> None:
        require(by.acts_for(self.company_id) and by.may("buy"), _("Only who buys for the company itself decides this."))

    def accept_price(self, by: Actor) -> None:
        """Asked → agreed: the company takes its share at the price it has pledged less for."""
        with locked(self, self.State.ASKED):
            self.require_own(by)
            self.state, self.agreed_at = self.State.AGREED, timezone.now()
            self.save(update_fields=["state", "agreed_at"])
            record("split.price_accepted", self, by=by)

    def refuse_price(self, by: Actor) -> None:
        """Asked → released: nobody is held to a worse price than the one pledged at."""
        with locked(self, self.State.ASKED):
            self.require_own(by)
            self.state = self.State.RELEASED
            self.save(update_fields=["state"])
            record("split.price_refused", self, by=by)

    def confirm_receipt(self, by: Actor, note: str = "") -> None:
        """Agreed → received; `note` says what was not in order."""
        with locked(self, self.State.AGREED):
            self.require_own(by)
            self.receive(by, note)

    def receive_with_order(self, note: str) -> None:
        """Agreed → received: the member's own order of this share has been delivered, which says the same."""
        with locked(self, self.State.AGREED):
            self.receive(None, note)

    def receive(self, by: Actor | None, note: str) -> None:
        self.state, self.received_at = self.State.RECEIVED, timezone.now()
        self.received_by, self.received_note = by.user if by else None, note[:500]
        self.save(update_fields=["state", "received_at", "received_by", "received_note"])
        record("split.received", self, by=by)


def check_papers(count: int) -> None:
    if count > MOST_PAPERS:
        raise Refused(_("A joint purchase takes up to %(most)s documents.") % {"most": MOST_PAPERS})


def words_of(number: Any) -> str:
    """A quantity as a sentence has it, without idle zeros."""
    return f"{Decimal(number).normalize():f}"
