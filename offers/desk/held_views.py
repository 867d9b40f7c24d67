"""Staff look at offers that were held, and let them on the board or say why not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.desk.guards import staff_required
from offers.desk.queues import waiting
from offers.models import Offer
from offers.permissions import may_review_offers
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, WrongState
from portal.core.texts import clean_block


@staff_required
@require_safe
def held(request: SignedIn) -> HttpResponse:
    """Held offers, the oldest first."""
    rows = waiting(request.actor).for_cards().prefetch_related("documents").order_by("updated_at", "pk")
    context = {"page": paginate(request, rows, 20), "may_review": may_review_offers(request.actor)}
    return render(request, "offers/desk/held.html", context)


def judged(request: SignedIn, ref: str) -> Offer:
    own = [company.pk for company in request.actor.companies]
    offer: Offer = get_object_or_404(Offer.objects.visible_to(request.actor).exclude(company__in=own), ref=ref)
    return offer


@staff_required
@require_POST
def approval(request: SignedIn, ref: str) -> HttpResponse:
    offer = judged(request, ref)
    offer.approve(request.actor)
    messages.success(request, _("“%(title)s” is on the board.") % {"title": offer.title})
    return redirect("offers_desk:held")


@staff_required
@require_POST
def rejection(request: SignedIn, ref: str) -> HttpResponse:
    offer = judged(request, ref)
    try:
        offer.reject(request.actor, clean_block(request.POST.get("words", "")))
    except WrongState:
        raise
    except Refused as problem:
        messages.error(request, str(problem.message))
        return redirect("offers_desk:held")
    messages.success(request, _("“%(title)s” is rejected, and the firm is told why.") % {"title": offer.title})
    return redirect("offers_desk:held")
