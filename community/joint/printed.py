"""The joint catalogue of a community as a PDF, by the press of the firms' own catalogues.

What the pages say is put into one JSON, their pictures beside it. A finished file is kept by the fingerprint of
everything that is on it, so that it is made once however often it is fetched, and a member that leaves, opts out or
changes a price is gone or right in the next copy. Offers are not printed: they end within days.
"""

import json
import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import Lower, RowNumber
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from catalog.models import Product
from catalog.printed import content
from catalog.printed.fonts import printable, shelf
from catalog.printed.single import kept, set_pages
from community.joint.models import showing_in
from community.models import Community
from companies.models import Company
from portal.core.actor import Actor
from portal.core.permissions import Refused
from portal.core.places import country_name
from portal.core.units import quantity

TEMPLATE = Path(__file__).with_name("joint.typ")
DESIGN = 1  # of the pages; with a new one everything is printed anew
MOST = 240  # products: some forty pages, which is what is taken along to a fair
LEAST_EACH = 3  # products that each member may show when there are too many for one catalogue


def catalogue_of(community: Community, actor: Actor) -> bytes:
    """As this reader may see it, in the reader's language where there are fonts for it, else in English.

    Raises Refused when there is nothing to print, RuntimeError or TimeoutError when it could not be made.
    """
    rows = products_in(community, actor)
    if not rows:
        raise Refused(_("Members show no products here yet, so there is nothing to print."))
    language = get_language() or "en"
    language = "en" if language.startswith("ko") and not shelf().has_korean else language
    with override(language):
        return kept("joint", fingerprint(community, rows, language), lambda: printed(community, rows, language))


def products_in(community: Community, actor: Actor) -> list[Product]:
    """Of each member the first ones by category; all members get in before any has more than its share."""
    companies = showing_in(community).values("company")
    shown = Product.objects.visible_to(actor).published().filter(company__in=companies)
    share = max(LEAST_EACH, MOST // max(1, showing_in(community).count()))
    places = Window(RowNumber(), partition_by="company", order_by=["category__path", "sku", "pk"])
    first = shown.annotate(place=places)
    first = first if shown.count() <= MOST else first.filter(place__lte=share)
    rows = first.select_related("company", "category").prefetch_related("texts", "price_tiers", "pictures", "variants")
    return list(rows.order_by(Lower("company__name"), "company", F("place"))[:MOST])


def fingerprint(community: Community, rows: list[Product], language: str) -> str:
    """What stands for everything on the pages; the day is on them, too."""
    said = [
        *(DESIGN, language, str(localdate()), community.pk, community.name, community.summary, community.about),
        *(shelf().families, content.address("")),
        [[row.pk, row.updated_at.isoformat(), row.company.updated_at.isoformat()] for row in rows],
    ]
    return json.dumps(said, default=str)


def printed(community: Community, rows: list[Product], language: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="joint-") as name:
        folder = Path(name)
        (folder / "pictures").mkdir()
        data = {**said(community, rows, folder), "language": language, "fonts": list(shelf().families)}
        files = {f"pictures-{one.name}": one.read_bytes() for one in (folder / "pictures").iterdir()}
    return set_pages(TEMPLATE, json.dumps(data, ensure_ascii=False), files)


def said(community: Community, rows: list[Product], folder: Path) -> dict[str, Any]:
    """All words and figures, ready to be set."""
    url = content.address(community.get_absolute_url())
    steward = community.steward
    return {
        "name": printable(community.name, 120),
        "summary": printable(community.summary, 200),
        "about": content.paragraphs(community.about, 900),
        "kind": str(community.get_kind_display()),
        "steward": printable(steward.name, 120),
        "place": country_name(steward.country),
        "day": date_format(localdate(), "DATE_FORMAT"),
        "products": ngettext("%(count)s product", "%(count)s products", len(rows)) % {"count": f"{len(rows):,}"},
        "is_cut": _("A selection. Everything is in the catalogue on the market.") if is_cut(community, rows) else "",
        "url": url,
        "url_words": printable(url.removeprefix("https://").removeprefix("http://").rstrip("/")),
        "code": beside(content.code(url, folder, "community")),
        "firms": list(firms(rows, folder)),
        "words": words(),
    }


def is_cut(community: Community, rows: list[Product]) -> bool:
    companies = showing_in(community).values("company")
    return Product.objects.published().filter(company__in=companies).count() > len(rows)


def firms(rows: list[Product], folder: Path) -> Iterator[dict[str, Any]]:
    for company, products in groupby(rows, key=lambda row: row.company):
        yield {**firm(company, folder), "products": [item(product, folder) for product in products]}


def firm(company: Company, folder: Path) -> dict[str, Any]:
    url = content.address(company.get_absolute_url())
    place = ", ".join(part for part in (company.city, country_name(company.country)) if part)
    return {
        "name": printable(company.name, 120),
        "local_name": name if (name := printable(company.local_name, 120)) == company.local_name[:120] else "",
        "place": printable(" · ".join(filter(None, (str(company.get_kind_display()), place)))),
        "tagline": printable(company.text.tagline, 160),
        "tier": printable(company.get_tier_display()),
        "url": url,
        "code": beside(content.code(url, folder, f"f{company.pk}")),
    }


def item(product: Product, folder: Path) -> dict[str, Any]:
    text, pictures = product.text, list(product.pictures.all())
    ladder = next(iter(content.ladders(product)), None)
    steps = [" ".join(row) for row in (ladder["rows"][:2] if ladder else [])]
    return {
        "title": printable(text.title or product.sku, 120),
        "sku": printable(product.sku),
        "picture": beside(content.picture(pictures[0].thumbnail, folder, f"p{product.pk}")) if pictures else "",
        "alt": printable((pictures[0].alt if pictures else "") or text.title, 200),
        "prices": [printable(step) for step in steps] or [content.price_range(product, shows_prices=True)],
        "moq": printable(quantity(product.moq, product.unit)),
        "lead": content.lead(product.lead_time_days),
        "delivery": printable(f"{product.incoterm} {product.incoterm_place}".strip(), 60) or _("To be agreed"),
        "url": content.address(product.get_absolute_url()),
    }


def beside(name: str) -> str:
    """Where the press finds a picture: it is handed its files in one folder."""
    return name.replace("/", "-")


def words() -> dict[str, str]:
    """What the template says itself."""
    said = {
        "kicker": _("Joint catalogue"),
        "run_by": _("Run by"),
        "contents": _("Members in this catalogue"),
        "as_of": _("Prices as of"),
        "moq": _("Minimum order"),
        "lead": _("Lead time"),
        "delivery": _("Delivery"),
        "online": _("Always up to date"),
        "ask": _("Ask for a quotation"),
        "checks": _("Checks are made by the programme and are never sold."),
        "note": _("A catalogue invites inquiries; it is not a binding offer. What both sides agree in writing counts."),
        "page": _("Page"),
    }
    return {name: printable(text) for name, text in said.items()}
