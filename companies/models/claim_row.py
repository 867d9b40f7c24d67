"""What is kept of a claim, and what can be asked of it; its verbs are in companies/models/verification.py."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models.company import Company
from companies.models.vault import DocumentVersion
from companies.verification.checklist import Need, needs_of
from companies.verification.numbers import Form, form_of
from portal.core.refs import new_ref

YEAR = timedelta(days=365)


def claim_ref() -> str:
    return new_ref("V")


class ClaimRow(models.Model):
    """The columns of a claim, what the database holds them to, and its standing."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail address")
        REGISTRATION = "registration", _("Registration")
        ADDRESS = "address", _("Address")
        DOCUMENTS = "documents", _("Documents and authority")
        VISIT = "visit", _("Visit")
        VOUCHING = "vouching", _("Vouching")

    class State(models.TextChoices):
        DRAFT = "draft", _("Not yet sent")
        SUBMITTED = "submitted", _("Sent, waits for the programme")
        FIRST_APPROVED = "first_approved", _("Seen by one, waits for a second")
        APPROVED = "approved", pgettext_lazy("claim", "Checked")
        RETURNED = "returned", _("Came back")
        EXPIRED = "expired", _("Expired")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REVOKED = "revoked", _("Revoked")
        REPLACED = "replaced", _("Replaced by a newer check")

    class Method(models.TextChoices):
        LINK = "link", _("A link sent to the address was followed")
        REGISTER = "register", _("Compared with the public register")
        DOCUMENTS = "documents", _("Documents read by two people")
        DOCUMENT = "document", _("A document was read")
        CALL = "call", _("Video call on the premises")
        VISIT = "visit", _("Visited on site")
        VOUCHED = "vouched", _("Vouched for by an intermediary")
        CARRIED = "carried", _("Carried over from an earlier check")

    class Reason(models.TextChoices):
        UNREADABLE = "unreadable", _("A document cannot be read")
        EXPIRED = "expired", _("A document has expired")
        NAME = "name", _("The name differs")
        NUMBER = "number", _("The number was not found in the register")
        WRONG = "wrong", _("It is not the document that was asked for")
        AUTHORITY = "authority", _("The person's authority is not shown")
        OTHER = "other", _("Another reason")

    TIERS: ClassVar[dict[str, int]] = {
        "email": 0,
        "registration": 1,
        "address": 1,
        "documents": 2,
        "visit": 3,
        "vouching": 3,
    }
    # Any one of these carries the tier; an address is worth knowing, but is no tier of its own.
    CARRIERS: ClassVar[dict[int, tuple[str, ...]]] = {1: ("registration",), 2: ("documents",), 3: ("visit", "vouching")}
    ASKABLE: ClassVar[tuple[str, ...]] = ("registration", "address", "documents", "visit")
    WAITING: ClassVar[tuple[str, ...]] = ("submitted", "first_approved")
    OPEN: ClassVar[tuple[str, ...]] = ("draft", "returned", "submitted", "first_approved")
    PUBLIC_VALUES: ClassVar[tuple[str, ...]] = ("email", "registration", "address", "vouching")
    source: Any = None  # on whose word it rests (companies/verification/sources.py), where a page asked for it
    # For how long a check holds when nobody says otherwise.
    TERMS: ClassVar[dict[str, timedelta]] = {
        "registration": YEAR,
        "address": YEAR,
        "documents": 2 * YEAR,
        "visit": 2 * YEAR,
        "vouching": YEAR,
    }
    METHODS: ClassVar[dict[str, tuple[str, ...]]] = {
        "registration": ("register", "document"),
        "address": ("document", "register"),
        "documents": ("documents",),
        "visit": ("visit", "call"),
        "vouching": ("vouched",),
    }

    ref = models.CharField(max_length=16, unique=True, editable=False, default=claim_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="claims")
    kind = models.CharField(_("what is claimed"), max_length=12, choices=Kind)
    value = models.CharField(_("what it says"), max_length=200, blank=True)
    legal_name = models.CharField(_("name in the register"), max_length=200, blank=True)
    words = models.TextField(_("a word to the programme"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=14, choices=State, default=State.DRAFT)
    evidence = models.ManyToManyField(DocumentVersion, related_name="claims", blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    assigned_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    first_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    first_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    checker = models.CharField(_("checked by"), max_length=120, blank=True)
    method = models.CharField(_("how it was checked"), max_length=12, choices=Method, blank=True)
    checked_on = models.DateField(_("checked on"), null=True)
    valid_until = models.DateField(_("valid until"), null=True)
    company_name = models.CharField(max_length=120, blank=True)  # what the firm was called when it was checked
    reason = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True)
    reason_words = models.TextField(_("in words"), max_length=2000, blank=True)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]
        permissions = [("review_claim", "Can check what companies claim")]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "kind"],
                condition=Q(state__in=("draft", "returned", "submitted", "first_approved")),
                name="claim_one_open",
            ),
            models.UniqueConstraint(
                fields=["company", "kind"], condition=Q(state="approved"), name="claim_one_approved"
            ),
            models.CheckConstraint(
                condition=Q(first_by=None) | Q(decided_by=None) | ~Q(first_by=F("decided_by")),
                name="claim_two_pairs_of_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved", kind__in=("documents", "visit", "vouching")) | Q(first_at__isnull=False),
                name="claim_high_tier_seen_twice",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | (~Q(checker="") & Q(checked_on__isnull=False) & (Q(kind="email") | Q(valid_until__isnull=False))),
                name="claim_says_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(state="returned") | ~Q(reason=""), name="claim_returned_with_reason"),
        ]
        indexes = [
            models.Index(
                fields=["submitted_at"], name="claim_queue", condition=Q(state__in=("submitted", "first_approved"))
            ),
            models.Index(fields=["valid_until"], name="claim_expiry", condition=Q(state="approved")),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return reverse("companies:claim", args=[self.kind])

    # -- what it is ------------------------------------------------------------------------------------------

    @property
    def tier(self) -> int:
        return self.TIERS[self.kind]

    @property
    def needs_two(self) -> bool:
        """From documents upwards a second pair of eyes is asked for."""
        return self.tier >= 2

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_waiting(self) -> bool:
        return self.state in self.WAITING

    @property
    def is_valid(self) -> bool:
        return self.state == self.State.APPROVED and (self.valid_until is None or self.valid_until >= localdate())

    @property
    def is_editable(self) -> bool:
        return self.state in {self.State.DRAFT, self.State.RETURNED}

    @property
    def public_value(self) -> str:
        """What everybody may read of it; a person's name and a place to visit stay with the programme."""
        return self.value if self.kind in self.PUBLIC_VALUES else ""

    @property
    def form(self) -> Form:
        """What the number's form says, of a registration."""
        return form_of(self.value, self.company.country)

    @property
    def needs(self) -> list[Need]:
        return needs_of(self.kind, self.company.country)

    @property
    def pill(self) -> dict[str, Any]:
        """Whose turn it is, for the company's people."""
        tones = {"approved": "agreed", "returned": "yours", "submitted": "theirs", "first_approved": "theirs"}
        return {"label": self.get_state_display(), "tone": tones.get(self.state, "quiet")}
