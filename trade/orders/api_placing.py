"""`POST /api/v1/orders/`: an order at a catalogue's list terms, or of samples, by the verbs of the pages."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError as Malformed
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from moneyed import Money
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.models import Product, Variant
from portal.core.actor import Actor
from portal.core.permissions import require
from portal.core.places import country_choices
from portal.core.rest import actor_of
from portal.core.texts import clean_block, clean_line
from trade.models import Order
from trade.orders.direct import MOST_SAMPLES
from trade.orders.moving import ADDRESS
from trade.permissions import can_order


class ShipToSerializer(serializers.Serializer[Any]):
    """Where it goes to; without any, your company's own address."""

    name = serializers.CharField(max_length=120)
    street = serializers.CharField(max_length=160)
    postcode = serializers.CharField(required=False, allow_blank=True, max_length=16)
    city = serializers.CharField(max_length=80)
    region = serializers.CharField(required=False, allow_blank=True, max_length=80)
    country = serializers.CharField(max_length=2, help_text="ISO 3166-1 alpha-2")
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)

    def validate_country(self, code: str) -> str:
        if code not in dict(country_choices()):
            raise serializers.ValidationError(_("Choose a country by its two letters, such as KR."))
        return code


class PlaceSerializer(serializers.Serializer[Any]):
    """`key` is a UUID of your own making: sent again with it, the same order is answered and nothing is ordered twice.

    At list terms `price` is the list's price of one unit at this quantity, in `currency`, as you have seen it: when it
    is another now, the answer is 409. With `sample` the terms are the product's for samples, and no price is sent.
    """

    key = serializers.UUIDField()
    product = serializers.CharField(max_length=16, help_text="its reference")
    sample = serializers.BooleanField(required=False, default=False)
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3, min_value=Decimal(0))
    price = serializers.DecimalField(max_digits=18, decimal_places=4, min_value=Decimal(0), required=False)
    currency = serializers.CharField(required=False, max_length=3)
    variant = serializers.CharField(required=False, allow_blank=True, max_length=64, help_text="its SKU")
    payment = serializers.CharField(
        required=False, allow_blank=True, max_length=16, help_text="one of the product's payment terms"
    )
    buyer_po = serializers.CharField(required=False, allow_blank=True, max_length=40)
    note = serializers.CharField(required=False, allow_blank=True, max_length=4000)
    ship_to = ShipToSerializer(required=False)

    def validate(self, sent: dict[str, Any]) -> dict[str, Any]:
        if sent["sample"]:
            if wrong := [name for name in ("price", "currency", "variant", "payment") if sent.get(name)]:
                words = _("Samples go by the product's own terms: leave this out.")
                raise serializers.ValidationError({name: [words] for name in wrong})
            return sent
        if missing := [name for name in ("price", "currency") if name not in sent]:
            words = _("Name the price that you have seen.")
            raise serializers.ValidationError({name: [words] for name in missing})
        try:
            Order._meta.get_field("currency").run_validators(sent["currency"])
        except Malformed as problem:
            raise serializers.ValidationError({"currency": problem.messages}) from None
        return sent


class PlacingActions:
    """Mixed into the view set of orders, which names the form of the answer."""

    answer: Any
    sent: Any

    def create(self, request: Request) -> Response:
        actor = actor_of(request)
        require(can_order(actor), _("Only who buys for a company orders."))
        sent = self.sent(PlaceSerializer)
        is_known = Order.objects.visible_to(actor).filter(buyer=actor.company, form_token=sent["key"]).exists()
        order = place_sample(actor, sent) if sent["sample"] else place_at_list_terms(actor, sent)
        answered: Response = self.answer(order, 200 if is_known else 201)
        return answered


def product_sent(actor: Actor, sent: dict[str, Any]) -> Product:
    rows = Product.objects.visible_to(actor).select_related("company")
    found: Product = get_object_or_404(rows, ref=sent["product"].replace("\x00", ""))
    return found


def words_sent(sent: dict[str, Any]) -> dict[str, Any]:
    """The buyer's own: its number, its message, and the address in full."""
    words: dict[str, Any] = {
        "buyer_po": clean_line(sent.get("buyer_po", ""))[:40],
        "note": clean_block(sent.get("note", "")).strip(),
    }
    if address := sent.get("ship_to"):
        words["ship_to"] = {name: clean_line(address.get(name, "")) for name in ADDRESS}
    return words


def place_at_list_terms(actor: Actor, sent: dict[str, Any]) -> Order:
    product, variant = product_sent(actor, sent), None
    if sku := sent.get("variant", ""):
        offered = Variant.objects.filter(product=product, is_offered=True)
        variant = get_object_or_404(offered, sku=sku.replace("\x00", ""))
    price, payment = Money(sent["price"], sent["currency"]), sent.get("payment", "")
    return Order.place_at_list_terms(
        actor, product, sent["quantity"], price, sent["key"], variant=variant, payment=payment, **words_sent(sent)
    )


def place_sample(actor: Actor, sent: dict[str, Any]) -> Order:
    if sent["quantity"] > MOST_SAMPLES:
        words = _("Order between 1 and %(most)s samples.") % {"most": MOST_SAMPLES}
        raise serializers.ValidationError({"quantity": [words]})
    return Order.place_sample(actor, product_sent(actor, sent), sent["quantity"], sent["key"], **words_sent(sent))
