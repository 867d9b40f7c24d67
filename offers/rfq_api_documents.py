"""Papers of a request by the API: added to a draft, or to an open request as a change of which suppliers hear."""

from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from offers.models import RFQDocument
from offers.models.rfq_parts import MOST_DOCUMENTS
from offers.permissions import can_manage_rfq
from portal.core.permissions import require
from portal.core.rest import actor_of, documents_sent, files_schema
from portal.core.texts import clean_line

NOTE = {"type": "string", "description": "What changes an open request, and why."}


class RFQDocumentSerializer(serializers.ModelSerializer[RFQDocument]):
    url = serializers.SerializerMethodField()

    class Meta:
        model = RFQDocument
        fields = ("ref", "title", "size", "url")

    def get_url(self, paper: RFQDocument) -> str:
        return f"{paper.rfq.get_absolute_url()}documents/{paper.ref}/"


class DocumentActions:
    """Two addresses of the request's viewset."""

    get_object: Any

    @extend_schema(
        request=files_schema("documents", note=NOTE), responses={201: RFQDocumentSerializer(many=True)}, filters=False
    )
    @action(detail=True, methods=["post"], pagination_class=None)
    def documents(self, request: Request, ref: str) -> Response:
        """PDFs or pictures; all of them are kept, or none. The answer names all papers of the request."""
        actor, rfq = actor_of(request), self.get_object()
        require(can_manage_rfq(actor, rfq), _("You may not change this request."))
        papers = documents_sent(request, "documents", MOST_DOCUMENTS)
        if rfq.is_draft:
            with transaction.atomic():
                for title, file in papers:
                    RFQDocument.attach(rfq, title, file, actor)
        else:
            sent: Any = request.data
            rfq.amend(actor, clean_line(str(sent.get("note", "")))[:1000], documents=papers)
        rows = RFQDocument._default_manager.filter(rfq=rfq).select_related("rfq")
        return Response(RFQDocumentSerializer(rows, many=True).data, status=201)

    @extend_schema(
        request=None, responses={204: None}, parameters=[OpenApiParameter("paper", str, OpenApiParameter.PATH)]
    )
    @action(detail=True, methods=["delete"], url_path="documents/(?P<paper>[-\\w]+)")
    def document(self, request: Request, ref: str, paper: str) -> Response:
        """Take one out of a draft; an open request keeps what suppliers have read."""
        actor, rfq = actor_of(request), self.get_object()
        require(can_manage_rfq(actor, rfq), _("You may not change this request."))
        if not rfq.documents.filter(ref=paper).exists():
            raise Http404
        RFQDocument.detach(rfq, paper, actor)
        return Response(status=204)
