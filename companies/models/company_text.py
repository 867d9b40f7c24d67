"""What companies say of themselves, in each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CompanyText(models.Model):
    """What the company says of itself in one language."""

    company = models.ForeignKey("companies.Company", models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    tagline = models.CharField(_("what you make, in one sentence"), max_length=200, blank=True)
    about = models.TextField(_("about the company"), max_length=8000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "language"], name="company_text_once")]

    def __str__(self) -> str:
        return self.tagline
