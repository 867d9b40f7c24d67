"""Companies that a company wants to hear nothing from: neither inquiries nor messages."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company
from companies.models.suspension import close_what_is_open
from companies.permissions import can_block_company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require

NOT_BY_YOU = _("Your role may not block companies.")


class CompanyBlockQuerySet(models.QuerySet["CompanyBlock"]):
    def visible_to(self, actor: Actor) -> "CompanyBlockQuerySet":
        """The acting company's own; who is blocked sees none of it."""
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def stands_between(self, company: Company, asker: Company) -> bool:
        return self.filter(company=company, blocked=asker).exists()

    def among(self, companies: Iterable[int]) -> "CompanyBlockQuerySet":
        """Those that one of the companies has put up against another of them."""
        keys = list(companies)
        return self.filter(company_id__in=keys, blocked_id__in=keys)


class CompanyBlock(models.Model):
    """`company` takes neither inquiries nor messages from `blocked`; who is blocked is not told of it."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = CompanyBlockQuerySet.as_manager()

    class Meta:
        db_table = "offers_companyblock"  # from when it held for inquiries only
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
        """Hear nothing from `other` any more; once more changes nothing. Open sockets of both learn it at once."""
        require(can_block_company(by), NOT_BY_YOU)
        if by.acts_for(other.pk):
            raise Refused(_("This is your own company."))
        with transaction.atomic():
            block, is_new = cls.objects.get_or_create(company=by.company, blocked=other, defaults={"user": by.user})
            if is_new:
                record("company_block.put_up", block, by=by)
                block.tell_sockets()
        return block

    def lift(self, by: Actor) -> None:
        """Raises PermissionDenied; that a colleague was faster is no problem."""
        require(can_block_company(by) and by.acts_for(self.company_id), NOT_BY_YOU)
        with transaction.atomic():
            if CompanyBlock.objects.filter(pk=self.pk).delete()[0]:
                record("company_block.lifted", self, by=by)
                self.tell_sockets()

    def tell_sockets(self) -> None:
        """They look again what may be done; nothing says why."""
        close_what_is_open(self.company)
        close_what_is_open(self.blocked)
