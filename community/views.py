"""A community's house: the list of all, the front page, profile, look, what is inside of it, and closing."""

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.colours import mark_of, stylesheet
from community.forms import ClosingForm, CommunityFilterForm, CommunityForm, LookForm, WishForm, free_slug
from community.house import find_house, sections_of, standing
from community.joining_forms import JoinForm
from community.models import Community, CommunityMember, CommunityMemberQuerySet, Thread
from community.permissions import can_arrange_inside, can_found_community, can_reopen_community, can_run_community
from community.profiles import facts_of
from companies.guards import company_required
from portal.core.http import Request, SignedIn
from portal.core.leaving import ties_of_closing
from portal.core.pages import paginate
from portal.core.permissions import require
from portal.core.places import language_name

YEAR = 365 * 24 * 3600


def community_list(request: Request) -> HttpResponse:
    """All that the reader may know of; their own first."""
    form, filters, rows = CommunityFilterForm.narrowed(request.GET, request.actor)
    context = {
        "form": form,
        "filters": filters,
        "own": [] if filters else list(Community.objects.joined_by(request.actor).with_figures()[:12]),
        "page": paginate(request, rows),
        "may_found": request.actor.company is None or can_found_community(request.actor),  # whoever is new is led there
    }
    return render(request, "community/community_list.html", context)


def community_detail(request: Request, slug: str) -> HttpResponse:
    """The house: what happened since the last visit, threads, members, and the way in."""
    community = find_house(request, slug)
    rules = standing(request, community, "front")
    may_read = rules["may_read"]
    threads = Thread.objects.visible_to(request.actor).filter(community=community).for_cards()
    seen_at = community.visited_by(request.user.pk) if may_read and request.user.is_authenticated else None
    context = {
        **rules,
        "sections": sections_of(community, request.actor) if may_read else [],
        "page": paginate(request, threads),
        "seen_at": seen_at,
        "fresh": threads.filter(last_post_at__gt=seen_at).count() if seen_at else 0,
        "some_members": list(members_of(community)[:12]) if may_read else [],
        "facts": facts_of(community),
        "spoken": [language_name(code) for code in community.languages],
        "parts": list(community.parts_for(request.actor)),
        **way_in(request, community, rules),
    }
    return render(request, "community/community_detail.html", context)


def way_in(request: Request, community: Community, rules: dict[str, object]) -> dict[str, object]:
    """What the card of the membership shows to who is not in: the form, or why there is none."""
    if not rules["may_join"]:
        return {}
    if not community.has_outside(request.actor.company_id):
        return {"first": community.parent}
    at_once = community.lets_in_at_once(request.actor)
    closed = community.joining == Community.Way.INVITATION and not at_once
    return {"at_once": at_once, "join_form": None if closed else JoinForm(community=community, at_once=at_once)}


def members_of(community: Community) -> CommunityMemberQuerySet:
    """Those on the market: a suspended company keeps its place, and nobody is led to a page that is not there."""
    members = CommunityMember.objects.active().filter(community=community, company__is_active=True)
    return members.select_related("company").order_by("role", "joined_at", "pk")


@company_required
def community_new(request: SignedIn) -> HttpResponse:
    """Found a community; `?inside=slug` inside one that the acting company runs."""
    sentence = _("Communities are founded by intermediaries: their owners and managers.")
    require(can_found_community(request.actor), sentence)
    inside = request.GET.get("inside", "")
    outer = get_object_or_404(Community.objects.run_by(request.actor), slug=inside) if inside else None
    form = CommunityForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and not form.only_shows_kind and form.is_valid():
        changes = form.changes()
        slug = free_slug(changes["name"], changes["visibility"])
        community = Community.found(request.actor, parent=outer, slug=slug, **changes)
        messages.success(request, _("The house stands. Start the first thread, so that nobody enters an empty room."))
        return redirect(community)
    return render(request, "community/community_form.html", {"form": form, "outer": outer})


@company_required
def community_edit(request: SignedIn, slug: str) -> HttpResponse:
    community = find_house(request, slug)
    require(can_run_community(request.actor, community), _("Only a steward may change the community."))
    form = CommunityForm(request.POST or None, instance=community)
    if request.method == "POST" and not form.only_shows_kind and form.is_valid():
        community.describe(request.actor, **form.changes())
        messages.success(request, _("Saved."))
        return redirect(community)
    community = find_house(request, slug)  # as it is, whatever was typed
    context = {**standing(request, community, "profile"), "form": form}
    return render(request, "community/community_form.html", context)


