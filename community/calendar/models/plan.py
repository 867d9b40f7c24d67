"""The tables of an event: when talks of two companies begin there, and what each company seeks and offers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.calendar.models.gathering import NOT_YOURS, Gathering
from community.calendar.permissions import can_keep_gathering, can_meet
from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.states import locked

MOST_SLOTS, MOST_TABLES = 200, 200


class MeetingPlan(models.Model):
    """How an event's tables are used. Minutes are of a meeting and of the break after it.

    `windows` are pairs of moments (ISO 8601, UTC) between which meetings lie; the slots are made from them. Whoever
    takes a seat at a table holds the lock of this row; unique constraints have the last word.
    """

    gathering = models.OneToOneField(Gathering, models.CASCADE, related_name="plan")
    tables = models.PositiveIntegerField(_("tables"))
    slot_minutes = models.PositiveIntegerField(_("minutes of a meeting"))
    break_minutes = models.PositiveIntegerField(_("minutes between two meetings"), default=0)
    windows = models.JSONField(default=list)
    wish_by = models.DateTimeField(_("meetings are asked for until"), null=True, blank=True)
    placed_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("plan of meetings")
        verbose_name_plural = _("plans of meetings")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tables__gte=1, slot_minutes__gte=5), name="meeting_plan_has_tables"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gathering}"

    @classmethod
    def keep(cls, gathering: Gathering, by: Actor, **fields: Any) -> "MeetingPlan":
        """Set tables and times. Raises Refused where meetings have their places already and these would be lost."""
        with locked(gathering, Gathering.State.DRAFT, Gathering.State.PUBLISHED):
            require(can_keep_gathering(by, gathering), NOT_YOURS)
            plan = cls._default_manager.filter(gathering=gathering).first() or cls(gathering=gathering)
            before = plan.slot_spans() if plan.pk else []
            for name, value in fields.items():
                setattr(plan, name, value)
            spans = plan.slot_spans()
            if not spans or len(spans) > MOST_SLOTS:
                raise Refused(
                    gettext("Between one and %(n)s meetings must fit one after the other.") % {"n": MOST_SLOTS}
                )
            placed = gathering.table_meetings.placed()
            if placed.filter(table__gt=plan.tables).exists() or (spans != before and placed.exists()):
                raise Refused(gettext("Meetings have their tables and times already. Take them back first."))
            plan.save()
            if spans != before:
                plan.make_slots(spans)
            record("meeting_plan.kept", gathering, by=by)
        return plan

    def slot_spans(self) -> list[tuple[datetime, datetime]]:
        length, step = timedelta(minutes=self.slot_minutes), timedelta(minutes=self.slot_minutes + self.break_minutes)
        spans: list[tuple[datetime, datetime]] = []
        for start, end in self.windows:
            begin = datetime.fromisoformat(start)
            while begin + length <= datetime.fromisoformat(end) and len(spans) <= MOST_SLOTS:
                spans.append((begin, begin + length))
                begin += step
        return sorted(spans)

    def make_slots(self, spans: list[tuple[datetime, datetime]]) -> None:
        self.slots.all().delete()
        rows = [MeetingSlot(plan=self, number=n, starts_at=a, ends_at=b) for n, (a, b) in enumerate(spans, 1)]
        MeetingSlot._default_manager.bulk_create(rows)

    def shift(self, by: timedelta) -> None:
        """The event begins earlier or later: its tables do too; who meets whom stays as it is."""
        with self.held():
            self.windows = [[str(datetime.fromisoformat(one) + by) for one in pair] for pair in self.windows]
            self.save(update_fields=["windows", "updated_at"])
            self.slots.update(starts_at=models.F("starts_at") + by, ends_at=models.F("ends_at") + by)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else takes or leaves a seat meanwhile."""
        with locked(self):
            yield

    @property
    def takes_wishes(self) -> bool:
        until = self.wish_by or self.gathering.starts_at
        return self.gathering.is_published and until > timezone.now() and not self.gathering.has_begun

    def people_of(self, *companies: int) -> dict[int, list[User]]:
        """Who comes to the event for each of these companies (all, when none is named), in order of registration."""
        rows = self.gathering.registrations.going().select_related("user").order_by("queued_at", "pk")
        found: dict[int, list[User]] = {company: [] for company in companies}
        for one in rows.filter(company__in=companies) if companies else rows:
            found.setdefault(one.company_id, []).append(one.user)
        return found


