"""A shortlist as CSV, for whoever works on in a spreadsheet."""

import csv
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from moneyed import Money

from catalog.editing import plain
from catalog.models import ShortlistItem
from portal.core.spreadsheet import Echo, neutral


def headings() -> list[str]:
    return [
        *(_("Place"), _("SKU"), _("Product"), _("Company"), _("Country"), _("Quantity wanted"), _("Unit")),
        *(_("Price then"), _("Price now"), _("Currency"), _("Price for quantity"), _("Minimum order")),
        *(_("Lead time in days"), _("Incoterm"), _("Named place"), _("Note"), _("Added by"), _("Added on")),
        *(_("On the market"), _("Address")),
    ]


def lines(items: Iterable[ShortlistItem], absolute: Callable[[str], str]) -> Iterator[str]:
    """Line by line; figures with a point and no grouping, so that every spreadsheet reads them; text is only text."""
    writer = csv.writer(Echo())
    yield writer.writerow(headings())
    for place, item in enumerate(items, start=1):
        yield writer.writerow([neutral(cell) for cell in cells(place, item, absolute)])


def cells(place: int, item: ShortlistItem, absolute: Callable[[str], str]) -> list[str]:
    product: Any = item.product if item.is_offered else None
    return [
        *(str(place), item.sku, item.current_title, item.company_name, product.company.country if product else ""),
        *(plain(item.quantity), product.unit if product else ""),
        *(amount(item.price_then), amount(item.price_now), item.price_currency, plain(item.price_quantity)),
        *((plain(product.moq), plain(product.lead_time_days)) if product else ("", "")),
        *((product.incoterm, product.incoterm_place) if product else ("", "")),
        *(item.note, str(item.added_by or ""), item.added_at.date().isoformat()),
        *(_("yes") if product else _("no"), absolute(product.get_absolute_url()) if product else ""),
    ]


def amount(price: Money | None) -> str:
    return plain(price.amount) if price is not None else ""
