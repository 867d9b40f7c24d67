"""The directory, the public pages of companies, and founding one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.booth import around_proof, sections_of
from companies.card import card, card_version
from companies.facts import with_facts
from companies.forms import CompanyForm, DirectoryForm
from companies.guards import leads_on
from companies.middleware import SESSION_KEY
from companies.models import Company, ShortAddress
from companies.permissions import can_edit_company
from companies.structured import company_data
from portal.core.actor import VISITOR
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.structured import as_json

COUNTED = ("sector", "country", "kind")
CARD_KEPT_FOR = 60 * 60 * 24 * 30  # seconds: its address changes with what is on it
BUYERS_PAGES = (  # where only a buyer comes from: to ask about a product or a firm, several at once, or the market
    "/my/rfqs/",
    "/my/shortlists/",
    "/inquiries/many/",
    *(f"/{act}/{about}/" for act in ("inquiries/new", "consultations/about") for about in ("product", "company")),
)


def company_list(request: Request) -> HttpResponse:
    """The directory: filters that need no JavaScript, the best checked first."""
    visible = Company.objects.visible_to(request.actor)
    form = DirectoryForm(request.GET, countries=visible.countries())
    filters = form.filters()
    for name in COUNTED:
        others = {key: value for key, value in filters.items() if key != name}
        form.count(name, visible.matching(**others).counts(name))
    companies = visible.matching(**filters).with_texts().order_by(*form.order)
    page = paginate(request, companies)
    page.object_list = with_facts(page.object_list)
    context = {"form": form, "page": page, "chips": form.chips()}
    return render(request, "companies/company_list.html", context)


@leads_on
def company_detail(request: Request, slug: str) -> HttpResponse:
    """The company's booth; its own people may look at it as a visitor does (`?as=visitor`)."""
    company = get_object_or_404(Company.objects.visible_to(request.actor).for_booth(), slug=slug)
    is_preview = request.GET.get("as") == "visitor" and request.actor.acts_for(company.pk)
    reader = VISITOR if is_preview else request.actor
    absolute = request.build_absolute_uri
    sections = sections_of(company, reader)
    leading, further = around_proof(sections)
    context = {
        "company": company,
        "sections": sections,
        "leading": leading,
        "further": further,
        "contact": company.contact_for(reader),
        "similar": company.similar(reader),
        "address": current_address(company),
        "may_edit": can_edit_company(reader, company),
        "may_return": is_preview and can_edit_company(request.actor, company),
        "is_own": reader.acts_for(company.pk),
        "is_preview": is_preview,
        "canonical": absolute(company.get_absolute_url()),
        "card": absolute(f"{reverse('companies:card', args=[company.slug])}?v={card_version(company)}"),
        "data": as_json(company_data(company, absolute)),
    }
    return render(request, "companies/company_detail.html", context)


def current_address(company: Company) -> ShortAddress | None:
    return next((one for one in company.short_addresses.all() if one.is_current), None)


@require_safe
def company_card(request: Request, slug: str) -> HttpResponse:
    """The picture for messengers and social networks."""
    company = get_object_or_404(Company.objects.visible_to(request.actor).with_texts(), slug=slug)
    response = HttpResponse(card(company), content_type="image/jpeg")
    response.headers["Cache-Control"] = f"public, max-age={CARD_KEPT_FOR if request.GET.get('v') else 300}"
    return response


@require_safe
def short_address(request: Request, name: str) -> HttpResponse:
    """`/@hanul` → the company's page; for good only as long as the company is there to be seen."""
    rows = ShortAddress.objects.visible_to(request.actor).select_related("company")
    return redirect(get_object_or_404(rows, name=name.lower()).company)


@login_required
def company_new(request: SignedIn) -> HttpResponse:
    """A person without a company, or with another one, founds one and becomes its owner."""
    initial = {"timezone": request.user.timezone or "Asia/Seoul", "kind": kind_meant(request)}
    form = CompanyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        company = Company.found(request.user, language=get_language() or "en", words=form.words(), **form.changes())
        request.session[SESSION_KEY] = company.slug
        words = (
            _("%(company)s is on the market. Next: add your products.")
            if company.sells and "next" in request.GET
            else _("%(company)s is on the market.")
        )
        messages.success(request, words % {"company": company})
        return redirect(onward(request))
    return render(request, "companies/company_form.html", {"form": form})


def kind_meant(request: Request) -> str:
    """Who came to ask or to order buys, and who came to open a community runs it; everybody may say otherwise."""
    target = request.GET.get("next", "")
    if any(part in target for part in BUYERS_PAGES):
        return Company.Kind.BUYER
    return Company.Kind.INTERMEDIARY if "/my/communities/" in target else Company.Kind.SUPPLIER


def onward(request: Request) -> str:
    """Back to where the company was missing (`?next=`, a page of ours), else to what its page still lacks."""
    target = request.GET.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, None) else reverse("companies:edit")
