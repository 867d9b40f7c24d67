"""Reporting, what became of one's reports, and decisions against what one's company has put up."""

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.reports.forms import AppealForm, ReportForm
from catalog.reports.models import Report, ReportCase
from catalog.reports.permissions import can_appeal_report, can_report
from catalog.reports.subjects import REPORTABLE, find_reported
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require

SIZE = 20


@company_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: SignedIn) -> HttpResponse:
    """`?about=offer:REF`. What was typed stays when it is refused."""
    kind, subject = find_reported(request.GET.get("about", ""), request.actor)
    if REPORTABLE[kind].evidence:
        raise Http404  # what staff may see of it is chosen on a page of its own
    require(can_report(request.actor, subject), _("You cannot report what is your own company’s."))
    form = ReportForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            Report.make(request.actor, kind, subject, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, str(problem.message))
            status = 409
        else:
            messages.success(request, _("Thank you. Our staff will look at it, and you are told what comes of it."))
            return redirect(subject.get_absolute_url())
    return asked(request, kind, subject, form, status if status == 409 or not form.errors else 422)


def asked(request: SignedIn, kind: str, subject: Any, form: ReportForm, status: int) -> HttpResponse:
    mine = Report.objects.of(request.actor).filter(case__kind=kind, case__key=subject.ref, case__state="open").first()
    title, reportable = str(subject.subject_title), REPORTABLE[kind]
    context = {
        "kind": kind,
        "subject": subject,
        "title": title,
        "reportable": reportable,
        "form": form,
        "before": mine,
        "crumbs": [(title, subject.get_absolute_url()), (reportable.call, "")],
    }
    return render(request, "catalog/reports/new.html", context, status=status)


@company_required
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """What this person reported for the acting company, the newest first."""
    own = Report.objects.of(request.actor)
    waiting = own.filter(case__state=ReportCase.State.OPEN)
    rows = waiting if request.GET.get("state") == "waiting" else own
    context = {
        "page": paginate(request, rows.select_related("case").order_by("-pk"), SIZE),
        "tabs": tabs(request, own.count(), waiting.count()),
    }
    return render(request, "catalog/reports/mine.html", context)


@company_required
@require_safe
def received(request: SignedIn) -> HttpResponse:
    """Decisions about what the acting company has put up, the newest first."""
    own = Report.objects.of(request.actor)
    rows = ReportCase.objects.received_by(request.actor).order_by(F("decided_at").desc(nulls_last=True), "-pk")
    waiting = own.filter(case__state=ReportCase.State.OPEN)
    context = {"page": paginate(request, rows, SIZE), "tabs": tabs(request, own.count(), waiting.count())}
    return render(request, "catalog/reports/received.html", context)


def tabs(request: SignedIn, made: int, waiting: int) -> list[tuple[str, str, bool, int]]:
    url, others = reverse("catalog:my_reports"), reverse("catalog:received_reports")
    here, is_waiting = request.path, request.GET.get("state") == "waiting"
    return [
        (_("All you reported"), url, here == url and not is_waiting, made),
        (_("Waiting"), f"{url}?state=waiting", here == url and is_waiting, waiting),
        (
            _("About your company’s"),
            others,
            here == others,
            ReportCase.objects.received_by(request.actor).count(),
        ),
    ]


def find(request: SignedIn, ref: str) -> ReportCase:
    rows = ReportCase.objects.received_by(request.actor).select_related("owner")
    return get_object_or_404(rows, ref=ref)


@company_required
@require_safe
def decision(request: SignedIn, ref: str) -> HttpResponse:
    return show(request, find(request, ref), AppealForm())


def show(request: SignedIn, case: ReportCase, form: AppealForm, status: int = 200) -> HttpResponse:
    subject = case.subject_for(request.actor)
    context = {
        "case": case,
        "subject": subject,
        "put_right_url": case.reportable.put_right(subject) if subject is not None else "",
        "form": form,
        "may_appeal": case.is_open_to_appeal and can_appeal_report(request.actor, case),
        "crumbs": [(_("Reports"), reverse("catalog:received_reports")), (case.title, "")],
    }
    return render(request, "catalog/reports/decision.html", context, status=status)


@company_required
@require_POST
def appeal(request: SignedIn, ref: str) -> HttpResponse:
    case, form = find(request, ref), AppealForm(request.POST)
    if not form.is_valid():
        if not case.is_open_to_appeal:
            raise Http404
        return show(request, case, form, 422)
    case.appeal(request.actor, form.cleaned_data["words"])
    messages.success(request, _("Your appeal is on its way. You are told the answer."))
    return redirect(case)
