"""What tests of initiatives and articles share."""

from typing import Any

from community.initiatives.models import Initiative, InitiativeAgreement, InitiativePartner
from community.models import Community, CommunityMember
from tests.cast import Person, make_company, make_person


def joined(community: Community, name: str, role: str = "member") -> Person:
    """A new company that is a member, with its owner."""
    person = make_person(f"{name.lower()}@member.example", make_company(name, "both", "KR"))
    community.members.create(company=person.company, role=role, state=CommunityMember.State.ACTIVE)
    return person


def expelled(community: Community, person: Person) -> None:
    community.members.filter(company=person.company).delete()


def propose(community: Community, lead: Person, title: str = "Booth in Hanoi", **fields: Any) -> Initiative:
    facts = {"kind": "booth", "body": "Four firms share **36 m²**.", **fields}
    return Initiative.propose(community, lead.actor, title=title, **facts)


def with_partner(initiative: Initiative, lead: Person, other: Person) -> InitiativePartner:
    place = InitiativePartner.ask(initiative, other.actor, "We bring the interpreter", "one half")
    if not place.is_inside:
        place.accept(lead.actor)
    initiative.refresh_from_db()
    return place


def agreed(initiative: Initiative, lead: Person, *others: Person) -> InitiativeAgreement:
    last = InitiativeAgreement.latest(initiative)
    version = InitiativeAgreement.write(
        initiative, f"Equal shares, version {last.number if last else 0}", lead.actor, last.number if last else 0, True
    )
    for person in others:
        version.consent(person.actor)
    initiative.refresh_from_db()
    return version


def path(initiative: Initiative, tail: str = "") -> str:
    return f"/communities/{initiative.community.slug}/initiatives/{initiative.ref}/{tail}"
