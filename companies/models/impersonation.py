"""A member of programme staff looks at the portal as somebody else: why, until when, and that the person is told."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.people import User
from companies.permissions import staff_may
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked

LASTS = timedelta(minutes=30)
SHORTEST_REASON = 10


class ImpersonationQuerySet(models.QuerySet["Impersonation"]):
    def running(self) -> "ImpersonationQuerySet":
        return self.filter(ended_at=None)

    def past_due(self) -> "ImpersonationQuerySet":
        return self.running().filter(ends_at__lte=now())


class Impersonation(models.Model):
    """Half an hour at most, of reading only; the person hears of it when it ends."""

    class Category(models.TextChoices):
        SUPPORT = "support", _("The person asked for help")
        DISPUTE = "dispute", _("A dispute between companies")
        SAFETY = "safety", _("Suspected misuse")

    ref = models.CharField(max_length=16, unique=True, editable=False)
    staff = models.ForeignKey(User, models.CASCADE, related_name="+")
    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    category = models.CharField(_("occasion"), max_length=8, choices=Category)
    reason = models.CharField(_("reason"), max_length=500)
    ticket = models.CharField(_("ticket"), max_length=60)
    started_at = models.DateTimeField(default=now)
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ImpersonationQuerySet.as_manager()

    class Meta:
        verbose_name = _("look through a person’s eyes")
        verbose_name_plural = _("looks through a person’s eyes")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["staff"], condition=Q(ended_at=None), name="impersonation_one_running"),
            models.CheckConstraint(condition=~Q(staff=models.F("person")), name="impersonation_of_another"),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(ticket=""), name="impersonation_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.ref}: {self.staff} as {self.person}"

    @classmethod
    def start(
        cls, by: Actor, person: User, company: Company, category: str, reason: str, ticket: str
    ) -> "Impersonation":
        """Begin to look as `person` of `company`; one that still runs ends first.

        Raises PermissionDenied without the permission, Refused for staff, for somebody who cannot sign in or is not
        of the company, and for a reason that says nothing.
        """
        require(staff_may(by, "impersonate_user", company), _("You may not look as somebody else."))
        if not may_be_looked_as(person) or not company.memberships.filter(user=person).exists():
            raise Refused(_("Nobody looks as a member of staff, or as somebody who is not of this company."))
        if len(reason.strip()) < SHORTEST_REASON or not ticket.strip():
            raise Refused(_("Say why, in a sentence the person will read, and give the ticket."))
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=by.user_id)
            for earlier in cls.objects.running().filter(staff=by.user):
                earlier.end()
            look = cls.objects.create(
                ref=new_ref("L"),
                staff=by.user,
                person=person,
                company=company,
                category=category,
                reason=reason,
                ticket=ticket,
                ends_at=now() + LASTS,
            )
            record("impersonation.started", look, by=look.actor, reason=reason, ticket=ticket, category=category)
        return look

    @property
    def actor(self) -> Actor:
        """The person in the company, with the member of staff behind them."""
        return self.person.actor_for(self.company.slug).seen_by(self.staff)

    @property
    def is_good(self) -> bool:
        """Whether it still stands: within its time, staff still allowed to, the person still of the company."""
        return (
            self.ended_at is None
            and self.ends_at > now()
            and self.staff.is_active
            and self.staff.is_staff
            and self.staff.has_perm("companies.impersonate_user")
            and may_be_looked_as(self.person)
            and self.company.memberships.filter(user_id=self.person_id).exists()
        )

    @property
    def minutes(self) -> int:
        """How long it took, rounded up."""
        return max(1, -(-int(((self.ended_at or now()) - self.started_at).total_seconds()) // 60))

    def end(self) -> bool:
        """Running → ended; False when it had ended already. By staff, by the clock, or by a new one."""
        with locked(self):
            if self.ended_at is not None:
                return False
            self.ended_at = min(now(), self.ends_at)
            self.save(update_fields=["ended_at"])
            record("impersonation.ended", self, by=self.actor, minutes=self.minutes)
        return True


def may_be_looked_as(person: User) -> bool:
    return person.is_active and not person.is_staff and not person.is_superuser
