"""Who may move money: a person, for the company they act for; never a key, never through somebody's eyes."""

from typing import TYPE_CHECKING

from portal.core.actor import Actor

if TYPE_CHECKING:
    from payments.models import Charge
    from payments.payables import Payable


def is_person(actor: Actor) -> bool:
    return actor.user is not None and actor.through is None and actor.company is not None


def can_pay(actor: Actor, thing: "Payable") -> bool:
    """Whoever buys for the company that pays."""
    return is_person(actor) and actor.acts_for(thing.payer.pk) and actor.may("buy")


def can_cancel_charge(actor: Actor, charge: "Charge") -> bool:
    return is_person(actor) and actor.acts_for(charge.payer_id) and actor.may("buy")


def can_refund_charge(actor: Actor, charge: "Charge") -> bool:
    """Owners and managers of the company that was paid."""
    return is_person(actor) and actor.acts_for(charge.payee_id) and actor.may("edit_company")


def can_release_charge(actor: Actor, charge: "Charge") -> bool:
    """The side that paid, when it has what it paid for; never the side that waits for the money."""
    return is_person(actor) and actor.acts_for(charge.payer_id) and actor.may("buy")


def can_manage_pay_account(actor: Actor) -> bool:
    """Where a company's money goes, and what it subscribes to: owners and managers, no mandate."""
    return is_person(actor) and actor.mandate is None and actor.may("edit_company")


def can_settle_debt(actor: Actor) -> bool:
    """Staff who may change what is owed back; never who looks through somebody's eyes."""
    return bool(actor.is_staff and actor.user and actor.user.has_perm("payments.change_recovery"))
