"""Asking for a change of an order, reading it, and answering it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.guards import company_required
from portal.core.http import SignedIn
from trade.orders.act_views import led_back, page, tried
from trade.orders.forms import ChangedLineForm, ChangeForm
from trade.orders.models import Order
from trade.orders.views import find
from trade.orders.words import lines_shown, term_words


@company_required
def changes(request: SignedIn, ref: str) -> HttpResponse:
    """The order as it would be: what is left as it is does not change."""
    order = find(request, ref)
    data, like = request.POST or None, wording_like(order, request.GET.get("like", ""))
    form, rows = ChangeForm(order, data, like), rows_of(order, data, like)
    if request.method == "POST" and all([form.is_valid(), *(row.is_valid() for row in rows)]):
        reason = form.cleaned_data["reason"]
        if tried(request, form, lambda: order.propose_change(request.actor, reason, lines_of(rows), **form.terms())):
            messages.success(request, _("The other side is asked to agree. Until then the order stands."))
            return redirect(order)
    elif request.method != "POST" and (back := led_back("change", order, request)):
        return back
    return page(request, order, "change", form, rows=rows)


def wording_like(order: Order, number: str) -> Any:
    """What a change that was not agreed to asked for, to go on from; None to begin with the order as it is."""
    if not (number.isascii() and number.isdigit() and len(number) < 5):
        return None
    found = order.changes.filter(number=int(number)).first()
    return found.after if found is not None and not found.cancels else None


def rows_of(order: Order, data: Any, like: Any) -> list[ChangedLineForm]:
    """A form for each line, and one more for a new one."""
    lines = list(order.lines.all())
    if like is None:
        return [ChangedLineForm(line, data) for line in [*lines, None]]
    said = {row["position"]: row for row in like["lines"]}
    known = [ChangedLineForm(line, data, said.pop(line.position, {})) for line in lines]
    return [*known, ChangedLineForm(None, data, next(iter(said.values()), {}))]


def lines_of(rows: list[ChangedLineForm]) -> list[dict[str, Any]]:
    return [line for row in rows if (line := row.row()) is not None]


@require_safe
@company_required
def change(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """The whole wording before it: what was agreed until then."""
    order = find(request, ref)
    found = get_object_or_404(order.changes.select_related("company"), number=number)
    terms = [pair for pair in term_words(found.before).values() if pair[1]]
    context = {"order": order, "change": found, "terms": terms, "lines": lines_shown(found.before)}
    return render(request, "trade/orders/order_before.html", context)


@require_POST
@company_required
def agreement(request: SignedIn, ref: str, number: int) -> HttpResponse:
    order = find(request, ref)
    order.agree_change(number, request.actor)
    if order.state == Order.State.CANCELLED:
        messages.success(request, _("Agreed: the order is cancelled."))
    else:
        messages.success(request, _("Agreed: the order says so now. The former wording is kept."))
    return redirect(order)


@require_POST
@company_required
def refusal(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """The order stays as it is, or with `then` the own side asks for something else."""
    order = find(request, ref)
    order.refuse_change(number, request.POST.get("answer", "")[:1000], request.actor)
    messages.success(request, _("Not agreed: the order stands as it was. The other side is told."))
    if request.POST.get("then") == "ask":  # begins with what was asked for
        return redirect(f"{reverse('trade:order_changes', args=[order.ref])}?like={number}")
    return redirect(order)


@require_POST
@company_required
def withdrawal(request: SignedIn, ref: str, number: int) -> HttpResponse:
    order = find(request, ref)
    order.withdraw_change(number, request.actor)
    messages.success(request, _("Taken back: the order stands as it was."))
    return redirect(order)
