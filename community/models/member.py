"""The places of companies in a community: asked for, held, changed and ended; and who did what when."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.permissions import (
    can_accept_rules,
    can_change_role,
    can_decide_on_members,
    can_hand_over_community,
    can_leave_community,
    can_remove_member,
)
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.leaving import Leaving, Tie, end_with, ties_of
from portal.core.permissions import Refused, require
from portal.core.states import locked

if TYPE_CHECKING:
    from community.models.community import Community

PEACE = timedelta(days=30)  # after which a company that was declined may ask again


@contextmanager
def house_locked(community: "Community") -> Iterator[None]:
    """Lock the community, and first the one it is inside of: whoever changes places in either waits for the other."""
    with transaction.atomic():
        rows = type(community)._base_manager.select_for_update(no_key=True)
        if community.parent_id is not None:
            rows.get(pk=community.parent_id)
        community.refresh_from_db(from_queryset=rows)
        yield


class CommunityMemberQuerySet(models.QuerySet["CommunityMember"]):
    def active(self) -> "CommunityMemberQuerySet":
        return self.filter(state=CommunityMember.State.ACTIVE)

    def asking(self) -> "CommunityMemberQuerySet":
        return self.filter(state=CommunityMember.State.ASKED)

    def banned(self) -> "CommunityMemberQuerySet":
        return self.filter(state=CommunityMember.State.BANNED)

    def stewards(self) -> "CommunityMemberQuerySet":
        return self.active().filter(role=CommunityMember.Role.STEWARD)

    def matching(self, q: str = "", role: str = "") -> "CommunityMemberQuerySet":
        rows = self.filter(role=role) if role else self
        named = models.Q(company__name__icontains=q) | models.Q(company__local_name__icontains=q)
        return rows.filter(named) if q else rows

    def waiting_for(self, actor: Actor) -> "CommunityMemberQuerySet":
        """Companies that ask to be let into communities the acting company is a steward of."""
        run = CommunityMember.objects.stewards().filter(company_id=actor.company_id, community__closed_at=None)
        rows = self.asking().filter(community__in=run.values("community_id"))
        return rows.select_related("community", "company").order_by("created_at", "pk")


class CommunityMember(models.Model):
    """A company's place in a community. Who leaves or is removed has none; who may not come back has a banned one."""

    class Role(models.TextChoices):
        STEWARD = "steward", _("Steward")
        MODERATOR = "moderator", _("Moderator")
        MEMBER = "member", _("Member")
        OBSERVER = "observer", _("Observer")

    class State(models.TextChoices):
        ASKED = "asked", _("Asked to join")
        ACTIVE = "active", _("Member")
        DECLINED = "declined", _("Declined")
        BANNED = "banned", _("May not come back")

    community = models.ForeignKey("community.Community", models.CASCADE, related_name="members")
    company = models.ForeignKey(Company, models.CASCADE, related_name="communities")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    words = models.TextField(_("why you want to join"), max_length=1000, blank=True)
    # What was asked on the day, and the answer: [{"question": …, "kind": …, "answer": …}].
    answers = models.JSONField(default=list, blank=True)
    rules_version = models.PositiveIntegerField(default=1)  # of the rules it has accepted
    created_at = models.DateTimeField(default=timezone.now)
    joined_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CommunityMemberQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["community", "company"], name="community_member_once"),
            models.CheckConstraint(
                condition=~models.Q(state="banned", role="steward"), name="community_steward_is_not_banned"
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["company", "state"], name="community_member_company"),
            # A page of the list of members, whatever their number.
            models.Index(
                fields=["community", "role", "joined_at", "id"],
                name="community_member_order",
                condition=models.Q(state="active"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} in {self.community}"

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE

    @property
    def is_steward(self) -> bool:
        return self.is_active and self.role == self.Role.STEWARD

    @property
    def owes_rules(self) -> bool:
        """Whether the rules have changed since the company accepted them; until it does, it only reads."""
        community = self.community
        return self.is_active and bool(community.rules) and self.rules_version < community.rules_version

    @property
    def may_ask_again_at(self) -> Any:
        """When a declined company may ask again (None: now, or it was not declined)."""
        if self.state != self.State.DECLINED or self.decided_at is None:
            return None
        again = self.decided_at + PEACE
        return again if again > timezone.now() else None

    # -- coming in ----------------------------------------------------------------------------------------------------

    def accept(self, by: Actor) -> None:
        """Asked → active."""
        with house_locked(self.community), locked(self, self.State.ASKED):
            require(can_decide_on_members(by, self.community), _("Only a steward may let members in."))
            self.activate(by, MembershipChange.What.ACCEPTED)
            record("membership.accepted", self, by=by)

    def activate(self, by: Actor, what: str, role: str = "") -> None:
        """The one place where a company comes in; the caller holds the lock of the house.

        Raises Refused when the community is inside another that the company is not a member of.
        """
        community = self.community
        self.require_place_outside()
        self.state, self.role = self.State.ACTIVE, role or self.role
        self.joined_at = self.decided_at = timezone.now()
        self.rules_version = max(self.rules_version, 1)
        self.save()
        community.touch()
        MembershipChange.note(self, what, by)

    def require_place_outside(self) -> None:
        if not self.community.has_outside(self.company_id):
            raise Refused(
                _("%(company)s has to be a member of “%(parent)s” first: this community is a part of it.")
                % {"company": self.company, "parent": self.community.parent}
            )

    def decline(self, by: Actor) -> None:
        """Asked → declined; after 30 days the company may ask again."""
        with locked(self, self.State.ASKED):
            require(can_decide_on_members(by, self.community), _("Only a steward may decline a company."))
            self.state, self.decided_at = self.State.DECLINED, timezone.now()
            self.save(update_fields=["state", "decided_at"])
            MembershipChange.note(self, MembershipChange.What.DECLINED, by)
            record("membership.declined", self, by=by)

    # -- being in -----------------------------------------------------------------------------------------------------

    def accept_rules(self, by: Actor, version: int) -> None:
        """The company takes the rules in the version that its person has read.

        Raises Refused when they changed while they were being read.
        """
        with house_locked(self.community), locked(self, self.State.ACTIVE):
            require(can_accept_rules(by, self), _("Your role may not accept rules for the company."))
            if version != self.community.rules_version:
                raise Refused(_("The rules have just been changed again. Please read them once more."))
            self.rules_version = version
            self.save(update_fields=["rules_version"])
            MembershipChange.note(self, MembershipChange.What.RULES, by, detail=str(version))
            record("membership.rules_accepted", self, by=by, version=version)

    def change_role(self, by: Actor, role: str) -> None:
        """Another role; the last steward keeps theirs until somebody else has it. Raises Refused then."""
        with house_locked(self.community), locked(self, self.State.ACTIVE):
            require(can_change_role(by, self.community), _("Only a steward may change roles."))
            if role not in self.Role.values or role == self.role:
                return
            if self.role == self.Role.STEWARD:
                self.give_way()
            self.role = role
            self.save(update_fields=["role"])
            MembershipChange.note(self, MembershipChange.What.ROLE, by, detail=role)
            record("membership.role_given", self, by=by, role=role)

    def hand_over(self, by: Actor) -> None:
        """This member runs the community from now on; the acting steward becomes an ordinary member."""
        community = self.community
        with house_locked(community):
            require(can_hand_over_community(by, community), _("Only a steward may hand the community over."))
            own = community.members.select_for_update().get(company_id=by.company_id)
            with locked(self, self.State.ACTIVE):
                self.require_can_run(own)
                self.role, own.role = self.Role.STEWARD, self.Role.MEMBER
                self.save(update_fields=["role"])
                own.save(update_fields=["role"])
                if community.steward_id == by.company_id:
                    community.run_by(self.company)
                MembershipChange.note(self, MembershipChange.What.ROLE, by, detail=self.role)
                MembershipChange.note(own, MembershipChange.What.ROLE, by, detail=own.role)
                record("membership.handed_over", self, by=by)

    def require_can_run(self, own: "CommunityMember") -> None:
        if self.pk == own.pk:
            raise Refused(_("You run it already. Choose another member."))
        if not self.company.is_active:
            raise Refused(_("%(company)s is suspended at the moment.") % {"company": self.company})

    def give_way(self) -> None:
        """Another steward answers for the community instead; the caller holds its lock. Raises Refused without one."""
        others = self.community.members.stewards().filter(company__is_active=True).exclude(pk=self.pk)
        heir = others.select_related("company").order_by("joined_at", "pk").first()
        if heir is None:
            raise Refused(_("The only steward cannot leave: a community needs somebody who runs it."))
        if self.community.steward_id == self.company_id:
            self.community.run_by(heir.company)

    # -- going --------------------------------------------------------------------------------------------------------

    def leave(self, by: Actor) -> None:
        """The company goes, or takes its request back. Raises Refused for the only steward."""
        require(can_leave_community(by, self), _("Only the company itself may leave."))
        with house_locked(self.community), locked(self):
            if self.state in {self.State.BANNED, self.State.DECLINED}:
                raise Refused(_("Your company is not a member."))
            self.end(by, MembershipChange.What.LEFT if self.is_active else MembershipChange.What.WITHDRAWN)

    def remove(self, by: Actor, reason: str, is_banned: bool = False) -> None:
        """A steward ends the company's place at once; with `is_banned` it may not come back.

        Raises Refused without a reason: the company is told it, and it is kept.
        """
        with house_locked(self.community), locked(self, self.State.ACTIVE):
            require(
                can_remove_member(by, self), _("Only a steward may remove a member, and nobody removes themselves.")
            )
            if not reason:
                raise Refused(_("Say why: the company is told, and the reason is kept."))
            what = MembershipChange.What.BANNED if is_banned else MembershipChange.What.REMOVED
            self.end(by, what, reason, is_banned)

    def lift_ban(self, by: Actor) -> None:
        """The company may ask again."""
        with locked(self, self.State.BANNED):
            require(can_decide_on_members(by, self.community), _("Only a steward may do this."))
            MembershipChange.note(self, MembershipChange.What.LIFTED, by)
            record("membership.ban_lifted", self.community, by=by, **self.facts())
            self.delete()

    def end(self, by: Actor, what: str, reason: str = "", is_banned: bool = False) -> None:
        """No place here from now on, and none in the communities inside this one; the caller holds the lock."""
        if self.is_active and self.role == self.Role.STEWARD:
            self.give_way()
        for inner in self.places_inside() if self.is_active else ():
            with house_locked(inner.community), locked(inner):
                inner.end(by, what, reason)
        if self.is_active:
            end_with(self.leaving(by, is_removed=what in MembershipChange.BY_STEWARD))
        self.community.touch()
        change = MembershipChange.note(self, what, by, detail=reason)
        kind = "membership.removed" if what in MembershipChange.BY_STEWARD else "membership.left"
        # About the change, not the community: who is removed from a hidden one is told, though they see it no more.
        record(kind, change if what in MembershipChange.BY_STEWARD else self.community, by=by, **self.facts())
        if is_banned:
            self.state, self.role, self.decided_at = self.State.BANNED, self.Role.MEMBER, timezone.now()
            self.save(update_fields=["state", "role", "decided_at"])
        else:
            type(self).objects.filter(pk=self.pk).delete()

    def places_inside(self) -> "list[CommunityMember]":
        rows = CommunityMember.objects.filter(community__parent=self.community_id, company=self.company_id)
        return list(rows.exclude(state=self.State.BANNED).select_related("community").order_by("community_id"))

    def leaving(self, by: Actor, *, is_removed: bool) -> Leaving:
        return Leaving(self.community_id, self.community.slug, self.company_id, is_removed, by)

    def ties(self, by: Actor, *, is_removed: bool = False) -> list[Tie]:
        """What the company has open here and in the communities inside, which its going touches."""
        places = [self, *self.places_inside()] if self.is_active else []
        return [tie for place in places for tie in ties_of(place.leaving(by, is_removed=is_removed))]

    def facts(self) -> dict[str, Any]:
        """What those who hear of the end need, when the row is gone: circles, rooms, the search."""
        return {"company": self.company_id, "community": self.community_id, "slug": self.community.slug}


class MembershipChangeQuerySet(models.QuerySet["MembershipChange"]):
    def for_cards(self) -> "MembershipChangeQuerySet":
        return self.select_related("company", "user", "by_company").order_by("-at", "-pk")


class MembershipChange(models.Model):
    """What happened to a company's place: who, when, by whom. Written once, never changed."""

    class What(models.TextChoices):
        ASKED = "asked", _("asked to join")
        JOINED = "joined", _("joined")
        ACCEPTED = "accepted", _("was let in")
        INVITED = "invited", _("accepted an invitation")
        DECLINED = "declined", _("was declined")
        WITHDRAWN = "withdrawn", _("took its request back")
        LEFT = "left", _("left")
        REMOVED = "removed", _("was removed")
        BANNED = "banned", _("was removed for good")
        LIFTED = "lifted", _("may ask again")
        ROLE = "role", _("has another role")
        RULES = "rules", _("accepted the rules")

    BY_STEWARD: ClassVar[frozenset[str]] = frozenset({What.REMOVED, What.BANNED})

    community = models.ForeignKey("community.Community", models.CASCADE, related_name="changes")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    detail = models.CharField(max_length=500, blank=True)  # the new role, the version of the rules, or the reason
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by_company = models.ForeignKey(Company, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = MembershipChangeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["community", "-at", "-id"], name="community_change_newest")
        ]

    def __str__(self) -> str:
        return f"{self.company_id} {self.what}"

    @classmethod
    def note(cls, member: CommunityMember, what: str, by: Actor, detail: str = "") -> "MembershipChange":
        return cls.objects.create(
            community_id=member.community_id,
            company_id=member.company_id,
            what=what,
            detail=detail[:500],
            user=by.user,
            by_company=by.company,
        )

    @property
    def detail_words(self) -> str:
        """The new role in the reader's language, else what was written."""
        if self.what == self.What.ROLE:
            return str(dict(CommunityMember.Role.choices).get(self.detail, self.detail))
        if self.what == self.What.RULES:
            return str(_("version %(number)s") % {"number": self.detail})
        return self.detail


class CommunityVisit(models.Model):
    """When a person last looked in, so that they are shown what came since."""

    community = models.ForeignKey("community.Community", models.CASCADE, related_name="visits")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["community", "user"], name="community_visit_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.community_id}"
