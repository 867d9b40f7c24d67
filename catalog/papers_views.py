"""A product's papers on their way out: to whoever may see the product, saved, never opened inside our pages."""

from typing import Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from catalog.models import ProductCertificate, ProductDocument
from portal.core.http import Request
from portal.core.private import given_out


@require_safe
def document(request: Request, slug: str, ref: str) -> FileResponse:
    found = get_object_or_404(visible(ProductDocument, request), product__slug=slug, ref=ref)
    return given_out(found.file, found.file_title, "application/pdf")


@require_safe
def certificate(request: Request, slug: str, ref: str) -> FileResponse:
    """An expired one only to its makers: buyers must not take it for valid."""
    found = get_object_or_404(visible(ProductCertificate, request).exclude(file=""), product__slug=slug, ref=ref)
    if found.is_expired and not request.actor.acts_for(found.product.company_id) and not request.actor.is_staff:
        raise Http404
    return given_out(found.file, found.file_title, "application/pdf")


def visible(kind: Any, request: Request) -> Any:
    return kind.objects.visible_to(request.actor).select_related("product")
