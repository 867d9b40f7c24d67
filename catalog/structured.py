"""A product as schema.org describes one, for the machines that read pages. https://schema.org/Product"""

from collections.abc import Callable, Iterator
from typing import Any

from catalog.editing import plain
from catalog.models import Product
from catalog.pricing import Step, ladder

Absolute = Callable[[str], str]


def product_data(product: Product, absolute: Absolute) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.title,
        "description": product.text.description[:5000],
        "sku": product.sku,
        "mpn": product.model,
        "gtin": product.gtin,
        "category": " > ".join(one.name for one in [*product.category.ancestors, product.category]),
        "url": absolute(product.get_absolute_url()),
        "image": [absolute(picture.image.url) for picture in product.pictures.all()],
        "countryOfOrigin": {"@type": "Country", "name": product.origin} if product.origin else None,
        "brand": {"@type": "Brand", "name": product.brand} if product.brand else None,
        "additionalProperty": [*property_data(product)],
        "offers": [
            offer_data(product, step, absolute)
            for code in sorted({tier.currency for tier in product.tiers})
            for step in ladder(product, code)
        ]
        or range_data(product),
    }
    return {name: value for name, value in data.items() if value}


def range_data(product: Product) -> dict[str, Any] | None:
    """https://schema.org/AggregateOffer, for a product with a price range in the place of a ladder."""
    if product.price_range is None:
        return None
    low, high = product.price_range
    return {
        "@type": "AggregateOffer",
        "lowPrice": plain(low.amount),
        "highPrice": plain(high.amount),
        "priceCurrency": low.currency.code,
    }


def property_data(product: Product) -> Iterator[dict[str, Any]]:
    """What has no property of its own: the HS code, the Incoterm, and the specifications."""
    known = [("HS", "HS code", product.hs_code), ("Incoterms 2020", "Incoterm", in_one(product))]
    for scheme, name, value in known:
        if value:
            yield {"@type": "PropertyValue", "propertyID": scheme, "name": name, "value": value}
    for one in product.specifications:
        unit = {"unitText": one["unit"]} if one["unit"] else {}
        yield {"@type": "PropertyValue", "name": one["name"], "value": one["value"], **unit}


def in_one(product: Product) -> str:
    return f"{product.incoterm} {product.incoterm_place}".strip() if product.incoterm else ""


def offer_data(product: Product, step: Step, absolute: Absolute) -> dict[str, Any]:
    """One step of the price ladder; nobody sells fewer than the minimum order."""
    tier, least = step.tier, max(step.tier.min_quantity, product.moq)
    eligible = {"@type": "QuantitativeValue", "minValue": float(least), "unitCode": product.unit}
    if step.until is not None and step.until >= least:
        eligible["maxValue"] = float(step.until)
    offer = {
        "@type": "Offer",
        "price": plain(tier.amount),
        "priceCurrency": tier.currency,
        "availability": f"https://schema.org/{'OutOfStock' if product.stock == 0 else 'InStock'}",
        "url": absolute(product.get_absolute_url()),
        "eligibleQuantity": eligible,
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "price": plain(tier.amount),
            "priceCurrency": tier.currency,
            "eligibleQuantity": eligible,
            "referenceQuantity": {"@type": "QuantitativeValue", "value": 1, "unitCode": product.unit},
        },
        "seller": {
            "@type": "Organization",
            "name": product.company.name,
            "url": absolute(product.company.get_absolute_url()),
        },
    }
    if product.lead_time_days is not None:
        offer["deliveryLeadTime"] = {
            "@type": "QuantitativeValue",
            "value": product.lead_time_days,
            "unitCode": "DAY",
        }
    return offer
