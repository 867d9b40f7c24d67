"""For whom an intermediary vouches, who vouches for a company, and the consent of the one to the other."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from community.house import find_house, standing
from community.models import Community, Vouching
from community.permissions import can_run_community
from community.vouching.forms import EndForm, VouchingForm
from community.vouching.permissions import can_answer_vouching, can_revoke_vouching, can_vouch_in
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, WrongState, require
from portal.core.texts import clean_line

SIZE = 24


def find_own_house(request: SignedIn, slug: str) -> Community:
    """A house the reader runs."""
    community: Community = find_house(request, slug)
    require(can_run_community(request.actor, community), _("Only a steward may vouch for members."))
    return community


@company_required
@require_safe
def given(request: SignedIn, slug: str) -> HttpResponse:
    """For whom the acting intermediary vouches here, the newest first."""
    community = find_own_house(request, slug)
    rows = Vouching.objects.by(request.actor).filter(community=community).select_related("company", "claim")
    states = Vouching.State
    state, words = request.GET.get("state", ""), clean_line(request.GET.get("q", ""))[:100]
    rows = rows.filter(state=state) if state in states.values else rows
    rows = rows.filter(company__name__icontains=words) if words else rows
    context = {
        **standing(request, community, "vouching"),
        "page": paginate(request, rows, SIZE),
        "states": states.choices,
        "state": state,
        "q": words,
        "may_vouch": can_vouch_in(request.actor, community),
    }
    return render(request, "community/vouching/given.html", context)


@company_required
@require_safe
def choose(request: SignedIn, slug: str) -> HttpResponse:
    """The member for whom one vouches."""
    community = find_own_house(request, slug)
    words = clean_line(request.GET.get("q", ""))[:100]
    rows = community.members.active().filter(company__is_active=True).exclude(company_id=request.actor.company_id)
    rows = rows.filter(Q(company__name__icontains=words) | Q(company__local_name__icontains=words)) if words else rows
    context = {
        **standing(request, community, "vouching"),
        "page": paginate(request, rows.select_related("company").order_by("company__name", "pk"), SIZE),
        "q": words,
        "may_vouch": can_vouch_in(request.actor, community),
    }
    return render(request, "community/vouching/choose.html", context)


@company_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: SignedIn, slug: str, company: str) -> HttpResponse:
    community = find_own_house(request, slug)
    member = get_object_or_404(community.members.active().select_related("company"), company__slug=company)
    form, status = VouchingForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            found = Vouching.offer(community, member.company, request.actor, **form.cleaned_data)
        except Refused as problem:
            form.add_error(None, str(problem.message))
            status = 409
        else:
            messages.success(request, _("Offered. The company is asked whether it agrees."))
            return redirect(found)
    context = {
        **standing(request, community, "vouching"),
        "form": form,
        "company": member.company,
        "may_vouch": can_vouch_in(request.actor, community),
    }
    status = 422 if status == 200 and form.errors else status
    return render(request, "community/vouching/offer.html", context, status=status)


@company_required
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """Who vouches for the acting company."""
    rows = Vouching.objects.of(request.actor).select_related("voucher", "community", "claim")
    return render(request, "community/vouching/mine.html", {"page": paginate(request, rows, SIZE)})


def find(request: SignedIn, ref: str) -> Vouching:
    rows = Vouching.objects.visible_to(request.actor).select_related("voucher", "company", "community", "claim", "user")
    return get_object_or_404(rows, ref=ref)


@company_required
@require_safe
def one(request: SignedIn, ref: str) -> HttpResponse:
    return show(request, find(request, ref), EndForm())


def show(request: SignedIn, found: Vouching, form: EndForm, status: int = 200) -> HttpResponse:
    actor, is_voucher = request.actor, request.actor.acts_for(found.voucher_id)
    runs = is_voucher and found.community.is_readable_by(actor)
    back = reverse("community:vouching_given", args=[found.community.slug]) if runs else reverse("community:vouchings")
    live = found.state in {Vouching.State.OFFERED, Vouching.State.AGREED}
    context: dict[str, Any] = {
        "vouching": found,
        "form": form,
        "is_voucher": is_voucher,
        "may_answer": found.state == Vouching.State.OFFERED and not found.is_over and can_answer_vouching(actor, found),
        "may_revoke": live and can_revoke_vouching(actor, found),
        "may_withdraw": found.state == Vouching.State.AGREED and can_answer_vouching(actor, found),
        "crumbs": [(_("Vouching"), back), (found.company.name if is_voucher else found.voucher.name, "")],
    }
    return render(request, "community/vouching/one.html", context, status=status)


@company_required
@require_POST
def answer(request: SignedIn, ref: str) -> HttpResponse:
    """The company agrees, or does not want it."""
    found = find(request, ref)
    if request.POST.get("decision") == "agree":
        found.agree(request.actor)
        messages.success(request, _("Agreed. Two members of our staff look at it now; you are told what they find."))
    else:
        found.decline(request.actor)
        messages.success(request, _("Declined. Nothing is shown of it."))
    return redirect(found)


@company_required
@require_POST
def end(request: SignedIn, ref: str) -> HttpResponse:
    """Revoked by who vouched, or the consent is withdrawn."""
    found, form = find(request, ref), EndForm(request.POST)
    if not form.is_valid():
        return show(request, found, form, 422)
    act = found.revoke if request.actor.acts_for(found.voucher_id) else found.withdraw
    try:
        act(request.actor, form.cleaned_data["reason"])
    except WrongState:
        raise
    except Refused as problem:
        form.add_error(None, str(problem.message))
        return show(request, found, form, 409)
    messages.success(request, _("Ended. The tier that rested on it has ended, too."))
    return redirect(found)
