"""`/api/v1/communities/`."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, viewsets

from community.forms import CommunityFilterForm
from community.models import Community
from community.profiles import values_of
from portal.core.rest import actor_of

ASKED = {
    "q": "Words in name or summary",
    "kind": "association, cluster, buyers, trading or project",
    "country": "ISO 3166-1 alpha-2",
    "sector": "Slug of a sector",
    "language": "ISO 639-1",
    "mine": "1: only those the acting company is in",
    "sort": "members, active (newest words first), or empty: by name",
}


class CommunitySerializer(serializers.ModelSerializer[Community]):
    """`visibility` is what holds: a part of another community is never more open than that."""

    url = serializers.CharField(source="get_absolute_url", read_only=True)
    members = serializers.IntegerField(source="member_count", read_only=True, default=0)
    steward = serializers.CharField(source="steward.slug", read_only=True)
    visibility = serializers.CharField(source="effective_visibility", read_only=True)
    inside = serializers.CharField(source="parent.slug", read_only=True, default=None, allow_null=True)
    is_closed = serializers.BooleanField(read_only=True)
    profile = serializers.SerializerMethodField()

    class Meta:
        model = Community
        fields = [
            *("slug", "name", "kind", "visibility", "summary", "steward", "country", "sector", "members", "url"),
            *("languages", "joining", "profile", "rules_version", "inside", "is_closed"),
        ]

    def get_profile(self, community: Community) -> dict[str, Any]:
        return values_of(community)

    def to_representation(self, instance: Community) -> dict[str, Any]:
        row: dict[str, Any] = super().to_representation(instance)
        return {**row, "members": row["members"] or 0}


@extend_schema_view(
    list=extend_schema(
        parameters=[OpenApiParameter(name, OpenApiTypes.STR, description=words) for name, words in ASKED.items()]
    )
)
class CommunityViewSet(viewsets.ReadOnlyModelViewSet[Community]):
    """Communities the reader may know of: `?kind=association&q=textile&country=KR&sort=members`."""

    serializer_class = CommunitySerializer
    lookup_field = "slug"
    queryset = Community.objects.none()

    def get_queryset(self) -> QuerySet[Community, Any]:
        _form, _filters, rows = CommunityFilterForm.narrowed(self.request.query_params, actor_of(self.request))
        return rows
