"""Offers to sell and to buy."""

import uuid
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.models import Category, Product
from companies.models import Company
from offers.permissions import can_manage_offer, can_post_offer
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked

USUAL_DAYS = 30  # how long an offer stands unless its company says otherwise
LONGEST_DAYS = 365


def check_last_day(day: date) -> None:
    """Raise Refused unless an offer may stand until that day: from tomorrow to a year from now."""
    today = timezone.localdate()
    if not today < day <= today + timedelta(days=LONGEST_DAYS):
        raise Refused(_("An offer is valid until a day between tomorrow and a year from now."))


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self, today: date | None = None) -> "OfferQuerySet":
        """Published and not past their last day, whether or not the clock job has marked them yet."""
        return self.filter(
            state=Offer.State.OPEN, valid_until__gte=today or timezone.localdate(), company__is_active=True
        )

    def visible_to(self, actor: Actor) -> "OfferQuerySet":
        """Open and expired ones of active companies for everybody; a company's own in any state; all for staff."""
        if actor.is_staff:
            return self
        public = models.Q(state__in=[Offer.State.OPEN, Offer.State.EXPIRED], company__is_active=True)
        return self.filter(public | models.Q(company_id=actor.company_id)) if actor.company else self.filter(public)

    def of(self, actor: Actor) -> "OfferQuerySet":
        """The acting company's own."""
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def named(self) -> "OfferQuerySet":
        """Those that say whose they are: the only ones to show beside a company's name."""
        return self.filter(is_anonymous=False)

    def in_category(self, category: Category) -> "OfferQuerySet":
        return self.filter(
            models.Q(category__path=category.path) | models.Q(category__path__startswith=f"{category.path}/")
        )

    def matching(
        self, q: str = "", category: Category | None = None, country: str = "", company: str = ""
    ) -> "OfferQuerySet":
        """Those that pass every filter given.

        Neither a company's name nor its address finds its anonymous offers: a filter must not answer what the
        page keeps to itself.
        """
        rows = self.in_category(category) if category else self
        rows = rows.filter(company__country=country) if country else rows
        rows = rows.named().filter(company__slug=company) if company else rows
        for word in q.split()[:8]:
            named = models.Q(company__name__icontains=word, is_anonymous=False)
            rows = rows.filter(models.Q(title__icontains=word) | models.Q(text__icontains=word) | named)
        return rows

    def counts_by(self, field: str) -> dict[str, int]:
        return dict(self.order_by().values_list(field).annotate(n=models.Count("pk")))

    def for_cards(self) -> "OfferQuerySet":
        return self.select_related("company", "category").prefetch_related("product__pictures")

    def past_due(self) -> "OfferQuerySet":
        return self.filter(state=Offer.State.OPEN, valid_until__lt=timezone.localdate())


