"""`/api/v1/communities/`."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers, viewsets

from community.models import Community
from portal.core.rest import actor_of


class CommunitySerializer(serializers.ModelSerializer[Community]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    members = serializers.IntegerField(source="member_count", read_only=True, default=0)
    steward = serializers.CharField(source="steward.slug", read_only=True)

    class Meta:
        model = Community
        fields = ["slug", "name", "kind", "visibility", "summary", "steward", "country", "sector", "members", "url"]

    def to_representation(self, instance: Community) -> dict[str, Any]:
        row: dict[str, Any] = super().to_representation(instance)
        return {**row, "members": row["members"] or 0}


class CommunityViewSet(viewsets.ReadOnlyModelViewSet[Community]):
    """Communities the reader may know of: `?kind=association&q=textile`."""

    serializer_class = CommunitySerializer
    lookup_field = "slug"
    queryset = Community.objects.none()

    def get_queryset(self) -> QuerySet[Community, Any]:
        asked = {name: self.request.query_params.get(name, "") for name in ("kind", "q")}
        rows = Community.objects.visible_to(actor_of(self.request)).of_kind(**asked)
        return rows.with_figures().order_by("name", "pk")
