"""A meeting of two companies at a table of an event: wished, agreed, placed, and how it went.

Whoever takes or leaves a seat holds the lock of the plan's row. The last word have two unique constraints: one meeting
for a table in a slot, one seat for a person in a slot.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.calendar.models.gathering import NOT_YOURS, Gathering
from community.calendar.models.plan import MeetingPlan, MeetingSlot, plan_of, require_taking_part, require_wishes
from community.calendar.models.table_rows import LIVE, TableMeetingQuerySet
from community.calendar.models.table_rows import Attendance as MeetingAttendance
from community.calendar.models.table_rows import Side as MeetingSide
from community.calendar.models.table_rows import State as MeetingState
from community.calendar.permissions import can_call_off, can_keep_gathering, can_meet, can_speak_in
from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require
from portal.core.refs import new_ref

if TYPE_CHECKING:
    from community.models import Community

MOST_WISHES = 40  # of one company at one event: more is no choice any more


class SeatTaken(WrongState):
    """Table or person are taken at that time."""


class TableMeeting(models.Model):
    """`turn` says who has to answer while it is asked for; `wished_slot` is what was last proposed, if anything.

    Once agreed it waits for its `slot` and `table`, or has them. `is_by_hand`: the automatic placing leaves it alone.
    """

    State, Attendance, Side = MeetingState, MeetingAttendance, MeetingSide

    ref = models.CharField(max_length=16, unique=True, editable=False)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="table_meetings")
    asker = models.ForeignKey(Company, models.CASCADE, related_name="+")
    asked = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    words = models.TextField(_("why you want to meet"), max_length=600)
    state = models.CharField(_("state"), max_length=8, choices=MeetingState, default=MeetingState.ASKED)
    turn = models.CharField(max_length=5, choices=MeetingSide, default=MeetingSide.ASKED)
    wished_slot = models.ForeignKey(MeetingSlot, models.SET_NULL, null=True, related_name="+")
    slot = models.ForeignKey(MeetingSlot, models.PROTECT, null=True, related_name="meetings")
    table = models.PositiveIntegerField(null=True)
    is_by_hand = models.BooleanField(default=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    attendance = models.CharField(max_length=6, choices=MeetingAttendance, blank=True, default="")
    missed_by = models.CharField(max_length=5, choices=MeetingSide, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = TableMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting at a table")
        verbose_name_plural = _("meetings at tables")
        constraints = [
            models.UniqueConstraint(fields=["slot", "table"], name="table_meeting_one_for_a_table"),
            models.UniqueConstraint(
                models.F("gathering"),
                Least("asker", "asked"),
                Greatest("asker", "asked"),
                condition=models.Q(state__in=LIVE),
                name="table_meeting_once_for_a_pair",
            ),
            models.CheckConstraint(condition=~models.Q(asker=models.F("asked")), name="table_meeting_of_two"),
            models.CheckConstraint(
                condition=models.Q(slot=None, table=None)
                | models.Q(slot__isnull=False, table__gte=1, state=MeetingState.AGREED),
                name="table_meeting_has_both_or_none",
            ),
        ]
        indexes = [
            models.Index(fields=["asker", "state"], name="table_meeting_asker"),
            models.Index(fields=["asked", "state"], name="table_meeting_asked"),
        ]

    def __str__(self) -> str:
        return f"{self.asker} – {self.asked}"

    def get_absolute_url(self) -> str:
        return reverse("community:table_meeting", args=[self.gathering.community.slug, self.gathering.ref, self.ref])

    # -- how it comes to be -----------------------------------------------------------------------------------------

    @classmethod
    def ask(
        cls, gathering: Gathering, by: Actor, asked: Company, words: str, slot: MeetingSlot | None = None
    ) -> "TableMeeting":
        """The acting company wants to meet another one; asking twice is asking once.

        Raises Refused after the deadline, for a company that takes part in no meetings, and above forty wishes.
        """
        plan = plan_of(gathering)
        with plan.held():
            require(can_meet(by, gathering), _("Your role may not ask for meetings here."))
            require_wishes(plan)
            if by.acts_for(asked.pk):
                raise Refused(gettext("A company does not meet itself."))
            found = cls.objects.live().filter(gathering=gathering).of_company(by.company_id).of_company(asked.pk)
            if (twin := found.first()) is not None:
                return twin
            require_taking_part(gathering, by.company_id, asked.pk)
            if cls.objects.live().filter(gathering=gathering, asker=by.company).count() >= MOST_WISHES:
                raise Refused(
                    gettext("You have asked for %(n)s meetings: more do not fit into a day.") % {"n": MOST_WISHES}
                )
            meeting = cls.objects.create(
                ref=new_ref("ET"),
                gathering=gathering,
                asker=by.company,
                asked=asked,
                user=by.user,
                words=words,
                wished_slot=slot,
            )
            record("table_meeting.asked", meeting, by=by)
        return meeting

    def accept(self, by: Actor) -> None:
        """Agreed; with a slot that was proposed it gets its table at once, if one is free and so are both sides."""
        with self.held(MeetingState.ASKED):
            require(can_speak_in(by, self), _("Your role may not answer for your company."))
            self.require_turn(by)
            wish, self.state = self.wished_slot, MeetingState.AGREED
            self.save(update_fields=["state", "updated_at"])
            if wish:
                self.sit_down(wish)
            record("table_meeting.agreed", self, by=by)

    def decline(self, by: Actor, reason: str = "") -> None:
        with self.held(MeetingState.ASKED):
            require(can_speak_in(by, self), _("Your role may not answer for your company."))
            self.require_turn(by)
            self.state, self.reason = MeetingState.DECLINED, reason
            self.save(update_fields=["state", "reason", "updated_at"])
            record("table_meeting.declined", self, by=by)

    def propose(self, slot: MeetingSlot, by: Actor) -> None:
        """Another time instead of an answer: then it is the other side's turn."""
        with self.held(MeetingState.ASKED):
            require(can_speak_in(by, self), _("Your role may not answer for your company."))
            self.require_turn(by)
            if slot.plan_id != self.plan.pk or slot.starts_at <= timezone.now():
                raise Refused(gettext("Choose one of the times of this event."))
            other = MeetingSide.ASKER if self.turn == MeetingSide.ASKED else MeetingSide.ASKED
            self.wished_slot, self.turn = slot, other
            self.save(update_fields=["wished_slot", "turn", "updated_at"])
            record("table_meeting.proposed", self, by=by)

    def call_off(self, by: Actor, reason: str = "") -> None:
        """Asked for or agreed → off; its table is free."""
        with self.held(*LIVE):
            require(can_call_off(by, self), _("Your role may not call this meeting off."))
            self.require_ahead()
            self.end(reason)
            record("table_meeting.called_off", self, by=by)

    def end(self, reason: str) -> None:
        self.get_up()
        self.state, self.reason = MeetingState.OFF, reason
        self.save(update_fields=["state", "reason", "updated_at"])

    # -- its place --------------------------------------------------------------------------------------------------

    def move(self, slot: MeetingSlot | None, table: int | None, by: Actor) -> None:
        """The steward gives it another time or table by hand, or (slot None) takes its place back.

        Raises SeatTaken when table or people are not free then.
        """
        with self.held(MeetingState.AGREED):
            require(can_keep_gathering(by, self.gathering), NOT_YOURS)
            self.require_ahead()
            self.get_up()
            if slot:
                if slot.plan_id != self.plan.pk or not 1 <= (table or 1) <= self.plan.tables:
                    raise Refused(gettext("Choose a time and a table of this event."))
                self.is_by_hand = True
                if not self.sit_down(slot, table):
                    raise SeatTaken(gettext("At that time no table or not everybody is free. Nothing was moved."))
            self.save(update_fields=["is_by_hand", "updated_at"])
            record("table_meeting.moved", self, by=by, was_placed=bool(slot))

    def sit_down(self, slot: MeetingSlot, table: int | None = None) -> bool:
        """Take the table (any free one if none is named) and a free person of either side; whether that was possible.

        The caller holds the plan.
        """
        taken = set(TableMeeting.objects.filter(slot=slot).values_list("table", flat=True))
        free = [one for one in ([table] if table else range(1, self.plan.tables + 1)) if one not in taken]
        people = [self.free_person(company, slot) for company in (self.asker_id, self.asked_id)]
        if not free or None in people or people[0] == people[1]:
            return False
        return self.take(slot, free[0], people)

    def take(self, slot: MeetingSlot, table: int, people: "list[Any]") -> bool:
        """Write it down; False where the database knows better."""
        try:
            with transaction.atomic():
                TableMeeting.objects.filter(pk=self.pk).update(slot=slot, table=table, updated_at=timezone.now())
                for side, person in zip(MeetingSide.values, people, strict=True):
                    TableSeat._default_manager.create(meeting=self, slot=slot, side=side, user_id=person)
        except IntegrityError:
            return False
        self.slot, self.table = slot, table
        return True

    def get_up(self) -> None:
        """Leave table and seats."""
        self.seats.all().delete()
        self.slot, self.table, self.is_by_hand = None, None, False
        self.save(update_fields=["slot", "table", "is_by_hand", "updated_at"])

    def free_person(self, company_id: int, slot: MeetingSlot) -> int | None:
        taken = set(TableSeat._default_manager.filter(slot=slot).values_list("user_id", flat=True))
        people = self.plan.people_of(company_id)[company_id]
        return next((one.pk for one in people if one.pk not in taken), None)

    def lose_person(self, user_id: int) -> None:
        """Somebody does not come after all: a colleague takes the seat; else the place, or the meeting, is off."""
        with self.held():
            seat = self.seats.filter(user=user_id).first()
            if not self.is_live or (self.slot and self.slot.starts_at <= timezone.now()):
                return
            slot = self.slot
            companies = [
                company for company in (self.asker_id, self.asked_id) if not self.plan.people_of(company)[company]
            ]
            if companies:
                self.end(gettext("Nobody of one of the two companies comes to the event any more."))
                record("table_meeting.called_off", self)
            elif seat and slot:
                self.get_up()
                kind = "table_meeting.person_changed" if self.sit_down(slot) else "table_meeting.unplaced"
                record(kind, self)

    # -- how it went ------------------------------------------------------------------------------------------------

    def mark(self, attendance: str, by: Actor, missed_by: str = "") -> None:
        """It took place, or a side did not come: said by who keeps the calendar, or by the two; after its beginning."""
        with self.held(MeetingState.AGREED):
            require(can_call_off(by, self), _("Your role may not say how this meeting went."))
            if self.slot is None or self.slot.starts_at > timezone.now():
                raise Refused(gettext("It has not begun yet."))
            self.attendance, self.missed_by = attendance, missed_by if attendance == MeetingAttendance.MISSED else ""
            self.save(update_fields=["attendance", "missed_by", "updated_at"])
            record("table_meeting.marked", self, by=by)

    def tell_outcome(self, by: Actor, kind: str, words: str, value: Decimal | None, currency: str) -> "TableOutcome":
        """What came of it for the acting company; the other side does not read it, the steward's figures count it."""
        with self.held(MeetingState.AGREED):
            require(can_speak_in(by, self), _("Your role may not speak for your company here."))
            if self.slot is None or self.slot.starts_at > timezone.now():
                raise Refused(gettext("It has not begun yet."))
            said = {
                "kind": kind,
                "words": words,
                "value": value,
                "currency": currency if value else "",
                "user": by.user,
            }
            rows = TableOutcome._default_manager
            outcome, _is_new = rows.update_or_create(meeting=self, company=by.company, defaults=said)
            record("table_meeting.outcome_told", self, by=by)
        return outcome

    # -- what it is -------------------------------------------------------------------------------------------------

    @contextmanager
    def held(self, *states: str) -> Iterator[None]:
        """The plan's row locked and this one read anew. Raises WrongState when it is in none of `states`."""
        with self.plan.held():
            self.refresh_from_db()
            if states and self.state not in states:
                said = gettext("This was changed meanwhile: it is now “%(state)s”. Nothing was done twice.")
                raise WrongState(said % {"state": self.get_state_display()})
            yield

    @property
    def plan(self) -> MeetingPlan:
        return self.gathering.plan

    def require_turn(self, by: Actor) -> None:
        if not by.acts_for(self.asked_id if self.turn == MeetingSide.ASKED else self.asker_id):
            raise WrongState(gettext("It is the other side’s turn."))

    def require_ahead(self) -> None:
        if self.gathering.is_over or (self.slot and self.slot.ends_at <= timezone.now()):
            raise Refused(gettext("Its time has come. Say whether it took place."))

    def side_of(self, company_id: int | None) -> str:
        if company_id == self.asker_id:
            return str(MeetingSide.ASKER)
        return str(MeetingSide.ASKED) if company_id == self.asked_id else ""

    def partner_of(self, company_id: int | None) -> Company:
        return self.asked if company_id == self.asker_id else self.asker

    def person_of(self, side: str) -> User | None:
        return next((seat.user for seat in self.seats.all() if seat.side == side), None)

    @property
    def turn_company_id(self) -> int:
        return self.asked_id if self.turn == MeetingSide.ASKED else self.asker_id

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def has_begun(self) -> bool:
        return self.slot is not None and self.slot.starts_at <= timezone.now()


