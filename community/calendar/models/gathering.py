"""An event of a community, from the draft to its end."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.calendar.models.rows import Audience as GatheringAudience
from community.calendar.models.rows import GatheringQuerySet
from community.calendar.models.rows import State as GatheringState
from community.calendar.permissions import can_keep_calendar, can_keep_gathering
from community.models.community import Community
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.private import private_files
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked
from portal.core.stored import keeps_files
from portal.core.zones import day_and_time, moment_of, wall_of

NOT_YOURS = _("Only who runs the community keeps its calendar.")
TOLD = (
    "starts_at",
    "ends_at",
    "zone",
    "place",
    "address",
    "country",
    "is_online",
    "link",
)  # calendars must learn these
COPIED = (
    *("kind", "title", "summary", "description", "languages", "audience", "zone", "place", "address", "country"),
    *("is_online", "link", "capacity", "company_limit", "fee", "questions"),
)
MOST_LETTERS, LETTERS_WITHIN = 3, timedelta(days=1)  # words to everybody who comes: more is a nuisance
FOUR_WEEKS = timedelta(weeks=4)


def gathering_ref() -> str:
    return new_ref("EV")


@keeps_files(_("Pictures of events"), owner="company_id")
class Gathering(models.Model):
    """Times are typed by the clock of `zone` and stored as moments in UTC; `starts_on` is the day by that clock.

    `seats_taken` counts who is coming, so that the database itself refuses one too many. `sequence` counts what
    calendars must learn anew (RFC 5545, 3.8.7.4). `settled_at` is when the present start was fixed, `told_day` and
    `told_hour` when its two reminders went out. `programme` is a list of rows with `day`, `at`, `title`, `speaker`,
    `company`; `fee` is said in words, nothing is paid here.
    """

    State = GatheringState
    Audience = GatheringAudience

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        SEMINAR = "seminar", _("Seminar")
        FAIR = "fair", _("Fair visit")
        MATCHMAKING = "matchmaking", _("Matchmaking")
        WEBINAR = "webinar", _("Webinar")

    ref = models.CharField(max_length=16, unique=True, editable=False, default=gathering_ref)
    community = models.ForeignKey(Community, models.CASCADE, related_name="gatherings")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MEETING)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("in one sentence"), max_length=200, blank=True)
    description = models.TextField(_("description"), max_length=8000, blank=True)
    programme = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    picture = models.FileField(upload_to="communities/events/", storage=private_files, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=GatheringState, default=GatheringState.DRAFT)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    starts_on = models.DateField(editable=False)
    zone = models.CharField(_("time zone"), max_length=64)
    place = models.CharField(_("place"), max_length=160, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    is_online = models.BooleanField(_("online"), default=False)
    link = models.URLField(_("link"), max_length=500, blank=True)
    audience = models.CharField(
        _("who may come"), max_length=8, choices=GatheringAudience, default=GatheringAudience.READERS
    )
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    company_limit = models.PositiveIntegerField(_("people of one company"), null=True, blank=True)
    register_by = models.DateTimeField(_("registration until"), null=True, blank=True)
    fee = models.CharField(_("fee"), max_length=200, blank=True)
    questions = models.JSONField(default=list, blank=True)
    seats_taken = models.PositiveIntegerField(default=0, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    settled_at = models.DateTimeField(default=timezone.now)
    told_day = models.DateTimeField(null=True)
    told_hour = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a community")
        verbose_name_plural = _("events of communities")
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="gathering_forward"),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(seats_taken__lte=models.F("capacity")),
                name="gathering_never_over_capacity",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity=None) | models.Q(capacity__gte=1), name="gathering_has_a_place"
            ),
            models.CheckConstraint(
                condition=~models.Q(place="") | models.Q(is_online=True), name="gathering_is_somewhere"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "ends_at"], name="gathering_of_community"),
            models.Index(fields=["starts_at"], name="gathering_ahead", condition=models.Q(state="published")),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("community:gathering", args=[self.community.slug, self.ref])

    # -- how it comes to be -----------------------------------------------------------------------------------------

    @classmethod
    def draft(cls, community: Community, by: Actor, **fields: Any) -> "Gathering":
        """A new one that only those see who keep the calendar; the same form sent twice gives the first one again."""
        with locked(community):
            require(can_keep_calendar(by, community), NOT_YOURS)
            since = timezone.now() - SAME_CLICK
            same = {"title": fields["title"], "starts_at": fields["starts_at"], "created_at__gt": since}
            if (twin := cls.objects.filter(community=community, user=by.user, **same).first()) is not None:
                return twin
            gathering = cls(community=community, user=by.user, company=by.company)
            gathering.take(fields)
            gathering.save()
            record("gathering.drafted", gathering, by=by)
        return gathering

    def copy(self, by: Actor) -> "Gathering":
        """A draft with the same words, some weeks later: the same day of the week at the same time of the clock."""
        shift = FOUR_WEEKS
        while self.starts_at + shift <= timezone.now():
            shift += FOUR_WEEKS
        fields = {name: getattr(self, name) for name in COPIED}
        fields |= {"starts_at": self.later(self.starts_at, shift), "ends_at": self.later(self.ends_at, shift)}
        days = {row["day"]: str(datetime.fromisoformat(row["day"]).date() + shift) for row in self.programme}
        fields["programme"] = [{**row, "day": days[row["day"]]} for row in self.programme]
        return Gathering.draft(self.community, by, **fields)

    def later(self, moment: datetime, shift: timedelta) -> datetime:
        """At the same time of the clock; where a change of clocks skips that, as long after."""
        return moment_of(wall_of(moment, self.zone) + shift, self.zone) or moment + shift

    def take(self, fields: dict[str, Any]) -> None:
        """Set the fields of a form; a picture is bytes of ours, kept under a name that nobody can guess."""
        picture = fields.pop("picture", None)
        for name, value in fields.items():
            setattr(self, name, value)
        self.starts_on = wall_of(self.starts_at, self.zone).date()
        if picture:
            self.picture.save(f"{secrets.token_hex(12)}.jpg", ContentFile(picture), save=False)

    def describe(self, by: Actor, **fields: Any) -> None:
        """Change it; who comes is told of another time or place, and who waits gets what became free."""
        with locked(self, GatheringState.DRAFT, GatheringState.PUBLISHED):
            require(can_keep_gathering(by, self), NOT_YOURS)
            self.require_ahead()
            capacity = fields.get("capacity", self.capacity)
            if capacity is not None and capacity < self.seats_taken:
                raise Refused(
                    gettext("%(n)s people are coming already: fewer places than that are not possible.")
                    % {"n": self.seats_taken}
                )
            before = {name: getattr(self, name) for name in TOLD}
            self.take(fields)
            changed = [name for name in TOLD if getattr(self, name) != before[name]]
            self.note(changed, before["starts_at"])
            self.save()
            record("gathering.changed", self, by=by)
            if changed and self.is_published:
                was = day_and_time(before["starts_at"], before["zone"])
                record("gathering.moved", self, by=by, changed=changed, was=was, sequence=self.sequence)
            self.move_up()

    def note(self, changed: list[str], start_before: datetime) -> None:
        if changed:
            self.sequence += 1
        if self.starts_at != start_before:
            self.settled_at, self.told_day, self.told_hour = timezone.now(), None, None
            plan = getattr(self, "plan", None)
            if plan:
                plan.shift(self.starts_at - start_before)

    def publish(self, by: Actor) -> None:
        """Draft → published: everybody who may come is told."""
        with locked(self, GatheringState.DRAFT):
            require(can_keep_gathering(by, self), NOT_YOURS)
            self.require_ahead()
            self.state, self.published_at, self.settled_at = GatheringState.PUBLISHED, timezone.now(), timezone.now()
            self.save(update_fields=["state", "published_at", "settled_at", "updated_at"])
            record("gathering.published", self, by=by)

    def cancel(self, reason: str, by: Actor) -> None:
        """Published → cancelled, with a reason that everybody is told who comes or waits."""
        with locked(self, GatheringState.PUBLISHED):
            require(can_keep_gathering(by, self), NOT_YOURS)
            self.require_ahead()
            self.state, self.reason, self.sequence = GatheringState.CANCELLED, reason, self.sequence + 1
            self.save(update_fields=["state", "reason", "sequence", "updated_at"])
            record("gathering.cancelled", self, by=by, sequence=self.sequence)

    def discard(self, by: Actor) -> None:
        """A draft goes for good."""
        with locked(self, GatheringState.DRAFT):
            require(can_keep_gathering(by, self), NOT_YOURS)
            record("gathering.discarded", self.community, by=by, title=self.title)
            self.delete()

    def invite(self, companies: Iterable[Company], by: Actor) -> int:
        """Companies that may come where only invited ones may; returns how many are new."""
        with locked(self, GatheringState.DRAFT, GatheringState.PUBLISHED):
            require(can_keep_gathering(by, self), NOT_YOURS)
            known = set(self.invitations.values_list("company_id", flat=True))
            fresh = [one for one in companies if one.pk not in known]
            for company in fresh:
                invitation = self.invitations.create(company=company)
                record("gathering.invited", invitation, by=by)
        return len(fresh)

    def uninvite(self, company: Company, by: Actor) -> None:
        """The invitation is taken back, and with it the places of that company's people."""
        with locked(self, GatheringState.DRAFT, GatheringState.PUBLISHED):
            require(can_keep_gathering(by, self), NOT_YOURS)
            self.require_ahead()
            self.invitations.filter(company=company).delete()
            record("gathering.uninvited", self, by=by, company=company.pk)
            for registration in self.registrations.live().filter(company=company).order_by("pk"):
                registration.lose()

    def write_to_all(self, body: str, by: Actor) -> "GatheringLetter":
        """Words to everybody who comes or waits. Raises Refused above three a day."""
        with locked(self, GatheringState.PUBLISHED, GatheringState.CANCELLED):
            require(can_keep_gathering(by, self), NOT_YOURS)
            recent = self.letters.filter(created_at__gt=timezone.now() - LETTERS_WITHIN)
            if (twin := recent.filter(body=body).first()) is not None:
                return twin
            if recent.count() >= MOST_LETTERS:
                raise Refused(gettext("That was written three times within a day: more letters are possible tomorrow."))
            letter = self.letters.create(body=body, user=by.user)
            record("gathering.told", self, by=by, letter=letter.pk)
        return letter

    # -- places -----------------------------------------------------------------------------------------------------

    def move_up(self) -> None:
        """Who waits longest gets each place that is free; the caller holds the lock of this row."""
        self.recount()
        while self.is_published and not self.has_begun and self.has_room:
            first = self.registrations.waiting().welcome().first()
            if first is None:
                return
            first.come()
            self.recount()

    def recount(self) -> None:
        self.seats_taken = self.registrations.going().count()
        self.save(update_fields=["seats_taken"])

    def welcomes(self, company_id: int | None) -> bool:
        """Whether people of that company may come at all."""
        if not (self.community.is_open or self.community.role_of(company_id)):
            return False
        if self.audience == GatheringAudience.INVITED:
            return self.invitations.filter(company_id=company_id or 0).exists()
        return self.audience == GatheringAudience.READERS or bool(self.community.role_of(company_id))

    # -- what it is -------------------------------------------------------------------------------------------------

    def require_ahead(self) -> None:
        if self.is_over:
            raise Refused(gettext("This event is over."))

    @property
    def has_room(self) -> bool:
        return self.capacity is None or self.seats_taken < self.capacity

    @property
    def places_left(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.seats_taken)

    @property
    def is_draft(self) -> bool:
        return self.state == GatheringState.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == GatheringState.PUBLISHED

    @property
    def is_cancelled(self) -> bool:
        return self.state == GatheringState.CANCELLED

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def closes_at(self) -> datetime:
        return self.register_by or self.starts_at

    @property
    def takes_registrations(self) -> bool:
        return self.is_published and self.closes_at > timezone.now()

    @property
    def starts_wall(self) -> datetime:
        return wall_of(self.starts_at, self.zone)

    @property
    def ends_wall(self) -> datetime:
        return wall_of(self.ends_at, self.zone)


class GatheringInvitation(models.Model):
    """A company that may come where only invited ones may."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="invitations")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "company"], name="gathering_invited_once")]

    def __str__(self) -> str:
        return f"{self.company_id} → {self.gathering_id}"


class GatheringLetter(models.Model):
    """What the steward wrote to everybody who comes or waits."""

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="letters")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    body = models.TextField(_("your words"), max_length=2000)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.gathering_id}: {self.body[:40]}"
