"""`/api/v1/communities/<slug>/members/`: the directory, narrowed by the same parameters as its page."""

from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.directory.listing import Listing
from community.directory.roll import roll_of
from community.models import Community
from community.permissions import can_run_community
from portal.core.rest import actor_of

ASKED = {
    "q": "Words in name or answers",
    "country": "ISO 3166-1 alpha-2; may be given several times",
    "sector": "Slug of a sector; may be given several times",
    "tier": "0 to 3; may be given several times",
    "sort": "name, newest or tier",
    "page": "From 1; 24 members a page",
}


class DirectoryMemberSerializer(serializers.Serializer[Any]):
    company = serializers.CharField(source="company.slug")
    name = serializers.CharField(source="company.name")
    country = serializers.CharField(source="company.country")
    city = serializers.CharField(source="company.city")
    sector = serializers.CharField(source="company.sector")
    tier = serializers.IntegerField(source="company.tier")
    member_as = serializers.CharField(source="role", help_text="steward, moderator, member or observer")
    joined_at = serializers.DateTimeField(allow_null=True)
    answers = serializers.SerializerMethodField()

    def get_answers(self, member: Any) -> list[dict[str, str]]:
        return [{"question": str(field.title), "answer": str(said)} for field, said in member.facts]


class DirectoryPageSerializer(serializers.Serializer[Any]):
    count = serializers.IntegerField()
    pages = serializers.IntegerField()
    results = DirectoryMemberSerializer(many=True)


class DirectoryView(APIView):
    """Members of a community the reader may read, with the answers that the reader may know."""

    @extend_schema(
        parameters=[OpenApiParameter(name, str, description=words) for name, words in ASKED.items()],
        responses=DirectoryPageSerializer,
    )
    def get(self, request: Request, slug: str) -> Response:
        actor = actor_of(request)
        community: Community = get_object_or_404(Community.objects.readable_by(actor).with_figures(), slug=slug)
        level = 2 if can_run_community(actor, community) else int(bool(community.role_of(actor.company_id)))
        asked: QueryDict = request.query_params
        page = Listing(community, roll_of(community), asked, level).page()
        rows = DirectoryMemberSerializer(page.object_list, many=True).data
        return Response({"count": page.paginator.count, "pages": page.paginator.num_pages, "results": rows})
