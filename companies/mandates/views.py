"""`/my/mandates/`: the company's mandates, given and held; a new one in three steps; what was done under one."""

from typing import Any

from django.contrib import messages
from django.db.models import BooleanField, Case, When
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST, require_safe

from companies.activity import Log
from companies.activity_views import cells
from companies.guards import company_required
from companies.mandates.acting import actor_under, may_act_under
from companies.mandates.forms import DeedsForm, EndForm, FilterForm, PartnerForm, TermsForm
from companies.mandates.permissions import (
    can_answer_mandate,
    can_keep_mandates,
    can_return_mandate,
    can_revoke_mandate,
    can_see_all_deeds,
    can_withdraw_mandate,
)
from companies.mandates.scope import NEVER, months_after, texts_of
from companies.models import Company, Mandate, User
from portal.core.circles import circle_keys, companies_in
from portal.core.events import Event
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require
from portal.core.spreadsheet import csv_download, csv_lines

NOT_BY_YOU = gettext_lazy("Only owners and managers decide on mandates.")


@company_required
@require_safe
def mandate_list(request: SignedIn) -> HttpResponse:
    form = FilterForm(request.GET)
    rows = Mandate.objects.visible_to(request.actor)
    page = paginate(request, rows.matching(**form.filters()).for_list())
    for one in page.object_list:
        one.pill, one.other = one.pill_for(request.actor), one.other_than(request.actor)
        one.is_given_by_us = request.actor.acts_for(one.principal_id)
    usable = {one.pk for one in may_act_under(request.actor)}
    context = {"form": form, "filters": form.filters(), "page": page, "usable": usable}
    return render(request, "mandates/list.html", {**context, "may_keep": can_keep_mandates(request.actor)})


@company_required
@require_safe
def choose(request: SignedIn) -> HttpResponse:
    """Step one: with whom. An intermediary looks for firms, everybody else for intermediaries.

    Those who share a community with them come first; without words these alone are shown, or those of the country.
    """
    require(can_keep_mandates(request.actor), NOT_BY_YOU)
    own, form = request.actor.company, PartnerForm(request.GET)
    rows = Company.objects.visible_to(request.actor).filter(is_active=True).exclude(pk=own.pk)
    near = {pk for key in circle_keys(request.actor) for pk in companies_in(key)}
    rows = rows.annotate(is_near=Case(When(pk__in=near, then=True), default=False, output_field=BooleanField()))
    middle = [Company.Kind.INTERMEDIARY, Company.Kind.PROGRAMME]
    rows = rows.exclude(kind__in=middle) if own.runs_communities else rows.filter(kind__in=middle)
    wanted = form.wanted()
    if wanted:
        rows = rows.filter(name__icontains=wanted)
    else:
        rows = rows.filter(is_near=True) if rows.filter(is_near=True).exists() else rows.filter(country=own.country)
    page = paginate(request, rows.order_by("-is_near", "name", "pk"), 12)
    standing = Mandate.objects.with_these(request.actor, page.object_list)
    for one in page.object_list:
        one.mandate = standing.get(one.pk)
    context = {"form": form, "q": wanted, "page": page}
    return render(request, "mandates/choose.html", {**context, "is_agent": own.runs_communities, "steps": steps(1)})


def steps(current: int) -> list[tuple[str, str]]:
    labels = (pgettext("mandate", "With whom"), _("What and how long"), _("Read and propose"))
    states = ["done" if number < current else "current" if number == current else "" for number in (1, 2, 3)]
    return list(zip(labels, states, strict=True))


@company_required
def terms(request: SignedIn, slug: str) -> HttpResponse:
    """Steps two and three: the form, then its words to read; only “propose” makes anything."""
    require(can_keep_mandates(request.actor), NOT_BY_YOU)
    other = get_object_or_404(Company.objects.visible_to(request.actor).filter(is_active=True), slug=slug)
    own = request.actor.company
    principal, agent = (other, own) if own.runs_communities else (own, other)
    form = TermsForm(request.POST or None, agent=agent, is_agent=agent == own, initial={"currency": request.currency})
    is_whole = request.method == "POST" and request.POST.get("do") != "change" and form.is_valid()
    context = {"form": form, "other": other, "principal": principal, "agent": agent, "never": NEVER, "steps": steps(2)}
    if not is_whole:
        return render(request, "mandates/terms.html", context)
    try:
        if request.POST.get("do") == "propose":
            made = Mandate.propose(request.actor, principal, agent, **form.scope())
            messages.success(request, _("Proposed. %(company)s decides now.") % {"company": other})
            return redirect(made)
        return render(
            request, "mandates/check.html", {**context, "text": preview(form, principal, agent), "steps": steps(3)}
        )
    except Refused as problem:
        form.add_error(None, problem.message)
        return render(request, "mandates/terms.html", context, status=409)


