"""Acting under a mandate: who may, with which powers, and what stops an act when the mandate ends meanwhile."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from companies.permissions import POWERS, VIEW
from portal.core.actor import Actor
from portal.core.events import on_record
from portal.core.money import convert, format_money
from portal.core.permissions import Refused
from portal.core.values import value_limit

if TYPE_CHECKING:
    from companies.models import Mandate, Membership, User

ROLE = "agent"  # in the place of a role in the company; it is none, and no rule about roles knows it
ENDED = _("The mandate under which you act has ended. Nothing was done.")


def is_under_mandate(session: Any) -> bool:
    from companies.middleware import SESSION_KEY
    from companies.models.mandate import PREFIX

    return str(session.get(SESSION_KEY, "")).startswith(PREFIX)


def actor_under(user: "User", key: str, memberships: "Iterable[Membership]") -> Actor | None:
    """The person as somebody who acts for the company named by `key` (its slug, or a mandate's `acting_key`).

    None when no mandate in force lets them: by their place in the agent, their powers there, and the people it names.
    """
    from companies.models.mandate import PREFIX, Mandate

    places = {place.company_id: place for place in memberships}
    rows = Mandate.objects.in_force().filter(agent__in=places).select_related("principal", "agent")
    which = {"ref": key.removeprefix(PREFIX)} if key.startswith(PREFIX) else {"principal__slug": key}
    for mandate in rows.filter(**which).order_by("pk"):
        powers = lent_powers(mandate, places[mandate.agent_id].role)
        if powers and mandate.admits(user.pk):
            own = tuple(place.company for place in places.values())
            return Actor(user, mandate.principal, ROLE, VIEW | powers, companies=own, mandate=mandate)
    return None


def lent_powers(mandate: "Mandate", role: str) -> frozenset[str]:
    """What the mandate covers and the person could do for the agent itself, in their role there."""
    return frozenset(mandate.powers & POWERS[role])


def may_act_under(actor: Actor) -> "list[Mandate]":
    """The mandates in force that the person may choose, over all intermediaries they belong to; by principal's name.

    One query for no more than their names and acts, and none for who belongs to no intermediary: every page asks.
    """
    from companies.mandates.scope import ACTS
    from companies.models import Mandate

    agents = [company.pk for company in actor.companies if company.runs_communities]
    if not agents or actor.user is None or actor.through is not None:
        return []
    named = Mandate.people.through._default_manager.filter(mandate=OuterRef("pk"), user_id=actor.user_id)
    rows = Mandate.objects.in_force().filter(agent__in=agents).filter(Q(names_people=False) | Exists(named))
    rows = rows.exclude(principal__in=[company.pk for company in actor.companies])
    rows = rows.filter(agent__memberships__user=actor.user_id).annotate(role=F("agent__memberships__role"))
    rows = rows.select_related("principal").only("ref", "principal__name", *(act.field for act in ACTS))
    return [one for one in rows.order_by("principal__name", "pk") if lent_powers(one, one.role)]


@on_record
def stop_when_ended(by: Actor) -> None:
    """In the transaction of the act: the mandate's row is held until the act is stored, or the act is not stored.

    Acts share the lock (FOR SHARE), so they do not wait for one another; ending the mandate waits for those that hold
    it, and who comes after that finds it ended. On SQLite there is one writer at a time anyway.
    """
    if by.mandate is not None:
        require_in_force(by)


def require_in_force(by: Actor) -> None:
    """Raise Refused unless the mandate holds now, and still admits this person; to be called in a transaction."""
    from companies.models import Mandate

    if not hold(by.mandate_id):
        raise Refused(ENDED)
    found = Mandate.objects.in_force().filter(pk=by.mandate_id, agent__memberships__user=by.user_id)
    if not found.exists() or not by.mandate.admits(by.user_id):
        raise Refused(ENDED)


def hold(mandate_id: int) -> bool:
    """Lock the row against its end; whether it is in force."""
    from companies.models import Mandate

    if connection.vendor != "postgresql":
        return Mandate.objects.filter(pk=mandate_id, state=Mandate.State.GIVEN).exists()
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(Mandate._meta.db_table)
        cursor.execute(f"SELECT id FROM {table} WHERE id = %s AND state = 'given' FOR SHARE", [mandate_id])
        return cursor.fetchone() is not None


@value_limit
def keep_within(by: Actor, power: str, value: Money | None) -> None:
    """What one act binds the principal to stays below the mandate's limit; other currencies at the ECB's last rates."""
    limit = by.mandate.limit_of(power) if by.mandate else None
    if limit is None:
        return
    named = {"agent": by.agent.name, "limit": format_money(limit), "company": by.company.name}
    compared = None if value is None else convert(value, limit.currency.code)
    same = value is not None and value.currency == limit.currency
    amount = value if same else compared.money if compared else None
    if amount is None or value is None:
        raise Refused(
            _("The mandate of %(agent)s ends at %(limit)s; the value of this is unknown. Ask %(company)s to do it.")
            % named
        )
    if amount > limit:
        raise Refused(
            _("This is worth %(value)s. The mandate of %(agent)s ends at %(limit)s: ask %(company)s to do it.")
            % {**named, "value": format_money(value)}
        )
