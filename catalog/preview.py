"""A product as it is being typed: made in memory, never saved, to be judged and to be looked at as a buyer would."""

import copy
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models

from catalog import held
from catalog.editing import PLAIN_FIELDS, typed_as_before
from catalog.editor import Editor
from catalog.models import Category, PriceTier, Product, ProductPicture, ProductText
from catalog.terms import NAMES

FIELDS = (*PLAIN_FIELDS, *NAMES, "category", "moq", "lead_time_days", "stock", "tags")


def as_typed(editor: Editor) -> Product:
    """What is right of it; where something is wrong or missing, what is saved. `editor` is bound and was checked."""
    product = copy.copy(editor.product)
    product._state = copy.copy(product._state)
    product.pk = product.pk or 0  # Django reads no rows beside a product without a key; nothing is saved under it
    cleaned = editor.form.cleaned_data
    for name in FIELDS:
        if name in cleaned:
            setattr(product, name, cleaned[name])
    if not product.category_id:
        product.category = Category.tree()["others"]
    lines = typed_as_before(editor.parts["attributes"].rows.attributes(), editor.product.attributes)
    product.attributes = editor.specs.attributes(lines)
    product._prefetched_objects_cache = {
        "texts": rows_of(ProductText, texts(product, editor)),
        "price_tiers": rows_of(PriceTier, tiers(product, editor)),
        "pictures": rows_of(ProductPicture, pictures(product, editor)),
    }
    product.name_it(product.title)
    return product


def rows_of(model: type[models.Model], rows: Iterable[Any]) -> Any:
    """Stands where Django keeps rows that it has read already."""
    found: Any = model._default_manager.none()
    found._result_cache, found._prefetch_done = list(rows), True
    return found


def texts(product: Product, editor: Editor) -> Iterable[ProductText]:
    for language, _name in settings.LANGUAGES:
        title = editor.form.cleaned_data.get(f"title_{language}")
        if title:
            words = editor.form.cleaned_data.get(f"description_{language}", "")
            origin = ProductText.Origin.ORIGINAL if language == product.language else ProductText.Origin.REVIEWED
            yield ProductText(product=product, language=language, title=title, description=words, origin=origin)


def tiers(product: Product, editor: Editor) -> Iterable[PriceTier]:
    for form in editor.tiers.rows:
        row = getattr(form, "cleaned_data", {})
        if not form.errors and form.has_changed() and row.get("amount") is not None:
            tier = PriceTier(min_quantity=row["quantity"], amount=row["amount"], currency=row["currency"])
            yield tier.at(product)


def pictures(product: Product, editor: Editor) -> Iterable[ProductPicture]:
    """Those that stay, in the order typed, then the new ones that are only held yet."""
    known = {picture.pk: picture for picture in editor.product.pictures.all()} if editor.product.pk else {}
    rows = [form.cleaned_data for form in editor.pictures.rows if getattr(form, "cleaned_data", {}).get("pk") in known]
    for row in sorted(rows, key=lambda row: row.get("position") or 99):
        if not row.get("remove"):
            picture = copy.copy(known[row["pk"]])
            picture.alt = row.get("alt", "")
            yield picture
    for token in editor.uploads.tokens:
        name = held.name_of(token, "jpg")
        width, height = held.size_of(name)
        yield ProductPicture(image=name, thumbnail=name, width=width, height=height)
