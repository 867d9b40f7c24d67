"""A community: what it is, who may know of it and read it, and how it is run."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.housing import Inside
from community.models.joining import Joining
from community.models.member import (
    CommunityMember,
    CommunityMemberQuerySet,
    CommunityVisit,
    MembershipChange,
    house_locked,
)
from community.permissions import (
    can_arrange_inside,
    can_close_community,
    can_found_community,
    can_reopen_community,
    can_run_community,
)
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.leaving import ties_of_closing
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked
from portal.core.stored import keeps_files

__all__ = ["Community", "CommunityMember", "CommunityMemberQuerySet", "CommunityQuerySet", "CommunityVisit"]

SORTS = ("members", "active", "name")


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, actor: Actor) -> "CommunityQuerySet":
        """Public and members-only ones are known to all; a hidden one only its members know of.

        One inside another is never more open than that: who does not know of the outer one knows of neither.
        """
        mine, listed = joined(actor), ~Q(visibility=Community.Visibility.HIDDEN)
        outer = Q(parent=None) | ~Q(parent__visibility=Community.Visibility.HIDDEN) | Q(parent__in=mine)
        return self.filter(Q(pk__in=mine) | (listed & outer))

    def readable_by(self, actor: Actor) -> "CommunityQuerySet":
        """Those whose threads the actor may read: public ones and the ones they are in."""
        mine, public = joined(actor), Q(visibility=Community.Visibility.PUBLIC)
        outer = Q(parent=None) | Q(parent__visibility=Community.Visibility.PUBLIC) | Q(parent__in=mine)
        return self.filter(Q(pk__in=mine) | (public & outer))

    def with_figures(self) -> "CommunityQuerySet":
        """With `member_count`, `thread_count`, the intermediary that runs it and the community it is inside of."""
        members = CommunityMember.objects.filter(community=models.OuterRef("pk"), state=CommunityMember.State.ACTIVE)
        return self.select_related("steward", "parent").annotate(
            member_count=counted(members),
            thread_count=counted(threads().filter(community=models.OuterRef("pk"))),
        )

    def largest(self) -> "CommunityQuerySet":
        return self.with_figures().order_by(models.F("member_count").desc(nulls_last=True), "pk")

    def sorted_by(self, sort: str) -> "CommunityQuerySet":
        """By members, by the newest words in it, or by name; on rows of `with_figures`."""
        if sort == "members":
            return self.order_by(models.F("member_count").desc(nulls_last=True), "pk")
        if sort == "active":
            last = threads().filter(community=models.OuterRef("pk")).order_by("-last_post_at")
            last_words = models.Subquery(last.values("last_post_at")[:1])
            return self.annotate(last_words=Greatest(Coalesce(last_words, "created_at"), "created_at")).order_by(
                "-last_words", "pk"
            )
        return self.order_by("name", "pk")

    def of_kind(
        self, kind: str = "", q: str = "", country: str = "", sector: str = "", language: str = ""
    ) -> "CommunityQuerySet":
        """Narrowed by what is given; a language is one of those the community names."""
        exact = {"kind": kind, "country": country, "sector": sector}
        rows = self.filter(**{name: value for name, value in exact.items() if value})
        if language:
            rows = rows.filter(language_keys__contains=f" {language} ")
        return rows.filter(Q(name__icontains=q) | Q(summary__icontains=q)) if q else rows

    def joined_by(self, actor: Actor) -> "CommunityQuerySet":
        return self.filter(pk__in=joined(actor))

    def run_by(self, actor: Actor) -> "CommunityQuerySet":
        return self.filter(pk__in=joined(actor).filter(role=CommunityMember.Role.STEWARD))


def threads() -> Any:
    """The threads' manager; their model is defined above this module."""
    model: Any = Community._meta.get_field("threads").related_model
    return model._default_manager


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


