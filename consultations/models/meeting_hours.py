"""The hours in which a person can be booked for a talk, in their own zone."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from consultations.meetings.permissions import can_keep_hours
from consultations.meetings.slots import MIDNIGHT, Window
from consultations.models.auto_reply import AutoReply
from consultations.models.desk import TALKING
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.middleware import zone
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import locked

WHERE_LENGTH = 300


def hours_ref() -> str:
    return new_ref("A")


class Where(models.TextChoices):
    """How the two meet. A call in the portal itself will be one more kind."""

    OPEN = "open", _("To be agreed in the consultation")
    LINK = "link", _("Video call by a link")
    PHONE = "phone", _("By phone")
    PLACE = "place", _("At a place")


class MeetingHoursQuerySet(models.QuerySet["MeetingHours"]):
    def visible_to(self, actor: Actor) -> "MeetingHoursQuerySet":
        """The person's own, for the company they act for."""
        if actor.company is None or actor.user is None:
            return self.none()
        return self.filter(company_id=actor.company_id, user_id=actor.user_id)

    def published(self) -> "MeetingHoursQuerySet":
        """Those in which somebody can be booked now: of people who still talk for a company on the market."""
        rows = self.filter(is_open=True, company__is_active=True, user__is_active=True)
        place = models.Exists(
            Company.objects.filter(
                pk=models.OuterRef("company"),
                memberships__user=models.OuterRef("user"),
                memberships__role__in=TALKING,
            )
        )
        rows = rows.filter(place).select_related("company__auto_reply", "user")
        return rows.prefetch_related("windows", "days").order_by("pk")

    def published_by(self, company_ids: Iterable[int]) -> "MeetingHoursQuerySet":
        return self.published().filter(company_id__in=list(company_ids))


