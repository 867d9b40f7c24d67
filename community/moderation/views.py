"""Reporting, what became of it, and decisions against what one's company wrote, with the way to appeal."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.models import ContentReport, ModerationCase
from community.moderation.forms import CaseAppealForm, ContentReportForm
from community.moderation.kinds import find_content
from community.moderation.permissions import can_appeal_case, can_report_content
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require

SIZE = 20


@company_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request: SignedIn) -> HttpResponse:
    """`?about=post:12`. What was typed stays when it is refused."""
    content, thing = find_content(request.GET.get("about", ""), request.actor)
    company = content.author_company(thing)
    require(can_report_content(request.actor, company), _("You cannot report what is your own company’s."))
    form, status = ContentReportForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            ContentReport.make(request.actor, content, thing, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, str(problem.message))
            status = 409
        else:
            messages.success(request, _("Thank you. The moderators look at it, and you are told what comes of it."))
            return redirect(content.url(thing))
    status = 422 if status == 200 and form.errors else status
    mine = ContentReport.objects.of(request.actor).filter(
        case__kind=content.kind, case__key=str(thing.pk), case__state="open"
    )
    context = {
        "form": form,
        "content": content,
        "about": f"{content.kind}:{thing.pk}",
        "title": content.title(thing),
        "excerpt": content.excerpt(thing),
        "company": company,
        "community": content.community(thing),
        "url": content.url(thing),
        "before": mine.first(),
    }
    return render(request, "community/moderation/report.html", context, status=status)


@company_required
@require_safe
def reports(request: SignedIn) -> HttpResponse:
    """What this person reported for the acting company, the newest first."""
    rows = ContentReport.objects.of(request.actor).select_related("case__community").order_by("-pk")
    context = {"page": paginate(request, rows, SIZE), "tabs": tabs(request), "is_mine": True}
    return render(request, "community/moderation/mine.html", context)


@company_required
@require_safe
def decisions(request: SignedIn) -> HttpResponse:
    """Decisions about what the acting company wrote, the newest first."""
    rows = ModerationCase.objects.received_by(request.actor).select_related("community")
    rows = rows.prefetch_related("measures").order_by("-decided_at", "-pk")
    context = {"page": paginate(request, rows, SIZE), "tabs": tabs(request), "is_mine": False}
    return render(request, "community/moderation/mine.html", context)


def tabs(request: SignedIn) -> list[tuple[str, str, bool, int]]:
    mine, others = reverse("community:moderation_reports"), reverse("community:moderation_decisions")
    made = ContentReport.objects.of(request.actor).count()
    received = ModerationCase.objects.received_by(request.actor).count()
    return [
        (_("About your company’s words"), others, request.path == others, received),
        (_("What you reported"), mine, request.path == mine, made),
    ]


def find(request: SignedIn, ref: str) -> ModerationCase:
    rows = ModerationCase.objects.received_by(request.actor).select_related("community", "company")
    return get_object_or_404(rows.prefetch_related("appeals", "measures"), ref=ref)


@company_required
@require_safe
def decision(request: SignedIn, ref: str) -> HttpResponse:
    return show(request, find(request, ref), CaseAppealForm())


def show(request: SignedIn, case: ModerationCase, form: CaseAppealForm, status: int = 200) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "may_appeal": case.is_open_to_appeal and can_appeal_case(request.actor, case),
        "reads": case.community.is_readable_by(request.actor),
        "crumbs": [(_("Decisions of moderators"), reverse("community:moderation_decisions")), (case.title, "")],
    }
    return render(request, "community/moderation/decision.html", context, status=status)


@company_required
@require_POST
def appeal(request: SignedIn, ref: str) -> HttpResponse:
    case, form = find(request, ref), CaseAppealForm(request.POST)
    if not form.is_valid():
        return show(request, case, form, 422)
    case.appeal(request.actor, form.cleaned_data["words"])
    messages.success(request, _("Your appeal is on its way. You are told the answer."))
    return redirect(case)
