"""Who takes part in a consultation, from which message on, and how far each person has read."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from consultations.live import presence
from consultations.live.unread import forget_counts
from consultations.models.chain import ChainEntry, enter, named, opening
from consultations.models.sight import Sight, Span
from consultations.permissions import can_answer_invitation, can_open_room, can_remove_party, can_speak
from consultations.safety.barriers import check_may_open
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.live import push
from portal.core.permissions import Refused, require
from portal.core.states import locked

if TYPE_CHECKING:
    from consultations.models.room import Room

MOST_PARTIES = 50  # that take part or are invited
PEACE = timedelta(days=7)  # for which a company that declined is not asked into the same room again
Kind = ChainEntry.Kind


class RoomPartyQuerySet(models.QuerySet["RoomParty"]):
    def visible_to(self, actor: Actor) -> "RoomPartyQuerySet":
        """The acting company's own places: where it takes part, took part, or is invited."""
        return self.filter(company_id=actor.company_id) if actor.company else self.none()

    def here(self) -> "RoomPartyQuerySet":
        return self.filter(state=RoomParty.State.HERE)

    def invited(self) -> "RoomPartyQuerySet":
        return self.filter(state=RoomParty.State.INVITED)


class RoomParty(models.Model):
    """A company in a room; its people come and go with their memberships.

    It sees the messages `first_number` to `last_number` (none: as long as it takes part) and those of its `earlier`
    stays, lists of four numbers as in `Span`; without a `first_number` it has never been in. See models/sight.py.
    """

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        HERE = "here", _("Takes part")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Invitation withdrawn")
        LEFT = "left", _("Left")
        REMOVED = "removed", _("Removed")

    room = models.ForeignKey("consultations.Room", models.CASCADE, related_name="parties")
    company = models.ForeignKey(Company, models.CASCADE, related_name="rooms")
    state = models.CharField(max_length=10, choices=State, default=State.HERE)
    has_opened = models.BooleanField(default=False)
    invited_by = models.ForeignKey(Company, models.SET_NULL, null=True, related_name="+")
    inviter = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    shows_earlier = models.BooleanField(default=False)  # the invitation: with what was said before
    first_number = models.PositiveIntegerField(null=True, default=1)
    last_number = models.PositiveIntegerField(null=True)
    first_seq = models.PositiveIntegerField(null=True, default=1)
    last_seq = models.PositiveIntegerField(null=True)
    earlier = models.JSONField(default=list)
    delivered_number = models.PositiveIntegerField(default=0)  # up to which a page or a socket of it has had them
    joined_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)  # left, removed, declined, withdrawn

    objects = RoomPartyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["room", "company"], name="room_party_once"),
            models.CheckConstraint(
                condition=Q(state="here", first_number__isnull=False, last_number=None)
                | (
                    ~Q(state="here")
                    & (Q(first_number=None, last_number=None) | Q(first_number__lte=F("last_number") + 1))
                ),
                name="room_party_sees_a_part",
            ),
            models.CheckConstraint(
                condition=Q(first_number=None, first_seq=None) | Q(first_number__gte=1, first_seq__gte=1),
                name="room_party_part_has_entries",
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["company"], name="room_party_invited", condition=Q(state="invited"))
        ]

    def __str__(self) -> str:
        return str(self.company)

    @property
    def is_here(self) -> bool:
        return self.state == self.State.HERE

    @property
    def is_invited(self) -> bool:
        return self.state == self.State.INVITED

    @property
    def was_in(self) -> bool:
        """Whether it takes part or ever did."""
        return self.first_number is not None

    @property
    def sight(self) -> Sight:
        return sight_from(self.first_number, self.last_number, self.first_seq, self.last_seq, self.earlier, self.state)

    # -- several companies --------------------------------------------------------------------------------------

    @classmethod
    def invite(cls, room: "Room", company: Company, by: Actor, shows_earlier: bool = False) -> "RoomParty":
        """Ask another company in. The same one again gives the invitation that is open.

        Raises PermissionDenied for who may not speak here, and Refused when the company takes part already, when it
        declined or was removed, and when there are fifty.
        """
        with locked(room):
            require(can_speak(by, room), _("You may read this consultation, not invite anybody to it."))
            party = room.parties.select_related("company").filter(company=company).first()
            if party and party.is_invited:
                return party
            check_may_open(by, [by.company_id, company.pk])
            cls.require_askable(room, company, party, by)
            party = party or cls(room=room, company=company, first_number=None, first_seq=None)
            party.state, party.ended_at = cls.State.INVITED, None
            party.invited_by, party.inviter, party.shows_earlier = by.company, by.user, shows_earlier
            party.save()
            party.tell(Kind.INVITED, by, company=named(company), shows_earlier=shows_earlier)
            record("room.invited", party, by=by, company=company.pk)
        return party

    @classmethod
    def require_askable(cls, room: "Room", company: Company, party: "RoomParty | None", by: Actor) -> None:
        name = {"company": company.name}
        if not company.is_active:
            raise Refused(_("%(company)s cannot be invited now.") % name)
        if party and party.is_here:
            raise Refused(_("%(company)s takes part already.") % name)
        if party and party.state == cls.State.DECLINED and party.ended_at and party.ended_at > timezone.now() - PEACE:
            raise Refused(_("%(company)s declined a few days ago. Give it a week before you ask again.") % name)
        if party and party.state == cls.State.REMOVED and not can_remove_party(by, party):
            raise Refused(_("%(company)s was removed: only who opened this or invited it may ask it back.") % name)
        if room.parties.filter(state__in=[cls.State.HERE, cls.State.INVITED]).count() >= MOST_PARTIES:
            raise Refused(_("Up to %(most)s companies take part in one consultation.") % {"most": MOST_PARTIES})

    def accept(self, by: Actor) -> None:
        """The invited company comes in, and sees what follows, or what its inviter sees."""
        with locked(self.room), locked(self, self.State.INVITED):
            require(can_answer_invitation(by, self), _("Your role may not answer this invitation."))
            inviter = self.room.parties.here().filter(company=self.invited_by_id).first()
            is_shown = self.shows_earlier and inviter is not None
            self.come_in(by, inviter if is_shown else None)
            record("room.joined", self, by=by)

    def come_in(self, by: Actor, like: "RoomParty | None" = None) -> None:
        """Begin a stay with the next message, or with the first one that `like` sees; both rows are locked."""
        before = self.sight.spans
        first = like.first_number if like and like.first_number else self.room.last_number + 1
        entry = self.tell(Kind.JOINED, by, **opening(self.room), sees_from=first)
        first_seq = like.first_seq if like and like.first_seq else entry.seq
        self.earlier = [list(span) for span in before if span.first < first]
        self.first_number, self.last_number, self.first_seq, self.last_seq = first, None, first_seq, None
        self.state, self.joined_at, self.ended_at = self.State.HERE, timezone.now(), None
        self.save()

    def decline(self, by: Actor) -> None:
        with locked(self.room), locked(self, self.State.INVITED):
            require(can_answer_invitation(by, self), _("Your role may not answer this invitation."))
            self.turn(self.State.DECLINED)
            self.tell(Kind.DECLINED, by)
            record("room.invitation_declined", self, by=by)

    def leave(self, by: Actor) -> None:
        """The company goes. It keeps reading what was said until now; what it asked others into is withdrawn."""
        with locked(self.room), locked(self, self.State.HERE):
            require(can_speak(by, self.room) and by.acts_for(self.company_id), _("Your role may not leave for it."))
            self.end(self.State.LEFT, self.tell(Kind.LEFT, by))
            record("room.left", self, by=by)
            self.withdraw_what_it_asked(by)

    def remove(self, by: Actor) -> None:
        """A party goes at once, or an invitation is taken back: by who opened the room or invited that company."""
        with locked(self.room), locked(self, self.State.HERE, self.State.INVITED):
            require(can_remove_party(by, self), _("Only who opened this or invited that company may remove it."))
            if self.is_invited:
                self.turn(self.State.WITHDRAWN)
                self.tell(Kind.WITHDRAWN, by, company=named(self.company))
                return
            self.end(self.State.REMOVED, self.tell(Kind.REMOVED, by, company=named(self.company)))
            record("room.party_removed", self, by=by, company=self.company_id)
            self.withdraw_what_it_asked(by)

    def come_back(self, by: Actor) -> None:
        """Who left by its own will and speaks to the same companies again comes in again; others change nothing."""
        with locked(self.room), locked(self):
            if self.state == self.State.LEFT and can_open_room(by) and by.acts_for(self.company_id):
                self.come_in(by)
                record("room.joined", self, by=by)

    def end(self, state: str, entry: ChainEntry) -> None:
        """The stay ends with the newest message and with this entry."""
        self.state, self.ended_at = state, timezone.now()
        self.last_number, self.last_seq = self.room.last_number, entry.seq
        self.save()

    def turn(self, state: str) -> None:
        """Of an invitation: it becomes what it is now; an earlier stay stays what it was."""
        self.state, self.ended_at = state, timezone.now()
        self.save(update_fields=["state", "ended_at"])

    def withdraw_what_it_asked(self, by: Actor) -> None:
        for party in self.room.parties.invited().filter(invited_by=self.company_id).select_related("company"):
            party.room = self.room
            party.turn(self.State.WITHDRAWN)
            party.tell(Kind.WITHDRAWN, by, company=named(party.company))

    def tell(self, kind: str, by: Actor, **details: Any) -> ChainEntry:
        """Enter it into the transcript, after which message, and show it in open tabs; the room is locked."""
        return tell(self.room, kind, by, **details)


