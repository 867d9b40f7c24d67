"""What people are told of initiatives. Every handler re-reads the row; who does not see it any more is not told."""

from typing import Any

from community.initiatives.models import Initiative, InitiativePartner, InitiativeStep
from companies.models import Company
from notifications.handlers import path_of
from notifications.models import Notification
from notifications.recipients import people_of
from portal.core.events import Event, subscribe

POWER = "join_communities"
Role = InitiativePartner.Role


def find(event: Event) -> Initiative | None:
    return Initiative.objects.for_cards().filter(pk=event.subject_id or 0).first()


def tell(initiative: Initiative, companies: Any, event: Event, anchor: str = "", **more: Any) -> None:
    """People of those companies who take part in communities, as far as the company is a member there now."""
    members = initiative.community.members.active().filter(company__in=companies).values_list("company_id", flat=True)
    people = people_of(members, POWER, event)
    path = f"{path_of(initiative)}{anchor}"
    Notification.tell(people, event, path, title=initiative.title, community=initiative.community.name, **more)


def others(initiative: Initiative, event: Event, *roles: str) -> list[int]:
    """The companies with these roles (none named: partners), but the one that did it."""
    places = initiative.partners.filter(role__in=roles or (Role.PARTNER,)).exclude(company=event.company_id)
    return list(places.values_list("company_id", flat=True))


def name_of(pk: int | None) -> str:
    company = Company.objects.filter(pk=pk or 0).first()
    return company.name if company else ""


@subscribe("initiative.asked")
def asked(event: Event) -> None:
    """The lead, while the request still waits."""
    found = find(event)
    if found and found.partners.filter(company=event.company_id, role=Role.ASKED).exists():
        tell(found, [found.lead_id], event, "#people", company=name_of(event.company_id))


@subscribe("initiative.invited")
def invited(event: Event) -> None:
    found, company = find(event), event.payload.get("company")
    if found and found.partners.filter(company=company, role=Role.INVITED).exists():
        tell(found, [company], event, company=found.lead.name)


@subscribe("initiative.joined")
def joined(event: Event) -> None:
    """All other partners; who was let in by the lead is told so in words of its own."""
    found, company = find(event), event.payload.get("company")
    if found is None or not found.has_partner(company):
        return
    partners = [pk for pk in others(found, event) if pk != company]
    tell(found, partners, event, "#people", company=name_of(company))
    if company != event.company_id:
        tell(found, [company], event, kind="initiative.let_in", company=found.lead.name)


@subscribe("initiative.declined")
def declined(event: Event) -> None:
    """The one that was declined hears it in words that name no company; the lead, that an invitation was."""
    found, company = find(event), event.payload.get("company")
    gone = (Role.DECLINED, Role.LEFT)
    if found is None or not found.partners.filter(company=company, role__in=gone).exists():
        return
    if company == event.company_id:
        tell(found, [found.lead_id], event, "#people", kind="initiative.refused", company=name_of(company))
    else:
        tell(found, [company], event)


@subscribe("initiative.left", "initiative.removed")
def left(event: Event) -> None:
    """The partners that stay; who was taken out is told too."""
    found, company = find(event), event.payload.get("company")
    if found is None or found.has_partner(company):
        return
    stay = [pk for pk in others(found, event) if pk != company]
    tell(found, stay, event, "#people", kind="initiative.left", company=name_of(company))
    if event.kind == "initiative.removed":
        tell(found, [company], event)


@subscribe("initiative.handed_over")
def handed_over(event: Event) -> None:
    found = find(event)
    if found and found.lead_id == event.payload.get("company"):
        tell(found, [found.lead_id], event)


@subscribe("initiative.agreement_written")
def agreement_written(event: Event) -> None:
    """Those whose consent is wanted, as long as this is the newest version."""
    found = find(event)
    if found and found.is_open and found.agreements.count() == event.payload.get("version"):
        wanted = found.to_consent().exclude(company=event.company_id).values_list("company_id", flat=True)
        tell(found, list(wanted), event, "#agreement", company=name_of(event.company_id))


@subscribe("initiative.agreed")
def agreed(event: Event) -> None:
    found = find(event)
    if found and found.state == Initiative.State.AGREED:
        tell(found, others(found, event), event, "#agreement")


@subscribe("initiative.started", "initiative.given_up", "initiative.reported")
def moved(event: Event) -> None:
    """Partners; who is interested hears of it where everybody may read it."""
    found = find(event)
    states = {"started": "under_way", "given_up": "given_up", "reported": "done"}
    if found is None or found.state != states[event.kind.partition(".")[2]]:
        return
    is_told = found.audience == Initiative.Audience.COMMUNITY or found.started_at is None
    roles = (Role.PARTNER, Role.INTERESTED) if is_told else (Role.PARTNER,)
    tell(found, others(found, event, *roles), event)


@subscribe("initiative.told")
def told(event: Event) -> None:
    """Counted, not repeated, for who has not looked yet."""
    found = find(event)
    if found is None or not found.notes.filter(pk=event.payload.get("note") or 0).exists():
        return
    is_told = found.audience == Initiative.Audience.COMMUNITY or found.started_at is None
    roles = (Role.PARTNER, Role.INTERESTED) if is_told else (Role.PARTNER,)
    tell(found, others(found, event, *roles), event, "#journal", fold=True, company=name_of(event.company_id))


@subscribe("initiative.step_due")
def step_due(event: Event) -> None:
    """Who has it, or all partners; not what is done by now or was moved to another day."""
    step = InitiativeStep.objects.open().filter(pk=event.payload.get("step") or 0).first()
    found = find(event)
    if found is None or step is None or str(step.due_on) != event.payload.get("due_on"):
        return
    companies = [step.company_id] if step.company_id else others(found, event)
    tell(found, companies, event, "#steps", first=step.title)


@subscribe("initiative.outcome_due")
def outcome_due(event: Event) -> None:
    found = find(event)
    if found and found.state == Initiative.State.UNDER_WAY:
        tell(found, [found.lead_id], event)
