"""A consultation's transcript as files, for everybody who may read the consultation."""

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.guards import company_required
from consultations.models import Room
from consultations.transcripts.export import transcript_of, written
from consultations.transcripts.pdf import pdf_of
from portal.core.http import SignedIn

logger = logging.getLogger("portal.printed")


@company_required
@require_safe
def transcript(request: SignedIn, ref: str) -> HttpResponse:
    """All that happened, numbered and chained by hashes: `manage.py transcript_verify` checks the file."""
    found = get_object_or_404(Room.objects.visible_to(request.actor), ref=ref)
    return as_file(
        written(transcript_of(found, found.sight_of(request.actor))).encode(), "application/json", f"{found.ref}.json"
    )


@company_required
@require_safe
def transcript_pdf(request: SignedIn, ref: str) -> HttpResponse:
    """The same to read and print, with the JSON inside; times are those of the reader's zone, which it names."""
    found = get_object_or_404(Room.objects.visible_to(request.actor), ref=ref)
    zone = timezone.get_current_timezone_name()
    try:
        content = pdf_of(transcript_of(found, found.sight_of(request.actor)), get_language() or "en", zone)
    except (RuntimeError, TimeoutError):
        logger.exception("the transcript of %s was not printed", found.ref)
        messages.error(request, _("The PDF could not be made just now. Try again in a moment."))
        return redirect(found)
    return as_file(content, "application/pdf", f"{found.ref}.pdf")


def as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
