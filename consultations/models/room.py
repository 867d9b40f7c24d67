"""Consultations between companies about one subject: a company, a product, an offer, an inquiry."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.db.models.functions import Coalesce, Left, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.models import Company, User
from companies.permissions import POWERS
from consultations.live.unread import forget_counts
from consultations.models.beside import NOTHING, Beside, forget, written
from consultations.models.chain import ChainEntry, enter
from consultations.models.message import Message, MessageQuerySet, require_words
from consultations.models.posting import Ground, Saying, say_together
from consultations.models.sight import NEWEST, Sight, unread_after
from consultations.models.taking_part import ReadMark, RoomMute, RoomParty, sight_from, tell
from consultations.permissions import can_open_room, can_speak
from consultations.safety.barriers import check_may_open
from consultations.safety.pace import take_room
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.live import push
from portal.core.permissions import Refused, require
from portal.core.prepared import PreparedChange, together
from portal.core.refs import new_ref
from portal.core.states import locked
from portal.core.subjects import KINDS

EXCERPT = 160
ASKED_AGAIN = timedelta(days=1)  # before which the same colleague is not asked for help a second time
SEES = {
    "first": "first_number",
    "last": "last_number",
    "first_seq": "first_seq",
    "last_seq": "last_seq",
    "earlier": "earlier",
    "state": "state",
    "as": "company_id",
}


class RoomQuerySet(models.QuerySet["Room"]):
    def visible_to(self, actor: Actor) -> "RoomQuerySet":
        """Rooms in which the acting company is or was a party; nobody else knows that they exist.

        Each with what the company sees of it (`sees_first` …), for `sight_of` and the expressions of models/sight.py.
        """
        if actor.company is None:
            return self.none()
        own = models.FilteredRelation("parties", condition=models.Q(parties__company_id=actor.company_id))
        seen = {f"sees_{name}": models.F(f"own__{column}") for name, column in SEES.items()}
        return self.annotate(own=own, **seen).filter(own__first_number__isnull=False)

    def inviting(self, actor: Actor) -> "RoomQuerySet":
        """Rooms that the acting company is asked into and has not answered yet."""
        if actor.company is None:
            return self.none()
        return self.filter(pk__in=RoomParty.objects.visible_to(actor).invited().values("room"))

    def for_cards(self) -> "RoomQuerySet":
        return self.prefetch_related("parties__company", "parties__invited_by")

    def for_list(self, actor: Actor) -> "RoomQuerySet":
        """Newest first, each with `unread` of this person and the start, author and company of its last message.

        On rows of `visible_to(actor)`: the last message is the last that its company sees, `newest_at` the time of it.
        """
        mark = ReadMark.objects.filter(room=models.OuterRef("pk"), user_id=actor.user_id).values("number")[:1]
        last = Message.objects.filter(room=models.OuterRef("pk"), number=models.OuterRef("newest"))
        last = last.filter(number__gte=models.OuterRef("sees_first"))
        gone = models.When(deleted_at__isnull=False, then=models.Value(gettext("This message was deleted.")))
        files = models.When(body="", then=models.Value(gettext("Files")))
        start = models.Case(gone, files, default=Left("body", EXCERPT), output_field=models.TextField())
        return (
            self.for_cards()
            .annotate(
                newest=NEWEST,
                newest_at=models.Case(
                    models.When(sees_last=None, then=models.F("last_message_at")), default=models.F("own__ended_at")
                ),
                unread=unread_after(Coalesce(models.Subquery(mark), 0)),
                is_muted=models.Exists(
                    RoomMute._default_manager.filter(room=models.OuterRef("pk"), user_id=actor.user_id)
                ),
                last_words=models.Subquery(last.annotate(start=start).values("start")[:1]),
                last_author=models.Subquery(last.values("user__name")[:1]),
                last_user_id=models.Subquery(last.values("user_id")[:1]),
            )
            .order_by("-newest_at", "-id")
        )

    def matching(self, q: str) -> "RoomQuerySet":
        """Of rows of `visible_to`, those whose subject, reference or companies have `q` in their names.

        Who came after the company had left is not found by, as it is not shown.
        """
        if not q:
            return self
        named = RoomParty.objects.filter(
            models.Q(company__name__icontains=q) | models.Q(company__local_name__icontains=q),
            room=models.OuterRef("pk"),
            first_number__gte=1,
            joined_at__lte=Coalesce(models.OuterRef("own__ended_at"), Now()),
        )
        return self.filter(models.Q(title__icontains=q) | models.Q(ref__iexact=q) | models.Q(models.Exists(named)))


class Room(models.Model):
    """A consultation. `last_number` is the number of its newest message: the order that everybody sees."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    subject_kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=90)
    title = models.CharField(_("about"), max_length=300)
    pair = models.CharField(max_length=60, editable=False)
    last_number = models.PositiveIntegerField(default=0)
    last_change = models.PositiveIntegerField(default=0)  # how often a message in it was changed
    last_message_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now)

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_key", "pair"], name="room_once_per_pair")
        ]
        indexes = [models.Index(fields=["-last_message_at", "-id"], name="room_newest")]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("consultations:room", args=[self.ref])

    @property
    def group(self) -> str:
        """The channels group of its sockets."""
        return f"room.{self.pk}"

    @classmethod
    def open_about(cls, kind: str, subject: Any, by: Actor) -> "Room":
        """The room of these companies about this subject, made if it is not there yet.

        Raises PermissionDenied for a role that may not talk, and Refused when there is no other company to talk to,
        when its name is not to be known, and for a new room where a block stands or the day's share is used up.
        """
        require(can_open_room(by), _("Your role may not start a consultation."))
        require_named(subject, by)
        known = KINDS[kind]
        companies = sorted({*known.parties(subject), by.company_id})
        if len(companies) < 2:
            raise Refused(_("This belongs to your own company: there is nobody to talk to."))
        key = str(getattr(subject, known.key))
        with transaction.atomic():
            room, is_new = cls.objects.get_or_create(
                subject_kind=kind,
                subject_key=key,
                pair=",".join(map(str, companies)),
                defaults={"ref": new_ref("T"), "title": subject.subject_title[:300]},
            )
            if is_new:
                check_may_open(by, companies)
                take_room(by.company)
                RoomParty.objects.bulk_create(
                    [RoomParty(room=room, company_id=pk, has_opened=by.acts_for(pk)) for pk in companies]
                )
                enter(room, ChainEntry.Kind.OPENED, by)
                record("room.opened", room, by=by)
        own = None if is_new else room.parties.filter(company=by.company, state=RoomParty.State.LEFT).first()
        if own is not None:
            own.come_back(by)
        return room

    # -- who sees what ------------------------------------------------------------------------------------------

    def sight_of(self, actor: Actor) -> Sight:
        """What the acting company sees of it; no query for a room that came from `visible_to(actor)`."""
        if actor.company is None:
            return Sight()
        if getattr(self, "sees_as", None) == actor.company_id:
            row: Any = self
            values = (row.sees_first, row.sees_last, row.sees_first_seq, row.sees_last_seq)
            return sight_from(*values, row.sees_earlier, row.sees_state)
        party = self.parties.filter(company_id=actor.company_id).first()
        return party.sight if party else Sight()

    def messages_for(self, actor: Actor) -> MessageQuerySet:
        """The messages that the acting company sees. Whoever reads messages of a room for somebody begins here."""
        return self.messages.filter(self.sight_of(actor).messages)

    def pins_for(self, actor: Actor) -> Any:
        """What was pinned, of the messages that the acting company sees."""
        seen = self.messages_for(actor).values("pk")
        people = ("user", "company", "message__user", "message__company", "message__room")
        return self.pins.filter(message__in=seen).select_related(*people)

    def parties_for(self, actor: Actor) -> list[RoomParty]:
        """Who takes part or did, and who is invited, as far as the acting company may know.

        Who has gone knows those who were there with it, and nobody who came later.
        """
        parties = list(self.parties.all())
        own = next((party for party in parties if actor.acts_for(party.company_id)), None)
        if own is None:
            return []
        if own.is_here:
            return [party for party in parties if party.was_in or party.is_invited]
        return [party for party in parties if party.was_in and party.joined_at <= (own.ended_at or own.joined_at)]

    def other_companies(self, actor: Actor) -> list[Company]:
        """With whom the acting company talks here; if all have gone, with whom it talked."""
        others = [one for one in self.parties_for(actor) if not actor.acts_for(one.company_id) and one.was_in]
        here = [one.company for one in others if one.is_here]
        return here or [one.company for one in others]

    def ask_for_help(self, person: User, by: Actor) -> None:
        """Pull a colleague in: they are told, and everybody sees it. Raises Refused for who does not talk for it."""
        with locked(self):
            require(can_speak(by, self), _("You may read this consultation, not ask anybody in."))
            roles = [role for role, powers in POWERS.items() if "talk" in powers]
            if not person.is_active or not person.memberships.filter(company=by.company, role__in=roles).exists():
                raise Refused(_("This person does not write for your company now."))
            recent = self.chain.filter(kind=ChainEntry.Kind.ASKED, at__gt=timezone.now() - ASKED_AGAIN)
            if recent.filter(company_number=by.company_id, details__person=str(person)[:300]).exists():
                raise Refused(_("%(person)s was asked today already.") % {"person": person})
            tell(self, ChainEntry.Kind.ASKED, by, person=str(person)[:300])
            record("room.help_asked", self, by=by, to=person.pk)

    # -- what is said -------------------------------------------------------------------------------------------

    def post(self, body: str, by: Actor, client_id: uuid.UUID | None = None, beside: Beside = NOTHING) -> Message:
        """Store a message and then push it. The same `client_id` sent again gives the stored one, pushed to nobody.

        Raises PermissionDenied for someone who may not speak here, Refused for an empty or over-long body, where a
        block or a measure of staff stands (barriers.py), and past what the company may say (pace.py).
        """
        require_words(body, may_be_empty=not beside.is_empty)
        client_id = client_id or uuid.uuid4()
        if beside.papers:  # nothing is written for who may not speak; under the lock it is asked again
            require(can_speak(by, self), _("You may read this consultation, not write in it."))
        saying = Saying(self, by, body, client_id, beside, written(beside.papers, by))
        try:
            say_together([saying])
            if saying.problem is not None:
                raise saying.problem
        finally:
            if not saying.is_new:  # whatever happened: it goes on as it is, and files of a message not stored go
                forget(saying.files)
        return saying.message  # type: ignore[return-value]  # there is one where there is no problem

    def append(self, body: str, by: Actor, client_id: uuid.UUID) -> Message:
        """Store what is said by nobody in the company's name; the room's row is locked by the caller."""
        saying = Saying(self, by, body, client_id, is_automatic=True)
        ground = Ground([saying])
        ground.number(saying)
        ground.store([saying])
        return saying.message  # type: ignore[return-value]  # it was just numbered

    def answered(self, number: int | None, by: Actor) -> Message | None:
        """The message that is replied to; raises Refused when the actor sees none of that number."""
        if number is None:
            return None
        found: Message | None = self.messages_for(by).select_related("user", "company").filter(number=number).first()
        if found is None:
            raise Refused(_("The message that you reply to is not here."))
        return found

    def mark_read(self, by: Actor, number: int) -> None:
        """Remember that this person has read up to `number`; it never goes back."""
        sight = self.sight_of(by)
        number = sight.newest(min(number, self.last_number))
        if not sight.has(number):
            return
        with transaction.atomic():
            mark, is_new = self.read_marks.get_or_create(
                user=by.user, defaults={"number": number, "company": by.company}
            )
            newer = ReadMark.objects.filter(pk=mark.pk, number__lt=number)
            if is_new or newer.update(number=number, company=by.company):
                forget_counts([by.company_id])
                push(self.group, "room.read", user=by.user_id, company=by.company_id, number=number)

    def mark_delivered(self, by: Actor, number: int) -> None:
        """Remember that a page or a socket of the company has had the messages up to `number`."""
        mark_all_delivered([(self, by, number)])

    def delivered_to_others(self, actor: Actor) -> int:
        """Up to which number some other side has got the messages; on a room of `for_cards` without a query."""
        others = [one.delivered_number for one in self.parties.all() if not actor.acts_for(one.company_id)]
        return self.sight_of(actor).newest(max(others, default=0))

    def unread_for(self, actor: Actor) -> int:
        """How many messages that this person sees came after what they have read or said last."""
        mark = self.read_marks.filter(user_id=actor.user_id).values_list("number", flat=True).first() or 0
        return self.sight_of(actor).unread(self.last_number, mark)

    def read_by_others(self, actor: Actor) -> int:
        """Up to which number somebody of another company has read."""
        marks = self.read_marks.exclude(company_id=actor.company_id)
        number = marks.aggregate(number=models.Max("number"))["number"] or 0
        return self.sight_of(actor).newest(number)


