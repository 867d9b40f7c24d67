"""What orders ask for: an answer, a step, a look at what came."""

from django.utils import timezone
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from portal.core.actor import Actor
from trade.orders.acts import acts_of, next_of, open_change
from trade.orders.models import Order
from trade.orders.standing import REMIND_AGAIN, days_late, due_of, due_words

LOOKED_AT = 20
State = Order.State


def yours(actor: Actor) -> list[Order]:
    """In which this person may take the next step, the longest waiting first."""
    if actor.company is None or not (actor.may("sell") or actor.may("buy")):
        return []
    return list(Order.objects.waiting_for(actor).for_cards().order_by("updated_at", "pk")[:LOOKED_AT])


def late(actor: Actor) -> list[Order]:
    """Of others, that this person may ask after: those that are late, the ones that are due longest first."""
    if actor.company is None or not actor.may("buy"):
        return []
    rows = Order.objects.to_ask_after(actor, timezone.now() - REMIND_AGAIN).for_cards()
    return sorted(rows.order_by("placed_at", "pk")[:LOOKED_AT], key=lambda one: (-days_late(one), one.pk))


def to_go_on(actor: Actor) -> list[tuple[Order, str]]:
    """Those with the one thing that this person may do next."""
    found = []
    for order in [*yours(actor), *late(actor)]:
        change = open_change(order)
        following = next_of(order, actor, acts_of(order, actor, change), change)
        if following is not None and following.act is not None:
            found.append((order, str(following.act.label)))
    return found


@next_step(10)
def go_on_with_order(actor: Actor) -> NextStep | None:
    """The most urgent: a day that has been promised comes before one that has not; then what others are late with."""
    rows = sorted(yours(actor), key=lambda one: (due_of(one) is None, due_of(one) or one.placed_at.date(), one.pk))
    for order in [*rows, *late(actor)]:
        change = open_change(order)
        following = next_of(order, actor, acts_of(order, actor, change), change)
        if following is not None and following.act is not None:
            company = order.partner_of(actor)
            title = _("Order %(number)s, %(company)s: %(title)s") % {
                "number": order.full_number,
                "company": company,
                "title": order.title,
            }
            text = str(following.text) if days_late(order) else f"{following.text} {due_words(order)}".strip()
            return NextStep("box", title, text, str(following.act.label), order.get_absolute_url())
    return None
