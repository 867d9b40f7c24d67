"""The board of offers, one offer, and the company's own offers."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.models import Product
from companies.guards import company_required
from offers.forms import BoardForm, OfferForm, RenewalForm, initial_from_offer, initial_from_product
from offers.models import Offer
from offers.models.offer import USUAL_DAYS
from offers.permissions import can_manage_offer, can_post_offer, can_send_inquiry
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, WrongState, require


def link(request: HttpRequest, **changes: str) -> str:
    """The page's own query with some values changed, on its first page."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


def offer_list(request: Request) -> HttpResponse:
    """The market's open offers as a ledger, newest first or those that end soon."""
    form = BoardForm(request.GET)
    matching = Offer.objects.open().matching(**form.filters())
    counts = matching.counts_by("side")
    side = request.GET.get("side", "")
    side = side if side in Offer.Side.values else ""
    rows = matching.filter(side=side) if side else matching
    labels = [("", _("All"), sum(counts.values())), ("sell", _("Sell"), counts.get("sell", 0))]
    labels.append(("buy", _("Buy"), counts.get("buy", 0)))
    context = {
        "form": form,
        "side": side,
        "page": paginate(request, rows.for_cards().order_by(*form.order)),
        "tabs": [(label, link(request, side=key), key == side, count) for key, label, count in labels],
        "chips": chips(request, form),
        "feed_url": reverse("offers:feed") + (f"?{request.GET.urlencode()}" if request.GET else ""),
    }
    return render(request, "offers/offer_list.html", context)


def chips(request: HttpRequest, form: BoardForm) -> list[tuple[str, str]]:
    """The filters in force, each with the address that leaves it out."""
    chosen = form.filters()
    names: dict[str, Any] = {name: str(value) for name, value in chosen.items()}
    if "country" in names:
        names["country"] = dict(form.fields["country"].choices)[chosen["country"]]  # type: ignore[attr-defined]  # a ChoiceField
    return [(label, link(request, **{name: ""})) for name, label in names.items()]


def offer_detail(request: Request, ref: str) -> HttpResponse:
    """One offer; an anonymous one without anything that tells whose it is."""
    offer = get_object_or_404(Offer.objects.visible_to(request.actor).for_cards(), ref=ref)
    named = offer.names_company_to(request.actor)
    product = offer.product if named else None
    if product and not Product.objects.visible_to(request.actor).filter(pk=product.pk).exists():
        product = None
    asks = not request.actor.company or can_send_inquiry(request.actor, offer.company_id, offer.side)
    context = {
        "offer": offer,
        "named": named,
        "product": product,
        "is_own": request.actor.acts_for(offer.company_id),
        "may_manage": can_manage_offer(request.actor, offer),
        "may_ask": offer.is_open and asks,
        "may_chat": offer.is_open and not offer.is_anonymous and (not request.actor.user or request.actor.may("talk")),
        "crumbs": [(_("Offers"), reverse("offers:list")), (offer.title, "")],
    }
    return render(request, "offers/offer_detail.html", context)


@company_required
def offer_mine(request: SignedIn) -> HttpResponse:
    """The acting company's offers by state."""
    own = Offer.objects.of(request.actor)
    counts = own.counts_by("state")
    state = request.GET.get("state", "")
    state = state if state in Offer.State.values else ""
    rows = own.filter(state=state) if state else own
    tabs = [(_("All"), link(request, state=""), not state, sum(counts.values()))]
    tabs += [
        (str(label), link(request, state=key), key == state, counts.get(key, 0)) for key, label in Offer.State.choices
    ]
    context = {
        "tabs": tabs,
        "page": paginate(request, rows.for_cards().order_by("-updated_at", "-pk")),
        "may_post": can_post_offer(request.actor, "sell") or can_post_offer(request.actor, "buy"),
        "may": {side: can_post_offer(request.actor, side) for side in Offer.Side.values},
    }
    return render(request, "offers/offer_mine.html", context)


@company_required
def offer_new(request: SignedIn) -> HttpResponse:
    """A new offer, from a product or from nothing, kept as a draft or published at once."""
    actor = request.actor
    sides = [side for side in ("sell", "buy") if can_post_offer(actor, side)]
    require(bool(sides), _("Your role may not post offers."))
    publishing = request.POST.get("then") == "publish"
    form = OfferForm(request.POST or None, actor=actor, publishing=publishing, initial=initial(request, sides))
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        offer = Offer.post(actor, publishing, token, language=get_language() or "en", **form.fields_of_offer())
        messages.success(request, _("Your offer is on the board.") if publishing else _("The draft is kept."))
        return redirect(offer)
    return render(request, "offers/offer_form.html", {"form": form})


def initial(request: SignedIn, sides: list[str]) -> dict[str, Any]:
    asked = request.GET.get("side", "")
    side = asked if asked in sides else sides[0]
    values: dict[str, Any] = {
        "side": side,
        "currency": request.currency,
        "unit": "C62",
        "form_token": uuid.uuid4(),
        "valid_until": timezone.localdate() + timedelta(days=USUAL_DAYS),
    }
    product = (
        Product.objects.visible_to(request.actor).for_cards().filter(ref=request.GET.get("product", "")[:16]).first()
    )
    return {**values, **(initial_from_product(product, side, request.actor) if product else {})}


@company_required
def offer_edit(request: SignedIn, ref: str) -> HttpResponse:
    """Change a draft or an open offer; the form of a draft can publish it, too."""
    offer = get_object_or_404(Offer.objects.of(request.actor).select_related("category", "product"), ref=ref)
    require(can_manage_offer(request.actor, offer), _("You may not change this offer."))
    if offer.state not in {Offer.State.DRAFT, Offer.State.OPEN}:
        messages.error(request, _("This offer has ended and cannot be changed. Renew it, or post a new one."))
        return redirect(offer)
    publishing = request.POST.get("then") == "publish"
    form = OfferForm(
        request.POST or None,
        actor=request.actor,
        publishing=publishing or not offer.is_draft,
        initial=initial_from_offer(offer),
    )
    if request.method == "POST" and form.is_valid():
        offer.revise(request.actor, **form.fields_of_offer())
        if publishing and offer.is_draft:
            offer.publish(request.actor)
        messages.success(request, _("Saved."))
        return redirect(offer)
    return render(request, "offers/offer_form.html", {"form": form, "offer": offer})


@require_POST
@company_required
def publication(request: SignedIn, ref: str) -> HttpResponse:
    """Publish a draft; what is missing is said where it can be filled in."""
    offer = get_object_or_404(Offer.objects.of(request.actor), ref=ref)
    try:
        offer.publish(request.actor)
    except WrongState:
        raise
    except Refused as problem:
        messages.error(request, str(problem.message))
        return redirect("offers:edit", offer.ref)
    messages.success(request, _("Your offer is on the board."))
    return redirect(offer)


@require_POST
@company_required
def withdrawal(request: SignedIn, ref: str) -> HttpResponse:
    offer = get_object_or_404(Offer.objects.of(request.actor), ref=ref)
    offer.withdraw(request.actor)
    messages.success(request, _("The offer is withdrawn. Only your company sees it now."))
    return redirect(offer)


@require_POST
@company_required
def renewal(request: SignedIn, ref: str) -> HttpResponse:
    offer = get_object_or_404(Offer.objects.of(request.actor), ref=ref)
    offer.renew(RenewalForm(request.POST).day(), request.actor)
    messages.success(request, _("The offer is renewed and on top of the board again."))
    return redirect(offer)
