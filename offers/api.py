"""`/api/v1/offers/`: reading for everybody, writing for a company's token by the same form and methods as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from offers.board import Board
from offers.forms import RenewalForm
from offers.models import Offer, OfferDocument, OfferPicture
from offers.offer_forms import OfferForm, initial_from_offer
from portal.core.actor import Actor
from portal.core.permissions import require
from portal.core.rest import actor_of

POSTED_BY = {
    "type": "object",
    "properties": {
        "slug": {"type": "string", "nullable": True},
        "name": {"type": "string", "nullable": True},
        "country": {"type": "string", "description": "ISO 3166-1 alpha-2"},
        "kind": {"type": "string"},
        "size": {"type": "string"},
    },
}


@extend_schema_field(POSTED_BY)
class PostedByField(serializers.Field[Any, Any, Any, Any]):
    """Whose offer it is, as far as this reader may know: the slug and the name are null for an anonymous one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, offer: Offer) -> dict[str, Any]:
        company = offer.company
        named = offer.names_company_to(actor_of(self.context["request"]))
        return {
            "slug": company.slug if named else None,
            "name": company.name if named else None,
            "country": company.country,
            "kind": company.kind,
            "size": company.employees,
        }


class OfferPictureSerializer(serializers.ModelSerializer[OfferPicture]):
    """The address of a picture answers whoever may see its offer."""

    url = serializers.CharField(source="image.url", read_only=True)
    thumbnail = serializers.CharField(source="thumbnail.url", read_only=True)

    class Meta:
        model = OfferPicture
        fields = ["url", "thumbnail", "alt", "width", "height"]
        read_only_fields = fields


class OfferDocumentSerializer(serializers.ModelSerializer[OfferDocument]):
    url = serializers.CharField(read_only=True)

    class Meta:
        model = OfferDocument
        fields = ["title", "url", "size"]
        read_only_fields = fields


