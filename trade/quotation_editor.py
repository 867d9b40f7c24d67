"""The page on which a quotation, a revision or a counter-offer is written: what it starts from, what was typed.

Long ones are shown in parts of `PART` lines, so that a form never has more fields than a server should take; whatever
leads to another part saves this one first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from moneyed import Money

from catalog.models import Product
from offers.models import RFQLine
from portal.core.actor import Actor
from portal.core.uploads import as_document
from trade import quotation_catalogue as catalogue
from trade.models import Quotation, QuotationVersion
from trade.models.filling import VALID_DAYS
from trade.models.papers import MOST_PAPERS, Papers
from trade.models.version import MOST_LINES, TERMS
from trade.quotation_forms import LineForm, terms_form
from trade.quotation_totals import line_total, total_of_rows
from trade.quotation_words import Group, Wording, changes_between

PART = 40
Values = dict[str, Any]
Side = QuotationVersion.Side


@dataclass
class Block:
    """A line of the editor: `number` as people count what was asked for, `place` among all lines."""

    place: int
    number: str
    form: LineForm
    asked: RFQLine | None
    proposal: Product | None = None

    @property
    def is_alternative(self) -> bool:
        return bool(self.form.values["is_alternative"])

    @property
    def may_go(self) -> bool:
        """What answers a line of the request stays, without a price; the rest can be taken out."""
        return self.is_alternative or self.asked is None or self.asked.is_dropped

    @property
    def typed(self) -> Values:
        """What stands there now, as far as it can be read."""
        form = self.form
        if not form.is_bound:
            return dict(form.values)
        form.is_valid()
        read = {name: form.cleaned_data.get(name) for name in ("quantity", "amount")}
        return {**form.values, **read}


def blank(asked: RFQLine | None, is_alternative: bool) -> Values:
    return {
        "rfq_line": asked,
        "is_alternative": is_alternative,
        "product": None,
        "title": "" if is_alternative or asked is None else asked.title,
        "sku": "",
        "text": "",
        "quantity": asked.quantity if asked else None,
        "unit": asked.unit if asked else "C62",
        "moq": None,
        "amount": None,
        "lead_time_days": None,
        "answers": [],
        "tiers": [],
    }


class Editor:
    """One person's view of the draft. Nothing is written before `Quotation.write` is called with what it gives."""

    def __init__(
        self, quotation: Quotation, actor: Actor, data: Any = None, files: Any = None, part: int | None = None
    ) -> None:
        self.quotation, self.actor, self.data, self.files = quotation, actor, data, files
        self.side = quotation.side_of(actor)
        self.is_supplier = self.side == Side.SUPPLIER
        self.draft = quotation.unsent(self.side)
        self.base = self.draft or quotation.current
        self.stamp = quotation.stamp_for(self.side)
        self.asked = {line.pk: line for line in quotation.rfq.lines.all()} if quotation.rfq else {}
        self.rows = self.all_rows()
        self.parts = max(1, -(-len(self.rows) // PART))
        self.part = min(max(1, part if part is not None else number_in(data, "part", 1)), self.parts)
        self.terms = terms_form(self.side, data, self.terms_now())
        self.file_problems: list[str] = []

    def all_rows(self) -> list[Values]:
        """The draft's lines in the order of the request, and what of it the draft does not have yet."""
        stored = [line.as_fields() for line in self.base.all_lines()] if self.base else []
        for row in stored:
            if row["rfq_line"] is not None:
                row["rfq_line"] = self.asked.get(row["rfq_line"].pk, row["rfq_line"])
        answered = {row["rfq_line"].pk for row in stored if row["rfq_line"] and not row["is_alternative"]}
        if self.is_supplier:
            missing = [one for pk, one in self.asked.items() if pk not in answered and not one.is_dropped]
            stored += [blank(one, False) for one in missing]
        places = {pk: place for place, pk in enumerate(self.asked)}
        return sorted(stored, key=lambda row: places.get(row["rfq_line"].pk, -1) if row["rfq_line"] else MOST_LINES)

    def terms_now(self) -> Values:
        """What the draft says; of what is on the table without its message, and with days that are still to come."""
        assert self.base is not None  # a quotation begins with a draft
        terms = {name: getattr(self.base, name) for name in TERMS}
        if self.draft is None:
            terms["note"], terms["respond_by"] = "", None
        today = timezone.localdate()
        if self.is_supplier and (terms["valid_until"] is None or terms["valid_until"] < today):
            terms["valid_until"] = today + timedelta(days=VALID_DAYS)
        return terms

    # -- the lines of this part ---------------------------------------------------------------------------------

    @property
    def start(self) -> int:
        return (self.part - 1) * PART

    @cached_property
    def blocks(self) -> list[Block]:
        shown = list(enumerate(self.rows))[self.start : self.start + PART]
        numbers = self.numbers()
        blocks = []
        for place, row in shown:
            form = LineForm(self.data, f"l{place}", row, row["rfq_line"], self.side)
            blocks.append(Block(place, numbers[place], form, row["rfq_line"]))
        if self.is_supplier and self.data is None:
            self.propose(blocks)
        return blocks

    def numbers(self) -> list[str]:
        """`1`, `2`, `2 b` for an alternative to the second, `3`."""
        numbers: list[str] = []
        count = others = 0
        for row in self.rows:
            count, others = (count, others + 1) if row["is_alternative"] and count else (count + 1, 0)
            numbers.append(f"{count} {chr(97 + min(others, 25))}" if others else str(count))
        return numbers

    def propose(self, blocks: list[Block]) -> None:
        open_ones = {
            block.place: block.asked
            for block in blocks
            if block.asked and not block.form.values["product"] and block.form.values["amount"] is None
        }
        for place, product in catalogue.proposals(self.actor, open_ones).items():
            blocks[place - self.start].proposal = product

    # -- what was typed -----------------------------------------------------------------------------------------

    def is_valid(self) -> bool:
        lines = [block.form.is_valid() for block in self.blocks]
        return all([self.terms.is_valid(), *lines, not self.file_problems])

    @property
    def wrong_blocks(self) -> list[Block]:
        return [block for block in self.blocks if block.form.errors] if self.data is not None else []

    def typed_terms(self) -> Values:
        return {**{name: value for name, value in self.terms.cleaned_data.items() if name in TERMS}}

    def typed_rows(self) -> list[Values]:
        """All lines, those of this part as they were typed."""
        refs = {str(block.form["product"].value() or "") for block in self.blocks} if self.is_supplier else set()
        own = Product.objects.of(self.actor).filter(ref__in=refs - {""}) if refs - {""} else []
        products = {product.ref: product for product in own}
        typed = [block.form.fields_of_line(products) for block in self.blocks]
        return [*self.rows[: self.start], *typed, *self.rows[self.start + PART :]]

    def papers(self) -> Papers | None:
        """Those that were added and taken out; whatever cannot be kept is named in `file_problems`."""
        if not self.is_supplier or self.data is None:
            return None
        new = []
        for file in (self.files.getlist("papers") if self.files else [])[: MOST_PAPERS + 1]:
            try:
                new.append((str(file.name)[:160], as_document(file)))
            except ValidationError as problem:
                self.file_problems += problem.messages
        removed = self.data.getlist("remove_paper")
        return (new, removed) if new or removed else None

    @property
    def currency(self) -> str:
        typed = str(self.terms["currency"].value() or "") if "currency" in self.terms.fields else ""
        known = self.base.currency if self.base else "USD"
        choices = dict(self.terms.fields["currency"].choices) if typed else {}  # type: ignore[attr-defined]  # a ChoiceField
        return typed if typed in choices else known

    def total(self) -> Money | None:
        """As it stands on the page; what cannot be read counts for nothing."""
        typed = [block.typed for block in self.blocks]
        rest = [*self.rows[: self.start], *self.rows[self.start + PART :]]
        return total_of_rows([*typed, *rest], self.currency)

    def sums(self) -> list[tuple[Block, Money | None]]:
        return [(block, line_total(block.typed, self.currency)) for block in self.blocks]

    def quoted(self) -> tuple[int, int]:
        """How many lines of the request have a price, of how many."""
        typed = {block.place: block.typed for block in self.blocks}
        rows = [typed.get(place, row) for place, row in enumerate(self.rows)]
        main = [row for row in rows if not row["is_alternative"]]
        return sum(row["amount"] is not None for row in main), len(main)

    def differences(self) -> list[Group]:
        """From what is saved now to what this person typed; for who was overtaken."""
        assert self.base is not None
        saved = Wording.of(self.base)
        return changes_between(saved, Wording({**saved.terms, **self.typed_terms()}, self.typed_rows(), saved.papers))


def number_in(data: Any, name: str, usual: int) -> int:
    raw = str(data.get(name, "")) if data is not None else ""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 6 else usual


def reworked(editor: Editor, rows: list[Values], wish: Mapping[str, str]) -> tuple[list[Values], str, list[str]]:
    """The rows after a wish of the form (`verb`, `place`, `key`), where to go on, and what to tell the person.

    An alternative is put after its line, a line at the end; a product's words and prices are taken over.
    """
    verb, place, told = wish.get("verb", ""), number_in(wish, "place", -1), []
    there = 0 <= place < len(rows)
    if verb == "line" and editor.is_supplier and editor.quotation.rfq is None:
        rows.append(blank(None, False))
        return rows, f"l{len(rows) - 1}", []
    if not there or not editor.is_supplier:
        return rows, "", []
    if verb == "alternative":
        row = rows[place]
        fresh = {**blank(row["rfq_line"], True), "quantity": row["quantity"], "unit": row["unit"]}
        rows.insert(place + 1, fresh)
        return rows, f"l{place + 1}", []
    if verb == "remove" and may_go(rows[place], rows):
        del rows[place]
        return rows, f"l{max(0, place - 1)}", []
    if verb == "take":
        product = catalogue.named(editor.actor, wish.get("key", ""))
        if product is not None:
            asked, currency = rows[place]["rfq_line"], editor.currency
            rows[place] = catalogue.taken(rows[place], product, asked, currency)
            told = [catalogue.caveat(product, rows[place]["unit"], currency, rows[place]["quantity"])]
        return rows, f"l{place}", [one for one in told if one]
    return rows, "", []


def may_go(row: Values, rows: list[Values]) -> bool:
    asked = row["rfq_line"]
    return bool(row["is_alternative"] or (asked is None and len(rows) > 1) or (asked and asked.is_dropped))
