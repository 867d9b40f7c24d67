"""The page builder: sections up, down, hidden and shown by buttons, and the products that lead."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies import booth
from companies.models import BoothLayout
from companies.models.booth_layout import MOST_PICKED
from companies.profile.views import editors_only, room_context
from portal.core.http import SignedIn
from portal.core.permissions import Refused
from portal.core.texts import clean_line

STEPS = {"up": -1, "down": 1}
PRODUCTS = "products"


@editors_only
def layout(request: SignedIn) -> HttpResponse:
    company = request.actor.company
    find, q = booth.PICKERS.get(PRODUCTS), clean_line(request.GET.get("q", ""))[:100]
    refs = booth.picked_refs(company)
    picked = sorted(find(company, "", refs), key=lambda one: refs.index(one.ref)) if find and refs else []
    choices = [one for one in find(company, q, []) if one.ref not in refs] if find else []
    context = {
        "company": company,
        "sections": booth.arranged(company),
        "picked": picked,
        "choices": choices,
        "q": q,
        "most": MOST_PICKED,
    }
    return render(request, "companies/profile/layout.html", room_context("layout", **context))


@editors_only
@require_POST
def layout_section(request: SignedIn, key: str) -> HttpResponse:
    """One section up or down, hidden or shown."""
    company, act = request.actor.company, request.POST.get("act", "")
    if key not in booth.KINDS:
        raise Http404
    if act in STEPS:
        BoothLayout.move(company, request.actor, key, STEPS[act], booth.keys())
    elif act in {"hide", "show"}:
        BoothLayout.show(company, request.actor, key, act == "show")
    return redirect(f"{redirect('companies:layout').url}#section-{key}")


@editors_only
@require_POST
def layout_reset(request: SignedIn) -> HttpResponse:
    BoothLayout.reset(request.actor.company, request.actor)
    messages.success(request, _("All sections are shown, in their usual order."))
    return redirect("companies:layout")


@editors_only
@require_POST
def layout_product(request: SignedIn, ref: str) -> HttpResponse:
    """A product of the company leads, leads all others, or leads no more."""
    company, act = request.actor.company, request.POST.get("act", "")
    find = booth.PICKERS.get(PRODUCTS)
    if act == "remove":
        BoothLayout.unpick(company, request.actor, ref)
    elif find is None or not find(company, "", [ref]):
        raise Http404
    elif act == "first":
        BoothLayout.lead(company, request.actor, ref)
    else:
        try:
            BoothLayout.pick(company, request.actor, ref)
        except Refused as problem:
            messages.error(request, str(problem.message))
    return redirect(f"{redirect('companies:layout').url}#products")