def delivered(room: int, company: int, number: int) -> tuple["models.QuerySet[RoomParty]", dict[str, int]]:
    behind = RoomParty.objects.here().filter(room=room, company=company, delivered_number__lt=number)
    return behind, {"delivered_number": number}


DELIVERED = PreparedChange(delivered)


def mark_all_delivered(got: Iterable[tuple[Room, Actor, int]]) -> None:
    """`Room.mark_delivered` for several at once, always in the same order: no two of them wait for each other."""
    found = (((room.pk, by.company_id, room.sight_of(by).newest(number)), room) for room, by, number in got)
    marks = sorted(found, key=lambda mark: mark[0])
    marks = [mark for mark in marks if mark[0][2]]
    asked = [DELIVERED.asked(room=room, company=company, number=number) for (room, company, number), _room in marks]
    for answer, ((_pk, company, number), room) in zip(together(*asked), marks, strict=True):
        if answer.count:
            push(room.group, "room.delivered", company=company, number=number)


def require_named(subject: Any, by: Actor) -> None:
    """A consultation shows who takes part: raises Refused when the subject's company wishes not to be named."""
    names_company_to = getattr(subject, "names_company_to", None)
    if names_company_to is not None and not names_company_to(by):
        raise Refused(_("This company stays unnamed until it answers. Send an inquiry instead."))
