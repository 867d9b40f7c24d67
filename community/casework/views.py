"""The matchmaking desk of a community: its cases, one case for its keepers, and for the sides that it concerns."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.casework.figures import cases_of
from community.casework.forms import (
    AnswerForm,
    CaseFilterForm,
    CaseForm,
    CompanySearchForm,
    ConsentForm,
    NoteForm,
    TaskForm,
)
from community.casework.models import Candidate, Case, first_candidates
from community.casework.permissions import can_consent, can_keep_cases
from community.house import find_house, standing
from community.models import Community
from companies.activity import Entry, entries_of
from companies.guards import company_required
from companies.models import Company, User
from portal.core.actor import Actor
from portal.core.events import Event
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused
from portal.core.spreadsheet import csv_download, csv_lines

HISTORY = 50


def find_desk(request: SignedIn, slug: str) -> Community:
    """The community, for who keeps its cases; raises Http404 for everybody else."""
    community: Community = find_house(request, slug)
    if not can_keep_cases(request.actor, community):
        raise Http404
    return community


def find_case(request: SignedIn, slug: str, ref: str) -> Any:
    rows = Case.objects.visible_to(request.actor).filter(community__slug=slug)
    case: Any = get_object_or_404(rows.select_related("company", "owner", "partner"), ref=ref)
    case.community = find_house(request, slug)  # with what its head shows
    return case


def find_kept(request: SignedIn, slug: str, ref: str) -> Any:
    """The case, for its keepers."""
    case = find_case(request, slug, ref)
    if not can_keep_cases(request.actor, case.community):
        raise Http404
    return case


def owners_in(community: Community) -> list[tuple[str, str]]:
    keys = Case.objects.filter(community=community, owner__isnull=False).values("owner")
    return [(str(one.pk), str(one)) for one in User.objects.filter(pk__in=keys).order_by("name", "pk")]


def filtered(request: SignedIn, community: Community) -> tuple[CaseFilterForm, "QuerySet[Case]"]:
    form = CaseFilterForm(request.GET, people=owners_in(community))
    rows = Case.objects.visible_to(request.actor).filter(community=community).matching(**form.filters())
    return form, rows.for_list()


@company_required
@require_safe
def case_list(request: SignedIn, slug: str) -> HttpResponse:
    """All for the keepers; a member sees the cases for its own company, and those it was introduced in."""
    community = find_house(request, slug)
    rules = standing(request, community, "cases")
    keeps = can_keep_cases(request.actor, community)
    if not keeps and not (rules["own"] and rules["own"].is_active):
        raise Http404
    form, rows = filtered(request, community)
    context = {**rules, "form": form, "filters": form.filters(), "page": paginate(request, rows), "keeps": keeps}
    if keeps:
        context["figures"] = cases_of(community, *everything())
    return render(request, "community/casework/list.html", context)


def everything() -> tuple[datetime, datetime]:
    """From the first to this moment."""
    return datetime(2000, 1, 1, tzinfo=UTC), now()


@company_required
@require_safe
def case_export(request: SignedIn, slug: str) -> StreamingHttpResponse:
    community = find_desk(request, slug)
    _form, rows = filtered(request, community)
    headings = (
        *(_("number"), _("kind"), _("company"), _("title"), _("sector"), _("HS code"), _("state"), _("outcome")),
        *(_("who has it"), _("needed by"), _("begun"), _("introduced"), _("ended"), _("value"), _("currency")),
    )
    return csv_download(f"cases-{community.slug}.csv", csv_lines(headings, cells(rows)))


def cells(rows: "QuerySet[Case]") -> Iterator[list[str]]:
    for one in rows.iterator(chunk_size=500):
        days = (one.deadline, one.created_at, one.introduced_at, one.ended_at)
        yield [
            *(one.ref, str(one.get_kind_display()), one.company.name, one.title, one.sector, one.hs_code),
            *(str(one.get_state_display()), str(one.get_outcome_display()), str(one.owner or "")),
            *(f"{day:%Y-%m-%d}" if day else "" for day in days),
            *((str(one.value), one.value_currency) if one.value is not None else ("", "")),
        ]


@company_required
@require_safe
def choose_company(request: SignedIn, slug: str) -> HttpResponse:
    """For whom: a member, or any company on the portal."""
    community = find_desk(request, slug)
    form = CompanySearchForm(request.GET)
    context = {**standing(request, community, "cases"), "form": form, "found": form.found(request.actor)}
    return render(request, "community/casework/company.html", {**context, "is_asked": bool(request.GET)})


@company_required
def case_new(request: SignedIn, slug: str, company: str) -> HttpResponse:
    community = find_desk(request, slug)
    firm = get_object_or_404(Company.objects.visible_to(request.actor).filter(is_active=True), slug=company)
    start = {"currency": request.currency, "owner": request.user, "sector": firm.sector}
    form = CaseForm(request.POST or None, actor=request.actor, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(Case.begin(request.actor, community, firm, **form.cleaned_data))
        except Refused as problem:
            form.add_error(None, problem.message)
    context = {**standing(request, community, "cases"), "form": form, "firm": firm}
    return render(request, "community/casework/form.html", context)


@company_required
def case_edit(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    case = find_kept(request, slug, ref)
    form = CaseForm(request.POST or None, actor=request.actor, instance=case)
    if request.method == "POST" and form.is_valid():
        find_kept(request, slug, ref).describe(request.actor, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(case)
    context = {**standing(request, case.community, "cases"), "form": form, "firm": case.company, "case": case}
    return render(request, "community/casework/form.html", context)


@company_required
@require_safe
def case_detail(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    case = find_case(request, slug, ref)
    if not can_keep_cases(request.actor, case.community):
        return side(request, case)
    events = Event.objects.about(case).select_related("user", "through").order_by("-pk")[:HISTORY]
    context = {
        **standing(request, case.community, "cases"),
        "case": case,
        "candidates": first_candidates(case.candidates.select_related("company")),
        "notes": case.notes.select_related("user"),
        "tasks": case.tasks.select_related("user"),
        "note_form": NoteForm(),
        "task_form": TaskForm(),
        "answer_form": AnswerForm(),
        "entries": history(list(events), request.actor),
    }
    return render(request, "community/casework/case.html", context)


def history(events: list[Event], actor: Actor) -> list[Entry]:
    """Beside each step the company it was about, not the case, whose page it is."""
    entries = zip(entries_of(events, actor), events, strict=True)
    return [replace(entry, title=str(event.payload.get("name", "")), url="") for entry, event in entries]


def side(request: SignedIn, case: Case) -> HttpResponse:
    """For the company that the case is for, and for one that was introduced: what concerns them, and no more."""
    met = Candidate.objects.visible_to(request.actor).filter(case=case).select_related("company")
    is_own = request.actor.acts_for(case.company_id)
    consent = ConsentForm(initial={"may_count": case.may_count, "may_name": case.may_name})
    context = {
        **standing(request, case.community, "cases"),
        "case": case,
        "met": met.order_by("introduced_at", "pk"),
        "is_own": is_own,
        "consent_form": consent if can_consent(request.actor, case) else None,
        "answer_form": AnswerForm(),
    }
    return render(request, "community/casework/side.html", context)


@company_required
@require_safe
def case_search(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """Candidates for the shortlist."""
    case = find_kept(request, slug, ref)
    start = {"find": case.hs_code} if case.hs_code else {"sector": case.sector}
    form = CompanySearchForm(request.GET or start)
    known = set(case.candidates.values_list("company_id", flat=True)) | {case.company_id}
    found = [(one, one.pk in known) for one in form.found(request.actor)]
    context = {**standing(request, case.community, "cases"), "case": case, "form": form, "found": found}
    return render(request, "community/casework/search.html", context)
