"""How often and how fast a company answers inquiries, worked out from the last ninety days."""

from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.models import Company


class CompanyResponse(models.Model):
    """Figures of one company; offers/response.py says how they are counted, and makes them anew."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="response")
    received = models.PositiveIntegerField(_("inquiries counted"))
    in_time = models.PositiveIntegerField(_("answered in time"))
    median_hours = models.DecimalField(_("median hours to the answer"), max_digits=7, decimal_places=1, null=True)
    counted_at = models.DateTimeField(default=now)

    class Meta:
        verbose_name = _("response of a company")
        verbose_name_plural = _("responses of companies")
        constraints = [
            models.CheckConstraint(condition=models.Q(in_time__lte=models.F("received")), name="response_within_whole")
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.in_time}/{self.received}"
