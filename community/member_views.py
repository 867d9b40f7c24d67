"""Members of a community: the list, decisions on who asks, roles, removal, and what happened when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.house import find_house, standing
from community.joining_forms import MemberFilterForm, RemovalForm, RoleForm
from community.models import CommunityMember
from community.permissions import can_decide_on_members, can_see_changes
from community.views import members_of
from companies.guards import company_required
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require


def community_members(request: Request, slug: str) -> HttpResponse:
    """The member companies; those who ask come first, for the steward."""
    community = find_house(request, slug)
    rules = standing(request, community, "members")
    form = MemberFilterForm(request.GET)
    filters = form.filters()
    rows = members_of(community).matching(**filters) if rules["may_read"] else CommunityMember.objects.none()
    context = {
        **rules,
        "asking": community.members.asking().select_related("company").order_by("created_at")[:50],
        "banned": community.members.banned().select_related("company").order_by("decided_at", "pk")[:50],
        "form": form,
        "filters": filters,
        "page": paginate(request, rows),
        "may_see_changes": can_see_changes(request.actor, community),
    }
    return render(request, "community/community_members.html", context)


def find_member(request: SignedIn, slug: str, pk: int) -> CommunityMember:
    """The place in question, for a steward.

    Asked before the row is looked for: who may not decide must not learn from the answer who asks or is a member.
    """
    community = find_house(request, slug)
    require(can_decide_on_members(request.actor, community), _("Only a steward may let members in."))
    member: CommunityMember = get_object_or_404(community.members.select_related("company"), pk=pk)
    member.community = community
    return member


@company_required
@require_POST
def member_decision(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """The steward lets a company in, declines it, or lifts that it may not come back."""
    member = find_member(request, slug, pk)
    decision, names = request.POST.get("decision"), {"company": member.company}
    if decision == "accept":
        member.accept(request.actor)
        messages.success(request, _("%(company)s is a member now.") % names)
    elif decision == "lift":
        member.lift_ban(request.actor)
        messages.success(request, _("%(company)s may ask again.") % names)
    else:
        member.decline(request.actor)
        messages.success(request, _("%(company)s was declined.") % names)
    return redirect("community:members", slug)


@company_required
def member_detail(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """For the steward: what the company answered, its role, and handing the community over to it."""
    member = find_member(request, slug, pk)
    form = RoleForm(request.POST or None, initial={"role": member.role})
    if request.method == "POST" and form.is_valid():
        try:
            member.change_role(request.actor, form.cleaned_data["role"])
        except Refused as problem:
            form.add_error("role", str(problem.message))
        else:
            messages.success(request, _("The role of %(company)s has changed.") % {"company": member.company})
            return redirect("community:members", slug)
    history = member.community.changes.filter(company=member.company_id).for_cards()[:20]
    context = {**standing(request, member.community, "members"), "member": member, "form": form, "history": history}
    return render(request, "community/member_detail.html", context)


@company_required
@require_POST
def member_handover(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    member = find_member(request, slug, pk)
    member.hand_over(request.actor)
    messages.success(request, _("%(company)s runs the community from now on.") % {"company": member.company})
    return redirect("community:members", slug)


@company_required
def member_removal(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    member = find_member(request, slug, pk)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        member.remove(request.actor, form.cleaned_data["reason"], form.cleaned_data["is_banned"])
        messages.success(request, _("%(company)s is no longer a member.") % {"company": member.company})
        return redirect("community:members", slug)
    ties = member.ties(request.actor, is_removed=True)
    context = {**standing(request, member.community, "members"), "member": member, "form": form, "ties": ties}
    return render(request, "community/member_removal.html", context)


@company_required
def member_history(request: SignedIn, slug: str) -> HttpResponse:
    """Who came, changed and went: when, and by whom."""
    community = find_house(request, slug)
    require(can_see_changes(request.actor, community), _("Only a steward or a moderator may see this."))
    form = MemberFilterForm(request.GET)
    q = form.filters().get("q", "")
    rows = community.changes.filter(company__name__icontains=q).for_cards()
    context = {**standing(request, community, "members"), "form": form, "q": q, "page": paginate(request, rows, 50)}
    return render(request, "community/member_history.html", context)
