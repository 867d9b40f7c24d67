"""`/api/v1/quotations/`: a company's own, by the same forms and verbs as the pages. Decimals are strings."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from catalog.models import Product
from offers.models import RFQ, Inquiry
from portal.core.rest import actor_of
from trade.api_papers import PaperActions, QuotationPaperSerializer
from trade.models import Quotation, QuotationVersion
from trade.models.version import MOST_LINES, MOST_TIERS, TERMS
from trade.quotation_editor import blank
from trade.quotation_forms import LineForm, terms_form

Side = QuotationVersion.Side


class QuotedTierSerializer(serializers.Serializer[Any]):
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3)
    price = serializers.DecimalField(max_digits=18, decimal_places=4)


class RequirementAnswerSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    value = serializers.CharField()


class QuotedLineSerializer(serializers.Serializer[Any]):
    """`asked` is the place of the request's line, from 1; `line` that of this one; `price` null is no quote."""

    line = serializers.IntegerField(required=False)
    asked = serializers.IntegerField(allow_null=True, required=False)
    is_alternative = serializers.BooleanField(default=False)
    product = serializers.CharField(allow_null=True, required=False, help_text="reference of your own product")
    title = serializers.CharField(required=False)
    sku = serializers.CharField(required=False, allow_blank=True)
    text = serializers.CharField(required=False, allow_blank=True)
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3, allow_null=True, required=False)
    unit = serializers.CharField(required=False)
    moq = serializers.DecimalField(max_digits=14, decimal_places=3, allow_null=True, required=False)
    price = serializers.DecimalField(max_digits=18, decimal_places=4, allow_null=True, required=False)
    lead_time_days = serializers.IntegerField(allow_null=True, required=False)
    tiers = QuotedTierSerializer(many=True, required=False)
    answers = RequirementAnswerSerializer(many=True, required=False)


