"""The joint catalogue to print and to hand on."""

import logging

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.house import find_open_house
from community.joint.printed import catalogue_of
from portal.core.http import Request
from portal.core.permissions import Refused

logger = logging.getLogger("portal.printed")


@require_safe
def printed(request: Request, slug: str) -> HttpResponse:
    """For whoever may read the community; never kept by a proxy, as that ends with the membership."""
    community = find_open_house(request, slug)
    try:
        content = catalogue_of(community, request.actor)
    except Refused as problem:
        messages.error(request, problem.message)
        return redirect(community)
    except (RuntimeError, TimeoutError):
        logger.exception("catalogue of community %s was not printed", community.pk)
        messages.error(request, _("The PDF could not be made just now. Try again in a moment."))
        return redirect(community)
    name = f"{community.slug}-catalogue-{get_language() or 'en'}-{localdate().isoformat()}.pdf"
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
