"""Claims: what a firm says of itself and the programme has checked, or not yet.

The tier that lists show is the sum of approved, valid claims (`recompute`), written in the transaction that changes
one of them and nowhere else. Transitions lock the company first and the claim after it, so that two claims of a firm
never wait for each other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models.company import Company
from companies.models.lookalike import NameFlag
from companies.models.vault import DocumentVersion
from companies.permissions import can_edit_company, can_review_of, can_view_documents, may_review
from companies.verification.checklist import Need, needs_of
from companies.verification.names import ALIKE, likeness
from companies.verification.numbers import Form, form_of
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked

YEAR = timedelta(days=365)
PROGRAMME = "Jangteo"


def claim_ref() -> str:
    return new_ref("V")


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, actor: Actor) -> "ClaimQuerySet":
        """A company's own; all others' for staff who review, but never those of a firm they belong to."""
        seen = Q(company_id=actor.company_id) if actor.company else Q(pk__in=[])
        if may_review(actor):
            seen |= ~Q(company_id__in=[company.pk for company in actor.companies]) & ~Q(state=Claim.State.DRAFT)
        return self.filter(seen)

    def for_review(self, actor: Actor) -> "ClaimQuerySet":
        """What this member of staff may look at and judge; nothing for anybody else."""
        if not may_review(actor):
            return self.none()
        own = [company.pk for company in actor.companies]
        return self.exclude(company_id__in=own).exclude(state=Claim.State.DRAFT)

    def waiting(self) -> "ClaimQuerySet":
        return self.filter(state__in=Claim.WAITING)

    def waiting_for(self, actor: Actor) -> "ClaimQuerySet":
        """Those this person can decide on now: not the ones that need a second pair of eyes after their own."""
        return self.for_review(actor).waiting().exclude(state=Claim.State.FIRST_APPROVED, first_by_id=actor.user_id)

    def valid(self) -> "ClaimQuerySet":
        """Approved and not past their day."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=localdate()), state=Claim.State.APPROVED)

    def overdue(self) -> "ClaimQuerySet":
        return self.filter(state=Claim.State.APPROVED, valid_until__lt=localdate())


