"""A company's own offers: the list, the form, and what can be done with one."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.models import Product
from companies.guards import company_required
from offers.file_forms import OfferFiles
from offers.forms import RenewalForm
from offers.models import Offer, Visibility
from offers.models.offer import USUAL_DAYS
from offers.offer_forms import OfferForm, companies_named, initial_from_offer, initial_from_product
from offers.permissions import can_manage_offer, can_post_offer
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, WrongState, require
from portal.core.texts import clean_line


@company_required
@require_safe
def offer_mine(request: SignedIn) -> HttpResponse:
    """The acting company's offers by state and words, with how often each was looked at and asked about."""
    actor, q = request.actor, clean_line(request.GET.get("q", ""))[:100]
    own = Offer.objects.of(actor)
    for word in q.split()[:8]:
        own = own.filter(Q(title__icontains=word) | Q(text__icontains=word) | Q(ref__iexact=word))
    counts = own.counts_by("state")
    state = request.GET.get("state", "")
    state = state if state in Offer.State.values else ""
    rows = own.filter(state=state) if state else own
    rows = rows.for_cards().select_related("looks").annotate(asked=Count("inquiries")).order_by("-updated_at", "-pk")
    tabs = [
        ("", _("All"), sum(counts.values())),
        *((key, label, counts.get(key, 0)) for key, label in Offer.State.choices),
    ]
    words = f"&q={q}" if q else ""
    context = {
        "q": q,
        "state": state,
        "tabs": [(label, f"?state={key}{words}", key == state, n) for key, label, n in tabs if n or key in {"", state}],
        "page": paginate(request, rows),
        "may_post": can_post_offer(actor, "sell") or can_post_offer(actor, "buy"),
        "may": {side: can_post_offer(actor, side) for side in Offer.Side.values},
    }
    return render(request, "offers/offer_mine.html", context)


@company_required
def offer_new(request: SignedIn) -> HttpResponse:
    """A new offer, from a product or from nothing, kept as a draft or published at once."""
    actor = request.actor
    sides = [side for side in ("sell", "buy") if can_post_offer(actor, side)]
    require(bool(sides), _("Your role may not post offers."))
    publishing = wants_it_published(request)
    form = OfferForm(request.POST or None, actor=actor, publishing=publishing, initial=initial(request, sides))
    files = OfferFiles(None, request.POST, request.FILES) if request.method == "POST" else OfferFiles()
    if is_complete(request, form, files):
        product = form.cleaned_data["product"] if form.cleaned_data["with_pictures"] else None
        try:
            offer = Offer.post(
                actor,
                publishing,
                form.cleaned_data["form_token"],
                files.changes(product),
                language=get_language() or "en",
                **form.fields_of_offer(),
            )
        except WrongState:
            raise
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            files.let_go()
            tell(request, offer, publishing)
            return redirect(offer)
    return shown(request, form, files)


def is_complete(request: SignedIn, form: OfferForm, files: OfferFiles) -> bool:
    """Whether the form was sent to be saved, and can be; a search for companies only shows it again."""
    return request.method == "POST" and not is_search(request) and form.is_valid() and files.is_valid


def is_search(request: SignedIn) -> bool:
    """For readers of the offer: by its button, or by Enter while the words of a search stand there."""
    typed = request.POST.get("find", "").strip() and request.POST.get("visibility") == Visibility.NAMED
    return request.POST.get("then") == "find" or (request.POST.get("then") == "enter" and bool(typed))


def wants_it_published(request: SignedIn) -> bool:
    """By the main button, or by Enter in a field."""
    return request.POST.get("then") in {"publish", "enter"} and not is_search(request)


def shown(request: SignedIn, form: OfferForm, files: OfferFiles, offer: Offer | None = None) -> HttpResponse:
    """The form, with all that was typed and sent so far."""
    wrong = request.method == "POST" and not is_search(request)
    if request.method == "POST":
        files.hold(request.actor.company_id)
        if not wrong:
            typed = {name: form[name].value() for name in form.fields}
            form = OfferForm(actor=request.actor, initial=typed)
    ref = str(form["product"].value() or "")[:16]
    product = Product.objects.of(request.actor).for_cards().filter(ref=ref).first() if ref else None
    context = {"form": form, "files": files, "offer": offer, "product": product}
    return render(request, "offers/offer_form.html", context)


def tell(request: SignedIn, offer: Offer, publishing: bool) -> None:
    if offer.is_held:
        words = _("Our staff look at it first, because it names %(words)s. You are told as soon as it is on the board.")
        messages.warning(request, words % {"words": ", ".join(f"“{word}”" for word in offer.held_for)})
    else:
        messages.success(request, _("Your offer is on the board.") if publishing else _("The draft is kept."))


