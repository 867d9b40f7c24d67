"""`/api/v1/orders/<ref>/changes/`: a change is asked for by one side and answered by the other, by the pages' verbs."""

from decimal import Decimal
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core.rest import actor_of
from trade.models import Order
from trade.orders.change_row import OrderChange
from trade.orders.wording import DATES

NUMBER = OpenApiParameter("number", OpenApiTypes.INT, OpenApiParameter.PATH)


class ChangeSerializer(serializers.ModelSerializer[OrderChange]):
    """`before` and `after` are the whole wording of the order then and as it would be; `{"cancels": true}` ends it."""

    asked_by = serializers.CharField(source="company.slug", read_only=True)
    before = serializers.DictField(read_only=True)
    after = serializers.DictField(read_only=True)

    class Meta:
        model = OrderChange
        fields = ["number", "state", "asked_by", "reason", "answer", "created_at", "decided_at", "before", "after"]
        read_only_fields = fields


class ChangedLineSerializer(serializers.Serializer[Any]):
    line = serializers.IntegerField(min_value=1, help_text="its position; lines that are not named stay as they are")
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3, min_value=Decimal(0), required=False)
    price = serializers.DecimalField(max_digits=18, decimal_places=4, min_value=Decimal(0), required=False)


class WishSerializer(serializers.Serializer[Any]):
    """What is not named stays; a quantity of 0 takes a line out. With `cancels` the order ends; say why."""

    reason = serializers.CharField(required=False, allow_blank=True, max_length=1000)
    cancels = serializers.BooleanField(required=False, default=False)
    ready_by = serializers.DateField(required=False, allow_null=True)
    ship_by = serializers.DateField(required=False, allow_null=True)
    deliver_by = serializers.DateField(required=False, allow_null=True)
    incoterm = serializers.CharField(required=False, max_length=3, allow_blank=True)
    incoterm_place = serializers.CharField(required=False, max_length=80, allow_blank=True)
    lines = ChangedLineSerializer(many=True, required=False)


class RefusalSerializer(serializers.Serializer[Any]):
    answer = serializers.CharField(required=False, allow_blank=True, default="", max_length=1000)


def whole(order: Order, lines: list[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
    """All lines as they would be; raises ValidationError for one that the order does not have."""
    if lines is None:
        return None
    wishes = {one["line"]: one for one in lines}
    known = list(order.lines.order_by("position").values_list("position", flat=True))
    if unknown := sorted(set(wishes) - set(known)):
        raise serializers.ValidationError({"lines": [f"There is no line {unknown[0]}."]})
    rows = []
    for position in known:
        wish = wishes.get(position, {})
        named = {"quantity": wish.get("quantity"), "amount": wish.get("price")}
        if named["quantity"] != 0:
            rows.append({"position": position, **{name: value for name, value in named.items() if value is not None}})
    return rows


class ChangeActions:
    """Mixed into the view set of orders."""

    get_object: Any
    sent: Any

    @extend_schema(methods=["GET"], responses=ChangeSerializer(many=True))
    @extend_schema(methods=["POST"], request=WishSerializer, responses={201: ChangeSerializer})
    @action(detail=True, methods=["get", "post"], pagination_class=None, filter_backends=[])
    def changes(self, request: Request, ref: str) -> Response:
        order = self.get_object()
        if request.method == "GET":
            return Response(ChangeSerializer(order.changes.select_related("company"), many=True).data)
        wish = self.sent(WishSerializer)
        terms = {name: wish[name] for name in (*DATES, "incoterm", "incoterm_place") if name in wish}
        words = {"reason": wish.get("reason", ""), "cancels": wish["cancels"]}
        change = order.propose_change(actor_of(request), lines=whole(order, wish.get("lines")), **words, **terms)
        return Response(ChangeSerializer(change).data, status=201)

    @extend_schema(request=None, responses=ChangeSerializer, parameters=[NUMBER])
    @action(detail=True, methods=["post"], url_path=r"changes/(?P<number>\d{1,5})/agreement")
    def change_agreement(self, request: Request, ref: str, number: str) -> Response:
        order = self.get_object()
        order.agree_change(int(number), actor_of(request))
        return decided(order, number)

    @extend_schema(request=RefusalSerializer, responses=ChangeSerializer, parameters=[NUMBER])
    @action(detail=True, methods=["post"], url_path=r"changes/(?P<number>\d{1,5})/refusal")
    def change_refusal(self, request: Request, ref: str, number: str) -> Response:
        order = self.get_object()
        order.refuse_change(int(number), self.sent(RefusalSerializer)["answer"], actor_of(request))
        return decided(order, number)

    @extend_schema(request=None, responses=ChangeSerializer, parameters=[NUMBER])
    @action(detail=True, methods=["post"], url_path=r"changes/(?P<number>\d{1,5})/withdrawal")
    def change_withdrawal(self, request: Request, ref: str, number: str) -> Response:
        order = self.get_object()
        order.withdraw_change(int(number), actor_of(request))
        return decided(order, number)


def decided(order: Order, number: str) -> Response:
    change = get_object_or_404(order.changes.select_related("company"), number=int(number))
    return Response(ChangeSerializer(change).data)
