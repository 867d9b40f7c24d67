"""Inquiries: a question of one company to another, and what is written about it until one of them closes it."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.models import Product
from companies.models import Company, CompanyBlock, Mandate
from offers.inquiry_limits import check_allowance, lock_sender
from offers.models.inquiry_line import InquiryLine, line_of_offer, line_of_product, wish
from offers.models.inquiry_message import InquiryMessage, Side, keep_files
from offers.models.inquiry_rows import WAITING, InquiryQuerySet
from offers.models.offer import Offer
from offers.permissions import can_answer_inquiry, can_ask_in_inquiry, can_close_inquiry, can_send_inquiry
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked

REOPEN_WITHIN = timedelta(days=30)
REMIND_AFTER = timedelta(days=2)  # of waiting, and again after as long
MOST_REMINDERS = 2


def token_for(token: uuid.UUID, fields: dict[str, Any]) -> uuid.UUID:
    """The form's token, good for its own subject only.

    Sent again about a company, the token of an inquiry to an unnamed one must not lead back to that inquiry: that
    would tell who the unnamed one is.
    """
    subjects = (getattr(fields.get(name), "pk", None) for name in ("offer", "product"))
    return uuid.uuid5(token, "/".join(map(str, subjects)))


class Inquiry(models.Model):
    """A question of one company (`buyer`) to another (`supplier`) about products, an offer, or the company as such.

    Who asks about an anonymous offer does not learn whose it is until it is answered: `names_company_to(reader)`
    says whether the reader may know, and `shown_partner(reader)` is None where they may not.
    """

    class State(models.TextChoices):
        SENT = "sent", _("Waiting for an answer")
        ASKED = "asked", _("Asked again")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    class Spam(models.TextChoices):
        """Why the company that was asked does not see it in its boxes."""

        NONE = "", _("No")
        REPORTED = "reported", _("Reported")
        CONFIRMED = "confirmed", _("Confirmed")
        BLOCKED = "blocked", _("From a blocked company")

    class Reason(models.TextChoices):
        DONE = "done", _("Agreed, or answered in full")
        ELSEWHERE = "elsewhere", _("Bought elsewhere")
        NO_NEED = "no_need", _("No longer needed")
        CANNOT = "cannot", _("We cannot supply this")
        NO_FIT = "no_fit", _("The answers do not fit")
        OTHER = "other", _("Another reason")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    buyer = models.ForeignKey(Company, models.CASCADE, related_name="inquiries_sent")
    supplier = models.ForeignKey(Company, models.CASCADE, related_name="inquiries_received")
    batch = models.ForeignKey("offers.InquiryBatch", models.SET_NULL, null=True, blank=True, related_name="inquiries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    mandate = models.ForeignKey(Mandate, models.SET_NULL, null=True, related_name="+", db_index=False)
    role = models.CharField(max_length=8, blank=True)
    product = models.ForeignKey(Product, models.SET_NULL, null=True, blank=True, related_name="inquiries")
    offer = models.ForeignKey(Offer, models.SET_NULL, null=True, blank=True, related_name="inquiries")
    title = models.CharField(_("about"), max_length=300)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=3, blank=True)
    target_amount = AmountField(verbose_name=_("target price per unit"), null=True, blank=True)
    currency = CurrencyField(verbose_name=_("currency"), blank=True)
    delivery_country = models.CharField(_("delivery to"), max_length=2, blank=True)
    delivery_on = models.DateField(_("delivery wished by"), null=True, blank=True)
    incoterm = models.CharField(_("Incoterm wished"), max_length=3, blank=True)
    question = models.TextField(_("your questions"), max_length=8000)
    answered_at = models.DateTimeField(null=True)  # the first time
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    last_number = models.PositiveIntegerField(default=0)
    last_side = models.CharField(max_length=8, choices=Side, default=Side.BUYER)
    last_at = models.DateTimeField(default=timezone.now)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="assigned_inquiries"
    )
    spam = models.CharField(max_length=10, choices=Spam, default=Spam.NONE, blank=True)
    closed_side = models.CharField(max_length=8, choices=Side, blank=True)
    closed_reason = models.CharField(_("reason"), max_length=10, choices=Reason, blank=True)
    closed_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    supplier_is_hidden = models.BooleanField(_("supplier unnamed until it answers"), default=False, editable=False)
    form_token = models.UUIDField(editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        permissions = [("review_inquiry", "Can decide on inquiries reported as spam")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(buyer=models.F("supplier")), name="inquiry_two_companies"),
            models.UniqueConstraint(fields=["buyer", "supplier", "form_token"], name="inquiry_form_once"),
            models.UniqueConstraint(fields=["batch", "supplier"], name="inquiry_batch_asks_once"),
        ]
        indexes = [
            models.Index(fields=["supplier", "state", "-id"], name="inquiry_received"),
            models.Index(fields=["buyer", "state", "-id"], name="inquiry_sent"),
            models.Index(fields=["supplier", "-last_at", "-id"], name="inquiry_received_last"),
            models.Index(fields=["buyer", "-last_at", "-id"], name="inquiry_sent_last"),
            models.Index(fields=["assignee", "state"], name="inquiry_assignee"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("offers:inquiry", args=[self.ref])

    @staticmethod
    def _written(word: str) -> Any:
        """For the search of a list: the messages with this word of the row looked at."""
        return InquiryMessage.objects.filter(inquiry=models.OuterRef("pk"), body__icontains=word)

    # -- what it says -----------------------------------------------------------------------------------------------

    @property
    def subject_title(self) -> str:
        return self.title

    @property
    def target_price(self) -> Money | None:
        return Money(self.target_amount, self.currency) if self.target_amount is not None else None

    @property
    def is_sent(self) -> bool:
        """Whether it is the turn of the company that was asked, for the first time or again."""
        return self.state in WAITING

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def asks_a_buyer(self) -> bool:
        """An answer to a buy offer: the one who is asked wants to buy."""
        return self.offer is not None and self.offer.side == Offer.Side.BUY

    @property
    def answer(self) -> str:
        """The first answer; empty before there is one."""
        first = self.messages.filter(side=Side.SUPPLIER).first()
        return first.body if first else ""

    @property
    def power_to_answer(self) -> str:
        return "buy" if self.asks_a_buyer else "sell"

    @property
    def reopens_until(self) -> Any:
        return self.closed_at + REOPEN_WITHIN if self.closed_at else None

    def side_of(self, actor: Actor) -> str:
        """`buyer` or `supplier`; empty for whoever belongs to neither."""
        if actor.acts_for(self.supplier_id):
            return Side.SUPPLIER.value
        return Side.BUYER.value if actor.acts_for(self.buyer_id) else ""

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

    # -- asking -----------------------------------------------------------------------------------------------------

    @classmethod
    def send(cls, by: Actor, supplier: Company, files: Iterable[Any] = (), **fields: Any) -> "Inquiry":
        """Ask `supplier`. The same form sent twice (double click, back button) gives the first inquiry again.

        Raises Refused for one's own company, for an offer that has ended, for a company that is gone or takes no
        inquiries from the asker, and beyond the day's limit; PermissionDenied without the power.
        """
        offer: Offer | None = fields.get("offer")
        if by.acts_for(supplier.pk):
            raise Refused(_("This belongs to your own company: there is nobody to ask."))
        side = offer.side if offer else Offer.Side.SELL
        require(can_send_inquiry(by, supplier.pk, side), _("Your role may not send this inquiry."))
        token = token_for(fields.pop("form_token", None) or uuid.uuid4(), fields)
        with transaction.atomic():
            lock_sender(by)
            known = cls.objects.filter(buyer=by.company, supplier=supplier, form_token=token).first()
            if known:
                return known
            check_recipient(by, supplier, offer)
            check_allowance(by, 1)
            return cls.put_in(by, supplier, token, files, **fields)

    @classmethod
    def put_in(cls, by: Actor, supplier: Company, token: uuid.UUID, files: Iterable[Any], **fields: Any) -> "Inquiry":
        """The row with its lines and files, assigned by the rules of who is asked. The caller has checked all."""
        from offers.models.inquiry_routing import assign_by_rules

        offer: Offer | None = fields.get("offer")
        lines: list[InquiryLine] | None = fields.pop("lines", None)
        is_hidden = bool(offer and offer.is_anonymous)
        inquiry = cls(ref=new_ref("I"), buyer=by.company, supplier=supplier, form_token=token, **fields)
        inquiry.user, inquiry.role, inquiry.supplier_is_hidden = by.user, by.role[:8], is_hidden
        inquiry.mandate = by.mandate
        # To refuse here would tell whose the offer is: who is blocked writes, and it is put aside.
        blocked = CompanyBlock.objects.stands_between(supplier, by.company)
        inquiry.spam = cls.Spam.BLOCKED if blocked else cls.Spam.NONE
        inquiry.last_at = inquiry.created_at
        inquiry.save()
        for position, line in enumerate(inquiry.own_lines() if lines is None else lines):
            line.inquiry, line.position = inquiry, position
            line.save()
        keep_files(inquiry, 0, files, by)
        if not blocked:
            assign_by_rules(inquiry)
        record("inquiry.sent", inquiry, by=by)
        return inquiry

    def own_lines(self) -> list[InquiryLine]:
        """What a single inquiry is about, as it is now."""
        wished = wish(self.quantity, self.unit, self.target_amount, self.currency)
        if self.offer:
            return [line_of_offer(self.offer, self.product, **wished)]
        return [line_of_product(self.product, self.title, **wished)] if self.product else []

    # -- writing ----------------------------------------------------------------------------------------------------

    def reply(self, answer: str, by: Actor, seen: int | None = None, files: Iterable[Any] = ()) -> InquiryMessage:
        """Sent or asked → answered, and whoever answers shows who they are.

        Of two colleagues answering at once the first wins, the other is told (WrongState).
        """
        if not answer.strip():
            raise Refused(_("The answer is empty."))
        with locked(self, *WAITING):
            require(can_answer_inquiry(by, self), _("Your role may not answer this inquiry."))
            self.check_seen(seen)
            self.supplier_is_hidden = False
            self.answered_at = self.answered_at or timezone.now()
            message = self.say(Side.SUPPLIER, answer, by, files, self.State.ANSWERED)
            record("inquiry.answered", self, by=by, number=message.number)
        return message

    def add(self, words: str, by: Actor, seen: int | None = None, files: Iterable[Any] = ()) -> InquiryMessage:
        """Something more by the company that has answered; it stays answered. With `seen`, only after those words."""
        if not words.strip():
            raise Refused(_("The answer is empty."))
        with locked(self, self.State.ANSWERED):
            require(can_answer_inquiry(by, self), _("Your role may not answer this inquiry."))
            self.check_seen(seen)
            message = self.say(Side.SUPPLIER, words, by, files, self.State.ANSWERED)
            record("inquiry.answered", self, by=by, number=message.number)
        return message

    def ask_again(self, words: str, by: Actor, seen: int | None = None, files: Iterable[Any] = ()) -> InquiryMessage:
        """A further question: answered → asked again; one that still waits goes on waiting, with more words."""
        if not words.strip():
            raise Refused(_("Ask something: there are no words yet."))
        with locked(self, *WAITING, self.State.ANSWERED):
            require(can_ask_in_inquiry(by, self), _("Your role may not ask in this inquiry."))
            self.check_seen(seen)
            state = self.State.ASKED if self.state == self.State.ANSWERED else self.state
            message = self.say(Side.BUYER, words, by, files, state)
            self.reminders = 0
            self.save(update_fields=["reminders"])
            record("inquiry.asked_again", self, by=by, number=message.number)
        return message

    def check_seen(self, seen: int | None) -> None:
        """Raise WrongState when something was written that the writer has not read: `seen` is the last they had."""
        if seen is not None and seen < self.last_number:
            words = _("Somebody wrote here meanwhile. Read it first; your own words are still below.")
            raise WrongState(words)

    def say(self, side: str, body: str, by: Actor, files: Iterable[Any], state: str) -> InquiryMessage:
        """Under the lock: the next words of one side, and the state that follows."""
        number = self.last_number + 1
        message = InquiryMessage(inquiry=self, number=number, side=side, role=by.role[:8], body=body)
        message.user, message.mandate = by.user, by.mandate
        message.save()
        keep_files(self, number, files, by)
        self.last_number, self.last_side, self.last_at, self.state = number, side, message.created_at, state
        self.save()
        return message

    def was_just_said(self, body: str, by: Actor) -> bool:
        """Whether this person sent these very words a moment ago: a double click."""
        last = self.messages.order_by("-number").first()
        fresh = timezone.now() - SAME_CLICK
        return last is not None and last.body == body and last.user_id == by.user_id and last.created_at > fresh

    # -- ending and waking ------------------------------------------------------------------------------------------

    def close(self, by: Actor, reason: str = "") -> None:
        """Sent, asked or answered → closed, by either side."""
        with locked(self, *WAITING, self.State.ANSWERED):
            require(can_close_inquiry(by, self), _("Your role may not close this inquiry."))
            self.end(self.side_of(by), reason)
            record("inquiry.closed", self, by=by, reason=reason)

    def end(self, side: str, reason: str = "") -> None:
        """Under the lock."""
        self.state, self.closed_side, self.closed_reason = self.State.CLOSED, side, reason
        self.closed_at = timezone.now()
        self.save(update_fields=["state", "closed_side", "closed_reason", "closed_at", "updated_at"])

    def reopen(self, by: Actor) -> None:
        """Closed → as it stood, within thirty days, by the side that closed it: the other one may ask anew."""
        with locked(self, self.State.CLOSED):
            require(can_close_inquiry(by, self), _("Your role may not reopen this inquiry."))
            if self.closed_side != self.side_of(by):
                raise Refused(_("The other side has closed it. Send a new inquiry instead."))
            if self.closed_at is None or timezone.now() > self.closed_at + REOPEN_WITHIN:
                raise Refused(_("It was closed more than 30 days ago. Send a new inquiry instead."))
            asked = self.State.ASKED if self.answered_at else self.State.SENT
            self.state = self.State.ANSWERED if self.last_side == Side.SUPPLIER else asked
            self.closed_side = self.closed_reason = ""
            self.closed_at = None
            self.save(update_fields=["state", "closed_side", "closed_reason", "closed_at", "updated_at"])
            record("inquiry.reopened", self, by=by)

    def remind(self, by: Actor) -> None:
        """A friendly word to who has not answered: after two days, twice at most. Raises Refused before and after."""
        with locked(self, *WAITING):
            require(can_ask_in_inquiry(by, self), _("Your role may not ask in this inquiry."))
            if not self.may_be_reminded:
                raise Refused(_("A reminder goes out after two days of waiting, and twice at most. Nothing was sent."))
            self.reminders, self.reminded_at = self.reminders + 1, timezone.now()
            self.save(update_fields=["reminders", "reminded_at", "updated_at"])
            record("inquiry.reminded", self, by=by)

    @property
    def may_be_reminded(self) -> bool:
        since = max(self.reminded_at or self.last_at, self.last_at)
        return self.is_sent and self.reminders < MOST_REMINDERS and timezone.now() - since >= REMIND_AFTER

    def pill_for(self, actor: Actor) -> dict[str, str]:
        """Whose turn it is, for this reader: `tone` and `label`."""
        asked = actor.acts_for(self.supplier_id)
        if self.is_sent:
            return (
                {"tone": "yours", "label": gettext("Your turn")}
                if asked
                else {"tone": "theirs", "label": gettext("Their turn")}
            )
        if self.state == self.State.ANSWERED and not asked:
            return {"tone": "yours", "label": gettext("Answered: your turn")}
        tone = "agreed" if self.state == self.State.ANSWERED else "quiet"
        return {"tone": tone, "label": str(self.get_state_display())}


def check_recipient(by: Actor, supplier: Company, offer: Offer | None) -> None:
    """Raise Refused for whom one cannot ask now, in words that do not name the company behind an unnamed offer."""
    if offer and not offer.is_open:
        raise Refused(_("This offer has ended. Nothing was sent."))
    if not Company.objects.filter(pk=supplier.pk, is_active=True).exists():
        raise Refused(_("This company is no longer on the market. Nothing was sent."))
    if not (offer and offer.is_anonymous) and CompanyBlock.objects.stands_between(supplier, by.company):
        raise Refused(_("%(company)s does not take inquiries from your company now.") % {"company": supplier.name})
