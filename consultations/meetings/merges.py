"""What becomes of booked talks when a company is taken into another."""

from django.db.models import Q
from django.utils.translation import gettext as _

from companies.merging import Moved, merges
from companies.models import Company
from consultations.models import Meeting, MeetingHours, MeetingPoint, MeetingTask, MinutesSignature, MinutesVersion

FIELDS = [f"consultations.meeting.{name}" for name in ("host_company", "guest_company", "ended_by")]
FIELDS += [f"consultations.minutessignature.{name}" for name in ("company", "withdrawn_by")]
FIELDS += [f"consultations.meetingtask.{name}" for name in ("company", "by_company")]


@merges(
    "booked talks",
    *FIELDS,
    "consultations.meetinghours.company",
    "consultations.meetingpoint.company",
    "consultations.minutesversion.company",
)
def talks(kept: Company, lost: Company) -> Moved:
    """All move with what was written and signed, but those that the two had with each other: they stay as they were."""
    between = Q(host_company=kept, guest_company=lost) | Q(host_company=lost, guest_company=kept)
    mine = Meeting.objects.filter(Q(host_company=lost) | Q(guest_company=lost)).exclude(between)
    keys = list(mine.values_list("pk", flat=True))
    for side in ("host_company", "guest_company", "ended_by"):
        Meeting.objects.filter(pk__in=keys, **{side: lost}).update(**{side: kept})
    MeetingPoint._default_manager.filter(meeting__in=keys, company=lost).update(company=kept)
    MinutesVersion._default_manager.filter(meeting__in=keys, company=lost).update(company=kept)
    signatures = MinutesSignature._default_manager.filter(version__meeting__in=keys)
    signatures.filter(company=lost).update(company=kept)
    signatures.filter(withdrawn_by=lost).update(withdrawn_by=kept)
    for side in ("company", "by_company"):
        MeetingTask.objects.filter(meeting__in=keys, **{side: lost}).update(**{side: kept})
    yield _("booked talks"), len(keys)
    own = MeetingHours.objects.filter(company=kept).values("user_id")
    MeetingHours.objects.filter(company=lost, user__in=own).delete()
    yield _("hours for talks"), MeetingHours.objects.filter(company=lost).update(company=kept)
    MeetingHours.tell_company(kept.pk)
