"""One notification for each person and event; what happens again before it was read is counted, not repeated."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from companies.models import Company, User
from notifications.models.preference import MailPreference, Rhythm, hours_of, mail_time
from notifications.moments import said
from notifications.words import ALWAYS_MAILED, Group, Words, kinds_of, words_of
from portal.core.actor import Actor
from portal.core.events import Event, record
from portal.core.refs import new_ref
from portal.core.texts import clean_line

KEPT_READ = timedelta(days=180)
KEPT_UNREAD = timedelta(days=365)


def notification_ref() -> str:
    return new_ref("N")


def page_of(path: str) -> str:
    """The page that a link leads to, without the place in it."""
    return path.partition("#")[0].partition("?post=")[0]


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, actor: Actor) -> "NotificationQuerySet":
        """The person's own, but not those about companies that they do not belong to any more."""
        companies = [company.pk for company in actor.companies]
        return self.own_of(actor).filter(models.Q(company=None) | models.Q(company__in=companies))

    def own_of(self, actor: Actor) -> "NotificationQuerySet":
        """All that the person was ever told."""
        return self.filter(user_id=actor.user_id) if actor.user else self.none()

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)

    def unread_first(self) -> "NotificationQuerySet":
        is_read = models.ExpressionWrapper(models.Q(read_at__isnull=False), output_field=models.BooleanField())
        return self.annotate(is_read=is_read).order_by("is_read", "-created_at", "-pk")

    def of_group(self, group: str) -> "NotificationQuerySet":
        return self.filter(kind__in=kinds_of(group))

    def counts_by_group(self) -> dict[str, int]:
        """How many there are of each group that has any."""
        counts: dict[str, int] = {}
        for kind, count in self.order_by().values_list("kind").annotate(models.Count("pk")):
            group = str(words_of(kind).group)
            counts[group] = counts.get(group, 0) + count
        return counts

    def pointing_to(self, path: str) -> "NotificationQuerySet":
        """Those whose link leads to the page at `path` (without a language), or to a place in it."""
        places = models.Q(path__startswith=f"{path}#") | models.Q(path__startswith=f"{path}?post=")
        return self.filter(models.Q(path=path) | places)

    def waiting_for_mail(self) -> "NotificationQuerySet":
        """Those that an e-mail will tell of later, as it stands."""
        return self.unread().filter(mailed_at=None, mail_at__isnull=False)

    def due_for_mail(self) -> "NotificationQuerySet":
        return self.waiting_for_mail().filter(mail_at__lte=timezone.now())

    def past_keeping(self) -> "NotificationQuerySet":
        """Read ones older than 180 days, unread ones older than 365."""
        now = timezone.now()
        is_old = models.Q(read_at__isnull=False, created_at__lt=now - KEPT_READ)
        return self.filter(is_old | models.Q(created_at__lt=now - KEPT_UNREAD))

    def mark_read(self, at: datetime | None = None) -> int:
        return self.unread().update(read_at=at or timezone.now())

    def mark_unread(self, at: datetime | None = None) -> int:
        """All of them, or those that were read at that very moment: what one press of a button did is undone."""
        return (self.filter(read_at=at) if at else self).update(read_at=None)


