"""A product's papers on their way out: to whoever may see the product, saved, never opened inside our pages."""

from typing import Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from catalog.models import ProductCertificate, ProductDocument
from portal.core.http import Request


@require_safe
def document(request: Request, slug: str, ref: str) -> FileResponse:
    return given_out(get_object_or_404(visible(ProductDocument, request), product__slug=slug, ref=ref))


@require_safe
def certificate(request: Request, slug: str, ref: str) -> FileResponse:
    """An expired one only to its makers: buyers must not take it for valid."""
    found = get_object_or_404(visible(ProductCertificate, request).exclude(file=""), product__slug=slug, ref=ref)
    if found.is_expired and not request.actor.acts_for(found.product.company_id) and not request.actor.is_staff:
        raise Http404
    return given_out(found)


def visible(kind: Any, request: Request) -> Any:
    return kind.objects.visible_to(request.actor).select_related("product")


def given_out(paper: Any) -> FileResponse:
    response = FileResponse(
        paper.file.open("rb"), as_attachment=True, filename=paper.file_title, content_type="application/pdf"
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
