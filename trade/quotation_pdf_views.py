"""The PDF of a quotation, for its two companies."""

import logging

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.guards import company_required
from portal.core.http import SignedIn
from trade.quotation_page import version_shown
from trade.quotation_pdf import pdf_of
from trade.quotation_views import find, number_asked

logger = logging.getLogger("portal.printed")


@require_safe
@company_required
def quotation_pdf(request: SignedIn, ref: str) -> HttpResponse:
    """The version on the table, or `?version=n`; a draft is nothing to send on."""
    quotation = find(request, ref)
    version = version_shown(quotation, request.actor, number_asked(request))
    if version is None or version.is_draft:
        raise Http404
    try:
        content = pdf_of(quotation, version)
    except (RuntimeError, TimeoutError):
        logger.exception("quotation %s was not printed", quotation.ref)
        messages.error(request, _("The PDF could not be made just now. Try again in a moment."))
        return redirect(quotation)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"quotation-{quotation.ref}-v{version.number}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
