"""For staff: what people search for, the synonyms, and why a result stands where it does."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.desk.guards import staff_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require
from portal.core.texts import clean_line
from search.analytics import Asked, can_see_analytics, figures, positions
from search.engines import EngineDown, engine
from search.forms import SynonymForm
from search.found import items_of
from search.query import Hit, from_parameters
from search.sources import SOURCES, audience_of
from search.synonyms import SynonymGroup, can_edit_synonyms

DAYS = (7, 30, 90)
LISTS: dict[str, Any] = {
    "top": gettext_lazy("Asked most"),
    "empty": gettext_lazy("Without a result"),
    "loose": gettext_lazy("Only some of the words"),
    "unopened": gettext_lazy("Nothing opened"),
}
# What a part of a score is for, beside the words themselves.
PARTS: dict[str, Any] = {
    "code": gettext_lazy("The query is its code"),
    "part": gettext_lazy("A part number in its title"),
    "category": gettext_lazy("The query names its category"),
    "together": gettext_lazy("The words stand together in its title"),
    "title": gettext_lazy("All words are in its title"),
    "weight": gettext_lazy("Verification and completeness (factor)"),
}


@staff_required
def analytics(request: SignedIn) -> HttpResponse:
    require(can_see_analytics(request.actor), _("Only staff who keep the search see what people look for."))
    days = next((days for days in DAYS if str(days) == request.GET.get("days")), DAYS[1])
    chosen = request.GET.get("list", "")
    chosen = chosen if chosen in LISTS else "top"
    asked = Asked.objects.since(timezone.now() - timedelta(days=days))
    context = {
        "days": days,
        "spans": [(f"?days={one}&list={chosen}", one, one == days) for one in DAYS],
        "tabs": [(label, f"?days={days}&list={name}", name == chosen, "") for name, label in LISTS.items()],
        "figures": figures(asked),
        "positions": list(positions(asked)),
        "page": paginate(request, listed(asked, chosen), size=50),
        "chosen": chosen,
    }
    return render(request, "search/staff_analytics.html", context)


def listed(asked: Any, name: str) -> Any:
    rows = {"empty": asked.filter(total=0), "loose": asked.filter(whole=0, total__gt=0)}.get(name, asked).by_words()
    if name == "unopened":
        rows = rows.filter(opened=0, results__gt=0)
    return rows.order_by("-times", "words")


@staff_required
def synonyms(request: SignedIn) -> HttpResponse:
    """The groups, with a field to find one; a POST makes a new one."""
    q = clean_line(request.GET.get("q", "")[:200])[:100]
    may_edit = can_edit_synonyms(request.actor)
    form = SynonymForm(request.POST or None, initial={"terms": clean_line(request.GET.get("terms", "")[:400])})
    if request.method == "POST" and form.is_valid():
        return keep(request, SynonymGroup(), form)
    page = paginate(request, SynonymGroup.objects.holding(q).select_related("changed_by"), size=50)
    context = {"page": page, "form": form, "q": q, "may_edit": may_edit}
    return render(request, "search/staff_synonyms.html", context, status=422 if form.errors else 200)


@staff_required
def synonym(request: SignedIn, pk: int) -> HttpResponse:
    group = get_object_or_404(SynonymGroup, pk=pk)
    form = SynonymForm(request.POST or None, initial={"terms": group.terms, "is_active": group.is_active})
    if request.method == "POST" and form.is_valid():
        return keep(request, group, form)
    context = {"group": group, "form": form, "may_edit": can_edit_synonyms(request.actor)}
    return render(request, "search/staff_synonym.html", context, status=422 if form.errors else 200)


def keep(request: SignedIn, group: SynonymGroup, form: SynonymForm) -> HttpResponse:
    try:
        group.change(request.actor, **form.cleaned_data)
    except Refused as problem:
        form.add_error("terms", str(problem.message))
        return render(
            request, "search/staff_synonym.html", {"group": group, "form": form, "may_edit": True}, status=422
        )
    messages.success(request, _("Saved. Searches follow it within half a minute."))
    return redirect("search_desk:synonyms")


@staff_required
def why(request: SignedIn, kind: str, pk: int) -> HttpResponse:
    """What brought one result its place: points of each word and lift, as this query is read."""
    if kind not in SOURCES:
        raise Http404
    query = from_parameters(request.GET, audience_of(request.actor), currency=request.currency)
    items = items_of([Hit(kind, pk)], query, request.actor)
    try:  # who may not see the thing learns nothing of its words either
        points = engine().explain(query, f"{kind}:{pk}") if items else {}
    except EngineDown:
        points = {}
    context = {"query": query, "item": items[0] if items else None, "points": list(told(points)), "used": engine().name}
    return render(request, "search/staff_why.html", context)


def told(points: dict[str, float]) -> Iterable[tuple[str, float]]:
    for name, value in points.items():
        kind, _colon, words = name.partition(":")
        yield (f"“{words}”" if words else str(PARTS.get(kind, kind))), round(value, 2)
