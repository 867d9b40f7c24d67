"""A market of up to a million made-up products for measuring: names from word lists, so that facets mean something."""

import random
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from catalog.models import Category, PriceTier, Product, ProductText
from catalog.specs.entries import entry_of
from catalog.specs.models import Attribute, asked_by
from companies.models import Claim, Company, CompanyText
from companies.sectors import SECTORS
from portal.core.events import record_many
from portal.demo.checks import claims_held
from portal.demo.firms import countries, gtin
from portal.demo.ids import ago, demo_ref

BATCH = 2000
CHECKED = timedelta(days=90)  # ago
EVENT = 500  # products told of in one event
KINDS = ("supplier", "supplier", "supplier", "both", "buyer")
STEMS = (
    "Han",
    "Dae",
    "Nova",
    "Terra",
    "Astra",
    "Riva",
    "Sol",
    "Kor",
    "Meri",
    "Alta",
    "Boreal",
    "Indo",
    "Lumi",
    "Orion",
)
ENDS = ("won", "tech", "line", "works", "pack", "mark", "form", "gen", "port", "tex", "lab", "craft", "field", "trade")
TRADES = ("Industries", "Trading", "Manufacturing", "& Sons", "Group", "Export", "Products", "Systems")
QUALITIES = ("Compact", "Heavy-duty", "Economy", "Premium", "Sealed", "Stainless", "Organic", "Recycled", "Folding")
QUALITIES_KO = ("소형", "고강도", "보급형", "고급", "밀폐형", "스테인리스", "유기농", "재생", "접이식")
COLOURS = ("black", "white", "grey", "blue", "red", "green", "natural", "silver")
SIZES = ("S", "M", "L", "XL", "10 mm", "16 mm", "25 mm", "40 mm", "1 kg", "5 kg", "25 kg", "200 ml", "1 l", "5 l")
UNITS = ("C62", "KGM", "SET", "MTR")
Say = Callable[[str], None]


def grow(companies: int, products: int, say: Say) -> None:
    """Add what is missing to those numbers. The n-th company and product are the same on every machine."""
    add_companies(companies, say)
    sellers = list(
        Company.objects.filter(slug__startswith="made-up-").order_by("pk").values_list("pk", "country", "sector")
    )
    if products and not sellers:
        add_companies(Company.objects.count() + 10, say)
        sellers = list(Company.objects.filter(slug__startswith="made-up-").values_list("pk", "country", "sector"))
    start = Product.objects.filter(company_id__in=[seller[0] for seller in sellers]).count()
    others = Product.objects.count() - start
    add_products(start, max(0, products - others), sellers, say)


def add_companies(wanted: int, say: Say) -> None:
    made = Company.objects.filter(slug__startswith="made-up-").count()
    missing = wanted - Company.objects.count()
    for low in range(made, made + missing, BATCH):
        numbers = range(low, min(low + BATCH, made + missing))
        with transaction.atomic():
            rows = Company.objects.bulk_create([company_of(number) for number in numbers])
            CompanyText.objects.bulk_create(
                text for row, number in zip(rows, numbers, strict=True) for text in words_of(row, number)
            )
            Claim.objects.bulk_create(
                claim for row in rows for claim in claims_held(row, row.tier, localdate() - CHECKED, row.pk)
            )
            record_many("company.created", Company, [row.pk for row in rows])
    if missing > 0:
        say(f"{missing} companies added.")


def company_of(number: int) -> Company:
    chance = random.Random(number)
    code, place = chance.choice(list(countries().items()))
    tier = random.Random(f"tier {number}").choice((0, 0, 1, 1, 2, 3))
    return Company(
        ref=demo_ref("C", "made-up", number),
        slug=f"made-up-{number}",
        name=f"{chance.choice(STEMS)}{chance.choice(ENDS)} {chance.choice(TRADES)} {number}",
        kind=chance.choice(KINDS),
        country=code,
        timezone=place.zone,
        opens_at=place.opens,
        closes_at=place.closes,
        languages=place.languages,
        sector=chance.choice(list(SECTORS)),
        tier=tier,
        tier_since=localdate() - CHECKED if tier else None,
        founded_year=chance.randint(1960, 2024),
        created_at=ago(days=chance.randint(1, 900)),
    )


def words_of(company: Company, number: int) -> Iterator[CompanyText]:
    leaf = leaves_of(company.sector)[number % len(leaves_of(company.sector))]
    english, korean = leaf.names["en"], leaf.names.get("ko", leaf.names["en"])
    yield CompanyText(company=company, language="en", tagline=f"{english} for customers in forty countries")
    yield CompanyText(company=company, language="ko", tagline=f"40개국 고객을 위한 {korean}")


