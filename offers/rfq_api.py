"""`/api/v1/rfqs/`: requests for quotation by the same forms, verbs and permissions as the pages."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound, ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from offers.api import as_typed
from offers.matching import proposals
from offers.models import RFQ, RFQLine, RFQQuestion, RFQSupplier
from offers.models.rfq import MOST_LINES
from offers.models.rfq_rows import Audience
from offers.permissions import can_manage_rfq, can_post_rfq
from offers.requirements import requirements_of
from offers.rfq_api_documents import DocumentActions, RFQDocumentSerializer
from offers.rfq_board import Board
from offers.rfq_editor import SETTLED
from offers.rfq_forms import AnswerForm, QuestionForm, RFQForm, initial_from_rfq, usual_initial
from offers.rfq_line_forms import LineForm
from portal.core.actor import Actor
from portal.core.permissions import Refused, require
from portal.core.rest import actor_of

REQUIREMENT = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "operator": {"type": "string", "enum": ["eq", "le", "ge", "range", "one_of"]},
        "values": {"type": "array", "items": {"type": "string"}},
        "unit": {"type": "string"},
    },
}


@extend_schema_field({"type": "array", "items": REQUIREMENT})
class RequirementsField(serializers.JSONField):
    """Rows as offers/requirements.py keeps them."""


@extend_schema_field({"type": "array", "items": {"type": "string", "format": "decimal"}})
class QuantitiesField(serializers.JSONField):
    """Decimals as strings."""


class RFQLineSerializer(serializers.ModelSerializer[RFQLine]):
    id = serializers.IntegerField(source="pk", required=False, help_text="Of a line that is there: it is changed.")
    product = serializers.CharField(source="product.ref", default=None, allow_null=True, required=False)
    requirements = RequirementsField(required=False)
    more_quantities = QuantitiesField(required=False)
    target_price = serializers.DecimalField(
        source="target_amount", max_digits=18, decimal_places=4, required=False, allow_null=True
    )

    class Meta:
        model = RFQLine
        fields = [
            *("id", "title", "text", "product", "hs_code", "quantity", "unit", "more_quantities", "target_price"),
            "requirements",
        ]


class RFQSerializer(serializers.ModelSerializer[RFQ]):
    """`category` is a slug, `company` the buyer's; times are ISO 8601 with their zone."""

    url = serializers.CharField(source="get_absolute_url", read_only=True)
    category = serializers.CharField(source="category.slug")
    company = serializers.CharField(source="company.slug", read_only=True)
    min_tier = serializers.IntegerField(min_value=1, max_value=3, required=False, allow_null=True)
    lines = serializers.SerializerMethodField()
    documents = serializers.SerializerMethodField()
    form_token = serializers.UUIDField(write_only=True, required=False, help_text="Sent twice, it makes one request.")

    class Meta:
        model = RFQ
        fields = [
            *("ref", "state", "url", "revision", "title", "text", "language", "category", "company", "currency"),
            *("incoterm", "incoterm_place", "delivery_country", "delivery_place", "deliver_by", "audience"),
            *("min_tier", "closing", "closes_at", "closes_after", "decide_by", "published_at", "end_reason"),
            *("lines", "documents", "form_token"),
        ]
        read_only_fields = ("ref", "state", "revision", "language", "published_at", "end_reason")

    @extend_schema_field(RFQLineSerializer(many=True))
    def get_lines(self, rfq: RFQ) -> Any:
        return RFQLineSerializer([line for line in rfq.lines.all() if not line.is_dropped], many=True).data

    @extend_schema_field(RFQDocumentSerializer(many=True))
    def get_documents(self, rfq: RFQ) -> Any:
        return RFQDocumentSerializer(rfq.documents.all(), many=True).data


class RFQWriteSerializer(RFQSerializer):
    lines = RFQLineSerializer(many=True, required=False)  # type: ignore[assignment]  # written here, read above
    circle = serializers.CharField(required=False, help_text="Of one community: its key, such as `community:12`.")
    note = serializers.CharField(required=False, help_text="What changes an open request, and why.")

    class Meta(RFQSerializer.Meta):
        fields = [*(name for name in RFQSerializer.Meta.fields if name != "documents"), "circle", "note"]


