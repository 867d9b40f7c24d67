"""Invitations into a community: of a company that is on the portal, or of whoever reads mail at an address."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from community.models.community import Community
from community.models.member import PEACE, CommunityMember, MembershipChange, house_locked
from community.permissions import can_invite_to_community, can_see_changes
from companies.models import Company, CompanyBlock
from companies.models.mailed_invitation import MailedInvitation, MailedInvitationQuerySet
from companies.people import confirmed_addresses
from portal.core.actor import VISITOR, Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked


def invitation_ref() -> str:
    return new_ref("W")


def addresses_of(user: Any) -> "models.QuerySet[Any, Any]":
    """Confirmed ones, written as invitations keep them."""
    own: models.QuerySet[Any, Any] = confirmed_addresses(user_id=user.pk)
    return own.order_by().values_list(Lower("email"))


def received(actor: Actor) -> models.Q:
    """To the acting company; or to the person's own address, while they act for a company of their own."""
    mine = models.Q(company_id=actor.company_id)
    in_person = actor.user is not None and actor.mandate is None and actor.through is None
    return mine | models.Q(email__in=addresses_of(actor.user)) if in_person else mine


class CommunityInvitationQuerySet(MailedInvitationQuerySet["CommunityInvitation"]):
    def visible_to(self, actor: Actor) -> "CommunityInvitationQuerySet":
        """Those to the acting company, for who may join for it; and those of communities it runs or moderates."""
        if actor.company is None or not actor.may("join_communities"):
            return self.none()
        seats = CommunityMember.objects.active().filter(company_id=actor.company_id, role__in=["steward", "moderator"])
        return self.filter(received(actor) | models.Q(community__in=seats.values("community_id")))

    def received_by(self, actor: Actor) -> "CommunityInvitationQuerySet":
        """Those to the acting company or to an address of its person, for who may answer them."""
        if actor.company is None or not actor.may("join_communities"):
            return self.none()
        return self.filter(received(actor))

    def to(self, actor: Actor) -> "CommunityInvitationQuerySet":
        """Open ones that wait for the actor's answer; none from those the acting company has blocked."""
        blocked = CompanyBlock.objects.visible_to(actor).values("blocked_id")
        rows = self.received_by(actor).open().filter(community__closed_at=None)
        return rows.exclude(community__steward__in=blocked)

    def addressed_to(self, user: Any) -> "CommunityInvitationQuerySet":
        """Open ones to an address that the person has confirmed: they find them without the mail."""
        return self.open().filter(email__in=addresses_of(user), community__closed_at=None)


