"""Ordering from a product's page: at list terms, or a sample."""

import uuid
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from moneyed import Money

from catalog.models import Product, Variant
from catalog.pricing import currency_for
from catalog.terms import PAYMENT_TERMS
from companies.guards import company_required
from portal.core.forms import choose_from
from portal.core.http import SignedIn
from portal.core.money import rounded
from portal.core.permissions import Refused, require
from portal.core.texts import BlockField, LineField
from trade.orders.direct import DEPOSITS, MOST_SAMPLES, USUAL_DEPOSIT, least, list_price
from trade.orders.models import Order
from trade.permissions import can_order
from trade.quotation_forms import quantity_field


class ListOrderForm(forms.Form):
    quantity = quantity_field(gettext_lazy("Quantity"))
    payment = forms.ChoiceField(label=gettext_lazy("Payment"), required=False)
    buyer_po = LineField(
        label=gettext_lazy("Purchase-order number"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Your own number for this order, if you have one."),
    )
    note = BlockField(
        label=gettext_lazy("Message"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, product: Product, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quantity"].required = True
        choose_from(self, "payment", [(code, payment_label(code)) for code in product.payment_terms])
        if not product.payment_terms:
            del self.fields["payment"]


def payment_label(code: str) -> str:
    label = str(PAYMENT_TERMS[code])
    return f"{label} · {USUAL_DEPOSIT} %" if code in DEPOSITS else label


def product_of(request: SignedIn, slug: str) -> Product:
    require(can_order(request.actor), _("Only who buys for a company orders."))
    rows = Product.objects.visible_to(request.actor).select_related("company")
    return get_object_or_404(rows, slug=slug)


def token_of(request: SignedIn) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("form_token", ""))
    except ValueError:
        return uuid.uuid4()


def number_in(text: str) -> Decimal | None:
    try:
        number = Decimal(text[:20])
    except InvalidOperation:
        return None
    return number if number.is_finite() and 0 <= number < Decimal("1e11") else None


@company_required
def at_list_terms(request: SignedIn, slug: str) -> HttpResponse:
    """The price is worked out and shown before anything is ordered; what is sent is the price that was seen."""
    product = product_of(request, slug)
    asked = request.POST or request.GET
    variant = Variant.objects.filter(product=product, sku=asked.get("variant", ""), is_offered=True).first()
    currency = currency_for(product, request.currency)
    quantity = number_in(asked.get("quantity", "")) or least(product, variant)
    price = list_price(product, variant, quantity, currency)
    form = ListOrderForm(product, request.POST or None, initial={"quantity": f"{quantity.normalize():f}"})
    if request.method == "POST" and form.is_valid() and "order" in request.POST:
        order = tried_order(request, form, product, variant, price)
        if order is not None:
            messages.success(request, _("Ordered. The supplier confirms it next."))
            return redirect(order)
    context = {
        "product": product,
        "variant": variant,
        "form": form,
        "price": price,
        "quantity": quantity,
        "total": rounded(Money(price.amount * quantity, price.currency)) if price else None,
        "moq": least(product, variant),
        "form_token": request.POST.get("form_token") or uuid.uuid4(),
    }
    return render(request, "trade/orders/order_product.html", context)


def tried_order(
    request: SignedIn, form: ListOrderForm, product: Product, variant: Variant | None, price: Money | None
) -> Order | None:
    seen = request.POST.get("seen_price", "")
    if price is None or number_in(seen) != price.amount:
        form.add_error(None, _("This is the price for your quantity. Look at it, then order."))
        return None
    cleaned = form.cleaned_data
    try:
        return Order.place_at_list_terms(
            request.actor,
            product,
            cleaned["quantity"],
            price,
            token_of(request),
            variant=variant,
            payment=cleaned.get("payment", ""),
            buyer_po=cleaned["buyer_po"],
            note=cleaned["note"],
        )
    except Refused as problem:
        form.add_error(None, str(problem.message))
        return None


class SampleForm(forms.Form):
    quantity = forms.IntegerField(label=gettext_lazy("Quantity"), min_value=1, max_value=MOST_SAMPLES, initial=1)
    note = BlockField(
        label=gettext_lazy("Message"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3})
    )


@company_required
def sample(request: SignedIn, slug: str) -> HttpResponse:
    product = product_of(request, slug)
    form = SampleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        quantity, note = Decimal(form.cleaned_data["quantity"]), form.cleaned_data["note"]
        try:
            order = Order.place_sample(request.actor, product, quantity, token_of(request), note=note)
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            messages.success(request, _("The samples are ordered. The supplier confirms it next."))
            return redirect(order)
    price = None
    if product.sample == Product.Sample.PAID and product.sample_amount is not None:
        price = Money(product.sample_amount, product.sample_currency)
    context = {"product": product, "form": form, "price": price, "form_token": uuid.uuid4()}
    return render(request, "trade/orders/order_sample.html", context)
