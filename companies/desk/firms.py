"""The firms as staff see them: the list, one firm, and taking it out of the market and giving it back."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.activity import entries_about
from companies.desk.forms import AnswerForm, FirmFilterForm, NoteForm, SuspendForm
from companies.desk.guards import staff_required
from companies.desk.queues import queues_for
from companies.models import Company, FileRoom, MergeProposal, StaffNote, Suspension, SuspensionProposal
from companies.models.company_rows import CompanyQuerySet
from companies.models.suspension import needs_two
from companies.permissions import can_suspend_company, staff_may
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require
from portal.core.places import country_name
from portal.core.spreadsheet import csv_download, csv_lines

HEADINGS = ("ref", "address", "name", "legal name", "kind", "country", "city", "tier", "state", "website", "since")
EVENTS = 15


@staff_required
@require_safe
def home(request: SignedIn) -> HttpResponse:
    return render(request, "desk/home.html", {"queues": queues_for(request.actor)})


def picked(request: SignedIn) -> tuple[FirmFilterForm, CompanyQuerySet]:
    visible = Company.objects.visible_to(request.actor)
    form = FirmFilterForm(request.GET, countries=visible.countries())
    return form, form.pick(visible).select_related("merged__kept").order_by("name", "pk")


@staff_required
@require_safe
def firm_list(request: SignedIn) -> HttpResponse:
    form, firms = picked(request)
    context = {"form": form, "page": paginate(request, firms, 50), "is_filtered": bool(form.filters())}
    return render(request, "desk/firm_list.html", context)


@staff_required
@require_safe
def firm_export(request: SignedIn) -> StreamingHttpResponse:
    """The same firms as the list, as a file."""
    _form, firms = picked(request)
    return csv_download("firms.csv", csv_lines(HEADINGS, cells(firms)))


def cells(firms: CompanyQuerySet) -> Iterator[list[Any]]:
    for firm in firms.iterator(chunk_size=1000):
        yield [
            *(firm.ref, firm.slug, firm.name, firm.legal_name, firm.get_kind_display(), country_name(firm.country)),
            *(firm.city, firm.tier, state_of(firm), firm.website, date_format(firm.created_at, "Y-m-d")),
        ]


def state_of(firm: Company) -> str:
    if firm.is_active:
        return _("On the market")
    if hasattr(firm, "merged"):
        return _("Merged into another")
    return _("Closed by its owner") if firm.closed_at else _("Suspended")


def find(request: SignedIn, slug: str) -> Company:
    return get_object_or_404(Company.objects.visible_to(request.actor), slug=slug)


@staff_required
@require_safe
def firm(request: SignedIn, slug: str) -> HttpResponse:
    return show(request, find(request, slug), NoteForm())


def show(request: SignedIn, company: Company, note_form: NoteForm, status: int = 200) -> HttpResponse:
    pairs = MergeProposal.objects.open()
    context = {
        "company": company,
        "merge": getattr(company, "merged", None),
        "proposal": (proposal := company.suspension_proposals.open().select_related("proposed_by").first()),
        "may_decide": proposal is not None and proposal.can_be_decided_by(request.actor),
        "is_proposer": proposal is not None and proposal.proposed_by_id == request.actor.user_id,
        "suspension": company.suspensions.running().first(),
        "history": company.suspensions.select_related("started_by", "ended_by"),
        "people": company.memberships.select_related("user").order_by("pk"),
        "twins": [*pairs.filter(first=company), *pairs.filter(second=company)],
        "entries": entries_about(company, request.actor, EVENTS),
        "notes": company.staff_notes.select_related("user")[:50],
        "note_form": note_form,
        "file_room": FileRoom.of(company),
        "may_suspend": can_suspend_company(request.actor, company),
        "may_merge": staff_may(request.actor, "merge_companies", company),
        "may_look": staff_may(request.actor, "impersonate_user", company),
    }
    return render(request, "desk/firm.html", context, status=status)


@staff_required
@require_POST
def note(request: SignedIn, slug: str) -> HttpResponse:
    company = find(request, slug)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show(request, company, form, 422)
    StaffNote.write(company, request.actor, form.cleaned_data["words"])
    messages.success(request, _("Kept."))
    return redirect("desk:firm", slug)


@staff_required
def suspension(request: SignedIn, slug: str) -> HttpResponse:
    """Take the company out of the market."""
    company = find(request, slug)
    require(can_suspend_company(request.actor, company), _("You may not suspend this company."))
    form = SuspendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if needs_two(company):
            SuspensionProposal.propose(company, request.actor, **form.cleaned_data)
            messages.success(request, _("It is proposed. A second member of staff confirms it at this page."))
            return redirect("desk:firm", slug)
        Suspension.start(company, request.actor, **form.cleaned_data)
        messages.success(
            request, _("%(company)s is out of the market, and its people are told.") % {"company": company}
        )
        return redirect("desk:firm", slug)
    return render(request, "desk/suspend.html", {"company": company, "form": form, "by_two": needs_two(company)})


@staff_required
def decision(request: SignedIn, slug: str) -> HttpResponse:
    """Confirm, decline or take back the suspension that is proposed: `then` says which."""
    if request.method != "POST":  # who was asked once more who they are comes back without what they sent
        return redirect("desk:firm", find(request, slug).slug)
    proposal = get_object_or_404(SuspensionProposal.objects.visible_to(request.actor).open(), company__slug=slug)
    if request.POST.get("then") == "confirm":
        proposal.confirm(request.actor)
        words = _("%(company)s is out of the market, and its people are told.") % {"company": proposal.company}
    elif request.POST.get("then") == "decline":
        proposal.decline(request.actor)
        words = _("Declined: the firm stays on the market.")
    else:
        proposal.withdraw(request.actor)
        words = _("Taken back: the firm stays on the market.")
    messages.success(request, words)
    return redirect("desk:firm", slug)


@staff_required
def restoration(request: SignedIn, slug: str) -> HttpResponse:
    """Give the company back to the market."""
    company = find(request, slug)
    require(can_suspend_company(request.actor, company), _("You may not restore this company."))
    running = get_object_or_404(company.suspensions.running())
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        running.end(request.actor, form.cleaned_data["words"])
        back = _("%(company)s is back on the market, and its people are told.")
        closed = _("The suspension is over. %(company)s stays off the market: its owner has closed it.")
        messages.success(request, (back if running.company.is_active else closed) % {"company": company})
        return redirect("desk:firm", slug)
    return render(request, "desk/restore.html", {"company": company, "form": form, "suspension": running})


@staff_required
def appeal(request: SignedIn, slug: str) -> HttpResponse:
    """Answer the company's appeal and leave it suspended."""
    company = find(request, slug)
    require(can_suspend_company(request.actor, company), _("You may not answer this appeal."))
    running = get_object_or_404(company.suspensions.appealed())
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        running.uphold(request.actor, form.cleaned_data["words"])
        messages.success(request, _("The answer is sent. The company stays out of the market."))
        return redirect("desk:firm", slug)
    return render(request, "desk/appeal.html", {"company": company, "form": form, "suspension": running})
