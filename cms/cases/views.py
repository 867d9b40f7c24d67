"""Good practices beside Wagtail's own pages: the PDF, and a firm's own stories."""

import logging
import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.cases.consent import CaseConsent
from cms.cases.forms import StoryForm
from cms.cases.models import CasePage
from cms.cases.pdf import pdf_of
from cms.cases.permissions import can_suggest_case
from cms.cases.proposals import CaseProposal
from companies.guards import company_required
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused

logger = logging.getLogger("portal.printed")


def published(slug: str) -> CasePage:
    """A page that everybody may read, in the reader's language."""
    rows: QuerySet[CasePage] = CasePage.objects.live().public().select_related("picture", "company", "locale")
    return get_object_or_404(rows, slug=slug, locale__language_code=get_language() or "en")


@require_safe
def case_pdf(request: Request, slug: str) -> HttpResponse:
    case = published(slug)
    try:
        content = pdf_of(case)
    except (RuntimeError, TimeoutError):
        logger.exception("good practice %s was not printed", case.pk)
        messages.error(request, _("The PDF could not be made just now. Try again in a moment."))
        return redirect(case.get_url())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="case-{case.pk}.pdf"'
    response["Cache-Control"] = "no-cache"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@company_required
def suggest(request: SignedIn) -> HttpResponse:
    """A firm tells its story; what it typed stays on every problem."""
    may = can_suggest_case(request.actor)
    form = StoryForm(request.POST or None, initial={"form_token": uuid.uuid4(), "consent_person": request.user.name})
    if request.method == "POST" and form.is_valid():
        try:
            proposal = CaseProposal.send(request.actor, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("Your story is with our editors. You hear here, and by e-mail, what they do."))
            return redirect(proposal)
    status = 422 if form.is_bound else 200
    return render(request, "cms/cases/suggest.html", {"form": form, "may_suggest": may}, status=status)


@company_required
def mine(request: SignedIn) -> HttpResponse:
    """The company's proposals, and the published stories that name it."""
    rows = CaseProposal.objects.of(request.actor)
    state = request.GET.get("state", "")
    counted = {value: rows.filter(state=value).count() for value in CaseProposal.State.values}
    if state in CaseProposal.State.values:
        rows = rows.filter(state=state)
    context = {
        "proposals": paginate(request, rows.order_by("-created_at", "-pk"), 20),
        "states": [(value, label, counted[value]) for value, label in CaseProposal.State.choices if counted[value]],
        "state": state,
        "total": sum(counted.values()),
        "consents": CaseConsent.objects.of(request.actor).in_force().with_pages().order_by("-given_on", "-pk"),
        "may_suggest": can_suggest_case(request.actor),
    }
    return render(request, "cms/cases/mine.html", context)


@company_required
def proposal(request: SignedIn, ref: str) -> HttpResponse:
    row = get_object_or_404(CaseProposal.objects.of(request.actor).select_related("page", "company"), ref=ref)
    context = {"proposal": row, "may_withdraw": row.is_open and can_suggest_case(request.actor)}
    return render(request, "cms/cases/proposal.html", context)


@company_required
@require_POST
def withdraw(request: SignedIn, ref: str) -> HttpResponse:
    row = get_object_or_404(CaseProposal.objects.of(request.actor), ref=ref)
    row.withdraw(request.actor)
    messages.success(request, _("Your story is taken back."))
    return redirect(row)


@company_required
@require_POST
def take_back_consent(request: SignedIn, ref: str) -> HttpResponse:
    consent = get_object_or_404(CaseConsent.objects.of(request.actor), ref=ref)
    consent.withdraw(request.actor)
    messages.success(request, _("Your name is off the story, in every language. Our editors look through its text."))
    return redirect("my_cases")
