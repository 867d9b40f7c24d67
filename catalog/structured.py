"""A product as schema.org describes one, for the machines that read pages. https://schema.org/Product"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from catalog.editing import plain
from catalog.models import Product, Variant
from catalog.pricing import Step, ladder
from catalog.specs.told import told_in
from catalog.variants import same
from portal.core.translating.languages import language_now

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
    if variants := [one for one in product.variants.all() if one.is_offered] if product.axes else []:
        data |= group_data(product, variants, absolute)
    return {name: value for name, value in data.items() if value}


# Axes that schema.org has a property for, by what people call them.
KNOWN_AXES = {
    **dict.fromkeys(("size", "사이즈", "크기"), "size"),
    **dict.fromkeys(("color", "colour", "색상", "컬러"), "color"),
    **dict.fromkeys(("material", "소재", "재질"), "material"),
    **dict.fromkeys(("pattern", "무늬", "패턴"), "pattern"),
}


def group_data(product: Product, variants: list[Variant], absolute: Absolute) -> dict[str, Any]:
    """https://schema.org/ProductGroup: what changes in a product that has variants."""
    names = [KNOWN_AXES.get(same(axis["name"]), "") for axis in product.axes]
    varies = [
        f"https://schema.org/{known}" if known else axis["name"]
        for known, axis in zip(names, product.axes, strict=True)
    ]
    pictures = {picture.pk: picture for picture in product.pictures.all()}
    return {
        "@type": "ProductGroup",
        "productGroupID": product.sku,
        "sku": None,
        "gtin": None,
        "offers": None,
        "variesBy": varies,
        "hasVariant": [variant_data(product, one, pictures.get(one.picture_id or 0), absolute) for one in variants],
    }


def variant_data(product: Product, variant: Variant, picture: Any, absolute: Absolute) -> dict[str, Any]:
    url = absolute(f"{product.get_absolute_url()}?{urlencode({'variant': variant.sku})}")
    first = product.first_price
    price = variant.own_price or (first.unit_price if first else None)
    offer = price and {
        "@type": "Offer",
        "price": plain(price.amount),
        "priceCurrency": price.currency.code,
        **availability(variant.stock, product.lead_time_days),
        "url": url,
    }
    data: dict[str, Any] = {
        "@type": "Product",
        "name": f"{product.title}, {variant}",
        "sku": variant.sku,
        "gtin": variant.gtin,
        "image": absolute(picture.image.url) if picture else None,
        "url": url,
        "offers": offer,
        "additionalProperty": [],
    }
    for name, value in variant.axis_values.items():
        if known := KNOWN_AXES.get(same(name)):
            data[known] = value
        else:
            data["additionalProperty"].append({"@type": "PropertyValue", "name": name, "value": value})
    return {name: value for name, value in data.items() if value}


def availability(stock: Decimal | None, lead_time_days: int | None) -> dict[str, str]:
    """Only what the firm states: nothing without a stock; none left, but a lead time, can be ordered all the same."""
    if stock is None:
        return {}
    known = "InStock" if stock > 0 else "OutOfStock" if lead_time_days is None else "BackOrder"
    return {"availability": f"https://schema.org/{known}"}


def range_data(product: Product) -> dict[str, Any] | None:
    """https://schema.org/AggregateOffer, for a product with a price range in the place of a ladder."""
    if product.price_range is None:
        return None
    low, high = product.price_range
    return {
        "@type": "AggregateOffer",
        **availability(product.stock, product.lead_time_days),
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
    for line in product.specifications:
        one = {**line, **told_in(line, language_now())}
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
        **availability(product.stock, product.lead_time_days),
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
