"""Communities: the list, a community's house, its threads, and its members."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.forms import CommunityFilterForm, CommunityForm, JoinForm, free_slug
from community.house import find_house, sections_of, standing
from community.models import Community, CommunityMember, Thread
from community.permissions import can_found_community, can_run_community
from companies.guards import company_required
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require
from portal.core.texts import clean_block


def community_list(request: Request) -> HttpResponse:
    """All that the reader may know of; their own first."""
    form = CommunityFilterForm(request.GET)
    rows = Community.objects.visible_to(request.actor).of_kind(**form.filters()).with_figures()
    context = {
        "form": form,
        "filters": form.filters(),
        "own": list(Community.objects.joined_by(request.actor).with_figures()[:12]),
        "page": paginate(request, rows.order_by("name", "pk")),
        "may_found": can_found_community(request.actor),
    }
    return render(request, "community/community_list.html", context)


def community_detail(request: Request, slug: str) -> HttpResponse:
    """The house: what happened since the last visit, threads, members, and the way in."""
    community = find_house(request, slug)
    rules = standing(request, community, "threads")
    may_read = rules["may_read"]
    threads = community.threads.for_cards() if may_read else Thread.objects.none()
    seen_at = community.visited_by(request.user.pk) if may_read and request.user.is_authenticated else None
    context = {
        **rules,
        "sections": sections_of(community, request.actor) if may_read else [],
        "page": paginate(request, threads),
        "seen_at": seen_at,
        "fresh": threads.filter(last_post_at__gt=seen_at).count() if seen_at else 0,
        "some_members": list(members_of(community)[:12]) if may_read else [],
        "join_form": JoinForm(),
    }
    return render(request, "community/community_detail.html", context)


def members_of(community: Community) -> "QuerySet[CommunityMember]":
    """Those on the market: a suspended company keeps its place, and nobody is led to a page that is not there."""
    members = community.members.active().filter(company__is_active=True)
    return members.select_related("company").order_by("role", "joined_at", "pk")


@company_required
def community_new(request: SignedIn) -> HttpResponse:
    require(
        can_found_community(request.actor), _("Communities are founded by intermediaries: their owners and managers.")
    )
    form = CommunityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes = form.changes()
        community = Community.found(request.actor, slug=free_slug(changes["name"]), **changes)
        messages.success(request, _("The house stands. Start the first thread, so that nobody enters an empty room."))
        return redirect(community)
    return render(request, "community/community_form.html", {"form": form})


@company_required
def community_edit(request: SignedIn, slug: str) -> HttpResponse:
    community = find_house(request, slug)
    require(can_run_community(request.actor, community), _("Only a steward may change the community."))
    form = CommunityForm(request.POST or None, instance=community)
    if request.method == "POST" and form.is_valid():
        community.describe(request.actor, **form.changes())
        messages.success(request, _("Saved."))
        return redirect(community)
    return render(request, "community/community_form.html", {"form": form, "community": community})


@company_required
@require_POST
def community_join(request: SignedIn, slug: str) -> HttpResponse:
    community = find_house(request, slug)
    form = JoinForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else clean_block(request.POST.get("words", ""))[:1000]
    community.ask_to_join(request.actor, words)
    messages.success(request, _("The steward has your request. You are told as soon as it is decided."))
    return redirect(community)


@company_required
@require_POST
def community_leave(request: SignedIn, slug: str) -> HttpResponse:
    community = find_house(request, slug)
    member = get_object_or_404(community.members, company_id=request.actor.company_id)
    member.leave(request.actor)
    messages.success(request, _("Your company is no longer a member."))
    return redirect("community:list")


def community_members(request: Request, slug: str) -> HttpResponse:
    """The member companies; those who ask come first, for the steward."""
    community = find_house(request, slug)
    rules = standing(request, community, "members")
    asking = community.members.asking().select_related("company").order_by("created_at") if rules["may_run"] else []
    page = paginate(request, members_of(community) if rules["may_read"] else CommunityMember.objects.none())
    context = {**rules, "asking": asking, "page": page}
    return render(request, "community/community_members.html", context)


@company_required
@require_POST
def member_decision(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The steward lets a company in, or declines it."""
    community = find_house(request, slug)
    # Asked before the row is looked for: who may not decide must not learn from the answer who asks or is a member.
    require(can_run_community(request.actor, community), _("Only a steward may let members in."))
    member = get_object_or_404(community.members, pk=pk)
    if request.POST.get("decision") == "accept":
        member.accept(request.actor)
        messages.success(request, _("%(company)s is a member now.") % {"company": member.company})
    else:
        member.decline(request.actor)
        messages.success(request, _("%(company)s was declined.") % {"company": member.company})
    return redirect("community:members", slug)
