"""Whether a person can answer from their e-mails without signing in."""

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from companies.models import User


class ReplyByMail(models.Model):
    """Without a row it is on. `series` goes into each link: switching off makes every link of before worthless."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reply_by_mail")
    is_on = models.BooleanField(default=True)
    series = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("reply by e-mail")
        verbose_name_plural = _("replies by e-mail")

    def __str__(self) -> str:
        return f"{self.user_id}: {self.is_on}"

    @classmethod
    def series_of(cls, user: User) -> int | None:
        """The number that links of this person carry now; None when they want none."""
        row = cls._default_manager.filter(user=user).first()
        if row is None:
            return 0
        return row.series if row.is_on else None

    @classmethod
    def choose(cls, user: User, is_on: bool) -> None:
        rows = cls._default_manager
        if is_on == (cls.series_of(user) is not None):
            return
        row, is_new = rows.get_or_create(user=user, defaults={"is_on": is_on})
        if not is_new:
            rows.filter(pk=row.pk).update(is_on=is_on, series=F("series") + 1)
