"""What is kept of a quotation, and what can be asked of it; its verbs are in trade/models/quotation.py."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from offers.models import RFQ, Inquiry
from portal.core.actor import Actor
from portal.core.permissions import Refused
from trade.models.quotation_rows import LIVE, UNSENT, Reason, State, Turn
from trade.models.version import QuotationVersion


class QuotationRow(models.Model):
    """The columns of a quotation, what the database holds them to, and its standing."""

    State, Turn, Reason = State, Turn, Reason
    LIVE, UNSENT = LIVE, UNSENT

    ref = models.CharField(max_length=16, unique=True, editable=False)
    rfq = models.ForeignKey(RFQ, models.PROTECT, null=True, blank=True, related_name="quotations")
    inquiry = models.ForeignKey(Inquiry, models.PROTECT, null=True, blank=True, related_name="quotations")
    buyer = models.ForeignKey(Company, models.PROTECT, related_name="quotations_received")
    supplier = models.ForeignKey(Company, models.PROTECT, related_name="quotations_given")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=300)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    turn = models.CharField(max_length=8, choices=Turn, default=Turn.SUPPLIER, blank=True)
    respond_by = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    current = models.ForeignKey(QuotationVersion, models.SET_NULL, null=True, blank=True, related_name="+")
    rfq_revision = models.PositiveSmallIntegerField(null=True, blank=True)  # the wording of the request it answers
    decline_reason = models.CharField(_("reason"), max_length=16, choices=Reason, blank=True)
    decline_note = models.CharField(_("in your words"), max_length=1000, blank=True)
    price_band = models.CharField(max_length=12, blank=True)  # how far from the chosen price (trade/feedback.py)
    reminded_at = models.DateTimeField(null=True, blank=True)
    told_validity = models.DateField(null=True, blank=True)  # the last day of which both have been reminded
    first_submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        constraints = [
            models.CheckConstraint(condition=~Q(buyer=F("supplier")), name="quotation_two_companies"),
            models.CheckConstraint(
                condition=Q(rfq__isnull=False, inquiry=None) | Q(rfq=None, inquiry__isnull=False),
                name="quotation_answers_one",
            ),
            models.UniqueConstraint(
                fields=["rfq", "supplier"], condition=~Q(state="withdrawn"), name="quotation_one_a_request"
            ),
            models.UniqueConstraint(
                fields=["inquiry", "supplier"],
                condition=~Q(state__in=["withdrawn", "declined", "expired"]),
                name="quotation_one_an_inquiry",
            ),
            models.CheckConstraint(
                condition=Q(turn="") & Q(state__in=["accepted", "declined", "withdrawn", "expired"])
                | Q(turn="supplier") & Q(state__in=["draft", "approval", "countered"])
                | Q(turn="buyer") & Q(state__in=["submitted", "revised"]),
                name="quotation_turn_of_state",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "approval", "withdrawn"]) | Q(first_submitted_at__isnull=False),
                name="quotation_was_submitted",
            ),
        ]
        indexes = [
            models.Index(fields=["supplier", "state", "-id"], name="quotation_given"),
            models.Index(fields=["buyer", "state", "-id"], name="quotation_received"),
            models.Index(
                fields=["valid_until"],
                name="quotation_validity",
                condition=Q(state__in=["submitted", "countered", "revised"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("trade:quotation", args=[self.ref])

    @property
    def subject_title(self) -> str:
        return self.title

    def parties_to_talk(self) -> list[int]:
        if self.state in self.UNSENT:
            raise Refused(_("Hand the quotation in first: nobody else knows of it yet."))
        return [self.buyer_id, self.supplier_id]

    @property
    def is_live(self) -> bool:
        return self.state in self.LIVE

    @property
    def is_valid(self) -> bool:
        """Live, and not past its last day, whether or not the clock job has marked it yet."""
        return self.is_live and self.valid_until is not None and self.valid_until >= timezone.localdate()

    @property
    def needs_confirmation(self) -> bool:
        """The request was changed in substance since the supplier last said that the quotation stands."""
        return self.rfq is not None and self.is_live and (self.rfq_revision or 0) < self.rfq.revision

    def is_turn_of(self, actor: Actor) -> bool:
        owner = {self.Turn.SUPPLIER: self.supplier_id, self.Turn.BUYER: self.buyer_id}.get(self.Turn(self.turn))
        return owner is not None and actor.acts_for(owner)

    def partner_of(self, actor: Actor) -> Company:
        return self.buyer if actor.acts_for(self.supplier_id) else self.supplier

    def pill_for(self, actor: Actor) -> dict[str, str]:
        """Whose turn it is, for this reader: `tone` and `label`."""
        if self.is_live and not self.is_valid:
            return {"tone": "quiet", "label": str(self.State.EXPIRED.label)}
        if self.turn and self.is_live:
            if self.is_turn_of(actor):
                return {"tone": "yours", "label": gettext("Your turn")}
            return {"tone": "theirs", "label": gettext("Their turn")}
        tones: dict[str, str] = {
            self.State.ACCEPTED: "agreed",
            self.State.APPROVAL: "theirs",
            self.State.DRAFT: "yours",
        }
        return {"tone": tones.get(self.state, "quiet"), "label": str(self.get_state_display())}
