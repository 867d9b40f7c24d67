"""Reported listings and offers: all that was said of one of them together, for one decision."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Exists, Max, Min, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.reports.forms import AppealAnswerForm, CaseFilterForm, DecisionForm
from catalog.reports.models import Report, ReportCase, ReportCaseQuerySet, SubjectChanged
from catalog.reports.permissions import can_answer_report_appeal, can_decide_report
from catalog.reports.subjects import CHANGE, DISMISS, Verdict
from catalog.standing.permissions import may_review_listings
from companies.desk.guards import staff_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, WrongState

SIZE, SHOWN = 30, 50
APPEALED = "appealed"
S = ReportCase.State


@staff_required
@require_safe
def reports(request: SignedIn) -> HttpResponse:
    """Those that wait, the oldest first; or with `?state=` the decided ones and the appeals, the last first."""
    visible = ReportCase.objects.for_desk(request.actor)
    asked = request.GET.get("state", "")
    state = asked if asked in {APPEALED, *ReportCase.State.values} else ReportCase.State.OPEN
    form = CaseFilterForm(request.GET)
    rows = narrowed(in_state(visible, state), form).select_related("owner", "decided_by")
    rows = rows.annotate(number=Count("reports"), first=Min("reports__created_at"), last=Max("reports__created_at"))
    order = ["created_at", "pk"] if state in {ReportCase.State.OPEN, APPEALED} else ["-decided_at", "-pk"]
    context = {
        "page": paginate(request, rows.order_by(*order).prefetch_related("reports"), SIZE),
        "form": form,
        "state": state,
        "filtered": bool(form.filters()),
        "tabs": tabs(visible, state),
        "may_review": may_review_listings(request.actor),
    }
    return render(request, "catalog/desk/reports.html", context)


def in_state(rows: ReportCaseQuerySet, state: str) -> ReportCaseQuerySet:
    return rows.appealed() if state == APPEALED else rows.filter(state=state)


def tabs(rows: ReportCaseQuerySet, state: str) -> list[tuple[Any, str, bool, int]]:
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    found = [(label, f"?state={value}", value == state, counts.get(value, 0)) for value, label in S.choices]
    return [*found, (_("Appeals"), f"?state={APPEALED}", state == APPEALED, rows.appealed().count())]


def narrowed(rows: ReportCaseQuerySet, form: CaseFilterForm) -> ReportCaseQuerySet:
    asked = form.filters()
    if q := asked.get("q"):
        firm = Q(owner__name__icontains=q) | Q(owner__slug=q.lower())
        rows = rows.filter(firm | Q(title__icontains=q) | Q(key__iexact=q) | Q(ref__iexact=q))
    if kind := asked.get("kind"):
        rows = rows.filter(kind=kind)
    if reason := asked.get("reason"):
        rows = rows.filter(Exists(Report.objects.filter(case=OuterRef("pk"), reason=reason)))
    return rows


def find(request: SignedIn, ref: str) -> ReportCase:
    rows = ReportCase.objects.for_desk(request.actor)
    return get_object_or_404(rows.select_related("owner", "decided_by", "answered_by", "appealed_by"), ref=ref)


@staff_required
@require_safe
def report(request: SignedIn, ref: str) -> HttpResponse:
    return show(request, find(request, ref))


def show(
    request: SignedIn,
    case: ReportCase,
    status: int = 200,
    form: DecisionForm | None = None,
    answer: AppealAnswerForm | None = None,
) -> HttpResponse:
    subject = case.subject_for(request.actor)
    said = case.reports.select_related("company", "user")
    reasons = case.reports.order_by().values("reason").annotate(n=Count("pk")).order_by("-n", "reason")
    mark = case.reportable.mark(subject) if subject is not None else ""
    most = reasons[0]["reason"] if reasons else ""
    form = form or DecisionForm(initial={"mark": mark, "reason": most}, case=case)
    form.narrow(case, subject)
    others = ReportCase.objects.for_desk(request.actor).filter(owner=case.owner).exclude(pk=case.pk)
    context = {
        "case": case,
        "subject": subject,
        "is_up": subject is not None and case.reportable.is_up(subject),
        "was_changed": bool(case.mark and subject is not None and mark != case.mark),
        "page": paginate(request, said, SHOWN),
        "others": others[:10],
        "others_down": others.filter(state=ReportCase.State.TAKEN_DOWN).count(),
        "may_decide": can_decide_report(request.actor, case),
        "may_answer": case.waits_for_answer and can_answer_report_appeal(request.actor, case),
        "form": form,
        "answer": answer or AppealAnswerForm(),
        "crumbs": [(_("Reports"), reverse("catalog_desk:reports")), (case.ref, "")],
    }
    return render(request, "catalog/desk/report.html", context, status=status)


@staff_required
@require_POST
def decision(request: SignedIn, ref: str) -> HttpResponse:
    """Dismiss, ask for a change, or take down; of two who decide at once the second is told."""
    case = find(request, ref)
    subject = case.subject_for(request.actor)
    form = DecisionForm(request.POST, case=case)
    if not form.is_valid():
        return show(request, case, 422, form=form)
    given = form.cleaned_data
    said = Verdict(
        **{name: given[name] for name in ("mark", "reason", "words", "reply", "act")}, days=given.get("days") or 0
    )
    acts = {DISMISS: case.dismiss, CHANGE: case.ask_change}
    try:
        acts.get(given["act"], case.take_down)(request.actor, said)
    except WrongState as problem:
        messages.warning(request, str(problem.message))
        return show(request, find(request, ref), 409)
    except SubjectChanged as problem:
        messages.warning(request, str(problem.message))
        fresh = {**given, "mark": case.reportable.mark(subject)}
        return show(request, find(request, ref), 409, form=DecisionForm(initial=fresh, case=case))
    except Refused as problem:
        form.add_error(None, str(problem.message))
        return show(request, find(request, ref), 409, form=form)
    messages.success(request, _("Decided: %(state)s. Those who reported it are told.") % {"state": case.pill["label"]})
    return redirect("catalog_desk:reports")


@staff_required
@require_POST
def change(request: SignedIn, ref: str) -> HttpResponse:
    """What was asked has been changed."""
    find(request, ref).confirm_change(request.actor)
    messages.success(request, _("Put right. Those who reported it are told."))
    return redirect("catalog_desk:report", ref)


@staff_required
@require_POST
def appeal(request: SignedIn, ref: str) -> HttpResponse:
    case, form = find(request, ref), AppealAnswerForm(request.POST)
    if not form.is_valid():
        return show(request, case, 422, answer=form)
    try:
        case.answer_appeal(request.actor, request.POST.get("decision") == "grant", form.cleaned_data["words"])
    except WrongState:
        raise
    except Refused as problem:
        form.add_error(None, str(problem.message))
        return show(request, find(request, ref), 409, answer=form)
    messages.success(request, _("The appeal is answered."))
    return redirect("catalog_desk:report", ref)