class RFQQuestionSerializer(serializers.ModelSerializer[RFQQuestion]):
    """`company` is the asker's slug for the buyer and the asker, and null for all others."""

    company = serializers.SerializerMethodField()

    class Meta:
        model = RFQQuestion
        fields = ("ref", "text", "is_blocking", "company", "answer", "answered_at", "created_at")
        read_only_fields = ("ref", "answer", "answered_at", "created_at")

    @extend_schema_field({"type": "string", "nullable": True})
    def get_company(self, question: RFQQuestion) -> str | None:
        actor = actor_of(self.context["request"])
        knows = actor.acts_for(question.rfq.company_id) or actor.acts_for(question.company_id)
        return question.company.slug if knows else None


def body_of(request: Request) -> dict[str, Any]:
    if not isinstance(request.data, dict):
        raise ParseError(_("Send an object with the fields of the request."))
    return dict(request.data)


def cleaned(request: Request, actor: Actor, rfq: RFQ | None = None) -> dict[str, Any]:
    """The posted values as the page's own form cleans them; its errors become a 400 by field."""
    known = initial_from_rfq(rfq) if rfq else usual_initial(actor, "USD")
    sent = {name: as_typed(value) for name, value in body_of(request).items() if name in RFQForm.base_fields}
    initial = {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in known.items()}
    data = {**{name: as_typed(value) for name, value in initial.items()}, **sent}
    form = RFQForm(data, actor=actor, rfq=rfq)
    if not form.is_valid():
        raise ValidationError({name: [str(text) for text in texts] for name, texts in form.errors.items()})
    values = form.fields_of_rfq()
    if rfq is None:
        missing = {name: [_("This field is required.")] for name in ("title", "category") if not values.get(name)}
        if missing:
            raise ValidationError(missing)
    return values


def cleaned_lines(request: Request, actor: Actor) -> list[dict[str, Any]] | None:
    """The lines that were sent, None where none were; errors by line and field."""
    rows = body_of(request).get("lines")
    if rows is None:
        return None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ValidationError({"lines": [_("Lines are a list of objects.")]})
    if len(rows) > MOST_LINES:
        raise ValidationError({"lines": [_("A request takes up to %(most)s lines.") % {"most": MOST_LINES}]})
    found, problems = [], {}
    for number, row in enumerate(rows):
        values, errors = cleaned_line(row, number, actor)
        if errors:
            problems[str(number)] = errors
        found.append(values)
    if problems:
        raise ValidationError({"lines": problems})
    return found


def cleaned_line(row: dict[str, Any], number: int, actor: Actor) -> tuple[dict[str, Any], dict[str, list[str]]]:
    names = {"pk": "id", "target_amount": "target_price"}
    raw = {name: as_typed(row.get(names.get(name, name))) for name in ("pk", "product", "title", "text", "quantity")}
    raw |= {name: as_typed(row.get(names.get(name, name))) for name in ("unit", "target_amount", "hs_code")}
    more = row.get("more_quantities")
    raw["more"] = "; ".join(str(one) for one in more) if isinstance(more, list) else ""
    form = LineForm(raw, number, actor, bound=True)
    if not form.has_data:
        return {}, {"title": [_("Say what you need, in a few words.")]}
    errors = {}
    if not form.is_valid():
        errors = {
            {"target_amount": "target_price", "more": "more_quantities", "pk": "id"}.get(name, name): [
                str(one) for one in texts
            ]
            for name, texts in form.errors.items()
        }
    try:
        requirements = [one.as_row() for one in requirements_of(row.get("requirements") or [])]
    except Refused as problem:
        return {}, {**errors, "requirements": [str(problem.message)]}
    return ({} if errors else {**form.fields_of_line(), "requirements": requirements}), errors


FILTERS = [OpenApiParameter(name, str) for name in ("q", "category", "country", "currency", "soon", "mine", "sort")]
OWN = OpenApiParameter("own", bool, description="The token's own company's requests, in any state.")


