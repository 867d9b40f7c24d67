"""The offers on a company's public page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.booth import Section, booth_section
from companies.models import Company
from offers.models import RFQ, Offer
from portal.core.actor import Actor

SHOWN = 6


@booth_section(30, key="offers", title=_("Offers"), help=_("Open offers under your name."))
def offers(company: Company, actor: Actor) -> Section | None:
    """Open ones under the company's name; an anonymous one never stands beside it, not even for its own people."""
    rows = (
        Offer.objects.open()
        .visible_to(actor)
        .named()
        .filter(company=company)
        .for_cards()
        .order_by("-published_at", "-pk")
    )
    shown = list(rows[: SHOWN + 1])
    if not shown:
        return None
    more = f"{reverse('offers:list')}?company={company.slug}" if len(shown) > SHOWN else ""
    return Section("offers/_booth_offers.html", _("Offers"), shown[:SHOWN], "offers/offers.css", more)


@booth_section(32, key="rfqs", title=_("Requests for quotation"), help=_("What you ask every supplier to quote on."))
def rfqs(company: Company, actor: Actor) -> Section | None:
    """Open ones that every reader may know of."""
    rows = RFQ.objects.open().for_everybody().filter(company=company).for_cards().order_by("closes_at", "pk")
    shown = list(rows[:SHOWN])
    if not shown:
        return None
    return Section("offers/_booth_rfqs.html", _("Requests for quotation"), shown, "offers/rfq.css")
