"""A line filled from the company's own catalogue: found by the words of the request, priced by its own ladder."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from moneyed import Money
from rapidfuzz.fuzz import token_set_ratio

from catalog.alike import key_of
from catalog.models import Product, ProductText
from catalog.parts import in_words
from catalog.specs.entries import readable
from offers.models import RFQLine
from portal.core.actor import Actor
from portal.core.money import convert, format_money
from portal.core.units import unit_name
from trade.models.version import MOST_TIERS

SHOWN = 8
LOOKED_AT = 400  # own products whose titles share a word with what is asked
ALIKE = 72  # of 100: below that a proposal is a guess
WORD = re.compile(r"\w{3,}")


def own_products(actor: Actor) -> Any:
    return Product.objects.of(actor).prefetch_related("texts", "price_tiers")


def found(actor: Actor, q: str) -> list[Product]:
    return list(own_products(actor).matching(q=q).order_by("sku")[:SHOWN]) if q else []


def named(actor: Actor, key: str) -> Product | None:
    """The own product with this reference or SKU."""
    found: Product | None = own_products(actor).filter(Q(ref=key) | Q(sku=key)).first() if key else None
    return found


def proposals(actor: Actor, asked: Mapping[int, RFQLine]) -> dict[int, Product]:
    """For each line of the request the own product whose title or SKU is most like it, where one is like enough."""
    words = {word for line in asked.values() for word in WORD.findall(line.title.casefold())}
    if not words:
        return {}
    said = Q()
    for word in sorted(words)[:60]:
        said |= Q(title__icontains=word)
    titled = ProductText.objects.filter(said, product__company_id=actor.company_id)
    pks = list(titled.order_by("product_id").values_list("product_id", flat=True).distinct()[:LOOKED_AT])
    own = list(own_products(actor).filter(pk__in=pks))
    best = {key: most_alike(line, own) for key, line in asked.items()}
    return {key: product for key, product in best.items() if product is not None}


def most_alike(line: RFQLine, products: Sequence[Product]) -> Product | None:
    if line.product_id is not None:
        same = next((product for product in products if product.pk == line.product_id), None)
        if same is not None:
            return same
    wanted = line.title.casefold()
    scores = [(token_set_ratio(wanted, f"{one.title} {one.sku}".casefold()), -one.pk, one) for one in products]
    score, _pk, product = max(scores, default=(0, 0, None), key=lambda row: row[:2])
    return product if score >= ALIKE else None


def taken(values: Mapping[str, Any], product: Product, asked: RFQLine | None, currency: str) -> dict[str, Any]:
    """The line with what the catalogue says of the product; prices only where unit and currency are the same."""
    row = {**values, "product": product, "sku": product.sku, "title": product.title[:200]}
    row["lead_time_days"] = product.lead_time_days
    if asked is None:
        row["unit"] = product.unit
    if row["unit"] == product.unit:
        row["quantity"] = quantity = values["quantity"] or (asked.quantity if asked else None) or product.moq
        row["moq"] = product.moq
        price = product.price_for(quantity, currency)
        if price is not None:
            row["amount"], row["tiers"] = price.amount, steps(product, quantity, asked, currency)
    row["answers"] = answers_of(product, asked, values["answers"])
    return row


def steps(product: Product, quantity: Decimal, asked: RFQLine | None, currency: str) -> list[tuple[Decimal, Decimal]]:
    """Prices at the further quantities that were asked for, and at the steps of the ladder above the quantity."""
    wanted = set(asked.quantities[1:] if asked else ())
    wanted |= {
        tier.min_quantity for tier in product.tiers if tier.currency == currency and tier.min_quantity > quantity
    }
    priced = [(at, product.price_for(at, currency)) for at in sorted(wanted - {quantity})]
    return [(at, price.amount) for at, price in priced if price is not None][:MOST_TIERS]


def answers_of(product: Product, asked: RFQLine | None, known: list[dict[str, str]]) -> list[dict[str, str]]:
    """Answers from the product's specifications of the same name; what the person wrote already stays."""
    said = {answer["name"]: answer["value"] for answer in known}
    stated = {key_of(str(one["name"])): one for one in readable(product.attributes)}
    for required in asked.required if asked else ():
        one = stated.get(key_of(required.name))
        if one is not None and not said.get(required.name):
            said[required.name] = f"{in_words(one.get('value', ''))} {one.get('unit') or ''}".strip()[:200]
    return [{"name": name, "value": value} for name, value in said.items() if value]


def caveat(product: Product, unit: str, currency: str, quantity: Decimal | None) -> str:
    """Why the catalogue's price was not taken over, in a sentence; empty when it was."""
    if product.unit != unit:
        words = _("“%(title)s” is sold per %(own)s, and the price here is per %(unit)s: please write it yourself.")
        return words % {"title": product.title, "own": unit_name(product.unit), "unit": unit_name(unit)}
    if product.price_for(quantity or product.moq, currency) is not None:
        return ""
    listed = product.first_price
    if listed is None:
        return _("Your catalogue has no price for “%(title)s”: please write it.") % {"title": product.title}
    money = Money(listed.amount, listed.currency)
    about = convert(money, currency)
    told = format_money(money) + (
        f" ({_('about %(amount)s') % {'amount': format_money(about.money)}})" if about else ""
    )
    words = _("Your catalogue has no price in %(currency)s for this quantity of “%(title)s”. List price: %(price)s.")
    return words % {"currency": currency, "title": product.title, "price": told}
