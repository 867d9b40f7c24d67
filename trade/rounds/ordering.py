"""What a round that succeeded becomes: one request for quotation, or one order proposal to the product's supplier.

Members are named in it with their quantities only where the members see each other's; else it says how many they are.
A hidden community is not named to anybody outside.
"""

import uuid
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from companies.models import Membership
from companies.permissions import POWERS
from offers.models import RFQ, Inquiry, RFQDocument
from portal.core.actor import Actor
from portal.core.permissions import Refused
from portal.core.units import quantity as in_words

if TYPE_CHECKING:
    from trade.rounds.closing import RoundClosing

NAMED = 60  # members in the text of a request; further ones are counted


def actor_of(purchase: "RoundClosing", by: Actor | None) -> Actor | None:
    """Who asks for the company that runs the round: the one who closes, who opened it, else a colleague who buys."""
    if by is not None and by.acts_for(purchase.company_id) and by.may("buy"):
        return by
    roles = [role for role, powers in POWERS.items() if {"buy", "run_communities"} <= powers]
    people = Membership.objects.filter(company_id=purchase.company_id, role__in=roles, user__is_active=True)
    places = list(people.select_related("user").order_by("pk")[:50])
    for place in sorted(places, key=lambda place: place.user_id != purchase.user_id):
        actor: Actor = place.user.actor_for(purchase.company.slug)
        if actor.acts_for(purchase.company_id) and actor.may("buy"):
            return actor
    return None


def order(purchase: "RoundClosing", by: Actor | None) -> bool:
    """Ask once; whether it was done. What stands in the way (a day's limit, nobody there) leaves the round as it is.

    To be called under the round's lock.
    """
    actor = actor_of(purchase, by)
    if actor is None or purchase.request is not None:
        return False
    language = (purchase.user.language if purchase.user else "") or settings.LANGUAGE_CODE
    with suppress(Refused), override(language), transaction.atomic():
        if purchase.goal == purchase.Goal.SUPPLIER:
            purchase.inquiry = propose(purchase, actor)
        else:
            purchase.rfq = request(purchase, actor)
        purchase.save(update_fields=["inquiry", "rfq", "updated_at"])
        return True
    purchase.inquiry = purchase.rfq = None
    return False


def propose(purchase: "RoundClosing", by: Actor) -> Inquiry:
    """One order proposal for the whole quantity, at the list price of that quantity."""
    price = purchase.current_price
    assert purchase.supplier is not None
    return Inquiry.send(
        by,
        purchase.supplier,
        form_token=uuid.uuid5(purchase.form_token, purchase.ref),
        product=purchase.product if purchase.product and purchase.product.is_published else None,
        title=purchase.title,
        quantity=purchase.total,
        unit=purchase.unit,
        target_amount=price.amount if price else None,
        currency=purchase.currency,
        delivery_country=purchase.delivery_country,
        incoterm=purchase.incoterm,
        question=letter(purchase, _("Order proposal of a joint purchase. Please send us your quotation for it.")),
    )


def request(purchase: "RoundClosing", by: Actor) -> RFQ:
    """One request for quotation; to chosen suppliers it stays a draft until the steward has chosen them."""
    price = purchase.current_price
    is_open = purchase.goal == purchase.Goal.MARKET
    line = {
        "product": purchase.product,
        "title": purchase.title[:200],
        "text": purchase.text[:4000],
        "hs_code": purchase.hs_code,
        "quantity": purchase.total,
        "unit": purchase.unit,
        "target_amount": price.amount if price else None,
    }
    rfq = RFQ.draft(
        by,
        uuid.uuid5(purchase.form_token, purchase.ref),
        [line],
        title=purchase.title,
        text=letter(purchase, _("Joint purchase: one quotation for the whole quantity, please.")),
        language=get_language() or settings.LANGUAGE_CODE,
        category=purchase.category,
        currency=purchase.currency,
        incoterm=purchase.incoterm,
        incoterm_place=purchase.incoterm_place,
        delivery_country=purchase.delivery_country,
        delivery_place=purchase.delivery_place,
        audience=RFQ.Audience.PUBLIC if is_open else RFQ.Audience.INVITED,
        closes_at=timezone.now() + timedelta(days=purchase.quote_days),
    )
    for paper in purchase.documents.all():
        with paper.file.open("rb") as file:
            RFQDocument.attach(rfq, paper.title, ContentFile(file.read(), paper.file_title), by)
    if is_open:
        with suppress(Refused), transaction.atomic():  # a day's limit: it stays a draft, which the steward publishes
            rfq.submit(by)
        rfq.refresh_from_db()
    return rfq


def letter(purchase: "RoundClosing", first: str) -> str:
    """The words of the request: on whose behalf, how much, and where to."""
    parts = [first, behalf(purchase)]
    if purchase.text:
        parts.append(purchase.text)
    if purchase.variant:
        parts.append(_("Variant: %(variant)s (%(sku)s)") % {"variant": purchase.variant, "sku": purchase.variant.sku})
    if purchase.incoterm:
        parts.append(f"{purchase.incoterm} {purchase.incoterm_place} (Incoterms 2020)")
    return "\n\n".join(parts)[:7900]


def behalf(purchase: "RoundClosing") -> str:
    splits = list(purchase.splits.select_related("company", "pledge"))
    count = len(splits)
    words = ngettext(
        "%(company)s asks on behalf of %(n)s company", "%(company)s asks on behalf of %(n)s companies", count
    )
    said = words % {"company": purchase.company, "n": count}
    if purchase.community.visibility != "hidden":
        said = _("%(said)s of “%(community)s”") % {"said": said, "community": purchase.community}
    if not purchase.names_members:
        return f"{said}."
    rows = [f"– {one.company}: {in_words(one.quantity, one.unit)}" for one in splits[:NAMED]]
    if count > NAMED:
        rows.append(_("– and %(n)s more") % {"n": count - NAMED})
    return "\n".join([f"{said}:", *rows])
