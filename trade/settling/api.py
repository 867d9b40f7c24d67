"""`/api/v1/orders/<ref>/instalments/` and `payments/`: how an order is paid, by the verbs of the pages.

Decimals are strings, days ISO 8601. Payments by card are made on the page alone.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError as UnfitFile
from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core.papers import MOST_FILES, Paper, as_paper
from portal.core.rest import actor_of
from portal.core.texts import clean_line
from trade.orders.models import Order
from trade.settling.downloads import proof_file
from trade.settling.models import Instalment, OutsidePayment, ProofPaper

ORDER = OpenApiParameter("order", OpenApiTypes.STR, OpenApiParameter.PATH, description="the order's reference")
NUMBER = OpenApiParameter("number", OpenApiTypes.INT, OpenApiParameter.PATH)


class ProofPaperSerializer(serializers.ModelSerializer[ProofPaper]):
    """A bank's paper about a transfer, and where it is to be had."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = ProofPaper
        fields = ["title", "url"]
        read_only_fields = fields

    def get_url(self, paper: ProofPaper) -> str:
        payment: Any = paper.payment
        return f"/api/v1/orders/{payment.instalment.order.ref}/payments/{payment.ref}/proofs/{paper.ref}/"


class OutsidePaymentSerializer(serializers.ModelSerializer[OutsidePayment]):
    """A payment outside the portal; `amount` is what was reported as sent, `received` what was confirmed."""

    state = serializers.CharField(read_only=True, help_text="reported, confirmed, refused or withdrawn")
    instalment = serializers.IntegerField(source="instalment.number", read_only=True)
    currency = serializers.CharField(source="instalment.currency", read_only=True)
    proofs = ProofPaperSerializer(source="papers", many=True, read_only=True)

    class Meta:
        model = OutsidePayment
        fields = [
            *("ref", "state", "instalment", "amount", "currency", "sent_on", "reference", "proofs"),
            *("received", "received_on", "reason", "created_at", "decided_at"),
        ]
        read_only_fields = fields


class InstalmentSerializer(serializers.ModelSerializer[Instalment]):
    """A part of an order's total; negative is what the supplier owes back. All that are not waived sum to the total."""

    order = serializers.CharField(source="order.ref", read_only=True)
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    kind = serializers.CharField(read_only=True, help_text="deposit, balance, instalment, full or credit")
    state = serializers.CharField(
        read_only=True, help_text="planned, due, reported, paid, lost (charged back) or waived"
    )
    rule = serializers.CharField(read_only=True, help_text="confirmed, ready, shipped, delivered or date")
    way = serializers.CharField(read_only=True, help_text="transfer, stripe or lc")
    expected_on = serializers.DateField(
        read_only=True, allow_null=True, help_text="due, or to be due as far as promised days say"
    )
    is_overdue = serializers.BooleanField(read_only=True)
    payments = OutsidePaymentSerializer(source="proofs", many=True, read_only=True)

    class Meta:
        model = Instalment
        fields = [
            *("order", "number", "url", "kind", "state", "amount", "currency", "rule", "days", "due_on"),
            *("expected_on", "is_overdue", "way", "paid_at", "waive_reason", "payments"),
        ]
        read_only_fields = fields


def past_day(day: date) -> None:
    if day > timezone.localdate():
        raise serializers.ValidationError(_("This day has not come yet."))


class ReportSerializer(serializers.Serializer[Any]):
    """What your bank has sent; without `amount` all of the instalment. With proofs, send multipart/form-data."""

    sent_on = serializers.DateField(validators=[past_day])
    amount = serializers.DecimalField(max_digits=18, decimal_places=4, min_value=Decimal("0.0001"), required=False)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=80)
    proof = serializers.ListField(
        child=serializers.FileField(),
        required=False,
        max_length=MOST_FILES,
        help_text="PDFs or pictures, up to 10 MB each",
    )


class ReceiptOfMoneySerializer(serializers.Serializer[Any]):
    """What has come to your bank; without `amount` all of it. Less leaves a rest that is to be paid."""

    received_on = serializers.DateField(validators=[past_day])
    amount = serializers.DecimalField(max_digits=18, decimal_places=4, min_value=Decimal("0.0001"), required=False)
    reference = serializers.CharField(required=False, allow_blank=True, max_length=80)


class NotComeSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=500)


class OfOrder(viewsets.ReadOnlyModelViewSet[Any]):
    """Below an order of the acting company's; that of others is not there."""

    scope = "orders"

    def order(self) -> Order:
        rows = Order.objects.visible_to(actor_of(self.request))
        found: Order = get_object_or_404(rows, ref=self.kwargs["order"])
        return found

    def sent(self, kind: Any) -> dict[str, Any]:
        form = kind(data=self.request.data)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    def answer(self, payment: OutsidePayment, status: int = 200) -> Response:
        rows = OutsidePayment.objects.visible_to(actor_of(self.request)).select_related("instalment__order")
        return Response(OutsidePaymentSerializer(get_object_or_404(rows, pk=payment.pk)).data, status=status)


