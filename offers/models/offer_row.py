"""What is kept of an offer, and what can be asked of it; its verbs are in offers/models/offer.py."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.models import Category, Product
from companies.models import Company
from offers.models.offer_rows import Visibility
from portal.core.actor import Actor
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import Refused


class OfferRow(models.Model):
    """The columns of an offer, what the database holds them to, and its standing."""

    class Side(models.TextChoices):
        SELL = "sell", _("Sell offer")
        BUY = "buy", _("Buy offer")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "in_review", _("Being looked at")
        OPEN = "open", _("Open")
        FILLED = "filled", _("Sold or filled")
        EXPIRED = "expired", _("Expired")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REJECTED = "rejected", _("Rejected")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="offers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="offers")
    side = models.CharField(_("kind of offer"), max_length=4, choices=Side, default=Side.SELL)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("description"), max_length=8000, blank=True)
    language = models.CharField(max_length=8, default="en")
    category = models.ForeignKey(Category, models.PROTECT, related_name="offers", verbose_name=_("category"))
    hs_code = models.CharField(_("HS code"), max_length=12, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=3, default="C62")
    moq = models.DecimalField(_("minimum order quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    amount = AmountField(verbose_name=_("price per unit"), null=True, blank=True)
    currency = CurrencyField(verbose_name=_("currency"), blank=True)
    incoterm = models.CharField(_("Incoterm"), max_length=3, blank=True)
    incoterm_place = models.CharField(_("named place"), max_length=80, blank=True)
    lead_time_days = models.PositiveSmallIntegerField(_("lead time in days"), null=True, blank=True)
    is_anonymous = models.BooleanField(_("without your name"), default=False)
    visibility = models.CharField(_("who sees it"), max_length=8, choices=Visibility, default=Visibility.PUBLIC)
    circle = models.CharField(max_length=40, blank=True)  # a key of portal.core.circles
    valid_until = models.DateField(_("valid until"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    held_for = models.JSONField(default=list, blank=True)  # words that staff have to look at, and have not
    cleared = models.JSONField(default=list, blank=True)  # words that staff found in order here
    verdict = models.TextField(_("why it was rejected"), max_length=2000, blank=True)
    copy_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    form_token = models.UUIDField(null=True, editable=False)
    posted_at = models.DateTimeField(null=True, blank=True)  # for the first time
    published_at = models.DateTimeField(null=True, blank=True)  # its place on the board; a renewal sets it anew
    reminded_for = models.DateField(null=True, blank=True)  # the last day of which its company was reminded
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.UniqueConstraint(fields=["company", "form_token"], name="offer_form_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="offer_quantity_positive"),
            models.CheckConstraint(condition=Q(moq__gt=0), name="offer_moq_positive"),
            models.CheckConstraint(
                condition=Q(quantity__isnull=False) | ~Q(state__in=["open", "expired", "in_review", "filled"]),
                name="offer_published_with_quantity",
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | (Q(amount__gte=0) & ~Q(currency="")),
                name="offer_amount_has_currency",
            ),
            models.CheckConstraint(
                condition=Q(visibility="circle") & ~Q(circle="") | ~Q(visibility="circle") & Q(circle=""),
                name="offer_circle_named",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="offer_newest"),
            models.Index(fields=["company", "-updated_at", "-id"], name="offer_company"),
            models.Index(fields=["company", "posted_at"], name="offer_posted"),
            models.Index(  # all that the board filters and counts by, so that it need not read the offers themselves
                fields=["valid_until", "id"],
                name="offer_board",
                condition=Q(state="open"),
                include=["company", "category", "side", "incoterm", "is_anonymous", "visibility"],
            ),
            models.Index(fields=["updated_at"], name="offer_held", condition=Q(state="in_review")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("offers:detail", args=[self.ref])

    @property
    def subject_title(self) -> str:
        return self.title

    @property
    def unit_price(self) -> Money | None:
        return Money(self.amount, self.currency) if self.amount is not None else None

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN and self.valid_until >= timezone.localdate()

    @property
    def is_over(self) -> bool:
        """Published once, and past its last day."""
        return self.state == self.State.EXPIRED or (self.state == self.State.OPEN and not self.is_open)

    @property
    def is_filled(self) -> bool:
        return self.state == self.State.FILLED

    @property
    def is_held(self) -> bool:
        return self.state == self.State.REVIEW

    @property
    def is_rejected(self) -> bool:
        return self.state == self.State.REJECTED

    @property
    def is_renewable(self) -> bool:
        return self.state in {self.State.OPEN, self.State.EXPIRED}

    @property
    def is_editable(self) -> bool:
        return self.state in {self.State.DRAFT, self.State.OPEN}

    @property
    def has_ended(self) -> bool:
        """It can only come back as a new draft."""
        return self.state in {self.State.FILLED, self.State.WITHDRAWN, self.State.EXPIRED, self.State.REJECTED}

    @property
    def is_public(self) -> bool:
        return self.visibility == Visibility.PUBLIC

    @property
    def days_left(self) -> int:
        return (self.valid_until - timezone.localdate()).days

    def names_company_to(self, actor: Actor) -> bool:
        """Whether this reader may learn whose offer it is."""
        return not self.is_anonymous or actor.acts_for(self.company_id) or actor.is_staff

    def parties_to_talk(self) -> list[int]:
        """The company behind it, for a conversation; an anonymous offer is asked about by an inquiry instead."""
        if self.is_anonymous:
            raise Refused(
                _("This offer is made without a name. Send an inquiry: its company decides whether to answer.")
            )
        return [self.company_id]

    @property
    def pill(self) -> dict[str, str]:
        """How the state is told in one word: `tone` and `label`."""
        if self.is_open:
            return {"tone": "theirs" if self.days_left <= 3 else "agreed", "label": days_left_label(self.days_left)}
        if self.is_over:
            return {"tone": "quiet", "label": gettext("Expired")}
        tone = {self.State.REVIEW: "theirs", self.State.REJECTED: "danger", self.State.FILLED: "agreed"}
        return {"tone": tone.get(self.State(self.state), "quiet"), "label": str(self.get_state_display())}


def days_left_label(days: int) -> str:
    if days == 0:
        return gettext("Last day")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
