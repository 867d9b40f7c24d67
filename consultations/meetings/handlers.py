"""Who leaves a company, or only looks from now on, is booked for it no more."""

from consultations.models import Meeting, MeetingHours, MeetingTask, people_to_talk
from portal.core.events import Event, record, subscribe


@subscribe("membership.ended", "membership.role_changed")
def free_talks_and_tasks(event: Event) -> None:
    """Their hours close; talks ahead and open tasks are their colleagues' to give to somebody."""
    company, user = event.payload.get("company") or event.company_id or 0, event.payload.get("user") or 0
    if people_to_talk(company).filter(pk=user).exists():
        return
    MeetingHours.objects.filter(company=company, user=user).delete()
    MeetingTask.objects.filter(company=company, owner=user, done_at=None).update(owner=None)
    for side in Meeting.Side.values:
        for meeting in Meeting.objects.upcoming().filter(**{side: user, f"{side}_company": company}).order_by("pk"):
            rows = Meeting.objects.live().filter(pk=meeting.pk, **{side: user})
            if rows.update(**{side: None}):
                record("meeting.person_left", meeting, side=side)
