"""What becomes of news when a company is taken into another."""

from companies.merging import Moved, merges
from companies.models import Company
from notifications.models import Notification


@merges("notifications", "notifications.notification.company")
def notifications(kept: Company, lost: Company) -> Moved:
    """Each stays its reader's; the company it is about is now the kept one. Nobody needs to be told how many."""
    Notification.objects.filter(company=lost).update(company=kept)
    yield from ()
