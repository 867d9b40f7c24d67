"""Invitations into a company by e-mail."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.models.mailed_invitation import MailedInvitation, MailedInvitationQuerySet
from companies.models.membership import Membership, as_of_now, people_locked
from companies.people import User, confirmed_addresses
from companies.permissions import can_give_role, can_manage_people
from portal.core.actor import VISITOR, Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked


class CannotInvite(Refused):
    """Not this address, or not today; the sentence belongs beside the address."""


def invitation_ref() -> str:
    return new_ref("V")


class InvitationQuerySet(MailedInvitationQuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> "InvitationQuerySet":
        """The acting company's, for those who manage its people."""
        may = actor.company is not None and actor.may("manage_people")
        return self.filter(company_id=actor.company_id) if may else self.none()

    def addressed_to(self, user: User) -> "InvitationQuerySet":
        """Those to an address that the person has confirmed to be theirs."""
        own = confirmed_addresses(user_id=user.pk).values_list("email", flat=True)
        emails = [email.lower() for email in own]
        return self.filter(email__in=emails)


class Invitation(MailedInvitation):
    """An invitation to one address for one role."""

    A_DAY: ClassVar[int] = 30  # mails of one company, or of one person for any of theirs
    A_DAY_TO_ONE: ClassVar[int] = 3  # mails to one address
    PEACE: ClassVar[timedelta] = timedelta(days=30)  # after somebody has declined

    ref = models.CharField(max_length=16, unique=True, editable=False, default=invitation_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"), max_length=254)
    role = models.CharField(_("role"), max_length=8, choices=Membership.Role, default=Membership.Role.VIEWER)
    language = models.CharField(_("language of the e-mail"), max_length=8, default="en")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "email"], condition=models.Q(state="open"), name="invitation_one_open"
            ),
            models.CheckConstraint(condition=~models.Q(email=""), name="invitation_has_address"),
        ]
        indexes = [models.Index(fields=["email"], name="invitation_email", condition=models.Q(state="open"))]

    def __str__(self) -> str:
        return f"{self.email} → {self.company}"

    @property
    def link(self) -> str:
        """The path in the mail, in the language in force."""
        return reverse("companies:invitation", args=[self.token])

    # -- by the company -----------------------------------------------------------------------------------------------

    @classmethod
    def send(cls, by: Actor, email: str, role: str, language: str = "en", words: str = "") -> "Invitation":
        """Invite an address into the acting company; one that is open already is renewed, never doubled.

        Raises PermissionDenied without the power to give this role, CannotInvite for somebody who is here already,
        who has declined lately, or when the day's number of mails is used up.
        """
        email = email.strip().lower()
        with people_locked(by.company_id) as company:
            actor = as_of_now(by, company)
            require(can_manage_people(actor, company), _("You may not invite people."))
            require(can_give_role(actor, company, role), _("Only an owner makes owners."))
            cls.check_address(company, email)
            known = company.invitations.filter(email=email, state=cls.State.OPEN).first()
            if known is not None:
                require(can_give_role(actor, company, known.role), _("Only an owner makes owners."))
            invitation = known or cls(company=company, email=email)
            invitation.role, invitation.language, invitation.words = role, language, words
            invitation.invited_by = by.user
            invitation.dispatch(by)
        return invitation

    @classmethod
    def check_address(cls, company: Company, email: str) -> None:
        """Raises CannotInvite for somebody who is here already or has declined within the last weeks."""
        own = models.Q(user__email__iexact=email) | models.Q(
            user__in=confirmed_addresses(email__iexact=email).values("user_id")
        )
        if company.memberships.filter(own).exists():
            raise CannotInvite(_("This person is in your company already."))
        declined = company.invitations.filter(email=email, state=cls.State.DECLINED)
        if declined.filter(answered_at__gt=now() - cls.PEACE).exists():
            raise CannotInvite(_("This person has declined lately. Talk to them before you invite them again."))

    def resend(self, by: Actor) -> None:
        """A new mail with a new link that is valid anew; the old link ends. Works for an expired one too."""
        with people_locked(self.company_id) as company, locked(self, self.State.OPEN):
            actor = as_of_now(by, company)
            require(can_give_role(actor, company, self.role), _("You may not invite people to this role."))
            self.dispatch(by)

    def dispatch(self, by: Actor) -> None:
        """Under the lock of the company: count the mail, make a new token, and leave the mail to the outbox."""
        of_firm_or_person = models.Q(company=self.company_id) | models.Q(invited_by=by.user_id)
        if Invitation.objects.filter(of_firm_or_person).sends_today() >= self.A_DAY:
            raise CannotInvite(_("That is enough invitations for one day. Go on tomorrow."))
        if Invitation.objects.filter(company=self.company_id, email=self.email).sends_today() >= self.A_DAY_TO_ONE:
            raise CannotInvite(_("This address has got enough mails for one day. Try again tomorrow."))
        self.begin_round()
        kind = "invitation.sent" if self.round == 1 else "invitation.resent"
        record(kind, self, by=by, round=self.round, role=self.role)

    def withdraw(self, by: Actor) -> None:
        with people_locked(self.company_id) as company, locked(self, self.State.OPEN):
            actor = as_of_now(by, company)
            require(can_give_role(actor, company, self.role), _("You may not withdraw this invitation."))
            self.answer(self.State.WITHDRAWN)
            record("invitation.withdrawn", self, by=by)

    # -- by who was invited -------------------------------------------------------------------------------------------

    @classmethod
    def of_token(cls, token: str) -> "Invitation | None":
        """The invitation that a link opens, in whatever state; None for one that was never sent or is replaced."""
        return cls.objects.select_related("company", "invited_by").filter(digest=cls.digest_of(token)).first()

    def is_for(self, user: Any) -> bool:
        """Whether the person has confirmed that the invited address is theirs."""
        return confirmed_addresses(email__iexact=self.email, user_id=user.pk).exists()

    def accept(self, user: Any) -> Membership:
        """The person is in the company from now on.

        Raises PermissionDenied for anybody but the owner of the invited address, WrongState for one that is over.
        """
        with people_locked(self.company_id) as company, locked(self, self.State.OPEN):
            require(self.is_for(user), _("This invitation is for another address."))
            self.check_time(company)
            place, is_new = company.memberships.get_or_create(user=user, defaults={"role": self.role})
            self.accepted_by = user
            self.answer(self.State.ACCEPTED)
            by = user.actor_for(company.slug)
            record("invitation.accepted", self, by=by)
            if is_new:
                record("membership.added", place, by=by, user=user.pk, role=place.role)
        return place

    def decline(self, by: Actor = VISITOR) -> None:
        """By whoever holds the link, or the invited person."""
        with people_locked(self.company_id), locked(self, self.State.OPEN):
            self.answer(self.State.DECLINED)
            record("invitation.declined", self, by=by)

    def check_time(self, company: Company) -> None:
        if self.is_expired:
            raise WrongState(_("This invitation has expired. Ask for a new one."))
        if not company.is_active:
            raise Refused(_("This company is suspended at the moment. Try again later."))

    def answer(self, state: str) -> None:
        self.state, self.answered_at = state, now()
        self.save(update_fields=["state", "answered_at", "accepted_by"])
