"""Results of a community, and of all of them for the programme; each with its download."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.house import find_house, find_open_house, standing
from community.models import Community, FiguresConsent, ResultsSettings
from community.permissions import can_run_community, role_in
from community.results.chart import charts_of
from community.results.figures import Ids, company_columns
from community.results.forms import AudienceForm, PeriodForm, ProgrammeForm
from community.results.house import may_read_programme
from community.results.models import may_consent
from community.results.page import Period, Result, companies_of, results_of
from companies.desk.guards import staff_required
from companies.guards import company_required
from portal.core.actor import Actor
from portal.core.http import Request, SignedIn
from portal.core.money import known_currencies
from portal.core.pages import paginate
from portal.core.spreadsheet import csv_download, csv_lines

SIZE = 30


def may_read_results(actor: Actor, community: Community) -> bool:
    """Stewards always; members and everybody else where the steward says so. Who may not read it, never."""
    if actor.may("run_communities") and role_in(actor, community) == "steward":  # of a closed one, too
        return True
    audience = ResultsSettings.audience_of(community)
    if audience == ResultsSettings.Audience.EVERYBODY:
        return community.is_readable_by(actor)
    return audience == ResultsSettings.Audience.MEMBERS and bool(community.role_of(actor.company_id))


def find(request: Request, slug: str) -> Community:
    community: Community = find_open_house(request, slug)
    if not may_read_results(request.actor, community):
        raise Http404
    return community


def currency_of(request: Request) -> str:
    return request.currency if request.currency in known_currencies() else "EUR"


def shown(request: Request, ids: Ids, period: Period) -> dict[str, Any]:
    results = results_of(ids, period, currency_of(request))
    charts = charts_of(results)
    return {"results": results, "charts": charts, "period": period, "query": request.GET.urlencode()}


@require_safe
def house(request: Request, slug: str) -> HttpResponse:
    community = find(request, slug)
    form = PeriodForm(request.GET or None)
    period = form.period()
    runs = can_run_community(request.actor, community)
    context = {
        **standing(request, community, "results"),
        **shown(request, [community.pk], period),
        "form": form,
        "columns": company_columns(),
        "companies": companies_of(community, period),
        "audience": AudienceForm(initial={"audience": ResultsSettings.audience_of(community)}) if runs else None,
        "may_consent": may_consent(request.actor, community),
        "has_consented": FiguresConsent.holds(community, request.actor.company_id),
        "download": reverse("community:results_csv", args=[slug]),
    }
    return render(request, "community/results/house.html", context)


@require_safe
def house_csv(request: Request, slug: str) -> StreamingHttpResponse:
    community = find(request, slug)
    results = results_of([community.pk], PeriodForm(request.GET or None).period(), currency_of(request))
    return csv_download(f"results-{community.slug}.csv", lines(results))


def lines(results: list[Result]) -> Iterator[str]:
    """A row for each month; the second row says what each figure counts. Money: what was agreed, and converted."""
    headings: list[Any] = [_("Month")]
    definitions: list[Any] = [_("What it counts")]
    for result in results:
        plain = f"{result.figure.title} ({result.currency})" if result.is_money else result.figure.title
        headings += [plain, *([_("as agreed")] if result.is_money else [])]
        said = str(result.figure.definition)
        if result.is_money and result.plain and result.rate_day:
            day = result.rate_day.isoformat()
            said += " " + _("Converted at the European Central Bank’s rates of %(day)s.") % {"day": day}
        definitions += [said, *([""] if result.is_money else [])]
    months = results[0].period.months if results else []
    rows = [[f"{month:%Y-%m}", *cells(results, place)] for place, month in enumerate(months)]
    return csv_lines(headings, [definitions, *rows])


def cells(results: list[Result], place: int) -> list[Any]:
    found: list[Any] = []
    for result in results:
        number = result.plain[place]
        if not result.is_money:
            found.append(int(number))
            continue
        agreed = result.values.get(result.period.months[place]) or {}
        found += [number, " + ".join(f"{currency} {amount}" for currency, amount in sorted(agreed.items()))]
    return found


@company_required
@require_POST
def audience(request: SignedIn, slug: str) -> HttpResponse:
    community, form = find_house(request, slug), AudienceForm(request.POST)
    if not form.is_valid():
        raise Http404
    ResultsSettings.open_to(community, request.actor, form.cleaned_data["audience"])
    messages.success(request, _("Saved."))
    return redirect("community:results", slug)


@company_required
@require_POST
def consent(request: SignedIn, slug: str) -> HttpResponse:
    """The acting company may be named in the results, or no longer."""
    community = find_house(request, slug)
    if request.POST.get("consent") == "1":
        FiguresConsent.give(community, request.actor)
        messages.success(
            request, _("Your company is named in the results from now on. You can withdraw this any time.")
        )
    else:
        FiguresConsent.withdraw(community, request.actor)
        messages.success(request, _("Your company is not named in the results any more."))
    return redirect(community)


def chosen(request: SignedIn) -> tuple[ProgrammeForm, Any]:
    """The communities of the programme that the form asks for."""
    form = ProgrammeForm(request.GET or None)
    kind = request.GET.get("kind", "")
    rows = Community.objects.filter(kind=kind) if kind in Community.Kind.values else Community.objects.order_by()
    return form, rows


def programme_required(request: SignedIn) -> None:
    if not may_read_programme(request.actor):
        raise Http404


@staff_required
@require_safe
def programme(request: SignedIn) -> HttpResponse:
    """All communities together, and each by its size."""
    programme_required(request)
    form, rows = chosen(request)
    context = {
        **shown(request, rows.values("pk"), form.period()),
        "form": form,
        "page": paginate(request, rows.largest(), SIZE),
        "download": reverse("community_desk:results_csv"),
    }
    return render(request, "community/results/programme.html", context)


@staff_required
@require_safe
def programme_csv(request: SignedIn) -> StreamingHttpResponse:
    programme_required(request)
    form, rows = chosen(request)
    return csv_download("results.csv", lines(results_of(rows.values("pk"), form.period(), currency_of(request))))
