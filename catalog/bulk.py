"""What can be done to many products at once: a fixed number of statements for each two hundred, each a transaction.

Publishing and renewing go by the product's own verb: whether a product may be shown at once is the verb's word.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from catalog.changes import STEP, CatalogueChange, locked_rows
from catalog.editing import plain
from catalog.models import PriceTier, Product, Variant
from catalog.standing.many import confirm
from portal.core.actor import Actor
from portal.core.events import record_many
from portal.core.money import decimals, half_up_to, minor_digits
from portal.core.permissions import Refused

Kind = CatalogueChange.Kind
MOST = 20_000  # products in one act
LEAST_PERCENT, MOST_PERCENT = Decimal(-90), Decimal(900)


def amount_changed(amount: Decimal, currency: str, percent: Decimal) -> Decimal:
    """`percent` more (or, below zero, less), half up in whole minor units; a price with more decimals keeps as many.

    Never nothing: what had a price stays above zero.
    """
    digits = max(minor_digits(currency), decimals(amount))
    changed = half_up_to(digits, amount * (100 + percent) / 100)
    return max(changed, Decimal(1).scaleb(-digits)) if amount > 0 else changed


# -- what a change touches, as it is kept: put back and compared as JSON --------------------------------------------


def prices_of(product: Product) -> dict[str, Any]:
    tiers = [[tier.currency, plain(tier.min_quantity), plain(tier.amount)] for tier in product.tiers]
    return {"tiers": tiers, "range": [plain(product.price_low), plain(product.price_high)]}


def put_prices(product: Product, kept: dict[str, Any]) -> None:
    low, high = kept["range"]
    product.price_low, product.price_high = Decimal(low) if low else None, Decimal(high) if high else None
    put_tiers(product, kept["tiers"])


def put_tiers(product: Product, rows: list[list[str]]) -> None:
    """Amounts are laid into the steps there are; None, where a step was not there before, has `store` take it away."""
    amounts = {(code, quantity): Decimal(amount) for code, quantity, amount in rows}
    tiers: Iterable[Any] = product.price_tiers.all()
    for tier in tiers:
        tier.amount = amounts.get((tier.currency, plain(tier.min_quantity)))


def row_of(product: Product) -> dict[str, Any]:
    return {**prices_of(product), "moq": plain(product.moq), "stock": plain(product.stock)}


def put_row(product: Product, kept: dict[str, Any]) -> None:
    product.moq = Decimal(kept["moq"])
    product.stock = Decimal(kept["stock"]) if kept["stock"] else None
    put_prices(product, kept)


MOMENTS = ("published_at", "confirmed_at", "expires_at")


def put_state(product: Product, kept: list[Any]) -> None:
    product.state = kept[0]
    for name, moment in zip(MOMENTS, kept[1:], strict=True):
        setattr(product, name, parse_datetime(moment) if moment else None)


def put_incoterm(product: Product, kept: list[str]) -> None:
    product.incoterm, product.incoterm_place = kept


def state_of(product: Product) -> list[Any]:
    moments = (getattr(product, name) for name in MOMENTS)
    return [product.state, *(moment.isoformat() if moment else None for moment in moments)]


@dataclass(frozen=True)
class Touch:
    """How one kind of change is read off a product and laid back onto it; `fields` are what is saved."""

    read: Callable[[Product], Any]
    put: Callable[[Product, Any], None]
    fields: tuple[str, ...]
    has_tiers: bool = False


TOUCHES: dict[str, Touch] = {
    Kind.ROW: Touch(row_of, put_row, ("moq", "stock", "price_low", "price_high"), has_tiers=True),
    Kind.PRICE: Touch(prices_of, put_prices, ("price_low", "price_high"), has_tiers=True),
    Kind.PUBLISH: Touch(state_of, put_state, ("state", *MOMENTS)),
    Kind.PAUSE: Touch(state_of, put_state, ("state", *MOMENTS)),
    Kind.RENEW: Touch(state_of, put_state, ("state", *MOMENTS)),
    Kind.CATEGORY: Touch(
        lambda one: one.category_id, lambda one, kept: setattr(one, "category_id", kept), ("category",)
    ),
    Kind.LEAD_TIME: Touch(
        lambda one: one.lead_time_days, lambda one, kept: setattr(one, "lead_time_days", kept), ("lead_time_days",)
    ),
    Kind.INCOTERM: Touch(lambda one: [one.incoterm, one.incoterm_place], put_incoterm, ("incoterm", "incoterm_place")),
    Kind.DELETE: Touch(
        lambda one: bool(one.deleted_at),
        lambda one, kept: setattr(one, "deleted_at", timezone.now() if kept else None),
        ("deleted_at",),
    ),
}
# Whether a product may be shown at once is its own verb's word.
VERBS: dict[str, Callable[[Product, Actor], None]] = {Kind.PUBLISH: Product.publish, Kind.RENEW: Product.renew}
STANDING = {Kind.PUBLISH, Kind.PAUSE, Kind.RENEW}
EVENTS = {Kind.PUBLISH: "product.published", Kind.PAUSE: "product.paused", Kind.DELETE: "product.deleted"}


# -- doing it -------------------------------------------------------------------------------------------------------


def run(by: Actor, kind: str, products: Any, value: Any = None) -> CatalogueChange:
    """Do it to all of `products` (at most MOST), step by step; what is so already is left alone and not counted.

    `value` is the category's key, the percent, the days or (Incoterm, place). Raises PermissionDenied.
    """
    change = CatalogueChange.begin(by, kind)
    keys = list(products.order_by("pk").values_list("pk", flat=True)[:MOST])
    for start in range(0, len(keys), STEP):
        with transaction.atomic():
            rows = [row for row in ready(by, keys[start : start + STEP]) if row.deleted_at is None]
            step(change, rows, value, by)
    return change


def ready(by: Actor, keys: list[int]) -> list[Product]:
    from django.db.models import prefetch_related_objects

    rows = locked_rows(by.company_id or 0, keys)
    prefetch_related_objects(rows, "price_tiers")
    return rows


def step(change: CatalogueChange, rows: list[Product], value: Any, by: Actor) -> None:
    touch = TOUCHES[change.kind]
    before = {row.pk: touch.read(row) for row in rows}
    by_verb = [
        row for row in rows if change.kind in VERBS or (row.state == Product.State.IN_REVIEW and is_pause(change))
    ]
    done = [row for row in by_verb if went_well(VERBS.get(change.kind, Product.pause), row, by)]
    rest = [row for row in rows if row not in by_verb]
    for row in rest:
        touch.put(row, wanted(change.kind, row, before[row.pk], value))
    changed = [row for row in rest if touch.read(row) != before[row.pk]]
    store(touch, changed)
    if change.kind == Kind.DELETE:
        Variant.objects.filter(product__in=changed).update(is_gone=True)
    change.note(before, {row.pk: touch.read(row) for row in [*done, *changed]})
    if changed:
        record_many(EVENTS.get(Kind(change.kind), "product.changed"), Product, [row.pk for row in changed], by=by)
    if change.kind not in {*STANDING, Kind.DELETE}:
        confirm([row.pk for row in changed])


def is_pause(change: CatalogueChange) -> bool:
    return change.kind == Kind.PAUSE


def went_well(verb: Callable[[Product, Actor], None], product: Product, by: Actor) -> bool:
    """False when there was nothing to be done, or the model's own verb refuses."""
    try:
        with transaction.atomic():
            verb(product, by)
    except (Refused, PermissionDenied, Product.DoesNotExist):
        return False
    return True


