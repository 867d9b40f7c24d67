"""What is kept of a joint purchase, and what can be asked of it; its verbs are in trade/rounds/models.py."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.models import Category, Product, Variant
from community.models import Community
from companies.models import Company
from offers.models import RFQ, Inquiry
from portal.core.money import AmountField, CurrencyField
from trade.rounds.prices import Step, ladder, placed, tier_after, tier_for
from trade.rounds.rows import ENDED, TAKING, Closing, Goal, Sight, State

if TYPE_CHECKING:
    from trade.rounds.parts import RoundTier


def quantity_column(label: Any = None, **options: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(label, max_digits=14, decimal_places=3, **options)


class RoundRow(models.Model):
    """The columns of a round, what the database holds them to, and its standing.

    Quantities are in `unit` (UN/CEFACT Recommendation 20), prices of the tiers per unit in `currency` (ISO 4217).
    `total` is the sum of the pledges: a trigger compares the two at every commit (trade/migrations).
    """

    State, Closing, Sight, Goal = State, Closing, Sight, Goal
    TAKING, ENDED = TAKING, ENDED

    ref = models.CharField(max_length=16, unique=True, editable=False)
    community = models.ForeignKey(Community, models.PROTECT, related_name="rounds")
    company = models.ForeignKey(Company, models.PROTECT, related_name="rounds_run")  # asks or orders in the end
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("specification"), max_length=6000, blank=True)
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="+")
    variant = models.ForeignKey(Variant, models.SET_NULL, null=True, blank=True, related_name="+")
    supplier = models.ForeignKey(Company, models.PROTECT, null=True, blank=True, related_name="+")  # of the product
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name=_("category"))
    hs_code = models.CharField(_("HS code"), max_length=12, blank=True)
    unit = models.CharField(_("unit"), max_length=3, default="C62")
    currency = CurrencyField(verbose_name=_("currency"))
    minimum = quantity_column(_("minimum in total"), null=True, blank=True)
    maximum = quantity_column(_("maximum in total"), null=True, blank=True)
    each_min = quantity_column(_("at least for each member"), null=True, blank=True)
    each_max = quantity_column(_("at most for each member"), null=True, blank=True)
    multiple = quantity_column(_("in multiples of"), null=True, blank=True)
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=40, default="UTC")  # in which the deadline is told
    closing = models.CharField(_("closes"), max_length=8, choices=Closing, default=Closing.DEADLINE)
    free_hours = models.PositiveSmallIntegerField(_("binding from, in hours before the deadline"), default=48)
    sight = models.CharField(_("who sees the quantities"), max_length=6, choices=Sight, default=Sight.TOTALS)
    goal = models.CharField(_("closing makes"), max_length=8, choices=Goal, default=Goal.MARKET)
    quote_days = models.PositiveSmallIntegerField(_("days to quote"), default=14)
    incoterm = models.CharField(_("Incoterm"), max_length=3, blank=True)
    incoterm_place = models.CharField(_("named place"), max_length=80, blank=True)
    delivery_country = models.CharField(_("country of delivery"), max_length=2, blank=True)
    delivery_place = models.CharField(_("place of delivery"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.DRAFT)
    total = quantity_column(default=Decimal(0), editable=False)
    told_quantity = quantity_column(default=Decimal(0), editable=False)  # the highest tier that members were told of
    extensions = models.JSONField(default=list, editable=False)  # [{"before", "after", "reason", "at"}]
    end_reason = models.CharField(_("reason"), max_length=1000, blank=True)
    rfq = models.OneToOneField(RFQ, models.SET_NULL, null=True, blank=True, related_name="purchase_round")
    inquiry = models.OneToOneField(Inquiry, models.SET_NULL, null=True, blank=True, related_name="purchase_round")
    order_amount = AmountField(null=True, blank=True, editable=False)  # what the splits add up to
    order_currency = CurrencyField(blank=True, editable=False)
    agreed_at = models.DateTimeField(null=True, blank=True, editable=False)  # the supplier's price holds since
    form_token = models.UUIDField(editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    reached_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_of = models.DateTimeField(null=True, blank=True, editable=False)  # the deadline people were reminded of
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        verbose_name = _("joint purchase")
        verbose_name_plural = _("joint purchases")
        constraints = [
            models.UniqueConstraint(fields=["company", "form_token"], name="round_form_once"),
            models.CheckConstraint(
                condition=Q(total__gte=0) & (Q(maximum=None) | Q(total__lte=F("maximum"))), name="round_total_within"
            ),
            models.CheckConstraint(
                condition=Q(minimum=None) | Q(minimum__gt=0) & (Q(maximum=None) | Q(maximum__gte=F("minimum"))),
                name="round_minimum_below_maximum",
            ),
            models.CheckConstraint(
                condition=(Q(each_min=None) | Q(each_min__gt=0))
                & (Q(each_max=None) | Q(each_max__gt=0))
                & (Q(each_min=None) | Q(each_max=None) | Q(each_max__gte=F("each_min"))),
                name="round_each_within",
            ),
            models.CheckConstraint(condition=Q(multiple=None) | Q(multiple__gt=0), name="round_multiple_positive"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(opened_at__isnull=False, deadline__isnull=False, minimum__isnull=False),
                name="round_opened_is_whole",
            ),
            models.CheckConstraint(condition=Q(rfq=None) | Q(inquiry=None), name="round_asks_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "reached"]) | Q(closed_at=None), name="round_open_is_not_closed"
            ),
            models.CheckConstraint(
                condition=~Q(state="succeeded") | Q(order_amount__isnull=False, closed_at__isnull=False),
                name="round_success_has_amount",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "state", "deadline"], name="round_of_community"),
            models.Index(fields=["deadline"], name="round_deadline", condition=Q(state__in=["open", "reached"])),
        ]

    if TYPE_CHECKING:
        tiers: Any
        pledges: Any

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("rounds:detail", args=[self.community.slug, self.ref])

    @property
    def subject_title(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it takes pledges now: by its state, and by the clock even before the job has closed it."""
        return self.state in TAKING and self.deadline is not None and self.deadline > timezone.now()

    @property
    def is_taking(self) -> bool:
        return self.state in TAKING

    @property
    def is_reached(self) -> bool:
        return self.minimum is not None and self.total >= self.minimum

    @property
    def binding_from(self) -> datetime | None:
        """From when on a pledge can only grow, unless a steward consents."""
        return self.deadline - timedelta(hours=self.free_hours) if self.deadline else None

    @property
    def is_binding(self) -> bool:
        since = self.binding_from
        return since is not None and timezone.now() >= since

    @property
    def local_deadline(self) -> datetime | None:
        """In the zone in which the steward set it."""
        return self.deadline.astimezone(ZoneInfo(self.zone)) if self.deadline else None

    @property
    def local_binding_from(self) -> datetime | None:
        since = self.binding_from
        return since.astimezone(ZoneInfo(self.zone)) if since else None

    @property
    def local_deadline_words(self) -> str:
        there = self.local_deadline
        return date_format(there, "DATETIME_FORMAT") if there else ""

    @property
    def local_binding_words(self) -> str:
        there = self.local_binding_from
        return date_format(there, "DATETIME_FORMAT") if there else ""

    def most_for(self, quantity: Decimal) -> Money | None:
        """What so much costs at the highest price; None where no price is known."""
        tiers = self.all_tiers
        return Money(tiers[0].amount * quantity, self.currency) if tiers else None

    @property
    def all_tiers(self) -> "list[RoundTier]":
        return sorted(self.tiers.all(), key=lambda tier: tier.quantity)

    @property
    def current_price(self) -> Money | None:
        """What everybody pays for a unit at the total of now; None below the first tier."""
        tier = tier_for(self.all_tiers, self.total)
        return Money(tier.amount, self.currency) if tier else None

    @property
    def steps(self) -> list[Step]:
        return ladder(self.all_tiers, self.total, self.currency, self.scale)

    @property
    def further(self) -> Step | None:
        """The next price, and how much more it takes; None at the end of the ladder, or where the maximum is below."""
        tier = tier_after(self.all_tiers, self.total)
        if tier is None or (self.maximum is not None and tier.quantity > self.maximum):
            return None
        return Step(tier.quantity, Money(tier.amount, self.currency), tier.quantity - self.total, is_current=False)

    @property
    def missing(self) -> Decimal:
        """To the minimum."""
        return max(Decimal(0), Decimal((self.minimum or 0) - self.total))

    @property
    def room(self) -> Decimal | None:
        """How much more can be pledged; None without a maximum."""
        return None if self.maximum is None else self.maximum - self.total

    @property
    def scale(self) -> Decimal:
        """The end of the bar that shows the total."""
        ends = [tier.quantity for tier in self.all_tiers] + [self.minimum or Decimal(1), self.total]
        return Decimal(self.maximum or max(ends))

    @property
    def filled(self) -> str:
        return placed(self.total, self.scale)

    @property
    def minimum_place(self) -> str:
        return placed(self.minimum or Decimal(0), self.scale)

    @property
    def names_members(self) -> bool:
        """Whether the supplier side reads who takes how much: only where members see it of each other."""
        return self.sight == Sight.ALL and self.community.visibility != "hidden"

    @property
    def order_total(self) -> Money | None:
        return None if self.order_amount is None else Money(self.order_amount, self.order_currency)

    @property
    def request(self) -> RFQ | Inquiry | None:
        """What was made of it."""
        return self.rfq or self.inquiry

    @property
    def pill(self) -> dict[str, Any]:
        """How it stands, for components/pill.html."""
        if self.is_open:
            tone = "agreed" if self.is_reached else "theirs"
            return {"tone": tone, "label": str(self.get_state_display()), "until": self.deadline}
        if self.is_taking:
            return {"tone": "theirs", "label": str(_("Being closed"))}
        tones = {State.SUCCEEDED: "agreed", State.DRAFT: "yours"}
        return {"tone": tones.get(State(self.state), "quiet"), "label": str(self.get_state_display())}