class MeetingHours(models.Model):
    """One person's, for one company. `length` and `pause` are minutes; `notice` hours from now to the first slot,
    `horizon` days from today to the last. The pause is kept free before and after each talk.
    """

    LENGTHS: ClassVar[tuple[int, ...]] = (15, 30, 45, 60)
    PAUSES: ClassVar[tuple[int, ...]] = (0, 5, 10, 15, 30, 60)
    NOTICES: ClassVar[tuple[int, ...]] = (1, 2, 4, 12, 24, 48, 72, 168)
    HORIZONS: ClassVar[tuple[int, ...]] = (7, 14, 30, 60, 90)
    MOST_DAYS: ClassVar[int] = 60  # single days that differ from the week

    ref = models.CharField(max_length=16, unique=True, editable=False, default=hours_ref)
    company = models.ForeignKey(Company, models.CASCADE, related_name="meeting_hours")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    is_open = models.BooleanField(_("can be booked"), default=False)
    zone = models.CharField(_("time zone"), max_length=64)
    length = models.PositiveSmallIntegerField(_("length"), default=30)
    pause = models.PositiveSmallIntegerField(_("pause between talks"), default=10)
    notice = models.PositiveSmallIntegerField(_("notice"), default=24)
    horizon = models.PositiveSmallIntegerField(_("how far ahead"), default=30)
    by_hand = models.BooleanField(_("I confirm each talk myself"), default=False)
    where_kind = models.CharField(_("how you meet"), max_length=8, choices=Where, default=Where.OPEN)
    where = models.CharField(_("link, number or address"), max_length=WHERE_LENGTH, blank=True)
    about = models.TextField(_("what the talk is for"), max_length=500, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = MeetingHoursQuerySet.as_manager()

    class Meta:
        verbose_name = _("hours for talks")
        verbose_name_plural = _("hours for talks")
        constraints = [
            models.UniqueConstraint(fields=["company", "user"], name="meeting_hours_once"),
            models.CheckConstraint(condition=models.Q(length__in=[15, 30, 45, 60]), name="meeting_hours_length_known"),
            models.CheckConstraint(
                condition=models.Q(pause__lte=60, notice__lte=168, horizon__gte=1, horizon__lte=90),
                name="meeting_hours_within_bounds",
            ),
            models.CheckConstraint(
                condition=models.Q(where_kind="open") | ~models.Q(where=""), name="meeting_hours_say_where"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.company}"

    @classmethod
    def of(cls, actor: Actor) -> "MeetingHours":
        """Theirs; an unsaved proposal in the zone and hours of the company when they have none yet."""
        known = cls.objects.visible_to(actor).prefetch_related("windows", "days").first()
        person_zone = actor.user.timezone if actor.user else ""
        return known or cls(company=actor.company, user=actor.user, zone=person_zone or actor.company.timezone)

    @classmethod
    def keep(cls, by: Actor, week: dict[int, list[Window]], **fields: Any) -> "MeetingHours":
        """The rules and the whole week anew: by day of the week (Monday is 0) the times in which talks may be."""
        require(can_keep_hours(by), _("Your role may not publish hours for talks."))
        with transaction.atomic():
            hours, _is_new = cls.objects.get_or_create(company=by.company, user=by.user, defaults={"zone": "UTC"})
            with locked(hours, field="is_open"):
                for name, value in fields.items():
                    setattr(hours, name, value)
                hours.save()
                hours.windows.all().delete()
                hours.windows.bulk_create(
                    MeetingWindow(hours=hours, weekday=day, starts_at=one.starts_at, ends_at=one.ends_at)
                    for day, windows in sorted(week.items())
                    for one in windows
                )
                record("meeting_hours.kept", hours, by=by, is_open=hours.is_open)
        return hours

    def change_day(self, day: date, windows: list[Window], by: Actor) -> None:
        """On this day other times than on others of its weekday; none is a day off. Raises Refused for too many."""
        require(can_keep_hours(by) and self.is_of(by), _("Your role may not publish hours for talks."))
        with locked(self, field="is_open"):
            others = self.days.exclude(day=day).filter(day__gte=self.today)
            if others.values("day").distinct().count() >= self.MOST_DAYS:
                raise Refused(_("Up to %(most)s single days, please. Remove one first.") % {"most": self.MOST_DAYS})
            self.days.filter(models.Q(day=day) | models.Q(day__lt=self.today)).delete()
            rows = [MeetingDay(hours=self, day=day, starts_at=one.starts_at, ends_at=one.ends_at) for one in windows]
            self.days.bulk_create(rows or [MeetingDay(hours=self, day=day)])
            record("meeting_hours.day_changed", self, by=by, day=day.isoformat())

    def restore_day(self, day: date, by: Actor) -> None:
        """The day is as others of its weekday again."""
        require(can_keep_hours(by) and self.is_of(by), _("Your role may not publish hours for talks."))
        with locked(self, field="is_open"):
            self.days.filter(day=day).delete()
            record("meeting_hours.day_changed", self, by=by, day=day.isoformat())

    def is_of(self, actor: Actor) -> bool:
        return self.user_id == actor.user_id and actor.acts_for(self.company_id)

    @classmethod
    def tell_company(cls, company_id: int) -> None:
        """Whether anybody of it can be booked stands on its row: many pages ask, and few companies answer yes."""
        is_open = cls.objects.filter(company_id=company_id, is_open=True).exists()
        Company.objects.filter(pk=company_id).exclude(takes_bookings=is_open).update(takes_bookings=is_open)

    @property
    def tz(self) -> ZoneInfo:
        return zone(self.zone)

    @property
    def today(self) -> date:
        return timezone.now().astimezone(self.tz).date()

    @property
    def span(self) -> timedelta:
        return timedelta(minutes=self.length)

    @property
    def margin(self) -> timedelta:
        return timedelta(minutes=self.pause)

    @property
    def week(self) -> dict[int, list[Window]]:
        found: dict[int, list[Window]] = {day: [] for day in range(7)}
        for row in self.windows.all() if self.pk else ():
            found[row.weekday].append(row.window)
        return {day: sorted(windows) for day, windows in found.items()}

    @property
    def single_days(self) -> dict[date, list[Window]]:
        """Those from today on that differ from the week; an empty list is a day off."""
        found: dict[date, list[Window]] = {}
        for row in self.days.all() if self.pk else ():
            if row.day >= self.today:
                found.setdefault(row.day, [])
                if row.window:
                    found[row.day].append(row.window)
        return {day: sorted(found[day]) for day in sorted(found)}

    def windows_between(self, first: date, last: date) -> Iterator[tuple[date, list[Window]]]:
        """For each day its times: those said for it alone, none on the company's holiday, else the week's."""
        week, single = self.week, self.single_days
        holiday: AutoReply | None = getattr(self.company, "auto_reply", None)  # a company may have none
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            if day in single:
                yield day, single[day]
            elif not (holiday and holiday.is_holiday(day)):
                yield day, week[day.weekday()]


@receiver([post_save, post_delete], sender=MeetingHours)
def tell_company(instance: MeetingHours, **_facts: Any) -> None:
    MeetingHours.tell_company(instance.company_id)


class MeetingWindow(models.Model):
    """Each week on this day, from one time to another by the wall clock; an end at 00:00 is the end of the day."""

    hours = models.ForeignKey(MeetingHours, models.CASCADE, related_name="windows")
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()

    class Meta:
        ordering = ["weekday", "starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["hours", "weekday", "starts_at"], name="meeting_window_once"),
            models.CheckConstraint(condition=models.Q(weekday__lte=6), name="meeting_window_weekday"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")) | models.Q(ends_at=MIDNIGHT),
                name="meeting_window_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.window}"

    @property
    def window(self) -> Window:
        return Window(self.starts_at, self.ends_at)


class MeetingDay(models.Model):
    """A single day that differs: with other times (one row for each), or without any (one row that has none)."""

    hours = models.ForeignKey(MeetingHours, models.CASCADE, related_name="days")
    day = models.DateField()
    starts_at = models.TimeField(null=True)
    ends_at = models.TimeField(null=True)

    class Meta:
        ordering = ["day", "starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["hours", "day", "starts_at"], name="meeting_day_once"),
            models.CheckConstraint(
                condition=models.Q(starts_at=None, ends_at=None)
                | models.Q(starts_at__isnull=False, ends_at__isnull=False)
                & (models.Q(ends_at__gt=models.F("starts_at")) | models.Q(ends_at=MIDNIGHT)),
                name="meeting_day_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.window or '–'}"

    @property
    def window(self) -> Window | None:
        return Window(self.starts_at, self.ends_at) if self.starts_at is not None and self.ends_at is not None else None
