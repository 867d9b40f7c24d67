"""`/api/v1/communities/<slug>/moderation/`: the queue of a community's moderators, to be read."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, serializers

from community.models import Community, ModerationCase
from community.moderation.forms import QueueForm
from community.moderation.permissions import moderates
from community.moderation.queue import APPEALED, Desk
from portal.core.rest import actor_of

STATES = {APPEALED, *ModerationCase.State.values}


class CaseSerializer(serializers.ModelSerializer[ModerationCase]):
    """Who reported is on the page of the case alone."""

    community = serializers.CharField(source="community.slug", read_only=True)
    company = serializers.CharField(source="company.slug", read_only=True)
    state = serializers.CharField(read_only=True, help_text="as in the parameter, without appealed")
    kind = serializers.CharField(read_only=True)
    source = serializers.CharField(  # type: ignore[assignment]  # DRF has an attribute of that name for itself
        read_only=True, help_text="report, or why it was held"
    )
    reports = serializers.IntegerField(source="number", read_only=True)

    class Meta:
        model = ModerationCase
        fields = (
            *("ref", "community", "kind", "source", "state", "title", "excerpt", "company", "reports"),
            *("created_at", "decided_at"),
        )
        read_only_fields = fields


@extend_schema(
    parameters=[
        OpenApiParameter("state", str, description="open (without it), upheld …, or appealed"),
        OpenApiParameter("q", str),
        OpenApiParameter("kind", str),
        OpenApiParameter("source", str),
    ]
)
class ModerationQueueView(generics.ListAPIView[ModerationCase]):
    """For moderators of the community; for everybody else there is nothing here."""

    serializer_class = CaseSerializer
    queryset = ModerationCase.objects.none()

    def get_queryset(self) -> QuerySet[ModerationCase, Any]:
        if getattr(self, "swagger_fake_view", False):
            return ModerationCase.objects.none()
        actor, asked = actor_of(self.request), self.request.query_params
        community = get_object_or_404(Community.objects.readable_by(actor), slug=self.kwargs["slug"])
        if not moderates(actor, community):
            raise Http404
        state = asked.get("state", "")
        state = state if state in STATES else ModerationCase.State.OPEN
        return Desk(actor, community).rows(state, QueueForm(asked))
