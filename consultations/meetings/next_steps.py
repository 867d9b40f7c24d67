"""What booked talks ask for."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from companies.waiting import within
from consultations.models import Meeting, MeetingTask, MinutesSignature, MinutesVersion
from portal.core.actor import Actor
from portal.core.zones import day_and_time

SOON = timedelta(hours=1)
TASKS_AHEAD = timedelta(days=3)


def talks(actor: Actor) -> QuerySet[Meeting]:
    return Meeting.objects.visible_to(actor)


@within(talks)
def soon(actor: Actor) -> QuerySet[Meeting]:
    """The person's own talks that begin within the hour, or run."""
    if actor.company is None or actor.user is None:
        return Meeting.objects.none()
    rows = Meeting.objects.visible_to(actor).upcoming().of_person(actor.user_id).filter(state=Meeting.State.CONFIRMED)
    return rows.filter(starts_at__lte=timezone.now() + SOON).for_cards()


@next_step(5, soon)
def begins_soon(actor: Actor, ahead: list[Meeting]) -> NextStep:
    found, zone = ahead[0], timezone.get_current_timezone_name()
    words = {"company": found.partner_of(actor).name, "title": found.title}
    title = _("You talk with %(company)s about “%(title)s”") % words
    return NextStep("calendar", title, day_and_time(found.starts_at, zone), _("Open it"), found.get_absolute_url())


@within(talks)
def to_confirm(actor: Actor) -> QuerySet[Meeting]:
    """What the company has to confirm, the nearest first."""
    rows = Meeting.objects.to_confirm_by(actor) if actor.may("talk") else Meeting.objects.none()
    return rows.for_cards()


@next_step(13, to_confirm)
def confirm_talk(actor: Actor, asked: list[Meeting]) -> NextStep:
    found = asked[0]
    words = {"company": found.guest_company.name, "title": found.title}
    title = _("%(company)s asks for a talk about “%(title)s”") % words
    when = day_and_time(found.starts_at, found.host_zone)
    return NextStep("calendar", title, when, _("Confirm or move"), found.get_absolute_url())


@within(talks)
def to_sign(actor: Actor) -> QuerySet[Meeting]:
    """Talks whose newest minutes the other side has signed and this one has not."""
    if not actor.may("talk"):
        return Meeting.objects.none()
    newer = MinutesVersion._default_manager.filter(
        meeting=OuterRef("version__meeting"), number__gt=OuterRef("version__number")
    )
    standing = MinutesSignature._default_manager.filter(version__meeting=OuterRef("pk"), withdrawn_at=None)
    standing = standing.filter(~Exists(newer))
    ours = standing.filter(company_id=actor.company_id)
    rows = Meeting.objects.visible_to(actor).filter(Exists(standing), ~Exists(ours), state=Meeting.State.HELD)
    return rows.for_cards().order_by("starts_at", "pk")


@next_step(17, to_sign)
def sign_minutes(actor: Actor, signed: list[Meeting]) -> NextStep:
    found = signed[0]
    words = {"company": found.partner_of(actor).name, "title": found.title}
    title = _("%(company)s has signed the minutes about “%(title)s”") % words
    text = _("Read them, and sign them too or put them right.")
    return NextStep("edit", title, text, _("Read the minutes"), f"{found.get_absolute_url()}#minutes")


@within(talks)
def tasks_due(actor: Actor) -> QuerySet[MeetingTask]:
    """Open ones of this person, or of nobody yet, that are due within three days or over."""
    if not actor.may("talk"):
        return MeetingTask.objects.none()
    last_day = timezone.localdate() + TASKS_AHEAD
    rows = MeetingTask.objects.visible_to(actor).of_person(actor).filter(due_on__lte=last_day)
    return rows.open().for_cards()


@next_step(18, tasks_due)
def do_task(actor: Actor, due: list[MeetingTask]) -> NextStep:
    found = due[0]
    words = {"title": found.meeting.title, "company": found.meeting.partner_of(actor).name}
    text = _("After the talk about “%(title)s” with %(company)s") % words
    if found.due_on:
        day = date_format(found.due_on, "DATE_FORMAT")
        text = f"{text} · {(_('overdue since %(day)s') if found.is_overdue else _('due on %(day)s')) % {'day': day}}"
    return NextStep("check", found.text, text, _("See the tasks"), f"{reverse('meetings:tasks')}?tab=mine")
