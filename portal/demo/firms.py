"""The invented firms and their goods, read from world/*.toml into plain records."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

from stdnum import ean

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Good:
    """A product as the file tells it; `price` is for one unit at the minimum order, in the firm's currency."""

    sku: str
    title: dict[str, str]
    description: dict[str, str]
    category: str
    hs: str
    shape: str
    colours: tuple[str, ...]
    price: float
    moq: int
    unit: str
    lead: int
    attributes: list[dict[str, str]]
    gtin: str


@dataclass(frozen=True)
class Country:
    names: list[str]
    zone: str
    currency: str
    languages: list[str]
    opens: time
    closes: time


@dataclass(frozen=True)
class Firm:
    slug: str
    name: str
    kind: str
    country: str
    city: str
    sector: str
    founded: int
    employees: str
    tier: int
    markets: list[str]
    certificates: list[list[str]]
    incoterm: str
    place: str
    currency: str
    local: str
    tagline: dict[str, str]
    about: dict[str, str]
    goods: list[Good]
    number: int

    @property
    def sells(self) -> bool:
        return bool(self.goods)


@cache
def countries() -> dict[str, Country]:
    rows = tomllib.loads((HERE / "people.toml").read_text("utf-8"))
    return {code: country(row) for code, row in rows.items()}


def country(row: dict[str, Any]) -> Country:
    opens, closes = (time.fromisoformat(part) for part in row["hours"].split("-"))
    return Country(row["names"], row["zone"], row["currency"], row["languages"], opens, closes)


@cache
def firms() -> list[Firm]:
    """All of them, in the order of their files, which numbers their goods."""
    rows = [
        (row, file.stem)
        for file in sorted((HERE / "world").glob("*.toml"))
        for row in tomllib.loads(file.read_text("utf-8"))["company"]
    ]
    return [firm(row, row.get("sector", sector), number) for number, (row, sector) in enumerate(rows, 1)]


def firm(row: dict[str, Any], sector: str, number: int) -> Firm:
    incoterm, _, place = row["terms"].partition(" ")
    return Firm(
        slug=row["slug"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        city=row["city"],
        sector=sector,
        founded=row["founded"],
        employees=row["employees"],
        tier=row["tier"],
        markets=row["markets"],
        certificates=[[part.strip() for part in line.split("|")] for line in row.get("certificates", [])],
        incoterm=incoterm,
        place=place,
        currency=row.get("currency") or countries()[row["country"]].currency,
        local=row.get("local", ""),
        tagline=dict(zip(("en", "ko"), row["tagline"], strict=True)),
        about=dict(zip(("en", "ko"), row["about"], strict=True)),
        goods=list(goods(row.get("products", ""), number)),
        number=number,
    )


def goods(text: str, number: int) -> Iterator[Good]:
    lines = [line for line in text.splitlines() if line.strip()]
    item = 0
    for head, english, korean in zip(lines[::3], lines[1::3], lines[2::3], strict=True):
        fields = [field.strip() for field in head.split("|")]
        for variant, factor in variants(fields[11]):
            item += 1
            yield good([field.replace("{}", variant) for field in fields], english, korean, factor, gtin(number, item))


def good(fields: list[str], english: str, korean: str, factor: float, code: str) -> Good:
    shape, *colours = fields[5].split()
    return Good(
        sku=fields[0].replace(" ", "-"),
        title={"en": fields[1], "ko": fields[2]},
        description={"en": english.lstrip("> "), "ko": korean.lstrip("> ")},
        category=fields[3],
        hs=fields[4],
        shape=shape,
        colours=tuple(colours),
        price=float(fields[6]) * factor,
        moq=int(fields[7]),
        unit=fields[8],
        lead=int(fields[9]),
        attributes=[
            {"name": name.strip(), "value": value.strip(), "unit": ""}
            for name, _, value in (pair.partition("=") for pair in fields[10].split(";") if pair.strip())
        ],
        gtin=code,
    )


def variants(text: str) -> Iterator[tuple[str, float]]:
    """`6204; 6205 x1.2` → each variant's name with the factor of its price; one without a name where there are none."""
    for part in text.split(";"):
        name, _, factor = part.strip().rpartition(" x") if " x" in part.strip() else (part.strip(), "", "1")
        yield name, float(factor)


def gtin(firm: int, item: int) -> str:
    """A GTIN-13 of the range 200–299, which GS1 keeps for use inside a company: it can be nobody's real number."""
    body = f"20{firm:05d}{item:05d}"
    return body + ean.calc_check_digit(body)
