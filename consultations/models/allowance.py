"""What a company has said and begun lately (consultations/safety/pace.py)."""

from django.db import models

from companies.models import Company


class TalkAllowance(models.Model):
    """One row for each company that talks: its lock is what lets several processes agree on the count."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="+")
    minute_since = models.DateTimeField(null=True)
    in_minute = models.PositiveIntegerField(default=0)
    day_since = models.DateTimeField(null=True)
    in_day = models.PositiveIntegerField(default=0)
    rooms_since = models.DateTimeField(null=True)
    rooms = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.company_id}: {self.in_day}"
