"""Firms whose name, website or number resembles that of a checked one: held until staff have looked."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.permissions import can_review_of, may_review
from companies.verification.names import ALIKE, likeness
from companies.verification.numbers import bare_number
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import require
from portal.core.refs import new_ref
from portal.core.states import locked


def flag_ref() -> str:
    return new_ref("L")


class NameFlagQuerySet(models.QuerySet["NameFlag"]):
    def visible_to(self, actor: Actor) -> "NameFlagQuerySet":
        """Staff who review; the firms hear nothing of it."""
        if not may_review(actor):
            return self.none()
        return self.exclude(company_id__in=[company.pk for company in actor.companies])

    def unresolved(self) -> "NameFlagQuerySet":
        return self.filter(state=NameFlag.State.OPEN)


class NameFlag(models.Model):
    """`company` resembles the checked firm `other`, as it was called (`seen`) when that was noticed."""

    class State(models.TextChoices):
        OPEN = "open", _("To be looked at")
        CLEARED = "cleared", _("Another firm, no imitation")
        UPHELD = "upheld", _("An imitation")

    class Likeness(models.TextChoices):
        NAME = "name", _("Name")
        WEBSITE = "website", _("Website")
        NUMBER = "number", _("Registration number")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=flag_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="name_flags")
    other = models.ForeignKey(Company, models.CASCADE, related_name="+")
    likeness = models.CharField(_("what is alike"), max_length=8, choices=Likeness)
    score = models.PositiveSmallIntegerField(default=100)
    seen = models.CharField(max_length=200)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    words = models.TextField(_("why"), max_length=2000, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=now)

    objects = NameFlagQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["company", "other", "likeness", "seen"], name="name_flag_once"),
            models.CheckConstraint(condition=~models.Q(company=models.F("other")), name="name_flag_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.company} ~ {self.other}"

    @classmethod
    def look_at(cls, company: Company) -> None:
        """Note every checked firm that this one resembles, and let go of what it resembles no longer.

        A likeness that was noted before is not noted again, whatever staff said to it.
        """
        found = likenesses(company)
        for other, kind, score, seen in found:
            flag, is_new = cls.objects.get_or_create(
                company=company, other_id=other, likeness=kind, seen=seen[:200], defaults={"score": score}
            )
            if is_new:
                record("company.flagged", company, flag=flag.pk, other=other, likeness=kind)
        alike = {(other, kind) for other, kind, _score, _seen in found}
        for flag in cls.objects.filter(company=company, state=cls.State.OPEN):
            if (flag.other_id, flag.likeness) not in alike:
                cls.objects.filter(pk=flag.pk, state=cls.State.OPEN).update(state=cls.State.CLEARED, closed_at=now())

    def clear(self, by: Actor, words: str = "") -> None:
        """Another firm of a like name: its claims may be approved. Raises PermissionDenied without the power."""
        self.close(by, self.State.CLEARED, words, self.State.OPEN, self.State.UPHELD)

    def uphold(self, by: Actor, words: str = "") -> None:
        """An imitation: nothing it claims is approved, and what was is revoked."""
        with transaction.atomic():
            self.close(by, self.State.UPHELD, words, self.State.OPEN)
            claims = apps.get_model("companies", "Claim").objects.filter(company=self.company, state="approved")
            for claim in claims.exclude(kind="email").order_by("pk"):
                claim.revoke(by, reason="name", words=words)

    def close(self, by: Actor, state: str, words: str, *before: str) -> None:
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=self.company_id)
            with locked(self, *before):
                require(can_review_of(by, self.company), _("You may not decide on this company."))
                self.state, self.words, self.closed_by, self.closed_at = state, words, by.user, now()
                self.save(update_fields=["state", "words", "closed_by", "closed_at"])
                record(f"company.flag_{state}", self.company, by=by, flag=self.pk, other=self.other_id)


def likenesses(company: Company) -> list[tuple[int, str, int, str]]:
    """`(the other's key, what is alike, how much of 100, as it was seen)` for each checked firm it resembles."""
    claims = apps.get_model("companies", "Claim").objects
    own = names_of(company)
    host = company.website_host.lower()
    own_numbers = claims.filter(company=company, kind="registration").exclude(value="").order_by("-pk")
    number = bare_number(next(iter(own_numbers.values_list("value", flat=True)[:1]), ""))
    found: list[tuple[int, str, int, str]] = []
    for other in checked_before(company):
        score = max((likeness(one, two) for one in own for two in names_of(other)), default=0.0)
        if score >= ALIKE:
            found.append((other.pk, "name", round(score), " / ".join(own)))
        if host and host == other.website_host.lower():
            found.append((other.pk, "website", 100, host))
    if number:
        same = claims.filter(kind="registration", state="approved", company__country=company.country)
        for other_id, value in same.exclude(company=company).values_list("company_id", "value"):
            if bare_number(value) == number:
                found.append((other_id, "number", 100, number))
    return found


def checked_before(company: Company) -> Any:
    """The checked firms but those that are held to imitate this one: of a pair only the later is looked at."""
    imitators = NameFlag.objects.filter(other=company).values("company_id")
    rows = Company.objects.filter(tier__gte=1).exclude(pk=company.pk).exclude(pk__in=imitators)
    return rows.only("name", "local_name", "legal_name", "website", "country")


def names_of(company: Company) -> list[str]:
    return [name for name in (company.name, company.local_name, company.legal_name) if name]