class Claim(models.Model):
    """One thing that is said of a company: who checked it, how, when, and until when that holds."""

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
    PUBLIC_VALUES: ClassVar[tuple[str, ...]] = ("email", "registration", "address")
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

    objects = ClaimQuerySet.as_manager()

    class Meta:
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

    # -- the company's part ----------------------------------------------------------------------------------

    @classmethod
    def begin(cls, company: Company, kind: str, by: Actor) -> "Claim":
        """The open claim of this kind, else a new draft. Raises PermissionDenied without the power."""
        require(
            can_edit_company(by, company) and by.scopes is None, _("Only an owner or a manager may apply for checks.")
        )
        if kind not in cls.ASKABLE:
            raise Refused(_("This check cannot be applied for."))
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=company.pk)
            found = cls.objects.filter(company=company, kind=kind, state__in=cls.OPEN).first()
            return found or cls.objects.create(company=company, kind=kind)

    def write(self, by: Actor, **said: str) -> None:
        """Change what it says while it is with the company; nothing is sent yet."""
        with judged(self, self.State.DRAFT, self.State.RETURNED):
            require(can_edit_company(by, self.company), _("Only an owner or a manager may apply for checks."))
            for name in ("value", "legal_name", "words"):
                setattr(self, name, said.get(name, getattr(self, name)))
            self.save(update_fields=["value", "legal_name", "words", "updated_at"])

    def submit(self, by: Actor) -> None:
        """Draft or returned → submitted, with the newest versions of the papers it asks for pinned to it.

        Raises PermissionDenied without the power, Refused when a required paper is missing or has expired.
        """
        with judged(self, self.State.DRAFT, self.State.RETURNED):
            require(
                can_edit_company(by, self.company) and can_view_documents(by, self.company),
                _("Only an owner or a manager may apply for checks."),
            )
            if not self.value:
                raise Refused(_("Fill in the form first: something has to be checked."))
            papers = self.newest_papers()
            for need in self.needs:
                version = papers.get(need.paper.code)
                if need.is_required and version is None:
                    raise Refused(_("Still missing: %(paper)s.") % {"paper": need.paper.label})
                if version and version.is_expired:
                    raise Refused(_("Out of date: %(paper)s. Send a newer one.") % {"paper": need.paper.label})
            self.state, self.submitted_by, self.submitted_at = self.State.SUBMITTED, by.user, now()
            self.first_by = self.first_at = self.decided_by = self.decided_at = self.assigned_to = None
            self.reason = self.reason_words = ""
            self.save()
            self.evidence.set(papers.values())
            NameFlag.look_at(self.company)
            record("claim.submitted", self, by=by, company=self.company_id, claim=self.kind)

    def newest_papers(self) -> dict[str, DocumentVersion]:
        """The latest version of each paper that this check asks for, by kind."""
        asked = [need.paper.code for need in self.needs]
        rows = DocumentVersion.objects.newest().filter(document__company_id=self.company_id, document__kind__in=asked)
        return {version.document.kind: version for version in rows.select_related("document")}

    def withdraw(self, by: Actor) -> None:
        """Take it back while it is open. Raises PermissionDenied without the power."""
        with judged(self, *self.OPEN):
            require(can_edit_company(by, self.company), _("Only an owner or a manager may withdraw a check."))
            self.state = self.State.WITHDRAWN
            self.save(update_fields=["state", "updated_at"])
            record("claim.withdrawn", self, by=by, company=self.company_id, claim=self.kind)

    # -- the programme's part --------------------------------------------------------------------------------

    def take(self, by: Actor) -> None:
        """Put one's name on it, so that two do not read the same; a colleague's name is taken over knowingly."""
        with judged(self, *self.WAITING):
            require(can_review_of(by, self.company), _("You may not check claims of this company."))
            self.assigned_to = by.user
            self.save(update_fields=["assigned_to", "updated_at"])
            record("claim.assigned", self, by=by, company=self.company_id, claim=self.kind)

    def release(self, by: Actor) -> None:
        with judged(self, *self.WAITING):
            require(can_review_of(by, self.company), _("You may not check claims of this company."))
            self.assigned_to = None
            self.save(update_fields=["assigned_to", "updated_at"])
            record("claim.released", self, by=by, company=self.company_id, claim=self.kind)

    def approve(self, by: Actor, method: str = "", valid_until: date | None = None, seen: str = "") -> None:
        """Submitted → approved; from documents upwards first → first_approved, and approved by a second person.

        `seen` is the state in which it was read: whoever decides on a page that is out of date is told. Raises
        PermissionDenied without the power or for the same person twice, WrongState when somebody was faster,
        Refused while a look-alike's flag is open.
        """
        with judged(self, *([seen] if seen in self.WAITING else self.WAITING)):
            require(can_review_of(by, self.company), _("You may not check claims of this company."))
            self.refuse_imitation()
            if self.needs_two and self.state == self.State.SUBMITTED:
                self.note_first(by, method, valid_until)
                return
            require(self.first_by_id != by.user_id, _("A second person has to look at it: you were the first."))
            self.settle(by, method, valid_until)

    def refuse_imitation(self) -> None:
        NameFlag.look_at(self.company)
        if self.kind != self.Kind.EMAIL and self.company.name_flags.exclude(state=NameFlag.State.CLEARED).exists():
            raise Refused(
                _("The name resembles a checked firm's. Decide on that first: nothing can be approved before.")
            )

    def note_first(self, by: Actor, method: str, valid_until: date | None) -> None:
        self.state, self.first_by, self.first_at = self.State.FIRST_APPROVED, by.user, now()
        self.method = method or self.METHODS[self.kind][0]
        self.valid_until = valid_until or localdate() + self.TERMS[self.kind]
        self.assigned_to = None
        self.save()
        record("claim.first_approved", self, by=by, company=self.company_id, claim=self.kind)

    def settle(self, by: Actor, method: str, valid_until: date | None) -> None:
        """It holds from today; a check of the same kind before it is replaced, and the tier follows."""
        today = localdate()
        before = Claim.objects.filter(company_id=self.company_id, kind=self.kind, state=self.State.APPROVED)
        before.update(state=self.State.REPLACED, updated_at=now())
        self.state, self.decided_by, self.decided_at = self.State.APPROVED, by.user, now()
        self.method = method or self.method or self.METHODS[self.kind][0]
        self.valid_until = valid_until or self.valid_until or today + self.TERMS[self.kind]
        self.checked_on, self.checker = today, by.company.name if by.company else PROGRAMME
        self.company_name, self.assigned_to = self.company.name, None
        self.save()
        record("claim.approved", self, by=by, company=self.company_id, claim=self.kind)
        recompute(self.company, by)

    def give_back(self, by: Actor, reason: str, words: str = "", seen: str = "") -> None:
        """Submitted or seen by one → returned, with a reason the firm can act on.

        Raises PermissionDenied without the power, WrongState when somebody was faster, Refused without a reason.
        """
        with judged(self, *([seen] if seen in self.WAITING else self.WAITING)):
            require(can_review_of(by, self.company), _("You may not check claims of this company."))
            if reason not in self.Reason.values or (reason == self.Reason.OTHER and not words):
                raise Refused(_("Say why, so that the firm can put it right."))
            self.state, self.reason, self.reason_words = self.State.RETURNED, reason, words
            self.decided_at, self.assigned_to = now(), None
            self.decided_by = by.user if self.first_by_id != by.user_id else None
            self.save()
            record("claim.returned", self, by=by, company=self.company_id, claim=self.kind, reason=reason)

    def revoke(self, by: Actor | None, reason: str, words: str = "") -> None:
        """Approved → revoked: it should never have been approved, or is true no longer. `by` is None for the clock."""
        with judged(self, self.State.APPROVED):
            if by is not None:
                require(can_review_of(by, self.company), _("You may not check claims of this company."))
            if reason not in self.Reason.values:
                raise Refused(_("Say why, so that the firm can put it right."))
            self.state, self.reason, self.reason_words = self.State.REVOKED, reason, words
            self.save(update_fields=["state", "reason", "reason_words", "updated_at"])
            record("claim.revoked", self, by=by, company=self.company_id, claim=self.kind, reason=reason)
            recompute(self.company, by)

    def expire(self) -> None:
        """Approved → expired, after its last day; the tier falls with it. Raises WrongState when that is not so."""
        with judged(self, self.State.APPROVED):
            if self.is_valid:
                return
            self.state = self.State.EXPIRED
            self.save(update_fields=["state", "updated_at"])
            record("claim.expired", self, company=self.company_id, claim=self.kind)
            recompute(self.company, None)

    @property
    def still_fits(self) -> bool:
        """Whether the firm is still called as it was when it was checked, but for its legal form and a slip or two."""
        return not self.company_name or likeness(self.company_name, self.company.name) >= ALIKE

    @property
    def differences(self) -> list[dict[str, Any]]:
        """The names side by side, for whoever compares; `differs` marks those that are not the profile's."""
        company, said = self.company, self.legal_name
        rows = [(_("On the page"), company.name), (_("In the own script"), company.local_name)]
        rows += [(_("In the register, as handed in"), said)] if said else []
        return [
            {
                "label": label,
                "name": name,
                "differs": name != said and likeness(name, said) < ALIKE,
                "is_said": name == said,
            }
            for label, name in rows
            if name
        ]


