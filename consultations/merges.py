"""What becomes of conversations when a company is taken into another."""

from django.db.models import Q
from django.utils.translation import gettext as _

from companies.merging import Moved, merges
from companies.models import Company
from consultations.models import (
    AutoReply,
    AutoReplySent,
    ChainEntry,
    DeskTag,
    Message,
    Pin,
    Reaction,
    ReadMark,
    ReportedTalk,
    Room,
    RoomDesk,
    RoomParty,
    TalkAllowance,
    TalkSuspension,
    TranslationConsent,
    enter,
)
from consultations.models.chain import named
from portal.core.actor import Actor
from portal.core.states import locked


@merges(
    "consultations",
    "consultations.roomparty.company",
    "consultations.roomparty.invited_by",
    "consultations.message.company",
    "consultations.readmark.company",
    "consultations.reaction.company",
    "consultations.pin.company",
)
def consultations(kept: Company, lost: Company) -> Moved:
    """Its rooms move with every word; one that the two had with each other stays as it was, and the kept one reads it.

    Where both talked with the same company about the same subject there are two rooms; the moved one stands beside.
    """
    RoomParty.objects.filter(invited_by=lost).update(invited_by=kept)
    asked = RoomParty.objects.filter(company=kept, first_number=None, room__parties__company=lost)
    RoomParty.objects.filter(pk__in=list(asked.values_list("pk", flat=True))).delete()
    theirs = RoomParty.objects.filter(company=kept).values("room_id")
    moving = list(Room.objects.filter(parties__company=lost).exclude(pk__in=theirs).order_by("pk"))
    keys = [room.pk for room in moving]
    parties = RoomParty.objects.filter(company=lost, room__in=keys).update(company=kept)
    Message.objects.filter(company=lost, room__in=keys).update(company=kept)
    ReadMark.objects.filter(company=lost, room__in=keys).update(company=kept)
    Reaction._default_manager.filter(company=lost, message__room__in=keys).update(company=kept)
    Pin._default_manager.filter(company=lost, room__in=keys).update(company=kept)
    for room in moving:
        name_anew(room, kept, lost)
        enter_merge(room, kept, lost)
    about_it = Room.objects.filter(subject_kind="company", subject_key=lost.slug).exclude(pk__in=keys)
    for room in about_it:
        name_anew(room, kept, lost)
    yield _("consultations"), parties


def enter_merge(room: Room, kept: Company, lost: Company) -> None:
    """What the transcript says of the company before stays under its name of then; this entry tells who it is now."""
    with locked(room):
        details = {"from": named(lost), "into": named(kept)}
        enter(room, ChainEntry.Kind.MERGED, Actor(company=kept), details=details)


@merges(
    "conversation desk",
    "consultations.roomdesk.company",
    "consultations.desktag.company",
    "consultations.autoreply.company",
    "consultations.autoreplysent.company",
)
def desk(kept: Company, lost: Company) -> Moved:
    """Tags are joined by their names; where both had a desk for a room, or an automatic reply, the kept one's stays."""
    names = {tag.name.casefold(): tag for tag in DeskTag.objects.filter(company=kept)}
    for tag in DeskTag.objects.filter(company=lost):
        if same := names.get(tag.name.casefold()):
            same.desks.add(*tag.desks.all())
            tag.delete()
    yield _("tags"), DeskTag.objects.filter(company=lost).update(company=kept)
    desks = RoomDesk._default_manager.filter(company=lost)
    desks.filter(room__in=RoomDesk._default_manager.filter(company=kept).values("room_id")).delete()
    yield _("assigned conversations"), desks.update(company=kept)
    if AutoReply._default_manager.filter(company=kept).exists():
        AutoReply._default_manager.filter(company=lost).delete()
    AutoReply._default_manager.filter(company=lost).update(company=kept)
    AutoReplySent._default_manager.filter(company=lost).delete()


@merges(
    "safety of consultations",
    "consultations.reportedtalk.company",
    "consultations.talksuspension.company",
    "consultations.talkallowance.company",
    "consultations.translationconsent.company",
)
def safety(kept: Company, lost: Company) -> Moved:
    """Reports and a right that was taken hold for the kept one; counts of the day and the consent are its own."""
    there = ReportedTalk.objects.filter(company=kept).values("room_id")
    ReportedTalk.objects.filter(company=lost).exclude(room__in=there).update(company=kept)
    yield _("suspended rights to talk"), TalkSuspension.objects.filter(company=lost).update(company=kept)
    TalkAllowance._default_manager.filter(company=lost).delete()
    TranslationConsent._default_manager.filter(company=lost).delete()


def name_anew(room: Room, kept: Company, lost: Company) -> None:
    """The pair and the subject as they are now; where that room is there already, with the room's own mark."""
    first = [part for part in room.pair.split(",") if part.isdigit()]  # between whom it began, whoever came later
    companies = sorted({kept.pk if int(part) == lost.pk else int(part) for part in first})
    room.pair = ",".join(map(str, companies))
    if (room.subject_kind, room.subject_key) == ("company", lost.slug):
        room.subject_key = kept.slug
    same = Q(subject_kind=room.subject_kind, subject_key=room.subject_key, pair=room.pair)
    if Room.objects.filter(same).exclude(pk=room.pk).exists():
        room.pair = f"{room.pair},room {room.pk}"
    room.save(update_fields=["pair", "subject_key"])