def wanted(kind: str, product: Product, now: Any, value: Any) -> Any:
    """What the product is to have, in the form that `Touch.put` takes."""
    if kind == Kind.PAUSE:
        return [Product.State.PAUSED, *now[1:]] if product.is_published else now
    if kind == Kind.DELETE:
        return True
    if kind == Kind.PRICE:
        return prices_changed(product, now, value)
    return list(value) if kind == Kind.INCOTERM else value


def prices_changed(product: Product, now: dict[str, Any], percent: Decimal) -> dict[str, Any]:
    tiers = [[code, at, plain(amount_changed(Decimal(amount), code, percent))] for code, at, amount in now["tiers"]]
    ends = [plain(amount_changed(Decimal(end), product.price_currency, percent)) if end else "" for end in now["range"]]
    return {"tiers": tiers, "range": ends}


def store(touch: Touch, rows: list[Product]) -> None:
    """Two or three statements, however many rows."""
    for row in rows:
        row.updated_at = timezone.now()
    Product.everything.bulk_update(rows, [*touch.fields, "updated_at"])
    if touch.has_tiers:
        tiers = [tier for row in rows for tier in row.price_tiers.all()]
        PriceTier.objects.filter(pk__in=[tier.pk for tier in tiers if tier.amount is None]).delete()
        PriceTier.objects.bulk_update([tier for tier in tiers if tier.amount is not None], ["amount"])


# -- and back -------------------------------------------------------------------------------------------------------


def put_back(change: CatalogueChange, kept: Iterable[list[Any]], by: Actor) -> int:
    """A step's products as they were, where they still are as the change left them; returns how many."""
    touch = TOUCHES[change.kind]
    known = {pk: (before, after) for pk, before, after in kept}
    rows = [row for row in ready(by, list(known)) if touch.read(row) == known[row.pk][1]]
    if change.kind == Kind.DELETE:
        return sum(restored(row, by) for row in rows)
    rows = [row for row in rows if row.deleted_at is None]
    if change.kind in STANDING:
        waited = [row for row in rows if known[row.pk][0][0] == Product.State.IN_REVIEW]
        rows = [row for row in rows if row not in waited]
        handed_in = sum(went_well(Product.publish, row, by) for row in waited)
        for row in rows:
            row.withdraw()
    else:
        handed_in = 0
    for row in rows:
        touch.put(row, known[row.pk][0])
    store(touch, rows)
    tell(change.kind, rows, by)
    return len(rows) + handed_in


def tell(kind: str, rows: list[Product], by: Actor) -> None:
    shown = [row.pk for row in rows if row.is_published]
    hidden = [row.pk for row in rows if not row.is_published]
    if kind not in STANDING:
        shown, hidden = [], []
        if rows:
            record_many("product.changed", Product, [row.pk for row in rows], by=by)
    if shown:
        record_many("product.published", Product, shown, by=by)
    if hidden:
        record_many("product.paused", Product, hidden, by=by)


def restored(product: Product, by: Actor) -> bool:
    """False when its SKU was used again meanwhile."""
    try:
        product.restore(by)
    except Refused:
        return False
    return True


NAMES: dict[str, Any] = {
    Kind.PUBLISH: _("Publish"),
    Kind.PAUSE: _("Pause"),
    Kind.RENEW: _("Renew"),
    Kind.CATEGORY: _("Change category"),
    Kind.PRICE: _("Raise or lower prices"),
    Kind.LEAD_TIME: _("Set lead time"),
    Kind.INCOTERM: _("Set Incoterm"),
    Kind.DELETE: _("Delete"),
}
