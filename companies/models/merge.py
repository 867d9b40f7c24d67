"""Companies that are one: which may be, what was decided, and what became of the other."""

from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.merging import move_all
from companies.models.company import Company
from companies.models.suspension import close_what_is_open
from companies.permissions import can_merge_companies, staff_may
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked


class MergeProposalQuerySet(models.QuerySet["MergeProposal"]):
    def open(self) -> "MergeProposalQuerySet":
        return self.filter(state=MergeProposal.State.OPEN).select_related("first", "second")


class MergeProposal(models.Model):
    """Two companies that look like one, with the signs that say so; `first` is the older."""

    class State(models.TextChoices):
        OPEN = "open", _("To be looked at")
        DISMISSED = "dismissed", _("Two companies")
        MERGED = "merged", _("Merged")

    first = models.ForeignKey(Company, models.CASCADE, related_name="+")
    second = models.ForeignKey(Company, models.CASCADE, related_name="+")
    signs = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)

    objects = MergeProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="merge_proposal_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="merge_proposal_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} = {self.second}?"

    def dismiss(self, by: Actor) -> None:
        """Open → dismissed: two companies after all; the pair is not proposed again."""
        with locked(self, self.State.OPEN):
            require(staff_may(by, "merge_companies", self.first, self.second), _("You may not decide on this."))
            self.state, self.decided_by = self.State.DISMISSED, by.user
            self.save(update_fields=["state", "decided_by"])
            record("merge.dismissed", self, by=by.as_staff())


class CompanyMerge(models.Model):
    """A company that was taken into another for good. Its row stays, empty, so that its address leads on."""

    kept = models.ForeignKey(Company, models.CASCADE, related_name="absorbed")
    lost = models.OneToOneField(Company, models.CASCADE, related_name="merged")
    report = models.JSONField(default=list)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("merge of companies")
        verbose_name_plural = _("merges of companies")
        constraints = [models.CheckConstraint(condition=~Q(kept=F("lost")), name="company_merge_of_two")]

    def __str__(self) -> str:
        return f"{self.lost} → {self.kept}"

    @classmethod
    def merge(cls, kept: Company, lost: Company, by: Actor, typed: str) -> "CompanyMerge":
        """Move all that is `lost`'s to `kept`, in one transaction; it cannot be undone.

        `typed` is the name of the company that goes, written by hand. Raises PermissionDenied without the permission,
        Refused when the name is not that, WrongState when one of the two is not active, or merged already.
        """
        require(can_merge_companies(by, kept, lost), _("You may not merge these companies."))
        if kept.pk == lost.pk:
            raise Refused(_("A company cannot be merged with itself."))
        if typed.strip() != lost.name:
            raise Refused(_("The name you typed is not that of the company that goes. Nothing was changed."))
        with transaction.atomic():
            lock_both(kept, lost)
            report: list[list[Any]] = [[str(what), count] for what, count in move_all(kept, lost)]
            lost.is_active = False
            lost.save(update_fields=["is_active", "updated_at"])
            cls.objects.filter(kept=lost).update(kept=kept)
            try:
                with transaction.atomic():
                    merge = cls.objects.create(kept=kept, lost=lost, report=report, user=by.user)
            except IntegrityError:
                raise WrongState(_("This company was merged meanwhile. Nothing was done twice.")) from None
            pairs = MergeProposal.objects.filter(Q(first=lost) | Q(second=lost), state=MergeProposal.State.OPEN)
            pairs.update(state=MergeProposal.State.MERGED, decided_by=by.user)
            Company.objects.filter(pk=kept.pk).update(updated_at=now())
            record("company.merged", kept, by=by.as_staff(), lost=lost.pk, name=lost.name, report=report)
            record("company.merged", lost, by=by.as_staff(), kept=kept.pk, name=kept.name)
            close_what_is_open(kept)
        return merge

    @classmethod
    def successor_of(cls, slug: str) -> Company | None:
        """The company that one of this address has become, if it was merged."""
        merge = cls.objects.filter(lost__slug=slug).select_related("kept").first()
        return merge.kept if merge else None


def lock_both(kept: Company, lost: Company) -> None:
    """Both rows in the order of their keys, so that two merges never wait for each other."""
    rows = Company.objects.select_for_update(no_key=True).filter(pk__in=[kept.pk, lost.pk]).order_by("pk")
    if sum(company.is_active for company in rows) != 2:
        raise WrongState(_("One of the two is not active any more. Nothing was changed."))
    kept.refresh_from_db()
    lost.refresh_from_db()
