"""What the OpenAPI document says of products beyond what the code says by itself: filters, tags, examples."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiExample,
    OpenApiParameter,
    OpenApiResponse,
    extend_schema,
    extend_schema_view,
    inline_serializer,
)
from rest_framework import serializers

from catalog.api_bulk import BulkResultSerializer, BulkSerializer
from catalog.api_product import ProductSerializer

PRODUCT: dict[str, Any] = {
    "sku": "B-6204-2RS",
    "title": "Deep groove ball bearing 6204-2RS",
    "description": "Two rubber seals, filled for life.",
    "category": "bearings",
    "currency": "USD",
    "price_tiers": [{"quantity": "100", "price": "2.13"}, {"quantity": "1000", "price": "2.02"}],
    "unit": "C62",
    "moq": "100",
    "incoterm": "FOB",
    "incoterm_place": "Busan",
    "lead_time_days": 21,
    "stock": "1200",
    "hs_code": "848210",
    "origin": "KR",
    "gtin": "4006381333931",
    "attributes": [{"name": "Bore", "value": "20", "unit": "mm"}],
    "tags": ["bearing"],
    "axes": [{"name": "Seal", "values": ["2RS", "ZZ"]}],
    "variants": [
        {"sku": "B-6204-2RS-R", "values": {"Seal": "2RS"}, "price": "2.13", "currency": "USD", "stock": "1200"},
        {"sku": "B-6204-2RS-Z", "values": {"Seal": "ZZ"}},
    ],
    "certificates": [{"kind": "iso9001", "number": "Q-20417", "issuer": "KTR", "expires_on": "2028-05-31"}],
    "related": [{"sku": "G-18", "kind": "accessory"}],
}
KEY = OpenApiParameter(
    "key",
    OpenApiTypes.STR,
    OpenApiParameter.PATH,
    description="The product's slug or ref or, within your own company, its SKU.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The ETag you started from; a newer version answers 412 and nothing is saved.",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The ETag you have; the same again answers 304 without a body.",
)


def query(name: str, words: str, kind: Any = OpenApiTypes.STR, **more: Any) -> OpenApiParameter:
    return OpenApiParameter(name, kind, OpenApiParameter.QUERY, description=words, **more)


FILTERS = [
    query("company", "Slug of the company."),
    query("category", "Slug of a category; what is below it is included."),
    query("sku", "The exact SKU."),
    query("brand", "The exact brand."),
    query("country", "Country of the company, ISO 3166-1 alpha-2."),
    query("state", "For your own products.", enum=["draft", "in_review", "published", "paused", "expired", "rejected"]),
    query("q", "Words in the title, or a part of the SKU."),
    query("updated_since", "Only what has changed since.", OpenApiTypes.DATETIME),
    query("order", "Order of the list.", enum=["newest", "oldest", "updated", "sku"]),
]
OUTDATED = OpenApiResponse(
    inline_serializer(
        "Outdated",
        {
            "detail": serializers.CharField(),
            "etag": inline_serializer(
                "OutdatedTags", {"sent": serializers.CharField(), "now": serializers.CharField()}
            ),
            "fields": serializers.DictField(
                child=inline_serializer(
                    "OutdatedValue", {"sent": serializers.JSONField(), "now": serializers.JSONField()}
                )
            ),
        },
    ),
    description="Somebody else has changed it meanwhile: both values of each field that differs. Nothing was saved.",
    examples=[
        OpenApiExample(
            "Outdated",
            {
                "detail": "Somebody else has changed this product meanwhile. Nothing of yours was saved over it.",
                "etag": {"sent": '"5f0c…"', "now": '"9d1e…"'},
                "fields": {"moq": {"sent": "100", "now": "250"}},
            },
        )
    ],
)
NOT_MODIFIED = OpenApiResponse(description="You have just this already.")
EXAMPLE = OpenApiExample("A bearing with two prices", PRODUCT, request_only=True)


def described(view: Any) -> Any:
    """The viewset with its parameters, answers and examples."""
    one: dict[Any, Any] = {200: view.serializer_class, 304: NOT_MODIFIED}
    several: dict[Any, Any] = {200: ProductSerializer(many=True), 304: NOT_MODIFIED}
    changed: dict[Any, Any] = {200: view.serializer_class, 412: OUTDATED}
    return extend_schema_view(
        list=extend_schema(parameters=[*FILTERS, IF_NONE_MATCH], responses=several),
        retrieve=extend_schema(parameters=[KEY, IF_NONE_MATCH], responses=one),
        create=extend_schema(examples=[EXAMPLE]),
        update=extend_schema(parameters=[KEY, IF_MATCH], responses=changed, examples=[EXAMPLE]),
        partial_update=extend_schema(
            parameters=[KEY, IF_MATCH],
            responses=changed,
            examples=[OpenApiExample("Only the minimum order", {"moq": "250"}, request_only=True)],
        ),
        destroy=extend_schema(parameters=[KEY, IF_MATCH], responses={204: None, 412: OUTDATED}),
    )(view)


BULK_ROWS = [
    {
        "sku": "B-6204-2RS", "title": "Deep groove ball bearing 6204-2RS", "price_tiers": "100:2.13;1000:2.02",
        "currency": "USD", "unit": "C62", "moq": 100, "attr:Bore [mm]": 20,
    },
    {"sku": "B-6205-2RS", "price": "cheap", "currency": "USD"},
]  # fmt: skip
bulk = extend_schema(
    request=BulkSerializer,
    responses={200: BulkResultSerializer},
    examples=[
        OpenApiExample("Two rows, one of them wrong", {"rows": BULK_ROWS, "publish": True}, request_only=True),
        OpenApiExample(
            "What became of them",
            {
                "rows": 2, "created": 1, "updated": 0, "unchanged": 0, "refused": 1, "warned": 0,
                "problems": [
                    {
                        "index": 1, "sku": "B-6205-2RS", "column": "price", "problem": "“cheap” is not a number.",
                        "is_refusal": True,
                    }
                ],
            },
            response_only=True,
        ),
    ],
)  # fmt: skip
