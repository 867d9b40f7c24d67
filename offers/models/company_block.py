"""Companies that a company takes no inquiries from."""

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from offers.permissions import can_block_company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require


class CompanyBlockQuerySet(models.QuerySet["CompanyBlock"]):
    def visible_to(self, actor: Actor) -> "CompanyBlockQuerySet":
        """The acting company's own; who is blocked sees none of it."""
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def stands_between(self, company: Company, asker: Company) -> bool:
        return self.filter(company=company, blocked=asker).exists()


class CompanyBlock(models.Model):
    """`company` takes no inquiries from `blocked`."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = CompanyBlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("blocked company")
        verbose_name_plural = _("blocked companies")
        constraints = [
            models.UniqueConstraint(fields=["company", "blocked"], name="company_block_once"),
            models.CheckConstraint(condition=~models.Q(company=models.F("blocked")), name="company_block_other"),
        ]

    def __str__(self) -> str:
        return f"{self.company} × {self.blocked}"

    @classmethod
    def put_up(cls, by: Actor, other: Company) -> "CompanyBlock":
        """Take no inquiries from `other` any more; once more changes nothing."""
        require(can_block_company(by), _("Your role may not block companies."))
        if by.acts_for(other.pk):
            raise Refused(_("This is your own company."))
        with transaction.atomic():
            block, is_new = cls.objects.get_or_create(company=by.company, blocked=other, defaults={"user": by.user})
            if is_new:
                record("company_block.put_up", block, by=by)
        return block

    def lift(self, by: Actor) -> None:
        require(can_block_company(by) and by.acts_for(self.company_id), _("Your role may not block companies."))
        with transaction.atomic():
            record("company_block.lifted", self, by=by)
            self.delete()
