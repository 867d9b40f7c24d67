"""A row of a file into a checked draft of a product. Nothing here asks the database, row by row it is only work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

from catalog.classify import Classifier
from catalog.imports import spelled, values
from catalog.imports.columns import (
    ATTRIBUTE,
    AXIS,
    OWN_FIELDS,
    TOLD_FIELDS,
    Mapping,
    attribute_of,
    field_of,
    icecat_field,
    specification_of,
    split_attribute,
)
from catalog.imports.ladders import PriceOdd, asked, is_dash, ladders_in, only_currency, without_codes
from catalog.imports.problems import Odd, Problem
from catalog.imports.tables import Row
from catalog.imports.term_cells import TERM_SETTERS, complete
from catalog.imports.values import DASHES, shown, text_of, tidy, tidy_block
from portal.core.spreadsheet import restored

LIMITS = {"sku": 64, "title": 300, "description": 20_000, "brand": 80, "model": 255, "incoterm_place": 80}
LONGEST_NAME, LONGEST_UNIT, LONGEST_VALUE, MOST_ATTRIBUTES = 120, 20, 8_000, 300
BLANK: dict[str, Any] = {
    "brand": "", "model": "", "gtin": "", "hs_code": "", "origin": "", "incoterm": "", "incoterm_place": "",
    "lead_time_days": None, "stock": None, "tags": [],
}  # fmt: skip
Price = tuple[Decimal, Decimal, str]  # from this quantity on, this amount in this currency


@dataclass(slots=True)
class Draft:
    """What a row says of a product. A field that is not in `fields` stays as it is; so do parts that are None.

    `terms` are those of catalog.terms; `texts` are in further languages; `pictures` are names in the archive.
    An attribute is `{"name": …, "value": text, number or boolean, "unit": … where there is one}`; None takes it away.
    """

    number: int
    sku: str = ""
    title: str | None = None
    description: str | None = None
    category: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    prices: list[Price] | None = None
    attributes: dict[str, dict[str, Any] | None] = field(default_factory=dict)
    terms: dict[str, Any] | None = None
    texts: dict[str, dict[str, str]] | None = None
    listed: list[str] = field(default_factory=list)  # the names of `attributes` that one cell lists, in its order
    told: dict[str, list[spelled.Told] | None] | None = None  # of specifications, by language; None: taken away
    pictures: list[str] | None = None
    alts: list[str] | None = None
    problems: list[Problem] = field(default_factory=list)
    parent_sku: str = ""  # of the product whose variant the row is
    axes: dict[str, str] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        return any(problem.is_refusal for problem in self.problems)

    def note(self, column: str, code: str, is_refusal: bool = False, **params: Any) -> None:
        self.problems.append(Problem(self.number, column, code, params, is_refusal, self.sku))


class Reader:
    """Reads rows of one file with one mapping of its columns to fields."""

    def __init__(self, mapping: Mapping, classifier: Classifier, currency: str = "") -> None:
        self.classifier, self.currency = classifier, currency
        self.plan: dict[str, tuple[Callable[[Reader, Draft, str, Any], None] | None, str, str]] = {}
        self.heading_of: dict[str, str] = {}
        self.known: dict[str, str] = dict(mapping)
        self.is_icecat = any(name in OWN_FIELDS for name in mapping.values())
        for heading, name in mapping.items():
            self.learn(heading, name)

    def learn(self, heading: str, name: str) -> None:
        if name.startswith(ATTRIBUTE):
            label, unit = split_attribute(tidy(name[len(ATTRIBUTE) :]))
            self.plan[heading] = (Reader.attribute, label[:LONGEST_NAME], unit)
        elif name.lower().startswith(AXIS):
            self.plan[heading] = (Reader.axis, tidy(name[len(AXIS) :])[:LONGEST_NAME], "")
        else:
            self.plan[heading] = (SETTERS.get(name), name, "")
            self.heading_of.setdefault(OWN_FIELDS.get(name, name), heading)

    def late(self, heading: str) -> None:
        """A name that only later records of a JSON file have."""
        name = icecat_field(heading) if self.is_icecat else named_late(heading)
        taken = name in self.known.values() and not name.lower().startswith((ATTRIBUTE, AXIS))
        self.known[heading] = "" if taken else name
        self.learn(heading, self.known[heading])

    def draft(self, row: Row) -> Draft:
        draft = Draft(row.number)
        if row.problem:
            draft.problems.append(row.problem)
            return draft
        plan = self.plan
        draft.sku = self.sku_of(draft, row.cells)
        for heading, cell in row.cells.items():
            if cell is None or cell == "":
                continue
            if type(cell) is str and cell[0] == "'":
                cell = restored(cell)
            if heading not in plan:
                self.late(heading)
            setter = plan[heading][0]
            if setter is not None:
                try:
                    setter(self, draft, heading, cell)
                except Odd as odd:
                    draft.note(heading, odd.code, odd.is_refusal, **odd.params)
        self.finish(draft, row.cells)
        return draft

    def sku_of(self, draft: Draft, cells: dict[str, Any]) -> str:
        heading = self.heading_of.get("sku", "")
        sku = restored(tidy(text_of(cells.get(heading))))
        if not sku or sku in DASHES or not values.is_visible(sku):
            draft.note(heading or "sku", "sku_missing", True)
            return ""
        if len(sku) > LIMITS["sku"]:
            draft.note(heading, "too_long", True, limit=LIMITS["sku"])
        return sku[: LIMITS["sku"]]

    # -- one for each kind of cell; a cell is not empty when it comes here --------------------------------------

    def title(self, draft: Draft, heading: str, cell: Any) -> None:
        text = tidy(text_of(cell))
        if text in DASHES:
            draft.note(heading, "title_cleared")
        elif values.is_visible(text):
            draft.title = self.within(draft, heading, text, LIMITS["title"])

    def description(self, draft: Draft, heading: str, cell: Any) -> None:
        text = tidy_block(text_of(cell))
        draft.description = "" if text in DASHES else self.within(draft, heading, text, LIMITS["description"])

    def within(self, draft: Draft, heading: str, text: str, limit: int) -> str:
        if values.has_lost_signs(text):
            draft.note(heading, "unreadable_signs")
        if len(text) <= limit:
            return text
        draft.note(heading, "cut", limit=limit)
        return text[: limit - 1].rstrip() + "…"

    def line(self, draft: Draft, heading: str, cell: Any) -> None:
        name = self.plan[heading][1]
        text = tidy(text_of(cell))
        if text in DASHES:
            draft.fields[name] = BLANK[name]
        elif len(text) > LIMITS[name]:
            raise Odd("not_kept", is_refusal=False, limit=LIMITS[name])
        elif text:
            draft.fields[name] = self.within(draft, heading, text, LIMITS[name])

    def value(self, draft: Draft, heading: str, cell: Any) -> None:
        """A field whose value one function of `values` gives."""
        name = self.plan[heading][1]
        text = tidy(text_of(cell))
        if text in DASHES:
            if name not in BLANK:
                raise Odd("not_clearable", is_refusal=False)
            draft.fields[name] = BLANK[name]
        elif text:
            draft.fields[name] = PARSERS[name](cell)

    def incoterm(self, draft: Draft, heading: str, cell: Any) -> None:
        if tidy(text_of(cell)) in DASHES:
            draft.fields["incoterm"] = ""
            return
        draft.fields["incoterm"], place = values.incoterm(cell)
        if place:
            draft.fields.setdefault("incoterm_place", place)

    def tags(self, draft: Draft, heading: str, cell: Any) -> None:
        if isinstance(cell, str) and tidy(cell) in DASHES:
            draft.fields["tags"] = []
            return
        words = values.tags(cell)
        if len(words) > values.MOST_TAGS:
            draft.note(heading, "too_many", limit=values.MOST_TAGS)
        draft.fields["tags"] = words[: values.MOST_TAGS]

    def gtins(self, draft: Draft, heading: str, cell: Any) -> None:
        """One, or several in a list or parted by commas: the first valid one counts, and that is reported."""
        if isinstance(cell, str) and tidy(cell) in DASHES:
            draft.fields["gtin"] = ""
            return
        several = cell if isinstance(cell, list) else [part for part in re_split(cell) if part.strip()]
        found = values.first_gtin(several)
        if found:
            draft.fields["gtin"] = found
        if len(several) > 1:
            draft.note(heading, "gtin_several", found=len(several), gtin=found)

    def category(self, draft: Draft, heading: str, cell: Any) -> None:
        text = tidy(text_of(cell))
        if text in DASHES:
            raise Odd("not_clearable", is_refusal=False)
        slug = self.classifier.named(text) if text else ""
        if slug:
            draft.category = slug
        elif text:
            draft.note(heading, "category_unknown", value=shown(text), chosen="")

    def attribute(self, draft: Draft, heading: str, cell: Any) -> None:
        """Most cells of a rich catalogue come here, so the usual ones take the shortest way."""
        _setter, name, unit = self.plan[heading]
        value = values.attribute_value(cell)
        if type(value) is str:
            if value == "":
                return
            if value in DASHES:
                draft.attributes[name] = None
                return
            if len(value) > LONGEST_VALUE or not value.isascii():
                value = self.within(draft, heading, value, LONGEST_VALUE)
        if len(draft.attributes) >= MOST_ATTRIBUTES and name not in draft.attributes:
            self.note_once(draft, heading, "too_many", MOST_ATTRIBUTES)
            return
        entry = {"name": name, "value": value}
        draft.attributes[name] = {**entry, "unit": unit} if unit else entry

    def axis(self, draft: Draft, heading: str, cell: Any) -> None:
        value = tidy(text_of(cell))
        if value and value not in DASHES:
            draft.axes[self.plan[heading][1]] = value

    def parent_sku(self, draft: Draft, heading: str, cell: Any) -> None:
        draft.parent_sku = restored(tidy(text_of(cell)))[: LIMITS["sku"]]
        if draft.parent_sku in DASHES:
            draft.parent_sku = ""

    def note_once(self, draft: Draft, heading: str, code: str, limit: int) -> None:
        if not any(problem.code == code for problem in draft.problems):
            draft.note(heading, code, limit=limit)

    def attributes(self, draft: Draft, heading: str, cell: Any) -> None:
        """`Material: steel; Weight [kg]: 2`, or `{"Material": "steel", "Weight": {"value": 2, "unit": "kg"}}`."""
        found, lost = spelled.read(cell)
        for name, value, unit in found:
            label = tidy(name)[:LONGEST_NAME]
            self.plan[f"attributes.{name}"] = (Reader.attribute, label, tidy(unit)[:LONGEST_UNIT])
            if label and value is not None and value != "":
                draft.listed.append(label)
                self.attribute(draft, f"attributes.{name}", value)
        if lost:
            raise Odd("specifications_form", is_refusal=False, value=shown(lost[0]))

    def told(self, draft: Draft, heading: str, cell: Any) -> None:
        """`Assembly = 조립: 손으로`, or `{"Assembly": {"name": "조립", "value": "손으로"}}`: in a further language."""
        code = self.plan[heading][1].partition(":")[2]
        draft.told = {**(draft.told or {}), code: spelled.read_told(cell, MOST_ATTRIBUTES)}

    # -- what needs more than one cell --------------------------------------------------------------------------

    def finish(self, draft: Draft, cells: dict[str, Any]) -> None:
        try:
            draft.prices = self.prices_of(draft, cells)
        except PriceOdd as odd:
            draft.note(self.heading_of.get(odd.field, odd.field), odd.code, odd.is_refusal, **odd.params)
        if draft.terms:
            complete(self, draft, cells)
        for place, problem in enumerate(draft.problems):
            if problem.code == "category_unknown":
                chosen = {**problem.params, "chosen": self.choose(draft)}
                draft.problems[place] = Problem(problem.row, problem.column, problem.code, chosen, sku=draft.sku)

    def choose(self, draft: Draft) -> str:
        """The category of a product whose row names none."""
        kind = draft.attributes.get("Product type")
        kind_words = kind["value"] if kind and isinstance(kind["value"], str) else ""
        return self.classifier.guess(draft.title or "", draft.description or "", kind_words)

    def prices_of(self, draft: Draft, cells: dict[str, Any]) -> list[Price] | None:
        """The ladder, else the one price; in the currency of the row, of the cell itself, or of the whole file."""
        ladder = self.cell(cells, "price_tiers")
        single = self.cell(cells, "price")
        if ladder is None and single is None:
            return None
        if is_dash(single if ladder is None else ladder):
            return []
        code = self.currency_of(cells)
        if ladder is None:
            name, steps, own = "price", *self.one_step(single)
        elif len(several := ladders_in(ladder)) > 1:
            return self.prices_of_several(draft, several)
        else:
            name, own = "price_tiers", only_currency(ladder)
            steps = asked(name, values.tiers, without_codes(ladder))
        if own and code and own != code:
            raise PriceOdd(name, Odd("currencies_differ", found=own, column=code))
        code = code or own or self.currency
        if not code:
            raise PriceOdd("currency", Odd("currency_missing"))
        self.doubt(draft, steps, code, name)
        return [(start, amount, code) for start, amount in steps]

    def one_step(self, cell: Any) -> tuple[list[values.Tier], str]:
        """The one price from the first piece on, and the currency its cell names."""
        amount, own = asked("price", self.amount, cell)
        return [(Decimal(1), amount)], own

    def prices_of_several(self, draft: Draft, ladders: dict[str, Any]) -> list[Price]:
        """A ladder for each currency, as in `1:10.00 USD;100:9.50 USD;1:9.20 EUR`; every step names its own."""
        prices: list[Price] = []
        for name, part in ladders.items():
            if not name:
                raise PriceOdd("currency", Odd("currency_missing"))
            code = asked("price_tiers", values.currency, name)
            steps = asked("price_tiers", values.tiers, part)
            self.doubt(draft, steps, code, "price_tiers")
            prices += [(start, amount, code) for start, amount in steps]
        return prices

    def amount(self, cell: Any) -> tuple[Decimal, str]:
        """Icecat gives whole cents of euro."""
        if self.known.get(self.heading_of["price"]) == "icecat:price":
            return values.amount_of(values.number(cell) / 100), "EUR"
        return values.price(cell)

    def cell(self, cells: dict[str, Any], name: str) -> Any:
        """The cell of a field, None when it is empty."""
        value = cells.get(self.heading_of.get(name, ""))
        return None if value is None or value == [] or (isinstance(value, str) and not tidy(value)) else value

    def currency_of(self, cells: dict[str, Any]) -> str:
        cell = self.cell(cells, "currency")
        return "" if cell is None or is_dash(cell) else asked("currency", values.currency, cell)

    def doubt(self, draft: Draft, steps: list[values.Tier], code: str, name: str) -> None:
        """Odd but possible prices are kept and named."""
        heading = self.heading_of.get(name, name)
        amounts = [amount for _start, amount in steps]
        if not all(amounts):
            draft.note(heading, "price_zero")
        if (highest := max(amounts)) > values.high_price(code):
            draft.note(heading, "price_high", value=f"{highest:f}", currency=code)
        if any(later > earlier for earlier, later in pairwise(amounts)):
            draft.note(heading, "price_rises")


def named_late(heading: str) -> str:
    return attribute_of(heading) or field_of(heading) or specification_of(heading)


def re_split(cell: Any) -> list[str]:
    return text_of(cell).replace(";", ",").replace("|", ",").split(",")


PARSERS: dict[str, Callable[[Any], Any]] = {
    "hs_code": values.hs_code, "origin": values.origin, "unit": values.unit, "moq": values.moq,
    "lead_time_days": values.lead_time, "stock": values.quantity,
}  # fmt: skip
SETTERS: dict[str, Callable[[Reader, Draft, str, Any], None]] = {
    "title": Reader.title, "description": Reader.description, "brand": Reader.line, "model": Reader.line,
    "gtin": Reader.gtins, "icecat:ean": Reader.gtins, "category": Reader.category, "hs_code": Reader.value,
    "origin": Reader.value, "unit": Reader.value, "moq": Reader.value, "lead_time_days": Reader.value,
    "stock": Reader.value,
    "incoterm": Reader.incoterm, "incoterm_place": Reader.line, "tags": Reader.tags, "attributes": Reader.attributes,
    **dict.fromkeys(TOLD_FIELDS, Reader.told),
    "parent_sku": Reader.parent_sku,
    **TERM_SETTERS,
}  # fmt: skip