@contextmanager
def judged(claim: Claim, *states: str) -> Iterator[None]:
    """The company's row locked, then the claim's, which is read anew and in one of `states`: else WrongState."""
    with transaction.atomic():
        Company.objects.select_for_update(no_key=True).get(pk=claim.company_id)
        with locked(claim, *states):
            yield


def recompute(company: Company, by: Actor | None) -> None:
    """Write the tier that the approved, valid claims carry: tier n needs all below it. Call it with the company locked.

    Tells the outbox when it changed: `company.tier_changed`, and `claim.downgraded` when it fell.
    """
    held = {claim.kind: claim for claim in Claim.objects.valid().filter(company=company)}
    tier, since = 0, None
    for level, kinds in Claim.CARRIERS.items():
        carriers = [held[kind] for kind in kinds if kind in held]
        if not carriers:
            break
        tier, since = level, max(claim.checked_on or localdate() for claim in carriers)
    before = Company.objects.filter(pk=company.pk).values_list("tier", flat=True)[0]
    Company.objects.filter(pk=company.pk).update(tier=tier, tier_since=since, updated_at=now())
    company.tier, company.tier_since = tier, since
    if tier != before:
        record("company.tier_changed", company, by=by, before=before, after=tier)
    if tier < before:
        record("claim.downgraded", company, by=by, before=before, after=tier)


class Reminder(models.Model):
    """That a warning went out, so that each goes once: so many days before the end of a claim or a document."""

    claim = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="reminders")
    version = models.ForeignKey(DocumentVersion, models.CASCADE, null=True, related_name="reminders")
    days = models.SmallIntegerField()  # 60, 30, 7; -1 after the day
    valid_until = models.DateField()
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "days", "valid_until"], name="reminder_of_claim_once"),
            models.UniqueConstraint(fields=["version", "days", "valid_until"], name="reminder_of_document_once"),
            models.CheckConstraint(
                condition=Q(claim__isnull=False, version=None) | Q(claim=None, version__isnull=False),
                name="reminder_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days} · {self.valid_until}"
