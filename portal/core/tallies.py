"""How often something happened, by five minutes: numbers for alarms, of nobody."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Sum
from django.utils import timezone

from portal.core.timed import every

STEP = timedelta(minutes=5)
KEPT_FOR = timedelta(days=30)


class Tally(models.Model):
    name = models.CharField(max_length=40)
    at = models.DateTimeField()  # the beginning of the five minutes
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "at"], name="tally_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}: {self.number}"

    @classmethod
    def count(cls, name: str, number: int = 1) -> None:
        rows = cls._default_manager.filter(name=name, at=step_of(timezone.now()))
        if not rows.update(number=F("number") + number):
            cls._default_manager.bulk_create([cls(name=name, at=step_of(timezone.now()))], ignore_conflicts=True)
            rows.update(number=F("number") + number)

    @classmethod
    def within(cls, name: str, span: timedelta) -> int:
        """At least those of `span`: the five minutes in which it begins count whole."""
        since = step_of(timezone.now() - span)
        return int(cls._default_manager.filter(name=name, at__gte=since).aggregate(sum=Sum("number"))["sum"] or 0)


def step_of(moment: datetime) -> datetime:
    return moment - timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)


@every(days=1)
def forget_old() -> None:
    Tally._default_manager.filter(at__lt=timezone.now() - KEPT_FOR).delete()
