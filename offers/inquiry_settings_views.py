"""How a company works with its inquiries: who gets which, prepared replies, who is away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.guards import company_required
from offers.inquiry_settings_forms import AwayForm, CannedForm, RuleForm
from offers.models import CannedReply, InquiryAbsence, RoutingRule
from offers.permissions import can_prepare_replies, can_route_inquiries
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require
from portal.core.texts import clean_line


def tabs(current: str) -> list[tuple[str, str, bool, None]]:
    labels = {"routing": _("Who gets which"), "replies": _("Prepared replies")}
    own = [(label, reverse(f"offers:{name}"), name == current, None) for name, label in labels.items()]
    return [*own, (_("Blocked companies"), reverse("companies:blocked"), False, None)]


def page(request: SignedIn, name: str, status: int = 200, **context: Any) -> HttpResponse:
    crumbs = [(_("Inquiries"), reverse("offers:inquiries")), (_("Settings"), "")]
    shared = {"tabs": tabs(name), "crumbs": crumbs}
    return render(request, f"offers/settings/{name}.html", {**shared, **context}, status=status)


@company_required
def routing(request: SignedIn) -> HttpResponse:
    """The rules in their order; a POST adds one."""
    form = RuleForm(request.POST or None, actor=request.actor)
    if request.method == "POST":
        require(can_route_inquiries(request.actor), _("Your role may not change who gets which inquiry."))
        if form.is_valid():
            RoutingRule.put_in(request.actor, **form.fields_of_rule())
            messages.success(request, _("Saved. It holds for inquiries from now on."))
            return redirect("offers:routing")
    rules = RoutingRule.objects.visible_to(request.actor).select_related("category", "user")
    context = {
        "form": form,
        "rules": rules,
        "may_edit": can_route_inquiries(request.actor),
        "away": InquiryAbsence.of(request.actor),
        "away_form": AwayForm(),
    }
    return page(request, "routing", 422 if form.errors else 200, **context)


@require_POST
@company_required
def rule(request: SignedIn, ref: str) -> HttpResponse:
    """`do` is `up`, `down` or `delete`."""
    found = get_object_or_404(RoutingRule.objects.visible_to(request.actor), ref=ref)
    match request.POST.get("do", ""):
        case "up":
            found.move(request.actor, -1)
        case "down":
            found.move(request.actor, 1)
        case "delete":
            found.remove(request.actor)
            messages.success(request, _("The rule is deleted."))
    return redirect("offers:routing")


@require_POST
@company_required
def absence(request: SignedIn) -> HttpResponse:
    """Away until a day, or with nothing given back."""
    form = AwayForm(request.POST)
    if not form.is_valid():
        raise Refused(_("That is not a day such as 2027-01-31."))
    until = form.cleaned_data["until"]
    handed_on = InquiryAbsence.go(request.actor, until)
    words = _("You are away. Handed on: %(n)s.") % {"n": handed_on} if until else _("Welcome back.")
    messages.success(request, words)
    return redirect("offers:routing")


@company_required
def replies(request: SignedIn) -> HttpResponse:
    """Prepared words; a POST adds one, or with `ref` changes one."""
    rows = CannedReply.objects.visible_to(request.actor)
    ref = clean_line((request.POST or request.GET).get("ref", ""))[:16]
    edited = get_object_or_404(rows, ref=ref) if ref else None
    form = CannedForm(request.POST or None, initial=initial_of(edited))
    if request.method == "POST":
        require(can_prepare_replies(request.actor), _("Your role may not change prepared replies."))
        if form.is_valid() and kept(request, form, edited):
            messages.success(request, _("Saved."))
            return redirect("offers:replies")
    q = clean_line(request.GET.get("q", ""))[:80]
    listed = rows.filter(title__icontains=q) | rows.filter(body__icontains=q) if q else rows
    context = {
        "form": form,
        "edited": edited,
        "rows": paginate(request, listed.order_by("title", "pk"), 20),
        "q": q,
        "placeholders": CannedReply.PLACEHOLDERS.items(),
        "may_edit": can_prepare_replies(request.actor),
    }
    return page(request, "replies", 422 if form.errors else 200, **context)


def initial_of(edited: CannedReply | None) -> dict[str, Any]:
    if edited is None:
        return {}
    return {"title": edited.title, "language": edited.language, "body": edited.body}


def kept(request: SignedIn, form: CannedForm, edited: CannedReply | None) -> bool:
    try:
        CannedReply.keep(request.actor, edited, **form.cleaned_data)
    except Refused as problem:
        form.add_error("title", str(problem.message))
        return False
    return True


@require_POST
@company_required
def reply_removal(request: SignedIn, ref: str) -> HttpResponse:
    get_object_or_404(CannedReply.objects.visible_to(request.actor), ref=ref).remove(request.actor)
    messages.success(request, _("Deleted."))
    return redirect("offers:replies")
