"""What an operator is told of: each part of the portal says what it watches, and says in a sentence what is wrong.

`manage.py alarms` looks, by cron, and the relay every five minutes while it runs. Who is told hears of an alarm once
when it begins and once when it is over: it is over when it was not seen for ten minutes, so that what comes and goes
is one alarm.
"""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import models, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from portal.core.events import Unavailable
from portal.core.mails import deliver
from portal.core.timed import every

logger = logging.getLogger("portal.alarms")

QUIET = timedelta(minutes=10)
Look = Callable[[], Any]  # a sentence, in words that are translated when they are read; empty: all is well


@dataclass(frozen=True)
class Watch:
    name: str
    title: Any
    look: Look


WATCHES: dict[str, Watch] = {}


def watch(name: str, title: Any) -> Callable[[Look], Look]:
    """Have the function called at each look; it only reads."""

    def register(look: Look) -> Look:
        WATCHES[name] = Watch(name, title, look)
        return look

    return register


class AlarmQuerySet(models.QuerySet["Alarm"]):
    def running(self) -> "AlarmQuerySet":
        return self.filter(over_at=None)

    def to_tell(self) -> "AlarmQuerySet":
        return self.filter(models.Q(told_at=None) | models.Q(over_at__isnull=False, told_over_at=None))


class Alarm(models.Model):
    """Something that was wrong from `since` to `over_at`; `told_at` and `told_over_at` are when the mails went."""

    name = models.CharField(max_length=40)
    words = models.TextField()  # the sentence when it was last seen, in the portal's own language
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    told_over_at = models.DateTimeField(null=True)

    objects = AlarmQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("alarm")
        verbose_name_plural = gettext_lazy("alarms")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=models.Q(over_at=None), name="alarm_runs_once"),
            models.CheckConstraint(
                condition=models.Q(over_at=None) | models.Q(over_at__gte=models.F("since")), name="alarm_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> Any:
        return WATCHES[self.name].title if self.name in WATCHES else self.name

    @classmethod
    def note(cls, found: dict[str, Any], now: datetime) -> None:
        """Begin, go on with, and end alarms by what a look has found."""
        with transaction.atomic():
            with override(settings.LANGUAGE_CODE):
                words = {name: str(sentence) for name, sentence in found.items()}
            running = {one.name: one for one in cls.objects.running().select_for_update()}
            fresh: list[Any] = [cls(name=name, words=said, since=now, seen_at=now) for name, said in words.items()]
            cls.objects.bulk_create([one for one in fresh if one.name not in running], ignore_conflicts=True)
            for name, one in running.items():
                if name in words:
                    one.words, one.seen_at = words[name], now
                    one.save(update_fields=["words", "seen_at"])
                elif now - one.seen_at >= QUIET:
                    one.over_at = now
                    one.save(update_fields=["over_at"])


def look(but: Collection[str] = ()) -> dict[str, Any]:
    """What is wrong now; a part that cannot be looked at is wrong."""
    found: dict[str, Any] = {}
    for one in [one for name, one in WATCHES.items() if name not in but]:
        try:
            with transaction.atomic():
                sentence = one.look()
        except Exception as problem:  # whatever it is: the other parts are looked at all the same
            logger.exception("%s could not be looked at", one.name)
            sentence = _("This could not be looked at: %(problem)s") % {"problem": repr(problem)[:300]}
        if sentence:
            found[one.name] = sentence
    return found


def tell(now: datetime) -> int:
    """Write to who is told: of what began, and of what is over; two that do so at once tell it once. Says how many.

    What cannot be sent, for the mail server is away, is sent at the next look.
    """
    told = 0
    with transaction.atomic():
        for alarm in Alarm.objects.to_tell().order_by("pk").select_for_update(skip_locked=True):
            is_over = alarm.over_at is not None and alarm.told_at is not None
            if alarm.over_at is not None and alarm.told_at is None:  # it began and ended unheard: nobody is disturbed
                alarm.told_at = alarm.told_over_at = now
            elif write(alarm, is_over=is_over):
                told += 1
                alarm.told_at, alarm.told_over_at = alarm.told_at or now, now if is_over else None
            alarm.save(update_fields=["told_at", "told_over_at"])
    return told


def write(alarm: Alarm, *, is_over: bool) -> bool:
    """Whether it is done: not where the mail server is away; where nobody is to be told, or reachable, it is."""
    try:
        for address, language in recipients():
            deliver(letter(alarm, address, language, is_over))
    except (Unavailable, SMTPException) as problem:
        logger.warning("an alarm could not be sent: %s", problem)
        return False
    return True


def recipients() -> list[tuple[str, str]]:
    """Addresses with their languages: those of `ALARM_MAILS`, or all who may do everything at the portal."""
    if settings.ALARM_MAILS:
        return [(address, settings.LANGUAGE_CODE) for address in settings.ALARM_MAILS]
    people: Any = get_user_model()._default_manager.filter(is_superuser=True, is_active=True).order_by("pk")
    return [(one.email, one.language or settings.LANGUAGE_CODE) for one in people if one.email]


def letter(alarm: Alarm, address: str, language: str, is_over: bool) -> EmailMultiAlternatives:
    with override(language):
        said = {"site": settings.SITE_URL, "alarm": alarm, "is_over": is_over, "language": language}
        subject = _("Over: %(alarm)s") if is_over else _("Alarm: %(alarm)s")
        return EmailMultiAlternatives(
            subject=subject % {"alarm": alarm.title},
            body=render_to_string("core/alarm.txt", said),
            to=[address],
            headers={"Auto-Submitted": "auto-generated"},
        )


@every(minutes=5)
def look_around() -> None:
    """What the relay sees while it runs; that none runs is seen by `manage.py alarms` alone."""
    check(but={"relay"})


def check(but: Collection[str] = ()) -> dict[str, Any]:
    """Look, note, tell; what is wrong now."""
    now, found = timezone.now(), look(but)
    Alarm.note(found, now)
    tell(now)
    return found
