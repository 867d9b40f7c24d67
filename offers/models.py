"""The lead: offers to sell and to buy, and inquiries from one company to another."""

import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.models import Category, Product
from companies.models import Company
from offers.permissions import can_answer_inquiry, can_close_inquiry, can_manage_offer, can_post_offer, can_send_inquiry
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import require
from portal.core.refs import new_ref
from portal.core.states import locked


class OfferQuerySet(models.QuerySet["Offer"]):
    def open(self, today: date | None = None) -> "OfferQuerySet":
        """Published and not past their last day, whether or not the clock job has marked them yet."""
        return self.filter(state=Offer.State.OPEN, valid_until__gte=today or timezone.localdate())

    def visible_to(self, actor: Actor) -> "OfferQuerySet":
        """Open ones of active companies for everybody; a company's own in any state; all for staff."""
        if actor.is_staff:
            return self
        public = models.Q(state__in=[Offer.State.OPEN, Offer.State.EXPIRED], company__is_active=True)
        return self.filter(public | models.Q(company_id=actor.company_id)) if actor.company else self.filter(public)

    def in_category(self, category: Category) -> "OfferQuerySet":
        return self.filter(
            models.Q(category__path=category.path) | models.Q(category__path__startswith=f"{category.path}/")
        )

    def for_cards(self) -> "OfferQuerySet":
        return self.select_related("company", "category").prefetch_related("product__pictures")

    def past_due(self) -> "OfferQuerySet":
        return self.filter(state=Offer.State.OPEN, valid_until__lt=timezone.localdate())


class Offer(models.Model):
    """A public word of a company that it sells, or wants to buy, on stated terms until a stated day.

    An anonymous offer shows country, kind and size of its company, never the name: use `shown_company`
    wherever the reader may be a stranger.
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
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3)
    unit = models.CharField(_("unit"), max_length=3, default="C62")
    amount = AmountField(verbose_name=_("price per unit"), null=True, blank=True)
    currency = CurrencyField(verbose_name=_("currency"), blank=True)
    incoterm = models.CharField(_("Incoterm"), max_length=3, blank=True)
    incoterm_place = models.CharField(_("named place"), max_length=80, blank=True)
    lead_time_days = models.PositiveSmallIntegerField(_("lead time in days"), null=True, blank=True)
    is_anonymous = models.BooleanField(_("without your name"), default=False)
    valid_until = models.DateField(_("valid until"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="offer_quantity_positive"),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | (models.Q(amount__gte=0) & ~models.Q(currency="")),
                name="offer_amount_has_currency",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-published_at", "-id"], name="offer_newest"),
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
    def is_open(self) -> bool:
        return self.state == self.State.OPEN and self.valid_until >= timezone.localdate()

    @property
    def days_left(self) -> int:
        return (self.valid_until - timezone.localdate()).days

    def names_company_to(self, actor: Actor) -> bool:
        """Whether this reader may learn whose offer it is."""
        return not self.is_anonymous or actor.acts_for(self.company_id) or actor.is_staff

    @classmethod
    def draft(cls, by: Actor, **fields: Any) -> "Offer":
        """A new draft of the acting company. Raises PermissionDenied without the power to sell (or buy)."""
        require(can_post_offer(by, fields.get("side", cls.Side.SELL)), _("Your role may not post this offer."))
        with transaction.atomic():
            offer = cls.objects.create(ref=new_ref("O"), company=by.company, user=by.user, **fields)
            record("offer.drafted", offer, by=by)
        return offer

    def revise(self, by: Actor, **changes: Any) -> None:
        """Change a draft or an open offer."""
        with locked(self, self.State.DRAFT, self.State.OPEN):
            require(can_manage_offer(by, self), _("You may not change this offer."))
            for field, value in changes.items():
                setattr(self, field, value)
            self.save(update_fields=[*changes, "updated_at"])
            record("offer.changed", self, by=by)

    def publish(self, by: Actor) -> None:
        """Draft → open."""
        with locked(self, self.State.DRAFT):
            require(can_manage_offer(by, self), _("You may not publish this offer."))
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
        """Open or expired → open until a new day."""
        with locked(self, self.State.OPEN, self.State.EXPIRED):
            require(can_manage_offer(by, self), _("You may not renew this offer."))
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


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, actor: Actor) -> "InquiryQuerySet":
        """The two companies it is between, and nobody else (moderators see reported ones elsewhere)."""
        if actor.company is None:
            return self.none()
        return self.filter(models.Q(buyer_id=actor.company_id) | models.Q(supplier_id=actor.company_id))

    def waiting_for(self, actor: Actor) -> "InquiryQuerySet":
        """Those in which it is the acting company's turn."""
        return self.filter(state=Inquiry.State.SENT, supplier_id=actor.company_id)

    def waiting_for_others(self, actor: Actor) -> "InquiryQuerySet":
        return self.filter(state=Inquiry.State.SENT, buyer_id=actor.company_id)

    def for_cards(self) -> "InquiryQuerySet":
        return self.select_related("buyer", "supplier", "product", "offer", "user").prefetch_related("product__texts")


