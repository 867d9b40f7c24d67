"""Claims: what a firm says of itself and the programme has checked, or not yet.

The tier that lists show is the sum of approved, valid claims (`recompute`), written in the transaction that changes
one of them and nowhere else. Transitions lock the company first and the claim after it, so that two claims of a firm
never wait for each other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from companies.models.claim_row import ClaimRow, claim_ref  # noqa: F401  (a migration names claim_ref here)
from companies.models.company import Company
from companies.models.lookalike import NameFlag
from companies.models.vault import DocumentVersion
from companies.permissions import can_edit_company, can_review_of, can_view_documents, may_review
from companies.verification.names import ALIKE, likeness
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.states import locked

PROGRAMME = "Jangteo"


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


class Claim(ClaimRow):
    """One thing that is said of a company: who checked it, how, when, and until when that holds."""

    objects = ClaimQuerySet.as_manager()

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

    @classmethod
    def rest_on(cls, company: Company, by: Actor, kind: str, value: str, words: str, valid_until: date) -> "Claim":
        """What another one says of the company, handed in with its consent; it holds no longer than `valid_until`.

        Raises PermissionDenied without the power, Refused while such a claim waits already.
        """
        require(
            can_edit_company(by, company) and by.user is not None and by.scopes is None,
            _("Only an owner or a manager may apply for checks."),
        )
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=company.pk)
            rows = cls.objects.filter(company=company, kind=kind)
            if rows.filter(state__in=cls.WAITING).exists():
                raise Refused(_("Another one waits for the programme already. Wait until it is decided."))
            rows.filter(state__in=cls.OPEN).update(state=cls.State.WITHDRAWN, updated_at=now())
            said = {"value": value[:200], "words": words[:2000], "valid_until": valid_until}
            who = {"submitted_by": by.user, "submitted_at": now()}
            claim = cls.objects.create(company=company, kind=kind, state=cls.State.SUBMITTED, **said, **who)
            NameFlag.look_at(company)
            record("claim.submitted", claim, by=by, company=company.pk, claim=kind)
        return claim

    def lose_ground(self, words: str) -> None:
        """What it rests on was taken back: if it waits it is withdrawn, if approved revoked, and the tier follows."""
        with judged(self):
            if self.state == self.State.APPROVED:
                self.revoke(None, self.Reason.OTHER, words)
            elif self.is_open:
                self.state, self.reason_words = self.State.WITHDRAWN, words
                self.save(update_fields=["state", "reason_words", "updated_at"])
                record("claim.withdrawn", self, company=self.company_id, claim=self.kind)

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
            if self.kind == self.Kind.VOUCHING and self.valid_until:  # no longer than who vouches stands for it
                valid_until = min(valid_until or self.valid_until, self.valid_until)
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
