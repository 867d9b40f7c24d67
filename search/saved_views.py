"""A person's saved searches: keeping one, what is new, how often to be told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused
from search.facets import label_of, ranges_of
from search.forms import SavedForm
from search.found import items_of
from search.query import Query
from search.saved import SavedSearch, canonical, suggested_name


def own(request: SignedIn, ref: str) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.visible_to(request.actor), ref=ref)


@login_required
def saved_list(request: SignedIn) -> HttpResponse:
    rows = SavedSearch.objects.visible_to(request.actor).with_counts()
    return render(request, "search/saved_list.html", {"page": paginate(request, rows, size=20)})


@login_required
def new(request: SignedIn) -> HttpResponse:
    """`?q=…` and filters, as they stand in the address of the search; asks for a name and how often to tell."""
    query = canonical(request.GET)
    known = SavedSearch.objects.visible_to(request.actor).filter(query=query).first()
    asked = SavedSearch(user=request.user, query=query, currency=request.currency).asked(request.actor)
    words = words_of(asked, request)
    start = {"name": known.name if known else suggested_name(asked, words)}
    start |= {"rhythm": known.rhythm} if known else {}
    form = SavedForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            saved = SavedSearch.keep(request.actor, request.GET, currency=request.currency, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            messages.success(request, _("Saved. We tell you when something new fits."))
            return redirect(saved)
    context = {"form": form, "words": words, "asked": asked, "known": known, "search_query": query}
    return render(request, "search/saved_new.html", context, status=422 if form.errors else 200)


def words_of(asked: Query, request: SignedIn) -> list[str]:
    """The filters in the reader's words."""
    labels = [label_of(name, value) for name, values in asked.filters.items() for value in values]
    currency = request.GET.get("currency") or request.currency
    return labels + [f"{one.title} {one.words}" for one in ranges_of(request.GET, currency) if one.name in asked.ranges]


@login_required
def saved(request: SignedIn, ref: str) -> HttpResponse:
    """What it has found, newest first; opening the page marks it seen. A POST changes name and rhythm."""
    found = own(request, ref)
    form = SavedForm(request.POST or None, initial={"name": found.name, "rhythm": found.rhythm})
    if request.method == "POST" and form.is_valid():
        found.change(**form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(found)
    items = items_of(found.hits(), found.asked(request.actor), request.actor)
    fresh = set(found.matches.filter(seen_at=None).values_list("kind", "row"))
    rows = [(item, (item.kind, item.row.pk) in fresh) for item in items]
    if request.method == "GET" and request.actor.through is None:
        found.mark_seen()
    context = {"saved": found, "form": form, "rows": rows, "back": reverse("search:saved_list")}
    return render(request, "search/saved.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def deletion(request: SignedIn, ref: str) -> HttpResponse:
    found = own(request, ref)
    name = found.name
    found.forget(request.actor)
    messages.success(request, _("“%(name)s” is deleted; nobody looks for it any more.") % {"name": name})
    return redirect("search:saved_list")
