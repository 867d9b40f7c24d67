"""What a person wrote in initiatives, and what they stood for."""

from community.initiatives.models import (
    Initiative,
    InitiativeAgreement,
    InitiativeConsent,
    InitiativeFile,
    InitiativeNote,
    InitiativeOutcome,
    InitiativePartner,
)
from companies.account.personal import Rows, personal_data
from companies.models import User


@personal_data("initiatives")
def initiatives(user: User) -> Rows:
    """Proposals, words to partners, agreements, consents, journal and reports; nothing that others wrote."""
    for one in Initiative.objects.filter(user=user).order_by("pk"):
        yield {"kind": "proposal", "ref": one.ref, "title": one.title, "text": one.body, "at": one.created_at}
    for place in InitiativePartner.objects.filter(user=user).select_related("initiative").order_by("pk"):
        said = {"text": place.words, "share": place.share, "role": place.role}
        yield {"kind": "place", "ref": place.initiative.ref, **said, "at": place.moved_at}
    for version in InitiativeAgreement.objects.filter(user=user).select_related("initiative").order_by("pk"):
        yield {"kind": "agreement", "ref": version.initiative.ref, "text": version.body, "at": version.created_at}
    consents = InitiativeConsent.objects.filter(user=user).select_related("agreement__initiative").order_by("pk")
    for given in consents:
        facts = {"version": given.agreement.number, "at": given.given_at, "withdrawn_at": given.withdrawn_at}
        yield {"kind": "consent", "ref": given.agreement.initiative.ref, **facts}
    for note in InitiativeNote.objects.filter(user=user).select_related("initiative").order_by("pk"):
        yield {"kind": "journal", "ref": note.initiative.ref, "text": note.body, "at": note.created_at}
    for file in InitiativeFile.objects.filter(user=user).select_related("initiative").order_by("pk"):
        yield {"kind": "file", "ref": file.initiative.ref, "name": file.name, "at": file.created_at}
    for report in InitiativeOutcome.objects.filter(user=user).select_related("initiative").order_by("pk"):
        yield {"kind": "report", "ref": report.initiative.ref, "text": report.words, "at": report.reported_at}
