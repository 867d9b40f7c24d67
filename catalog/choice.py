"""A buyer's choice among the variants of a product: by axis, one after the other, or by SKU from the list."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from moneyed import Money

from catalog.models import Product, ProductPicture, Variant
from portal.core.http import Request
from portal.core.texts import clean_line
from portal.core.translating.pages import PARAMETER

ON_A_PAGE = 30


@dataclass(frozen=True)
class Chip:
    """A value of an axis: `variant` is what choosing it leads to; None where there is none with the choices before."""

    value: str
    variant: Variant | None
    is_chosen: bool
    without: tuple[str, ...] = ()  # the choices before, with which there is none
    url: str = ""


@dataclass
class Choice:
    """`variant` is the one chosen, None as long as none is."""

    product: Product
    wanted: str = ""
    quantity: str = ""
    address: str = ""  # of a page that is not the product's own: a preview
    is_translated: bool = False  # the reader asked for the page in their language, and stays there
    variants: list[Variant] = field(default_factory=list)
    variant: Variant | None = None

    def __post_init__(self) -> None:
        self.variants = [one for one in self.product.variants.all() if one.is_offered] if self.product.axes else []
        self.variant = next((one for one in self.variants if one.sku == self.wanted), None)

    @property
    def is_gone(self) -> bool:
        """Somebody came by a link to a variant that is no longer on offer."""
        return bool(self.wanted) and self.variant is None

    @property
    def axes(self) -> list[tuple[str, list[Chip]]]:
        """Each axis with its values. What the axes before it leave no variant for cannot be chosen, and says why."""
        chosen = self.variant.values_along(self.product.axes) if self.variant else []
        rows = [(one, one.values_along(self.product.axes)) for one in self.variants]
        shown = []
        for place, axis in enumerate(self.product.axes):
            before = chosen[:place]
            chips = [self.chip(rows, chosen, place, value, before) for value in axis["values"]]
            shown.append((axis["name"], chips))
        return shown

    def chip(self, rows: Any, chosen: list[str], place: int, value: str, before: list[str]) -> Chip:
        fitting = [(one, values) for one, values in rows if values[: len(before)] == before and values[place] == value]
        if not fitting:
            return Chip(value, None, False, tuple(before))
        wanted = [*chosen[:place], value, *chosen[place + 1 :]]
        nearest = max(fitting, key=lambda pair: sum(a == b for a, b in zip(pair[1], wanted, strict=False)))[0]
        return Chip(value, nearest, chosen[place : place + 1] == [value], url=self.url_of(nearest))

    def url_of(self, variant: Variant) -> str:
        asked = {"variant": variant.sku} | ({"quantity": self.quantity} if self.quantity else {})
        asked |= {PARAMETER: "1"} if self.is_translated else {}
        address = self.address or self.product.get_absolute_url()
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def ask_url(self, quantity: str) -> str:
        """Where to ask the supplier about what is chosen, and how many of it."""
        asked = {"variant": self.variant.sku} if self.variant else {}
        asked |= {"quantity": quantity} if quantity else {}
        return reverse("offers:ask", args=["product", self.product.ref]) + (f"?{urlencode(asked)}" if asked else "")

    @property
    def query(self) -> str:
        """What an address needs to say which variant is meant."""
        return f"?{urlencode({'variant': self.variant.sku})}" if self.variant else ""

    @property
    def sku(self) -> str:
        return self.variant.sku if self.variant else self.product.sku

    @property
    def gtin(self) -> str:
        return self.variant.gtin if self.variant else self.product.gtin

    @property
    def moq(self) -> Any:
        return self.variant.moq if self.variant and self.variant.moq is not None else self.product.moq

    @property
    def price(self) -> Money | None:
        """The chosen variant's own; None where the ladder holds for it."""
        return self.variant.own_price if self.variant else None

    @property
    def span(self) -> tuple[Money, Money] | None:
        """From and to, while no variant is chosen."""
        return None if self.variant else self.product.price_span

    @property
    def pictures(self) -> list[ProductPicture]:
        """The product's, that of the chosen variant first."""
        every = list(self.product.pictures.all())
        own = self.variant.picture_id if self.variant else None
        return sorted(every, key=lambda picture: picture.pk != own)

    def page(self, number: str) -> "Page[Any]":
        """The list of all, with each one's values and address."""
        rows: list[Any] = [
            {"variant": one, "named": named(self.product.axes, one), "url": self.url_of(one)} for one in self.variants
        ]
        return Paginator(rows, ON_A_PAGE).get_page(number or None)


def named(axes: list[dict[str, Any]], variant: Variant) -> list[tuple[str, str]]:
    """The name of each axis with the variant's value."""
    return [(axis["name"], value) for axis, value in zip(axes, variant.values_along(axes), strict=True)]


def choice_of(request: Request, product: Product, address: str = "") -> Choice:
    quantity = clean_line(request.GET.get("quantity", ""))[:30]
    wanted = clean_line(request.GET.get("variant", ""))[:64]
    return Choice(product, wanted, quantity, address, request.GET.get(PARAMETER) == "1")
