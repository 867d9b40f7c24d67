"""Looking at the portal as somebody else: beginning, and ending from wherever one is."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.desk.firms import find
from companies.desk.forms import LookForm
from companies.desk.guards import staff_required
from companies.impersonation import begin, finish
from companies.models import Impersonation
from companies.permissions import staff_may
from portal.core.http import Request, SignedIn
from portal.core.permissions import require


@staff_required
def start(request: SignedIn, slug: str) -> HttpResponse:
    company = find(request, slug)
    require(staff_may(request.actor, "impersonate_user", company), _("You may not look as somebody else."))
    form = LookForm(request.POST or None, company=company)
    if request.method == "POST" and form.is_valid():
        begin(request, Impersonation.start(request.actor, company=company, **form.cleaned_data))
        return redirect("my:home")
    return render(request, "desk/look.html", {"company": company, "form": form})


def looking(request: Request) -> HttpResponse:
    """What runs now, for whoever looks; POST ends it. The one act that is open while it runs."""
    look: Any = getattr(request, "look", None)
    if look is None and request.actor.is_staff:
        return redirect("desk:home")  # the time was up
    if look is None:
        raise Http404
    if request.method == "POST":
        finish(request, look)
        messages.success(request, _("You are yourself again. %(person)s is told.") % {"person": look.person})
        return redirect("desk:firm", look.company.slug)
    if request.method not in {"GET", "HEAD"}:
        raise PermissionDenied
    return render(request, "desk/looking.html", {"look": look})
