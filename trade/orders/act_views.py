"""The buttons of an order: each is one verb of the model, which asks for the right and the state itself."""

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import Refused, WrongState, require
from trade.orders.acts import acts_of, open_change, to_receive
from trade.orders.forms import (
    AddressForm,
    ConfirmForm,
    DeliveryForm,
    NoteForm,
    NumberForm,
    ReasonForm,
    ReceiptForm,
    SentLineForm,
)
from trade.orders.models import Order
from trade.orders.views import find
from trade.permissions import can_act_on_order, can_direct_order, can_fulfil_order

SIDES: dict[str, Any] = {"confirm": can_fulfil_order, "ship": can_fulfil_order, "address": can_direct_order}


def led_back(name: str, order: Order, request: SignedIn) -> HttpResponse | None:
    """A form that could not be sent is not shown either: who comes too late, or back, reads how the order stands."""
    if name in acts_of(order, request.actor, open_change(order)):
        return None
    may = SIDES.get(name, can_act_on_order)(request.actor, order)
    require(may, _("This is not yours to do, or not now. Look at how the order stands."))
    messages.info(request, _("This cannot be done as the order stands now. Here you see how it stands."))
    return redirect(order)


def page(request: SignedIn, order: Order, name: str, form: Any, **more: Any) -> HttpResponse:
    return render(request, f"trade/orders/order_{name}.html", {"order": order, "form": form, **more})


def tried(request: SignedIn, form: Any, act: Any) -> bool:
    """Whether it was done; what the model refuses is said beside the form, and nothing typed is lost."""
    try:
        act()
    except WrongState:
        raise
    except Refused as problem:
        form.add_error(None, str(problem.message))
        return False
    return True


@company_required
def confirmation(request: SignedIn, ref: str) -> HttpResponse:
    """Asks for the promised days."""
    order = find(request, ref)
    form = ConfirmForm(order, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if tried(request, form, lambda: order.confirm(request.actor, **form.cleaned_data)):
            messages.success(request, _("Confirmed. The buyer is told."))
            return redirect(order)
    elif request.method != "POST" and (back := led_back("confirm", order, request)):
        return back
    return page(request, order, "confirm", form)


@require_POST
@company_required
def production(request: SignedIn, ref: str) -> HttpResponse:
    order = find(request, ref)
    order.start_production(request.actor)
    messages.success(request, _("The buyer sees that production has begun."))
    return redirect(order)


@require_POST
@company_required
def readiness(request: SignedIn, ref: str) -> HttpResponse:
    order = find(request, ref)
    order.mark_ready(request.actor)
    messages.success(request, _("The buyer sees that it is ready to ship."))
    return redirect(order)


@company_required
def deliveries(request: SignedIn, ref: str) -> HttpResponse:
    """What is sent now, line by line; everything that is left is filled in."""
    order = find(request, ref)
    data = request.POST or None
    form = DeliveryForm(data, initial={"expected_on": order.deliver_by})
    rows = [SentLineForm(line, data) for line in order.lines.all() if line.left]
    if request.method == "POST" and all([form.is_valid(), *(row.is_valid() for row in rows)]):
        quantities = {row.line.position: row.cleaned_data["quantity"] or Decimal(0) for row in rows}
        seen = request.POST.get("seen", "")
        number = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 5 else None
        if tried(request, form, lambda: order.ship(request.actor, quantities, number, **form.cleaned_data)):
            messages.success(request, _("The delivery is entered. The buyer is told."))
            return redirect(order)
    elif request.method != "POST" and (back := led_back("ship", order, request)):
        return back
    return page(request, order, "ship", form, rows=rows, seen=order.deliveries.count())


@company_required
def receipt(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Asks what was not in order."""
    order = find(request, ref)
    form = ReceiptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        order.receive(number, request.actor, form.cleaned_data["note"])
        messages.success(request, _("Noted: delivery %(number)s has come.") % {"number": number})
        return redirect(order)
    delivery = next((one for one in to_receive(order, request.actor) if one.number == number), None)
    if delivery is None:
        get_object_or_404(order.deliveries, number=number)
        return led_back("receive", order, request) or redirect(order)
    return page(request, order, "receive", form, delivery=delivery)


@require_POST
@company_required
def reminder(request: SignedIn, ref: str) -> HttpResponse:
    """One click of the buyer, on what is late."""
    order = find(request, ref)
    order.remind(request.actor)
    messages.success(request, _("The supplier is reminded. Its answer comes here, or into your talk."))
    return redirect(order)


@require_POST
@company_required
def completion(request: SignedIn, ref: str) -> HttpResponse:
    order = find(request, ref)
    order.complete(request.actor)
    messages.success(request, _("The order is completed."))
    return redirect(order)


@company_required
def cancellation(request: SignedIn, ref: str) -> HttpResponse:
    """Asks why: before it is confirmed it ends at once, later the other side is asked."""
    order = find(request, ref)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return cancel(request, order, form.cleaned_data["reason"])
    ends = order.state == Order.State.PLACED
    back = led_back("cancel" if ends else "ask_cancel", order, request)
    return back or page(request, order, "cancel", form, ends=ends)


def cancel(request: SignedIn, order: Order, reason: str) -> HttpResponse:
    if request.POST.get("then") == "ask":
        order.propose_change(request.actor, reason, cancels=True)
        messages.success(request, _("The other side is asked to agree. Until then the order stands."))
    else:
        order.cancel(reason, request.actor)
        messages.success(request, _("Cancelled. The other side is told why."))
    return redirect(order)


@require_POST
@company_required
def number(request: SignedIn, ref: str) -> HttpResponse:
    order = find(request, ref)
    form = NumberForm(request.POST)
    if form.is_valid():
        order.set_buyer_po(form.cleaned_data["buyer_po"], request.actor)
        messages.success(request, _("Your number is kept with the order."))
    else:
        messages.error(request, _("This number is too long."))
    return redirect(order)


@company_required
def address(request: SignedIn, ref: str) -> HttpResponse:
    order = find(request, ref)
    form = AddressForm(request.POST or None, initial=order.ship_to)
    if request.method == "POST" and form.is_valid():
        order.set_ship_to(request.actor, **form.cleaned_data)
        messages.success(request, _("The address is kept with the order."))
        return redirect(order)
    if request.method != "POST" and (back := led_back("address", order, request)):
        return back
    return page(request, order, "address", form)


@require_POST
@company_required
def notes(request: SignedIn, ref: str) -> HttpResponse:
    """A new note, or with `gone` one less."""
    order = find(request, ref)
    gone = request.POST.get("gone", "")
    if gone.isascii() and gone.isdigit() and len(gone) < 19:
        order.drop_note(int(gone), request.actor)
        return redirect(f"{order.get_absolute_url()}#notes")
    form = NoteForm(request.POST)
    if form.is_valid():
        order.add_note(form.cleaned_data["text"], request.actor)
    return redirect(f"{order.get_absolute_url()}#notes")
