"""Initiatives with their partners, agreement, steps, files, journal and outcome."""

from community.initiatives.models.agreement import ChangedMeanwhile, InitiativeAgreement, InitiativeConsent
from community.initiatives.models.initiative import Initiative
from community.initiatives.models.initiative_rows import InitiativeQuerySet
from community.initiatives.models.outcome import InitiativeOutcome
from community.initiatives.models.partner import InitiativePartner, InitiativePartnerQuerySet, leave_for_good
from community.initiatives.models.work import InitiativeFile, InitiativeNote, InitiativeStep

__all__ = [
    "ChangedMeanwhile",
    "Initiative",
    "InitiativeAgreement",
    "InitiativeConsent",
    "InitiativeFile",
    "InitiativeNote",
    "InitiativeOutcome",
    "InitiativePartner",
    "InitiativePartnerQuerySet",
    "InitiativeQuerySet",
    "InitiativeStep",
    "leave_for_good",
]
