"""`/api/v1/orders/`: a company's own, by the same verbs as the pages. Decimals are strings, days ISO 8601."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core.rest import actor_of
from trade.models import Delivery, Order, OrderLine
from trade.orders.api_changes import ChangeActions
from trade.orders.api_placing import PlaceSerializer, PlacingActions


class OrderLineSerializer(serializers.ModelSerializer[OrderLine]):
    """`line` is its position; `left` what is not on its way yet."""

    line = serializers.IntegerField(source="position")
    price = serializers.DecimalField(source="amount", max_digits=18, decimal_places=4)
    left = serializers.DecimalField(max_digits=14, decimal_places=3)

    class Meta:
        model = OrderLine
        fields = ["line", "title", "sku", "text", "hs_code", "origin", "quantity", "unit", "price", "shipped", "left"]


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    class Meta:
        model = Delivery
        fields = [
            *("number", "shipped_on", "expected_on", "carrier", "tracking", "note"),
            *("received_at", "received_note"),
        ]


class OrderSerializer(serializers.ModelSerializer[Order]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    state = serializers.CharField(read_only=True, help_text="as in docs/orders.md")
    kind = serializers.CharField(read_only=True, help_text="quotation, catalogue, sample or joint")
    number = serializers.CharField(source="full_number", read_only=True)
    quotation = serializers.CharField(source="quotation.ref", default=None, read_only=True)
    days_late = serializers.IntegerField(
        read_only=True, help_text="since the day promised or expected for the next step; 0 in time"
    )
    buyer = serializers.CharField(source="buyer.slug", read_only=True)
    supplier = serializers.CharField(source="supplier.slug", read_only=True)

    class Meta:
        model = Order
        fields = [
            *("ref", "state", "url", "number", "kind", "title", "quotation", "buyer", "supplier", "buyer_po"),
            *("currency", "total", "incoterm", "incoterm_place", "ready_by", "ship_by", "deliver_by", "days_late"),
            *("placed_at", "confirmed_at", "shipped_at", "delivered_at", "completed_at", "cancelled_at", "updated_at"),
        ]
        read_only_fields = fields


class OrderDetailSerializer(OrderSerializer):
    lines = serializers.SerializerMethodField()
    deliveries = serializers.SerializerMethodField()
    ship_to = serializers.DictField(child=serializers.CharField(allow_blank=True), read_only=True)

    class Meta(OrderSerializer.Meta):
        fields = [*OrderSerializer.Meta.fields, "cancel_reason", "ship_to", "lines", "deliveries"]
        read_only_fields = fields

    @extend_schema_field(OrderLineSerializer(many=True))
    def get_lines(self, order: Order) -> Any:
        return OrderLineSerializer(order.lines.order_by("position"), many=True).data

    @extend_schema_field(DeliverySerializer(many=True))
    def get_deliveries(self, order: Order) -> Any:
        return DeliverySerializer(order.deliveries.order_by("number"), many=True).data


class DaysSerializer(serializers.Serializer[Any]):
    """Promised days; without any, the lead time from today on."""

    ready_by = serializers.DateField(required=False, allow_null=True)
    ship_by = serializers.DateField(required=False, allow_null=True)
    deliver_by = serializers.DateField(required=False, allow_null=True)


class SentSerializer(serializers.Serializer[Any]):
    line = serializers.IntegerField(min_value=1)
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3, min_value=Decimal(0))


class ShipmentSerializer(serializers.Serializer[Any]):
    """Without `lines` all that is left. `seen` is the number of deliveries you know of: with another one, 409."""

    lines = SentSerializer(many=True, required=False)
    seen = serializers.IntegerField(required=False, min_value=0)
    shipped_on = serializers.DateField(required=False)
    expected_on = serializers.DateField(required=False, allow_null=True)
    carrier = serializers.CharField(required=False, allow_blank=True, max_length=80)
    tracking = serializers.CharField(required=False, allow_blank=True, max_length=80)
    note = serializers.CharField(required=False, allow_blank=True, max_length=500)


class ReceivedSerializer(serializers.Serializer[Any]):
    delivery = serializers.IntegerField(min_value=1)
    note = serializers.CharField(required=False, allow_blank=True, max_length=500)


class CancelSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=1000)


class BuyerNumberSerializer(serializers.Serializer[Any]):
    buyer_po = serializers.CharField(allow_blank=True, max_length=40)


BOXES = {"sold": "supplier_id", "bought": "buyer_id"}


@extend_schema_view(
    list=extend_schema(parameters=[OpenApiParameter(name, str) for name in ("box", "state")]),
    retrieve=extend_schema(responses=OrderDetailSerializer),
    create=extend_schema(request=PlaceSerializer, responses={200: OrderDetailSerializer, 201: OrderDetailSerializer}),
)
class OrderViewSet(PlacingActions, ChangeActions, viewsets.ReadOnlyModelViewSet[Order]):
    """Orders that your company sold (`box=sold`) or bought (`box=bought`); nobody else's, ever.

    `POST` orders what a catalogue lists, or samples.
    """

    scope = "orders"
    serializer_class = OrderSerializer
    lookup_field = "ref"
    queryset = Order.objects.none()

    def get_queryset(self) -> QuerySet[Order, Any]:
        actor = actor_of(self.request)
        rows: Any = Order.objects.visible_to(actor).for_cards().order_by("-pk")
        if self.action == "list":
            asked = {name: self.request.query_params.get(name, "").replace("\x00", "") for name in ("box", "state")}
            rows = rows.filter(**{BOXES[asked["box"]]: actor.company_id}) if asked["box"] in BOXES else rows
            rows = rows.filter(state=asked["state"]) if asked["state"] else rows
        return rows  # type: ignore[no-any-return]  # for_cards is loosely typed

    def answer(self, order: Order, status: int = 200) -> Response:
        fresh = get_object_or_404(self.get_queryset(), pk=order.pk)
        return Response(OrderDetailSerializer(fresh, context=self.get_serializer_context()).data, status=status)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    def sent(self, kind: Any) -> dict[str, Any]:
        form = kind(data=self.request.data)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    @extend_schema(request=DaysSerializer, responses=OrderDetailSerializer)
    @action(detail=True, methods=["post"])
    def confirmation(self, request: Request, ref: str) -> Response:
        order, days = self.get_object(), self.sent(DaysSerializer)
        known: dict[str, date | None] = {name: days.get(name) for name in ("ready_by", "ship_by", "deliver_by")}
        order.confirm(actor_of(request), **known)
        return self.answer(order)

    @extend_schema(request=None, responses=OrderDetailSerializer)
    @action(detail=True, methods=["post"])
    def production(self, request: Request, ref: str) -> Response:
        order = self.get_object()
        order.start_production(actor_of(request))
        return self.answer(order)

    @extend_schema(request=None, responses=OrderDetailSerializer)
    @action(detail=True, methods=["post"])
    def readiness(self, request: Request, ref: str) -> Response:
        order = self.get_object()
        order.mark_ready(actor_of(request))
        return self.answer(order)

    @extend_schema(request=ShipmentSerializer, responses={201: OrderDetailSerializer})
    @action(detail=True, methods=["post"])
    def deliveries(self, request: Request, ref: str) -> Response:
        order, sent = self.get_object(), self.sent(ShipmentSerializer)
        lines = sent.pop("lines", None)
        quantities = None if lines is None else {one["line"]: one["quantity"] for one in lines}
        order.ship(actor_of(request), quantities, sent.pop("seen", None), **sent)
        return self.answer(order, 201)

    @extend_schema(request=ReceivedSerializer, responses=OrderDetailSerializer)
    @action(detail=True, methods=["post"])
    def receipt(self, request: Request, ref: str) -> Response:
        order, sent = self.get_object(), self.sent(ReceivedSerializer)
        order.receive(sent["delivery"], actor_of(request), sent.get("note", ""))
        return self.answer(order)

    @extend_schema(request=None, responses=OrderDetailSerializer)
    @action(detail=True, methods=["post"])
    def reminder(self, request: Request, ref: str) -> Response:
        """The buyer asks after what is late, once in three days."""
        order = self.get_object()
        order.remind(actor_of(request))
        return self.answer(order)

    @extend_schema(request=None, responses=OrderDetailSerializer)
    @action(detail=True, methods=["post"])
    def completion(self, request: Request, ref: str) -> Response:
        order = self.get_object()
        order.complete(actor_of(request))
        return self.answer(order)

    @extend_schema(request=CancelSerializer, responses=OrderDetailSerializer)
    @action(detail=True, methods=["post"])
    def cancellation(self, request: Request, ref: str) -> Response:
        order = self.get_object()
        order.cancel(self.sent(CancelSerializer)["reason"], actor_of(request))
        return self.answer(order)

    @extend_schema(request=BuyerNumberSerializer, responses=OrderDetailSerializer)
    @action(detail=True, methods=["post"], url_path="number", url_name="number")
    def numbering(self, request: Request, ref: str) -> Response:
        order = self.get_object()
        order.set_buyer_po(self.sent(BuyerNumberSerializer)["buyer_po"], actor_of(request))
        return self.answer(order)
