"""`/api/v1/companies/`."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers, viewsets

from companies.models import Company
from portal.core.rest import actor_of


class CompanySerializer(serializers.ModelSerializer[Company]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    tagline = serializers.CharField(source="text.tagline", read_only=True)

    class Meta:
        model = Company
        fields = ["slug", "name", "country", "city", "kind", "sector", "tier", "tier_since", "tagline", "url"]


class CompanyViewSet(viewsets.ReadOnlyModelViewSet[Company]):
    """Companies of the market: `?country=KR&kind=supplier&sector=machinery&tier=1`."""

    serializer_class = CompanySerializer
    lookup_field = "slug"
    queryset = Company.objects.none()

    def get_queryset(self) -> QuerySet[Company, Any]:
        asked = {name: self.request.query_params.get(name, "") for name in ("country", "kind", "sector")}
        tier = self.request.query_params.get("tier", "")
        rows = Company.objects.visible_to(actor_of(self.request))
        return (
            rows.matching(**asked, tier=int(tier) if tier in {"1", "2", "3"} else 0).with_texts().order_by("name", "pk")
        )
