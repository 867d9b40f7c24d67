"""What becomes of good practices and pavilions when a company is taken into another."""

from django.utils.translation import gettext as _

from cms.models import CaseCompany, CaseConsent, CasePage, CaseProposal, FairFollow, PavilionStand
from companies.merging import Moved, merges, move_rows
from companies.models import Company


@merges("good practices", "cms.casepage.company", "cms.casecompany.company")
def pages(kept: Company, lost: Company) -> Moved:
    yield _("good practices"), CasePage.objects.filter(company=lost).update(company=kept)
    CaseCompany.objects.filter(company=lost).update(company=kept)


@merges("stories", "cms.caseconsent.company", "cms.caseproposal.company")
def stories(kept: Company, lost: Company) -> Moved:
    """The kept one answers for what the other agreed to; both may have sent the same form, so tokens go."""
    CaseConsent.objects.filter(company=lost).update(company=kept)
    CaseProposal.objects.filter(company=lost).update(form_token=None)
    yield _("proposed stories"), move_rows(CaseProposal.objects.filter(company=lost), "company", kept)


@merges("followed fairs", "cms.fairfollow.company")
def followed_fairs(kept: Company, lost: Company) -> Moved:
    """Somebody may have followed the same fair for both."""
    for follow in FairFollow._default_manager.filter(company=lost):
        twin = FairFollow._default_manager.filter(company=kept, key=follow.key, user=follow.user)
        if twin.exists():
            follow.delete()
    yield _("followed trade fairs"), FairFollow._default_manager.filter(company=lost).update(company=kept)


@merges("stands", "cms.pavilionstand.company")
def stands(kept: Company, lost: Company) -> Moved:
    """A pavilion has one stand for a company."""
    there = PavilionStand.objects.filter(company=kept).values("pavilion_id")
    PavilionStand.objects.filter(company=lost, pavilion_id__in=there).delete()
    yield _("stands in pavilions"), PavilionStand.objects.filter(company=lost).update(company=kept)
