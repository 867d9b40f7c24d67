"""The files of a consultation, for whoever may see it."""

from typing import Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from companies.guards import company_required
from consultations.models import MessageFile
from portal.core.http import SignedIn


@require_safe
@company_required
def file(request: SignedIn, ref: str, file_ref: str) -> FileResponse:
    """A PDF is saved, never opened inside our pages; a picture, which we wrote ourselves, may be looked at."""
    found = find_file(request, ref, file_ref)
    return given_out(found.file, found)


@require_safe
@company_required
def small(request: SignedIn, ref: str, file_ref: str) -> FileResponse:
    """The picture as it stands in the talk."""
    found = find_file(request, ref, file_ref)
    return given_out(found.small, found)


def find_file(request: SignedIn, ref: str, file_ref: str) -> MessageFile:
    rows = MessageFile.objects.visible_to(request.actor).filter(message__room__ref=ref)
    return get_object_or_404(rows, ref=file_ref)


def given_out(stored: Any, found: MessageFile) -> FileResponse:
    try:
        opened = stored.open("rb")
    except (FileNotFoundError, ValueError):  # taken away meanwhile, or there is no small one
        raise Http404 from None
    kind = "image/jpeg" if found.is_picture else "application/pdf"
    response = FileResponse(opened, as_attachment=not found.is_picture, filename=found.name, content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
