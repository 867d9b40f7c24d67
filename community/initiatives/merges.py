"""What becomes of a company's part in initiatives when it is taken into another."""

from django.utils.translation import gettext as _

from community.initiatives.models import (
    Initiative,
    InitiativeAgreement,
    InitiativeFile,
    InitiativeNote,
    InitiativePartner,
    InitiativeStep,
)
from companies.merging import Moved, merges
from companies.models import Company

# The better standing of the two counts.
ROLES = ("declined", "left", "interested", "invited", "asked", "partner")


@merges(
    "initiatives",
    "community.initiative.lead",
    "community.initiativepartner.company",
    "community.initiativeagreement.company",
    "community.initiativefile.company",
    "community.initiativestep.company",
    "community.initiativenote.company",
)
def initiatives(kept: Company, lost: Company) -> Moved:
    """Its places move with their consents; where both are in, one place stays and the figures follow."""
    moving = list(InitiativePartner.objects.filter(company=lost).select_related("initiative"))
    yield _("initiatives it leads"), Initiative.objects.filter(lead=lost).update(lead=kept)
    for model in (InitiativeAgreement, InitiativeFile, InitiativeStep, InitiativeNote):
        model.objects.filter(company=lost).update(company=kept)
    for place in moving:
        move(place, kept)
    yield _("places in initiatives"), len(moving)


def move(place: InitiativePartner, kept: Company) -> None:
    other = InitiativePartner.objects.filter(initiative=place.initiative_id, company=kept).first()
    if other is None:
        place.company = kept
        place.save(update_fields=["company"])
        return
    better, worse = (place, other) if ROLES.index(place.role) > ROLES.index(other.role) else (other, place)
    worse.delete()
    better.company = kept
    better.save(update_fields=["company"])
    initiative = Initiative.objects.select_for_update(no_key=True).get(pk=place.initiative_id)
    initiative.settle()