@extend_schema(parameters=[ORDER])
class InstalmentViewSet(OfOrder):
    """How an order is to be paid, part by part."""

    serializer_class = InstalmentSerializer
    queryset = Instalment.objects.none()
    lookup_field = "number"
    lookup_value_regex = r"\d{1,5}"

    def get_queryset(self) -> QuerySet[Instalment, Any]:
        rows: Any = Instalment.objects.visible_to(actor_of(self.request)).filter(order=self.order())
        found: QuerySet[Instalment, Any] = rows.select_related("order").order_by("number")
        return found.prefetch_related("proofs__instalment__order", "proofs__papers__payment__instalment__order")

    @extend_schema(
        parameters=[NUMBER],
        request={"application/json": ReportSerializer, "multipart/form-data": ReportSerializer},
        responses={201: OutsidePaymentSerializer},
    )
    @action(detail=True, methods=["post"])
    def report(self, request: Request, order: str, number: str) -> Response:
        """The buyer has sent money by its bank; the supplier confirms when it has come."""
        one, sent = self.get_object(), self.sent(ReportSerializer)
        words, papers = clean_line(sent.get("reference", "")), papers_of(sent.get("proof", []))
        payment = one.report(actor_of(request), sent.get("amount", one.amount), sent["sent_on"], words, papers)
        return self.answer(payment, 201)

    @extend_schema(parameters=[NUMBER], request=ReceiptOfMoneySerializer, responses={201: OutsidePaymentSerializer})
    @action(detail=True, methods=["post"])
    def receipt(self, request: Request, order: str, number: str) -> Response:
        """The supplier says that money came which nobody has reported."""
        one, sent = self.get_object(), self.sent(ReceiptOfMoneySerializer)
        words = clean_line(sent.get("reference", ""))
        payment = one.receive(actor_of(request), sent.get("amount", one.amount), sent["received_on"], words)
        return self.answer(payment, 201)


@extend_schema(parameters=[ORDER])
class OutsidePaymentViewSet(OfOrder):
    """What was paid outside the portal: reported by the buyer, confirmed or refused by the supplier."""

    serializer_class = OutsidePaymentSerializer
    queryset = OutsidePayment.objects.none()
    lookup_field = "ref"

    def get_queryset(self) -> QuerySet[OutsidePayment, Any]:
        rows: Any = OutsidePayment.objects.visible_to(actor_of(self.request)).filter(instalment__order=self.order())
        return rows.select_related("instalment__order").prefetch_related("papers").order_by("pk")  # type: ignore[no-any-return]  # loosely typed

    @extend_schema(request=ReceiptOfMoneySerializer, responses=OutsidePaymentSerializer)
    @action(detail=True, methods=["post"])
    def confirmation(self, request: Request, order: str, ref: str) -> Response:
        """The supplier: it has come, or a part of it."""
        payment, sent = self.get_object(), self.sent(ReceiptOfMoneySerializer)
        payment.confirm(actor_of(request), sent.get("amount", payment.amount), sent["received_on"])
        return self.answer(payment)

    @extend_schema(request=NotComeSerializer, responses=OutsidePaymentSerializer)
    @action(detail=True, methods=["post"])
    def refusal(self, request: Request, order: str, ref: str) -> Response:
        """The supplier: it has not come; the instalment is to be paid again."""
        payment = self.get_object()
        payment.refuse(actor_of(request), self.sent(NotComeSerializer)["reason"])
        return self.answer(payment)

    @extend_schema(request=None, responses=OutsidePaymentSerializer)
    @action(detail=True, methods=["post"])
    def withdrawal(self, request: Request, order: str, ref: str) -> Response:
        """The buyer reported it by mistake."""
        payment = self.get_object()
        payment.withdraw(actor_of(request))
        return self.answer(payment)

    @extend_schema(responses={(200, kind): OpenApiTypes.BINARY for kind in ("application/pdf", "image/jpeg")})
    @action(detail=True, methods=["get"], url_path=r"proofs/(?P<paper>[-\w]+)")
    def proof(self, request: Request, order: str, ref: str, paper: str) -> FileResponse:
        """A bank's paper, to the two companies."""
        rows = ProofPaper.objects.visible_to(actor_of(request)).filter(payment__in=self.get_queryset())
        return proof_file(get_object_or_404(rows, payment__ref=ref, ref=paper))


def papers_of(files: list[Any]) -> list[Paper]:
    """Looked through as on the page; what is wrong with one is a 400 under `proof`."""
    try:
        return [as_paper(file) for file in files]
    except UnfitFile as problem:
        raise serializers.ValidationError({"proof": problem.messages}) from None
