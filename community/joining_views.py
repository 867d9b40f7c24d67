"""Joining a community: asking, accepting rules, ways in and questions, invitations and their answers."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from community.house import find_house, standing
from community.joining_forms import (
    CompanySearchForm,
    InvitationFilterForm,
    InviteForm,
    JoinForm,
    JoiningForm,
    LeaveForm,
    QuestionForm,
    address_problem,
)
from community.models import Community, CommunityInvitation, JoinQuestion
from community.permissions import can_ask_to_join, can_invite_to_community, can_run_community, can_see_changes
from companies.guards import company_required
from companies.models import Company
from portal.core.actor import Actor
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require


@company_required
def community_join(request: SignedIn, slug: str) -> HttpResponse:
    """Ask to be let in, or come in; a form that is not complete comes back with what was typed."""
    community, actor = find_house(request, slug), request.actor
    require(can_ask_to_join(actor, community), _("Your company cannot ask to join this community."))
    at_once = community.lets_in_at_once(actor)
    form = JoinForm(request.POST if request.method == "POST" else None, community=community, at_once=at_once)
    if request.method == "POST" and form.is_valid():
        try:
            member = community.ask_to_join(actor, form.reason, form.answers)
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            asked = _("The steward has your request. You are told as soon as it is decided.")
            messages.success(request, _("Welcome: your company is a member now.") if member.is_active else asked)
            return redirect(community)
    first = None if community.has_outside(actor.company_id) else community.parent
    context = {**standing(request, community, "threads"), "join_form": form, "at_once": at_once, "first": first}
    return render(request, "community/community_join.html", context, status=409 if form.non_field_errors() else 200)


@company_required
def community_leave(request: SignedIn, slug: str) -> HttpResponse:
    """Asks first where the company has something open; what then stays binding has to be ticked."""
    community = find_house(request, slug)
    member = get_object_or_404(community.members, company_id=request.actor.company_id)
    member.community = community
    ties = member.ties(request.actor)
    form = LeaveForm(request.POST if request.POST.get("asked") else None, binds=any(tie.binds for tie in ties))
    if request.method != "POST" or (ties and not form.is_valid()):
        context = {**standing(request, community), "ties": ties, "form": form}
        return render(request, "community/leaving.html", context, status=422 if form.is_bound else 200)
    member.leave(request.actor)
    messages.success(request, _("Your company is no longer a member."))
    return redirect("community:list")


@company_required
@require_POST
def rules_acceptance(request: SignedIn, slug: str) -> HttpResponse:
    """The rules in the version that was shown."""
    community = find_house(request, slug)
    member = get_object_or_404(community.members.active(), company_id=request.actor.company_id)
    version = request.POST.get("version", "")
    member.accept_rules(request.actor, int(version) if version.isdecimal() and len(version) < 9 else 0)
    messages.success(request, _("Thank you: the rules are accepted for your company."))
    return redirect(community)


# -- the steward's ways in --------------------------------------------------------------------------------------------


@company_required
def joining(request: SignedIn, slug: str) -> HttpResponse:
    community = find_house(request, slug)
    require(can_run_community(request.actor, community), _("Only a steward may change how companies join."))
    form = JoiningForm(request.POST or None, instance=community)
    if request.method == "POST" and form.is_valid():
        community.describe(request.actor, **form.changes())
        messages.success(request, _("Saved."))
        return redirect("community:joining", slug)
    context = {**standing(request, find_house(request, slug), "joining"), "form": form}
    return render(request, "community/joining.html", {**context, "questions": list(community.questions.all())})


@company_required
def question(request: SignedIn, slug: str, pk: int | None = None) -> HttpResponse:
    """A new question, or other words for one."""
    community, actor = find_house(request, slug), request.actor
    require(can_run_community(actor, community), _("Only a steward may change the questions."))
    found: JoinQuestion | None = get_object_or_404(community.questions, pk=pk) if pk else None
    form = QuestionForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            found.change(actor, **form.changes()) if found else JoinQuestion.ask(community, actor, **form.changes())
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            return redirect("community:joining", slug)
    context = {**standing(request, community, "joining"), "form": form, "question": found}
    return render(request, "community/question_form.html", context)


@company_required
@require_POST
def question_change(request: SignedIn, slug: str, pk: int, change: str) -> HttpResponse:
    """Move a question up, or take it away."""
    community = find_house(request, slug)
    require(can_run_community(request.actor, community), _("Only a steward may change the questions."))
    found: JoinQuestion = get_object_or_404(community.questions, pk=pk)
    if change == "up":
        found.move_up(request.actor)
    else:
        found.drop(request.actor)
        messages.success(request, _("The question is gone. Answers given before are kept."))
    return redirect("community:joining", slug)


# -- invitations: the community's side --------------------------------------------------------------------------------


@company_required
def invitations(request: SignedIn, slug: str) -> HttpResponse:
    """All of them with their states; inviting addresses, with a line for each; and companies found by name."""
    community = find_house(request, slug)
    require(can_see_changes(request.actor, community), _("Only a steward or a moderator may see this."))
    form = InviteForm(request.POST or None, initial={"language": get_language()})
    report: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        report = invite_all(community, request.actor, form)
        form = InviteForm(initial={**form.cleaned_data, "addresses": "\n".join(line for line, why in report if why)})
    search, listing = CompanySearchForm(request.GET), InvitationFilterForm(request.GET)
    filters = listing.filters()
    rows = community.invitations.in_state(filters.get("state", "")).select_related("company", "invited_by")
    if q := filters.get("q", ""):
        rows = rows.filter(email__icontains=q) | rows.filter(company__name__icontains=q)
    context = {
        **standing(request, community, "invitations"),
        "form": form,
        "report": report,
        "search": search,
        "found": search.found(community),
        "listing": listing,
        "filters": filters,
        "page": paginate(request, rows.order_by("-pk")),
        "may_invite": can_invite_to_community(request.actor, community),
    }
    return render(request, "community/invitations.html", context)


def invite_all(community: Community, by: Actor, form: InviteForm) -> list[tuple[str, str]]:
    """Each line with the reason why it was not invited; an empty reason means that it was."""
    require(can_invite_to_community(by, community), _("Only a steward or a moderator may invite."))
    report = []
    for address in form.lines():
        problem = address_problem(address)
        if not problem:
            problem = invite_one(community, by, address, form.cleaned_data["language"], form.cleaned_data["words"])
        report.append((address, problem))
    return report


def invite_one(community: Community, by: Actor, address: str, language: str, words: str) -> str:
    try:
        with transaction.atomic():
            CommunityInvitation.send(community, by, email=address, language=language, words=words)
    except Refused as problem:
        return str(problem.message)
    return ""


@company_required
@require_POST
def company_invitation(request: SignedIn, slug: str, company: str) -> HttpResponse:
    community = find_house(request, slug)
    require(can_invite_to_community(request.actor, community), _("Only a steward or a moderator may invite."))
    invited = get_object_or_404(Company.objects.filter(is_active=True), slug=company)
    CommunityInvitation.send(community, request.actor, company=invited)
    messages.success(request, _("%(company)s is invited.") % {"company": invited})
    return redirect("community:invitations", slug)


@company_required
@require_POST
def invitation_change(request: SignedIn, slug: str, ref: str, change: str) -> HttpResponse:
    """Send it again, or withdraw it."""
    community = find_house(request, slug)
    require(can_see_changes(request.actor, community), _("Only a steward or a moderator may see this."))
    found: CommunityInvitation = get_object_or_404(community.invitations, ref=ref)
    if change == "renewal":
        found.resend(request.actor)
        messages.success(request, _("A new link is on its way; the old one is dead."))
    else:
        found.withdraw(request.actor)
        messages.success(request, _("The invitation is withdrawn. Its link opens nothing any more."))
    return redirect("community:invitations", slug)


# -- invitations: the side of who was invited -------------------------------------------------------------------------


@company_required
def own_invitations(request: SignedIn) -> HttpResponse:
    """Those to the acting company that wait for an answer."""
    rows = CommunityInvitation.objects.to(request.actor).select_related("community__steward", "invited_by")
    return render(request, "community/own_invitations.html", {"page": paginate(request, rows.order_by("-pk"))})


@company_required
@require_POST
def own_answer(request: SignedIn, ref: str, answer: str) -> HttpResponse:
    rows = CommunityInvitation.objects.received_by(request.actor)
    return answered(request, get_object_or_404(rows.select_related("community"), ref=ref), answer)


@never_cache
def invitation(request: Request, token: str) -> HttpResponse:
    """What the link in the mail opens: the community, its rules, and the answer; nothing of it once it is over."""
    found = find_by_token(token)
    if not found.is_open or found.community.is_closed:
        return render(request, "community/invitation_over.html", {"invitation": found}, status=410)
    context = {"invitation": found, "community": found.community, "token": token}
    return render(request, "community/invitation.html", {**context, "may_answer": found.may_answer(request.actor)})


@company_required
@require_POST
def invitation_answer(request: SignedIn, token: str, answer: str) -> HttpResponse:
    return answered(request, find_by_token(token), answer)


def find_by_token(token: str) -> CommunityInvitation:
    found = CommunityInvitation.of_token(token)
    if found is None:
        raise Http404
    return found


def answered(request: SignedIn, found: CommunityInvitation, answer: str) -> HttpResponse:
    if answer == "acceptance":
        found.accept(request.actor)
        messages.success(request, _("Welcome: your company is a member now."))
        return redirect(found.community)
    found.decline(request.actor)
    messages.success(request, _("You have declined. Nobody is told why."))
    return redirect("community:list")
