"""A product as schema.org describes one, for the machines that read pages. https://schema.org/Product"""

from collections.abc import Callable
from typing import Any

from catalog.editing import plain
from catalog.models import Product

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
        "additionalProperty": [
            {"@type": "PropertyValue", "name": one["name"], "value": one["value"], "unitText": one.get("unit")}
            for one in product.specifications
        ],
        "offers": [offer_data(product, tier, absolute) for tier in product.tiers] or range_data(product),
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


def offer_data(product: Product, tier: Any, absolute: Absolute) -> dict[str, Any]:
    return {
        "@type": "Offer",
        "price": plain(tier.amount),
        "priceCurrency": tier.currency,
        "availability": "https://schema.org/InStock",
        "url": absolute(product.get_absolute_url()),
        "eligibleQuantity": {
            "@type": "QuantitativeValue",
            "minValue": float(max(tier.min_quantity, product.moq)),
            "unitCode": product.unit,
        },
        "seller": {
            "@type": "Organization",
            "name": product.company.name,
            "url": absolute(product.company.get_absolute_url()),
        },
    }
