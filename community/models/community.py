"""A community, and the companies' places in it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.permissions import can_ask_to_join, can_found_community, can_leave_community, can_run_community
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, actor: Actor) -> "CommunityQuerySet":
        """Public and members-only ones are known to all; a hidden one only its members know of."""
        listed = ~models.Q(visibility=Community.Visibility.HIDDEN)
        return self.filter(listed | models.Q(pk__in=joined(actor)))

    def readable_by(self, actor: Actor) -> "CommunityQuerySet":
        """Those whose threads the actor may read: public ones and the ones they are in."""
        return self.filter(models.Q(visibility=Community.Visibility.PUBLIC) | models.Q(pk__in=joined(actor)))

    def with_figures(self) -> "CommunityQuerySet":
        """With `member_count`, `thread_count`, and the intermediary that runs it."""
        members = CommunityMember.objects.filter(community=models.OuterRef("pk"), state=CommunityMember.State.ACTIVE)
        threads: Any = Community._meta.get_field("threads").related_model  # defined above this module
        return self.select_related("steward").annotate(
            member_count=counted(members),
            thread_count=counted(threads._default_manager.filter(community=models.OuterRef("pk"))),
        )

    def largest(self) -> "CommunityQuerySet":
        return self.with_figures().order_by(models.F("member_count").desc(nulls_last=True), "pk")

    def of_kind(self, kind: str = "", q: str = "") -> "CommunityQuerySet":
        rows = self.filter(kind=kind) if kind else self
        named = models.Q(name__icontains=q) | models.Q(summary__icontains=q)
        return rows.filter(named) if q else rows

    def joined_by(self, actor: Actor) -> "CommunityQuerySet":
        return self.filter(pk__in=joined(actor))


def counted(rows: "models.QuerySet[Any]") -> models.Subquery:
    return models.Subquery(
        rows.order_by().values("community").annotate(n=models.Count("pk")).values("n"),
        output_field=models.IntegerField(),
    )


def joined(actor: Actor) -> "models.QuerySet[Any, Any]":
    """The communities the acting company is an active member of."""
    return CommunityMember.objects.filter(
        company_id=actor.company_id or 0, state=CommunityMember.State.ACTIVE
    ).values_list("community_id", flat=True)


class Community(models.Model):
    """A community of companies, with a profile of its own and an intermediary as its steward."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("Association")
        CLUSTER = "cluster", _("Cluster")
        BUYERS = "buyers", _("Buyers’ club")
        TRADING = "trading", _("Trading company’s circle")
        PROJECT = "project", _("Project")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Everybody reads, members write")
        MEMBERS = "members", _("Members read and write")
        HIDDEN = "hidden", _("Only members know of it")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ASSOCIATION)
    visibility = models.CharField(_("who may read"), max_length=8, choices=Visibility, default=Visibility.PUBLIC)
    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    about = models.TextField(_("about"), max_length=8000, blank=True)
    rules = models.TextField(_("rules"), max_length=8000, blank=True)
    steward = models.ForeignKey(Company, models.PROTECT, related_name="communities_run")
    country = models.CharField(_("country"), max_length=2, blank=True)
    sector = models.CharField(_("sector"), max_length=40, blank=True)
    cover = models.ImageField(_("cover"), upload_to="communities/covers/", blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("community:detail", args=[self.slug])

    @classmethod
    def found(cls, by: Actor, **fields: Any) -> "Community":
        """A new community run by the acting company, which becomes its first member and steward."""
        require(can_found_community(by), _("Communities are founded by intermediaries: their owners and managers."))
        with transaction.atomic():
            Company.objects.select_for_update(no_key=True).get(pk=by.company_id)
            since = timezone.now() - SAME_CLICK
            twins = cls.objects.filter(steward=by.company, name=fields.get("name"), created_at__gt=since)
            if (twin := twins.first()) is not None:
                return twin  # the same form, sent twice
            community = cls.objects.create(ref=new_ref("G"), steward=by.company, **fields)
            community.members.create(
                company=by.company, role=CommunityMember.Role.STEWARD, state=CommunityMember.State.ACTIVE
            )
            record("community.founded", community, by=by)
        return community

    def role_of(self, company_id: int | None) -> str:
        active = self.members.filter(company_id=company_id or 0, state=CommunityMember.State.ACTIVE)
        return active.values_list("role", flat=True).first() or ""

    @property
    def is_open(self) -> bool:
        """Whether everybody may read what is in it."""
        return self.visibility == self.Visibility.PUBLIC

    def is_readable_by(self, actor: Actor) -> bool:
        return self.is_open or bool(self.role_of(actor.company_id))

    def ask_to_join(self, by: Actor, words: str = "") -> "CommunityMember":
        """The acting company asks to be let in; asking twice is asking once."""
        require(can_ask_to_join(by, self), _("Your company cannot ask to join this community."))
        with transaction.atomic():
            member, is_new = self.members.get_or_create(company=by.company, defaults={"words": words})
            if not is_new and member.state == CommunityMember.State.DECLINED:
                raise Refused(_("The steward has declined your company. Write to them if you think that is a mistake."))
            if is_new:
                record("membership.asked", member, by=by)
        return member

    def visited_by(self, user_id: int) -> datetime | None:
        """Note that the person is here now, and tell when they were here before (None: never)."""
        visit, _is_new = self.visits.get_or_create(user_id=user_id)
        before, visit.seen_at = visit.seen_at, timezone.now()
        visit.save(update_fields=["seen_at"])
        return before

    def describe(self, by: Actor, **changes: Any) -> None:
        """Change the community's profile and rules."""
        with locked(self):
            require(can_run_community(by, self), _("Only a steward may change the community."))
            for field, value in changes.items():
                setattr(self, field, value)
            self.save(update_fields=[*changes, "updated_at"])
            record("community.changed", self, by=by)


class CommunityVisit(models.Model):
    """When a person last looked in, so that they are shown what came since."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="visits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "user"], name="community_visit_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.community_id}"


class CommunityMemberQuerySet(models.QuerySet["CommunityMember"]):
    def active(self) -> "CommunityMemberQuerySet":
        return self.filter(state=CommunityMember.State.ACTIVE)

    def asking(self) -> "CommunityMemberQuerySet":
        return self.filter(state=CommunityMember.State.ASKED)

    def waiting_for(self, actor: Actor) -> "CommunityMemberQuerySet":
        """Companies that ask to be let into communities the acting company is a steward of."""
        run = CommunityMember.objects.active().filter(company_id=actor.company_id, role=CommunityMember.Role.STEWARD)
        rows = self.asking().filter(community__in=run.values("community_id"))
        return rows.select_related("community", "company").order_by("created_at", "pk")


class CommunityMember(models.Model):
    """A company's place in a community: asked for, active, or ended."""

    class Role(models.TextChoices):
        STEWARD = "steward", _("Steward")
        MODERATOR = "moderator", _("Moderator")
        MEMBER = "member", _("Member")
        OBSERVER = "observer", _("Observer")

    class State(models.TextChoices):
        ASKED = "asked", _("Asked to join")
        ACTIVE = "active", _("Member")
        DECLINED = "declined", _("Declined")

    community = models.ForeignKey(Community, models.CASCADE, related_name="members")
    company = models.ForeignKey(Company, models.CASCADE, related_name="communities")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    words = models.TextField(_("why you want to join"), max_length=1000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    joined_at = models.DateTimeField(null=True)

    objects = CommunityMemberQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "company"], name="community_member_once")]
        indexes = [models.Index(fields=["company", "state"], name="community_member_company")]

    def __str__(self) -> str:
        return f"{self.company} in {self.community}"

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE

    def accept(self, by: Actor) -> None:
        """Asked → active."""
        with locked(self, self.State.ASKED):
            require(can_run_community(by, self.community), _("Only a steward may let members in."))
            self.state, self.joined_at = self.State.ACTIVE, timezone.now()
            self.save(update_fields=["state", "joined_at"])
            record("membership.accepted", self, by=by)

    def decline(self, by: Actor) -> None:
        """Asked → declined."""
        with locked(self, self.State.ASKED):
            require(can_run_community(by, self.community), _("Only a steward may decline a company."))
            self.state = self.State.DECLINED
            self.save(update_fields=["state"])
            record("membership.declined", self, by=by)

    def leave(self, by: Actor) -> None:
        """The company goes, or takes its request back. Raises Refused for the only steward."""
        with transaction.atomic():
            require(can_leave_community(by, self), _("Only the company itself may leave."))
            Community.objects.select_for_update(no_key=True).get(pk=self.community_id)
            others = self.community.members.active().filter(role=self.Role.STEWARD).exclude(pk=self.pk)
            if self.role == self.Role.STEWARD and self.state == self.State.ACTIVE and not others.exists():
                raise Refused(_("The only steward cannot leave: a community needs somebody who runs it."))
            record("membership.left", self.community, by=by)
            self.delete()
