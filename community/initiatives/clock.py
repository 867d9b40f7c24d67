"""What the clock reminds of: steps due in two days, outcomes that are due; and who has left the community."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from community.initiatives.models import Initiative, InitiativePartner, InitiativeStep, leave_for_good
from community.models import Community, CommunityMember
from portal.core.events import Event, record, subscribe
from portal.core.states import locked
from portal.core.timed import every

AHEAD = timedelta(days=2)
BATCH = 500


@every(hours=1)
def remind() -> None:
    """Each step once for each due day, each initiative once; the marks are set in the transaction of the facts."""
    today = timezone.localdate()
    due = InitiativeStep.objects.due_by(today + AHEAD).filter(due_on__gte=today - AHEAD)
    due = due.filter(Q(reminded_for=None) | ~Q(reminded_for=F("due_on"))).select_related("initiative")
    for step in due.order_by("due_on", "pk")[:BATCH]:
        InitiativeStep.objects.filter(pk=step.pk).update(reminded_for=step.due_on)
        record("initiative.step_due", step.initiative, step=step.pk, due_on=str(step.due_on))
    over = Initiative.objects.filter(state=Initiative.State.UNDER_WAY, ends_on__lte=today, outcome_asked_at=None)
    for initiative in over.order_by("ends_on", "pk")[:BATCH]:
        with locked(initiative):
            if initiative.state == Initiative.State.UNDER_WAY and initiative.outcome_asked_at is None:
                initiative.outcome_asked_at = timezone.now()
                initiative.save(update_fields=["outcome_asked_at"])
                record("initiative.outcome_due", initiative)


@every(hours=1)
def tidy() -> None:
    """Those whose place ended in a way that told nobody of it."""
    seats = CommunityMember.objects.active().filter(community=OuterRef("initiative__community"))
    places = InitiativePartner.objects.concerned().filter(initiative__in=Initiative.objects.live())
    gone = places.filter(~Exists(seats.filter(company=OuterRef("company"))))
    for community in Community.objects.filter(pk__in=gone.values("initiative__community"))[:BATCH]:
        leave_for_good(community)


@subscribe("membership.*")
def membership_changed(event: Event) -> None:
    """Who is no member any more has no part in what is still going on there."""
    rows = {CommunityMember._meta.label_lower: "members__pk", Community._meta.label_lower: "pk"}
    field = rows.get(event.subject_type)
    community = Community.objects.filter(**{field: event.subject_id or 0}).first() if field else None
    if community is not None and event.kind not in ("membership.asked", "membership.accepted"):
        leave_for_good(community)
