"""What stands on the pages: products and their company as figures and words in one language, ready to be set.

Everything goes to the template as JSON, and the template never reads it as markup: whatever a text holds, it is
printed as it is. Signs that no font has are replaced here (fonts.printable).
"""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.db.models import Max, Min
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from PIL import Image

from catalog.models import Product
from catalog.parts import PriceTier
from catalog.pricing import Step, currency_for, ladder
from catalog.printed.fonts import printable, shelf
from catalog.printed.models import MOST_PRODUCTS, PrintedCatalogue
from catalog.printed.terms import trade_terms
from catalog.printed.variants import variants
from catalog.specs.spoken import spoken
from companies.models import Company, Membership
from portal.core.incoterms import incoterm_name
from portal.core.money import format_money
from portal.core.places import country_name
from portal.core.units import quantity

BATCH = 100  # products of one step: below a second of work
TEMPLATE = Path(__file__).with_name("catalogue.typ")
DESCRIPTION, SPECIFICATIONS, VALUE = 700, 20, 120  # signs, lines, signs: what a sheet holds
OTHER_PICTURES = 3
LONG_SHEET = 2400  # signs; such a sheet may run over the end of its page
LARGEST_PICTURE = 4 * 1024 * 1024
CONTACTS = (Membership.Role.OWNER, Membership.Role.MANAGER, Membership.Role.SALES)


def address(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def begin(catalogue: PrintedCatalogue) -> None:
    """Lay out what is no product: cover, the company, terms, contact."""
    catalogue.clear()
    folder = catalogue.folder
    (folder / "pictures").mkdir(parents=True)
    (folder / "main.typ").write_bytes(TEMPLATE.read_bytes())
    with override(catalogue.language):
        data = front(catalogue)
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False))


def add(catalogue: PrintedCatalogue, start: int) -> int:
    """Lay out the next products from number `start` on; returns how many."""
    rows = catalogue.rows.select_related("category").prefetch_related("texts", "price_tiers", "pictures", "variants")
    products = list(rows[start : min(start + BATCH, MOST_PRODUCTS)])
    for product in products:
        product.company = catalogue.company
    with override(catalogue.language):
        sheets = [sheet(product, catalogue.folder, catalogue.shows_prices) for product in products]
    path = catalogue.folder / f"sheets-{start // BATCH}.json"
    path.write_text(json.dumps(sheets, ensure_ascii=False))
    return len(products)


# -- the company ----------------------------------------------------------------------------------------------------


