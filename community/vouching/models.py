"""Vouchings: evidence for the highest tier, which the programme's staff still decide on, two of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from community.models.community import Community, CommunityMember
from community.vouching.permissions import LEAST_TIER, are_one, can_answer_vouching, can_revoke_vouching, can_vouch_in
from companies.models import Claim, Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked

LONGEST = timedelta(days=365)
MOST_YEARS = 80


def vouching_ref() -> str:
    return new_ref("VO")


class VouchingQuerySet(models.QuerySet["Vouching"]):
    def of(self, actor: Actor) -> "VouchingQuerySet":
        """For the acting company: who vouches for it."""
        return self.filter(company_id=actor.company_id) if actor.company and actor.user else self.none()

    def by(self, actor: Actor) -> "VouchingQuerySet":
        """For the acting intermediary: for whom it vouches."""
        return self.filter(voucher_id=actor.company_id) if actor.company and actor.user else self.none()

    def visible_to(self, actor: Actor) -> "VouchingQuerySet":
        """The two sides; others read on the member's page what was approved of it."""
        return self.of(actor) | self.by(actor)

    def standing(self) -> "VouchingQuerySet":
        """Agreed to, and not ended by either side."""
        return self.filter(state=Vouching.State.AGREED)

    def waiting_for(self, actor: Actor) -> "VouchingQuerySet":
        return self.of(actor).filter(state=Vouching.State.OFFERED, valid_until__gte=localdate())


