"""What the company's files take up, and of how much."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.block_views import company_page
from companies.guards import company_required
from companies.models import FileRoom
from companies.storing import shares_of
from portal.core.http import SignedIn


@company_required
@require_safe
def storage(request: SignedIn) -> HttpResponse:
    company = request.actor.company
    context = {
        "room": FileRoom.of(company),
        "shares": shares_of(company),
        "crumbs": [(_("Your company"), company_page(request.actor)), (_("Storage"), "")],
    }
    return render(request, "companies/storage.html", context)