def front(catalogue: PrintedCatalogue) -> dict[str, Any]:
    company, day = catalogue.company, date_format(localdate(), "DATE_FORMAT")
    total = catalogue.rows.count()
    return {
        "language": catalogue.language,
        "fonts": list(shelf().families),
        "day": day,
        "count": ngettext("%(count)s product", "%(count)s products", total) % {"count": f"{total:,}"},
        "left_out": left_out(total),
        "chosen": "" if catalogue.chosen.is_everything else printable(catalogue.chosen.in_words()),
        "parts": -(-min(total, MOST_PRODUCTS) // BATCH),
        "shows_prices": catalogue.shows_prices,
        "company": company_data(company, catalogue.folder),
        "terms": terms(catalogue, day),
        "words": words(day),
    }


def left_out(total: int) -> str:
    if total <= MOST_PRODUCTS:
        return ""
    said = _("These are the first %(count)s. All %(total)s are on the company's page.")
    return said % {"count": f"{MOST_PRODUCTS:,}", "total": f"{total:,}"}


def words(day: str) -> dict[str, str]:
    """What the template says itself."""
    said = {
        "catalogue": _("Product catalogue"),
        "contents": _("Contents"),
        "about": _("About the company"),
        "checked": _("What was checked"),
        "not_yet": _("not yet"),
        "certificates": _("Certificates, as stated by the company"),
        "people": _("People to talk to"),
        "terms": _("Terms"),
        "contact": _("Contact"),
        "as_of": _("Prices as of"),
        "printed": _("Printed on"),
        "products": _("Products"),
        "quantity": _("Quantity"),
        "price": _("Price"),
        "price_per_unit": _("Price per unit"),
        "moq": _("Minimum order"),
        "lead": _("Lead time"),
        "delivery": _("Delivery"),
        "specifications": _("Specifications"),
        "variants": _("Variants"),
        "trade": _("Terms of trade"),
        "page": _("Page"),
        "ask": _("Ask for a quotation"),
        "how": _("Open this address, or read the code with the camera of a telephone. An inquiry costs nothing."),
        "booth": _("The company's page, always up to date"),
        "never_sold": _("Checks are made by the programme and are never sold."),
        "made": _("Made by Jangteo from what the company has published there, on %(day)s.") % {"day": day},
    }
    return {name: printable(text) for name, text in said.items()}


def company_data(company: Company, folder: Path) -> dict[str, Any]:
    text = company.text
    url = address(company.get_absolute_url())
    place = ", ".join(part for part in (company.city, country_name(company.country)) if part)
    checked = _("on %(day)s") % {"day": date_format(company.tier_since, "DATE_FORMAT")} if company.tier_since else ""
    return {
        "name": printable(company.name, 120),
        "local_name": printable(company.local_name, 120),
        "initial": printable(company.name[:1]),
        "kind": str(company.get_kind_display()),
        "place": printable(place),
        "tagline": printable(text.tagline, 200),
        "about": paragraphs(text.about, 2600),
        "tier": printable(company.get_tier_display()),
        "tier_day": printable(checked),
        "proof": [{"label": printable(one["label"]), "is_reached": one["is_reached"]} for one in company.tier_steps],
        "facts": [[printable(label), printable(value, 300)] for label, value in facts(company) if value],
        "certificates": certificates(company),
        "people": people(company),
        "logo": picture(company.logo, folder, "logo", 480),
        "cover": picture(company.cover, folder, "cover", 1600),
        "url": url,
        "url_words": printable(url.removeprefix("https://").removeprefix("http://").rstrip("/")),
        "code": code(url, folder, "booth"),
    }


def facts(company: Company) -> list[tuple[str, str]]:
    return [
        (_("Founded"), str(company.founded_year or "")),
        (_("People"), str(company.get_employees_display()) if company.employees else ""),
        (_("Sector"), company.sector_name if company.sector else ""),
        (_("Languages"), ", ".join(company.language_names)),
        (_("Sells to"), ", ".join(company.market_names)),
        (_("Website"), company.website_host),
    ]


def certificates(company: Company) -> list[list[str]]:
    rows = []
    for one in company.certificates.all()[:12]:
        until = ""
        if one.valid_until:
            sentence = _("expired on %(day)s") if one.is_expired else _("valid until %(day)s")
            until = sentence % {"day": date_format(one.valid_until, "DATE_FORMAT")}
        rows.append([printable(one.name), printable(" · ".join(filter(None, (one.issuer, one.number)))), until])
    return rows


def people(company: Company) -> list[list[str]]:
    """Whom the company's page names, too."""
    rows = company.memberships.filter(role__in=CONTACTS).select_related("user").order_by("pk")[:6]
    return [[printable(one.user.name, 80), printable(one.title, 80)] for one in rows if one.user.name]


def terms(catalogue: PrintedCatalogue, day: str) -> list[list[str]]:
    """What holds for all products, from what is stated with each of them."""
    rows = Product.objects.filter(pk__in=catalogue.rows.order_by().values("pk"))
    times = rows.aggregate(least=Min("lead_time_days"), most=Max("lead_time_days"))
    rules = rows.exclude(incoterm="").order_by("incoterm").values_list("incoterm", flat=True).distinct()
    tiers = PriceTier.objects.filter(product__in=rows.values("pk"))
    money = ", ".join(tiers.order_by("currency").values_list("currency", flat=True).distinct())
    said: list[tuple[str, str]] = []
    if catalogue.shows_prices and money:
        sentence = _("Prices are per unit, in %(currencies)s, as of %(day)s, from the quantity stated beside them.")
        said.append((_("Prices"), sentence % {"currencies": money, "day": day}))
    elif not catalogue.shows_prices:
        said.append((_("Prices"), _("This catalogue is printed without prices. They are given on request.")))
    said.append((_("Minimum order"), _("The minimum order is stated with each product, in its unit.")))
    if times["least"] is not None:
        days = {"least": times["least"], "most": times["most"]}
        sentence = _("From %(least)s to %(most)s days, as stated with each product, counted from the agreed order.")
        said.append((_("Lead time"), sentence % days))
    if rules:
        named = "; ".join(f"{rule} – {incoterm_name(rule)}" for rule in rules)
        sentence = _("By the Incoterms® 2020 rules of the International Chamber of Commerce: %(rules)s.")
        said.append((_("Delivery"), sentence % {"rules": named}))
    said.append(
        (
            _("What this is not"),
            _("A catalogue invites inquiries; it is not a binding offer. What both sides agree in writing counts."),
        )
    )
    return [[printable(label), printable(text)] for label, text in said]


# -- a product ------------------------------------------------------------------------------------------------------


def sheet(product: Product, folder: Path, shows_prices: bool) -> dict[str, Any]:
    text = product.text
    ancestors = product.category.ancestors
    pictures = list(product.pictures.all())[: 1 + OTHER_PICTURES]
    files = [name for one in pictures if (name := picture(one.thumbnail, folder, f"p{one.pk}"))]
    url = address(product.get_absolute_url())
    found = {
        "title": printable(text.title or product.sku, 160),
        "sku": printable(product.sku),
        "group": printable(product.category.name),
        "sector": printable(ancestors[0].name if ancestors else ""),
        "made_by": printable(" · ".join(filter(None, (product.brand, product.model))), 120),
        "pictures": files,
        "alt": printable((pictures[0].alt if pictures else "") or text.title, 200),
        "description": paragraphs(text.description, DESCRIPTION),
        "ladders": ladders(product) if shows_prices else [],
        "no_price": "" if shows_prices and product.first_price else price_range(product, shows_prices),
        "range_label": range_label(product, shows_prices),
        "variants": variants(product, shows_prices),
        "moq": printable(quantity(product.moq, product.unit)),
        "lead": lead(product.lead_time_days),
        "delivery": printable(f"{product.incoterm} {product.incoterm_place}".strip(), 100) or _("To be agreed"),
        "specifications": [specification(one) for one in product.specification_rows[:SPECIFICATIONS]],
        "trade": [[label, printable(value, 300)] for label, value in trade_terms(product, shows_prices) if value],
        "codes": [[label, printable(value)] for label, value in codes(product) if value],
        "is_public": product.is_published,
        "url": url if product.is_published else "",
        "code": code(url, folder, f"c{product.pk}") if product.is_published else "",
    }
    return {**found, "is_long": len(json.dumps(found, ensure_ascii=False)) > LONG_SHEET}


def price_range(product: Product, shows_prices: bool) -> str:
    """From and to of a stated range or of the variants; else that the price is on request."""
    ends = product.price_range or product.price_span
    if not shows_prices or ends is None:
        return _("On request")
    low, high = ends
    if low == high:
        return printable(format_money(low))
    return printable(f"{format_money(low)} – {format_money(high)}")


def range_label(product: Product, shows_prices: bool) -> str:
    is_range = shows_prices and (product.price_range or product.price_span)
    return _("Price range per unit") if is_range else _("Price")


def lead(days: int | None) -> str:
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days} if days is not None else _("To be agreed")


