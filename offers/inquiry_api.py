"""`/api/v1/inquiries/`: the company's own, sent, answered and closed by the same forms and methods as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ParseError, PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from offers import subjects
from offers.inquiry_forms import AnswerForm, AskForm, FollowUpForm
from offers.models import Inquiry
from offers.models.inquiry_message import Side
from offers.permissions import can_answer_inquiry
from portal.core.actor import Actor
from portal.core.permissions import require
from portal.core.rest import actor_of

PAPERS = "Up to five PDFs or pictures, sent as multipart/form-data."
PARTNER = {
    "type": "object",
    "nullable": True,
    "description": "The other company; null while it has not shown its name.",
    "properties": {"slug": {"type": "string"}, "name": {"type": "string"}, "country": {"type": "string"}},
}
MESSAGES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "number": {"type": "integer"},
            "side": {"type": "string", "enum": [Side.BUYER.value, Side.SUPPLIER.value]},
            "text": {"type": "string"},
            "at": {"type": "string", "format": "date-time"},
            "files": {"type": "array", "items": {"type": "string"}},
        },
    },
}


def reader_in(context: Any) -> Actor:
    """Who reads: of a request who sent it, of a webhook the company that is told."""
    reader = context.get("actor")
    return reader if isinstance(reader, Actor) else actor_of(context["request"])


@extend_schema_field(PARTNER)
class PartnerField(serializers.Field[Any, Any, Any, Any]):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, inquiry: Inquiry) -> dict[str, str] | None:
        partner = inquiry.shown_partner(reader_in(self.context))
        return {"slug": partner.slug, "name": partner.name, "country": partner.country} if partner else None


@extend_schema_field(MESSAGES)
class MessagesField(serializers.Field[Any, Any, Any, Any]):
    """Every word of both sides, the question first; files by their addresses."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, inquiry: Inquiry) -> list[dict[str, Any]]:
        files: dict[int, list[str]] = {}
        for file in inquiry.files.all():
            file.inquiry = inquiry
            files.setdefault(file.number, []).append(file.get_absolute_url())
        words = [(0, "buyer", inquiry.question, inquiry.created_at)]
        words += [(one.number, one.side, one.body, one.created_at) for one in inquiry.messages.all()]
        return [
            {"number": number, "side": side, "text": text, "at": at, "files": files.get(number, [])}
            for number, side, text, at in words
        ]


class InquirySerializer(serializers.ModelSerializer[Inquiry]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    direction = serializers.SerializerMethodField()
    your_turn = serializers.SerializerMethodField()
    partner = PartnerField()
    product = serializers.CharField(source="product.ref", default=None, read_only=True)
    offer = serializers.CharField(source="offer.ref", default=None, read_only=True)
    target_price = serializers.DecimalField(
        source="target_amount", max_digits=18, decimal_places=4, read_only=True, allow_null=True
    )
    messages = MessagesField()

    class Meta:
        model = Inquiry
        fields = [
            *("ref", "state", "url", "direction", "your_turn", "partner", "product", "offer", "title"),
            *("quantity", "unit", "target_price", "currency", "delivery_country", "delivery_on", "incoterm"),
            *("created_at", "answered_at", "closed_at", "messages"),
        ]
        read_only_fields = fields

    def get_direction(self, inquiry: Inquiry) -> str:
        return "received" if reader_in(self.context).acts_for(inquiry.supplier_id) else "sent"

    def get_your_turn(self, inquiry: Inquiry) -> bool:
        asked = self.get_direction(inquiry) == "received"
        return inquiry.is_sent if asked else inquiry.state == Inquiry.State.ANSWERED


class NewInquirySerializer(serializers.Serializer[Any]):
    """One of `product` (its reference), `offer` (its reference) or `company` (its slug), and the question."""

    product = serializers.CharField(required=False)
    offer = serializers.CharField(required=False)
    company = serializers.CharField(required=False)
    question = serializers.CharField(max_length=6000)
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3, required=False)
    unit = serializers.CharField(required=False)
    target_price = serializers.DecimalField(max_digits=18, decimal_places=4, required=False)
    currency = serializers.CharField(required=False)
    delivery_country = serializers.CharField(required=False)
    delivery_on = serializers.DateField(required=False)
    incoterm = serializers.CharField(required=False)
    form_token = serializers.UUIDField(required=False, help_text="The same one twice sends once.")
    papers = serializers.ListField(child=serializers.FileField(), required=False, help_text=PAPERS)


class WordsSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(max_length=8000)
    seen = serializers.IntegerField(
        required=False, help_text="The number of the last message you have read; refused when there is a newer one."
    )
    papers = serializers.ListField(child=serializers.FileField(), required=False, help_text=PAPERS)


