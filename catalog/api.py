"""`/api/v1/products/`: read by everybody, written by a company's token, through the same verbs as the pages."""

import hashlib
import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.cache import patch_vary_headers
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from moneyed import CURRENCIES
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from catalog import api_docs, api_parts, codes
from catalog.api_bulk import BulkSerializer, BulkThrottle, refuse_unknown, upsert
from catalog.api_parts import Line, PartsSerializer, check_parts, refusal_of, savers
from catalog.api_specs import SpecificationSerializer, typed_changes, typed_rows
from catalog.editing import plain
from catalog.models import Category, Overtaken, PriceTier, Product
from catalog.permissions import can_edit_catalogue
from catalog.terms import NAMES, problems_of, tidied
from portal.core.incoterms import INCOTERMS
from portal.core.permissions import Refused, WrongState, require
from portal.core.places import country_codes
from portal.core.rest import actor_of
from portal.core.texts import clean_block, clean_line, validate_visible
from portal.core.units import UNITS

MOST_TIERS, MOST_ATTRIBUTES, MOST_TAGS = 12, 80, 20
# Fields of the row itself, as the API names them; the rest is kept in rows of its own.
OWN_FIELDS = (
    *("sku", "brand", "model", "gtin", "hs_code", "origin", "language", "unit", "moq", "incoterm", "incoterm_place"),
    *("lead_time_days", "stock", "attributes", "tags", "category"),
)
ORDERS = {
    "": "-pk",
    "newest": "-published_at",
    "oldest": "published_at",
    "updated": "-updated_at",
    "sku": "sku",
}


class Block(serializers.CharField):
    def to_internal_value(self, data: Any) -> str:
        text: str = super().to_internal_value(clean_block(data) if isinstance(data, str) else data)
        return text


