"""“Works for”: anybody may check whether the person who writes to them belongs to the company.

The answer is yes, or the same sentence for everybody else: for names and addresses that there are not, for people of
other companies, for addresses nobody has confirmed, and for people who do not want to be confirmed.
"""

from allauth.core.internal import ratelimit
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from companies.models import Company, Membership
from companies.people_forms import WorksForForm
from portal.core.http import Request

LIMITS = {"works_for": "10/10m/ip,40/d/ip"}
PUBLIC_ROLES = {
    Membership.Role.OWNER: _("Runs the company’s account here"),
    Membership.Role.MANAGER: _("Manages the company’s account here"),
    Membership.Role.SALES: _("Sells for the company"),
    Membership.Role.BUYER: _("Buys for the company"),
    Membership.Role.VIEWER: _("Belongs to the company, does not trade for it here"),
}


@never_cache
def works_for(request: Request, slug: str) -> HttpResponse:
    """The question is a POST, so that no address of anybody stands in a log or a history."""
    company = get_object_or_404(Company.objects.visible_to(request.actor), slug=slug)
    if request.method == "POST" and not ratelimit.consume(request, app="companies", action="works_for", config=LIMITS):
        too_many: HttpResponse = ratelimit.respond_429(request)
        return too_many
    form = WorksForForm(request.POST if request.method == "POST" else None)
    context = {"company": company, "form": form}
    if request.method == "POST" and form.is_valid():
        rows = company.memberships.confirming(**form.cleaned_data).select_related("user")
        found = list(rows.order_by("pk")[:2])
        member = found[0] if len(found) == 1 else None  # two of one name: which of them, only the address says
        role = PUBLIC_ROLES[member.role] if member else ""  # type: ignore[index]  # its keys are the roles
        context |= {"is_answered": True, "member": member, "role": role}
    return render(request, "companies/works_for.html", context)
