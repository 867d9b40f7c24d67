"""Who takes part in a consultation, and how far each person has read."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from companies.models import Company


class RoomParty(models.Model):
    """A company that takes part; its people come and go with their memberships."""

    room = models.ForeignKey("consultations.Room", models.CASCADE, related_name="parties")
    company = models.ForeignKey(Company, models.CASCADE, related_name="rooms")
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "company"], name="room_party_once")]

    def __str__(self) -> str:
        return str(self.company)


class ReadMark(models.Model):
    """How far a person has read in a room, and for which company."""

    room = models.ForeignKey("consultations.Room", models.CASCADE, related_name="read_marks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, null=True, related_name="+")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["room", "user"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.number}"
