"""What may stand under each heading, for the page of help and the sheet of help in the file to begin with."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.imports.columns import FIELDS
from catalog.terms import PAYMENT_TERMS, TradeTerms

SPECIFICATION_FIELD = "attr:…"


@dataclass(frozen=True)
class Column:
    """`heading` is the sure one; `known` are some of the others that are understood."""

    heading: str
    label: Any
    words: Any
    example: str
    known: tuple[str, ...] = ()


GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        pgettext_lazy("columns of a file", "The product"),
        (
            *("sku", "title", "description", "title:ko", "description:ko", "language", "category", "brand", "model"),
            *("gtin", "hs_code", "origin", "tags", SPECIFICATION_FIELD, "attributes", "attributes:ko"),
        ),
    ),
    (
        _("Price and delivery"),
        (
            *("price", "currency", "price_tiers", "price_low", "price_high", "price_currency", "unit", "moq"),
            *("incoterm", "incoterm_place", "lead_time_days"),
        ),
    ),
    (_("Supply, packaging, payment"), ("supply_capacity", "supply_period", "packaging", "payment_terms")),
    (
        _("Samples and private label"),
        ("sample", "sample_amount", "sample_currency", "sample_days", "sample_freight", "private_label"),
    ),
    (_("Pictures and video"), ("pictures", "picture_alt", "video")),
)

WORDS: dict[str, tuple[Any, str]] = {
    "sku": (_("Your own number of the product, up to 64 signs. It tells products apart."), "BB-6204"),
    "title": (_("Needed for a new product, up to 300 signs."), "Deep groove ball bearing 6204-2RS"),
    "description": (_("As long as you like; blank lines part paragraphs."), "Sealed on both sides."),
    "title:ko": (_("The title in Korean, beside the language of the file."), "깊은 홈 볼 베어링 6204-2RS"),
    "description:ko": (_("The description in Korean."), "양면 밀봉."),
    "language": (_("The language a new product is written in: en or ko. Without it, that of the file."), "en"),
    "category": (_("Name, path or address of a category. Without it we choose one by the title."), "bearings"),
    "brand": (_("Up to 80 signs."), "Hanbit"),
    "model": (_("Up to 255 signs."), "6204-2RS"),
    "gtin": (_("8, 12, 13 or 14 digits; the last one is checked."), "8801234567893"),
    "hs_code": (_("4 to 12 digits, with or without points."), "8482.10"),
    "origin": (_("A country by its code or its name."), "KR"),
    "tags": (_("Words parted by commas, up to 30."), "bearing, sealed"),
    SPECIFICATION_FIELD: (
        _("One column for each specification; the unit stands in brackets: attr:Bore [mm]."),
        "attr:Bore [mm] → 20",
    ),
    "attributes": (
        _("Or all specifications in one cell: name, colon, value, parted by ; or one on each line. JSON is read, too."),
        "Material: cotton; Width [cm]: 20",
    ),
    "attributes:ko": (
        _(
            "The same in Korean: in the same order, or each behind the name it has in your language and a =. What is "
            "left out is the same in both languages."
        ),
        "Material = 소재: 면; Width = 폭",
    ),
    "price": (_("The price of one unit, with or without its currency."), "1.20"),
    "currency": (_("A code of three letters. Or choose one currency for the whole file."), "USD"),
    "price_tiers": (_("A price from each quantity on: quantity:price, parted by ;."), "1:1.20;500:0.98"),
    "price_low": (_("Where you state a range instead of a price: its lower end, or both ends at once."), "1.10-1.40"),
    "price_high": (_("Its upper end."), "1.40"),
    "price_currency": (_("The currency of the range. Without it, that of the price."), "USD"),
    "unit": (_("A code of UN/CEFACT Recommendation 20, or a word such as piece, kg, 개, 박스."), "C62"),
    "moq": (_("In this unit, above 0."), "100"),
    "incoterm": (_("A rule of Incoterms 2020; the place may stand behind it."), "FOB Busan"),
    "incoterm_place": (_("The named place or port."), "Busan"),
    "lead_time_days": (_("Days; also “2 weeks”, “14일”."), "14"),
    "supply_capacity": (_("What you can supply, in the unit; the time may stand behind it."), "50,000 / month"),
    "supply_period": (_("For which time: day, week, month or year (일, 주, 월, 년)."), "month"),
    "packaging": (_("Up to 300 signs."), "50 pcs a carton, 40 cartons a pallet"),
    "payment_terms": (_("Codes or words of trade, parted by ;."), "deposit; L/C at sight"),
    "sample": (_("none, free or paid (없음, 무료, 유료)."), "paid"),
    "sample_amount": (_("What a paid sample costs."), "5.00"),
    "sample_currency": (_("Without it, the currency of the price."), "USD"),
    "sample_days": (_("Until a sample is sent, up to 365."), "3"),
    "sample_freight": (_("Who pays it: buyer or supplier (바이어, 공급사)."), "buyer"),
    "private_label": (_("none, label (OEM) or design (ODM)."), "label"),
    "video": (_("The address of one video; it begins with https://."), "https://video.example/6204"),
    "pictures": (
        _("Names of pictures in the ZIP, parted by ;. Without it they go by their names."),
        "a.jpg; b.jpg",
    ),
    "picture_alt": (_("What each picture shows, in the same order, parted by ;."), "Front; In its carton"),
}


def columns() -> list[tuple[str, list[Column]]]:
    return [(str(title), [column(name) for name in names]) for title, names in GROUPS]


def column(name: str) -> Column:
    label, known = FIELDS.get(name, (_("Specification"), ""))
    words, example = WORDS[name]
    others = [word for word in known.split(",") if word not in {name, name.replace("_", " ")}]
    latin = [word for word in others if word.isascii()][:3]
    korean = [word for word in others if not word.isascii()][:3]
    return Column(name, label, words, example, tuple(latin + korean))


def codes() -> list[tuple[str, list[tuple[str, str]]]]:
    """The columns that take one of some codes, each code with its meaning."""
    choices: list[tuple[str, Any]] = [
        ("payment_terms", PAYMENT_TERMS.items()),
        ("supply_period", TradeTerms.Period.choices),
        ("sample", TradeTerms.Sample.choices),
        ("sample_freight", TradeTerms.Freight.choices),
        ("private_label", TradeTerms.PrivateLabel.choices),
    ]
    return [(name, [(code, str(label)) for code, label in several]) for name, several in choices]
