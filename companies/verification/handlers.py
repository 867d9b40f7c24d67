"""What follows from a firm's founding and changes: its address is noted, its name looked at, old checks may not fit."""

from allauth.account.models import EmailAddress
from django.utils.timezone import localdate

from companies.models import Claim, Company, NameFlag
from companies.models.verification import PROGRAMME
from portal.core.events import Event, subscribe


@subscribe("company.created", "company.changed")
def look_at_the_name(event: Event) -> None:
    """A firm that now resembles a checked one is held for staff; one that is called otherwise than when it was
    checked loses those checks: nobody takes a badge along to another name."""
    company = Company.objects.select_for_update(no_key=True).filter(pk=event.subject_id or 0).first()
    if company is None:
        return
    NameFlag.look_at(company)
    note_address(company)
    for claim in Claim.objects.filter(company=company, state=Claim.State.APPROVED).exclude(kind=Claim.Kind.EMAIL):
        if not claim.still_fits:
            claim.revoke(None, reason=Claim.Reason.NAME)


def note_address(company: Company) -> None:
    """Tier 0: the owner has followed a link sent to their address. Only the domain is told to others."""
    if company.claims.filter(kind=Claim.Kind.EMAIL, state=Claim.State.APPROVED).exists():
        return
    owners = company.memberships.filter(role="owner").values("user_id")
    address = EmailAddress.objects.filter(user_id__in=owners, verified=True).order_by("-primary", "pk").first()
    if address is not None:
        Claim.objects.create(
            company=company,
            kind=Claim.Kind.EMAIL,
            value=address.email.rpartition("@")[2],
            state=Claim.State.APPROVED,
            method=Claim.Method.LINK,
            checker=PROGRAMME,
            checked_on=localdate(),
            company_name=company.name,
        )