def initial(request: SignedIn, sides: list[str]) -> dict[str, Any]:
    asked = request.GET.get("side", "")
    side = asked if asked in sides else sides[0]
    values: dict[str, Any] = {
        "side": side,
        "currency": request.currency,
        "unit": "C62",
        "visibility": "public",
        "form_token": uuid.uuid4(),
        "valid_until": timezone.localdate() + timedelta(days=USUAL_DAYS),
    }
    ref = request.GET.get("product", "")[:16]
    product = Product.objects.visible_to(request.actor).for_cards().filter(ref=ref).first()
    return {**values, **(initial_from_product(product, side, request.actor) if product else {})}


@company_required
def offer_edit(request: SignedIn, ref: str) -> HttpResponse:
    """Change a draft or an open offer; the form of a draft can publish it, too."""
    actor = request.actor
    offer = get_object_or_404(Offer.objects.of(actor).select_related("category", "product", "company"), ref=ref)
    require(can_manage_offer(actor, offer), _("You may not change this offer."))
    if not offer.is_editable:
        messages.error(request, _("This offer has ended and cannot be changed. Renew it, or post a new one."))
        return redirect(offer)
    wish = wants_it_published(request)
    publishing = wish or not offer.is_draft
    form = OfferForm(request.POST or None, actor=actor, publishing=publishing, initial=initial_from_offer(offer))
    files = OfferFiles(offer, request.POST if request.method == "POST" else None, request.FILES or None)
    if is_complete(request, form, files):
        try:
            change(offer, form, files, request, wish)
        except WrongState:
            raise
        except Refused as problem:
            form.add_error(None, str(problem.message))
        else:
            files.let_go()
            return redirect(offer)
    return shown(request, form, files, offer)


def change(offer: Offer, form: OfferForm, files: OfferFiles, request: SignedIn, publishing: bool) -> None:
    offer.revise(request.actor, files.changes(), **form.fields_of_offer())
    if publishing and offer.is_draft:
        offer.publish(request.actor)
        tell(request, offer, True)
    elif offer.is_held:
        tell(request, offer, True)
    else:
        messages.success(request, _("Saved."))


@company_required
@require_safe
def readers(request: SignedIn) -> HttpResponse:
    """Companies whose name has the typed words, to tick; a part of the form."""
    chosen = [slug[:80] for slug in request.GET.getlist("readers")[:200]]
    found = companies_named(request.GET.get("find", "")[:80], request.actor, chosen)
    context = {"found": found, "asked": request.GET.get("find", "").strip()}
    return render(request, "offers/_readers_found.html", context)


def own(request: SignedIn, ref: str) -> Offer:
    rows = Offer.objects.of(request.actor).select_related("company", "product")
    offer: Offer = get_object_or_404(rows, ref=ref)
    return offer


@require_POST
@company_required
def publication(request: SignedIn, ref: str) -> HttpResponse:
    """Publish a draft; what is missing is said where it can be filled in."""
    offer = own(request, ref)
    try:
        offer.publish(request.actor)
    except WrongState:
        raise
    except Refused as problem:
        messages.error(request, str(problem.message))
        return redirect("offers:edit", offer.ref)
    tell(request, offer, True)
    return redirect(offer)


@require_POST
@company_required
def withdrawal(request: SignedIn, ref: str) -> HttpResponse:
    offer = own(request, ref)
    offer.withdraw(request.actor)
    words = _("The offer is withdrawn. Only your company sees it now; “Copy as a new draft” brings it back.")
    messages.success(request, words)
    return redirect(offer)


@require_POST
@company_required
def filling(request: SignedIn, ref: str) -> HttpResponse:
    offer = own(request, ref)
    offer.fill(request.actor)
    messages.success(request, _("Well done. Readers see that this offer has found its partner."))
    return redirect(offer)


@require_POST
@company_required
def copying(request: SignedIn, ref: str) -> HttpResponse:
    draft = own(request, ref).copy(request.actor)
    messages.success(request, _("This is a copy, kept as a draft. Look it over and publish it."))
    return redirect("offers:edit", draft.ref)


@company_required
def renewal(request: SignedIn, ref: str) -> HttpResponse:
    """What a reminder leads to: one button; a POST renews, for thirty days or until the day that was chosen."""
    offer = own(request, ref)
    if request.method != "POST":
        until = timezone.localdate() + timedelta(days=USUAL_DAYS)
        context = {"offer": offer, "until": until, "may_manage": can_manage_offer(request.actor, offer)}
        return render(request, "offers/offer_renewal.html", context)
    offer.renew(RenewalForm(request.POST).day(), request.actor)
    messages.success(request, _("The offer is renewed."))
    return redirect(offer)
