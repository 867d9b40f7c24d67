"""What is done in a case: each view calls one verb of the model."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.casework.forms import (
    AnswerForm,
    ConsentForm,
    IntroductionForm,
    NoteForm,
    OutcomeForm,
    TaskForm,
)
from community.casework.models import Candidate, CaseTask
from community.casework.views import find_case, find_kept
from community.house import standing
from companies.guards import company_required
from companies.models import Company
from portal.core.http import SignedIn
from portal.core.permissions import Refused
from portal.core.texts import clean_block, clean_line


def find_candidate(request: SignedIn, slug: str, ref: str, candidate: str) -> Any:
    rows = Candidate.objects.visible_to(request.actor).filter(case__ref=ref, case__community__slug=slug)
    return get_object_or_404(rows.select_related("case__community", "case__company", "company"), ref=candidate)


@company_required
def outcome(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    case = find_kept(request, slug, ref)
    form = OutcomeForm(request.POST or None, case=case, initial={"value_currency": case.currency})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            case.conclude(data.pop("outcome"), request.actor, **data)
        except Refused as problem:
            form.add_error(None, problem.message)
        else:
            messages.success(request, _("The case is ended."))
            return redirect(case)
    context = {**standing(request, case.community, "cases"), "case": case, "form": form}
    return render(request, "community/casework/outcome.html", context)


@company_required
@require_POST
def reopening(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    case = find_kept(request, slug, ref)
    case.reopen(request.actor)
    messages.success(request, _("The case runs again."))
    return redirect(case)


@company_required
@require_POST
def consent(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    case, form = find_case(request, slug, ref), ConsentForm(request.POST)
    if form.is_valid():
        case.consent(request.actor, **form.cleaned_data)
        messages.success(request, _("Saved. You may change it at any time."))
    return redirect(case)


@company_required
@require_POST
def note(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    case, form = find_kept(request, slug, ref), NoteForm(request.POST)
    if not form.is_valid():
        raise Refused(_("The note is empty, or longer than 4,000 characters."))
    case.write_note(form.cleaned_data["body"], request.actor)
    return redirect(f"{case.get_absolute_url()}#notes")


@company_required
@require_POST
def task(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    case, form = find_kept(request, slug, ref), TaskForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Say what is to be done, in up to 200 characters, and by which day."))
    case.give_task(form.cleaned_data["text"], form.cleaned_data["due_on"], request.actor)
    return redirect(f"{case.get_absolute_url()}#tasks")


@company_required
@require_POST
def task_done(request: SignedIn, slug: str, ref: str, pk: int) -> HttpResponse:
    case = find_kept(request, slug, ref)
    found = get_object_or_404(CaseTask, pk=pk, case=case)
    found.tick(request.actor, request.POST.get("do") != "again")
    return redirect(f"{case.get_absolute_url()}#tasks")


@company_required
@require_POST
def candidate_new(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    case = find_kept(request, slug, ref)
    companies = Company.objects.visible_to(request.actor)
    company = get_object_or_404(companies, slug=request.POST.get("company", ""))
    case.propose(company, request.actor, clean_block(request.POST.get("note", ""))[:2000])
    messages.success(request, _("%(company)s is on the shortlist.") % {"company": company})
    return redirect(case)


@company_required
@require_POST
def candidate(request: SignedIn, slug: str, ref: str, candidate: str) -> HttpResponse:
    """Up, down, off the shortlist with a reason, or back on it."""
    find_kept(request, slug, ref)
    found, done = find_candidate(request, slug, ref, candidate), request.POST.get("do")
    if done in {"up", "down"}:
        found.move(-1 if done == "up" else 1, request.actor)
    elif done == "reject":
        found.reject(clean_line(request.POST.get("reason", ""))[:500], request.actor)
    elif done == "back":
        found.take_back(request.actor)
    else:
        raise Http404
    return redirect(f"{found.get_absolute_url()}#shortlist")


@company_required
def introduction(request: SignedIn, slug: str, ref: str, candidate: str) -> HttpResponse:
    """The words that both companies read, then the conversation."""
    case, found = find_kept(request, slug, ref), find_candidate(request, slug, ref, candidate)
    form = IntroductionForm(request.POST or None, initial={"words": usual_words(found)})
    if request.method == "POST" and form.is_valid():
        try:
            found.introduce(form.cleaned_data["words"], request.actor)
        except Refused as problem:
            form.add_error(None, problem.message)
        else:
            messages.success(request, _("Both companies have your words now."))
            return redirect(case)
    context = {**standing(request, case.community, "cases"), "case": case, "candidate": found, "form": form}
    return render(request, "community/casework/introduction.html", context)


def usual_words(found: Candidate) -> str:
    names = {"first": found.case.company.name, "second": found.company.name, "title": found.case.title}
    return (
        _(
            "%(first)s, %(second)s: we believe that you can help each other.\n\nIt is about: %(title)s\n\n"
            "Please say here whether you are interested, and what you need to know."
        )
        % names
    )


@company_required
@require_POST
def answer(request: SignedIn, slug: str, ref: str, candidate: str) -> HttpResponse:
    found, form = find_candidate(request, slug, ref, candidate), AnswerForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose an answer."))
    found.note_answer(form.cleaned_data["answer"], form.cleaned_data["words"], request.actor)
    return redirect(found)