class ReasonSerializer(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(choices=Inquiry.Reason.choices, required=False)


def typed(request: Request) -> dict[str, str]:
    """A JSON object, or the fields of a multipart request, as a form would send it; without its files."""
    if not isinstance(request.data, dict):
        raise ParseError(_("Send an object with the fields of the inquiry."))
    sent = {name: value for name, value in request.data.items() if name not in request.FILES}
    return {name: "" if value is None else str(value) for name, value in sent.items()}


def cleaned(form: Any, **names: str) -> Any:
    """The form, valid; its errors become a 400 by field, under the API's names."""
    if not form.is_valid():
        raise ValidationError(
            {names.get(key, key): [str(text) for text in texts] for key, texts in form.errors.items()}
        )
    return form


FILTERS = [
    OpenApiParameter("state", str, enum=Inquiry.State.values),
    OpenApiParameter("direction", str, enum=["received", "sent"]),
]


@extend_schema_view(list=extend_schema(parameters=FILTERS))
class InquiryViewSet(viewsets.ReadOnlyModelViewSet[Inquiry]):
    """The company's own inquiries, sent and received, the last words first; without a token there are none.

    `POST` asks; `POST …/answer/` answers, `…/messages/` asks again, `…/closure/` closes.
    """

    scope = "inquiries"
    serializer_class = InquirySerializer
    lookup_field = "ref"
    queryset = Inquiry.objects.none()

    def get_queryset(self) -> QuerySet[Inquiry, Any]:
        actor, asked = actor_of(self.request), self.request.query_params
        if self.action != "list":
            return Inquiry.objects.visible_to(actor).for_cards().prefetch_related("messages", "files")
        rows = Inquiry.objects.in_boxes_of(actor)
        if state := asked.get("state", "").replace("\x00", ""):
            rows = rows.filter(state=state)
        if direction := asked.get("direction"):
            rows = rows.received_by(actor) if direction == "received" else rows.sent_by(actor)
        return rows.for_cards().prefetch_related("messages", "files").order_by("-last_at", "-pk")

    def shown(self, inquiry: Inquiry, status: int = 200) -> Response:
        """As it is now, with all its words."""
        fresh = Inquiry.objects.visible_to(actor_of(self.request)).for_cards().prefetch_related("messages", "files")
        return Response(self.get_serializer(fresh.get(pk=inquiry.pk)).data, status=status)

    @extend_schema(request=NewInquirySerializer, responses={201: InquirySerializer})
    def create(self, request: Request) -> Response:
        actor, sent = actor_of(request), typed(request)
        kinds = [kind for kind in ("product", "offer", "company") if sent.get(kind)]
        if actor.company is None:
            raise PermissionDenied(_("Your role may not send this inquiry."))
        if len(kinds) != 1:
            raise ValidationError({"product": [_("Name one product, one offer or one company.")]})
        subject = subjects.find(kinds[0], sent[kinds[0]], actor)
        if "target_price" in sent:
            sent["target_amount"] = sent.pop("target_price")
        sent.setdefault("unit", subject.unit)
        form = cleaned(AskForm(sent, request.FILES), target_amount="target_price")
        inquiry = Inquiry.send(actor, subject.company, **subject.for_inquiry(), **form.fields_of_inquiry())
        return self.shown(inquiry, 201)

    @extend_schema(request=WordsSerializer, responses=InquirySerializer)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, ref: str) -> Response:
        inquiry, sent, actor = self.get_object(), typed(request), actor_of(request)
        require(can_answer_inquiry(actor, inquiry), _("Your role may not answer this inquiry."))
        words = {"answer": sent.get("text", ""), "seen": sent.get("seen", "")}
        form = cleaned(AnswerForm(words, request.FILES), answer="text")
        inquiry.reply(form.text, actor, form.cleaned_data["seen"], form.cleaned_data["papers"])
        return self.shown(inquiry)

    @extend_schema(request=WordsSerializer, responses=InquirySerializer)
    @action(detail=True, methods=["post"])
    def messages(self, request: Request, ref: str) -> Response:
        """A further question of who asked, or something more by who has answered."""
        inquiry, sent, actor = self.get_object(), typed(request), actor_of(request)
        words = {"words": sent.get("text", ""), "seen": sent.get("seen", "")}
        form = cleaned(FollowUpForm(words, request.FILES), words="text")
        verb = inquiry.add if can_answer_inquiry(actor, inquiry) else inquiry.ask_again
        verb(form.text, actor, form.cleaned_data["seen"], form.cleaned_data["papers"])
        return self.shown(inquiry)

    @extend_schema(request=ReasonSerializer, responses=InquirySerializer)
    @action(detail=True, methods=["post"])
    def closure(self, request: Request, ref: str) -> Response:
        inquiry, reason = self.get_object(), typed(request).get("reason", "")
        if reason not in {"", *Inquiry.Reason.values}:
            raise ValidationError({"reason": [_("There is no such reason.")]})
        inquiry.close(actor_of(request), reason)
        return self.shown(inquiry)