class TableSeat(models.Model):
    """A person at a table in a slot, for one side of a meeting."""

    meeting = models.ForeignKey(TableMeeting, models.CASCADE, related_name="seats")
    slot = models.ForeignKey(MeetingSlot, models.CASCADE, related_name="seats")
    side = models.CharField(max_length=5, choices=MeetingSide)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slot", "user"], name="table_seat_one_for_a_person"),
            models.UniqueConstraint(fields=["meeting", "side"], name="table_seat_one_for_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.slot_id}"


class TableOutcome(models.Model):
    """What came of a meeting, as one of the two companies says. `value` is what they hope for, in `currency`."""

    class Kind(models.TextChoices):
        NONE = "none", _("Nothing further")
        CONTACT = "contact", _("We stay in touch")
        SAMPLES = "samples", _("Samples or a visit")
        QUOTATION = "quotation", _("A quotation follows")
        DEAL = "deal", _("A deal")

    meeting = models.ForeignKey(TableMeeting, models.CASCADE, related_name="outcomes")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(_("what follows"), max_length=10, choices=Kind)
    words = models.TextField(_("in your words"), max_length=600, blank=True)
    value = models.DecimalField(_("value you hope for"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "company"], name="table_outcome_once")]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.kind}"


def meetings_held(community: "Community", start: datetime, end: datetime) -> TableMeetingQuerySet:
    """For the figures of a community: meetings at tables of its events that took place between two moments.

    A placed meeting counts when its time is over and nobody said that somebody was missing.
    """
    return TableMeeting.objects.filter(gathering__community=community).held_between(start, end)
