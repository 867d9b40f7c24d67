"""What editors decide about proposed stories, and the consent they record. Who may not edit them finds nothing here."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms.cases.consent import CaseConsent
from cms.cases.forms import ConsentForm, ReasonForm
from cms.cases.models import CasePage
from cms.cases.permissions import can_edit_cases, may_take_stories
from cms.cases.proposals import CaseProposal
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused


def find(request: SignedIn, ref: str) -> CaseProposal:
    if not may_take_stories(request.actor):
        raise Http404
    return get_object_or_404(CaseProposal.objects.visible_to(request.actor), ref=ref)


def stories(request: SignedIn) -> HttpResponse:
    if not may_take_stories(request.actor):
        raise Http404
    rows = CaseProposal.objects.visible_to(request.actor)
    state = request.GET.get("state", "")
    state = state if state in CaseProposal.State.values else CaseProposal.State.SENT
    context = {
        "page_title": _("Proposed stories"),
        "header_icon": "mail",
        "states": [(value, label, rows.filter(state=value).count()) for value, label in CaseProposal.State.choices],
        "state": state,
        "stories": paginate(request, rows.filter(state=state).select_related("company").order_by("-created_at"), 30),
    }
    return render(request, "cms/office/stories.html", context)


@require_POST
def start(request: SignedIn, ref: str) -> HttpResponse:
    story = find(request, ref)
    try:
        story.take_up(request.actor)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect("case_stories")
    return redirect("wagtailadmin_pages:edit", story.page_id) if story.page_id else redirect("case_stories")


def decline(request: SignedIn, ref: str) -> HttpResponse:
    story = find(request, ref)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            story.decline(form.cleaned_data["reason"], request.actor)
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, _("The firm is told."))
        return redirect("case_stories")
    title = _("Do not take “%(title)s”") % {"title": story.title}
    return ask(request, form, title, _("Tell the firm"), reverse("case_stories"))


def consent(request: SignedIn, pk: int) -> HttpResponse:
    """Who of the firm agreed, and when; for the firm of the newest draft."""
    page = get_object_or_404(CasePage.objects.filter(pk=pk))
    if not can_edit_cases(request.actor, page):
        raise Http404
    case = page.get_latest_revision_as_object()
    back = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            CaseConsent.give(case, request.actor, form.cleaned_data["person"], form.cleaned_data["given_on"])
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The consent is recorded. Readers see the name from now on."))
            return redirect(back)
    firm = case.company.name if case.company else case.company_name
    intro = _("Consent of %(firm)s to be named in this good practice, in every language.") % {"firm": firm or "–"}
    return ask(request, form, _("Record the consent"), _("Record it"), back, intro)


def ask(request: SignedIn, form: Any, title: str, verb: str, back: str, intro: str = "") -> HttpResponse:
    context = {"form": form, "page_title": title, "verb": verb, "back_url": back, "intro": intro}
    return render(request, "cms/office/form.html", context, status=422 if form.is_bound else 200)
