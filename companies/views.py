"""The directory, the public pages of companies, and the company's own profile."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from companies.booth import sections_of
from companies.facts import with_facts
from companies.forms import CompanyForm, DirectoryForm
from companies.guards import leads_on
from companies.middleware import SESSION_KEY
from companies.models import Company, Membership
from companies.permissions import can_edit_company
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require

CONTACT_ROLES = {Membership.Role.OWNER, Membership.Role.MANAGER, Membership.Role.SALES}


def company_list(request: Request) -> HttpResponse:
    """The directory: filters that need no JavaScript, the best checked first."""
    visible = Company.objects.visible_to(request.actor)
    form = DirectoryForm(request.GET, countries=visible.countries())
    filters = form.filters()
    companies = visible.matching(**filters).with_texts().order_by("-tier", "name", "pk")
    page = paginate(request, companies)
    page.object_list = with_facts(page.object_list)
    context = {"form": form, "page": page, "chips": form.chips()}
    return render(request, "companies/company_list.html", context)


@leads_on
def company_detail(request: Request, slug: str) -> HttpResponse:
    """The company's booth; products, offers and communities come from the apps above this one."""
    companies = Company.objects.visible_to(request.actor).prefetch_related("texts", "certificates", "memberships__user")
    company = get_object_or_404(companies, slug=slug)
    context = {
        "company": company,
        "certificates": company.certificates.all(),
        "people": [one for one in company.memberships.all() if one.role in CONTACT_ROLES],
        "sections": sections_of(company, request.actor),
        "may_edit": can_edit_company(request.actor, company),
        "is_own": request.actor.acts_for(company.pk),
    }
    return render(request, "companies/company_detail.html", context)


@login_required
def company_new(request: SignedIn) -> HttpResponse:
    """A person without a company, or with another one, founds one and becomes its owner."""
    form = CompanyForm(request.POST or None, initial={"timezone": request.user.timezone or "Asia/Seoul"})
    if request.method == "POST" and form.is_valid():
        company = Company.found(request.user, language=get_language() or "en", words=form.words(), **form.changes())
        request.session[SESSION_KEY] = company.slug
        messages.success(request, _("%(company)s is on the market. Next: add your products.") % {"company": company})
        return redirect(onward(request))
    return render(request, "companies/company_form.html", {"form": form})


def onward(request: Request) -> str:
    """Back to where the company was missing (`?next=`, a page of ours), else to the portal."""
    target = request.GET.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, None) else reverse("my:home")


@login_required
def company_edit(request: SignedIn) -> HttpResponse:
    """The acting company's profile."""
    company = request.actor.company
    if company is None:
        return redirect("companies:new")
    require(can_edit_company(request.actor, company), _("Only an owner or a manager may change the company."))
    language = get_language() or "en"
    text = company.texts.filter(language=language).first()
    initial = {"tagline": text.tagline, "about": text.about} if text else {}
    form = CompanyForm(request.POST or None, instance=company, initial=initial)
    if request.method == "POST" and form.is_valid():
        company.describe(request.actor, form.changes(), language, form.words())
        messages.success(request, _("Saved. This is how others see you now."))
        return redirect(company)
    return render(request, "companies/company_form.html", {"form": form, "company": company})
