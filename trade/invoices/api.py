"""`/api/v1/invoices/`: a company's own, by the same form and verbs as the pages. Decimals are strings."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError as Malformed
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core.permissions import require
from portal.core.rest import actor_of
from portal.core.texts import clean_line
from trade.invoices.forms import Draft, checked_quantity
from trade.invoices.list_views import Asked
from trade.invoices.models import Invoice, InvoiceLine, InvoiceTax
from trade.invoices.permissions import can_draft_invoice
from trade.invoices.rows import Kind
from trade.orders.models import Order


class InvoiceLineSerializer(serializers.ModelSerializer[InvoiceLine]):
    """`line` is the place of the order's line, from 1."""

    line = serializers.IntegerField(source="order_line.position", read_only=True)
    price = serializers.DecimalField(source="amount", max_digits=18, decimal_places=4, read_only=True)

    class Meta:
        model = InvoiceLine
        fields = ("line", "title", "sku", "hs_code", "origin", "quantity", "unit", "price", "category", "rate", "net")
        read_only_fields = fields


class InvoiceTaxSerializer(serializers.ModelSerializer[InvoiceTax]):
    taxable = serializers.DecimalField(max_digits=18, decimal_places=4, read_only=True)

    class Meta:
        model = InvoiceTax
        fields = ("category", "rate", "taxable", "amount", "reason_code", "reason")
        read_only_fields = fields


class InvoiceSerializer(serializers.ModelSerializer[Invoice]):
    """`number` is null in a draft; `payable` is the total less what was paid before."""

    url = serializers.CharField(source="get_absolute_url", read_only=True)
    state = serializers.CharField(read_only=True, help_text="draft or issued")
    kind = serializers.CharField(read_only=True, help_text="pro_forma, invoice or credit_note")
    number = serializers.SerializerMethodField()
    order = serializers.CharField(source="order.ref", read_only=True)
    credits = serializers.CharField(source="credits.ref", default=None, read_only=True)
    issuer = serializers.CharField(source="issuer.slug", read_only=True)
    recipient = serializers.CharField(source="recipient.slug", read_only=True)
    total = serializers.DecimalField(max_digits=18, decimal_places=4, read_only=True)
    payable = serializers.DecimalField(max_digits=18, decimal_places=4, read_only=True)

    class Meta:
        model = Invoice
        fields = (
            *("ref", "kind", "state", "number", "url", "title", "order", "credits", "issuer", "recipient"),
            *("buyer_po", "currency", "net", "allowance", "tax", "total", "prepaid", "payable"),
            *("issued_on", "supplied_on", "due_on"),
        )
        read_only_fields = fields

    def get_number(self, invoice: Invoice) -> str | None:
        return invoice.full_number or None


class InvoiceDetailSerializer(InvoiceSerializer):
    lines = InvoiceLineSerializer(many=True, read_only=True)
    taxes = InvoiceTaxSerializer(many=True, read_only=True)
    gaps = serializers.SerializerMethodField(help_text="what a draft lacks before it can be issued")

    class Meta(InvoiceSerializer.Meta):
        fields = (*InvoiceSerializer.Meta.fields, "lines", "taxes", "reason", "note", "gaps")  # type: ignore[assignment]  # longer
        read_only_fields = fields  # type: ignore[assignment]  # as above

    def get_gaps(self, invoice: Invoice) -> list[str]:
        return invoice.gaps() if invoice.is_draft else []


class AskedLineSerializer(serializers.Serializer[Any]):
    """`line` is the place of the order's line, from 1; 0 leaves it out. A credit note takes only the quantity."""

    line = serializers.IntegerField()
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3)
    category = serializers.CharField(required=False, help_text="S, Z, E, G, K, AE or O")
    rate = serializers.DecimalField(max_digits=5, decimal_places=2, required=False)


class BeginInvoiceSerializer(serializers.Serializer[Any]):
    """An `order` (with `kind`, `invoice` unless said otherwise), or in `credits` the invoice to credit."""

    order = serializers.CharField(required=False)
    kind = serializers.ChoiceField(choices=["invoice", "pro_forma"], required=False)
    credits = serializers.CharField(required=False)
    lines = AskedLineSerializer(many=True, required=False)


class WriteInvoiceSerializer(serializers.Serializer[Any]):
    """`terms` by the names of the page's form; those that are not named stay, and so do lines that are not named."""

    terms = serializers.DictField(child=serializers.CharField(allow_null=True), required=False)
    lines = AskedLineSerializer(many=True, required=False)


def rows_sent(order: Order, sent: Any) -> list[tuple[Any, dict[str, Any]]]:
    """Each with the order's line that it means."""
    if not isinstance(sent, list) or not all(isinstance(one, dict) for one in sent):
        raise ParseError(_("Send the lines as a list of objects."))
    places = {line.position: line for line in order.lines.all()}
    found = []
    for one in sent:
        place = one.get("line")
        if not isinstance(place, int) or isinstance(place, bool) or place not in places:
            raise ValidationError({"lines": [_("Say by `line`, from 1, which line of the order is meant.")]})
        found.append((places[place], one))
    return found