class QuotationSerializer(serializers.ModelSerializer[Quotation]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    state = serializers.CharField(read_only=True, help_text="as in docs/deals.md")
    turn = serializers.CharField(read_only=True, help_text="supplier, buyer, or empty")
    decline_reason = serializers.CharField(read_only=True)
    rfq = serializers.CharField(source="rfq.ref", default=None, read_only=True)
    inquiry = serializers.CharField(source="inquiry.ref", default=None, read_only=True)
    buyer = serializers.CharField(source="buyer.slug", read_only=True)
    supplier = serializers.CharField(source="supplier.slug", read_only=True)
    version = serializers.IntegerField(source="current.number", default=None, read_only=True)

    class Meta:
        model = Quotation
        fields = [
            *("ref", "state", "turn", "url", "title", "rfq", "inquiry", "buyer", "supplier", "version"),
            *("respond_by", "valid_until", "needs_confirmation", "decline_reason", "decline_note", "updated_at"),
        ]
        read_only_fields = fields


class VersionSerializer(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    side = serializers.CharField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    digest = serializers.CharField(help_text="SHA-256 of all that it says, once handed in")
    total = serializers.DecimalField(max_digits=30, decimal_places=4, allow_null=True)
    terms = serializers.DictField(child=serializers.CharField(allow_null=True))
    lines = QuotedLineSerializer(many=True)
    papers = QuotationPaperSerializer(many=True)


class QuotationDetailSerializer(QuotationSerializer):
    """With the version on the table, and the draft of the reader's own side."""

    table = serializers.SerializerMethodField()
    draft = serializers.SerializerMethodField()

    class Meta(QuotationSerializer.Meta):
        fields = [*QuotationSerializer.Meta.fields, "table", "draft"]
        read_only_fields = fields

    @extend_schema_field(VersionSerializer(allow_null=True))
    def get_table(self, quotation: Quotation) -> Any:
        return told(quotation, quotation.current)

    @extend_schema_field(VersionSerializer(allow_null=True))
    def get_draft(self, quotation: Quotation) -> Any:
        actor = actor_of(self.context["request"])
        return told(quotation, quotation.unsent(Side.SUPPLIER if actor.acts_for(quotation.supplier_id) else Side.BUYER))


class BeginSerializer(serializers.Serializer[Any]):
    """One of the two."""

    rfq = serializers.CharField(required=False)
    inquiry = serializers.CharField(required=False)


class WriteSerializer(serializers.Serializer[Any]):
    """Terms that are not named stay; a supplier's `lines` replace all there are."""

    terms = serializers.DictField(child=serializers.CharField(allow_null=True), required=False)
    lines = QuotedLineSerializer(many=True, required=False)


class NumberSerializer(serializers.Serializer[Any]):
    version = serializers.IntegerField()


class DeclineSerializer(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(choices=Quotation.Reason.choices)
    note = serializers.CharField(required=False)


class ApprovalSerializer(serializers.Serializer[Any]):
    approve = serializers.BooleanField(default=True)
    note = serializers.CharField(required=False)


def told(quotation: Quotation, version: QuotationVersion | None) -> Any:
    if version is None:
        return None
    asked = places_of(quotation)
    total = version.total()
    lines = [
        {
            **line.as_fields(),
            "line": place,
            "asked": asked.get(line.rfq_line_id or 0),
            "product": line.product.ref if line.product else None,
            "price": line.amount,
            "tiers": [{"quantity": tier.quantity, "price": tier.amount} for tier in line.tiers.all()],
        }
        for place, line in enumerate(version.all_lines(), 1)
    ]
    papers = version.documents.select_related("version__quotation")
    facts = {name: getattr(version, name) for name in ("number", "side", "submitted_at", "digest")}
    terms = {name: as_typed(getattr(version, name)) or None for name in TERMS}
    return VersionSerializer(
        {**facts, "total": total.amount if total else None, "terms": terms, "lines": lines, "papers": papers}
    ).data


def places_of(quotation: Quotation) -> dict[int, int]:
    lines = quotation.rfq.current_lines() if quotation.rfq else []
    return {line.pk: place for place, line in enumerate(lines, 1)}


def as_typed(value: Any) -> str:
    """A JSON value, or one of the model's, as a form would send it."""
    return "" if value is None else str(value)


def problems_of(form: Any) -> dict[str, list[str]]:
    """By the names that the API has for the fields."""
    return {name.replace("amount", "price"): [str(one) for one in texts] for name, texts in form.errors.items()}


def terms_sent(side: str, version: QuotationVersion, sent: Any) -> dict[str, Any]:
    """The terms as they stand with those sent put in, cleaned by the page's own form."""
    if not isinstance(sent, dict):
        raise ParseError(_("Send the terms as an object."))
    known = {name: getattr(version, name) for name in TERMS}
    form = terms_form(side, {name: as_typed(value) for name, value in {**known, **sent}.items()}, known)
    if not form.is_valid():
        raise ValidationError({"terms": problems_of(form)})
    return {name: value for name, value in form.cleaned_data.items() if name in TERMS}


def lines_sent(quotation: Quotation, version: QuotationVersion, side: str, sent: Any, products: Any) -> list[Any]:
    """All lines of a supplier's quotation; of a buyer's counter-offer those that change, by their `line`."""
    if not isinstance(sent, list) or len(sent) > MOST_LINES or not all(isinstance(one, dict) for one in sent):
        raise ParseError(_("Send the lines as a list of objects."))
    if side == Side.SUPPLIER:
        asked = quotation.rfq.current_lines() if quotation.rfq else []
        return [line_sent(one, base_of(one, asked), side, products, place) for place, one in enumerate(sent, 1)]
    rows = [line.as_fields() for line in version.all_lines()]
    for one in sent:
        place = one.get("line")
        if not isinstance(place, int) or isinstance(place, bool) or not 1 <= place <= len(rows):
            raise ValidationError({"lines": [_("Say by `line`, from 1, which line of the quotation is meant.")]})
        rows[place - 1] = line_sent(one, rows[place - 1], side, products, place)
    return rows


def base_of(sent: Mapping[str, Any], asked: list[Any]) -> dict[str, Any]:
    place = sent.get("asked")
    if place is None:
        return blank(None, bool(sent.get("is_alternative")))
    if not isinstance(place, int) or isinstance(place, bool) or not 1 <= place <= len(asked):
        raise ValidationError({"lines": [_("The request has no line with this number: `asked` counts from 1.")]})
    base = blank(asked[place - 1], bool(sent.get("is_alternative")))
    return {**base, "quantity": asked[place - 1].quantity}


def line_sent(sent: Mapping[str, Any], base: dict[str, Any], side: str, products: Any, place: int) -> dict[str, Any]:
    """One line as the page's own form cleans it."""
    names = ("title", "sku", "text", "quantity", "unit", "moq", "lead_time_days")
    data = {f"l-{name}": as_typed(sent.get(name, base[name])) for name in names}
    data |= {"l-amount": as_typed(sent.get("price", base["amount"])), "l-product": as_typed(sent.get("product"))}
    kept = [{"quantity": quantity, "price": amount} for quantity, amount in base["tiers"]] if side == Side.BUYER else []
    tiers = sent["tiers"] or [] if "tiers" in sent else kept
    for number, tier in enumerate(tiers[:MOST_TIERS] if isinstance(tiers, list) else []):
        tier = tier if isinstance(tier, dict) else {}
        data[f"l-tier{number}_quantity"] = as_typed(tier.get("quantity"))
        data[f"l-tier{number}_amount"] = as_typed(tier.get("price"))
    answers = sent.get("answers") if isinstance(sent.get("answers"), list) else []
    said = {one.get("name"): as_typed(one.get("value")) for one in answers or [] if isinstance(one, dict)}
    for number, required in enumerate(base["rfq_line"].required if base["rfq_line"] else ()):
        data[f"l-answer{number}"] = said.get(required.name, "")
    form = LineForm(data, "l", base, base["rfq_line"], side)
    if not form.is_valid():
        raise ValidationError({"lines": {str(place): problems_of(form)}})
    return form.fields_of_line(products)


FILTERS = [OpenApiParameter(name, str) for name in ("box", "state", "rfq")]


@extend_schema_view(list=extend_schema(parameters=FILTERS), retrieve=extend_schema(responses=QuotationDetailSerializer))
class QuotationViewSet(PaperActions, viewsets.ReadOnlyModelViewSet[Quotation]):
    """Quotations that your company gave (`box=given`) or received (`box=received`); nobody else's, ever.

    `POST` with `rfq` or `inquiry` begins a draft, `PATCH` with `terms` and `lines` writes your side's draft: the
    supplier's quotation or revision, the buyer's counter-offer. The addresses below hand it in and decide.
    """

    scope = "quotations"
    serializer_class = QuotationSerializer
    lookup_field = "ref"
    queryset = Quotation.objects.none()

    def get_queryset(self) -> QuerySet[Quotation, Any]:
        actor = actor_of(self.request)
        rows: Any = Quotation.objects.visible_to(actor).for_cards().order_by("-pk")
        if self.action != "list":
            return rows  # type: ignore[no-any-return]  # for_cards is loosely typed
        asked = {name: self.request.query_params.get(name, "").replace("\x00", "") for name in ("box", "state", "rfq")}
        sides = {"given": {"supplier_id": actor.company_id}, "received": {"buyer_id": actor.company_id}}
        rows = rows.filter(**sides.get(asked["box"], {}))
        rows = rows.filter(state=asked["state"]) if asked["state"] else rows
        return rows.filter(rfq__ref=asked["rfq"]) if asked["rfq"] else rows  # type: ignore[no-any-return]  # as above

    def answer(self, quotation: Quotation, status: int = 200) -> Response:
        fresh = get_object_or_404(self.get_queryset(), pk=quotation.pk)
        return Response(QuotationDetailSerializer(fresh, context=self.get_serializer_context()).data, status=status)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(self.get_object())

    def sent(self) -> dict[str, Any]:
        if not isinstance(self.request.data, dict):
            raise ParseError(_("Send an object."))
        return self.request.data

    def number(self) -> int:
        version = self.sent().get("version")
        if not isinstance(version, int) or isinstance(version, bool):
            raise ValidationError({"version": [_("Name the version you mean by its number.")]})
        return version

    @extend_schema(request=BeginSerializer, responses={201: QuotationDetailSerializer})
    def create(self, request: Request) -> Response:
        actor, sent = actor_of(request), self.sent()
        if sent.get("rfq"):
            rfq = get_object_or_404(RFQ.objects.visible_to(actor), ref=as_typed(sent["rfq"])[:16])
            return self.answer(Quotation.draft(actor, rfq=rfq), 201)
        rows = Inquiry.objects.visible_to(actor).for_cards()
        inquiry = get_object_or_404(rows, ref=as_typed(sent.get("inquiry"))[:16])
        return self.answer(Quotation.draft(actor, inquiry=inquiry), 201)

    @extend_schema(request=WriteSerializer, responses=QuotationDetailSerializer)
    def partial_update(self, request: Request, ref: str) -> Response:
        actor, quotation, sent = actor_of(request), self.get_object(), self.sent()
        side = quotation.side_of(actor)
        base = quotation.unsent(side) or quotation.current
        assert base is not None  # a quotation begins with a draft
        stamp = quotation.stamp_for(side)
        refs = [str(one.get("product")) for one in sent.get("lines") or [] if isinstance(one, dict)]
        products = {one.ref: one for one in Product.objects.of(actor).filter(ref__in=refs)}
        terms = terms_sent(side, base, sent.get("terms") or {})
        lines = lines_sent(quotation, base, side, sent["lines"], products) if "lines" in sent else None
        quotation.write(actor, terms, lines, stamp)
        return self.answer(quotation)

    @extend_schema(request=None, responses=QuotationDetailSerializer)
    @action(detail=True, methods=["post"])
    def submission(self, request: Request, ref: str) -> Response:
        quotation = self.get_object()
        quotation.submit(actor_of(request))
        return self.answer(quotation)

    @extend_schema(request=None, responses=QuotationDetailSerializer)
    @action(detail=True, methods=["post"])
    def counter(self, request: Request, ref: str) -> Response:
        quotation = self.get_object()
        quotation.counter(actor_of(request))
        return self.answer(quotation)

    @extend_schema(request=NumberSerializer, responses=QuotationDetailSerializer)
    @action(detail=True, methods=["post"])
    def acceptance(self, request: Request, ref: str) -> Response:
        quotation = self.get_object()
        quotation.accept(self.number(), actor_of(request))
        return self.answer(quotation)

    @extend_schema(request=NumberSerializer, responses=QuotationDetailSerializer)
    @action(detail=True, methods=["post"])
    def agreement(self, request: Request, ref: str) -> Response:
        quotation = self.get_object()
        quotation.agree(self.number(), actor_of(request))
        return self.answer(quotation)

    @extend_schema(request=DeclineSerializer, responses=QuotationDetailSerializer)
    @action(detail=True, methods=["post"])
    def decline(self, request: Request, ref: str) -> Response:
        quotation, sent = self.get_object(), self.sent()
        reason, note = (as_typed(sent.get(name))[:1000] for name in ("reason", "note"))
        quotation.decline(reason, note, actor_of(request))
        return self.answer(quotation)

    @extend_schema(request=None, responses=QuotationDetailSerializer)
    @action(detail=True, methods=["post"])
    def withdrawal(self, request: Request, ref: str) -> Response:
        quotation = self.get_object()
        quotation.withdraw(actor_of(request))
        return self.answer(quotation)

    @extend_schema(request=None, responses=QuotationDetailSerializer)
    @action(detail=True, methods=["post"])
    def confirmation(self, request: Request, ref: str) -> Response:
        quotation = self.get_object()
        quotation.confirm(actor_of(request))
        return self.answer(quotation)

    @extend_schema(request=ApprovalSerializer, responses=QuotationDetailSerializer)
    @action(detail=True, methods=["post"])
    def approval(self, request: Request, ref: str) -> Response:
        quotation, sent, actor = self.get_object(), self.sent(), actor_of(request)
        if sent.get("approve", True) is True:
            quotation.approve(actor)
        else:
            quotation.refuse_approval(as_typed(sent.get("note"))[:1000], actor)
        return self.answer(quotation)
