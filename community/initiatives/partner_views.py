"""Who is in: asking, inviting, letting in, leaving; and what they agree on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from community.house import standing
from community.initiatives import forms
from community.initiatives import permissions as rules
from community.initiatives.models import (
    ChangedMeanwhile,
    Initiative,
    InitiativeAgreement,
    InitiativePartner,
)
from community.initiatives.views import TAB, find, show
from companies.guards import company_required
from companies.models import Company
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require
from portal.core.texts import clean_block, clean_line


@company_required
@require_POST
def place(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """The acting company's own place: join, follow, decline an invitation, say its share, leave."""
    found = find(request, slug, ref)
    wish, actor = request.POST.get("do", ""), request.actor
    if wish == "follow":
        InitiativePartner.follow(found, actor)
        return redirect(found)
    form = forms.JoinForm(request.POST)
    if not form.is_valid():
        return show(request, found, 422, join_form=form)
    share, words = form.cleaned_data["share"], form.cleaned_data["words"]
    if wish == "join":
        mine = InitiativePartner.ask(found, actor, words, share)
        said = (
            _("You are in.") if mine.is_inside else _("The lead has your request. You are told as soon as it decides.")
        )
        messages.success(request, said)
        return redirect(found)
    own = get_object_or_404(found.partners.all(), company_id=actor.company_id)
    if wish == "promise":
        own.promise(actor, share, words)
    elif wish == "decline":
        own.decline(actor)
    elif wish == "leave":
        own.leave(actor, clean_block(request.POST.get("reason", ""))[:500])
        messages.success(request, _("Your company has no part in it any more."))
    visible = Initiative.objects.visible_to(actor).filter(pk=found.pk).exists()
    return redirect(found) if visible else redirect("community:initiatives", slug)


@company_required
@require_POST
def partner(request: SignedIn, slug: str, ref: str, pk: int) -> HttpResponse:
    """The lead decides on a request, takes a partner out, or lets another one lead."""
    found = find(request, slug, ref)
    # Asked before the row is looked for: who may not decide must not learn from the answer who asks.
    require(rules.can_settle_lead(request.actor, found), _("Only the company that leads it decides on partners."))
    other = get_object_or_404(found.partners.select_related("company"), pk=pk)
    wish = request.POST.get("do", "")
    if wish == "accept":
        other.accept(request.actor)
        messages.success(request, _("%(company)s is in.") % {"company": other.company})
    elif wish == "decline":
        other.decline(request.actor)
    elif wish == "remove":
        other.remove(request.actor, clean_block(request.POST.get("reason", ""))[:500])
    elif wish == "lead":
        found.hand_over(request.actor, other.company)
        messages.success(request, _("%(company)s leads now.") % {"company": other.company})
    return redirect(found)


@company_required
def invitations(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """The members of the community, to be asked in one by one."""
    found = find(request, slug, ref)
    require(rules.can_lead_initiative(request.actor, found), _("Only the company that leads it invites."))
    members = found.community.members.active().exclude(role="observer").values("company_id")
    taken = found.partners.filter(role__in=("partner", "invited")).values("company_id")
    rows = Company.objects.filter(pk__in=members, is_active=True).exclude(pk__in=taken).order_by("name", "pk")
    if request.method == "POST":
        company = get_object_or_404(rows, slug=request.POST.get("company", ""))
        InitiativePartner.invite(found, company, request.actor, clean_block(request.POST.get("words", ""))[:1000])
        messages.success(request, _("%(company)s is invited.") % {"company": company})
        return redirect(request.get_full_path())
    q = clean_line(request.GET.get("q", ""))[:100]
    page = paginate(request, rows.filter(name__icontains=q) if q else rows)
    context = {**standing(request, found.community, TAB), "initiative": found, "page": page, "q": q}
    return render(request, "community/initiatives/invitations.html", context)


@company_required
def agreement(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """The newest text to go on from; a POST writes the next version. Nothing typed is lost."""
    found = find(request, slug, ref)
    require(rules.can_work_on_initiative(request.actor, found), _("Only partners write the agreement."))
    last = InitiativeAgreement.latest(found)
    form = agreement_form(last, request.POST if request.method == "POST" else None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            withdraws = data.get("withdraws", False)
            InitiativeAgreement.write(found, data["body"], request.actor, data["was"], withdraws)
        except ChangedMeanwhile as changed:
            problem, last = str(changed.message), InitiativeAgreement.latest(found)
            newer = request.POST.copy()
            newer["was"] = str(last.number if last else 0)
            form = agreement_form(last, newer)
        except Refused as refused:
            problem = str(refused.message)
        else:
            messages.success(request, _("Saved as a new version. The partners are asked to consent."))
            return redirect(f"{found.get_absolute_url()}#agreement")
    context = {**standing(request, found.community, TAB), "initiative": found, "form": form}
    status = 409 if problem else 422 if form.errors else 200
    more = {"last": last, "problem": problem}
    return render(request, "community/initiatives/agreement.html", {**context, **more}, status=status)


def agreement_form(last: InitiativeAgreement | None, data: object) -> forms.AgreementForm:
    standing_consents = bool(last and last.consents.standing().exists())
    initial = {"was": last.number if last else 0, "body": last.body if last else ""}
    return forms.AgreementForm(data, is_consented=standing_consents, initial=initial)


@company_required
def agreement_version(request: SignedIn, slug: str, ref: str, number: int) -> HttpResponse:
    """An earlier version, with the consents that were given to it."""
    found = find(request, slug, ref)
    rows = found.agreements.filter(initiative__in=Initiative.objects.inside_for(request.actor))
    version = get_object_or_404(rows.prefetch_related("consents__partner__company"), number=number)
    numbers = list(found.agreements.values_list("number", "created_at", "author"))
    context = {**standing(request, found.community, TAB), "initiative": found, "version": version, "numbers": numbers}
    return render(request, "community/initiatives/version.html", context)


@company_required
@require_POST
def consent(request: SignedIn, slug: str, ref: str, number: int) -> HttpResponse:
    """The company consents to this version, or takes its consent back."""
    found = find(request, slug, ref)
    rows = found.agreements.filter(initiative__in=Initiative.objects.inside_for(request.actor))
    version = get_object_or_404(rows, number=number)
    if request.POST.get("do") == "take_back":
        version.take_back(request.actor)
    else:
        version.consent(request.actor)
        messages.success(request, _("Your company has consented."))
    return redirect(f"{found.get_absolute_url()}#agreement")
