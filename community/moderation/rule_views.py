"""Where stewards set the rules of moderation, try a text against them, and read what was done."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.house import find_house, standing
from community.models import Community, ContentRule, ModerationEntry, ModerationSettings
from community.moderation.forms import RuleForm, SettingsForm, TryForm
from community.moderation.models.rules import findings
from community.permissions import can_run_community
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused
from portal.core.texts import clean_line

SIZE = 30
TRIAL = "try_%s"  # the page has two fields of the name "text"


def find(request: SignedIn, slug: str) -> Community:
    """For stewards; for everybody else there is nothing here."""
    community: Community = find_house(request, slug)
    if not can_run_community(request.actor, community) or request.actor.through is not None:
        raise Http404
    return community


def show(request: SignedIn, community: Community, status: int = 200, **forms: Any) -> HttpResponse:
    rows = ContentRule.objects.of(community)
    if words := clean_line(request.GET.get("q", ""))[:100]:
        rows = rows.filter(Q(text__icontains=words) | Q(sentence__icontains=words))
    context = {
        **standing(request, community, "moderation"),
        "form": SettingsForm(instance=ModerationSettings.of(community)),
        "rule_form": RuleForm(),
        "try_form": TryForm(auto_id=TRIAL),
        "page": paginate(request, rows, SIZE),
        "q": words,
        **forms,
    }
    return render(request, "community/moderation/rules.html", context, status=status)


@company_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: SignedIn, slug: str) -> HttpResponse:
    community = find(request, slug)
    if request.method != "POST":
        return show(request, community)
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return show(request, community, 422, form=form)
    ModerationSettings.change(community, request.actor, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("community:moderation_rules", slug)


@company_required
@require_POST
def rule_new(request: SignedIn, slug: str) -> HttpResponse:
    community, form = find(request, slug), RuleForm(request.POST)
    if not form.is_valid():
        return show(request, community, 422, rule_form=form)
    try:
        ContentRule.add(community, request.actor, **form.cleaned_data)
    except Refused as problem:
        form.add_error(None, str(problem.message))
        return show(request, community, 409, rule_form=form)
    messages.success(request, _("Added. It holds for what is written from now on."))
    return redirect("community:moderation_rules", slug)


@company_required
@require_POST
def rule_removal(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    community = find(request, slug)
    get_object_or_404(ContentRule.objects.of(community), pk=pk).remove(request.actor)
    messages.success(request, _("Removed."))
    return redirect("community:moderation_rules", slug)


@company_required
@require_POST
def trial(request: SignedIn, slug: str) -> HttpResponse:
    """What would become of a text; nothing is written."""
    community, form = find(request, slug), TryForm(request.POST, auto_id=TRIAL)
    if not form.is_valid():
        return show(request, community, 422, try_form=form)
    met = findings(community, form.cleaned_data["text"])
    return show(request, community, try_form=form, tried=True, met=met)


@company_required
@require_safe
def log(request: SignedIn, slug: str) -> HttpResponse:
    """Who did what, when, and what they had before them."""
    community = find(request, slug)
    rows = ModerationEntry.objects.of(community, request.actor).select_related("user", "company", "case")
    if words := clean_line(request.GET.get("q", ""))[:100]:
        rows = rows.filter(Q(words__icontains=words) | Q(user__name__icontains=words) | Q(case__ref__iexact=words))
    context = {**standing(request, community, "moderation"), "page": paginate(request, rows, SIZE), "q": words}
    return render(request, "community/moderation/log.html", context)
