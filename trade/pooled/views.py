"""Answering a request together: the pools of a community, one pool, and what its members do there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.house import find_open_house, standing
from community.models import Community
from companies.guards import company_required
from offers.models import RFQ
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, WrongState, require
from portal.core.texts import clean_line
from trade.models import QuotationVersion
from trade.pooled.forms import PoolForm, PromiseForm, ReasonForm, usual_until
from trade.pooled.models import CapacityPool, PoolPart, digest_of, may_pool
from trade.pooled.permissions import can_lead_pool, can_open_pool, can_promise
from trade.quotation_page import lines_shown
from trade.quotation_words import Wording, term_words


@require_safe
@company_required
def pool_list(request: SignedIn, slug: str) -> HttpResponse:
    community = find_open_house(request, slug)
    rows = CapacityPool.objects.visible_to(request.actor).filter(community=community)
    which = request.GET.get("state", "")
    found = rows.filter(state=which) if which in CapacityPool.State.values else rows
    context = {
        **standing(request, community, "pools"),
        "page": paginate(request, found.for_cards().order_by("-pk"), 20),
        "which": which,
        "states": CapacityPool.State.choices,
        "may_open": can_open_pool(request.actor, community),
    }
    return render(request, "trade/pooled/pool_list.html", context)


@company_required
def pool_new(request: SignedIn, slug: str) -> HttpResponse:
    """`?request=R-…` names the request."""
    community = find_open_house(request, slug)
    require(can_open_pool(request.actor, community), _("Only members who sell may do this."))
    ref = clean_line(request.GET.get("request", ""))[:16]
    rfq = RFQ.objects.visible_to(request.actor).filter(ref=ref).first() if ref else None
    initial = {"request": rfq.ref if rfq else "", "until": usual_until(rfq)}
    form = PoolForm(request.POST or None, actor=request.actor, initial=initial)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            pool = CapacityPool.open_for(
                request.actor, community, cleaned["request"], cleaned["until"], cleaned["note"]
            )
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            messages.success(request, _("Opened: the members are told. Promise your own part first."))
            return redirect(pool)
    status = 422 if request.method == "POST" else 200
    return render(request, "trade/pooled/pool_form.html", {"form": form, "community": community}, status=status)


@require_safe
@company_required
def pick(request: SignedIn, ref: str) -> HttpResponse:
    """From a request: with the members of which community; straight on where there is only one."""
    rfq = get_object_or_404(RFQ.objects.visible_to(request.actor), ref=ref)
    joined = Community.objects.joined_by(request.actor).order_by("name")
    places = [one for one in joined if can_open_pool(request.actor, one) and may_pool(rfq, one)]
    if len(places) == 1:
        return redirect(f"{reverse('pools:new', args=[places[0].slug])}?request={rfq.ref}")
    return render(request, "trade/pooled/pool_pick.html", {"rfq": rfq, "places": places})


@require_safe
@company_required
def pool_detail(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    return shown(request, find_pool(request, slug, ref))


def shown(request: SignedIn, pool: CapacityPool, wrong: PromiseForm | None = None, status: int = 200) -> HttpResponse:
    """The page; a form that came back with a mistake stands in the place of its line."""
    actor = request.actor
    may_lead = can_lead_pool(actor, pool)
    own = {part.line_id: part for part in PoolPart.objects.filter(member__pool=pool, member__company=actor.company)}
    may_promise = can_promise(actor, pool) and pool.is_open
    draft = pool.draft()
    lines = [
        {
            "line": line,
            "own": own.get(line.pk),
            "form": wrong if wrong and wrong.line.pk == line.pk else PromiseForm(line=line, own=own.get(line.pk)),
        }
        for line in pool.lines.select_related("rfq_line")
    ]
    context: dict[str, Any] = {
        **standing(request, pool.community, "pools"),
        "pool": pool,
        "lines": lines,
        "may_promise": may_promise,
        "may_lead": may_lead,
        "sharing": pool.sharing(),
        "takes_part": bool(own),
        "draft": draft,
        "digest": digest_of(draft) if draft else "",
        "offered": lines_shown(pool.quotation, draft) if draft and pool.quotation and own else [],
        "terms": terms_of(draft) if draft and own else [],
        "missing": pool.missing_consents(draft) if draft else [],
        "member": pool.members.filter(company=actor.company).first(),
        "reason_form": ReasonForm(),
    }
    return render(request, "trade/pooled/pool_detail.html", context, status=status)


def terms_of(draft: QuotationVersion) -> list[tuple[Any, str]]:
    terms = {name: getattr(draft, name) for name in Wording.of(draft).terms}
    return [pair for pair in term_words(terms).values() if pair[1]]


@require_POST
@company_required
def promise(request: SignedIn, slug: str, ref: str, line: int) -> HttpResponse:
    pool = find_pool(request, slug, ref)
    found = get_object_or_404(pool.lines, pk=line)
    form = PromiseForm(request.POST, line=found)
    if form.is_valid():
        cleaned = form.cleaned_data
        days = cleaned["lead_time_days"]
        try:
            pool.promise(request.actor, line, cleaned["quantity"], cleaned["unit_cost"], days)
        except WrongState:
            raise
        except Refused as problem:
            form.add_error("quantity", str(problem.message))
        else:
            messages.success(request, _("Noted. Only the lead reads your cost."))
            return redirect(pool)
    return shown(request, find_pool(request, slug, ref), form, 422)


@require_POST
@company_required
def closing(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    """The promises become the split, and a draft quotation."""
    pool = find_pool(request, slug, ref)
    quotation = pool.close(request.actor)
    messages.success(request, _("The shares are fixed. Look the prices over; then the members consent."))
    return redirect("trade:edit", quotation.ref)


@require_POST
@company_required
def consent(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    pool = find_pool(request, slug, ref)
    agrees = request.POST.get("answer") == "yes"
    reason = clean_line(request.POST.get("reason", ""))[:500]
    pool.consent(request.actor, request.POST.get("digest", "")[:64], agrees=agrees, reason=reason)
    messages.success(request, _("The lead is told that you agree.") if agrees else _("The lead reads your reason."))
    return redirect(pool)


@require_POST
@company_required
def cancellation(request: SignedIn, slug: str, ref: str) -> HttpResponse:
    pool = find_pool(request, slug, ref)
    pool.cancel(request.actor, clean_line(request.POST.get("reason", ""))[:500])
    messages.success(request, _("Cancelled. Everybody who promised is told why."))
    return redirect(pool)


def find_pool(request: SignedIn, slug: str, ref: str) -> CapacityPool:
    community = find_open_house(request, slug)
    rows = CapacityPool.objects.visible_to(request.actor).for_cards()
    pool = get_object_or_404(rows, community=community, ref=ref)
    pool.community = community  # with the figures that its head shows
    return pool
