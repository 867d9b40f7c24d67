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

from catalog.models import Category
from offers.forms import OfferForm, RenewalForm, initial_from_offer
from offers.models import Offer
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


class OfferSerializer(serializers.ModelSerializer[Offer]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    category = serializers.CharField(source="category.slug", read_only=True)
    company = PostedByField()
    price = serializers.DecimalField(source="amount", max_digits=18, decimal_places=4, read_only=True)

    class Meta:
        model = Offer
        fields = [
            *("ref", "state", "url", "side", "title", "text", "language", "category", "company", "is_anonymous"),
            *("price", "currency", "quantity", "unit", "moq", "lead_time_days", "incoterm", "incoterm_place"),
            *("valid_until", "published_at"),
        ]
        read_only_fields = fields


def cleaned(request: Request, actor: Actor, offer: Offer | None = None, publishing: bool = False) -> dict[str, Any]:
    """The posted values as the page's own form cleans them; its errors become a 400 by field."""
    if not isinstance(request.data, dict):
        raise ParseError(_("Send an object with the fields of the offer."))
    known = initial_from_offer(offer) if offer else {"side": "sell", "unit": "C62"}
    sent = {name: as_typed(value) for name, value in request.data.items()}
    if "price" in sent:
        sent["amount"] = sent.pop("price")
    form = OfferForm({**{name: as_typed(value) for name, value in known.items()}, **sent}, actor=actor)
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


FILTERS = [OpenApiParameter(name, str) for name in ("side", "category", "country", "company", "q")]


@extend_schema_view(list=extend_schema(parameters=FILTERS))
class OfferViewSet(viewsets.ReadOnlyModelViewSet[Offer]):
    """Open offers of the market, newest first. With a token: `POST` makes a draft, `PATCH` changes it.

    `POST …/publication/`, `…/withdrawal/`, `…/renewal/` (with `until`, or 30 days) change its state.
    """

    scope = "offers"
    serializer_class = OfferSerializer
    lookup_field = "ref"
    queryset = Offer.objects.none()

    def get_queryset(self) -> QuerySet[Offer, Any]:
        rows = Offer.objects.visible_to(actor_of(self.request)).select_related("company", "category", "product")
        return self.listed(rows) if self.action == "list" else rows

    def listed(self, rows: Any) -> QuerySet[Offer, Any]:
        """The board; a company's own drafts and ended ones are found by their references."""
        asked = {
            name: self.request.query_params.get(name, "").replace("\x00", "") for name in ("q", "country", "company")
        }
        slug = self.request.query_params.get("category", "")
        category = Category.find(slug)
        if slug and category is None:
            return Offer.objects.none()
        side = self.request.query_params.get("side", "").replace("\x00", "")
        rows = rows.filter(side=side) if side else rows
        found: QuerySet[Offer, Any] = rows.open().matching(**asked, category=category)
        return found.order_by("-published_at", "-pk")

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