def codes(product: Product) -> list[tuple[str, str]]:
    digits = product.hs_code
    split = f"{digits[:4]}.{digits[4:6]}{'.' + digits[6:] if digits[6:] else ''}" if len(digits) > 4 else digits
    return [
        (_("HS code"), split),
        (_("Origin"), country_name(product.origin) if product.origin else ""),
        (_("GTIN"), product.gtin),
    ]


def ladders(product: Product) -> list[dict[str, Any]]:
    """The steps by currency, the company's first one first."""
    first = currency_for(product, "")
    others = sorted({tier.currency for tier in product.tiers} - {first})
    return [
        {"currency": one, "rows": [[from_to(step, product.unit), price(step)] for step in ladder(product, one)[:8]]}
        for one in [first, *others][:2]
        if one
    ]


def from_to(step: Step, unit: str) -> str:
    least = step.tier.min_quantity
    if step.until is None:
        return printable(_("from %(quantity)s") % {"quantity": quantity(least, unit)})
    if step.until == least:
        return printable(quantity(least, unit))
    figures = {"first": quantity(least, unit).partition(" ")[0], "last": quantity(step.until, unit)}
    return printable(_("%(first)s to %(last)s") % figures)


def price(step: Step) -> str:
    return printable(format_money(step.tier.unit_price))


def specification(one: dict[str, Any]) -> list[str]:
    return [printable(one["name"], 60), printable(spoken(one).replace("\n", " "), VALUE)]


def paragraphs(text: str, limit: int) -> list[str]:
    """The text up to `limit` signs, ended at a word, by its paragraphs."""
    whole = printable(text.strip())
    if len(whole) > limit:
        whole = whole[:limit].rsplit(" ", 1)[0].rstrip(" ,;.") + " …"
    return [line for part in whole.split("\n") if (line := part.strip())]


# -- pictures -------------------------------------------------------------------------------------------------------


def picture(file: Any, folder: Path, name: str, width: int = 0) -> str:
    """Put a picture beside the template and give its name there; empty when it is missing or damaged.

    The small rendition we made ourselves is taken as it is; others are made anew, at most `width` wide. One damaged
    file must not stop the whole catalogue, so that each is read to its end.
    """
    if not file:
        return ""
    try:
        with file.open("rb") as source:
            data = source.read(LARGEST_PICTURE + 1)
        image = Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP"))
        if len(data) > LARGEST_PICTURE or image.width * image.height > 40_000_000:
            return ""
        if width or image.format != "JPEG":
            data = redrawn(image, width or 480)
        else:
            image.draft("RGB", (64, 64))
            image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    (folder / "pictures" / f"{name}.jpg").write_bytes(data)
    return f"pictures/{name}.jpg"


def redrawn(image: Image.Image, width: int) -> bytes:
    out = BytesIO()
    see_through = image.convert("RGBA")
    bare = Image.new("RGB", see_through.size, "white")
    bare.paste(see_through, mask=see_through.getchannel("A"))
    bare.thumbnail((width, width * 2))
    bare.save(out, "JPEG", quality=84)
    return out.getvalue()


def code(url: str, folder: Path, name: str) -> str:
    """The QR code of an address, as a drawing."""
    out = BytesIO()
    # Which of the eight masks is best takes four times as long to find out as to read any of them.
    segno.make(url, error="m", micro=False, mask=4).save(
        out, kind="svg", border=0, xmldecl=False, svgns=True, dark="#1B1F24", omitsize=True
    )
    (folder / "pictures" / f"{name}.svg").write_bytes(out.getvalue())
    return f"pictures/{name}.svg"
