"""What was shown of reported consultations is not kept longer than somebody may still ask about the decision."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from consultations.models import ShownPart
from portal.core.timed import every

KEPT_FOR = timedelta(days=180)


@every(hours=24)
def forget_shown_parts() -> None:
    """Half a year after the decision, or after the answer to an appeal, the copies of words go; the case stays."""
    before = timezone.now() - KEPT_FOR
    decided = Q(report__case__decided_at__lt=before, report__case__appealed_at=None)
    answered = Q(report__case__answered_at__lt=before)
    ShownPart._default_manager.filter(decided | answered).exclude(messages=[]).update(messages=[])
