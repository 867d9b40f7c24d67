"""The board of offers, one offer, and its files."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.models import Product
from offers.board import SORTS, WINDOW, Board
from offers.models import Offer, OfferDocument, OfferPicture, OfferViews
from offers.permissions import can_manage_offer, can_review_offer, can_send_inquiry
from portal.core.circles import circles_of
from portal.core.http import Request
from portal.core.templatetags.trade import could

TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}


def link(request: HttpRequest, **changes: str) -> str:
    """The page's own query with some values changed, on its first page."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return f"{request.path}?{query.urlencode()}" if query else request.path


@require_safe
def offer_list(request: Request) -> HttpResponse:
    """The market's open offers as a ledger, with facets."""
    board = Board(request.GET, request.actor, request.currency)
    sides = board.counts["side"]
    labels = [("", _("All"), sum(sides.values())), ("sell", _("Sell"), sides["sell"]), ("buy", _("Buy"), sides["buy"])]
    side = "".join(board.chosen["side"])
    sorts = {"newest": _("Newest first"), "ending": _("Ending soon"), "price": _("Lowest price")}
    context = {
        "board": board,
        "page": board.page,
        "tabs": [(label, board.with_one("side", key), key == side, count) for key, label, count in labels],
        "sorts": [(sorts[name], board.with_one("sort", name), name == board.sort) for name in SORTS],
        "feeds": [(name, reverse(f"offers:{name}") + (f"?{board.kept}" if board.kept else "")) for name in FEEDS],
        "feed_url": reverse("offers:feed") + (f"?{board.kept}" if board.kept else ""),
        "alert_url": f"{reverse('search:saved_new')}?{board.as_search}",
        "beyond": board.total > WINDOW,
        "may_post": any(could(request.actor, power) for power in ("sell", "buy")),
    }
    return render(request, "offers/offer_list.html", context)


FEEDS = ("feed", "rss")


@require_safe
def offer_detail(request: Request, ref: str) -> HttpResponse:
    """One offer; an anonymous one without anything that tells whose it is."""
    actor = request.actor
    offer = get_object_or_404(Offer.objects.visible_to(actor).for_cards().prefetch_related("documents"), ref=ref)
    named, is_own = offer.names_company_to(actor), actor.acts_for(offer.company_id)
    product = offer.product if named else None
    if product and not Product.objects.visible_to(actor).filter(pk=product.pk).exists():
        product = None
    if not is_own and not actor.is_staff and request.method == "GET":
        OfferViews.count(offer)
    asks = not actor.company or can_send_inquiry(actor, offer.company_id, offer.side)
    context = {
        "offer": offer,
        "named": named,
        "product": product,
        "pictures": offer.pictures_for(actor),
        "is_own": is_own,
        "may_manage": can_manage_offer(actor, offer),
        "may_review": actor.is_staff and can_review_offer(actor, offer),
        "may_ask": offer.is_open and asks,
        "may_chat": offer.is_open and not offer.is_anonymous and (not actor.user or actor.may("talk")),
        "audience": audience(offer, request) if not offer.is_public else "",
        "crumbs": [(_("Offers"), reverse("offers:list")), (offer.title, "")],
    }
    return render(request, "offers/offer_detail.html", context)


def audience(offer: Offer, request: Request) -> str:
    """Who it is for, in words for those who see it; other chosen companies are named to its own people only."""
    if offer.visibility == "members":
        return _("Only signed-in companies see this offer.")
    if offer.visibility == "circle":
        names = [one.name for one in circles_of(request.actor) if one.key == offer.circle]
        return _("Only members of %(community)s see this offer.") % {"community": (names or [_("a community")])[0]}
    if not request.actor.acts_for(offer.company_id):
        return _("Only companies that were chosen see this offer. Yours is one of them.")
    chosen = list(offer.readers.order_by("company__name").values_list("company__name", flat=True))
    return _("Only these companies see this offer: %(companies)s.") % {"companies": ", ".join(chosen)}


@require_safe
def picture(request: Request, ref: str, file: str, size: str, ending: str) -> FileResponse:
    """A picture for whoever may see its offer; one that would tell whose an anonymous offer is, for nobody else."""
    found = get_object_or_404(
        OfferPicture.objects.visible_to(request.actor).select_related("offer"), offer__ref=ref, ref=file
    )
    if ending not in TYPES or (found.from_product and not found.offer.names_company_to(request.actor)):
        raise Http404
    stored = getattr(found, f"{size}_{'jpeg' if ending == 'jpg' else 'webp'}")
    response = FileResponse(stored.open("rb"), content_type=TYPES[ending])
    response.headers["Content-Disposition"] = "inline"
    is_for_all = found.offer.is_public and found.offer.is_open
    return given_out(response, "public, max-age=3600" if is_for_all else "private, max-age=0, must-revalidate")


@require_safe
def document(request: Request, ref: str, file: str) -> FileResponse:
    found = get_object_or_404(OfferDocument.objects.visible_to(request.actor), offer__ref=ref, ref=file)
    stored = found.file.open("rb")
    response = FileResponse(stored, as_attachment=True, filename=found.file_title, content_type="application/pdf")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return given_out(response, "private, max-age=0, must-revalidate")


def given_out(response: FileResponse, caching: str) -> FileResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = caching
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
