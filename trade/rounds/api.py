"""`/api/v1/communities/<slug>/rounds/`: the joint purchases of a community."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers

from community.models import Community
from portal.core.rest import actor_of
from trade.rounds.models import PurchaseRound


class RoundTierSerializer(serializers.Serializer[Any]):
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3)
    amount = serializers.DecimalField(max_digits=18, decimal_places=4)


class RoundSerializer(serializers.ModelSerializer[PurchaseRound]):
    """What everybody who may read the community reads; who pledged how much is on the page, for those it is for."""

    url = serializers.CharField(source="get_absolute_url", read_only=True)
    company = serializers.CharField(source="company.slug", read_only=True)
    product = serializers.CharField(source="product.ref", read_only=True, default=None)
    variant = serializers.CharField(source="variant.sku", read_only=True, default=None)
    tiers = RoundTierSerializer(source="all_tiers", many=True, read_only=True)
    companies = serializers.SerializerMethodField()
    price = serializers.SerializerMethodField()

    class Meta:
        model = PurchaseRound
        fields = (
            *("ref", "state", "url", "title", "company", "product", "variant", "hs_code", "unit", "currency", "tiers"),
            *("minimum", "maximum", "each_min", "each_max", "multiple", "deadline", "zone", "closing", "free_hours"),
            *("sight", "goal", "incoterm", "incoterm_place", "delivery_country", "total", "price", "companies"),
        )
        read_only_fields = fields

    def get_companies(self, purchase: PurchaseRound) -> int:
        return getattr(purchase, "pledge_count", None) or 0

    def get_price(self, purchase: PurchaseRound) -> str | None:
        """What everybody pays for a unit at the total of now."""
        price = purchase.current_price
        return str(price.amount) if price else None


@extend_schema(parameters=[OpenApiParameter("state", str), OpenApiParameter("q", str)])
class RoundsView(generics.ListAPIView[PurchaseRound]):
    """Joint purchases of a community the reader may read: `?state=open|ended|draft&q=bearing`."""

    serializer_class = RoundSerializer
    queryset = PurchaseRound.objects.none()

    def get_queryset(self) -> QuerySet[PurchaseRound, Any]:
        if getattr(self, "swagger_fake_view", False):
            return PurchaseRound.objects.none()
        actor, asked = actor_of(self.request), self.request.query_params
        community = get_object_or_404(Community.objects.readable_by(actor), slug=self.kwargs["slug"])
        rows = PurchaseRound.objects.visible_to(actor).filter(community=community).standing(asked.get("state", ""))
        return rows.matching(asked.get("q", "").replace("\0", "")[:100]).for_cards().newest_first()