class OfferSerializer(serializers.ModelSerializer[Offer]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    category = serializers.CharField(source="category.slug", read_only=True)
    company = PostedByField()
    price = serializers.DecimalField(
        source="amount",
        max_digits=18,
        decimal_places=4,
        read_only=True,
        allow_null=True,
        help_text="For one unit; of a buy offer the target price.",
    )
    pictures = serializers.SerializerMethodField()
    documents = OfferDocumentSerializer(many=True, read_only=True)
    circle = serializers.SerializerMethodField(help_text="The community it is for, as `community:12`; else empty.")
    readers = serializers.SerializerMethodField(
        help_text="For its own company: the slugs of those it is for; null for all others."
    )

    def get_pictures(self, offer: Offer) -> list[dict[str, Any]]:
        shown = offer.pictures_for(actor_of(self.context["request"]))
        return list(OfferPictureSerializer(shown, many=True).data)

    def get_circle(self, offer: Offer) -> str:
        return offer.circle

    def get_readers(self, offer: Offer) -> list[str] | None:
        if not actor_of(self.context["request"]).acts_for(offer.company_id):
            return None
        return sorted(reader.company.slug for reader in offer.readers.all())

    class Meta:
        model = Offer
        fields = [
            *("ref", "state", "url", "side", "title", "text", "language", "category", "company", "is_anonymous"),
            *("hs_code", "price", "currency", "quantity", "unit", "moq", "lead_time_days", "incoterm"),
            *("incoterm_place", "visibility", "circle", "readers", "pictures", "documents"),
            *("valid_until", "published_at"),
        ]
        read_only_fields = fields


def cleaned(request: Request, actor: Actor, offer: Offer | None = None, publishing: bool = False) -> dict[str, Any]:
    """The posted values as the page's own form cleans them; its errors become a 400 by field."""
    if not isinstance(request.data, dict):
        raise ParseError(_("Send an object with the fields of the offer."))
    known = initial_from_offer(offer) if offer else {"side": "sell", "unit": "C62"}
    sent = {name: as_typed(value) for name, value in request.data.items()}
    if isinstance(readers := request.data.get("readers"), list):
        sent["readers"] = [one for one in readers if isinstance(one, str)]
    if "price" in sent:
        sent["amount"] = sent.pop("price")
    before = {name: value if name == "readers" else as_typed(value) for name, value in known.items()}
    form = OfferForm({**before, **sent}, actor=actor)
    form.publishing = publishing or (offer is not None and not offer.is_draft)
    if not form.is_valid():
        problems = {
            ("price" if name == "amount" else name): [str(text) for text in texts]
            for name, texts in form.errors.items()
        }
        raise ValidationError(problems)
    return form.fields_of_offer()


def as_typed(value: Any) -> Any:
    """A JSON value as a form would send it."""
    if value is None or isinstance(value, bool | str):
        return value if isinstance(value, bool) else value or ""
    return str(value)


FILTERS = [
    *(OpenApiParameter(name, str, many=True) for name in ("category", "country", "tier", "incoterm")),
    *(OpenApiParameter(name, str) for name in ("side", "company", "q", "price_from", "price_to", "currency")),
    OpenApiParameter("soon", str, enum=["1"], description="Those that end within a week."),
    OpenApiParameter("sort", str, enum=["newest", "ending", "price"]),
]
MUST_BE_KNOWN = ("side", "category", "country", "tier", "incoterm")


@extend_schema_view(list=extend_schema(parameters=FILTERS))
class OfferViewSet(viewsets.ReadOnlyModelViewSet[Offer]):
    """Open offers that the reader may see, newest first. With a token: `POST` makes a draft, `PATCH` changes it.

    `POST …/publication/`, `…/withdrawal/`, `…/fulfilment/`, `…/renewal/` (with `until`, or 30 days) change its state;
    `…/copy/` makes a new draft of it.
    """

    scope = "offers"
    serializer_class = OfferSerializer
    lookup_field = "ref"
    queryset = Offer.objects.none()

    def get_queryset(self) -> QuerySet[Offer, Any]:
        """A list is the board; a company's own drafts and ended ones are found by their references."""
        actor = actor_of(self.request)
        rows: QuerySet[Offer, Any] = self.listed(actor) if self.action == "list" else Offer.objects.visible_to(actor)
        with_files = rows.prefetch_related("pictures__offer", "documents__offer", "readers__company")
        return with_files.select_related("company", "category", "product")

    def listed(self, actor: Actor) -> QuerySet[Offer, Any]:
        """What is no value of a filter finds nothing: a program should notice its mistake."""
        parameters = self.request.query_params
        board = Board(parameters, actor)
        for name in MUST_BE_KNOWN:
            if any(parameters.getlist(name)) and not board.chosen[name]:
                return Offer.objects.none()
        return board.rows

    @extend_schema(request=OfferSerializer, responses={201: OfferSerializer})
    def create(self, request: Request) -> Response:
        actor = actor_of(request)
        require(actor.company is not None, _("Your role may not post this offer."))
        offer = Offer.draft(actor, language=get_language() or "en", **cleaned(request, actor))
        return Response(self.get_serializer(offer).data, status=201)

    @extend_schema(request=OfferSerializer, responses=OfferSerializer)
    def partial_update(self, request: Request, ref: str) -> Response:
        actor, offer = actor_of(request), self.get_object()
        if not actor.acts_for(offer.company_id):
            self.permission_denied(request, message=_("You may not change this offer."))
        offer.revise(actor, **cleaned(request, actor, offer))
        return Response(self.get_serializer(offer).data)

    @extend_schema(request=None, responses=OfferSerializer)
    @action(detail=True, methods=["post"])
    def publication(self, request: Request, ref: str) -> Response:
        offer = self.get_object()
        offer.publish(actor_of(request))
        return Response(self.get_serializer(offer).data)

    @extend_schema(request=None, responses=OfferSerializer)
    @action(detail=True, methods=["post"])
    def withdrawal(self, request: Request, ref: str) -> Response:
        offer = self.get_object()
        offer.withdraw(actor_of(request))
        return Response(self.get_serializer(offer).data)

    @extend_schema(request=None, responses=OfferSerializer)
    @action(detail=True, methods=["post"])
    def renewal(self, request: Request, ref: str) -> Response:
        offer = self.get_object()
        until = request.data.get("until", "") if isinstance(request.data, dict) else ""
        offer.renew(RenewalForm({"until": "" if until is None else str(until)}).day(), actor_of(request))
        return Response(self.get_serializer(offer).data)

    @extend_schema(request=None, responses=OfferSerializer)
    @action(detail=True, methods=["post"])
    def fulfilment(self, request: Request, ref: str) -> Response:
        offer = self.get_object()
        offer.fill(actor_of(request))
        return Response(self.get_serializer(offer).data)

    @extend_schema(request=None, responses={201: OfferSerializer})
    @action(detail=True, methods=["post"])
    def copy(self, request: Request, ref: str) -> Response:
        draft = self.get_object().copy(actor_of(request))
        return Response(self.get_serializer(draft).data, status=201)
