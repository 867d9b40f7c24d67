"""`/api/v1/companies/<slug>/slots/` and `/api/v1/meetings/`: the same verbs as the pages. Moments are UTC.

A talk is booked by a person, who is signed in: a key to the API acts for a company and reads.
"""

from typing import Any

from django.core.exceptions import ValidationError as UnfitLines
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from companies.models import Company
from consultations.meetings.book_views import book_first_free, parties_with_hours
from consultations.meetings.forms import lines_of
from consultations.meetings.list_views import LISTS, rows_of
from consultations.meetings.openings import Opening, openings
from consultations.meetings.times import zone_from
from consultations.models import Meeting, MeetingHours
from portal.core.actor import Actor
from portal.core.rest import actor_of
from portal.core.subjects import find_subject
from portal.core.texts import clean_block, clean_line
from portal.core.zones import moment_in

MOST_SLOTS = 2000


class SlotSerializer(serializers.Serializer[Any]):
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()
    hosts = serializers.ListField(
        child=serializers.CharField(), help_text="who can be booked, by the reference of hours"
    )
    zones = serializers.ListField(child=serializers.CharField(), help_text="in the order of hosts (IANA)")
    is_confirmed_by_hand = serializers.BooleanField()


class MeetingSerializer(serializers.ModelSerializer[Meeting]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    title = serializers.CharField(read_only=True)
    host_company = serializers.CharField(source="host_company.slug", read_only=True)
    guest_company = serializers.CharField(source="guest_company.slug", read_only=True)
    consultation = serializers.CharField(source="room.ref", read_only=True)
    state = serializers.CharField(read_only=True, help_text="requested, confirmed, held, missed, cancelled or lapsed")
    where_kind = serializers.CharField(read_only=True, help_text="open, link, phone or place")
    start = serializers.DateTimeField(source="starts_at", read_only=True)
    end = serializers.DateTimeField(source="ends_at", read_only=True)

    class Meta:
        model = Meeting
        fields = [
            *("ref", "state", "url", "title", "host_company", "guest_company", "start", "end", "host_zone"),
            *("guest_zone", "where_kind", "where", "topic", "consultation", "reason", "sequence"),
        ]
        read_only_fields = fields


class BookingSerializer(serializers.Serializer[Any]):
    """`company` is the slug of who is booked; or `subject_kind` and `subject` (product, offer, … and its reference)."""

    start = serializers.CharField(help_text="one of the free slots, ISO 8601 with its offset")
    company = serializers.CharField(required=False)
    subject_kind = serializers.CharField(required=False)
    subject = serializers.CharField(required=False)
    host = serializers.CharField(required=False, help_text="reference of hours; whoever is free without it")
    zone = serializers.CharField(required=False, help_text="your time zone (IANA)")
    topic = serializers.CharField(required=False, max_length=1000)
    points = serializers.CharField(required=False, max_length=3000, help_text="agenda, one point a line")


class CancellationSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(required=False, max_length=300)


class SlotsView(APIView):
    """The free slots of a company, from now to the horizon of its people."""

    @extend_schema(
        operation_id="companies_slots_list",
        parameters=[OpenApiParameter("host", str, description="reference of hours")],
        responses=SlotSerializer(many=True),
    )
    def get(self, request: Request, slug: str) -> Response:
        company = get_object_or_404(Company.objects.visible_to(actor_of(request)), slug=slug)
        host = request.query_params.get("host", "")
        published = [one for one in MeetingHours.objects.published_by([company.pk]) if host in ("", one.ref)]
        return Response(SlotSerializer([facts(one) for one in openings(published)[:MOST_SLOTS]], many=True).data)


def facts(opening: Opening) -> dict[str, Any]:
    return {
        "start": opening.span.start,
        "end": opening.span.end,
        "hosts": [one.ref for one in opening.hours],
        "zones": [one.zone for one in opening.hours],
        "is_confirmed_by_hand": any(one.by_hand for one in opening.hours),
    }


@extend_schema_view(
    list=extend_schema(parameters=[OpenApiParameter("tab", str, enum=list(LISTS), description="ahead without it")])
)
class MeetingViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Meeting]):
    """Booked talks of your company, whichever side it is; nobody else's, ever."""

    serializer_class = MeetingSerializer
    lookup_field = "ref"
    queryset = Meeting.objects.none()

    def get_queryset(self) -> QuerySet[Meeting, Any]:
        actor = actor_of(self.request)
        if self.action != "list":
            return Meeting.objects.visible_to(actor).for_cards()
        tab = self.request.query_params.get("tab", "")
        rows: QuerySet[Meeting, Any] = rows_of(tab, actor).for_cards()
        return rows

    @extend_schema(request=BookingSerializer, responses={201: MeetingSerializer})
    def create(self, request: Request) -> Response:
        """Book a free slot. 409 when it is taken, with nothing booked."""
        sent = BookingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        data, actor = sent.validated_data, actor_of(request)
        start = moment_in(data["start"])
        if start is None:
            raise ValidationError({"start": [_("Choose a time.")]})
        kind, subject = subject_of(data, actor)
        published = [one for one in parties_with_hours(kind, subject, actor) if data.get("host", "") in ("", one.ref)]
        topic, points = clean_block(data.get("topic", "")), points_sent(data.get("points", ""))
        zone = zone_from(data.get("zone", ""))
        meeting = book_first_free(kind, subject, published, start, actor, zone, topic, points)
        return Response(self.get_serializer(meeting).data, status=201)

    @extend_schema(request=CancellationSerializer, responses=MeetingSerializer)
    @action(detail=True, methods=["post"])
    def cancellation(self, request: Request, ref: str) -> Response:
        sent = CancellationSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        meeting = self.get_object()
        meeting.cancel(actor_of(request), clean_line(sent.validated_data.get("reason", "")))
        return Response(self.get_serializer(meeting).data)


def points_sent(text: str) -> tuple[str, ...]:
    try:
        return lines_of(clean_block(text))
    except UnfitLines as problem:
        raise ValidationError({"points": problem.messages}) from problem


def subject_of(data: dict[str, Any], actor: Actor) -> tuple[str, Any]:
    """What the talk is about; a 400 where nothing is named or seen."""
    kind, key = data.get("subject_kind", "company"), data.get("subject") or data.get("company", "")
    try:
        return kind, find_subject(kind, key, actor)
    except Http404 as problem:
        raise ValidationError({"subject": [_("There is nothing of this kind and reference.")]}) from problem