class Inquiry(models.Model):
    """A question of one company to another about a product, an offer, or the company as such."""

    class State(models.TextChoices):
        SENT = "sent", _("Waiting for an answer")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    buyer = models.ForeignKey(Company, models.CASCADE, related_name="inquiries_sent")
    supplier = models.ForeignKey(Company, models.CASCADE, related_name="inquiries_received")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="inquiries")
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, blank=True, related_name="inquiries")
    title = models.CharField(_("about"), max_length=300)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=3, blank=True)
    target_amount = AmountField(verbose_name=_("target price per unit"), null=True, blank=True)
    currency = CurrencyField(verbose_name=_("currency"), blank=True)
    question = models.TextField(_("your questions"), max_length=8000)
    answer = models.TextField(_("answer"), max_length=8000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    form_token = models.UUIDField(editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        constraints = [
            models.CheckConstraint(condition=~models.Q(buyer=models.F("supplier")), name="inquiry_two_companies"),
            models.UniqueConstraint(fields=["buyer", "supplier", "form_token"], name="inquiry_form_once"),
        ]
        indexes = [
            models.Index(fields=["supplier", "state", "-id"], name="inquiry_received"),
            models.Index(fields=["buyer", "state", "-id"], name="inquiry_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("offers:inquiry", args=[self.ref])

    @property
    def subject_title(self) -> str:
        return self.title

    @property
    def target_price(self) -> Money | None:
        return Money(self.target_amount, self.currency) if self.target_amount is not None else None

    def other_company(self, actor: Actor) -> Company:
        return self.supplier if actor.acts_for(self.buyer_id) else self.buyer

    @classmethod
    def send(cls, by: Actor, supplier: Company, **fields: Any) -> "Inquiry":
        """Ask `supplier`. The same form sent twice (double click, back button) gives the first inquiry again."""
        require(can_send_inquiry(by, supplier.pk), _("Your role may not send this inquiry."))
        with transaction.atomic():
            inquiry, is_new = cls.objects.get_or_create(
                buyer=by.company,
                supplier=supplier,
                form_token=fields.pop("form_token", None) or uuid.uuid4(),
                defaults={"ref": new_ref("I"), "user": by.user, **fields},
            )
            if is_new:
                record("inquiry.sent", inquiry, by=by)
        return inquiry

    def reply(self, answer: str, by: Actor) -> None:
        """Sent → answered. Of two colleagues answering at once the first wins, the other is told (WrongState)."""
        with locked(self, self.State.SENT):
            require(can_answer_inquiry(by, self), _("Your role may not answer this inquiry."))
            self.state, self.answer, self.answered_at, self.answered_by = (
                self.State.ANSWERED,
                answer,
                timezone.now(),
                by.user,
            )
            self.save(update_fields=["state", "answer", "answered_at", "answered_by", "updated_at"])
            record("inquiry.answered", self, by=by)

    def close(self, by: Actor) -> None:
        """Sent or answered → closed, by either side."""
        with locked(self, self.State.SENT, self.State.ANSWERED):
            require(can_close_inquiry(by, self), _("Your role may not close this inquiry."))
            self.state = self.State.CLOSED
            self.save(update_fields=["state", "updated_at"])
            record("inquiry.closed", self, by=by)
