"""Who acts for which company in which role."""

from django.conf import settings
from django.db import models, transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.permissions import can_manage_people
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.live import push
from portal.core.permissions import Refused, require


class Membership(models.Model):
    """A person's place in a company."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        MANAGER = "manager", _("Manager")
        SALES = "sales", _("Sales")
        BUYER = "buyer", _("Buyer")
        VIEWER = "viewer", _("Viewer")

    company = models.ForeignKey(Company, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.VIEWER)
    title = models.CharField(_("job title"), max_length=80, blank=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "user"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.company}"

    def end(self, by: Actor) -> None:
        """The person leaves or is removed; what they have open for this company closes at once.

        Raises PermissionDenied without the power to manage people (anyone may leave), Refused for the last owner.
        """
        with transaction.atomic():
            require(by.user_id == self.user_id or can_manage_people(by, self.company), _("You may not remove people."))
            company = Company.objects.select_for_update(no_key=True).get(pk=self.company_id)
            others = self.company.memberships.filter(role=self.Role.OWNER).exclude(pk=self.pk)
            if self.role == self.Role.OWNER and company.closed_at is None and not others.exists():
                raise Refused(_("The last owner cannot leave. Make somebody else an owner first."))
            record("membership.ended", self, by=by, user=self.user_id, company=self.company_id)
            push(f"user.{self.user_id}", "access.changed")
            self.delete()
