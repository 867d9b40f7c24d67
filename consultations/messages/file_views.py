"""The files of a consultation, for whoever may see it."""

from typing import Any

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from companies.guards import company_required
from consultations.models import MessageFile
from portal.core.http import SignedIn
from portal.core.private import given_out


@require_safe
@company_required
def file(request: SignedIn, ref: str, file_ref: str) -> FileResponse:
    """A PDF is saved, never opened inside our pages; a picture, which we wrote ourselves, may be looked at."""
    found = find_file(request, ref, file_ref)
    return shown(found.file, found)


@require_safe
@company_required
def small(request: SignedIn, ref: str, file_ref: str) -> FileResponse:
    """The picture as it stands in the talk."""
    found = find_file(request, ref, file_ref)
    return shown(found.small, found)


def find_file(request: SignedIn, ref: str, file_ref: str) -> MessageFile:
    rows = MessageFile.objects.visible_to(request.actor).filter(message__room__ref=ref)
    return get_object_or_404(rows, ref=file_ref)


def shown(stored: Any, found: MessageFile) -> FileResponse:
    kind = "image/jpeg" if found.is_picture else "application/pdf"
    return given_out(stored, found.name, kind, is_saved=not found.is_picture)
