"""Variants of a product: one for each combination of its axes (size, colour, …) that the company makes.

A variant has its own SKU and may have its own GTIN, price, picture, minimum order and stock; what it does not state
is the product's. Own prices of one product's variants are all in one currency, so that they make a span.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _
from moneyed import Money

from catalog.editing import PARTS, plain
from catalog.parts import PriceTier, ProductPicture
from catalog.skus import SkuTaken, used_skus
from companies.models import Company
from portal.core.actor import Actor
from portal.core.money import AmountField, CurrencyField
from portal.core.permissions import Refused

if TYPE_CHECKING:
    from catalog.models import Product

MOST_AXES, MOST_VARIANTS = 3, 200
LONGEST_AXIS, LONGEST_VALUE = 40, 60
TOO_MANY = _(
    "These would be %(count)s variants; a product has at most %(most)s. Leave out values, or part the product."
)
ONE_CURRENCY = _("The prices of a product's variants are all in one currency. Write them in the same.")


def same(text: str) -> str:
    """By which two names or values are one: `Red` and `red `."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def combination_of(values: dict[str, str]) -> str:
    """Stands for a combination whatever the order of its axes: what the database keeps unique."""
    pairs = sorted((same(axis), same(value)) for axis, value in values.items())
    return hashlib.sha256(json.dumps(pairs).encode()).hexdigest()


class BadAxes(Refused):
    """Axes that do not hold together; the sentence says why."""


def tidy_axes(axes: Iterable[tuple[str, Iterable[str]]]) -> list[dict[str, Any]]:
    """As `Product.axes` keeps them: values once each, in order. Raises BadAxes."""
    kept: list[dict[str, Any]] = []
    for name, values in axes:
        once = list({same(value): value for value in reversed(list(values)) if value}.values())[::-1]
        if not name or not once:
            raise BadAxes(_("Each axis has a name, such as Size, and its values, such as S, M, L."))
        if len(name) > LONGEST_AXIS or any(len(value) > LONGEST_VALUE for value in once):
            words = _("A name has up to %(axis)s letters, a value up to %(value)s.")
            raise BadAxes(words % {"axis": LONGEST_AXIS, "value": LONGEST_VALUE})
        if any(same(axis["name"]) == same(name) for axis in kept):
            raise BadAxes(_("“%(name)s” is named twice.") % {"name": name})
        kept.append({"name": name, "values": once})
    if len(kept) > MOST_AXES:
        raise BadAxes(_("Up to three axes, please."))
    return kept


class HasVariants(models.Model):
    """The part of a product that knows of its variants without reading them."""

    axes = models.JSONField(_("axes of its variants"), default=list, blank=True)
    # Of the variants on offer: how many, their own prices' lowest and highest, and whether some have the ladder's.
    # Kept beside the product, so that no list of products has to read variants.
    span = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    if TYPE_CHECKING:
        price_tiers: Any
        variants: Any

        @property
        def first_price(self) -> PriceTier | None: ...

    @property
    def variant_count(self) -> int:
        """How many are on offer."""
        return int(self.span.get("count", 0))

    @property
    def price_span(self) -> tuple[Money, Money] | None:
        """The lowest and the highest price for a unit of all variants; None where none has its own price."""
        if not self.span.get("currency"):
            return None
        code, amounts = self.span["currency"], [Decimal(self.span["low"]), Decimal(self.span["high"])]
        first = self.first_price
        if self.span.get("rest") and first and first.currency == code:
            amounts.append(first.amount)
        return Money(min(amounts), code), Money(max(amounts), code)

    @property
    def starting_price(self) -> PriceTier | None:
        """The first price of the ladder, else the lowest of the variants for the smallest quantity."""
        first, span = self.first_price, self.price_span
        if first or not span:
            return first
        return PriceTier(min_quantity=Decimal(1), amount=span[0].amount, currency=span[0].currency.code)


class VariantQuerySet(models.QuerySet["Variant"]):
    def visible_to(self, actor: Actor) -> "VariantQuerySet":
        """As their products are; those not on offer only to their makers."""
        rows = self.filter(product__in=apps_product().objects.visible_to(actor))
        return rows if actor.is_staff else rows.filter(models.Q(is_offered=True) | models.Q(company=actor.company_id))

    def of(self, actor: Actor) -> "VariantQuerySet":
        return self.filter(company_id=actor.company_id) if actor.company else self.none()