def leaves_of(sector: str) -> list[Category]:
    tree = Category.tree()
    inside = [one for one in tree.values() if one.path == sector or one.path.startswith(f"{sector}/")]
    deepest = max((one.level for one in inside), default=0)
    return [one for one in inside if one.level == deepest] or [tree["others"]]


def add_products(start: int, end: int, sellers: list[tuple[int, str, str]], say: Say) -> None:
    began, done = time.monotonic(), 0
    leaves = {sector: leaves_of(sector) for sector in SECTORS}
    moment = ago()
    for low in range(start, end, BATCH):
        numbers = range(low, min(low + BATCH, end))
        with transaction.atomic():
            save([product_of(number, sellers[number % len(sellers)], leaves, moment) for number in numbers])
        done += len(numbers)
        if done % 100_000 < BATCH:
            say(f"{done} products added, {done / (time.monotonic() - began):.0f} a second")
    if done:
        say(f"{done} products added, {done / (time.monotonic() - began):.0f} a second.")


def save(rows: list[tuple[Product, list[str], Decimal]]) -> None:
    products = Product.objects.bulk_create([product for product, _, _ in rows], batch_size=BATCH)
    ProductText.objects.bulk_create(
        (
            ProductText(product=product, language=language, title=title)
            for product, titles, _ in rows
            for language, title in zip(("en", "ko"), titles, strict=True)
        ),
        batch_size=BATCH,
    )
    PriceTier.objects.bulk_create(
        (
            PriceTier(product=product, min_quantity=product.moq, amount=price, currency="USD")
            for product, _, price in rows
        ),
        batch_size=BATCH,
    )
    for low in range(0, len(products), EVENT):
        record_many("product.imported", Product, [product.pk for product in products[low : low + EVENT]])


def product_of(
    number: int, seller: tuple[int, str, str], leaves: dict[str, list[Category]], moment: Any
) -> tuple[Product, list[str], Decimal]:
    chance = random.Random(number)
    company, country, sector = seller
    choice = leaves[sector]
    category = choice[int(chance.random() * len(choice))]
    quality = int(chance.random() * len(QUALITIES))
    size, colour = SIZES[number % len(SIZES)], COLOURS[int(chance.random() * len(COLOURS))]
    brand = STEMS[company % len(STEMS)] + ENDS[company // 7 % len(ENDS)]
    english, korean = category.names["en"], category.names.get("ko", category.names["en"])
    ref = demo_ref("P", "made-up", number)
    product = Product(
        ref=ref,
        slug=f"made-up-{number}-{ref[2:].lower()}",
        company_id=company,
        category=category,
        sku=f"MU-{number:07d}",
        brand=brand.title(),
        model=f"{brand[:3].upper()}-{number % 9973}",
        gtin=gtin(90_000 + number // 100_000, number % 100_000),
        origin=country,
        unit=UNITS[number % len(UNITS)],
        moq=(1, 10, 50, 100, 500)[number % 5],
        incoterm=("FOB", "FCA", "EXW", "CIF")[number % 4],
        incoterm_place="",
        lead_time_days=7 + number % 40,
        attributes=specifications(category, colour, size, number),
        tags=[QUALITIES[quality].lower(), colour],
        state=Product.State.PUBLISHED,
        published_at=moment,
    )
    titles = [f"{QUALITIES[quality]} {english}, {colour}, {size}", f"{QUALITIES_KO[quality]} {korean} {size}"]
    return product, titles, Decimal(int(chance.random() ** 3 * 90_000) + 20) / 100


def specifications(category: Category, colour: str, size: str, number: int) -> list[dict[str, Any]]:
    """Lines, and typed ones that the category asks for: one to tick and one to measure, besides the colour."""
    ticked, measured, hues = filters_of(category)
    found: list[dict[str, Any]] = []
    if ticked:
        code = ticked.choices[number // 7 % len(ticked.choices)]["code"]
        found.append(entry_of(ticked, [code] if ticked.kind == "multi_choice" else code))
    if measured:
        low, high = measured.low or 0, min(measured.high or 200, (measured.low or 0) + 200)
        found.append(entry_of(measured, round(low + (high - low) * (number % 41 + 1) / 42, 1)))
    typed = hues and colour in hues.codes
    found.append(entry_of(hues, [colour]) if hues and typed else {"name": "Colour", "value": colour, "unit": ""})
    return [*found, {"name": "Size", "value": size, "unit": ""}]


def filters_of(category: Category) -> tuple[Attribute | None, Attribute | None, Attribute | None]:
    asked = asked_by(category)
    ticked = next((one for one in asked if one.choices and one.key != "colour"), None)
    measured = next((one for one in asked if one.kind == Attribute.Kind.NUMBER), None)
    return ticked, measured, next((one for one in asked if one.key == "colour"), None)
