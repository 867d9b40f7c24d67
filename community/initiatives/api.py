"""`/api/v1/communities/<slug>/initiatives/`: what members do together, as far as the reader may know."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import generics, serializers

from community.initiatives.models import Initiative
from community.models import Community
from portal.core.rest import actor_of


class InitiativeSerializer(serializers.ModelSerializer[Initiative]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    lead = serializers.CharField(source="lead.slug", read_only=True)
    partners = serializers.IntegerField(source="partner_count", read_only=True)
    is_looking = serializers.BooleanField(read_only=True)

    class Meta:
        model = Initiative
        fields = ["ref", "title", "kind", "state", "lead", "partners", "least", "most", "is_looking"]
        fields += ["seeking_until", "ends_on", "sought", "created_at", "moved_at", "url"]


class InitiativesView(generics.ListAPIView[Initiative]):
    """`?kind=booth&state=gathering&show=looking&q=hanoi&sort=closing`; a community one may not read is a 404."""

    serializer_class = InitiativeSerializer
    queryset = Initiative.objects.none()

    def get_queryset(self) -> QuerySet[Initiative, Any]:
        actor = actor_of(self.request)
        readable = Community.objects.readable_by(actor)
        community = get_object_or_404(readable, slug=self.kwargs["slug"])
        asked = {name: self.request.query_params.get(name, "")[:100] for name in ("kind", "state", "show", "q", "sort")}
        rows = Initiative.objects.visible_to(actor).filter(community=community).for_cards()
        return rows.matching(actor, **asked).sorted_by(asked["sort"])
