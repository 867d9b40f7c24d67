"""`/api/v1/products/`: read by everybody, written by a company's token, through the same verbs as the pages."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from catalog import api_docs
from catalog.api_bulk import BulkSerializer, BulkThrottle, upsert
from catalog.api_parts import refusal_of, savers
from catalog.api_product import ProductSerializer, WholeProductSerializer
from catalog.models import Category, Overtaken, Product
from catalog.permissions import can_edit_catalogue
from portal.core.permissions import Refused, WrongState, require
from portal.core.rest import actor_of
from portal.core.texts import clean_line
from portal.core.zones import moment_in

ORDERS = {
    "": "-pk",
    "newest": "-published_at",
    "oldest": "published_at",
    "updated": "-updated_at",
    "sku": "sku",
}


class Outdated(APIException):
    """Somebody else was faster. `told` names the tags and, for what was sent, both values."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_code = "outdated"

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__(str(Overtaken().message))
        self.told = {"detail": str(Overtaken().message), **told}


def hashed(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()[:16]


def tags_in(header: str) -> list[str]:
    """The entity tags of an If-Match or If-None-Match header, without quotes and the mark of weak ones."""
    return [tag for part in header.split(",") if (tag := part.strip().removeprefix("W/").strip('"'))]


@api_docs.described
class ProductViewSet(viewsets.ModelViewSet[Product]):
    """Products: `?company=hanbit&category=bearings&sku=A-1`, with your own company's token also `?state=draft`.

    A single one is named by its slug, its ref or, within your own company, by its SKU. Answers carry an `ETag`; send
    it back as `If-None-Match` to be spared what you have (304), and as `If-Match` to be told (412) instead of
    writing over somebody else's change.
    """

    scope = "products"
    serializer_class = WholeProductSerializer
    queryset = Product.objects.none()
    lookup_field = "key"
    lookup_value_regex = "[^/]+"

    def get_serializer_class(self) -> Any:
        return ProductSerializer if self.action == "list" else WholeProductSerializer

    def get_queryset(self) -> QuerySet[Product, Any]:
        """What the reader may see; to write, what is the company's own: another's product is as if it were not."""
        actor = actor_of(self.request)
        rows = Product.objects.visible_to(actor) if self.request.method in SAFE_METHODS else Product.objects.of(actor)
        asked = self.request.query_params
        if self.kwargs.get("key"):
            return rows.for_cards().prefetch_related("variants__picture", "documents", "certificates", "related__other")
        fields = {"company__slug": "company", "sku": "sku", "state": "state", "brand": "brand"}
        for field, name in {**fields, "company__country": "country"}.items():
            value = clean_line(asked.get(name, ""))
            rows = rows.filter(**{field: value}) if value else rows
        if q := clean_line(asked.get("q", "")):
            rows = rows.matching(q=q)
        if asked.get("category"):
            category = Category.find(asked["category"])
            rows = rows.in_category(category) if category else rows.none()
        if asked.get("updated_since"):
            rows = rows.filter(updated_at__gte=self.moment(asked["updated_since"]))
        order = ORDERS[self.order(asked.get("order", ""))]
        rows = rows.for_cards().prefetch_related("reviews", "flags") if actor.company else rows.for_cards()
        return rows.order_by(order, "-pk" if order.startswith("-") else "pk")

    def order(self, name: str) -> str:
        if name not in ORDERS:
            known = ", ".join(filter(None, ORDERS))
            raise serializers.ValidationError({"order": [_("Orders are: %(known)s.") % {"known": known}]})
        return name

    def moment(self, text: str) -> datetime:
        """Of ISO 8601; without a zone it is taken as UTC."""
        found = moment_in(text, bare=True)
        if found is None:
            words = _("Write a moment such as 2026-11-27T08:00:00Z.")
            raise serializers.ValidationError({"updated_since": [words]})
        return found

    def get_object(self) -> Product:
        key = clean_line(self.kwargs["key"])
        rows = self.get_queryset()
        own = actor_of(self.request).company_id
        found: Product | None = rows.filter(Q(slug=key) | Q(ref=key)).first()
        if found is None and own is not None:
            found = rows.filter(company=own, sku=key).first()
        if found is None:
            raise Http404
        return found

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        response = super().list(request, *args, **kwargs)
        response["ETag"] = f'"{hashed(response.data)}"'
        return self.unless_known(response)

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.unless_known(self.answer(self.get_object()))

    def unless_known(self, response: Response) -> Response:
        """304 when the client has just this already (RFC 9110, 13.1.2: tags are compared weakly)."""
        patch_vary_headers(response, ["Accept-Language", "Authorization", "Cookie"])
        known = tags_in(self.request.headers.get("If-None-Match", ""))
        if "*" not in known and response["ETag"].strip('"') not in known:
            return response
        unchanged = Response(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": response["ETag"]})
        patch_vary_headers(unchanged, ["Accept-Language", "Authorization", "Cookie"])
        return unchanged

    @api_docs.bulk
    @action(detail=False, methods=["post"], throttle_classes=[BulkThrottle])
    def bulk(self, request: Request) -> Response:
        """Create or change up to 500 products by SKU, with the columns of an import file."""
        actor = actor_of(request)
        require(can_edit_catalogue(actor, actor.company_id or 0), _("You may not change this company's products."))
        serializer = BulkSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return Response(upsert(actor.company, actor, serializer.validated_data))

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        actor = actor_of(request)
        if actor.company is None:
            raise PermissionDenied(_("First tell us which company you act for."))
        product = Product(company=actor.company)
        self.write(product, self.get_serializer(data=request.data))
        return self.answer(product, status.HTTP_201_CREATED)

    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        product = self.get_object()
        self.write(product, self.get_serializer(product, data=request.data, partial=kwargs.get("partial", False)))
        return self.answer(product)

    def destroy(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        product = self.get_object()
        self.check_tag(product)
        product.remove(actor_of(request))
        return Response(status=status.HTTP_204_NO_CONTENT)

    def write(self, product: Product, serializer: Any) -> None:
        """All of it or nothing: fields, text, prices and state."""
        serializer.is_valid(raise_exception=True)
        actor = actor_of(self.request)
        try:
            with transaction.atomic():
                product.revise(
                    actor,
                    serializer.changes(),
                    serializer.texts(product),
                    serializer.tiers(),
                    expected=self.check_tag(product, serializer.initial_data),
                    also=list(savers(serializer.validated_data)),
                )
                self.move(product, serializer.validated_data.get("state", ""))
        except Overtaken:
            raise self.outdated(self.get_object(), serializer.initial_data) from None
        except WrongState:
            raise
        except Refused as problem:
            raise refusal_of(problem, serializer.validated_data) from None

    def move(self, product: Product, wanted: str) -> None:
        actor = actor_of(self.request)
        if wanted == Product.State.PUBLISHED and product.state == Product.State.IN_REVIEW:
            return  # it is on its way: the answer says why it waits
        if wanted == Product.State.PUBLISHED and not product.is_published:
            product.publish(actor)
        elif wanted == Product.State.PAUSED and product.is_published:
            product.pause(actor)
        elif wanted and wanted != product.state:
            raise serializers.ValidationError(
                {"state": [_("From “%(state)s” it cannot go there.") % {"state": product.get_state_display()}]}
            )

    def check_tag(self, product: Product, sent: Any = None) -> str:
        """The fingerprint that If-Match names; empty when the client does not ask. Raises Outdated."""
        tags = tags_in(self.request.headers.get("If-Match", ""))
        if not tags or "*" in tags or not product.pk:
            return ""
        if product.fingerprint not in {tag.partition("-")[0] for tag in tags}:
            raise self.outdated(product, sent)
        return product.fingerprint

    def outdated(self, product: Product, sent: Any) -> Outdated:
        """With what was sent and what is there now, so that the client can decide without asking again."""
        now = self.get_serializer(product).data
        fields = {
            name: {"sent": value, "now": now[name]}
            for name, value in (sent.items() if isinstance(sent, dict) else ())
            if name in now and now[name] != value
        }
        tags = {"sent": self.request.headers.get("If-Match", ""), "now": self.tag_of(product, now)}
        return Outdated({"etag": tags, "fields": fields})

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, Outdated):
            return Response(exc.told, status=exc.status_code, headers={"ETag": exc.told["etag"]["now"]})
        return super().handle_exception(exc)

    def tag_of(self, product: Product, shown: Any) -> str:
        """What an edit changes, then all that is shown: the company's name or a picture is no edit, but is news."""
        return f'"{product.fingerprint}-{hashed(shown)}"'

    def answer(self, product: Product, code: int = status.HTTP_200_OK) -> Response:
        shown = self.get_serializer(product).data
        return Response(shown, status=code, headers={"ETag": self.tag_of(product, shown)})