def tell(room: "Room", kind: str, by: Actor, **details: Any) -> ChainEntry:
    entry = enter(room, kind, by, details={**details, "after": room.last_number})
    push(room.group, "circle.changed", seq=entry.seq)
    return entry


def sight_from(
    first: int | None, last: int | None, first_seq: int | None, last_seq: int | None, earlier: Any, state: str
) -> Sight:
    spans = [Span(*span) for span in earlier or ()]
    if first is not None and first_seq is not None:
        spans.append(Span(first, last, first_seq, last_seq))
    return Sight(tuple(spans), state == RoomParty.State.HERE)


class ReadMark(models.Model):
    """How far a person has read in a room, and for which company."""

    room = models.ForeignKey("consultations.Room", models.CASCADE, related_name="read_marks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, null=True, related_name="+")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["room", "user"], name="read_mark_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.number}"


class RoomMute(models.Model):
    """A person who wants to be told nothing of a room; what they have not read is still counted in the inbox."""

    room = models.ForeignKey("consultations.Room", models.CASCADE, related_name="mutes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["room", "user"], name="room_mute_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.room_id}"

    @classmethod
    def choose(cls, room: "Room", by: Actor, is_on: bool) -> None:
        """For the person alone, whatever their role; staff who look as somebody change nothing."""
        if is_on:
            cls._default_manager.get_or_create(room=room, user=by.user)
        else:
            cls._default_manager.filter(room=room, user=by.user).delete()
        forget_counts([by.company_id])


class PresenceChoice(models.Model):
    """Without a row others see when the person is here (live/presence.py); with one it is their choice."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presence_choice")
    is_shown = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.is_shown}"

    @classmethod
    def is_shown_for(cls, user: Any) -> bool:
        return not cls._default_manager.filter(user=user, is_shown=False).exists()

    @classmethod
    def choose(cls, user: Any, is_shown: bool) -> None:
        cls._default_manager.update_or_create(user=user, defaults={"is_shown": is_shown})
        if not is_shown:
            presence.forget(user.pk)
