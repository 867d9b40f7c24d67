"""What a person booked, wrote and signed in talks, and what ends with their account."""

from django.db.models import Q

from companies.account.personal import Rows, on_farewell, personal_data
from companies.models import User
from consultations.models import (
    Meeting,
    MeetingFeed,
    MeetingHours,
    MeetingPoint,
    MeetingTask,
    MinutesSignature,
    MinutesVersion,
)


@personal_data("talks")
def talks(user: User) -> Rows:
    """Theirs on either side; what was written by the other side is not among it."""
    rows = Meeting.objects.of_person(user.pk).for_cards().order_by("pk")
    for one in rows.iterator(chunk_size=1000):
        yield {
            "ref": one.ref,
            "about": one.title,
            "begins": one.starts_at,
            "ends": one.ends_at,
            "state": one.state,
            "for_company": (one.host_company if one.host_id == user.pk else one.guest_company).name,
            "topic": one.topic if one.guest_id == user.pk else "",
        }


@personal_data("talk_hours")
def hours(user: User) -> Rows:
    for one in MeetingHours.objects.filter(user=user).select_related("company").order_by("pk"):
        yield {
            "for_company": one.company.name,
            "is_open": one.is_open,
            "zone": one.zone,
            "week": {str(day): [str(window) for window in windows] for day, windows in one.week.items()},
            "how": one.where_kind,
            "where": one.where,
            "about": one.about,
        }


@personal_data("talk_notes")
def notes(user: User) -> Rows:
    """Points, minutes, signatures and tasks that they wrote or have."""
    for point in MeetingPoint._default_manager.filter(user=user).select_related("meeting").order_by("pk"):
        yield {"talk": point.meeting.ref, "kind": "point", "text": point.text, "at": point.created_at}
    for version in MinutesVersion._default_manager.filter(user=user).select_related("meeting").order_by("pk"):
        yield {"talk": version.meeting.ref, "kind": "minutes", "text": version.body, "at": version.created_at}
    signed = MinutesSignature._default_manager.filter(user=user).select_related("version__meeting").order_by("pk")
    for one in signed:
        yield {"talk": one.version.meeting.ref, "kind": "signature", "text": one.digest, "at": one.signed_at}
    tasks = MeetingTask.objects.filter(Q(by_user=user) | Q(owner=user)).select_related("meeting").order_by("pk")
    for task in tasks:
        yield {"talk": task.meeting.ref, "kind": "task", "text": task.text, "at": task.created_at}


@on_farewell
def forget(user: User) -> None:
    """Hours and address go; under minutes that are agreed the name stays, as partners must be able to prove them."""
    MeetingHours.objects.filter(user=user).delete()
    MeetingFeed._default_manager.filter(user=user).delete()
    MeetingTask.objects.filter(owner=user, done_at=None).update(owner=None)
    ahead = Meeting.objects.upcoming()
    ahead.filter(host=user).update(host=None)
    ahead.filter(guest=user).update(guest=None)
