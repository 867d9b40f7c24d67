"""What becomes of saved searches when the company they were saved for is taken into another."""

from django.utils.translation import gettext as _

from companies.merging import Moved, merges
from companies.models import Company
from search.saved import SavedSearch


@merges("saved searches", "search.savedsearch.company")
def saved_searches(kept: Company, lost: Company) -> Moved:
    yield _("saved searches"), SavedSearch.objects.filter(company=lost).update(company=kept)
