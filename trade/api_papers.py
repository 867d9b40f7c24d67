"""Papers of a quotation by the API: put into the supplier's draft and taken out, by the pages' own checks and verb."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from portal.core.permissions import require
from portal.core.rest import actor_of, documents_sent, files_schema
from trade.models import Quotation, QuotationDocument, QuotationVersion
from trade.models.papers import MOST_PAPERS
from trade.permissions import can_write_quotation


class QuotationPaperSerializer(serializers.ModelSerializer[QuotationDocument]):
    sha256 = serializers.CharField(source="digest", read_only=True)
    url = serializers.SerializerMethodField()

    class Meta:
        model = QuotationDocument
        fields = ("ref", "title", "size", "sha256", "url")
        read_only_fields = fields

    def get_url(self, paper: QuotationDocument) -> str:
        return f"/quotations/{paper.version.quotation.ref}/papers/{paper.ref}/"


class PaperActions:
    """Two addresses of the quotation's viewset."""

    get_object: Any

    @extend_schema(request=files_schema("papers"), responses={201: QuotationPaperSerializer(many=True)}, filters=False)
    @action(detail=True, methods=["post"], pagination_class=None)
    def papers(self, request: Request, ref: str) -> Response:
        """PDFs or pictures, into your draft; the answer names all papers of it."""
        actor, quotation = actor_of(request), self.get_object()
        require(can_write_quotation(actor, quotation), _("Your role may not change this quotation."))
        draft = quotation.write(actor, {}, papers=(documents_sent(request, "papers", MOST_PAPERS), []))
        rows = draft.documents.select_related("version__quotation")
        return Response(QuotationPaperSerializer(rows, many=True).data, status=201)

    @extend_schema(
        request=None, responses={204: None}, parameters=[OpenApiParameter("paper", str, OpenApiParameter.PATH)]
    )
    @action(detail=True, methods=["delete"], url_path="papers/(?P<paper>[-\\w]+)")
    def paper(self, request: Request, ref: str, paper: str) -> Response:
        """Take one out of your draft; what was handed in keeps its papers."""
        actor, quotation = actor_of(request), self.get_object()
        require(can_write_quotation(actor, quotation), _("Your role may not change this quotation."))
        if not in_draft(quotation, paper):
            raise Http404
        quotation.write(actor, {}, papers=([], [paper]))
        return Response(status=204)


def in_draft(quotation: Quotation, ref: str) -> bool:
    draft = quotation.unsent(QuotationVersion.Side.SUPPLIER)
    return draft is not None and draft.documents.filter(ref=ref).exists()
