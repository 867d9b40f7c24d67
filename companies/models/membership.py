"""Who acts for which company in which role."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models.company import Company
from companies.people import confirmed_addresses
from companies.permissions import POWERS, can_change_member, can_give_role, can_manage_people
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.live import push
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref


def membership_ref() -> str:
    return new_ref("P")


@contextmanager
def people_locked(company_id: int) -> Iterator[Company]:
    """One at a time changes who is in a company: the row of the company is the lock, so that the last owner is seen."""
    with transaction.atomic():
        yield Company.objects.select_for_update(no_key=True).get(pk=company_id)


def as_of_now(by: Actor, company: Company) -> Actor:
    """The actor in the role they have at this moment, under the lock: their page may have been open since another."""
    if by.user is None or not by.acts_for(company.pk):
        return by
    actor: Actor = by.user.actor_for(company.slug)
    return actor


class MembershipQuerySet(models.QuerySet["Membership"]):
    def visible_to(self, actor: Actor) -> "MembershipQuerySet":
        """The people of the acting company, for whoever is one of them."""
        return self.filter(company_id=actor.company_id) if actor.company and actor.user else self.none()

    def matching(self, q: str = "", role: str = "") -> "MembershipQuerySet":
        rows = self.filter(role=role) if role else self
        named = models.Q(user__name__icontains=q) | models.Q(title__icontains=q) | models.Q(user__email__icontains=q)
        return rows.filter(named) if q else rows

    def for_list(self) -> "MembershipQuerySet":
        """With the people; owners first, then by the weight of the role and by name."""
        weight = models.Case(*[models.When(role=role, then=place) for place, role in enumerate(Membership.Role.values)])
        return self.select_related("user", "company").order_by(weight, "user__name", "pk")

    def confirming(self, name: str, email: str) -> "MembershipQuerySet":
        """Those who let others check that they work here, whose name and confirmed address are exactly these.

        What is left empty is not asked for; with both empty nobody is found.
        """
        if not name and not email:
            return self.none()
        rows = self.filter(is_confirmable=True, user__is_active=True)
        if email:
            rows = rows.filter(user__in=confirmed_addresses(email__iexact=email).values("user_id"))
        return rows.filter(user__name__iexact=name) if name else rows


class Membership(models.Model):
    """A person's place in a company."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        MANAGER = "manager", _("Manager")
        SALES = "sales", _("Sales")
        BUYER = "buyer", pgettext_lazy("role", "Buyer")
        VIEWER = "viewer", _("Viewer")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=membership_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.VIEWER)
    title = models.CharField(_("job title"), max_length=80, blank=True)
    is_confirmable = models.BooleanField(_("others may check that this person works here"), default=True)
    created_at = models.DateTimeField(default=now)
    seen_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "user"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.company}"

    def get_absolute_url(self) -> str:
        return reverse("companies:person", args=[self.ref])

    @property
    def is_last_owner(self) -> bool:
        owners = Membership.objects.filter(company_id=self.company_id, role=self.Role.OWNER, user__is_active=True)
        others = owners.exclude(pk=self.pk)
        return self.role == self.Role.OWNER and not others.exists()

    def read_anew(self) -> None:
        """Under the lock. Raises WrongState when the person is no longer in the company."""
        try:
            self.refresh_from_db()
        except Membership.DoesNotExist:
            raise WrongState(_("This person is no longer in the company. Nothing was done twice.")) from None

    def change_role(self, role: str, by: Actor) -> None:
        """Raises PermissionDenied without the power over this person or to that role, Refused for the last owner."""
        with people_locked(self.company_id) as company:
            self.read_anew()
            actor = as_of_now(by, company)
            require(can_change_member(actor, self), _("You may not change this person’s role."))
            require(can_give_role(actor, company, role), _("Only an owner makes owners."))
            if role == self.role:
                return
            if self.is_last_owner:
                raise Refused(_("A company needs an owner. Make somebody else an owner first."))
            before, self.role = self.role, role
            self.save(update_fields=["role"])
            if "manage_tokens" not in POWERS[role]:
                self.end_tokens(by)
            self.end_invitations(by, POWERS[role])
            record("membership.role_changed", self, by=by, user=self.user_id, before=before, role=role)
            push(f"user.{self.user_id}", "access.changed")

    def retitle(self, title: str, by: Actor) -> None:
        """Anybody words their own job title; who manages people, everybody's."""
        with people_locked(self.company_id) as company:
            self.read_anew()
            is_own = by.user_id == self.user_id
            require(is_own or can_change_member(as_of_now(by, company), self), _("You may not change this person."))
            if title != self.title:
                self.title = title
                self.save(update_fields=["title"])
                record("membership.retitled", self, by=by, user=self.user_id)

    def let_confirm(self, is_confirmable: bool, by: Actor) -> None:
        """Whether “works for” may confirm the person to others: only they themselves decide."""
        with people_locked(self.company_id):
            self.read_anew()
            require(by.user_id == self.user_id, _("Only the person decides on this."))
            self.is_confirmable = is_confirmable
            self.save(update_fields=["is_confirmable"])

    def end(self, by: Actor, keep_tokens: bool = False) -> None:
        """The person leaves or is removed; what they have open for this company closes at once.

        Keys to the API that they made end with them, unless an owner who removes them keeps the keys as their own.
        Raises PermissionDenied without the power over this person (anyone may leave), Refused for the last owner.
        """
        with people_locked(self.company_id) as company:
            self.read_anew()
            actor = as_of_now(by, company)
            is_leaving = by.user_id == self.user_id
            require(is_leaving or can_manage_people(actor, company), _("You may not remove people."))
            require(is_leaving or can_change_member(actor, self), _("Only an owner removes an owner."))
            if company.closed_at is None and self.is_last_owner:
                raise Refused(_("The last owner cannot leave. Make somebody else an owner first."))
            if keep_tokens and not is_leaving and actor.may("transfer_ownership"):
                company.api_tokens.filter(issued_by=self.user_id, revoked_at=None).update(issued_by=by.user_id)
            self.end_tokens(by)
            self.end_invitations(by)
            concerned = models.Q(giver=self.user_id) | models.Q(receiver=self.user_id)
            company.handovers.filter(concerned, state="open").update(state="withdrawn", answered_at=now())
            record("membership.ended", self, by=by, user=self.user_id, company=self.company_id)
            push(f"user.{self.user_id}", "access.changed")
            self.delete()

    def end_tokens(self, by: Actor) -> None:
        """The person no longer answers for keys of the company."""
        for token in self.company.api_tokens.filter(issued_by=self.user_id, revoked_at=None):
            token.end()
            record("api_token.revoked", token, by=by)

    def end_invitations(self, by: Actor, powers: frozenset[str] = frozenset()) -> None:
        """Those the person has sent and with these powers could not send: nobody comes back by their own invitation."""
        waiting = self.company.invitations.filter(invited_by=self.user_id, state="open")
        if "manage_people" in powers:
            waiting = waiting.none() if "transfer_ownership" in powers else waiting.filter(role=self.Role.OWNER)
        for invitation in waiting:
            invitation.answer("withdrawn")
            record("invitation.withdrawn", invitation, by=by)
