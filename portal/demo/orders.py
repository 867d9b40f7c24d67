"""Orders of the demonstration: one in production between the seller and the buyer, with a part on its way."""

import uuid
from decimal import Decimal

from catalog.models import Product
from companies.models import Company
from portal.core.permissions import Refused
from portal.demo.quotations import BUYER, actor
from trade.models import Order

SELLER = "hanul-bearing"
# An invoice names both sides with their streets.
STREETS = {SELLER: ("142 Jungang-daero, Seongsan-gu", "51430"), BUYER: ("Speicherstraße 18", "20457")}


def place_orders(companies: dict[str, Company]) -> None:
    """Placed at list terms, confirmed and in production; what is there already stays as it is."""
    buyer, seller = companies[BUYER], companies[SELLER]
    for slug, (street, postcode) in STREETS.items():
        if not companies[slug].street:
            companies[slug].street, companies[slug].postcode = street, postcode
            companies[slug].save(update_fields=["street", "postcode"])
    if Order.objects.filter(buyer=buyer, supplier=seller).exists():
        return
    product = next((one for one in Product.objects.of(actor(seller)).published() if one.first_price), None)
    if product is None or product.first_price is None:
        return
    quantity = max(product.moq, Decimal(1000))
    price = product.price_for(quantity, product.first_price.currency)
    if price is None:
        return
    by = actor(buyer)
    try:
        order = Order.place_at_list_terms(by, product, quantity, price, uuid.uuid4(), buyer_po="NL-4500012")
    except Refused:
        return  # it asks for a choice among variants: this demonstration has no order then
    order.confirm(actor(seller))
    order.start_production(actor(seller))
    order.add_note("Ask for the inspection report before it ships.", by)