class MeetingSlot(models.Model):
    """From when to when two people can sit at a table; numbered from 1 in the order of time."""

    plan = models.ForeignKey(MeetingPlan, models.CASCADE, related_name="slots")
    number = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="meeting_slot_number_once")]

    def __str__(self) -> str:
        return f"{self.number}: {self.starts_at:%H:%M}"


class TableProfileQuerySet(models.QuerySet["TableProfile"]):
    def visible_to(self, actor: Actor) -> "TableProfileQuerySet":
        """Those at events the actor may see; who has taken theirs back is in no list."""
        seen = Gathering.objects.visible_to(actor)
        return self.filter(gathering__in=seen, is_out=False, company__is_active=True)

    def narrowed(self, q: str = "") -> "TableProfileQuerySet":
        rows = self
        for word in q.split()[:8]:
            found = models.Q(company__name__icontains=word) | models.Q(seeks__icontains=word)
            rows = rows.filter(found | models.Q(offers__icontains=word))
        return rows


class TableProfile(models.Model):
    """What a company that comes seeks and offers, for those who might want to meet it."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="table_profiles")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    seeks = models.TextField(_("what you seek"), max_length=600, blank=True)
    offers = models.TextField(_("what you offer"), max_length=600, blank=True)
    is_out = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = TableProfileQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "company"], name="table_profile_once")]

    def __str__(self) -> str:
        return f"{self.company_id} at {self.gathering_id}"

    @classmethod
    def keep(cls, gathering: Gathering, by: Actor, seeks: str, offers: str) -> "TableProfile":
        """Say it for the acting company. Raises Refused for a company of which nobody comes."""
        with locked(gathering, Gathering.State.PUBLISHED):
            require(can_meet(by, gathering), _("Your role may not speak for your company here."))
            if not gathering.registrations.going().filter(company=by.company).exists():
                raise Refused(gettext("First register: somebody of your company has to come."))
            if not MeetingPlan._default_manager.filter(gathering=gathering).exists():
                raise Refused(gettext("There are no meetings at tables at this event."))
            said = {"seeks": seeks, "offers": offers, "is_out": False}
            profile, _is_new = cls.objects.update_or_create(gathering=gathering, company=by.company, defaults=said)
            record("table_profile.kept", gathering, by=by)
        return profile

    def take_back(self, by: Actor) -> None:
        """The company wants no further meetings; agreed ones stay until they are called off."""
        with locked(self):
            require(can_meet(by, self.gathering) and by.acts_for(self.company_id))
            self.is_out = True
            self.save(update_fields=["is_out"])
            record("table_profile.taken_back", self.gathering, by=by)


def plan_of(gathering: Gathering) -> MeetingPlan:
    """Raises Refused where the event has no tables."""
    plan = MeetingPlan._default_manager.filter(gathering=gathering).select_related("gathering__community").first()
    if plan is None:
        raise Refused(gettext("There are no meetings at tables at this event."))
    return plan


def require_wishes(plan: MeetingPlan) -> None:
    if not plan.takes_wishes:
        raise Refused(gettext("Meetings could be asked for until the deadline, which has passed."))


def require_taking_part(gathering: Gathering, *companies: int) -> None:
    found = TableProfile.objects.filter(gathering=gathering, company__in=companies, is_out=False)
    if found.filter(company__is_active=True).count() < 2:
        raise Refused(gettext("Both companies must have said what they seek and offer at this event."))