def apps_product() -> Any:
    return Variant._meta.get_field("product").related_model


class Variant(models.Model):
    """One combination. `company` is always the product's: by it the SKU is unique."""

    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="variants")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    sku = models.CharField(_("SKU"), max_length=64)
    axis_values = models.JSONField(_("values"), default=dict)
    combination = models.CharField(max_length=64, editable=False)
    gtin = models.CharField(_("GTIN"), max_length=14, blank=True)
    amount = AmountField(null=True, blank=True, verbose_name=_("own price"))
    currency = CurrencyField(blank=True)
    picture = models.ForeignKey(ProductPicture, models.SET_NULL, null=True, blank=True, related_name="+")
    moq = models.DecimalField(_("minimum order"), max_digits=14, decimal_places=3, null=True, blank=True)
    stock = models.DecimalField(_("stock"), max_digits=14, decimal_places=3, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_offered = models.BooleanField(_("on offer"), default=True)

    objects = VariantQuerySet.as_manager()

    is_gone = models.BooleanField(default=False, editable=False)  # its product is deleted: the SKU is free

    class Meta:
        verbose_name = _("variant")
        verbose_name_plural = _("variants")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "sku"], condition=models.Q(is_gone=False), name="variant_sku_once"
            ),
            models.UniqueConstraint(fields=["product", "combination"], name="variant_combination_once"),
            models.CheckConstraint(condition=~models.Q(sku=""), name="variant_has_sku"),
            models.CheckConstraint(
                condition=models.Q(amount=None, currency="") | models.Q(amount__gte=0) & ~models.Q(currency=""),
                name="variant_price_whole",
            ),
            models.CheckConstraint(condition=models.Q(moq=None) | models.Q(moq__gt=0), name="variant_moq_positive"),
            models.CheckConstraint(
                condition=models.Q(stock=None) | models.Q(stock__gte=0), name="variant_stock_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.axis_values.values()) or self.sku

    @property
    def own_price(self) -> Money | None:
        return None if self.amount is None else Money(self.amount, self.currency)

    def values_along(self, axes: Iterable[dict[str, Any]]) -> list[str]:
        """Its values in the order of the axes."""
        return [self.axis_values.get(axis["name"], "") for axis in axes]

    def copied_to(self, product: "Product", sku: str, pictures: dict[int, int]) -> "Variant":
        """For a copy of the product; a GTIN belongs to one article only."""
        kept = {name: getattr(self, name) for name in KEPT if name not in {"sku", "gtin", "picture_id"}}
        picture = pictures.get(self.picture_id) if self.picture_id else None
        return Variant(product=product, company_id=product.company_id, sku=sku, picture_id=picture, **kept)


KEPT = (
    *("sku", "axis_values", "combination", "gtin", "amount", "currency", "picture_id", "moq", "stock"),
    *("position", "is_offered"),
)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a wanted variant: its place in the list, the field, the sentence."""

    place: int
    field: str
    words: Any


class BadVariants(Refused):
    """Some rows do not hold together; nothing was saved."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].words)
        self.problems = problems


def problems_of(axes: list[dict[str, Any]], wanted: Sequence[Variant], sku: str) -> list[Problem]:
    """What can be said without the database; `sku` is the product's own."""
    allowed = {axis["name"]: set(axis["values"]) for axis in axes}
    skus, combinations, currency, found = {sku}, set[str](), "", list[Problem]()
    for place, one in enumerate(wanted):
        if set(one.axis_values) != set(allowed) or any(v not in allowed[k] for k, v in one.axis_values.items()):
            words = _("Its values are not among those of the axes any more. Make the combinations again.")
            found.append(Problem(place, "values", words))
        elif (key := combination_of(one.axis_values)) in combinations:
            found.append(Problem(place, "values", _("This combination stands twice.")))
        else:
            combinations.add(key)
        if one.sku in skus:
            found.append(Problem(place, "sku", _("This SKU stands twice. Each variant has one of its own.")))
        skus.add(one.sku)
        if one.amount is not None and currency and one.currency != currency:
            found.append(Problem(place, "currency", ONE_CURRENCY))
        currency = currency or one.currency
    return found


def put_variants(product: "Product", axes: list[dict[str, Any]], wanted: Sequence[Variant]) -> None:
    """Let `product` have these axes and variants, and no others; a known combination, or SKU, keeps its row.

    The caller holds the company's lock (`lock_skus`) and the product's. Raises BadVariants or SkuTaken.
    """
    if len(wanted) > MOST_VARIANTS:
        raise BadVariants([Problem(-1, "", TOO_MANY % {"count": len(wanted), "most": MOST_VARIANTS})])
    if problems := problems_of(axes, wanted, product.sku):
        raise BadVariants(problems)
    if clashes := used_skus(product.company_id, [one.sku for one in wanted], besides=product):
        raise SkuTaken(*[one.sku for one in wanted if one.sku in clashes])
    for position, one in enumerate(wanted):
        one.product, one.company_id, one.position = product, product.company_id, position
        one.combination = combination_of(one.axis_values)
    settle(product, wanted)
    product.axes = axes if wanted else []
    respan(product)
    product.save(update_fields=["axes", "span", "updated_at"])


def settle(product: "Product", wanted: Sequence[Variant]) -> None:
    known = list(Variant.objects.filter(product=product))
    pictures = set(product.pictures.values_list("pk", flat=True))
    by_combination, by_sku = {one.combination: one for one in known}, {one.sku: one for one in known}
    taken: set[int] = set()
    for key, rows in (("combination", by_combination), ("sku", by_sku)):
        for one in wanted:
            old = rows.get(getattr(one, key))
            if one.pk is None and old is not None and old.pk not in taken:
                one.pk, one._state.adding = old.pk, False
                taken.add(old.pk)
    for one in wanted:
        one.picture_id = one.picture_id if one.picture_id in pictures else None
    before = {one.pk: one for one in known}
    changed = [one for one in wanted if one.pk and any(getattr(one, k) != getattr(before[one.pk], k) for k in KEPT)]
    Variant.objects.filter(product=product).exclude(pk__in=taken).delete()
    # Two may have changed places: all step aside first, since each row's SKU and combination are unique.
    aside = Concat(models.Value("\u2063~"), Cast("pk", models.CharField()))
    Variant.objects.filter(pk__in=[one.pk for one in changed]).update(sku=aside, combination=aside)
    Variant.objects.bulk_update(changed, [name.removesuffix("_id") for name in KEPT], batch_size=100)
    Variant.objects.bulk_create([one for one in wanted if not one.pk])


def respan(product: "Product") -> None:
    """Work out anew what lists show of the variants; the caller saves the product."""
    offered = list(Variant.objects.filter(product=product, is_offered=True).values_list("amount", "currency"))
    product.span = span_of(offered)


def span_of(offered: Sequence[tuple[Decimal | None, str]]) -> dict[str, Any]:
    own = [amount for amount, _code in offered if amount is not None]
    if not offered:
        return {}
    if not own:
        return {"count": len(offered)}
    code = next(code for amount, code in offered if amount is not None)
    ends = {"low": plain(min(own)), "high": plain(max(own)), "currency": code}
    return {"count": len(offered), **ends, "rest": len(own) < len(offered)}


def variant_words(product: "Product", sku: str, actor: Actor) -> str:
    """`C3, tube of ten (A-1-C3)`; empty for a variant that is not on offer, or not the product's."""
    rows = Variant.objects.visible_to(actor).filter(product=product, is_offered=True, sku=sku[:64])
    variant = rows.first()
    return f"{variant} ({variant.sku})" if variant else ""


# -- as the editor's snapshot has them ------------------------------------------------------------------------------


def axes_text(axes: Iterable[dict[str, Any]], currency: str) -> str:
    """The axes with their values, and the currency of own prices where there are any."""
    rows = [[axis["name"], *axis["values"]] for axis in axes]
    return json.dumps([currency, *rows] if rows else [], ensure_ascii=False)


def variants_text(axes: list[dict[str, Any]], variants: Iterable[Variant]) -> str:
    rows = [
        [
            one.values_along(axes), one.sku, plain(one.amount), plain(one.moq), one.gtin, plain(one.stock),
            str(one.picture_id or ""), "on" if one.is_offered else "",
        ]
        for one in variants
    ]  # fmt: skip
    return json.dumps(rows, ensure_ascii=False)


def currency_of(variants: Iterable[Variant]) -> str:
    return next((one.currency for one in variants if one.currency), "")


PARTS["axes"] = lambda product: axes_text(product.axes, currency_of(product.variants.all()) if product.axes else "")
PARTS["variants"] = lambda product: variants_text(product.axes, product.variants.all() if product.axes else [])
