"""Inquiries: a question of one company to another, and its answer."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.models import Product
from companies.models import Company
from offers.models.offer import Offer
from offers.permissions import can_answer_inquiry, can_close_inquiry, can_send_inquiry
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked


def token_for(token: uuid.UUID, fields: dict[str, Any]) -> uuid.UUID:
    """The form's token, good for its own subject only.

    Sent again about a company, the token of an inquiry to an unnamed one must not lead back to that inquiry: that
    would tell who the unnamed one is.
    """
    subjects = (getattr(fields.get(name), "pk", None) for name in ("offer", "product"))
    return uuid.uuid5(token, "/".join(map(str, subjects)))


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

    def received_by(self, actor: Actor) -> "InquiryQuerySet":
        return self.filter(supplier_id=actor.company_id) if actor.company else self.none()

    def sent_by(self, actor: Actor) -> "InquiryQuerySet":
        return self.filter(buyer_id=actor.company_id) if actor.company else self.none()

    def matching(self, q: str, actor: Actor) -> "InquiryQuerySet":
        """Those in which every word occurs; the name of a company that has not shown itself finds nothing."""
        rows = self
        for word in q.split()[:8]:
            said = models.Q(title__icontains=word) | models.Q(question__icontains=word) | models.Q(ref__iexact=word)
            asker = models.Q(buyer__name__icontains=word)
            asked = models.Q(supplier__name__icontains=word) & (
                models.Q(supplier_is_hidden=False) | models.Q(supplier_id=actor.company_id)
            )
            rows = rows.filter(said | asker | asked)
        return rows

    def for_cards(self) -> "InquiryQuerySet":
        return self.select_related("buyer", "supplier", "product", "offer", "user").prefetch_related("product__texts")


class Inquiry(models.Model):
    """A question of one company (`buyer`) to another (`supplier`) about a product, an offer, or the company as such.

    Who asks about an anonymous offer does not learn whose it is until it is answered: `names_company_to(reader)`
    says whether the reader may know, and `shown_partner(reader)` is None where they may not.
    """

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
    supplier_is_hidden = models.BooleanField(_("supplier unnamed until it answers"), default=False, editable=False)
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

    @property
    def is_sent(self) -> bool:
        return self.state == self.State.SENT

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def asks_a_buyer(self) -> bool:
        """An answer to a buy offer: the one who is asked wants to buy."""
        return self.offer is not None and self.offer.side == Offer.Side.BUY

    def names_company_to(self, actor: Actor) -> bool:
        return not self.supplier_is_hidden or actor.acts_for(self.supplier_id) or actor.is_staff

    def shown_partner(self, actor: Actor) -> Company | None:
        """The partner in this inquiry; None while the one who was asked has not shown itself."""
        if actor.acts_for(self.supplier_id):
            return self.buyer
        return self.supplier if self.names_company_to(actor) else None

    def parties_to_talk(self) -> list[int]:
        """The two companies, for a conversation; opening one must not give away who has not answered yet."""
        if self.supplier_is_hidden:
            raise Refused(_("The company behind this offer has not answered yet. You can chat once it has."))
        return [self.buyer_id, self.supplier_id]

    @classmethod
    def send(cls, by: Actor, supplier: Company, **fields: Any) -> "Inquiry":
        """Ask `supplier`. The same form sent twice (double click, back button) gives the first inquiry again.

        Raises Refused for one's own company and for an offer that has ended, PermissionDenied without the power.
        """
        offer: Offer | None = fields.get("offer")
        if by.acts_for(supplier.pk):
            raise Refused(_("This belongs to your own company: there is nobody to ask."))
        side = offer.side if offer else Offer.Side.SELL
        require(can_send_inquiry(by, supplier.pk, side), _("Your role may not send this inquiry."))
        if offer and not offer.is_open:
            raise Refused(_("This offer has ended. Nothing was sent."))
        token = fields.pop("form_token", None) or uuid.uuid4()
        with transaction.atomic():
            inquiry, is_new = cls.objects.get_or_create(
                buyer=by.company,
                supplier=supplier,
                form_token=token_for(token, fields),
                defaults={
                    "ref": new_ref("I"),
                    "user": by.user,
                    "supplier_is_hidden": bool(offer and offer.is_anonymous),
                    **fields,
                },
            )
            if is_new:
                record("inquiry.sent", inquiry, by=by)
        return inquiry

    def reply(self, answer: str, by: Actor) -> None:
        """Sent → answered, and whoever answers shows who they are.

        Of two colleagues answering at once the first wins, the other is told (WrongState).
        """
        if not answer.strip():
            raise Refused(_("The answer is empty."))
        with locked(self, self.State.SENT):
            require(can_answer_inquiry(by, self), _("Your role may not answer this inquiry."))
            self.state, self.supplier_is_hidden = self.State.ANSWERED, False
            self.answer, self.answered_at, self.answered_by = answer, timezone.now(), by.user
            self.save(
                update_fields=["state", "supplier_is_hidden", "answer", "answered_at", "answered_by", "updated_at"]
            )
            record("inquiry.answered", self, by=by)

    def close(self, by: Actor) -> None:
        """Sent or answered → closed, by either side."""
        with locked(self, self.State.SENT, self.State.ANSWERED):
            require(can_close_inquiry(by, self), _("Your role may not close this inquiry."))
            self.state = self.State.CLOSED
            self.save(update_fields=["state", "updated_at"])
            record("inquiry.closed", self, by=by)

    def pill_for(self, actor: Actor) -> dict[str, str]:
        """Whose turn it is, for this reader: `tone` and `label`."""
        if self.state == self.State.SENT:
            mine = actor.acts_for(self.supplier_id)
            return (
                {"tone": "yours", "label": gettext("Your turn")}
                if mine
                else {"tone": "theirs", "label": gettext("Their turn")}
            )
        tone = "agreed" if self.state == self.State.ANSWERED else "quiet"
        return {"tone": tone, "label": str(self.get_state_display())}
