"""What somebody may do with an order now, and which one thing is next; the verbs themselves ask again."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.actor import Actor
from trade.orders.change_row import OrderChange
from trade.orders.models import Delivery, Order
from trade.orders.shipping import presumed_day
from trade.orders.standing import can_be_reminded, days_late, due_words
from trade.permissions import can_act_on_order, can_direct_order, can_fulfil_order

State = Order.State
SENDING = {State.CONFIRMED, State.PRODUCTION, State.READY}


@dataclass(frozen=True)
class Act:
    """A link, or with `posts` a button that sends `fields`."""

    label: Any
    url: str
    posts: bool = False
    icon: str = "check"
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Next:
    """The sentence that says what is next, and for whoever may do it the one button."""

    text: Any
    act: Act | None = None


def open_change(order: Order) -> OrderChange | None:
    return next((one for one in order.changes.all() if one.state == OrderChange.State.PROPOSED), None)


def to_receive(order: Order, actor: Actor) -> list[Delivery]:
    """Deliveries on their way of which this person may say that they came."""
    rows = [one for one in order.deliveries.all() if one.received_at is None]
    if can_direct_order(actor, order):
        return rows
    today = timezone.localdate()
    is_seller = can_fulfil_order(actor, order)
    return [one for one in rows if is_seller and today > presumed_day(one, order.deliver_by)]


def acts_of(order: Order, actor: Actor, change: OrderChange | None) -> set[str]:
    found: set[str] = set()
    if can_fulfil_order(actor, order):
        found |= fulfilling(order, change)
    if can_direct_order(actor, order):
        found |= {"number"} if order.state in Order.OPEN else set()
        found |= {"address"} if order.state == State.PLACED else set()
        found |= {"complete"} if order.state == State.DELIVERED else set()
        found |= {"remind"} if can_be_reminded(order) else set()
    if can_act_on_order(actor, order):
        found |= dealing(order, actor, change)
    if actor.may("talk"):
        found.add("chat")
    return found


def fulfilling(order: Order, change: OrderChange | None) -> set[str]:
    found = {"confirm"} if order.state == State.PLACED and change is None else set()
    found |= {"production"} if order.state == State.CONFIRMED else set()
    found |= {"ready"} if order.state in {State.CONFIRMED, State.PRODUCTION} else set()
    return found | ({"ship"} if order.state in SENDING and change is None else set())


def dealing(order: Order, actor: Actor, change: OrderChange | None) -> set[str]:
    found = {"note"} | ({"cancel"} if order.state == State.PLACED else set())
    if change is not None:
        return found | ({"withdraw_change"} if actor.acts_for(change.company_id) else {"answer_change"})
    if order.state in Order.CHANGEABLE:
        may_ask = order.state != State.PLACED and not order.deliveries.exists()
        found |= {"change"} | ({"ask_cancel"} if may_ask else set())
    return found


def next_of(order: Order, actor: Actor, acts: set[str], change: OrderChange | None) -> Next | None:
    """None when nothing is awaited any more. What is late says since when."""
    found = next_in_time(order, actor, acts, change)
    if found is None or not days_late(order):
        return found
    return Next(f"{due_words(order)} {found.text}", found.act)


def next_in_time(order: Order, actor: Actor, acts: set[str], change: OrderChange | None) -> Next | None:
    if change is not None:
        return next_of_change(order, acts, change)
    for delivery in to_receive(order, actor):
        url = reverse("trade:order_receipt", args=[order.ref, delivery.number])
        text = _("Delivery %(number)s is on its way. Say so when it has come.") % {"number": delivery.number}
        return Next(text, Act(_("It has come"), url, icon="box"))
    return next_of_state(order, actor, acts)


def next_of_change(order: Order, acts: set[str], change: OrderChange) -> Next:
    company = {"company": change.company}
    text = _("%(company)s asks to cancel this order.") if change.cancels else _("%(company)s asks for a change.")
    if "answer_change" in acts:
        return Next(text % company, Act(_("Look at it and answer"), f"#change-{change.number}", icon="scale"))
    return Next(_("A change waits for an answer. Until then the order stands as it is."))


def next_of_state(order: Order, actor: Actor, acts: set[str]) -> Next | None:
    def url(name: str) -> str:
        return reverse(f"trade:order_{name}", args=[order.ref])

    steps = {
        "confirm": Next(
            _("Confirm that you take the order, and promise dates."), Act(_("Confirm the order"), url("confirmation"))
        ),
        "production": Next(
            _("Say so when production begins, or when it is ready."),
            Act(_("Production has begun"), url("production"), posts=True, icon="box"),
        ),
        "ready": Next(
            _("Say so when it is ready to ship."), Act(_("Ready to ship"), url("readiness"), posts=True, icon="box")
        ),
        "ship": Next(_("Enter what you send: all of it, or a part."), Act(_("Ship"), url("deliveries"), icon="truck")),
        "complete": Next(
            _("All of it has come. Close the order when everything is in order."),
            Act(_("Everything is in order"), url("completion"), posts=True),
        ),
    }
    for name, step in steps.items():
        if name in acts:
            return step
    if "remind" in acts:
        return Next(
            _("You wait for the supplier. Ask after it: it is told at once."),
            Act(_("Remind the supplier"), url("reminder"), posts=True, icon="bell"),
        )
    words = {
        State.PLACED: _("The supplier confirms the order, or says why not."),
        State.CONFIRMED: _("The supplier prepares the order."),
        State.PRODUCTION: _("The order is being made."),
        State.READY: _("The supplier ships it next."),
        State.SHIPPED: _("It is on its way; the buyer confirms when it has come."),
        State.DELIVERED: _("The buyer checks what came. In silence the order completes by itself."),
    }
    text = words.get(State(order.state))
    return Next(text) if text else None