@company_required
def community_look(request: SignedIn, slug: str) -> HttpResponse:
    """Cover and colour, with the colour as readers get it in both schemes."""
    community = find_house(request, slug)
    require(can_run_community(request.actor, community), _("Only a steward may change the look."))
    initial = {"accent": community.accent or "#1f3a5f", "plain": not community.accent}
    form = LookForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        community.describe(request.actor, **form.changes())
        messages.success(request, _("This is how the house looks from now on."))
        return redirect("community:look", slug)
    return render(request, "community/community_look.html", {**standing(request, community, "look"), "form": form})


@require_safe
def community_stylesheet(request: Request, slug: str) -> HttpResponse:
    """The colours of this house. Its address changes with them, so it may be kept for a year."""
    community = find_house(request, slug)
    response = HttpResponse(stylesheet(community.accent), content_type="text/css; charset=utf-8")
    response["ETag"] = etag = f'"{mark_of(community.accent)}"'
    who = "private" if community.effective_visibility == Community.Visibility.HIDDEN else "public"
    is_current = request.GET.get("v") == mark_of(community.accent)
    response["Cache-Control"] = f"{who}, max-age={YEAR}, immutable" if is_current else f"{who}, no-cache"
    return cast(HttpResponse, get_conditional_response(request, etag=etag, response=response))


# -- one inside another -----------------------------------------------------------------------------------------------


@company_required
def community_parts(request: SignedIn, slug: str) -> HttpResponse:
    """What is inside this community, who would like to be, and becoming a part of another one."""
    community = find_house(request, slug)
    require(can_run_community(request.actor, community), _("Only a steward may arrange this."))
    form = WishForm(request.POST or None, actor=request.actor, community=community)
    if request.method == "POST" and form.is_valid():
        community.wish_inside(request.actor, form.cleaned_data["parent"])
        messages.success(request, _("Its steward has your wish and decides."))
        return redirect("community:parts", slug)
    context = {
        **standing(request, community, "parts"),
        "form": form,
        "parts": list(community.parts_for(request.actor)),
        "wishing": list(community.wishing.select_related("steward")),
        "may_arrange": can_arrange_inside(request.actor, community),
        "may_found": can_found_community(request.actor),
    }
    return render(request, "community/community_parts.html", context)


@company_required
@require_POST
def part_decision(request: SignedIn, slug: str, part: str) -> HttpResponse:
    """Take in a community that asks for it, or turn it away."""
    community = find_house(request, slug)
    require(can_run_community(request.actor, community), _("Only a steward may decide on this."))
    wishing = get_object_or_404(community.wishing, slug=part)
    if request.POST.get("decision") == "accept":
        community.take_in(request.actor, wishing)
        messages.success(request, _("“%(title)s” is a part of this community now.") % {"title": wishing})
    else:
        community.turn_away(request.actor, wishing)
        messages.success(request, _("“%(title)s” stays on its own.") % {"title": wishing})
    return redirect("community:parts", slug)


@company_required
@require_POST
def part_end(request: SignedIn, slug: str) -> HttpResponse:
    """Stand alone again, or take the wish back."""
    community = find_house(request, slug)
    community.go_out(request.actor)
    messages.success(request, _("“%(title)s” stands on its own.") % {"title": community})
    return redirect(community)


# -- the end ----------------------------------------------------------------------------------------------------------


@company_required
def community_closing(request: SignedIn, slug: str) -> HttpResponse:
    """Asked first; can be undone for 30 days."""
    community = find_house(request, slug)
    may = can_run_community(request.actor, community) or can_reopen_community(request.actor, community)
    require(may, _("Only a steward may close the community."))
    form = ClosingForm(request.POST or None)
    if request.method == "POST" and "reopen" in request.POST:
        community.reopen(request.actor)
        messages.success(request, _("The community is open again."))
        return redirect(community)
    if request.method == "POST" and form.is_valid():
        community.close(request.actor)
        messages.success(request, _("The community is closed. You can open it again for 30 days."))
        return redirect(community)
    ties = [] if community.is_closed else ties_of_closing(community.pk)
    context = {**standing(request, community, "closing"), "form": form, "ties": ties}
    context["parts"] = [] if community.is_closed else list(community.parts.filter(closed_at=None))
    context["stays_open"] = bool(context["parts"]) or any(tie.binds for tie in ties)
    return render(request, "community/community_closing.html", context)