def preview(form: TermsForm, principal: Company, agent: Company) -> str:
    """The words as they would be kept, in the reader's language."""
    scope = form.scope()
    people, begin = list(scope.pop("people", [])), scope["starts_on"]
    row = Mandate(principal=principal, agent=agent, names_people=bool(people), **scope)
    row.ends_on = months_after(begin, scope["months"])
    row.texts = texts_of(row, [str(person) for person in people])
    return row.text


def find(request: SignedIn, ref: str) -> Any:
    rows = Mandate.objects.visible_to(request.actor).select_related("principal", "agent", "proposed_by", "answered_by")
    return get_object_or_404(rows, ref=ref)


@company_required
@require_safe
def mandate(request: SignedIn, ref: str) -> HttpResponse:
    found, actor = find(request, ref), request.actor
    form, log = log_of(request, found)
    entries, more = log.page()
    context = {
        "mandate": found,
        "other": found.other_than(actor),
        "pill": found.pill_for(actor),
        "is_principal": actor.acts_for(found.principal_id),
        "may_answer": found.is_proposed and can_answer_mandate(actor, found),
        "may_withdraw": found.is_proposed and can_withdraw_mandate(actor, found),
        "may_end": found.is_given and (can_revoke_mandate(actor, found) or can_return_mandate(actor, found)),
        "may_renew": not found.is_proposed and can_keep_mandates(actor),
        "may_act": any(one.pk == found.pk for one in may_act_under(actor)),
        "sees_all": can_see_all_deeds(actor, found),
        "is_unlinked": actor.acts_for(found.agent_id),  # the principal's things open to who acts for it
    }
    filtered = bool(log.group or (log.person and context["sees_all"]) or log.since)
    context |= {"form": form, "entries": entries, "more": more, "is_filtered": filtered, "is_later": log.before}
    return render(request, "mandates/mandate.html", context)


def log_of(request: SignedIn, found: Mandate) -> tuple[DeedsForm, Log]:
    """What was done under it; who may not read the company's log sees their own acts."""
    sees_all = can_see_all_deeds(request.actor, found)
    doers = Event.objects.filter(mandate_id=found.pk, user__isnull=False).values("user_id")
    people = User.objects.filter(pk__in=doers).order_by("name", "pk") if sees_all else [request.user]
    form = DeedsForm(request.GET, people=[(str(one.pk), str(one)) for one in people])
    chosen = form.filters() if sees_all else {**form.filters(), "person": str(request.user.pk)}
    reader = request.actor
    if reader.acts_for(found.agent_id):  # what is the principal's is seen as far as the mandate lets them see it now
        reader = (
            actor_under(request.user, found.acting_key, request.user.memberships.select_related("company")) or reader
        )
    return form, Log(found.principal, reader, mandate=found.pk, **chosen)


@company_required
@require_safe
def deeds_export(request: SignedIn, ref: str) -> StreamingHttpResponse:
    """The same entries as a file, with the same filters."""
    found = find(request, ref)
    _form, log = log_of(request, found)
    zone = get_current_timezone_name()
    headings = (_("time (%(zone)s)") % {"zone": zone}, _("who"), _("through"), _("what"), _("about"), _("area"))
    return csv_download(f"mandate-{found.ref}.csv", csv_lines(headings, cells(log)))


@company_required
@require_POST
def answer(request: SignedIn, ref: str) -> HttpResponse:
    found, done = find(request, ref), request.POST.get("do")
    if done == "accept":
        found.accept(request.actor)
        messages.success(request, _("The mandate is in force."))
    elif done == "decline":
        found.decline(request.actor)
        messages.success(request, _("Declined. Nothing was allowed."))
    elif done == "withdraw":
        found.withdraw(request.actor)
        messages.success(request, _("The proposal is taken back."))
    else:
        raise Http404
    return redirect(found)


@company_required
def end(request: SignedIn, ref: str) -> HttpResponse:
    """Revoke it, or give it back: asked once, done at once."""
    found, actor = find(request, ref), request.actor
    is_principal = actor.acts_for(found.principal_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        verb = found.revoke if is_principal else found.give_back
        verb(actor, form.cleaned_data["words"])
        messages.success(request, _("The mandate has ended. Nobody acts under it any more."))
        return redirect(found)
    context = {"mandate": found, "form": form, "is_principal": is_principal, "other": found.other_than(actor)}
    return render(request, "mandates/end.html", context)
