"""What the association does for its members: a mandate with acts under it, one proposed, and cases of its desk."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from community.models import Case, Community
from companies.models import Company, Mandate
from offers.models import Inquiry
from portal.core.actor import Actor
from portal.demo.founding import DOMAIN, speaker
from portal.demo.houses import STEWARD

SCOPE: dict[str, Any] = {"edits_catalogue": True, "talks": True, "joins": True, "currency": "USD"}
WORDS = "As agreed at the general meeting: we answer inquiries from abroad while you are at the fair."


def help_members(companies: dict[str, Company]) -> None:
    """Once: what has been revoked or ended meanwhile stays so."""
    agent = companies[STEWARD]
    house = Community.objects.filter(steward=agent, visibility="public").order_by("pk").first()
    if house is None or Mandate.objects.filter(agent=agent).exists():
        return
    firms = [one.company for one in house.members.active().select_related("company").order_by("pk")]
    firms = [one for one in firms if one.sells and one.memberships.filter(role="owner").exists()]
    known = [one for one in firms if speaker(one).email.endswith(f"@{DOMAIN}")]  # of those who can sign in
    others = [one for one in firms if one not in known]
    if not known or not others:
        return
    act_for(known[0], agent)
    by = actor_of(agent)
    Mandate.propose(by, others[0], agent, 6, words="So that you need not answer at night.", **SCOPE)
    keep_cases(house, [known[0], others[0]], companies, by)


def actor_of(company: Company) -> Actor:
    return speaker(company).actor_for(company.slug)


def act_for(firm: Company, agent: Company) -> None:
    owner = firm.memberships.filter(role="owner").order_by("pk")[0].user
    limit = Decimal(50_000)
    mandate = Mandate.propose(actor_of(agent), firm, agent, 12, words=WORDS, sells=True, sell_limit=limit, **SCOPE)
    mandate.accept(owner.actor_for(firm.slug))
    rows = Inquiry.objects.filter(supplier=firm, state=Inquiry.State.ANSWERED, offer=None)
    if (answered := rows.order_by("-pk").first()) is not None:
        under = speaker(agent).actor_for(mandate.acting_key)
        answered.add("Good morning. The firm is at the fair this week; it answers the rest on Monday.", under)


def keep_cases(house: Community, firms: list[Company], companies: dict[str, Company], by: Actor) -> None:
    today = timezone.localdate()
    case = Case.begin(
        by,
        house,
        firms[0],
        kind=Case.Kind.OFFER,
        title="Free capacity from March: who buys in Europe?",
        words="Forty thousand pieces a month. Samples are ready.",
        sector=firms[0].sector,
        quantity=Decimal(40_000),
        unit="pcs",
        budget=Decimal(60_000),
        currency="USD",
        deadline=today + timedelta(days=40),
        owner=by.user,
        priority=Case.Priority.HIGH,
    )
    buyers = [one for one in sorted(companies.values(), key=lambda one: one.pk) if one.kind == Company.Kind.BUYER]
    for company in buyers[:3]:
        case.propose(company, by, "Asked for the same kind of goods this year.")
    case.give_task("Ask for the price list", today + timedelta(days=3), by)
    case.write_note("Prefers the telephone, before ten.", by)
    Case.begin(
        by,
        house,
        firms[1],
        title="Looks for a second source of steel",
        deadline=today + timedelta(days=9),
        owner=by.user,
    )
