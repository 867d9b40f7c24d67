"""What orders ask for: an answer, a step, a look at what came."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from companies.waiting import within
from portal.core.actor import Actor
from trade.orders.acts import Act, Next, acts_of, next_of, open_change
from trade.orders.models import Order
from trade.orders.standing import REMIND_AGAIN, days_late, due_of, due_words

State = Order.State


def orders(actor: Actor) -> QuerySet[Order]:
    return Order.objects.visible_to(actor)


@within(orders)
def yours(actor: Actor) -> QuerySet[Order]:
    """In which it is the acting company's turn, the longest waiting first."""
    if actor.company is None or not (actor.may("sell") or actor.may("buy")):
        return Order.objects.none()
    return Order.objects.waiting_for(actor).for_cards().with_ways().order_by("updated_at", "pk")


@within(orders)
def late(actor: Actor) -> QuerySet[Order]:
    """Of others, that this person may ask after: those that are late."""
    if actor.company is None or not actor.may("buy"):
        return Order.objects.none()
    rows = Order.objects.to_ask_after(actor, timezone.now() - REMIND_AGAIN)
    return rows.for_cards().with_ways().order_by("placed_at", "pk")


def latest_first(rows: Iterable[Order]) -> list[Order]:
    return sorted(rows, key=lambda one: (-days_late(one), one.pk))


def to_go_on(actor: Actor, rows: Iterable[Order]) -> Iterator[tuple[Order, Next, Act]]:
    """Those with the one thing that this person may do next: what is said of it, and the act."""
    for order in rows:
        change = open_change(order)
        following = next_of(order, actor, acts_of(order, actor, change), change)
        if following is not None and following.act is not None:
            yield order, following, following.act


@next_step(10, yours, late)
def go_on_with_order(actor: Actor, own: list[Order], others: list[Order]) -> NextStep | None:
    """The most urgent: a day that has been promised comes before one that has not; then what others are late with."""
    own = sorted(own, key=lambda one: (due_of(one) is None, due_of(one) or one.placed_at.date(), one.pk))
    for order, following, act in to_go_on(actor, [*own, *latest_first(others)]):
        title = _("Order %(number)s, %(company)s: %(title)s") % {
            "number": order.full_number,
            "company": order.partner_of(actor),
            "title": order.title,
        }
        text = str(following.text) if days_late(order) else f"{following.text} {due_words(order)}".strip()
        return NextStep("box", title, text, str(act.label), order.get_absolute_url())
    return None
