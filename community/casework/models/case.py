"""The matchmaking desk: what a firm needs or offers, whom the intermediary found for it, and what came of it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from moneyed import Money

from community.casework.permissions import can_consent, can_keep_cases
from community.models.community import Community, CommunityMember
from companies.models import Company
from companies.sectors import sector_name
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked

if TYPE_CHECKING:
    from community.casework.models.candidate import Candidate, CaseNote, CaseTask

MOST_CANDIDATES = 50
NOT_BY_YOU = _("Only stewards and moderators of the community keep its cases.")


def case_ref() -> str:
    return new_ref("CA")


def kept_in(actor: Actor) -> "models.QuerySet[Any, Any]":
    """The communities whose cases the actor keeps: where their company is steward or moderator now."""
    may = actor.user is not None and actor.mandate is None and actor.may("join_communities")
    roles = [CommunityMember.Role.STEWARD, CommunityMember.Role.MODERATOR]
    rows = CommunityMember.objects.active().filter(role__in=roles, company=actor.company_id if may else 0)
    return rows.values_list("community_id", flat=True)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> "CaseQuerySet":
        """All of the communities that they keep; elsewhere those for their company and those it was introduced in.

        The latter only while the community is theirs to read: who was removed, or never in a hidden one, sees none.
        """
        if actor.company is None:
            return self.none()
        from community.casework.models.candidate import Candidate

        introduced = Candidate.objects.filter(company=actor.company_id).exclude(introduced_at=None).values("case")
        concerned = models.Q(company=actor.company_id) | models.Q(pk__in=introduced)
        readable = Community.objects.readable_by(actor).order_by().values("pk")
        return self.filter(models.Q(community__in=kept_in(actor)) | concerned & models.Q(community__in=readable))

    def running(self) -> "CaseQuerySet":
        return self.exclude(state=Case.State.ENDED)

    def overdue(self) -> "CaseQuerySet":
        return self.running().filter(deadline__lt=timezone.localdate())

    def matching(
        self, q: str = "", state: str = "", sector: str = "", owner: str = "", kind: str = "", due: str = ""
    ) -> "CaseQuerySet":
        rows: CaseQuerySet = self.filter(state=state) if state else self
        rows = rows.filter(sector=sector) if sector else rows
        rows = rows.filter(kind=kind) if kind else rows
        rows = rows.filter(owner=int(owner)) if owner.isdecimal() and len(owner) < 19 else rows
        rows = rows.overdue() if due else rows
        words = models.Q(title__icontains=q) | models.Q(words__icontains=q) | models.Q(company__name__icontains=q)
        words |= models.Q(ref__iexact=q) | models.Q(hs_code__startswith=q)
        found: CaseQuerySet = rows.filter(words) if q else rows
        return found

    def for_list(self) -> "CaseQuerySet":
        """With companies, owner, and how many candidates; running ones first, the most urgent on top."""
        from community.casework.models.candidate import Candidate

        over = models.Case(models.When(state=Case.State.ENDED, then=1), default=0)
        count = Candidate.objects.filter(case=models.OuterRef("pk")).exclude(state=Candidate.State.REJECTED)
        counted = count.order_by().values("case").annotate(n=models.Count("pk")).values("n")
        counting = models.Subquery(counted, output_field=models.IntegerField())
        rows = self.select_related("company", "owner", "community").annotate(candidate_count=counting)
        return rows.order_by(over, "-priority", models.F("deadline").asc(nulls_last=True), "-pk")


class Case(models.Model):
    """What `company` needs or offers, kept by the intermediary. Amounts never without their currency (ISO 4217)."""

    class Kind(models.TextChoices):
        NEED = "need", pgettext_lazy("case", "Looks for")
        OFFER = "offer", pgettext_lazy("case", "Offers")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("case", "Open")
        SHORTLIST = "shortlist", pgettext_lazy("case", "Shortlist")
        INTRODUCED = "introduced", pgettext_lazy("case", "Introduced")
        ENDED = "ended", pgettext_lazy("case", "Ended")

    class Outcome(models.TextChoices):
        DEAL = "deal", pgettext_lazy("case", "Deal")
        NO_DEAL = "no_deal", pgettext_lazy("case", "No deal")
        WITHDRAWN = "withdrawn", pgettext_lazy("case", "Withdrawn")

    class Priority(models.IntegerChoices):
        LOW = 1, pgettext_lazy("priority", "Low")
        USUAL = 2, pgettext_lazy("priority", "Usual")
        HIGH = 3, pgettext_lazy("priority", "High")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=case_ref)
    community = models.ForeignKey(Community, models.CASCADE, related_name="cases")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    kind = models.CharField(_("need or offer"), max_length=5, choices=Kind, default=Kind.NEED)
    title = models.CharField(_("in a few words"), max_length=200)
    words = models.TextField(_("what exactly"), max_length=8000, blank=True)
    sector = models.CharField(_("sector"), max_length=40, blank=True)
    hs_code = models.CharField(_("HS code"), max_length=12, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=3, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    budget = AmountField(verbose_name=_("budget or price in all"), null=True, blank=True)
    currency = CurrencyField(verbose_name=_("currency"), default="EUR")
    deadline = models.DateField(_("needed by"), null=True, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority, default=Priority.USUAL)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome, blank=True)
    partner = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True, related_name="+")
    value = AmountField(verbose_name=_("value of the deal"), null=True, blank=True)
    value_currency = CurrencyField(verbose_name=_("currency"), blank=True)
    reason = models.CharField(_("why"), max_length=1000, blank=True)
    may_count = models.BooleanField(default=False)  # consents of the company: in sums, and by name
    may_name = models.BooleanField(default=False)
    consented_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    introduced_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case of the matchmaking desk")
        verbose_name_plural = _("cases of the matchmaking desk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="ended", ended_at__isnull=False) & ~models.Q(outcome="")
                | ~models.Q(state="ended") & models.Q(ended_at=None, outcome="", value=None),
                name="case_outcome_at_the_end",
            ),
            models.CheckConstraint(
                condition=models.Q(value=None) | models.Q(value__gt=0, outcome="deal") & ~models.Q(value_currency=""),
                name="case_value_of_a_deal",
            ),
            models.CheckConstraint(condition=models.Q(quantity=None) | models.Q(quantity__gt=0), name="case_quantity"),
            models.CheckConstraint(condition=models.Q(budget=None) | models.Q(budget__gt=0), name="case_budget"),
            models.CheckConstraint(
                condition=models.Q(may_name=False) | models.Q(may_count=True), name="case_named_is_counted"
            ),
        ]
        indexes = [models.Index(fields=["community", "state", "-id"], name="case_community_state")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("community:case", args=[self.community.slug, self.ref])

    @property
    def subject_title(self) -> str:
        return self.title

    @property
    def is_running(self) -> bool:
        return self.state != self.State.ENDED

    @property
    def is_overdue(self) -> bool:
        return self.is_running and self.deadline is not None and self.deadline < timezone.localdate()

    @property
    def sector_shown(self) -> str:
        return str(sector_name(self.sector)) if self.sector else ""

    @property
    def budget_money(self) -> Money | None:
        return None if self.budget is None else Money(self.budget, self.currency)

    @property
    def value_money(self) -> Money | None:
        return None if self.value is None else Money(self.value, self.value_currency)

    @property
    def pill(self) -> dict[str, Any]:
        tones = {"open": "yours", "shortlist": "yours", "introduced": "theirs"}
        if not self.is_running:
            return {"tone": "agreed" if self.outcome == "deal" else "quiet", "label": self.get_outcome_display()}
        if self.is_overdue:
            return {"tone": "danger", "label": pgettext_lazy("case", "Overdue")}
        return {"tone": tones[self.state], "label": self.get_state_display()}

    def require_keeper(self, by: Actor) -> None:
        require(can_keep_cases(by, self.community), NOT_BY_YOU)

    # -- keeping it -------------------------------------------------------------------------------------------------

    @classmethod
    def begin(cls, by: Actor, community: Community, company: Company, **fields: Any) -> "Case":
        """A new case; the same form sent twice gives the first one again."""
        require(can_keep_cases(by, community), NOT_BY_YOU)
        check_owner(fields.get("owner"), by)
        with transaction.atomic():
            Community.objects.select_for_update(no_key=True).get(pk=community.pk)
            since = timezone.now() - SAME_CLICK
            twin = cls.objects.filter(community=community, company=company, title=fields["title"], created_at__gt=since)
            if (known := twin.first()) is not None:
                return known
            case = cls.objects.create(community=community, company=company, **fields)
            record("case.begun", case, by=by)
        return case

    def describe(self, by: Actor, **changes: Any) -> None:
        with locked(self, self.State.OPEN, self.State.SHORTLIST, self.State.INTRODUCED):
            self.require_keeper(by)
            if "owner" in changes:
                check_owner(changes["owner"], by)
            for field, value in changes.items():
                setattr(self, field, value)
            self.save(update_fields=[*changes, "updated_at"])
            record("case.changed", self, by=by)

    def propose(self, company: Company, by: Actor, note: str = "") -> "Candidate":
        """Put a company on the shortlist, after those that are there; once more changes nothing."""
        with locked(self, self.State.OPEN, self.State.SHORTLIST, self.State.INTRODUCED):
            self.require_keeper(by)
            if company.pk == self.company_id:
                raise Refused(_("The case is for this very company."))
            if not company.is_active:
                raise Refused(_("This company is not on the market now."))
            if (known := self.candidates.filter(company=company).first()) is not None:
                return known
            rank = self.candidates.count() + 1
            if rank > MOST_CANDIDATES:
                raise Refused(_("A shortlist has at most %(most)s companies.") % {"most": MOST_CANDIDATES})
            candidate = self.candidates.create(company=company, rank=rank, note=note)
            if self.state == self.State.OPEN:
                self.state = self.State.SHORTLIST
                self.save(update_fields=["state", "updated_at"])
            record("case.candidate_added", self, by=by, company=company.pk, name=company.name)
        return candidate

    def write_note(self, body: str, by: Actor) -> "CaseNote":
        """For the keepers alone."""
        with locked(self):
            self.require_keeper(by)
            if not body.strip():
                raise Refused(_("The note is empty."))
            note = self.notes.create(user=by.user, body=body)
            record("case.noted", self, by=by)
        return note

    def give_task(self, text: str, due_on: date | None, by: Actor) -> "CaseTask":
        with locked(self):
            self.require_keeper(by)
            if not text.strip():
                raise Refused(_("Say what is to be done."))
            return self.tasks.create(text=text, due_on=due_on, user=by.user)

    # -- what came of it --------------------------------------------------------------------------------------------

    def conclude(
        self,
        outcome: str,
        by: Actor,
        reason: str = "",
        value: Any = None,
        value_currency: str = "",
        partner: Company | None = None,
    ) -> None:
        """→ ended. A deal names the partner among those introduced, and its value if it may be told."""
        with locked(self, self.State.OPEN, self.State.SHORTLIST, self.State.INTRODUCED):
            self.require_keeper(by)
            if outcome not in self.Outcome.values:
                raise Refused(_("Choose what came of it."))
            is_deal = outcome == self.Outcome.DEAL
            met = self.candidates.exclude(introduced_at=None)
            if is_deal and (partner is None or not met.filter(company=partner).exists()):
                raise Refused(_("A deal is with one of the companies that were introduced: choose which."))
            if not is_deal and not reason.strip():
                raise Refused(_("Say why: it helps with the next case."))
            self.state, self.outcome, self.reason, self.ended_at = self.State.ENDED, outcome, reason, timezone.now()
            self.partner = partner if is_deal else None
            self.value, self.value_currency = (value, value_currency) if is_deal and value else (None, "")
            self.save()
            record("case.ended", self, by=by, outcome=outcome)

    def reopen(self, by: Actor) -> None:
        """Ended → as far as it had come; what was said of its end goes."""
        with locked(self, self.State.ENDED):
            self.require_keeper(by)
            begun = self.State.SHORTLIST if self.candidates.exists() else self.State.OPEN
            self.state = self.State.INTRODUCED if self.introduced_at else begun
            self.outcome = self.reason = self.value_currency = ""
            self.value = self.ended_at = self.partner = None
            self.save()
            record("case.reopened", self, by=by)

    def consent(self, by: Actor, may_count: bool, may_name: bool) -> None:
        """By the company itself, at any time: whether its figures are in sums, and whether by its name."""
        with locked(self):
            require(can_consent(by, self), _("Only owners and managers of the company decide on its figures."))
            self.may_count, self.may_name, self.consented_by = may_count or may_name, may_name, by.user
            self.save(update_fields=["may_count", "may_name", "consented_by", "updated_at"])
            record("case.consented", self, by=by, may_count=self.may_count, may_name=may_name)


def check_owner(owner: Any, by: Actor) -> None:
    """Raise Refused unless the person belongs to the intermediary that keeps the case."""
    if owner is not None and not owner.memberships.filter(company=by.company_id).exists():
        raise Refused(_("Only somebody of your own company has a case."))
