"""A mandate as tests need it, made by the verbs that people's clicks call."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from companies.models import Company, Mandate
from portal.core.actor import Actor
from tests.cast import Person

EVERYTHING = {
    "edits_catalogue": True,
    "sells": True,
    "buys": True,
    "talks": True,
    "joins": True,
    "sell_limit": Decimal(5000),
    "buy_limit": Decimal(5000),
    "currency": "EUR",
}


def propose(by: Person, principal: Company, agent: Company, **changes: Any) -> Mandate:
    scope = {**EVERYTHING, "months": 12, "starts_on": timezone.localdate(), **changes}
    return Mandate.propose(by.actor, principal, agent, **scope)


def give(principal: Person, agent: Person, **changes: Any) -> Mandate:
    """Proposed by the intermediary, given by the firm."""
    assert principal.company and agent.company
    mandate = propose(agent, principal.company, agent.company, **changes)
    mandate.accept(principal.actor)
    return mandate


def under(mandate: Mandate, person: Person) -> Actor:
    """The person as somebody who acts under it."""
    actor = person.user.actor_for(mandate.acting_key)
    assert actor.mandate == mandate
    return actor


def begin(mandate: Mandate, person: Person) -> None:
    """In the person's browser."""
    assert person.client.post(f"/my/mandates/{mandate.ref}/acting/").status_code == 302