class CommunityInvitation(MailedInvitation):
    """One invitation; who accepts it is in at once."""

    A_DAY: ClassVar[int] = 100  # of one community
    A_DAY_TO_ONE: ClassVar[int] = 3

    ref = models.CharField(max_length=16, unique=True, editable=False, default=invitation_ref)
    community = models.ForeignKey(Community, models.CASCADE, related_name="invitations")
    company = models.ForeignKey(Company, models.CASCADE, null=True, blank=True, related_name="+")
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    language = models.CharField(max_length=8, default="en")
    accepted_for = models.ForeignKey(Company, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = CommunityInvitationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(company=None) ^ models.Q(email=""), name="community_invites_one_of_two"
            ),
            models.UniqueConstraint(
                fields=["community", "company"], condition=models.Q(state="open"), name="community_invites_firm_once"
            ),
            models.UniqueConstraint(
                fields=["community", "email"],
                condition=models.Q(state="open") & ~models.Q(email=""),
                name="community_invites_address_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.addressee} → {self.community}"

    @property
    def addressee(self) -> str:
        return self.company.name if self.company else self.email

    @property
    def link(self) -> str:
        return reverse("community:invitation", args=[self.token])

    # -- by the community ---------------------------------------------------------------------------------------------

    @classmethod
    def send(
        cls,
        community: Community,
        by: Actor,
        company: Company | None = None,
        email: str = "",
        language: str = "en",
        words: str = "",
    ) -> "CommunityInvitation":
        """Invite a company or an address; one that is open already is sent anew, never doubled.

        Raises Refused for who is a member already, was removed for good or declined lately, or when the day is full.
        """
        email = "" if company else email.strip().lower()
        with house_locked(community):
            require(can_invite_to_community(by, community), _("Only a steward or a moderator may invite."))
            check_invited(community, company, email)
            known = community.invitations.filter(company=company, email=email, state=cls.State.OPEN).first()
            invitation = known or cls(community=community, company=company, email=email)
            invitation.language, invitation.words, invitation.invited_by = language, words, by.user
            invitation.dispatch(by)
        return invitation

    def resend(self, by: Actor) -> None:
        """A new link that is valid anew; the old one ends. Works for an expired one too."""
        with house_locked(self.community), locked(self, self.State.OPEN):
            require(can_invite_to_community(by, self.community), _("Only a steward or a moderator may invite."))
            self.dispatch(by)

    def dispatch(self, by: Actor) -> None:
        """Under the lock of the community: count it, make a new token, and leave the mail to the outbox."""
        rows = self.community.invitations
        if rows.all().sends_today() >= self.A_DAY:
            raise Refused(_("That is enough invitations for one day. Go on tomorrow."))
        if rows.filter(company=self.company, email=self.email).sends_today() >= self.A_DAY_TO_ONE:
            raise Refused(_("They have been invited often enough for one day. Try again tomorrow."))
        self.begin_round()
        record("community.invited", self, by=by, round=self.round)

    def withdraw(self, by: Actor) -> None:
        with locked(self, self.State.OPEN):
            require(can_see_changes(by, self.community), _("Only a steward or a moderator may withdraw it."))
            self.answer(self.State.WITHDRAWN)
            record("community.invitation_withdrawn", self, by=by)

    # -- by who was invited -------------------------------------------------------------------------------------------

    @classmethod
    def of_token(cls, token: str) -> "CommunityInvitation | None":
        rows = cls.objects.select_related("community__steward", "community__parent", "invited_by", "company")
        return rows.filter(digest=cls.digest_of(token)).first()

    def may_answer(self, by: Actor) -> bool:
        """For the invited company; for an address any company whose person holds the link and may join for it."""
        mine = self.company_id is None or by.acts_for(self.company_id)
        return mine and by.company is not None and by.user is not None and by.may("join_communities")

    def accept(self, by: Actor) -> CommunityMember:
        """The acting company is a member from now on. Raises WrongState for one that is over or was used."""
        with house_locked(self.community), locked(self, self.State.OPEN):
            require(self.may_answer(by), _("Your role may not join communities for the company."))
            if self.is_expired:
                raise WrongState(_("This invitation has expired. Ask for a new one."))
            if self.community.is_closed:
                raise Refused(_("This community is closed."))
            member = self.community.members.filter(company=by.company).first()
            member = member or CommunityMember(community=self.community, company=by.company)
            if member.state == member.State.BANNED:
                raise Refused(_("The steward has removed your company for good."))
            if not member.is_active:
                member.rules_version = self.community.rules_version
                member.activate(by, MembershipChange.What.INVITED)
            self.accepted_for = by.company
            self.answer(self.State.ACCEPTED)
            record("membership.joined", member, by=by)
        return member

    def decline(self, by: Actor = VISITOR) -> None:
        """By the invited company, or by whoever holds the link to an address."""
        with locked(self, self.State.OPEN):
            require(self.company_id is None or self.may_answer(by), _("Your role may not answer for the company."))
            self.answer(self.State.DECLINED)
            record("community.invitation_declined", self, by=by)

    def answer(self, state: str) -> None:
        self.state, self.answered_at = state, now()
        self.save(update_fields=["state", "answered_at", "accepted_for"])


def check_invited(community: Community, company: Company | None, email: str) -> None:
    """Raises Refused for who is here, may not come back, or has declined within 30 days."""
    if company is not None:
        place = community.members.filter(company=company).first()
        if place is not None and place.is_active:
            raise Refused(_("%(company)s is a member already.") % {"company": company})
        if place is not None and place.state == place.State.BANNED:
            raise Refused(_("%(company)s was removed for good. Lift that first.") % {"company": company})
        if not company.is_active:
            raise Refused(_("%(company)s is suspended at the moment.") % {"company": company})
    declined = community.invitations.filter(company=company, email=email, state=CommunityInvitation.State.DECLINED)
    if declined.filter(answered_at__gt=now() - PEACE).exists():
        raise Refused(_("They have declined lately. Talk to them before you invite them again."))
