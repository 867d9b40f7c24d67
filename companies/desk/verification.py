"""The queue of claims, and the page where staff look at the evidence beside what is claimed, and decide."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.models import Claim, DocumentVersion, NameFlag
from companies.models.verification import ClaimQuerySet
from companies.permissions import may_review
from companies.verification.files import file_answer
from companies.verification.forms import ApprovalForm, FlagForm, QueueForm, ReturnForm
from companies.verification.standing import history
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require
from portal.core.texts import clean_line
from portal.core.wait import Backlog, promised_since

View = Callable[..., HttpResponseBase]


def reviewer_required(view: View) -> View:
    """Staff with the permission to review; other staff are told so, for everybody else there is nothing here."""

    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.actor.is_staff:
            raise Http404
        require(may_review(request.actor), _("Checking companies needs a permission that you do not have."))
        return view(request, *args, **kwargs)

    return guarded


@reviewer_required
@require_safe
def queue(request: SignedIn) -> HttpResponse:
    """What waits, the oldest first."""
    rows = Claim.objects.for_review(request.actor)
    form = QueueForm(request.GET, countries=list(rows.values_list("company__country", flat=True).distinct()))
    filters = form.filters()
    page = paginate(request, chosen(rows, filters, request.actor), 30)
    context = {
        "form": form,
        "page": page,
        "filtered": bool(filters),
        "backlog": Backlog.of(Claim.objects.waiting_for(request.actor)),
        "promised_since": promised_since(),
        "flag_count": NameFlag.objects.visible_to(request.actor).unresolved().count(),
    }
    return render(request, "companies/desk/verification_queue.html", context)


def chosen(rows: ClaimQuerySet, filters: dict[str, Any], actor: Actor) -> ClaimQuerySet:
    state = filters.get("state", "")
    rows = rows.waiting() if not state else rows if state == "all" else rows.filter(state=state)
    plain = {"kind": "kind", "country": "company__country"}
    rows = rows.filter(**{field: filters[name] for name, field in plain.items() if name in filters})
    if words := filters.get("q"):
        rows = rows.filter(Q(company__name__icontains=words) | Q(company__ref__iexact=words))
    if "tier" in filters:
        rows = rows.filter(kind__in=[kind for kind, tier in Claim.TIERS.items() if str(tier) == filters["tier"]])
    if "age" in filters:
        rows = rows.filter(submitted_at__lt=timezone.now() - timedelta(days=int(filters["age"])))
    if whose := filters.get("whose"):
        rows = rows.filter(assigned_to_id=actor.user_id if whose == "mine" else None)
    order = ("submitted_at", "pk") if not state else ("-updated_at", "-pk")
    return rows.select_related("company", "assigned_to", "first_by").order_by(*order)


def find(request: SignedIn, ref: str) -> Claim:
    rows = Claim.objects.for_review(request.actor).select_related("company", "assigned_to", "first_by", "decided_by")
    return get_object_or_404(rows, ref=ref)


@reviewer_required
@require_safe
def claim(request: SignedIn, ref: str) -> HttpResponse:
    return show(request, find(request, ref))


def show(request: SignedIn, found: Claim, approval: Any = None, refusal: Any = None) -> HttpResponse:
    """Evidence left, what is claimed and the decision right."""
    evidence = list(found.evidence.select_related("document", "uploaded_by").order_by("document__kind", "-number"))
    wanted = request.GET.get("document", "")
    shown = next((version for version in evidence if version.ref == wanted), evidence[0] if evidence else None)
    context = {
        "claim": found,
        "company": found.company,
        "evidence": evidence,
        "shown": shown,
        "flags": found.company.name_flags.exclude(state=NameFlag.State.CLEARED).select_related("other"),
        "approval": approval or ApprovalForm(claim=found),
        "refusal": refusal or ReturnForm(initial={"seen": found.state}),
        "was_first": found.state == Claim.State.FIRST_APPROVED and found.first_by_id == request.actor.user_id,
        "history": history(Claim.objects.filter(company=found.company, kind=found.kind), for_staff=True),
        "following": next_after(found, request.actor),
    }
    wrong = (approval and approval.errors) or (refusal and refusal.errors)
    return render(request, "companies/desk/verification_claim.html", context, status=422 if wrong else 200)


def next_after(found: Claim, actor: Actor) -> Claim | None:
    """The oldest that this person can decide on and no colleague has taken."""
    rows = Claim.objects.waiting_for(actor).exclude(pk=found.pk)
    own_or_free = rows.filter(assigned_to=None) | rows.filter(assigned_to_id=actor.user_id)
    return own_or_free.order_by("submitted_at", "pk").first()


def onward(found: Claim, actor: Actor) -> HttpResponse:
    following = next_after(found, actor)
    return redirect("desk:verification", following.ref) if following else redirect("desk:verifications")


@reviewer_required
@require_POST
def assignment(request: SignedIn, ref: str) -> HttpResponse:
    found = find(request, ref)
    if "release" in request.POST:
        found.release(request.actor)
    else:
        found.take(request.actor)
    return redirect("desk:verification", ref)


@reviewer_required
@require_POST
def approval(request: SignedIn, ref: str) -> HttpResponse:
    found = find(request, ref)
    form = ApprovalForm(request.POST, claim=found)
    if not form.is_valid():
        return show(request, found, approval=form)
    found.approve(request.actor, **form.cleaned_data)
    name = found.company.name
    if found.state == Claim.State.FIRST_APPROVED:
        messages.success(request, _("%(company)s: noted. A second person has to look at it now.") % {"company": name})
    else:
        messages.success(request, _("%(company)s: approved. They are told by e-mail.") % {"company": name})
    return onward(found, request.actor)


@reviewer_required
@require_POST
def return_(request: SignedIn, ref: str) -> HttpResponse:
    found = find(request, ref)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return show(request, found, refusal=form)
    found.give_back(request.actor, **form.cleaned_data)
    messages.success(request, _("%(company)s: sent back with your reason.") % {"company": found.company.name})
    return onward(found, request.actor)


@reviewer_required
@require_POST
def revocation(request: SignedIn, ref: str) -> HttpResponse:
    found = find(request, ref)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return show(request, found, refusal=form)
    found.revoke(request.actor, form.cleaned_data["reason"], form.cleaned_data["words"])
    messages.success(request, _("%(company)s: revoked. The tier follows at once.") % {"company": found.company.name})
    return redirect("desk:verification", ref)


@reviewer_required
@require_safe
def document(request: SignedIn, ref: str) -> HttpResponseBase:
    """The file; that it was opened, and by whom, stands in the log."""
    own = [company.pk for company in request.actor.companies]
    rows = DocumentVersion.objects.visible_to(request.actor).exclude(document__company_id__in=own)
    rows = rows.select_related("document__company")
    version = get_object_or_404(rows, ref=ref)
    version.note_seen(request.actor)
    return file_answer(version)


@reviewer_required
@require_safe
def flags(request: SignedIn) -> HttpResponse:
    """Firms that resemble a checked one, the open ones first."""
    rows = NameFlag.objects.visible_to(request.actor).select_related("company", "other", "closed_by")
    if request.GET.get("state") != "all":
        rows = rows.unresolved()
    context = {"page": paginate(request, rows, 30), "all": request.GET.get("state") == "all"}
    return render(request, "companies/desk/name_flags.html", context)


@reviewer_required
@require_POST
def flag(request: SignedIn, ref: str) -> HttpResponse:
    found = get_object_or_404(NameFlag.objects.visible_to(request.actor).select_related("company", "other"), ref=ref)
    form = FlagForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why: whoever looks at it later needs to know."))
    elif form.cleaned_data["decision"] == "uphold":
        found.uphold(request.actor, form.cleaned_data["words"])
        messages.success(request, _("%(company)s is held to be an imitation.") % {"company": found.company})
    else:
        found.clear(request.actor, form.cleaned_data["words"])
        messages.success(request, _("%(company)s is a firm of its own.") % {"company": found.company})
    onto = Claim.objects.for_review(request.actor).filter(ref=clean_line(request.POST.get("claim", ""))).first()
    return redirect("desk:verification", onto.ref) if onto else redirect("desk:flags")
