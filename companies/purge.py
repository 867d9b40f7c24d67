"""What was removed and not brought back goes for good."""

from datetime import timedelta

from django.db import transaction
from django.utils.timezone import now

from companies.models import Certificate
from portal.core.timed import every
from portal.core.uploads import forget_file

KEPT_FOR = timedelta(days=30)
AT_A_TIME = 200


@every(hours=6)
def purge_certificates() -> None:
    """Removed more than thirty days ago: the row, and the copy that was kept with it."""
    old = Certificate.with_removed.filter(removed_at__lt=now() - KEPT_FOR)
    with transaction.atomic():
        for certificate in old.select_for_update(skip_locked=True)[:AT_A_TIME]:
            forget_file(certificate.file)
            certificate.delete()
