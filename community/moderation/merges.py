"""What becomes of reports, cases and measures when a company is taken into another: they go with its words."""

from django.utils.translation import gettext as _

from community.models import ContentReport, Measure, ModerationCase, ModerationEntry
from companies.merging import Moved, merges
from companies.models import Company


@merges(
    "moderation",
    "community.moderationcase.company",
    "community.contentreport.company",
    "community.measure.company",
    "community.moderationentry.company",
)
def moderation(kept: Company, lost: Company) -> Moved:
    """A strike and a suspension are not lost by a merger."""
    yield _("cases of moderation"), ModerationCase.objects.filter(company=lost).update(company=kept)
    yield _("reports in communities"), ContentReport.objects.filter(company=lost).update(company=kept)
    yield _("measures of moderators"), Measure.objects.filter(company=lost).update(company=kept)
    yield _("lines of the log"), ModerationEntry.objects.filter(company=lost).update(company=kept)
