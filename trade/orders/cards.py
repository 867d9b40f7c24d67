"""An order as a card in a conversation: how it stands for the reader, and the one thing that is next."""

from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.cards import CardAct, CardKind, Standing, register_card
from portal.core.money import format_money
from trade.orders.acts import acts_of, next_of, open_change
from trade.orders.models import Order


def standing(order: Order, actor: Actor) -> Standing:
    change = open_change(order)
    pill: Any = order.pill_for(actor, change)
    following = next_of(order, actor, acts_of(order, actor, change), change)
    acts = []
    if following is not None and following.act is not None:
        act = following.act
        url = act.url if not act.url.startswith("#") else f"{order.get_absolute_url()}{act.url}"
        acts.append(CardAct(act.label, url, act.fields if act.posts else None, is_first=True))
    return Standing(pill["label"], pill["tone"], pill["until"], rows_of(order), acts)


def rows_of(order: Order) -> list[tuple[Any, Any]]:
    rows: list[tuple[Any, Any]] = [
        (_("Order number"), order.full_number),
        (_("State"), order.get_state_display()),
        (_("Total"), format_money(order.sum)),
    ]
    if order.incoterm:
        rows.append((_("Delivery"), f"{order.incoterm} {order.incoterm_place}".strip()))
    promised = order.deliver_by or order.ship_by or order.ready_by
    return [*rows, (_("Promised"), date_format(promised))] if promised else rows


def choices(actor: Actor, q: str) -> Any:
    rows: Any = Order.objects.visible_to(actor)
    if q:
        rows = rows.filter(Q(ref__iexact=q) | Q(title__icontains=q) | Q(buyer_po__iexact=q))
    return rows.order_by("-pk")


register_card(CardKind("order", _("Order"), "trade:order", "ref", standing, choices))