@extend_schema_view(list=extend_schema(parameters=[*FILTERS, OWN]))
class RFQViewSet(DocumentActions, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[RFQ]):
    """Open requests that the reader may know of, newest first. With a token: `POST` makes a draft, `PATCH` changes it.

    `POST …/publication/` hands a draft in; `PATCH` of an open one is a change of which suppliers hear. Questions are
    read and asked at `…/questions/`, answered at `…/questions/<ref>/answer/`.
    """

    scope = "rfqs"
    serializer_class = RFQSerializer
    lookup_field = "ref"
    queryset = RFQ.objects.none()

    def get_queryset(self) -> QuerySet[RFQ, Any]:
        actor = actor_of(self.request)
        rows = RFQ.objects.visible_to(actor)
        if self.action == "list":
            is_own = self.request.query_params.get("own") in {"1", "true"}
            query = QueryDict(self.request.META.get("QUERY_STRING", "").replace("%00", ""))
            rows = RFQ.objects.of(actor).order_by("-pk") if is_own else Board(query, rows, actor).found
        found: QuerySet[RFQ, Any] = rows.select_related("company", "category").prefetch_related(
            "lines__product", "documents__rfq"
        )
        return found

    def again(self, rfq: RFQ, status: int = 200) -> Response:
        """As it is now, whatever the lines were when it was read."""
        fresh = RFQ.objects.of(actor_of(self.request)).get(pk=rfq.pk)
        return Response(RFQSerializer(fresh, context=self.get_serializer_context()).data, status)

    @extend_schema(request=RFQWriteSerializer, responses={201: RFQSerializer})
    def create(self, request: Request) -> Response:
        actor = actor_of(request)
        require(can_post_rfq(actor), _("Your role may not ask for quotations."))
        values, lines = cleaned(request, actor), cleaned_lines(request, actor) or []
        rfq = RFQ.draft(actor, token_of(request), lines, language=get_language() or "en", **values)
        return self.again(rfq, 201)

    @extend_schema(request=RFQWriteSerializer, responses=RFQSerializer)
    def partial_update(self, request: Request, ref: str) -> Response:
        actor, rfq = actor_of(request), self.get_object()
        require(can_manage_rfq(actor, rfq), _("You may not change this request."))
        values, lines = cleaned(request, actor, rfq), cleaned_lines(request, actor)
        if rfq.is_draft:
            rfq.revise(actor, lines, **values)
        else:
            open_ones = {name: value for name, value in values.items() if name not in SETTLED}
            note = as_typed(body_of(request).get("note"))
            rfq.amend(actor, str(note or "")[:1000], lines, **open_ones)
        return self.again(rfq)

    @extend_schema(request=None, responses=RFQSerializer)
    @action(detail=True, methods=["post"])
    def publication(self, request: Request, ref: str) -> Response:
        """All suppliers that fit are proposed; the page lets a person choose among them."""
        actor, rfq = actor_of(request), self.get_object()
        require(can_manage_rfq(actor, rfq), _("You may not publish this request."))
        if rfq.is_draft and rfq.audience != Audience.INVITED:
            RFQSupplier.match(rfq, [match.row for match in proposals(rfq)], actor)
        rfq.submit(actor)
        return self.again(rfq)

    @extend_schema(methods=["get"], responses=RFQQuestionSerializer(many=True))
    @extend_schema(methods=["post"], request=RFQQuestionSerializer, responses={201: RFQQuestionSerializer})
    @action(detail=True, methods=["get", "post"], pagination_class=None, filter_backends=[])
    def questions(self, request: Request, ref: str) -> Response:
        actor, rfq = actor_of(request), self.get_object()
        context = self.get_serializer_context()
        if request.method == "GET":
            rows = RFQQuestion.objects.visible_to(actor).filter(rfq=rfq).select_related("rfq", "company")[:300]
            return Response(RFQQuestionSerializer(rows, many=True, context=context).data)
        form = QuestionForm({name: as_typed(value) for name, value in body_of(request).items()})
        if not form.is_valid():
            raise ValidationError({name: [str(text) for text in texts] for name, texts in form.errors.items()})
        question = RFQQuestion.ask(rfq, form.cleaned_data["text"], actor, form.cleaned_data["is_blocking"])
        return Response(RFQQuestionSerializer(question, context=context).data, 201)

    @extend_schema(
        request={"application/json": {"type": "object", "properties": {"answer": {"type": "string"}}}},
        responses=RFQQuestionSerializer,
        parameters=[OpenApiParameter("question", str, OpenApiParameter.PATH)],
    )
    @action(detail=True, methods=["post"], url_path="questions/(?P<question>[-\\w]+)/answer")
    def answer(self, request: Request, ref: str, question: str) -> Response:
        actor, rfq = actor_of(request), self.get_object()
        found = RFQQuestion.objects.visible_to(actor).select_related("rfq").filter(rfq=rfq, ref=question).first()
        if found is None:
            raise NotFound
        form = AnswerForm({name: as_typed(value) for name, value in body_of(request).items()})
        if not form.is_valid():
            raise ValidationError({name: [str(text) for text in texts] for name, texts in form.errors.items()})
        found.reply(form.cleaned_data["answer"], actor)
        return Response(RFQQuestionSerializer(found, context=self.get_serializer_context()).data)


def token_of(request: Request) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(body_of(request).get("form_token")))
    except ValueError:
        return None
