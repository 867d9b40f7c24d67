"""`/api/v1/communities/<slug>/events/`: what comes, and what was; the link is in no answer."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers

from community.calendar.models import Gathering, Place
from community.models import Community
from portal.core.rest import actor_of


class GatheringSerializer(serializers.ModelSerializer[Gathering]):
    """Times are moments in UTC; `zone` is the clock by which they were set."""

    url = serializers.CharField(source="get_absolute_url", read_only=True)
    places_left = serializers.IntegerField(read_only=True, allow_null=True)

    class Meta:
        model = Gathering
        fields = [
            *("ref", "title", "kind", "state", "summary", "starts_at", "ends_at", "zone", "place", "address"),
            *("country", "is_online", "languages", "audience", "capacity", "places_left", "register_by", "fee"),
            *("programme", "url"),
        ]


def month_of(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


@extend_schema(
    parameters=[
        OpenApiParameter("past", bool, description="Those that are over, the last one first."),
        OpenApiParameter("kind", str, enum=list(Gathering.Kind.values)),
        OpenApiParameter("where", str, enum=list(Place.values)),
        OpenApiParameter("month", str, description="Such as 2027-03, by the clock of each event."),
        OpenApiParameter("q", str, description="A part of the title."),
    ]
)
class GatheringsView(generics.ListAPIView[Gathering]):
    """Published and cancelled events of a community that the reader may read."""

    serializer_class = GatheringSerializer
    queryset = Gathering.objects.none()

    def get_queryset(self) -> "QuerySet[Gathering, Any]":
        actor, asked = actor_of(self.request), self.request.query_params
        community = Community.objects.readable_by(actor).filter(slug=self.kwargs.get("slug", "")).first()
        if community is None:
            raise Http404
        rows = Gathering.objects.visible_to(actor).listed().filter(community=community).for_cards()
        rows = rows.past() if asked.get("past") in ("1", "true") else rows.upcoming()
        words = {name: asked.get(name, "").replace("\x00", "")[:100] for name in ("q", "kind", "where")}
        words["where"] = words["where"] if words["where"] in Place.values else ""
        return rows.narrowed(**words, month=month_of(asked.get("month", "")))
