"""How a person wants to be told by e-mail: at once, in a digest, or not; and when they want to be left alone."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Membership, User
from notifications.hours import Hours
from notifications.words import ALWAYS_MAILED, SWITCHABLE, Group
from portal.core.middleware import zone


class Rhythm(models.TextChoices):
    INSTANT = "instant", _("At once")
    QUARTER = "quarter", _("Every 15 minutes")
    HOURLY = "hourly", _("Every hour")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    OFF = "off", _("None")


# Shorter ones than a day are for conversations: nothing else comes so fast.
FAST = frozenset({Rhythm.QUARTER, Rhythm.HOURLY})
STEPS: dict[str, timedelta] = {Rhythm.QUARTER: timedelta(minutes=15), Rhythm.HOURLY: timedelta(hours=1)}

# What nobody has chosen: at once where somebody waits for an answer, gathered where a forum talks.
STANDARD: dict[str, str] = {
    **dict.fromkeys(Group, Rhythm.INSTANT),
    Group.COMMUNITIES: Rhythm.DAILY,
    Group.THREADS: Rhythm.DAILY,
}


class MailPreference(models.Model):
    """A person's word on the e-mails of one group; without a row, the standard one."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preferences")
    group = models.CharField(_("about"), max_length=16, choices=Group)
    rhythm = models.CharField(_("e-mails"), max_length=8, choices=Rhythm)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("choice of e-mails")
        verbose_name_plural = _("choices of e-mails")
        constraints = [
            models.UniqueConstraint(fields=["user", "group"], name="mail_preference_once"),
            models.CheckConstraint(condition=models.Q(rhythm__in=Rhythm.values), name="mail_preference_known_rhythm"),
            models.CheckConstraint(
                condition=models.Q(group__in=[str(group) for group in SWITCHABLE]), name="mail_preference_may_be_chosen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.group} {self.rhythm}"

    @classmethod
    def rhythms_of(cls, user: User) -> dict[str, str]:
        """Of every group, as it is in force for this person."""
        return STANDARD | dict(cls.objects.filter(user=user).values_list("group", "rhythm"))

    @classmethod
    def rhythms_in(cls, group: str, people: Iterable[int]) -> dict[int, str]:
        """Of many people in one group."""
        ids = list(people)
        rows = cls.objects.filter(group=group, user_id__in=ids).values_list("user_id", "rhythm")
        return dict.fromkeys(ids, STANDARD[group]) | dict(rows)

    @classmethod
    def choose(cls, user: User, rhythms: Mapping[str, str]) -> dict[str, str]:
        """Keep the choices for these groups, and let the e-mails that wait follow them; returns what was in force.

        Groups that cannot be chosen are left as they are.
        """
        wanted = {group: rhythm for group, rhythm in rhythms.items() if group in SWITCHABLE}
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=user.pk)
            before = cls.rhythms_of(user)
            for group, rhythm in wanted.items():
                cls.objects.update_or_create(user=user, group=group, defaults={"rhythm": rhythm})
            reschedule(user, [group for group in wanted if before[group] != wanted[group]])
        return {group: before[group] for group in wanted}


class QuietHours(models.Model):
    """When a person wants no e-mails, by the clock of their own zone; no row, no quiet hours."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="quiet_hours")
    starts_at = models.TimeField(_("from"), null=True, blank=True)
    ends_at = models.TimeField(_("until"), null=True, blank=True)
    weekends = models.BooleanField(_("Saturdays and Sundays"), default=False)

    class Meta:
        verbose_name = _("quiet hours")
        verbose_name_plural = _("quiet hours")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at=None, ends_at=None)
                | models.Q(starts_at__isnull=False, ends_at__isnull=False) & ~models.Q(starts_at=models.F("ends_at")),
                name="quiet_hours_begin_and_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.starts_at} – {self.ends_at}"

    @classmethod
    def choose(cls, user: User, starts_at: time | None, ends_at: time | None, weekends: bool) -> None:
        """Keep them, and let the e-mails that wait follow."""
        with transaction.atomic():
            User.objects.select_for_update(no_key=True).get(pk=user.pk)
            chosen = {"starts_at": starts_at, "ends_at": ends_at, "weekends": weekends}
            cls.objects.update_or_create(user=user, defaults=chosen)
            reschedule(user, SWITCHABLE)


def hours_of(people: Iterable[int]) -> dict[int, Hours]:
    """The clocks and quiet hours of people, in one query.

    Their zone is the one they chose, else that of the company they act for first, else the portal's.
    """
    first = Membership.objects.filter(user=models.OuterRef("pk")).order_by("pk").values("company__timezone")[:1]
    rows = User.objects.filter(pk__in=list(people)).annotate(company_zone=models.Subquery(first))
    quiet = ("quiet_hours__starts_at", "quiet_hours__ends_at", "quiet_hours__weekends")
    return {
        pk: Hours(zone(own or company or ""), starts_at, ends_at, bool(weekends))
        for pk, own, company, starts_at, ends_at, weekends in rows.values_list("pk", "timezone", "company_zone", *quiet)
    }


def mail_time(group: str, rhythm: str, hours: Hours, moment: datetime) -> datetime | None:
    """When the e-mail about something of `moment` is to go out; None for never."""
    if group in ALWAYS_MAILED:
        return moment
    if rhythm == Rhythm.OFF:
        return None
    if rhythm in STEPS:
        return hours.open_from(next_step(moment, STEPS[rhythm]))
    if rhythm == Rhythm.DAILY:
        return hours.next_morning(moment)
    return hours.next_monday(moment) if rhythm == Rhythm.WEEKLY else hours.open_from(moment)


def next_step(moment: datetime, step: timedelta) -> datetime:
    """The first full quarter of an hour (or hour) at which it has waited that quarter: so one e-mail tells of all."""
    ripe = (moment + STEPS[Rhythm.QUARTER]).timestamp()
    seconds = step.total_seconds()
    return datetime.fromtimestamp(-(-ripe // seconds) * seconds, UTC)


def reschedule(user: User, groups: Iterable[str]) -> None:
    """Give the e-mails that wait their time by the choices now in force."""
    from notifications.models.notification import Notification

    now, hours, rhythms = timezone.now(), hours_of([user.pk])[user.pk], MailPreference.rhythms_of(user)
    for group in groups:
        waiting = Notification.objects.filter(user=user).of_group(group).waiting_for_mail()
        waiting.update(mail_at=mail_time(group, rhythms[group], hours, now))
