"""Duplicates: the pairs that may be one company, side by side, and merging them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.desk.firms import find
from companies.desk.forms import MergeForm, PairForm
from companies.desk.guards import staff_required
from companies.duplicates import comparison_of, signs_in_words
from companies.models import Company, CompanyMerge, MergeProposal
from companies.permissions import can_merge_companies, staff_may
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require


@staff_required
@require_safe
def duplicate_list(request: SignedIn) -> HttpResponse:
    """The proposals, the newest first; any other pair is named from a firm's page."""
    page = paginate(request, MergeProposal.objects.open().order_by("-pk"))
    rows = [(proposal, signs_in_words(proposal.signs)) for proposal in page]
    context = {"page": page, "rows": rows, "may_merge": staff_may(request.actor, "merge_companies")}
    return render(request, "desk/duplicate_list.html", context)


@staff_required
def pair(request: SignedIn, slug: str) -> HttpResponse:
    """Name the other company of a pair that nobody proposed."""
    company = find(request, slug)
    form = PairForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        other = form.cleaned_data["other"]
        if other.pk != company.pk:
            return redirect("desk:merge", company.slug, other.slug)
        form.add_error("other", _("A company cannot be merged with itself."))
    return render(request, "desk/pair.html", {"company": company, "form": form})


def two(request: SignedIn, slug: str, other: str) -> tuple[Company, Company]:
    if slug == other:
        raise Http404
    return find(request, slug), find(request, other)


@staff_required
def merge(request: SignedIn, slug: str, other: str) -> HttpResponse:
    """Both side by side; the choice of the one that stays, and the typed name of the other."""
    first, second = two(request, slug, other)
    may_merge = can_merge_companies(request.actor, first, second)
    form = MergeForm(request.POST or None, pair=(first, second))
    if request.method == "POST":
        require(may_merge, _("You may not merge these companies."))
        if form.is_valid():
            done = CompanyMerge.merge(form.kept, form.lost, request.actor, form.cleaned_data["typed"])
            words = {"lost": done.lost, "kept": done.kept}
            messages.success(request, _("%(lost)s is now part of %(kept)s.") % words)
            return redirect("desk:firm", done.kept.slug)
    proposal = proposal_of(first, second)
    context: dict[str, Any] = {
        "first": first,
        "second": second,
        "form": form,
        "rows": comparison_of(first, second),
        "proposal": proposal,
        "signs": signs_in_words(proposal.signs) if proposal else [],
        "may_merge": may_merge and first.is_active and second.is_active,
    }
    return render(request, "desk/merge.html", context)


def proposal_of(first: Company, second: Company) -> MergeProposal | None:
    older, newer = sorted((first, second), key=lambda one: one.pk)
    return MergeProposal.objects.open().filter(first=older, second=newer).first()


@staff_required
@require_POST
def dismissal(request: SignedIn, slug: str, other: str) -> HttpResponse:
    """They are two companies after all."""
    proposal = proposal_of(*two(request, slug, other))
    if proposal is None:
        raise Http404
    proposal.dismiss(request.actor)
    messages.success(request, _("Noted: these are two companies. They are not proposed again."))
    return redirect("desk:duplicates")


@staff_required
@require_safe
def merged(request: SignedIn, slug: str) -> HttpResponse:
    """What went where when this company was merged into another."""
    done = get_object_or_404(CompanyMerge.objects.select_related("kept", "lost", "user"), lost=find(request, slug))
    return render(request, "desk/merged.html", {"merge": done})
