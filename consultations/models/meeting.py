"""A booked talk between two people of two companies, from the request to how it ended.

Whoever takes somebody's time holds the lock of that person's row while they look whether it is free; the database's
own constraints have the last word on the same start.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.models import Company, User
from consultations.meetings.openings import Opening, opening_at
from consultations.meetings.permissions import can_answer_meeting, can_book, can_keep_meeting
from consultations.meetings.slots import Span
from consultations.meetings.words import line_of
from consultations.models.desk import people_to_talk
from consultations.models.meeting_hours import WHERE_LENGTH, MeetingHours, Where
from consultations.models.meeting_rows import LIVE, MeetingQuerySet
from consultations.models.meeting_rows import State as MeetingState
from consultations.models.room import Room
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref
from portal.core.states import locked

MOST_WAITING = 10  # live talks of one company with another: more is no booking but a siege


class SlotTaken(WrongState):
    """Somebody else was faster, or the hours were changed: the page shows the next free times."""


def meeting_ref() -> str:
    return new_ref("M")


class Meeting(models.Model):
    """`host` is who was booked, `guest` who booked; each may pass to a colleague, or be nobody for a while.

    Times are UTC, zones those in which each side thinks of it. `sequence` counts what calendars must learn anew
    (RFC 5545, 3.8.7.4). `settled_at` is when the present start was fixed, `told_day` and `told_hour` when the two
    reminders of it went out.
    """

    State = MeetingState

    class Side(models.TextChoices):
        HOST = "host", _("the side that was booked")
        GUEST = "guest", _("the side that booked")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=meeting_ref)
    room = models.ForeignKey(Room, models.PROTECT, related_name="meetings")
    host_company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    guest_company = models.ForeignKey(Company, models.PROTECT, related_name="+")
    host = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    guest = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=MeetingState)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    host_zone = models.CharField(max_length=64)
    guest_zone = models.CharField(max_length=64)
    topic = models.TextField(_("what to talk about"), max_length=1000, blank=True)
    where_kind = models.CharField(_("how you meet"), max_length=8, choices=Where, default=Where.OPEN)
    where = models.CharField(_("link, number or address"), max_length=WHERE_LENGTH, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    ended_by = models.ForeignKey(Company, models.PROTECT, null=True, related_name="+")
    missed_by = models.CharField(max_length=5, choices=Side, blank=True)
    settled_at = models.DateTimeField(default=timezone.now)
    told_day = models.DateTimeField(null=True)
    told_hour = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    LIVE: ClassVar[tuple[str, ...]] = LIVE

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = _("booked talk")
        verbose_name_plural = _("booked talks")
        constraints = [
            models.UniqueConstraint(
                fields=["host", "starts_at"], name="meeting_host_once", condition=models.Q(state__in=LIVE)
            ),
            models.UniqueConstraint(
                fields=["guest", "starts_at"], name="meeting_guest_once", condition=models.Q(state__in=LIVE)
            ),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="meeting_forward"),
            models.CheckConstraint(
                condition=~models.Q(host_company=models.F("guest_company")), name="meeting_between_two"
            ),
            models.CheckConstraint(condition=models.Q(state__in=MeetingState.values), name="meeting_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="missed") & ~models.Q(missed_by="")
                | ~models.Q(state="missed") & models.Q(missed_by=""),
                name="meeting_missed_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(where_kind="open") | ~models.Q(where=""), name="meeting_says_where"
            ),
        ]
        indexes = [
            models.Index(fields=["host_company", "starts_at"], name="meeting_of_host"),
            models.Index(fields=["guest_company", "starts_at"], name="meeting_of_guest"),
            models.Index(fields=["starts_at"], name="meeting_live", condition=models.Q(state__in=LIVE)),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.starts_at:%Y-%m-%d %H:%M} UTC"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.ref])

    # -- booking ----------------------------------------------------------------------------------------------------

    @classmethod
    def book(
        cls,
        kind: str,
        subject: Any,
        hours: MeetingHours,
        start: datetime,
        by: Actor,
        zone: str,
        topic: str = "",
        points: tuple[str, ...] = (),
    ) -> "Meeting":
        """Take a slot for the acting person; the same click sent twice gives the same talk.

        Raises PermissionDenied for a role that may not talk, SlotTaken when the slot is not free (any more), Refused
        for a time at which the person is booked already, or when the two companies have too much ahead of them.
        """
        require(can_book(by), _("Your role may not book talks."))
        with transaction.atomic():
            room = Room.open_about(kind, subject, by=by)
            if not room.parties.here().filter(company_id=hours.company_id).exists() or by.acts_for(hours.company_id):
                raise Refused(_("This person has nothing to do with it. Choose somebody of the other company."))
            with held(hours.user_id, by.user_id):
                twin: Meeting | None = (
                    room.meetings.live().filter(host=hours.user_id, guest=by.user_id, starts_at=start).first()
                )
                if twin is not None:
                    return twin
                opening = free_opening(hours, start)
                require_time(by.user_id, opening.span)
                require_few(hours.company_id, by.company_id)
                meeting = cls.written(room, hours, opening.span, by, zone, topic)
                for text in points:
                    meeting.points.create(text=text, company=by.company, user=by.user)
                kind = "meeting.requested" if hours.by_hand else "meeting.confirmed"
                record(kind, meeting, by=by, sequence=0, is_new=True)
                room.post(line_of(meeting, "requested" if hours.by_hand else "booked"), by=by)
        return meeting

    @classmethod
    def written(cls, room: Room, hours: MeetingHours, span: Span, by: Actor, zone: str, topic: str) -> "Meeting":
        try:
            with transaction.atomic():
                return cls.objects.create(
                    room=room,
                    host_company=hours.company,
                    guest_company=by.company,
                    host=hours.user,
                    guest=by.user,
                    state=MeetingState.REQUESTED if hours.by_hand else MeetingState.CONFIRMED,
                    starts_at=span.start,
                    ends_at=span.end,
                    host_zone=hours.zone,
                    guest_zone=zone,
                    topic=topic,
                    where_kind=hours.where_kind,
                    where=hours.where,
                )
        except IntegrityError as problem:
            raise SlotTaken(gettext("This time has just been taken.")) from problem

    # -- what becomes of it -----------------------------------------------------------------------------------------

    def confirm(self, by: Actor) -> None:
        """Requested → confirmed, by the side that was asked. Raises Refused when its time has come meanwhile."""
        with locked(self, MeetingState.REQUESTED):
            require(can_answer_meeting(by, self), _("Your role may not confirm this talk."))
            self.require_ahead()
            if self.host_id is None:
                raise Refused(_("Nobody of your company goes yet: choose who does, then confirm."))
            self.state, self.settled_at = MeetingState.CONFIRMED, timezone.now()
            self.save(update_fields=["state", "settled_at", "updated_at"])
            record("meeting.confirmed", self, by=by, sequence=self.sequence)
            self.say("confirmed", by)

    def cancel(self, by: Actor, reason: str = "") -> None:
        """By either side until it begins; from then on it has taken place or somebody did not come."""
        with locked(self, *LIVE):
            require(can_keep_meeting(by, self), _("Your role may not cancel this talk."))
            self.require_ahead()
            was, self.state, self.reason = self.state, MeetingState.CANCELLED, reason
            self.ended_by, self.sequence = by.company, self.sequence + 1
            self.save(update_fields=["state", "reason", "ended_by", "sequence", "updated_at"])
            record("meeting.cancelled", self, by=by, was=was, sequence=self.sequence)
            self.say("cancelled", by)

    def move(self, start: datetime, by: Actor) -> None:
        """To another of the host's free slots; what was confirmed stays so. The host's side needs no notice.

        Raises SlotTaken when it is not free, Refused for a time at which the guest is taken.
        """
        people = {self.host_id, self.guest_id}
        with transaction.atomic(), held(*filter(None, people)), locked(self, *LIVE):
            require(can_keep_meeting(by, self), _("Your role may not move this talk."))
            self.require_ahead()
            if {self.host_id, self.guest_id} != people:
                raise WrongState(gettext("Somebody else goes to this talk now. Look again."))
            hours = self.hours()
            if hours is None:
                raise Refused(_("The other side publishes no hours now. Agree on a time in the consultation."))
            opening = free_opening(hours, start, ignore=self, at_once=by.acts_for(self.host_company_id))
            if self.guest_id:
                require_time(self.guest_id, opening.span, ignore=self)
            was = self.starts_at
            self.starts_at, self.ends_at, self.sequence = opening.span.start, opening.span.end, self.sequence + 1
            self.settled_at, self.told_day, self.told_hour = timezone.now(), None, None
            fields = ["starts_at", "ends_at", "sequence", "settled_at", "told_day", "told_hour", "updated_at"]
            self.save(update_fields=fields)
            record("meeting.moved", self, by=by, was=was.isoformat(), sequence=self.sequence)
            self.say("moved", by)

    def hold(self, by: Actor) -> None:
        """It took place: said after its beginning, also where the other side had said that somebody did not come."""
        with locked(self, MeetingState.CONFIRMED, MeetingState.MISSED):
            require(can_keep_meeting(by, self), _("Your role may not say how this talk went."))
            self.require_begun()
            self.state, self.missed_by = MeetingState.HELD, ""
            self.save(update_fields=["state", "missed_by", "updated_at"])
            record("meeting.held", self, by=by)

    def miss(self, side: str, by: Actor) -> None:
        """Somebody of that side did not come; the other side may put it right by `hold`."""
        with locked(self, MeetingState.CONFIRMED):
            require(can_keep_meeting(by, self), _("Your role may not say how this talk went."))
            self.require_begun()
            self.state, self.missed_by = MeetingState.MISSED, side
            self.save(update_fields=["state", "missed_by", "updated_at"])
            record("meeting.missed", self, by=by, side=side)

    def meet_at(self, kind: str, where: str, by: Actor) -> None:
        """How the two meet; calendars learn of it."""
        with locked(self, *LIVE):
            require(can_keep_meeting(by, self), _("Your role may not change this talk."))
            if (kind, where) == (self.where_kind, self.where):
                return
            self.where_kind, self.where, self.sequence = kind, where, self.sequence + 1
            self.save(update_fields=["where_kind", "where", "sequence", "updated_at"])
            record("meeting.where_changed", self, by=by, sequence=self.sequence)

    def pass_to(self, person: User, by: Actor) -> None:
        """Another colleague goes, for the acting company. Raises Refused for one who does not talk or is taken."""
        side = self.side_of(by)
        if not side:
            raise Refused(_("Your company has no part in this talk."))
        with transaction.atomic(), held(person.pk), locked(self, *LIVE):
            require(can_keep_meeting(by, self), _("Your role may not change this talk."))
            self.require_ahead()
            was = getattr(self, f"{side}_id")
            if was == person.pk:
                return
            if not people_to_talk(by.company_id).filter(pk=person.pk).exists():
                raise Refused(_("This person does not write for your company now."))
            require_time(person.pk, Span(self.starts_at, self.ends_at), ignore=self)
            setattr(self, side, person)
            self.sequence += 1
            self.save(update_fields=[side, "sequence", "updated_at"])
            record("meeting.passed_on", self, by=by, was=was, side=side, sequence=self.sequence)

    def lapse(self) -> None:
        """Nobody confirmed it before it was to begin."""
        with locked(self, MeetingState.REQUESTED):
            if self.starts_at > timezone.now():
                raise WrongState(gettext("There is still time to confirm it."))
            self.state = MeetingState.LAPSED
            self.save(update_fields=["state", "updated_at"])
            record("meeting.lapsed", self)

    # -- what it is -------------------------------------------------------------------------------------------------

    def require_ahead(self) -> None:
        if self.starts_at <= timezone.now():
            raise Refused(_("Its time has come. Say whether it took place."))

    def require_begun(self) -> None:
        if self.starts_at > timezone.now():
            raise Refused(_("It has not begun yet."))

    def say(self, what: str, by: Actor) -> None:
        """A line in the consultation, by who did it."""
        self.room.post(line_of(self, what), by=by)

    def hours(self) -> MeetingHours | None:
        """Those of the host, as they are published now."""
        return MeetingHours.objects.published().filter(company=self.host_company_id, user=self.host_id or 0).first()

    def is_between(self, actor: Actor) -> bool:
        return actor.acts_for(self.host_company_id) or actor.acts_for(self.guest_company_id)

    def side_of(self, actor: Actor) -> str:
        if actor.acts_for(self.host_company_id):
            return str(self.Side.HOST)
        return str(self.Side.GUEST) if actor.acts_for(self.guest_company_id) else ""

    def partner_of(self, actor: Actor) -> Company:
        return self.guest_company if actor.acts_for(self.host_company_id) else self.host_company

    def person_of(self, side: str) -> User | None:
        return self.host if side == self.Side.HOST else self.guest

    def zone_of(self, side: str) -> str:
        return self.host_zone if side == self.Side.HOST else self.guest_zone

    @property
    def title(self) -> str:
        return self.room.title

    @property
    def minutes_long(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_ahead(self) -> bool:
        return self.is_live and not self.has_begun

    @property
    def uid(self) -> str:
        """Of the calendar entry; the same for its whole life (RFC 5545, 3.8.4.7)."""
        return self.ref


@contextmanager
def held(*people: int) -> Iterator[None]:
    """The rows of these people locked, always in the same order: nobody else takes their time meanwhile."""
    with transaction.atomic():
        rows = User.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk")
        list(rows.values_list("pk", flat=True))
        yield


def free_opening(hours: MeetingHours, start: datetime, ignore: Meeting | None = None, at_once: bool = False) -> Opening:
    """The slot that begins then, asked anew under the lock. Raises SlotTaken."""
    now = MeetingHours.objects.published().filter(pk=hours.pk).first()
    found = opening_at(now, start, ignore=ignore.pk if ignore else None, at_once=at_once) if now else None
    if found is None:
        raise SlotTaken(gettext("This time is not free any more."))
    return found


def require_time(user_id: int, span: Span, ignore: Meeting | None = None) -> None:
    rows = Meeting.objects.exclude(pk=ignore.pk) if ignore else Meeting.objects
    if any(span.overlaps(one) for one in rows.taken_spans([user_id], span.start, span.end)[user_id]):
        raise Refused(_("At this time there is another talk already. Choose another time."))


def require_few(host_company: int, guest_company: int) -> None:
    ahead = Meeting.objects.upcoming().filter(host_company=host_company, guest_company=guest_company).count()
    if ahead >= MOST_WAITING:
        raise Refused(_("You have %(n)s talks ahead with this company. Hold one of them first.") % {"n": ahead})
