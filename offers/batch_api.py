"""`/api/v1/inquiries/batches/`: one question to several suppliers, by the page's own form and verb."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from offers.inquiry_api import PAPERS, cleaned
from offers.inquiry_forms import AskManyForm
from offers.models import Inquiry, InquiryBatch
from offers.permissions import can_ask_many
from offers.recipients import MOST_TICKED, pick
from portal.core.permissions import require
from portal.core.rest import actor_of

WISHES = ("quantity", "unit", "target_price")


class SkippedSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    why = serializers.CharField()


class AskedSerializer(serializers.ModelSerializer[Inquiry]):
    """Read the whole inquiry at `/api/v1/inquiries/<ref>/`."""

    company = serializers.CharField(source="supplier.slug", read_only=True)
    state = serializers.CharField(read_only=True)

    class Meta:
        model = Inquiry
        fields = ("ref", "company", "title", "state", "answered_at")
        read_only_fields = fields


class InquiryBatchSerializer(serializers.ModelSerializer[InquiryBatch]):
    url = serializers.CharField(source="get_absolute_url", read_only=True)
    skipped = SkippedSerializer(many=True, read_only=True, help_text="Who could not be asked, and why.")
    inquiries = AskedSerializer(many=True, read_only=True)

    class Meta:
        model = InquiryBatch
        fields = ("ref", "url", "title", "question", "created_at", "skipped", "inquiries")
        read_only_fields = fields


class WishedProductSerializer(serializers.Serializer[Any]):
    product = serializers.CharField(help_text="Its reference.")
    quantity = serializers.DecimalField(max_digits=14, decimal_places=3, required=False)
    unit = serializers.CharField(required=False)
    target_price = serializers.DecimalField(max_digits=18, decimal_places=4, required=False)


class NewBatchSerializer(serializers.Serializer[Any]):
    """`products`, `companies` (their slugs) or both; up to twenty companies are asked, each once.

    In a multipart request `products` and `companies` are repeated fields of references and slugs.
    """

    products = WishedProductSerializer(many=True, required=False)
    companies = serializers.ListField(child=serializers.CharField(), required=False)
    question = serializers.CharField(max_length=6000)
    currency = serializers.CharField(required=False)
    delivery_country = serializers.CharField(required=False)
    delivery_on = serializers.DateField(required=False)
    incoterm = serializers.CharField(required=False)
    form_token = serializers.UUIDField(required=False, help_text="The same one twice sends once.")
    papers = serializers.ListField(child=serializers.FileField(), required=False, help_text=PAPERS)


def listed(request: Request, name: str) -> list[Any]:
    data: Any = request.data  # an object: the caller has looked
    found = data.getlist(name) if isinstance(data, QueryDict) else data.get(name) or []
    if not isinstance(found, list):
        raise ValidationError({name: [_("Send a list.")]})
    return found[:MOST_TICKED]


def wished(row: Any) -> dict[str, str]:
    """A reference alone, or an object with what is wished for."""
    if isinstance(row, str):
        return {"product": row}
    if not isinstance(row, dict) or not isinstance(row.get("product"), str):
        raise ValidationError({"products": [_("Each product is its reference, or an object with `product`.")]})
    return {name: str(row[name]) for name in ("product", *WISHES) if row.get(name) is not None}


class InquiryBatchViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[InquiryBatch]):
    """What the company has asked several suppliers at once; none of those asked learns of the others."""

    scope = "inquiries"
    serializer_class = InquiryBatchSerializer
    lookup_field = "ref"
    queryset = InquiryBatch.objects.none()

    def get_queryset(self) -> QuerySet[InquiryBatch, Any]:
        rows = InquiryBatch.objects.of(actor_of(self.request))
        return rows.prefetch_related("inquiries__supplier").order_by("-pk")

    @extend_schema(request=NewBatchSerializer, responses={201: InquiryBatchSerializer})
    def create(self, request: Request) -> Response:
        actor = actor_of(request)
        require(can_ask_many(actor), _("Your role may not send this inquiry."))
        if not isinstance(request.data, dict):
            raise ParseError(_("Send an object with the fields of the inquiry."))
        rows = [wished(row) for row in listed(request, "products")]
        slugs = [slug for slug in listed(request, "companies") if isinstance(slug, str)]
        picked = pick(actor, [row["product"] for row in rows], slugs)
        if not picked.recipients and not picked.gone:
            raise ValidationError({"products": [_("Name at least one product or company that you may ask.")]})
        form = cleaned(AskManyForm(typed(request, rows), request.FILES, products=picked.products))
        data = form.cleaned_data
        batch = InquiryBatch.send(
            actor,
            picked.recipients,
            form.whole_question,
            data["form_token"] or uuid.uuid4(),
            form.wishes(),
            picked.gone,
            data["papers"],
            currency=data["currency"],
            **form.delivery(),
        )
        shown = get_object_or_404(self.get_queryset(), pk=batch.pk)
        return Response(self.get_serializer(shown).data, status=201)


def typed(request: Request, rows: list[dict[str, str]]) -> dict[str, str]:
    """As the page's form would send it."""
    names = ("question", "currency", "delivery_country", "delivery_on", "incoterm", "form_token")
    data: Any = request.data  # an object: the caller has looked
    sent = {name: str(data[name]) for name in names if data.get(name) is not None}
    for row in rows:
        for name in WISHES:
            if name in row:
                sent[f"{name.removesuffix('_price')}-{row['product']}"] = row[name]
    return sent