def quantities_sent(order: Order, sent: dict[str, Any]) -> dict[int, Decimal] | None:
    if "lines" not in sent:
        return None
    try:
        return {line.pk: checked_quantity(one.get("quantity")) for line, one in rows_sent(order, sent["lines"])}
    except Malformed as problem:
        raise ValidationError({"lines": problem.messages}) from None


def ref_of(sent: Any) -> str:
    """What was sent for a reference, as one that can be looked for."""
    return clean_line(str(sent))[:16]


def draft_sent(invoice: Invoice, sent: dict[str, Any]) -> Draft:
    """The page's editor, filled with what stands and what was sent."""
    shown = Draft(invoice)
    known = {name: shown.form.get_initial_for_field(field, name) for name, field in shown.form.fields.items()}
    for form in shown.lines:
        names = form.fields.items()
        known |= {form.add_prefix(name): form.get_initial_for_field(field, name) for name, field in names}
    terms = sent.get("terms") or {}
    if not isinstance(terms, dict):
        raise ParseError(_("Send the terms as an object."))
    known |= {name: value for name, value in terms.items() if name in shown.form.fields}
    for line, one in rows_sent(invoice.order, sent.get("lines") or []):
        given = {name: one[name] for name in ("quantity", "category", "rate") if name in one}
        known |= {f"l{line.pk}-{name}": value for name, value in given.items()}
    return Draft(invoice, {name: "" if value is None else str(value) for name, value in known.items()})


FILTERS = [OpenApiParameter(name, str) for name in ("box", "kind", "state", "q", "since", "until", "order")]


@extend_schema_view(list=extend_schema(parameters=FILTERS), retrieve=extend_schema(responses=InvoiceDetailSerializer))
class InvoiceViewSet(viewsets.ReadOnlyModelViewSet[Invoice]):
    """Invoices your company issued (`box=given`) or received (`box=received`); nobody else's, ever.

    `POST` begins a draft, `PATCH` writes it, `issue/` gives it its number: from then on it does not change.
    """

    scope = "invoices"
    serializer_class = InvoiceSerializer
    lookup_field = "ref"
    queryset = Invoice.objects.none()

    def get_queryset(self) -> QuerySet[Invoice, Any]:
        actor = actor_of(self.request)
        rows: Any = Invoice.objects.visible_to(actor).for_cards()
        if self.action == "list":
            asked = {name: str(value).replace("\0", "") for name, value in self.request.query_params.items()}
            if asked.get("box") in {"given", "received"}:
                rows = Asked(actor, asked).rows
            else:
                rows = rows.filter(**{name: asked[name] for name in ("kind", "state") if asked.get(name)})
            rows = rows.filter(order__ref=asked["order"]) if asked.get("order") else rows
            return rows.order_by("-pk")  # type: ignore[no-any-return]  # for_cards is loosely typed
        return rows.prefetch_related("lines__order_line", "taxes")  # type: ignore[no-any-return]  # as above

    def answer(self, invoice: Invoice, status: int = 200) -> Response:
        fresh = get_object_or_404(self.get_queryset(), pk=invoice.pk)
        return Response(InvoiceDetailSerializer(fresh, context=self.get_serializer_context()).data, status=status)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    def sent(self) -> dict[str, Any]:
        if not isinstance(self.request.data, dict):
            raise ParseError(_("Send an object."))
        return self.request.data

    @extend_schema(request=BeginInvoiceSerializer, responses={201: InvoiceDetailSerializer})
    def create(self, request: Request) -> Response:
        actor, sent = actor_of(request), self.sent()
        if sent.get("credits"):
            credited = get_object_or_404(Invoice.objects.visible_to(actor), ref=ref_of(sent["credits"]))
            return self.answer(Invoice.credit(actor, credited, quantities_sent(credited.order, sent)), 201)
        order = get_object_or_404(Order.objects.visible_to(actor), ref=ref_of(sent.get("order")))
        kind = sent.get("kind", Kind.INVOICE)
        if kind not in {Kind.INVOICE, Kind.PRO_FORMA}:
            raise ValidationError({"kind": [_("An order becomes an invoice or a pro-forma.")]})
        return self.answer(Invoice.draft(actor, order, str(kind), quantities_sent(order, sent)), 201)

    @extend_schema(request=WriteInvoiceSerializer, responses=InvoiceDetailSerializer)
    def partial_update(self, request: Request, ref: str) -> Response:
        actor, invoice = actor_of(request), self.get_object()
        require(can_draft_invoice(actor, invoice), _("Your role may not change this invoice."))
        seen, draft = invoice.stamp, draft_sent(invoice, self.sent())
        if not draft.is_valid():
            raise ValidationError({anchor.removeprefix("id_"): [words] for anchor, _label, words in draft.problems})
        draft.write(actor, seen)
        return self.answer(invoice)

    @extend_schema(responses={204: None})
    def destroy(self, request: Request, ref: str) -> Response:
        """A draft is deleted; what was issued stays."""
        self.get_object().discard(actor_of(request))
        return Response(status=204)

    @extend_schema(request=None, responses=InvoiceDetailSerializer)
    @action(detail=True, methods=["post"])
    def issue(self, request: Request, ref: str) -> Response:
        invoice = self.get_object()
        invoice.issue(actor_of(request))
        return self.answer(invoice)