class Offer(models.Model):
    """A public word of a company that it sells, or wants to buy, on stated terms until a stated day.

    An anonymous offer shows country, kind and size of its company, never the name, its product or its pictures:
    ask `names_company_to(reader)` wherever the reader may be a stranger.
    """

    class Side(models.TextChoices):
        SELL = "sell", _("Sell offer")
        BUY = "buy", _("Buy offer")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

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
    valid_until = models.DateField(_("valid until"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    form_token = models.UUIDField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.UniqueConstraint(fields=["company", "form_token"], name="offer_form_once"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="offer_quantity_positive"),
            models.CheckConstraint(condition=models.Q(moq__gt=0), name="offer_moq_positive"),
            models.CheckConstraint(
                condition=models.Q(quantity__isnull=False) | ~models.Q(state__in=["open", "expired"]),
                name="offer_published_with_quantity",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | (models.Q(amount__gte=0) & ~models.Q(currency="")),
                name="offer_amount_has_currency",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="offer_newest"),
            models.Index(fields=["company", "-updated_at", "-id"], name="offer_company"),
            models.Index(fields=["valid_until"], name="offer_expiry", condition=models.Q(state="open")),
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
    def is_renewable(self) -> bool:
        return self.state in {self.State.OPEN, self.State.EXPIRED}

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

    @classmethod
    def draft(cls, by: Actor, form_token: uuid.UUID | None = None, **fields: Any) -> "Offer":
        """A new draft of the acting company; the same form sent twice gives the first one again.

        Raises PermissionDenied without the power to sell (or buy).
        """
        require(can_post_offer(by, fields.get("side", cls.Side.SELL)), _("Your role may not post this offer."))
        product = fields.get("product")
        require(product is None or by.acts_for(product.company_id), _("That product is not your company's."))
        with transaction.atomic():
            offer, is_new = cls.objects.get_or_create(
                company=by.company,
                form_token=form_token or uuid.uuid4(),
                defaults={"ref": new_ref("O"), "user": by.user, **fields},
            )
            if is_new:
                record("offer.drafted", offer, by=by)
        return offer

    @classmethod
    def post(cls, by: Actor, publishing: bool, form_token: uuid.UUID | None = None, **fields: Any) -> "Offer":
        """Draft it and, with `publishing`, publish it in the same transaction: of a double click, one is posted."""
        with transaction.atomic():
            offer = cls.draft(by, form_token, **fields)
            if publishing and offer.is_draft:
                offer.publish(by)
        return offer

    def revise(self, by: Actor, **changes: Any) -> None:
        """Change a draft or an open offer; an open one stays fit to be seen. Once published it keeps its side."""
        with locked(self, self.State.DRAFT, self.State.OPEN):
            require(can_manage_offer(by, self), _("You may not change this offer."))
            if changes.get("side", self.side) != self.side:
                require(self.is_draft and can_post_offer(by, changes["side"]), _("You may not change this offer."))
            for field, value in changes.items():
                setattr(self, field, value)
            if not self.is_draft:
                self.check_complete()
            self.save(update_fields=[*changes, "updated_at"])
            record("offer.changed", self, by=by)

    def check_complete(self) -> None:
        """Raise Refused with what is missing, unless the offer says all that a published one must say."""
        if self.quantity is None:
            raise Refused(_("Say how much before you publish."))
        if bool(self.incoterm) != bool(self.incoterm_place):
            raise Refused(_("An Incoterm goes with its named place, as in “FOB Busan”."))
        check_last_day(self.valid_until)

    def publish(self, by: Actor) -> None:
        """Draft → open. Raises Refused with a sentence when something is missing."""
        with locked(self, self.State.DRAFT):
            require(can_manage_offer(by, self), _("You may not publish this offer."))
            self.check_complete()
            self.state, self.published_at = self.State.OPEN, timezone.now()
            self.save(update_fields=["state", "published_at", "updated_at"])
            record("offer.published", self, by=by)

    def withdraw(self, by: Actor) -> None:
        """Open or draft → withdrawn, for good."""
        with locked(self, self.State.DRAFT, self.State.OPEN):
            require(can_manage_offer(by, self), _("You may not withdraw this offer."))
            self.state = self.State.WITHDRAWN
            self.save(update_fields=["state", "updated_at"])
            record("offer.withdrawn", self, by=by)

    def renew(self, until: date, by: Actor) -> None:
        """Open or expired → open until a new day; it counts as new on the board."""
        with locked(self, self.State.OPEN, self.State.EXPIRED):
            require(can_manage_offer(by, self), _("You may not renew this offer."))
            check_last_day(until)
            self.state, self.valid_until, self.published_at = self.State.OPEN, until, timezone.now()
            self.save(update_fields=["state", "valid_until", "published_at", "updated_at"])
            record("offer.renewed", self, by=by)

    def expire(self) -> None:
        """Open → expired, by the clock; an offer renewed meanwhile stays open."""
        with locked(self, self.State.OPEN):
            if self.valid_until < timezone.localdate():
                self.state = self.State.EXPIRED
                self.save(update_fields=["state", "updated_at"])
                record("offer.expired", self)

    @property
    def pill(self) -> dict[str, str]:
        """How the state is told in one word: `tone` and `label`."""
        if self.is_open:
            return {"tone": "theirs" if self.days_left <= 3 else "agreed", "label": days_left_label(self.days_left)}
        if self.is_over:
            return {"tone": "quiet", "label": gettext("Expired")}
        return {"tone": "quiet", "label": str(self.get_state_display())}


def days_left_label(days: int) -> str:
    if days == 0:
        return gettext("Last day")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
