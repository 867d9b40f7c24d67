"""The promised days of orders, among the deadlines of a company."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.core.actor import Actor
from trade.deadlines import MOST, Deadline, deadline_source
from trade.orders.models import Order
from trade.orders.standing import due_of, turn_of

State = Order.State


def words_of(order: Order, is_own: bool) -> str:
    """What is due, for the side whose turn it is and for the other."""
    words = {
        State.PLACED: (_("Confirm the order: %(title)s"), _("Confirmation due from %(company)s: %(title)s")),
        State.READY: (_("Ship: %(title)s"), _("Shipment due from %(company)s: %(title)s")),
        State.SHIPPED: (_("Arrives: %(title)s"), _("Arrives at %(company)s: %(title)s")),
        State.DELIVERED: (_("Check what came: %(title)s"), _("%(company)s checks what came: %(title)s")),
    }
    making = (_("Have it ready: %(title)s"), _("Ready at %(company)s: %(title)s"))
    own, theirs = words.get(State(order.state), making)
    return own if is_own else theirs


def deadlines_of_order(order: Order, actor: Actor) -> Iterator[Deadline]:
    """The next day that is promised or expected, while it is open."""
    day, owner = due_of(order), turn_of(order)
    if day is None or owner is None:
        return
    partner = order.partner_of(actor)
    title = words_of(order, actor.acts_for(owner)) % {"company": partner.name, "title": order.title}
    text = f"{order.full_number} · {partner.name}"
    yield Deadline(f"{order.ref}-{order.state}", day, title, text, order.get_absolute_url(), order.updated_at)


@deadline_source
def order_deadlines(actor: Actor) -> Iterator[Deadline]:
    for order in Order.objects.visible_to(actor).open().for_cards().order_by("-pk")[:MOST]:
        yield from deadlines_of_order(order, actor)
