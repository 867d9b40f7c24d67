"""Blocking a company, the list of those blocked, and taking one off it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.guards import company_required
from companies.models import Company, CompanyBlock
from companies.permissions import can_block_company
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.preferences import safe_next
from portal.core.texts import clean_line


@company_required
def blocked(request: SignedIn) -> HttpResponse:
    """Those that this company hears nothing from; a POST with `company` takes one off the list."""
    rows = CompanyBlock.objects.visible_to(request.actor).select_related("blocked", "user")
    if request.method == "POST":
        found = get_object_or_404(rows, blocked__slug=request.POST.get("company", "")[:100])
        found.lift(request.actor)
        messages.success(request, _("%(company)s may ask you and write to you again.") % {"company": found.blocked})
        return redirect(back(request))
    q = clean_line(request.GET.get("q", ""))[:80]
    found_rows = rows.filter(blocked__name__icontains=q) if q else rows
    context = {
        "page": paginate(request, found_rows.order_by("blocked__name", "pk")),
        "q": q,
        "may_edit": can_block_company(request.actor),
        "crumbs": [(_("Your company"), company_page(request.actor)), (_("Blocked companies"), "")],
    }
    return render(request, "companies/blocked.html", context)


def company_page(actor: Actor) -> str:
    """Where one's own company is kept, or for who may not keep it, where it is shown."""
    if actor.may("edit_company") or actor.company is None:
        return reverse("companies:edit")
    return str(actor.company.get_absolute_url())


@company_required
@require_POST
def block(request: SignedIn, slug: str) -> HttpResponse:
    """Hear nothing from it any more, and go back to where that was wished."""
    other = get_object_or_404(Company.objects.visible_to(request.actor), slug=slug)
    CompanyBlock.put_up(request.actor, other)
    words = _("%(company)s is blocked: it can no longer send you inquiries or messages. You can undo this at any time.")
    messages.success(request, words % {"company": other})
    return redirect(back(request))


def back(request: SignedIn) -> str:
    """The page of ours that the form named, else the list."""
    return safe_next(request) if request.POST.get("next") else reverse("companies:blocked")
