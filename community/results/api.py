"""`/api/v1/communities/<slug>/results/`: the figures of the results page, month by month, with their definitions."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.models import Community
from community.results.forms import PeriodForm
from community.results.page import Result, results_of
from community.results.views import may_read_results
from portal.core.money import known_currencies
from portal.core.rest import actor_of


class MonthSerializer(serializers.Serializer[Any]):
    month = serializers.CharField(help_text="YYYY-MM")
    value = serializers.DecimalField(max_digits=20, decimal_places=2)


class ResultSerializer(serializers.Serializer[Any]):
    """`currency` is empty for a figure that is no money; sums are converted at the ECB’s last rates."""

    title = serializers.CharField()
    definition = serializers.CharField()
    currency = serializers.CharField(allow_blank=True)
    months = MonthSerializer(many=True)


class ResultsView(APIView):
    """Results of a community, for whoever its steward shows them to; no company is named."""

    @extend_schema(
        parameters=[OpenApiParameter("currency", str, description="ISO 4217; EUR without it")],
        responses=ResultSerializer(many=True),
    )
    def get(self, request: Request, slug: str) -> Response:
        actor = actor_of(request)
        community: Community = get_object_or_404(Community.objects.readable_by(actor), slug=slug)
        if not may_read_results(actor, community):
            raise Http404
        asked = request.query_params.get("currency", "")
        currency = asked if asked in known_currencies() else "EUR"
        found = results_of([community.pk], PeriodForm(request.query_params or None).period(), currency)
        return Response([row_of(one) for one in found])


def row_of(result: Result) -> dict[str, Any]:
    pairs = zip(result.period.months, result.plain, strict=True)
    months = [{"month": f"{month:%Y-%m}", "value": f"{number:.2f}"} for month, number in pairs]
    said = {"title": str(result.figure.title), "definition": str(result.figure.definition)}
    return {**said, "currency": result.currency if result.is_money else "", "months": months}
