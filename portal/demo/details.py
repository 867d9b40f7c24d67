"""What the demonstration's goods have beside their facts: typed specifications, variants, stock, papers, relations."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from fnmatch import fnmatchcase
from functools import cache
from itertools import product as combinations
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils.timezone import localdate

from catalog.models import (
    Category,
    PriceTier,
    Product,
    ProductCertificate,
    ProductDocument,
    RelatedProduct,
    Variant,
)
from catalog.specs.entries import attribute_named, entry_of, readable, with_types
from catalog.specs.models import Attribute, names_asked_by
from catalog.specs.values import read
from catalog.variants import combination_of, span_of, tidy_axes
from portal.demo.datasheet import datasheet
from portal.demo.firms import Firm, Good
from portal.demo.ids import demo_ref

Goods = Sequence[tuple[Product, Good]]


@cache
def written() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "details.toml").read_text("utf-8"))


def matching(section: str, sku: str) -> list[Any]:
    """What all patterns that fit the SKU say, in the order of the file."""
    return [said for pattern, said in written()[section].items() if fnmatchcase(sku, pattern)]


def specifications(good: Good, category: Category) -> list[dict[str, Any]]:
    """Typed ones by key; the firm's own lines that say the same are left out."""
    known = Attribute.known()
    pairs = [pair.partition("=") for said in matching("specs", good.sku) for pair in said.split(";")]
    typed = {key.strip(): read(known[key.strip()], value.strip()) for key, _sign, value in pairs}
    names = names_asked_by(category)
    lines = [line for line in good.attributes if (meant(names, line) or "") not in typed]
    return with_types(category, lines) + [entry_of(known[key], value) for key, value in typed.items()]


def meant(names: dict[str, Attribute], line: dict[str, str]) -> str:
    attribute, _unit = attribute_named(names, line["name"])
    return attribute.key if attribute else ""


def stock_of(good: Good) -> Decimal | None:
    said = written()["stock"].get(good.sku)
    return None if said is None else Decimal(said)


def detail(firm: Firm, pairs: Goods, tiers: Sequence[PriceTier]) -> None:
    """Everything that hangs on products which are saved."""
    first = {tier.product_id: tier for tier in reversed(tiers)}
    Variant.objects.bulk_create(one for product, good in pairs for one in variants_of(product, first[product.pk]))
    ProductCertificate.objects.bulk_create(one for product, good in pairs for one in certificates_of(product))
    ProductDocument.objects.bulk_create(one for product, good in pairs for one in papers_of(product, good, firm))
    RelatedProduct.objects.bulk_create(relations(pairs))


def axes_of(sku: str) -> list[dict[str, Any]]:
    said = written()["variants"].get(sku)
    return tidy_axes((name, values) for name, *values in said["axes"]) if said else []


def span_for(good: Good, tier: PriceTier) -> dict[str, Any]:
    """Of the variants that will be on offer; the same that `respan` would read from them."""
    offered = [one for one in combined(good.sku, tier) if one.is_offered]
    return span_of([(one.amount, one.currency) for one in offered])


def variants_of(product: Product, tier: PriceTier) -> Iterator[Variant]:
    variants = list(combined(product.sku, tier))
    for one in variants:
        one.product, one.company_id = product, product.company_id
    show_variants(product, variants)
    yield from variants


def show_variants(product: Product, variants: Sequence[Variant]) -> None:
    """Each by one of the product's pictures in turn, where there are several; not saved yet."""
    pictures = [one.pk for one in product.pictures.all()] if variants else []
    for one in variants:
        one.picture_id = pictures[one.position % len(pictures)] if len(pictures) > 1 else None


def combined(sku: str, tier: PriceTier) -> Iterator[Variant]:
    """Each combination with its price beside the first of the ladder, in the ladder's smallest step."""
    said, axes = written()["variants"].get(sku), axes_of(sku)
    for place, values in enumerate(combinations(*(axis["values"] for axis in axes)) if said else ()):
        factor = Decimal(1)
        for value in values:
            factor *= Decimal(str(said["factors"].get(value, 1)))
        name, own = "/".join(values), {axis["name"]: value for axis, value in zip(axes, values, strict=True)}
        amount = (tier.amount * factor).quantize(tier.amount, ROUND_HALF_UP) if factor != 1 else None
        yield Variant(
            sku=f"{sku}-{place + 1:02d}",
            axis_values=own,
            combination=combination_of(own),
            amount=amount,
            currency=tier.currency if amount is not None else "",
            stock=Decimal(0) if name in said["gone"] else Decimal(tier.min_quantity * (1 + place * 7 % 9)),
            position=place,
            is_offered=name not in said["ended"],
        )


def certificates_of(product: Product) -> Iterator[ProductCertificate]:
    for place, line in enumerate(row for said in matching("certificates", product.sku) for row in said):
        kind, number, issuer, days = (part.strip() for part in line.split("|"))
        ends = localdate() + timedelta(days=int(days))
        yield ProductCertificate(
            product=product,
            ref=demo_ref("D", product.ref, kind),
            kind=kind,
            number=number,
            issuer=issuer,
            issued_on=ends - timedelta(days=3 * 365),
            expires_on=ends,
            position=place + 1,
        )


def papers_of(product: Product, good: Good, firm: Firm) -> Iterator[ProductDocument]:
    if not any(fnmatchcase(good.sku, pattern) for pattern in written()["papers"]["skus"]):
        return
    rows = [(str(one["name"]), f"{one['value']} {one.get('unit', '')}".strip()) for one in readable(product.attributes)]
    trade = f"{product.incoterm} {product.incoterm_place}".strip()
    rows += [("Minimum order", f"{product.moq} {product.unit}"), ("Terms", trade), ("HS code", product.hs_code)]
    data = datasheet(good.title["en"], f"{good.sku} · {firm.name}, {firm.city}", good.description["en"], rows)
    paper = ProductDocument(
        product=product,
        ref=demo_ref("D", product.ref, "datasheet"),
        title=f"Datasheet {good.sku}",
        language="en",
        size=len(data),
        position=1,
    )
    paper.file.save("datasheet.pdf", ContentFile(data), save=False)
    yield paper


def relations(pairs: Goods) -> Iterator[RelatedProduct]:
    products = {product.sku: product for product, _good in pairs}
    for product in products.values():
        for place, line in enumerate(row for said in matching("related", product.sku) for row in said):
            sku, kind = line.split()
            if sku in products:
                yield RelatedProduct(product=product, other=products[sku], kind=kind, position=place)