class Vouching(models.Model):
    """Offered → agreed | declined; agreed → revoked (by who vouched) | withdrawn (by the member).

    With the member's consent it becomes a claim of kind “vouching”, with which the programme's staff deal as with any
    other of the highest tier; when it ends, the claim ends with it and the tier follows at once.
    """

    class State(models.TextChoices):
        OFFERED = "offered", _("Waits for the company")
        AGREED = "agreed", _("Agreed to")
        DECLINED = "declined", _("Declined")
        REVOKED = "revoked", _("Revoked")
        WITHDRAWN = "withdrawn", _("Consent withdrawn")

    class Point(models.TextChoices):
        EXISTENCE = "existence", _("that it exists and does business")
        ADDRESS = "address", _("its address")
        CAPACITY = "capacity", _("its capacity")
        QUALITY = "quality", _("its quality")
        PAYMENT = "payment", _("how it pays")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=vouching_ref)
    community = models.ForeignKey(Community, models.CASCADE, related_name="vouchings")
    voucher = models.ForeignKey(Company, models.CASCADE, related_name="vouchings_given")
    company = models.ForeignKey(Company, models.CASCADE, related_name="vouchings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    points = models.JSONField(_("what you vouch for"), default=list)
    visited_on = models.DateField(_("visited on"), null=True, blank=True)
    years = models.PositiveSmallIntegerField(_("years of dealing with it"), null=True, blank=True)
    papers = models.CharField(_("papers seen"), max_length=300, blank=True)
    words = models.TextField(_("what the programme should know"), max_length=1000, blank=True)
    valid_until = models.DateField(_("until"))
    state = models.CharField(max_length=10, choices=State, default=State.OFFERED)
    claim = models.OneToOneField(Claim, models.SET_NULL, null=True, related_name="vouching")
    created_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    objects = VouchingQuerySet.as_manager()

    class Meta:
        verbose_name = _("vouching")
        verbose_name_plural = _("vouchings")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(company=F("voucher")), name="vouching_not_for_oneself"),
            models.CheckConstraint(condition=~Q(points=[]), name="vouching_of_something"),
            models.CheckConstraint(
                condition=Q(visited_on__isnull=False) | Q(years__isnull=False) | ~Q(papers=""),
                name="vouching_says_how_it_knows",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("revoked", "withdrawn")) | (~Q(reason="") & Q(ended_at__isnull=False)),
                name="vouching_ended_with_reason",
            ),
            models.UniqueConstraint(
                fields=["voucher", "company"], condition=Q(state="offered"), name="vouching_one_offered"
            ),
        ]
        indexes = [models.Index(fields=["community", "-id"], name="vouching_of_community")]

    def __str__(self) -> str:
        return f"{self.voucher} · {self.company}"

    def get_absolute_url(self) -> str:
        return reverse("community:vouching", args=[self.ref])

    @property
    def point_names(self) -> tuple[Any, ...]:
        return tuple(point.label for point in self.Point if point.value in self.points)

    @property
    def knows(self) -> tuple[Any, ...]:
        """How who vouches knows, each in words."""
        said: list[Any] = []
        if self.visited_on:
            said.append(format_lazy("{} {}", _("visited on"), date_format(self.visited_on, "DATE_FORMAT")))
        if self.years is not None:
            years = ngettext("%(n)s year of dealing", "%(n)s years of dealing", self.years) % {"n": self.years}
            said.append(years if self.years else _("dealings for less than a year"))
        if self.papers:
            said.append(format_lazy("{}: {}", _("papers seen"), self.papers))
        return tuple(said)

    @property
    def is_over(self) -> bool:
        return self.valid_until < localdate()

    @property
    def pill(self) -> dict[str, Any]:
        """Where it stands: with the company, with the programme, in force, or ended."""
        if self.state == self.State.AGREED and self.claim:
            return self.claim.pill
        if self.state == self.State.OFFERED and self.is_over:
            return {"tone": "quiet", "label": _("Out of time")}
        tones = {"offered": "theirs", "revoked": "danger"}
        return {"tone": tones.get(self.state, "quiet"), "label": self.get_state_display()}

    @property
    def is_in_force(self) -> bool:
        return self.state == self.State.AGREED and self.claim is not None and self.claim.is_valid

    @classmethod
    def offer(cls, community: Community, company: Company, by: Actor, **said: Any) -> "Vouching":
        """Raises PermissionDenied for who may not vouch here, Refused for whom one cannot vouch for, or a second."""
        require(
            can_vouch_in(by, community),
            _("Only the intermediary that runs the community vouches, once its own documents are checked."),
        )
        check(said)
        with transaction.atomic():
            # Who vouches is read anew: its tier may have fallen while the page was open.
            voucher = Company.objects.select_for_update(no_key=True).get(pk=by.company_id)
            require(voucher.is_active and voucher.tier >= LEAST_TIER, _("Your own tier has fallen."))
            cls.refuse_for(community, company, voucher)
            found = cls.objects.create(community=community, voucher=voucher, company=company, user=by.user, **said)
            record("vouching.offered", found, by=by)
        return found

    @classmethod
    def refuse_for(cls, community: Community, company: Company, voucher: Company) -> None:
        members = CommunityMember.objects.active().filter(community=community, company=company)
        if not members.exists() or not company.is_active:
            raise Refused(_("You can vouch for members of this community only."))
        if are_one(voucher, company):
            raise Refused(_("Somebody acts for both companies: nobody vouches for themselves."))
        if cls.objects.filter(voucher=voucher, company=company, state=cls.State.OFFERED).exists():
            raise Refused(_("You have offered it already. The company has not answered yet."))

    def agree(self, by: Actor) -> None:
        """Offered → agreed: it goes to the programme as a claim of the company."""
        with self.alone(self.State.OFFERED):
            require(can_answer_vouching(by, self), _("Only an owner or a manager may agree to this."))
            if self.is_over or self.voucher.tier < LEAST_TIER or not self.voucher.is_active:
                raise Refused(_("It does not hold any more: its time is over, or who vouched is checked no longer."))
            if are_one(self.voucher, self.company):
                raise Refused(_("Somebody acts for both companies: nobody vouches for themselves."))
            value = self.voucher.name
            self.claim = Claim.rest_on(
                self.company, by, Claim.Kind.VOUCHING, value, self.for_programme(), self.valid_until
            )
            self.state, self.answered_by, self.answered_at = self.State.AGREED, by.user, timezone.now()
            self.save(update_fields=["state", "claim", "answered_by", "answered_at"])
            record("vouching.agreed", self, by=by)

    def decline(self, by: Actor) -> None:
        with locked(self, self.State.OFFERED):
            require(can_answer_vouching(by, self), _("Only an owner or a manager may agree to this."))
            self.state, self.answered_by, self.answered_at = self.State.DECLINED, by.user, timezone.now()
            self.save(update_fields=["state", "answered_by", "answered_at"])
            record("vouching.declined", self, by=by)

    def revoke(self, by: Actor | None, reason: str) -> None:
        """Offered or agreed → revoked, by who vouched; `by` is None when it lost the standing to vouch."""
        if by is not None:
            require(can_revoke_vouching(by, self), _("Only who vouched may revoke it."))
        self.end(self.State.REVOKED, reason, by, self.State.OFFERED, self.State.AGREED)

    def withdraw(self, by: Actor, reason: str) -> None:
        """Agreed → withdrawn: the company does not want it said any more."""
        require(can_answer_vouching(by, self), _("Only an owner or a manager may agree to this."))
        self.end(self.State.WITHDRAWN, reason, by, self.State.AGREED)

    def end(self, state: str, reason: str, by: Actor | None, *states: str) -> None:
        """The claim goes with it, and the tier that it carried, in the same transaction."""
        if not reason.strip():
            raise Refused(_("Say in words why: the other side reads them."))
        with self.alone(*states):
            self.state, self.reason, self.ended_at = state, reason[:500], timezone.now()
            self.save(update_fields=["state", "reason", "ended_at"])
            if self.claim is not None:
                self.claim.lose_ground(reason)
            record(f"vouching.{state}", self, by=by)

    @contextmanager
    def alone(self, *states: str) -> Iterator[None]:
        """Locked as claims lock: the company first."""
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=self.company_id)
            with locked(self, *states):
                yield

    def for_programme(self) -> str:
        """What staff read of it, in the language they share."""
        with override("en"):
            parts = [
                f"{self.voucher.name} vouches for {self.company.name}.",
                "For: " + ", ".join(str(name) for name in self.point_names),
                "How it knows: " + "; ".join(str(one) for one in self.knows),
                self.words,
            ]
        return "\n".join(part for part in parts if part)


def check(said: dict[str, Any]) -> None:
    """Raise Refused for what the form would not let through."""
    today = localdate()
    until, visited = said.get("valid_until"), said.get("visited_on")
    if not isinstance(until, date) or not today < until <= today + LONGEST:
        raise Refused(_("Vouch for a year at most, and at least until tomorrow."))
    points = said.get("points") or []
    if not points or set(points) - set(Vouching.Point.values):
        raise Refused(_("Choose what you vouch for."))
    if visited is not None and visited > today:
        raise Refused(_("A visit that is still to come proves nothing yet."))
    if visited is None and said.get("years") is None and not said.get("papers"):
        raise Refused(_("Say how you know: a visit, years of dealing, or papers you saw."))