class Notification(models.Model):
    """`kind` names its words (notifications/words/), `data` what goes into them, so that it reads in any language;
    days and moments (notifications/moments.py) are written when it is read.

    `path` is the page it is about, without a language prefix. `company` is the one by which the person is told and
    `power` what their role in it must allow; both are asked again before an e-mail goes out. `times` counts how often
    it happened before it was read. `mail_at` is when an e-mail is due that waits (a digest, the end of quiet hours);
    `mailed_at` says that it has gone out.
    """

    ref = models.CharField(max_length=16, unique=True, editable=False, default=notification_ref)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    company = models.ForeignKey(Company, models.CASCADE, null=True, related_name="+")
    power = models.CharField(max_length=40, blank=True)
    event_id = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    times = models.PositiveIntegerField(default=1)
    path = models.CharField(max_length=300)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    excerpt: Any = None  # what an e-mail shows of a consultation (notifications/excerpts.py)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "event_id"], name="notification_once")]
        indexes = [
            models.Index(fields=["user"], name="notification_unread", condition=models.Q(read_at=None)),
            models.Index(fields=["user", "-created_at"], name="notification_newest"),
            models.Index(fields=["created_at"], name="notification_age"),
            models.Index(
                fields=["mail_at"],
                name="notification_mail_due",
                condition=models.Q(mail_at__isnull=False, mailed_at=None, read_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.user_id}"

    def get_absolute_url(self) -> str:
        """The link that marks it read and leads to what it is about."""
        return reverse("notifications:follow", args=[self.ref])

    @property
    def words(self) -> Words:
        return words_of(self.kind)

    @property
    def title(self) -> str:
        """What happened, in the language in force."""
        words = self.words
        pattern = str(words.many if words.many and self.times > 1 else words.title)
        return clean_line(pattern % {**said(self.data), "times": self.times})

    @property
    def call(self) -> str:
        return str(self.words.call)

    @property
    def icon(self) -> str:
        return self.words.icon

    @property
    def group(self) -> Group:
        return self.words.group

    @classmethod
    def tell(
        cls,
        people: Iterable[User],
        event: Event,
        path: str,
        kind: str = "",
        patience: timedelta | None = None,
        fold: bool = False,
        **data: Any,
    ) -> int:
        """Tell people of an event, once each, and leave the e-mails to the outbox; returns how many are told anew.

        People come from `people_of`, which says by which company; others are told for themselves. With `patience` the
        e-mail waits that long, and goes only to those who have not read it by then. With `fold`, who has not read yet
        that the same happened at the same place is not told anew: there it counts once more.
        """
        kind = kind or event.kind
        known = set(cls.objects.filter(event_id=event.pk).values_list("user_id", flat=True))
        fresh = {person.pk: person for person in people if person.pk not in known}
        if fold:
            for pk in cls.fold(fresh, event, path, kind, data):
                del fresh[pk]
        mail_times = cls.mail_times(fresh, words_of(kind).group)
        told = Notification.objects.bulk_create(
            [
                Notification(
                    user_id=pk,
                    company_id=getattr(fresh[pk], "told_for", None),
                    power=getattr(fresh[pk], "told_by_power", ""),
                    event_id=event.pk,
                    kind=kind,
                    path=path,
                    data=data,
                    mail_at=mail_times.get(pk),
                )
                for pk in sorted(fresh)
            ],
            batch_size=500,
        )
        for notification in told:
            if notification.user_id not in mail_times:
                mail = record("notification.made", notification)
                if patience:
                    mail.due_at += patience
                    mail.save(update_fields=["due_at"])
        return len(told)

    @classmethod
    def fold(cls, people: Iterable[int], event: Event, path: str, kind: str, data: dict[str, Any]) -> list[int]:
        """Count the event at the unread notifications of the same kind about the same page; returns whose they are.

        An event that is delivered late, after a newer one, is not counted, nor is one that is delivered again.
        """
        same = cls.objects.unread().filter(user__in=list(people), kind=kind).pointing_to(page_of(path))
        newest = dict(same.order_by().values_list("user_id").annotate(models.Max("pk")))
        cls.objects.filter(pk__in=newest.values(), event_id__lt=event.pk).update(
            event_id=event.pk, times=models.F("times") + 1, path=path, data=data, created_at=timezone.now()
        )
        return list(newest)

    @classmethod
    def mail_times(cls, people: Iterable[int], group: str) -> dict[int, datetime | None]:
        """Of those who are not told at once: when their e-mail is due, or None for never."""
        if group in ALWAYS_MAILED:
            return {}
        rhythms = MailPreference.rhythms_in(group, people)
        later = {pk: rhythm for pk, rhythm in rhythms.items() if rhythm != Rhythm.INSTANT}
        hours, now = hours_of(later), timezone.now()
        return {pk: mail_time(group, rhythm, hours[pk], now) for pk, rhythm in later.items()}
