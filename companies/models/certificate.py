"""Certificates that companies state they hold."""

from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company


class Certificate(models.Model):
    """A certificate the company states it holds; stated, not verified, unless a tier says so."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="certificates")
    name = models.CharField(_("certificate"), max_length=120)
    issuer = models.CharField(_("issued by"), max_length=120, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["company", "name", "number"], name="certificate_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < localdate()
