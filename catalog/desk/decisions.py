"""What staff decide about listings; every decision is of what they saw, or they are shown what has changed."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from catalog.desk import rows
from catalog.desk.forms import AppealAnswerForm, ApproveForm, FlagForm, RejectForm
from catalog.desk.views import find, next_after, show
from catalog.editing import fingerprint_of
from catalog.forms import unseal
from catalog.models import ListingTrust, Product
from catalog.standing.permissions import may_review_listings
from catalog.standing.seen import ListingChanged
from companies.desk.guards import staff_required
from companies.models import Company
from portal.core.http import SignedIn
from portal.core.permissions import Refused, require

AT_A_TIME = 100


def seen_in(form: Any) -> str:
    """The mark of the listing that the page carried; one that was tampered with fits nothing."""
    return fingerprint_of(unseal(form.data.get("seen", "")))


def changed(request: SignedIn, ref: str, problem: ListingChanged, **more: Any) -> HttpResponse:
    """Nothing was decided: the listing anew, with what the firm has changed on top."""
    messages.warning(request, str(problem.message))
    return show(request, find(request, ref), 409, was=request.POST.get("seen", ""), **more)


def onward(request: SignedIn, product: Product) -> HttpResponse:
    following = next_after(product, request.actor)
    return redirect("catalog_desk:listing", following.ref) if following else redirect("catalog_desk:listings")


@staff_required
@require_POST
def approval(request: SignedIn, ref: str) -> HttpResponse:
    product, form = find(request, ref), ApproveForm(request.POST)
    form.is_valid()
    try:
        product.approve(request.actor, seen_in(form))
    except ListingChanged as problem:
        return changed(request, ref, problem)
    messages.success(request, _("“%(title)s” is on the market.") % {"title": product.title})
    if form.cleaned_data.get("trust"):
        tell_trusted(request, product.company, ListingTrust.grant(product.company, request.actor))
    return onward(request, product)


@staff_required
@require_POST
def rejection(request: SignedIn, ref: str) -> HttpResponse:
    product, form = find(request, ref), RejectForm(request.POST)
    if not form.is_valid():
        return show(request, product, 422, refusal=form)
    said = {name: form.cleaned_data[name] for name in ("reason", "words", "was")}
    try:
        product.reject(request.actor, seen=seen_in(form), **said)
    except ListingChanged as problem:
        return changed(request, ref, problem, refusal=retyped(form, product))
    messages.success(request, _("“%(title)s” is rejected, and the firm is told why.") % {"title": product.title})
    return onward(request, product)


def retyped(form: Any, product: Product) -> Any:
    """What was typed, for the listing as it is now."""
    from catalog.forms import seal
    from catalog.standing.seen import seen_words

    return type(form)(initial={**form.cleaned_data, "seen": seal(seen_words(product))})


@staff_required
@require_POST
def appeal(request: SignedIn, ref: str) -> HttpResponse:
    """Let it through after all, or leave it rejected."""
    product, form = find(request, ref), AppealAnswerForm(request.POST)
    if not form.is_valid():
        return show(request, product, 422, answer=form)
    grants = request.POST.get("decision") == "grant"
    try:
        product.settle_appeal(request.actor, grants, form.cleaned_data["words"], seen_in(form))
    except ListingChanged as problem:
        return changed(request, ref, problem, answer=retyped(form, product))
    granted = _("The rejection of “%(title)s” is reversed: it is on the market.")
    messages.success(request, (granted if grants else _("“%(title)s” stays rejected.")) % {"title": product.title})
    return redirect("catalog_desk:appeals")


@staff_required
@require_POST
def flag(request: SignedIn, ref: str) -> HttpResponse:
    """One flag of the listing is in order."""
    product, form = find(request, ref), FlagForm(request.POST)
    form.is_valid()
    kind, _sign, code = form.cleaned_data.get("flag", "").partition(":")
    get_object_or_404(product.flags, kind=kind, code=code).clear(request.actor, form.cleaned_data.get("words", ""))
    messages.success(request, _("The flag is lowered; it comes back only for something new."))
    return redirect("catalog_desk:listing", ref)


@staff_required
@require_POST
def approvals(request: SignedIn) -> HttpResponse:
    """Approve what was ticked, each as it stood in the list."""
    require(may_review_listings(request.actor), _("Reviewing listings needs a permission that you do not have."))
    ticked = dict(one.partition(":")[::2] for one in request.POST.getlist("listing")[:AT_A_TIME])
    visible = Product.objects.visible_to(request.actor).exclude(company__in=rows.own(request.actor))
    found = visible.filter(ref__in=ticked).select_related("company").order_by("pk")
    done = Counter(outcome(product, request, ticked[product.ref]) for product in found)
    if not ticked:
        messages.info(request, _("Tick the listings first, then approve them."))
    if number := done["approved"]:
        messages.success(
            request, ngettext("%(n)s listing approved.", "%(n)s listings approved.", number) % {"n": number}
        )
    if number := done["changed"]:
        words = ngettext(
            "%(n)s listing was changed meanwhile and still waits: look at it first.",
            "%(n)s listings were changed meanwhile and still wait: look at them first.",
            number,
        )
        messages.warning(request, words % {"n": number})
    return redirect("catalog_desk:listings")


def outcome(product: Product, request: SignedIn, seen: str) -> str:
    try:
        product.approve(request.actor, seen)
    except ListingChanged:
        return "changed"
    except (Refused, Product.DoesNotExist):
        return "over"
    return "approved"


@staff_required
@require_POST
def trust(request: SignedIn, slug: str) -> HttpResponse:
    """Let all of this firm's listings through that wait for nothing else, and its further ones; or no longer."""
    company = get_object_or_404(Company.objects.visible_to(request.actor), slug=slug)
    if "withdraw" in request.POST:
        ListingTrust.withdraw(company, request.actor)
        messages.success(request, _("Further listings of %(company)s are looked at first.") % {"company": company})
    else:
        tell_trusted(request, company, ListingTrust.grant(company, request.actor))
    return redirect("catalog_desk:listings")


def tell_trusted(request: SignedIn, company: Company, number: int) -> None:
    words = ngettext(
        "%(company)s is trusted: %(n)s more listing is on the market.",
        "%(company)s is trusted: %(n)s more listings are on the market.",
        number,
    )
    messages.success(request, words % {"company": company, "n": number})