@keeps_files(_("Covers of communities"), owner="steward_id")
class Community(Inside, Joining, models.Model):
    """A community of companies, with a profile of its own and an intermediary as its steward.

    `steward` is the company that answers for it. It always has a steward's place (kept by the verbs under the lock of
    this row, and on PostgreSQL by a trigger that lets no community be without one).
    """

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

    REGRET: ClassVar[timedelta] = timedelta(days=30)  # within which closing can be undone

    ref = models.CharField(max_length=16, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.ASSOCIATION)
    visibility = models.CharField(_("who may read"), max_length=8, choices=Visibility, default=Visibility.PUBLIC)
    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    about = models.TextField(_("about"), max_length=8000, blank=True)
    rules = models.TextField(_("rules"), max_length=8000, blank=True)
    rules_version = models.PositiveIntegerField(default=1, editable=False)
    rules_at = models.DateTimeField(default=timezone.now, editable=False)
    steward = models.ForeignKey(Company, models.PROTECT, related_name="communities_run")
    country = models.CharField(_("country"), max_length=2, blank=True)
    sector = models.CharField(_("sector"), max_length=40, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    language_keys = models.CharField(max_length=200, blank=True, editable=False)  # " en ko ", to be looked for
    profile = models.JSONField(default=dict, blank=True)  # {kind: {fact: value}}; what there is: community/profiles.py
    accent = models.CharField(_("colour"), max_length=7, blank=True)
    cover = models.ImageField(_("cover"), upload_to="communities/covers/", blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    wishes_parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="wishing")
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering = ["name"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(accent="") | Q(accent__regex=r"^#[0-9a-f]{6}$"), name="community_accent_is_colour"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("pk")), name="community_not_inside_itself"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(wishes_parent=None), name="community_inside_or_asking_to_be"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.language_keys = f" {' '.join(self.languages)} " if self.languages else ""
        if (fields := kwargs.get("update_fields")) is not None and "languages" in fields:
            kwargs["update_fields"] = [*fields, "language_keys"]
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("community:detail", args=[self.slug])

    @property
    def subject_title(self) -> str:
        return self.name

    @classmethod
    def found(cls, by: Actor, parent: "Community | None" = None, **fields: Any) -> "Community":
        """A new community run by the acting company, its first member and steward; inside `parent`, which it runs too.

        Raises PermissionDenied for who may not found one, or nothing inside that parent.
        """
        require(can_found_community(by), _("Communities are founded by intermediaries: their owners and managers."))
        with transaction.atomic():
            if parent is not None:
                parent = cls.objects.select_for_update(no_key=True).get(pk=parent.pk)
                require(can_arrange_inside(by, parent), _("Only its steward founds communities inside of it."))
            Company.objects.select_for_update(no_key=True).get(pk=by.company_id)
            since = timezone.now() - SAME_CLICK
            twins = cls.objects.filter(steward=by.company, name=fields.get("name"), created_at__gt=since)
            if (twin := twins.first()) is not None:
                return twin  # the same form, sent twice
            community = cls.objects.create(ref=new_ref("G"), steward=by.company, parent=parent, **fields)
            seat = CommunityMember(community=community, company=by.company, role=CommunityMember.Role.STEWARD)
            seat.activate(by, MembershipChange.What.JOINED)
            record("community.founded", community, by=by)
        return community

    # -- who is what --------------------------------------------------------------------------------------------------

    # The place of who reads a page, for as long as the page is made; nothing that changes something relies on it.
    readers_place: "tuple[int, CommunityMember | None] | None" = None

    def seat_of(self, company_id: int | None) -> CommunityMember | None:
        """The company's active place."""
        if self.readers_place is not None and self.readers_place[0] == (company_id or 0):
            place = self.readers_place[1]
            return place if place is not None and place.state == CommunityMember.State.ACTIVE else None
        seat = self.members.active().filter(company_id=company_id or 0).first()
        if seat is not None:
            seat.community = self
        return seat

    def role_of(self, company_id: int | None) -> str:
        if self.readers_place is not None:
            seat = self.seat_of(company_id)
            return str(seat.role) if seat else ""
        active = self.members.active().filter(company_id=company_id or 0)
        return active.values_list("role", flat=True).first() or ""

    @property
    def is_open(self) -> bool:
        """Whether everybody may read what is in it: it is public, and what it is inside of too."""
        return self.effective_visibility == self.Visibility.PUBLIC

    def is_readable_by(self, actor: Actor) -> bool:
        if self.is_open or self.role_of(actor.company_id):
            return True
        public = self.visibility == self.Visibility.PUBLIC
        return public and self.parent is not None and bool(self.parent.role_of(actor.company_id))

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def may_be_reopened(self) -> bool:
        return self.closed_at is not None and self.closed_at > timezone.now() - self.REGRET

    @property
    def reopened_until(self) -> datetime | None:
        return self.closed_at + self.REGRET if self.closed_at else None

    def visited_by(self, user_id: int) -> datetime | None:
        """Note that the person is here now, and tell when they were here before (None: never)."""
        visit, _is_new = self.visits.get_or_create(user_id=user_id)
        before, visit.seen_at = visit.seen_at, timezone.now()
        visit.save(update_fields=["seen_at"])
        return before

    # -- what its steward does ----------------------------------------------------------------------------------------

    def describe(self, by: Actor, **changes: Any) -> None:
        """Change profile, look, ways of joining or rules. Changed rules are a new version, to be accepted anew."""
        with house_locked(self):
            require(can_run_community(by, self), _("Only a steward may change the community."))
            rules_changed = "rules" in changes and changes["rules"] != self.rules
            for field, value in changes.items():
                setattr(self, field, value)
            if rules_changed:
                self.rules_version, self.rules_at = self.rules_version + 1, timezone.now()
                changes = {**changes, "rules_version": 0, "rules_at": 0}
                self.members.active().filter(company_id=by.company_id).update(rules_version=self.rules_version)
            self.save(update_fields=[*changes, "updated_at"])
            self.touch()
            record("community.changed", self, by=by)
            if rules_changed and self.rules:
                record("community.rules_changed", self, by=by, version=self.rules_version)

    def touch(self) -> None:
        """Make what was indexed of it, and of what is inside of it, older than what is so now."""
        type(self).objects.filter(Q(pk=self.pk) | Q(parent=self.pk)).update(updated_at=timezone.now())

    def run_by(self, company: Company) -> None:
        """Another company answers for it; the caller holds the lock and has made sure of its steward's place."""
        self.steward = company
        self.save(update_fields=["steward", "updated_at"])

    def close(self, by: Actor) -> None:
        """It is kept to be read; nothing is written, nobody joins. Can be undone for 30 days.

        Raises Refused while something is under way that nobody could end any more.
        """
        with locked(self):
            require(can_close_community(by, self), _("Only a steward may close the community."))
            if self.parts.filter(closed_at=None).exists():
                raise Refused(_("There are communities inside this one. Close them first, or let them go."))
            if (tie := next((one for one in ties_of_closing(self.pk) if one.binds), None)) is not None:
                raise Refused(tie.words)
            self.closed_at = timezone.now()
            self.save(update_fields=["closed_at", "updated_at"])
            record("community.closed", self, by=by)

    def reopen(self, by: Actor) -> None:
        """Undo the closing, within 30 days. Raises Refused when the community it is inside of is closed."""
        with house_locked(self):
            require(can_reopen_community(by, self), _("Only a steward may open it again, within 30 days."))
            if self.parent is not None and self.parent.is_closed:
                raise Refused(_("“%(parent)s” is closed. Open that one first.") % {"parent": self.parent})
            self.closed_at = None
            self.save(update_fields=["closed_at", "updated_at"])
            record("community.reopened", self, by=by)
