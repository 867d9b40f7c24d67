"""`/api/v1/search/` and `/api/v1/suggest/`."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.core.rest import actor_of
from search.documents import KINDS
from search.found import Found, find
from search.query import SORTS, from_parameters
from search.sources import audience_of
from search.suggestions import suggestions_for


class HitSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=KINDS)
    ref = serializers.CharField()
    sku = serializers.CharField(required=False, help_text="Products only.")
    title = serializers.CharField()
    url = serializers.CharField()
    highlight = serializers.CharField(help_text="Escaped HTML; the words found are in <mark>.")


class FacetValueSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # the field's name, not its label
    count = serializers.IntegerField()


class SuggestionSerializer(serializers.Serializer[Any]):
    kind = serializers.CharField()
    text = serializers.CharField()
    url = serializers.CharField()


class SearchSerializer(serializers.Serializer[Any]):
    query = serializers.CharField()
    total = serializers.IntegerField()
    took_ms = serializers.IntegerField()
    engine = serializers.ChoiceField(
        choices=["embedded", "elasticsearch", "database"], help_text="`database` while the engine is down."
    )
    results = HitSerializer(many=True)
    facets = serializers.DictField(child=FacetValueSerializer(many=True))
    suggestions = serializers.ListField(child=serializers.CharField(), help_text="Other ways to write the query.")


class SuggestSerializer(serializers.Serializer[Any]):
    suggestions = SuggestionSerializer(many=True)


def parameter(name: str, text: str, many: bool = False, **more: Any) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=text, many=many, **more)


class SearchView(APIView):
    """Everything on the market, by words and facets."""

    @extend_schema(
        operation_id="search",
        parameters=[
            parameter("q", 'Words; `"phrases"` and `-exclusions` as well. Empty: everything, newest first.'),
            parameter("kind", "Given several times: any of them.", many=True, enum=KINDS),
            parameter("category", "Slug; its descendants are included.", many=True),
            parameter("country", "ISO 3166-1 alpha-2.", many=True),
            parameter("brand", "As spelt in the facet.", many=True),
            parameter("tier", "How far the company was checked, 0 to 3.", many=True),
            parameter("type", "Of pages, as in the facet `type`, which is counted with `kind=page`.", many=True),
            parameter("sort", "Default: relevance.", enum=SORTS),
            OpenApiParameter("page", OpenApiTypes.INT),
            OpenApiParameter("page_size", OpenApiTypes.INT, description="At most 100."),
        ],
        responses=SearchSerializer,
    )
    def get(self, request: Request) -> Response:
        actor = actor_of(request)
        query = from_parameters(request.query_params, audience_of(actor), size=25)
        return Response(answer(find(query, actor)))


def answer(found: Found) -> dict[str, Any]:
    return {
        "query": found.query.text,
        "total": found.total,
        "took_ms": found.took_ms,
        "engine": found.engine,
        "results": [
            {
                "kind": item.shown_as,
                "ref": item.ref,
                **({"sku": item.sku} if item.sku is not None else {}),
                "title": item.title,
                "url": item.url,
                "highlight": str(item.highlight),
            }
            for item in found.items
        ],
        "facets": {
            facet.name: [{"value": one.value, "label": one.label, "count": one.count} for one in facet.values]
            for facet in found.facets
        },
        "suggestions": [found.corrected] if found.corrected else [],
    }


class SuggestView(APIView):
    """What the reader may be about to type: at most eight things and categories."""

    @extend_schema(
        operation_id="suggest", parameters=[parameter("q", "What has been typed.")], responses=SuggestSerializer
    )
    def get(self, request: Request) -> Response:
        found = suggestions_for(request.query_params.get("q", ""), actor_of(request))
        return Response({"suggestions": [{"kind": one.kind, "text": one.text, "url": one.url} for one in found]})