class WholeRow(serializers.Serializer[Any]):
    """A row of a list is sent whole: a PATCH may leave out fields of the product, not parts of a price."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            refuse_unknown(self, data)
            missing = {name: field for name, field in self.fields.items() if field.required and name not in data}
            if missing:
                words = {name: [field.error_messages["required"]] for name, field in missing.items()}
                raise serializers.ValidationError(words)
        return super().to_internal_value(data)


class TierSerializer(WholeRow):
    """A step of the ladder: from this quantity upwards, this price per unit."""

    quantity = serializers.DecimalField(
        source="min_quantity", max_digits=14, decimal_places=3, min_value=Decimal("0.001")
    )
    price = serializers.DecimalField(source="amount", max_digits=18, decimal_places=4, min_value=Decimal(0))
    currency = serializers.CharField(max_length=3, required=False)

    def validate_currency(self, code: str) -> str:
        if code not in CURRENCIES:
            raise serializers.ValidationError(_("“%(code)s” is not a currency code such as USD.") % {"code": code})
        return code


class AttributeSerializer(WholeRow):
    name = Line(max_length=80)
    value = Line(max_length=500)
    unit = Line(max_length=20, required=False, allow_blank=True)


class TermsSerializer(serializers.ModelSerializer[Product]):
    """The terms of trade beside the price ladder (catalog/terms.py); what is not sent stays as it is."""

    class Meta:
        model = Product
        fields = NAMES

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            refuse_unknown(self, data)
        return super().to_internal_value(data)

    def to_representation(self, instance: Product) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        amounts = ("price_low", "price_high", "supply_capacity", "sample_amount")
        return shown | {name: plain(getattr(instance, name)) or None for name in amounts}


class PictureSerializer(serializers.Serializer[Any]):
    url = serializers.CharField(source="image.url")
    thumbnail = serializers.CharField(source="thumbnail.url")
    alt = serializers.CharField()


class ReviewSerializer(serializers.Serializer[Any]):
    """What its company is told about how it stands."""

    waits_because = serializers.ListField(child=serializers.CharField())
    rejected_because = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True)


def review_of(product: Product) -> dict[str, Any] | None:
    """For a listing in review or rejected; else None."""
    verdict = product.verdict if product.state == Product.State.REJECTED else None
    if product.state != Product.State.IN_REVIEW and verdict is None:
        return None
    return {
        "waits_because": product.reasons_for_review,
        "rejected_because": str(verdict.get_reason_display()) if verdict else "",
        "words": verdict.words if verdict else "",
    }


class ProductSerializer(serializers.ModelSerializer[Product]):
    """Texts are read in the language of the request, and written in `language`, the original one."""

    title = Line(max_length=300, validators=[validate_visible])
    description = Block(max_length=20000, required=False, allow_blank=True, source="text.description")
    sku = Line(max_length=64, validators=[validate_visible])
    brand = Line(max_length=80, required=False, allow_blank=True)
    model = Line(max_length=255, required=False, allow_blank=True)
    incoterm_place = Line(max_length=80, required=False, allow_blank=True)
    company = serializers.CharField(source="company.slug", read_only=True)
    company_name = serializers.CharField(source="company.name", read_only=True)
    category = serializers.CharField(source="category.slug")
    price_tiers = TierSerializer(many=True, required=False)
    currency = serializers.CharField(source="first_price.currency", required=False, default="")
    moq = serializers.DecimalField(max_digits=14, decimal_places=3, required=False, min_value=Decimal("0.001"))
    stock = serializers.DecimalField(
        max_digits=14, decimal_places=3, required=False, allow_null=True, min_value=Decimal(0)
    )
    unit = serializers.ChoiceField(choices=list(UNITS), required=False)
    incoterm = serializers.ChoiceField(choices=["", *INCOTERMS], required=False)
    language = serializers.ChoiceField(choices=[], required=False)
    state = serializers.ChoiceField(choices=Product.State.choices, required=False)
    attributes = AttributeSerializer(many=True, required=False, source="specifications")
    specifications = SpecificationSerializer(many=True, required=False, source="typed")
    tags = serializers.ListField(child=Line(max_length=40), required=False, max_length=MOST_TAGS)
    terms = TermsSerializer(source="*", required=False)
    pictures = PictureSerializer(many=True, read_only=True)
    review = serializers.SerializerMethodField(
        help_text="For its own company: why it waits for staff or was rejected, in words; null for all others."
    )
    url = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = Product
        fields = [
            *("ref", "slug", "sku", "title", "description", "company", "company_name", "category", "brand", "model"),
            *("gtin", "hs_code", "origin", "language", "price_tiers", "currency", "unit", "moq", "incoterm"),
            *("incoterm_place", "lead_time_days", "stock", "terms", "attributes", "specifications", "tags", "pictures"),
            *("state", "review", "expires_at", "updated_at", "url"),
        ]
        read_only_fields = ["ref", "slug", "expires_at", "updated_at"]
        validators: list[Any] = []  # one SKU in a company is the model's own word, under its lock
        extra_kwargs = {
            "lead_time_days": {"max_value": 3650},
            "gtin": {"max_length": 24},
            "hs_code": {"max_length": 24},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = dict(settings.LANGUAGES)  # type: ignore[attr-defined]  # a ChoiceField, by the model

    def to_internal_value(self, data: Any) -> Any:
        """What is only read may be sent back as it came; a name that means nothing is refused."""
        refuse_unknown(self, data)
        return super().to_internal_value(data)

    def to_representation(self, instance: Product) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        shown["currency"] = shown.get("currency") or ""
        for tier in shown["price_tiers"]:
            tier["quantity"], tier["price"] = plain(Decimal(tier["quantity"])), plain(Decimal(tier["price"]))
        stock = plain(instance.stock) or None
        return {**shown, "moq": plain(instance.moq), "stock": stock, "specifications": typed_rows(instance)}

    @extend_schema_field(ReviewSerializer(allow_null=True))
    def get_review(self, product: Product) -> dict[str, Any] | None:
        request = self.context.get("request")
        if request is None or not actor_of(request).acts_for(product.company_id):
            return None
        return review_of(product)

    def validate_category(self, slug: str) -> Category:
        found = Category.find(slug.rpartition("/")[2])
        if found is None:
            raise serializers.ValidationError(_("There is no category “%(slug)s”.") % {"slug": slug})
        return found

    def validate_gtin(self, text: str) -> str:
        return codes.clean_gtin(text)

    def validate_hs_code(self, text: str) -> str:
        return codes.clean_hs_code(text)

    def validate_origin(self, code: str) -> str:
        if code and code.upper() not in country_codes():
            raise serializers.ValidationError(_("“%(code)s” is not a country code such as KR.") % {"code": code})
        return code.upper()

    def validate_attributes(self, rows: list[dict[str, str]]) -> list[dict[str, str]]:
        if len(rows) > MOST_ATTRIBUTES:
            raise serializers.ValidationError(_("Up to %(most)s specifications, please.") % {"most": MOST_ATTRIBUTES})
        return rows

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Every step gets its currency, its own or the product's, and stands once in the ladder."""
        currency = attrs.get("first_price", {}).get("currency", "")
        tiers, seen = attrs.get("price_tiers") or [], set()
        if len(tiers) > MOST_TIERS:
            raise serializers.ValidationError(
                {"price_tiers": _("Up to %(most)s prices, please.") % {"most": MOST_TIERS}}
            )
        for tier in tiers:
            tier["currency"] = tier.get("currency") or currency
            key = (tier["currency"], tier["min_quantity"])
            if tier["currency"] not in CURRENCIES:
                raise serializers.ValidationError({"currency": _("Name the currency of the prices, such as USD.")})
            if key in seen:
                raise serializers.ValidationError({"price_tiers": _("This quantity stands twice in the ladder.")})
            seen.add(key)
        return attrs | self.whole_terms(attrs) | self.whole_specifications(attrs)

    def whole_specifications(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The list as it will be: the lines that were sent, and over them the typed values, by key."""
        before = self.instance if isinstance(self.instance, Product) else None
        chosen = attrs["category"]["slug"] if "category" in attrs else before.category if before else None
        lines = (
            [{k: v for k, v in row.items() if v} for row in attrs["specifications"]]
            if "specifications" in attrs
            else None
        )
        if chosen is None or (lines is None and "typed" not in attrs):
            return {}
        return {"whole": typed_changes(chosen, before.attributes if before else [], lines, attrs.get("typed", []))}

    def whole_terms(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """What was sent of the terms, laid over what is there: the two must go together."""
        sent = {name: attrs[name] for name in NAMES if name in attrs}
        if not sent:
            return {}
        before = self.instance if isinstance(self.instance, Product) else Product()
        whole = tidied({name: getattr(before, name) for name in NAMES} | sent)
        if problems := problems_of(whole):
            raise serializers.ValidationError({"terms": {name: [words] for name, words in problems.items()}})
        return whole

    def changes(self) -> dict[str, Any]:
        data = dict(self.validated_data)
        changes = {name: data[name] for name in (*OWN_FIELDS, *NAMES) if name in data}
        if "category" in data:
            changes["category"] = data["category"]["slug"]
        if "whole" in data:
            changes["attributes"] = data["whole"]
        return changes

    def texts(self, product: Product) -> dict[str, dict[str, str]] | None:
        """The original text; what is not sent stays."""
        data = self.validated_data
        if "title" not in data and "text" not in data:
            return None
        language = data.get("language") or product.language
        known = {text.language: text for text in product.texts.all()} if product.pk else {}
        old = known.get(language)
        title = data.get("title") or (old.title if old else product.sku)
        description = data.get("text", {}).get("description", old.description if old else "")
        return {language: {"title": title, "description": description}}

    def tiers(self) -> list[PriceTier] | None:
        rows = self.validated_data.get("price_tiers")
        return None if rows is None else [PriceTier(**row) for row in rows]


class WholeProductSerializer(PartsSerializer, ProductSerializer):
    """A single product, with what lists leave out."""

    class Meta(ProductSerializer.Meta):
        fields = [*ProductSerializer.Meta.fields, *api_parts.NAMES]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        attrs = super().validate(attrs)
        check_parts(attrs, self.instance if isinstance(self.instance, Product) else None)
        return attrs


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
        try:
            found = parse_datetime(text.replace(" ", "+"))
        except ValueError:
            found = None
        if found is None:
            words = _("Write a moment such as 2026-11-27T08:00:00Z.")
            raise serializers.ValidationError({"updated_since": [words]})
        return make_aware(found) if is_naive(found) else found

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
