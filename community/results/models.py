"""When companies were in a community, who sees its results, and which companies may be named in them."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.community import Community, CommunityMember
from community.permissions import can_run_community
from community.results.figures import moment
from companies.models import Company
from companies.permissions import can_edit_company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import require


class StayQuerySet(models.QuerySet["Stay"]):
    def at(self, moment: Any) -> "StayQuerySet":
        return self.filter(Q(left_at=None) | Q(left_at__gt=moment), joined_at__lte=moment)


class Stay(models.Model):
    """From when to when a company was a member: the membership itself is gone once it has left.

    Kept by `settle`, which compares with the members of now and may be called as often as one likes.
    """

    community = models.ForeignKey(Community, models.CASCADE, related_name="stays")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects = StayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "company"], condition=Q(left_at=None), name="stay_one_open"),
            models.CheckConstraint(condition=Q(left_at=None) | Q(left_at__gte=F("joined_at")), name="stay_in_order"),
        ]
        indexes = [
            models.Index(fields=["community", "joined_at"], name="stay_joined"),
            models.Index(fields=["community", "left_at"], name="stay_left"),
            models.Index(fields=["company", "joined_at"], name="stay_of_company"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} in {self.community_id}"

    @classmethod
    def settle(cls, community: Community | None = None) -> None:
        """Begin the stays of those who came, and end those of who left; of one community, or of all."""
        narrowed = {"community": community} if community else {}
        same = {"community": OuterRef("community"), "company": OuterRef("company")}
        members = CommunityMember.objects.active().filter(**narrowed)
        with transaction.atomic():
            stays = cls.objects.filter(left_at=None, **narrowed)
            gone = stays.exclude(Exists(CommunityMember.objects.active().filter(**same)))
            gone.update(left_at=timezone.now())
            fresh = members.exclude(Exists(cls.objects.filter(left_at=None, **same)))
            rows = fresh.values_list("community_id", "company_id", "joined_at", "created_at")
            Stay.objects.bulk_create(
                [
                    Stay(community_id=house, company_id=company, joined_at=joined or created)
                    for house, company, joined, created in rows.iterator(chunk_size=2000)
                ],
                ignore_conflicts=True,
                batch_size=2000,
            )


class ResultsSettings(models.Model):
    """Who reads the results of a community; stewards always do."""

    class Audience(models.TextChoices):
        STEWARDS = "stewards", _("Stewards only")
        MEMBERS = "members", _("Members")
        EVERYBODY = "everybody", _("Everybody who may read the community")

    community = models.OneToOneField(Community, models.CASCADE, related_name="results_settings")
    audience = models.CharField(_("who reads the results"), max_length=10, choices=Audience, default=Audience.STEWARDS)

    class Meta:
        permissions = [("read_programme_results", "Can read the results of all communities")]

    def __str__(self) -> str:
        return f"{self.community_id} {self.audience}"

    @classmethod
    def audience_of(cls, community: Community) -> str:
        found = cls.objects.filter(community=community).values_list("audience", flat=True).first()
        return found or cls.Audience.STEWARDS

    @classmethod
    def open_to(cls, community: Community, by: Actor, audience: str) -> None:
        with transaction.atomic():
            require(can_run_community(by, community), _("Only a steward says who reads the results."))
            cls.objects.update_or_create(community=community, defaults={"audience": audience})
            record("results.opened", community, by=by, audience=audience)


class FiguresConsent(models.Model):
    """That a company may be named beside its figures in the results of a community; it is withdrawn at any time."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="figure_consents")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "company"], condition=Q(withdrawn_at=None), name="figures_consent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id} in {self.community_id}"

    @classmethod
    def holds(cls, community: Community, company_id: int | None) -> bool:
        return cls.objects.filter(community=community, company_id=company_id or 0, withdrawn_at=None).exists()

    @classmethod
    def give(cls, community: Community, by: Actor) -> None:
        """By an owner or a manager of a member. Giving it twice is giving it once."""
        with transaction.atomic():
            require(may_consent(by, community), _("Only an owner or a manager of a member may decide on this."))
            Company.objects.select_for_update(no_key=True).get(pk=by.company_id)
            _consent, is_new = cls.objects.get_or_create(
                community=community, company=by.company, withdrawn_at=None, defaults={"user": by.user}
            )
            if is_new:
                record("results.consent_given", community, by=by)

    @classmethod
    def withdraw(cls, community: Community, by: Actor) -> None:
        """Also by who is no member any more."""
        with transaction.atomic():
            allowed = by.company is not None and can_edit_company(by, by.company)
            require(allowed, _("Only an owner or a manager of a member may decide on this."))
            rows = cls.objects.filter(community=community, company_id=by.company_id, withdrawn_at=None)
            if rows.update(withdrawn_at=timezone.now()):
                record("results.consent_withdrawn", community, by=by)


def may_consent(actor: Actor, community: Community) -> bool:
    is_member = bool(community.role_of(actor.company_id))
    return is_member and actor.user is not None and can_edit_company(actor, actor.company)


def members_during(ids: Any, start: date, end: date) -> set[int]:
    """The companies that were members of one of the communities at some time of the period."""
    stays = Stay.objects.filter(community__in=ids, joined_at__lt=moment(end))
    stays = stays.filter(Q(left_at=None) | Q(left_at__gte=moment(start)))
    return set(stays.values_list("company_id", flat=True))
