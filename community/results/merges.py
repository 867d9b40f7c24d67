"""What becomes of stays and consents when a company is taken into another."""

from django.utils.translation import gettext as _

from community.models import FiguresConsent, Stay
from companies.merging import Moved, merges, move_rows
from companies.models import Company


@merges("community_results", "community.stay.company", "community.figuresconsent.company")
def results(kept: Company, lost: Company) -> Moved:
    """The open stay of the one in both goes on; a consent is of the company that gave it, and does not pass over."""
    both = Stay.objects.filter(company=kept, left_at=None).values("community_id")
    rows = Stay.objects.filter(company=lost)
    clashing = rows.filter(left_at=None, community_id__in=both).values_list("pk", flat=True)
    yield _("times in communities"), move_rows(rows, "company", kept, clashing=clashing)
    consents = FiguresConsent.objects.filter(company=lost)
    open_ones = consents.filter(withdrawn_at=None).values_list("pk", flat=True)
    yield _("consents to be named in results"), move_rows(consents, "company", kept, clashing=open_ones)
