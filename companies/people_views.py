"""The people of the acting company: who they are, what they may do, how they leave, and handing the company over."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.guards import company_required
from companies.models import Handover, Invitation, Membership
from companies.people_forms import PeopleFilterForm, PersonForm, RemovalForm
from companies.permissions import can_change_member, can_hand_over, can_manage_people
from portal.core.http import SignedIn
from portal.core.pages import paginate

FILTER_FROM = 9  # people from which on a filter helps


@company_required
def people(request: SignedIn) -> HttpResponse:
    """Everybody who acts for the company; the colleagues' addresses and last visits are for who manages people."""
    form = PeopleFilterForm(request.GET)
    visible = Membership.objects.visible_to(request.actor)
    context = {
        **tabs_of(request),
        "form": form,
        "filters": form.filters(),
        "shows_filter": bool(form.filters()) or visible.count() >= FILTER_FROM,
        "page": paginate(request, visible.matching(**form.filters()).for_list()),
        "handover": Handover.objects.visible_to(request.actor).open().select_related("giver", "receiver").first(),
        "invited": Invitation.objects.open().addressed_to(request.user).count(),
    }
    return render(request, "companies/people/people.html", context)


def tabs_of(request: SignedIn) -> dict[str, Any]:
    """What the pages about people have in common."""
    may_manage = can_manage_people(request.actor, request.actor.company)
    waiting = Invitation.objects.visible_to(request.actor).open().count() if may_manage else 0
    return {"company": request.actor.company, "may_manage": may_manage, "waiting": waiting}


@company_required
def person(request: SignedIn, ref: str) -> HttpResponse:
    """One of them: role and job title, leaving or removal, and the company handed over."""
    member = find_member(request, ref)
    is_self, may_change = member.user_id == request.user.pk, can_change_member(request.actor, member)
    form = PersonForm(request.POST or None, actor=request.actor, member=member, may_change=may_change)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            member.retitle(form.cleaned_data["title"], request.actor)
            if "role" in form.cleaned_data:
                member.change_role(form.cleaned_data["role"], request.actor)
        messages.success(request, _("Saved."))
        return redirect("companies:people")
    context = {
        **tabs_of(request),
        "member": member,
        "form": form if may_change or is_self else None,
        "is_self": is_self,
        "may_change": may_change,
        "may_hand_over": can_hand_over(request.actor, member.company) and member.role != Membership.Role.OWNER,
    }
    return render(request, "companies/people/person.html", context)


def find_member(request: SignedIn, ref: str) -> Membership:
    rows = Membership.objects.visible_to(request.actor).select_related("user", "company")
    member: Membership = get_object_or_404(rows, ref=ref)
    return member


@company_required
def removal(request: SignedIn, ref: str) -> HttpResponse:
    """Remove a colleague, or leave; what ends with that is said before."""
    member = find_member(request, ref)
    company, is_self = member.company, member.user_id == request.user.pk
    form = RemovalForm(request.POST if request.method == "POST" else None)  # every box unticked is an answer, too
    if request.method == "POST" and form.is_valid():
        member.end(request.actor, keep_tokens=form.cleaned_data["keep_tokens"])
        words = _("You no longer act for %(company)s.") if is_self else _("%(person)s no longer acts for %(company)s.")
        messages.success(request, words % {"company": company, "person": member.user})
        return redirect("my:home" if is_self else "companies:people")
    context = {
        "member": member,
        "company": company,
        "form": form,
        "is_self": is_self,
        "may_end": not member.is_last_owner and (is_self or can_change_member(request.actor, member)),
        "tokens": company.api_tokens.live().filter(issued_by=member.user_id),
        "invitations": company.invitations.open().filter(invited_by=member.user_id).count(),
        "may_keep": can_hand_over(request.actor, company) and not is_self,
    }
    return render(request, "companies/people/removal.html", context)


@company_required
@require_POST
def confirmability(request: SignedIn, ref: str) -> HttpResponse:
    """Whether “works for” may confirm oneself to others."""
    member = find_member(request, ref)
    member.let_confirm(request.POST.get("is_confirmable") == "1", request.actor)
    messages.success(request, _("Saved."))
    return redirect(member)


@company_required
def handover_new(request: SignedIn, ref: str) -> HttpResponse:
    """Ask a colleague to take the company over; POST asks."""
    member = find_member(request, ref)
    if request.method == "POST":
        handover = Handover.offer(member, request.actor)
        messages.success(
            request, _("%(person)s has been asked. Until they accept, nothing changes.") % {"person": member.user}
        )
        return redirect("companies:handover", handover.ref)
    context = {"member": member, "company": member.company, "days": Handover.VALID.days}
    return render(request, "companies/people/handover_new.html", context)


@login_required
def handover(request: SignedIn, ref: str) -> HttpResponse:
    """The question, for who was asked and who asks."""
    found = find_handover(request, ref)
    context = {
        "handover": found,
        "company": found.company,
        "is_receiver": found.receiver_id == request.user.pk,
        "may_withdraw": can_hand_over(request.actor, found.company),
    }
    return render(request, "companies/people/handover.html", context)


def find_handover(request: SignedIn, ref: str) -> Handover:
    rows = Handover.objects.visible_to(request.actor).select_related("company", "giver", "receiver")
    found: Handover = get_object_or_404(rows, ref=ref)
    return found


@login_required
@require_POST
def handover_answer(request: SignedIn, ref: str, answer: str) -> HttpResponse:
    found = find_handover(request, ref)
    if answer == "acceptance":
        found.accept(request.actor)
        messages.success(request, _("%(company)s is yours. %(person)s is a manager now.") % names(found))
    elif answer == "refusal":
        found.decline(request.actor)
        messages.success(request, _("You have declined. %(person)s stays the owner.") % names(found))
    else:
        found.withdraw(request.actor)
        messages.success(request, _("Withdrawn. Nothing has changed."))
    return redirect("companies:people")


def names(found: Handover) -> dict[str, str]:
    return {"company": str(found.company), "person": str(found.giver)}
