"""When e-mails go out, and what is thrown away.

At once: `notification.made` waits in the outbox for each notification. Later: `Notification.mail_at` says when; a timed
job hands over what is due, for each person one fact `digest.due`, in the transaction that takes the times away, so no
two relays hand over the same. Both handlers lock the notifications and commit the mark that the e-mail has gone out
together with the mark of the event. A relay that dies between the mail server's "yes" and that commit sends it again,
under the same Message-ID, which mail programs show once.
"""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from companies.models import User
from notifications.mail import send
from notifications.models import MailPreference, Notification, Rhythm, hours_of, mail_time
from notifications.recipients import still_concerns
from notifications.words import ALWAYS_MAILED
from portal.core.events import Event, record, subscribe
from portal.core.timed import every

PEOPLE = 500  # handed over by one run of the job; the rest by the next


@subscribe("notification.made")
def mail(event: Event) -> None:
    """The e-mail of one notification: now, or when its reader wants to be told; not, if it was read meanwhile."""
    notification = locked(Notification.objects.filter(pk=event.subject_id or 0)).first()
    if notification is None:
        return
    rhythms = MailPreference.rhythms_of(notification.user)
    at = time_of(notification, rhythms[notification.group])
    if at is None:
        return
    if at > timezone.now():
        notification.mail_at = at
        notification.save(update_fields=["mail_at"])
    else:
        send_to(notification.user, [notification], notification.ref)


def time_of(notification: Notification, rhythm: str) -> datetime | None:
    return mail_time(notification.group, rhythm, hours_of([notification.user_id])[notification.user_id], timezone.now())


@every(seconds=30)
def hand_over_digests() -> None:
    """Tell the outbox of each person for whom an e-mail is due, with the notifications that it is to tell of."""
    due = Notification.objects.due_for_mail()
    people = list(due.order_by("user_id").values_list("user_id", flat=True).distinct()[:PEOPLE])
    rows = due.filter(user__in=people).order_by("pk").select_for_update(of=("self",), skip_locked=True)
    collected: dict[int, list[int]] = {}
    for pk, user_id in rows.values_list("pk", "user_id"):
        collected.setdefault(user_id, []).append(pk)
    for user in User.objects.filter(pk__in=collected):
        record("digest.due", user, ids=collected[user.pk])
    Notification.objects.filter(pk__in=[pk for ids in collected.values() for pk in ids]).update(mail_at=None)


@subscribe("digest.due")
def digest(event: Event) -> None:
    """One e-mail of what has gathered, without what was read meanwhile or is no longer wanted; never an empty one."""
    rows = Notification.objects.filter(pk__in=event.payload.get("ids", []), user_id=event.subject_id or 0)
    notes = list(locked(rows).order_by("pk"))
    if not notes:
        return
    user = notes[0].user
    rhythms = MailPreference.rhythms_of(user)
    wanted = [note for note in notes if note.group in ALWAYS_MAILED or rhythms[note.group] != Rhythm.OFF]
    now = timezone.now()
    opens_at = hours_of([user.pk])[user.pk].open_from(now)
    if opens_at > now:  # the quiet hours were changed, or the relay stood still until they began
        Notification.objects.filter(pk__in=[note.pk for note in wanted]).update(mail_at=opens_at)
    else:
        send_to(user, wanted, f"D-{event.pk}")


def locked(rows: "QuerySet[Notification]") -> "QuerySet[Notification]":
    """Those that still wait for an e-mail, locked: whoever comes second finds them mailed."""
    waiting = rows.filter(mailed_at=None, read_at=None, user__is_active=True)
    return waiting.select_related("user", "company").select_for_update(of=("self",))


def send_to(user: User, notes: list[Notification], name: str) -> None:
    """Send what still concerns the person, as one e-mail of that name, and note that it has gone out."""
    actors = {note.company_id: user.actor_for(note.company.slug if note.company else None) for note in notes}
    theirs = [note for note in notes if still_concerns(note, actors[note.company_id])]
    if theirs and send(user, theirs, name):
        Notification.objects.filter(pk__in=[note.pk for note in theirs]).update(mailed_at=timezone.now())


@every(hours=24)
def forget_old_notifications() -> None:
    Notification.objects.past_keeping().delete()
