"""Invitations: the company's side, and the side of who was invited."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from companies.addresses import masked
from companies.guards import company_required
from companies.middleware import SESSION_KEY
from companies.models import Invitation
from companies.people_forms import ROLE_MEANINGS, InvitationFilterForm, InvitationForm
from companies.people_views import tabs_of
from companies.permissions import can_manage_people
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require


@company_required
def invitation_list(request: SignedIn) -> HttpResponse:
    """All of the company's, open ones first."""
    require(can_manage_people(request.actor, request.actor.company), _("You may not invite people."))
    form = InvitationFilterForm(request.GET)
    filters = form.filters()
    rows = Invitation.objects.visible_to(request.actor).in_state(filters.get("state", ""))
    rows = (
        rows.filter(email__icontains=filters.get("q", "")).select_related("invited_by").order_by("answered_at", "-pk")
    )
    context = {**tabs_of(request), "form": form, "filters": filters, "page": paginate(request, rows)}
    return render(request, "companies/people/invitations.html", context)


@company_required
def invitation_new(request: SignedIn) -> HttpResponse:
    require(can_manage_people(request.actor, request.actor.company), _("You may not invite people."))
    form = InvitationForm(request.POST or None, actor=request.actor, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            invitation = Invitation.send(request.actor, **form.cleaned_data)
        except Refused as problem:
            form.add_error("email", problem.message)
        else:
            messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
            return redirect("companies:invitations")
    return render(request, "companies/people/invitation_new.html", {**tabs_of(request), "form": form})


@company_required
@require_POST
def invitation_change(request: SignedIn, ref: str, change: str) -> HttpResponse:
    """Send it again, or withdraw it."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.actor), ref=ref)
    if change == "renewal":
        invitation.resend(request.actor)
        messages.success(request, _("A new link is on its way; the old one is dead."))
    else:
        invitation.withdraw(request.actor)
        messages.success(request, _("The invitation is withdrawn. Its link opens nothing any more."))
    return redirect("companies:invitations")


# -- who was invited --------------------------------------------------------------------------------------------------


@never_cache
def invitation(request: Request, token: str) -> HttpResponse:
    """What the link in the mail opens: accept, decline, or why that is not possible."""
    found = find_by_token(token)
    if not found.is_open or not found.company.is_active:
        return over(request, found)
    is_signed_in = request.user.is_authenticated
    context = {
        "invitation": found,
        "company": found.company,
        "meaning": ROLE_MEANINGS[found.role],  # type: ignore[index]  # its keys are the roles
        "address": masked(found.email),
        "is_for_reader": is_signed_in and found.is_for(request.user),
        "is_unconfirmed": is_signed_in and str(request.user.email).lower() == found.email,  # type: ignore[union-attr]  # signed in
        "is_member": found.company.memberships.filter(user_id=request.user.pk or 0).exists(),
        "token": token,
    }
    return render(request, "companies/people/invitation.html", context)


def find_by_token(token: str) -> Invitation:
    found = Invitation.of_token(token)
    if found is None:
        raise Http404
    return found


def over(request: Request, found: Invitation) -> HttpResponse:
    """410, and why; it names nobody. Who has accepted it before is led to where it brought them."""
    if found.accepted_by_id and found.accepted_by_id == request.user.pk:
        messages.info(request, _("You have accepted this invitation; here you are."))
        return redirect("companies:people")
    context: dict[str, Any] = {"state": "expired" if found.is_expired else found.state}
    return render(request, "companies/people/invitation_over.html", context, status=410)


@login_required
@require_POST
def acceptance(request: SignedIn, token: str) -> HttpResponse:
    found = find_by_token(token)
    return over(request, found) if found.state != Invitation.State.OPEN else accept(request, found)


def accept(request: SignedIn, found: Invitation) -> HttpResponse:
    """From now on the person acts for this company."""
    found.accept(request.user)
    request.session[SESSION_KEY] = found.company.slug
    words = _("Welcome: you act for %(company)s now, as %(role)s.")
    messages.success(request, words % {"company": found.company, "role": found.get_role_display()})
    return redirect("my:home")


@require_POST
def refusal(request: Request, token: str) -> HttpResponse:
    """Whoever holds the link may decline, without an account too."""
    found = find_by_token(token)
    if found.state != Invitation.State.OPEN:
        return over(request, found)
    found.decline()
    return render(request, "companies/people/invitation_over.html", {"state": "just-declined"})


@login_required
def own_invitations(request: SignedIn) -> HttpResponse:
    """Those to the person's confirmed addresses, for who has lost the mail or signed up in another browser."""
    rows = Invitation.objects.open().addressed_to(request.user).filter(company__is_active=True)
    context = {"page": paginate(request, rows.select_related("company", "invited_by").order_by("-pk"))}
    return render(request, "companies/people/own_invitations.html", context)


@login_required
@require_POST
def own_answer(request: SignedIn, ref: str, answer: str) -> HttpResponse:
    rows = Invitation.objects.addressed_to(request.user).select_related("company")
    found = get_object_or_404(rows, ref=ref)
    if answer == "acceptance":
        return accept(request, found)
    found.decline(request.actor)
    messages.success(request, _("You have declined. Nobody is told why."))
    return redirect("companies:own_invitations")
