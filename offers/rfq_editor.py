"""The one page on which a request is written: what was typed, rows added and taken away, cells pasted, all kept.

Each press of a button sends the whole form with `do`, the name of the act and what it is about (`remove_line:3`).
Acts that only rearrange the page judge nothing; those that save do, and keep every word when something is wrong.
"""

import uuid
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.models import Category
from catalog.specs.models import asked_by
from companies.models import Company
from offers.models import RFQ, RFQDocument, RFQSupplier
from offers.models.rfq import MOST_LINES
from offers.rfq_forms import RFQForm, initial_from_rfq, usual_initial
from offers.rfq_line_forms import Raw, is_said, lines_in, make_forms
from offers.rfq_paste import Pasted, read_cells, read_file
from offers.rfq_starts import Start, guessed, lines_of, start_of
from portal.core.http import SignedIn
from portal.core.permissions import Refused
from portal.core.texts import clean_line
from portal.core.uploads import as_document

SAVING = frozenset({"save", "publish", "upload", "remove_document", "send"})
CARDS = 30  # lines that are shown as cards; more are a table, each with a page of its own
MOST_FOUND = 10
# What may no longer change once suppliers have seen the request.
SETTLED = ("category", "audience", "min_tier", "circle")


class RFQEditor:
    def __init__(self, request: SignedIn, rfq: RFQ | None = None) -> None:
        self.request, self.actor, self.rfq = request, request.actor, rfq
        self.post, self.is_sent = request.POST, request.method == "POST"
        act, _colon, self.what = self.post.get("do", "save").partition(":")
        self.act = act or "save"
        self.is_saving = self.is_sent and self.act in SAVING
        self.pasted: Pasted | None = None
        self.problems: list[tuple[str, str]] = []
        self.start = Start() if rfq or self.is_sent else start_of(request.GET, self.actor)
        self.in_table = self.post.get("lines") == "table" if self.is_sent else bool(rfq and self.is_long(rfq))
        raws = self.rearranged(self.typed_lines())
        self.form = RFQForm(
            self.post if self.is_saving else None, actor=self.actor, rfq=rfq, initial=self.initial_values()
        )
        self.lines = make_forms(raws, self.actor, bound=self.is_saving)
        self.invited = self.invited_companies()

    @staticmethod
    def is_long(rfq: RFQ) -> bool:
        return rfq.lines.filter(is_dropped=False).count() > CARDS

    @property
    def is_amending(self) -> bool:
        return self.rfq is not None and not self.rfq.is_draft

    # -- what was typed -----------------------------------------------------------------------------------------

    def typed_lines(self) -> list[Raw]:
        if self.in_table:
            return []
        if self.is_sent:
            return lines_in(self.post)
        return lines_of(self.rfq) if self.rfq else self.start.lines

    def initial_values(self) -> dict[str, Any]:
        if self.is_sent:
            return {name: self.post.get(name, "") for name in RFQForm.base_fields}
        if self.rfq:
            return initial_from_rfq(self.rfq)
        usual = usual_initial(self.actor, self.request.currency)
        return {**usual, "form_token": uuid.uuid4(), **self.start.initial}

    def rearranged(self, raws: list[Raw]) -> list[Raw]:
        """The lines after the act that adds, takes away or pastes some; a blank one where there are none."""
        if self.is_sent and not self.is_saving:
            place, _colon, inner = self.what.partition(":")
            number = int(place) if place.isdigit() else -1
            if self.act == "add_line" and len(raws) < MOST_LINES:
                raws = [*raws, {}]
            elif self.act == "paste":
                raws = self.paste(raws)
            elif 0 <= number < len(raws):
                raws = self.changed_at(raws, number, int(inner) if inner.isdigit() else -1)
        return raws or ([] if self.in_table else [{}])

    def changed_at(self, raws: list[Raw], number: int, row: int) -> list[Raw]:
        if self.act == "remove_line":
            return raws[:number] + raws[number + 1 :]
        rows = list(raws[number].get("requirements") or ())
        if self.act == "add_row":
            rows.append({})
        elif self.act == "remove_row" and 0 <= row < len(rows):
            del rows[row]
        return [*raws[:number], {**raws[number], "requirements": rows}, *raws[number + 1 :]]

    def paste(self, raws: list[Raw]) -> list[Raw]:
        """The pasted rows after those that say something; a bad row stays among the cells, with what is wrong."""
        there = [raw for raw in raws if is_said(raw)]
        known = self.rfq.lines.filter(is_dropped=False).count() if self.rfq and self.in_table else len(there)
        sheet = self.request.FILES.get("sheet")
        try:
            room = MOST_LINES - known
            self.pasted = read_file(sheet, room) if sheet else read_cells(self.post.get("cells", ""), room)
        except Refused as problem:
            self.problems.append(("id_cells", str(problem.message)))
            return raws
        if not self.pasted.lines and not self.pasted.problems:
            self.problems.append(("id_cells", _("Paste cells, or choose a file, first.")))
        return [*there, *self.pasted.lines]

    @property
    def cells_text(self) -> str:
        """What stands in the field for cells: the rows that could not be taken, else what was typed."""
        return self.pasted.rest_text if self.pasted else self.post.get("cells", "")

    @property
    def is_too_long_for_cards(self) -> bool:
        """Whether what was pasted is more than a page of cards shows: it is then saved, and shown as a table."""
        return bool(self.pasted and self.pasted.lines and (self.in_table or len(self.lines) > CARDS))

    def bind(self) -> None:
        """Judge what the page holds as if it had been saved."""
        self.is_saving = True
        self.form = RFQForm(self.post, actor=self.actor, rfq=self.rfq)
        raws = [{**line.initial, "requirements": [row.initial for row in line.rows]} for line in self.lines]
        self.lines = make_forms(raws, self.actor, bound=True)

    # -- suppliers by name --------------------------------------------------------------------------------------

    def invited_companies(self) -> list[Company]:
        if self.is_sent:
            slugs = [slug[:80] for slug in self.post.getlist("invited")][:60]
            rows = Company.objects.visible_to(self.actor).filter(slug__in=slugs, is_active=True)
            return list(rows.exclude(pk=self.actor.company_id).order_by("name"))
        if self.rfq is None:
            return self.start.invited
        return [row.company for row in self.rfq.suppliers.filter(is_invited=True).select_related("company")]

    @property
    def supplier_words(self) -> str:
        return clean_line(self.post.get("supplier_q", ""))[:100]

    @property
    def found_suppliers(self) -> list[Company]:
        """By name and by what they make, without those that are invited already."""
        if not self.supplier_words:
            return []
        rows = Company.objects.visible_to(self.actor).filter(is_active=True).suppliers().saying(self.supplier_words)
        known = [self.actor.company_id, *(company.pk for company in self.invited)]
        return list(rows.exclude(pk__in=known).order_by("-tier", "name")[:MOST_FOUND])

    @property
    def attribute_names(self) -> list[str]:
        """What suppliers of the chosen category state, to choose requirements from."""
        category = Category.find(str(self.form["category"].value() or ""))
        return [attribute.name for attribute in asked_by(category)] if category else []

    # -- saving -------------------------------------------------------------------------------------------------

    def is_valid(self) -> bool:
        wrong = [line for line in self.lines if line.is_wrong]
        for field in self.form.visible_fields():
            self.problems += [(field.auto_id, f"{field.label}: {problem}") for problem in field.errors]
        self.problems += [problem for line in wrong for problem in line.problems()]
        return self.form.is_valid() and not wrong

    @property
    def line_values(self) -> list[dict[str, Any]] | None:
        """What `RFQ.write_lines` takes; None where the page did not show the lines."""
        if self.in_table:
            return None
        return [line.fields_of_line() for line in self.lines if line.has_data]

    def save(self) -> RFQ | None:
        """The draft, new or changed; None when something is wrong, which is then said on the page.

        Papers are kept all the same once there is a draft to keep them with: no browser sends a file twice.
        """
        is_valid = self.is_valid()
        if not is_valid and self.rfq is None:
            if self.request.FILES.getlist("documents"):
                self.problems.append(("id_documents", _("Choose your files again: they could not be kept yet.")))
            return None
        try:
            if is_valid:
                self.rfq = self.write()
            assert self.rfq is not None
            self.attach(self.rfq)
        except Refused as problem:
            self.problems.append(("id_invited", str(problem.message)))
            return None
        return None if self.problems else self.rfq

    def write(self) -> RFQ:
        values, lines = self.form.fields_of_rfq(), self.line_values
        token = self.form.cleaned_data["form_token"]
        # The back button brings the blank form again: what it then sends changes the draft it made the first time.
        rfq = self.rfq or RFQ.objects.of(self.actor).filter(form_token=token, state=RFQ.State.DRAFT).first()
        if rfq is None:
            full = {**self.fallbacks(lines or []), **values}
            rfq = RFQ.draft(self.actor, token, lines or [], language=get_language() or "en", **full)
        else:
            rfq.revise(self.actor, lines, **values)
        if rfq.is_draft:
            RFQSupplier.invite(rfq, self.invited, self.actor)
        return rfq

    def fallbacks(self, lines: list[dict[str, Any]]) -> dict[str, Any]:
        """A title and a category for a draft that has none yet, from its first line."""
        first = lines[0] if lines else {}
        title = first.get("title") or _("Request of %(day)s") % {"day": date_format(timezone.localdate())}
        said = f"{self.form.cleaned_data['title']} {first.get('title', '')}"
        slug = guessed(said)
        product = first.get("product")
        category = product.category if product else Category.tree().get(slug) or Category.tree()["others"]
        return {"title": title[:160], "category": category}

    def attach(self, rfq: RFQ) -> None:
        if not rfq.is_draft:
            return
        if self.act == "remove_document":
            RFQDocument.detach(rfq, self.what[:16], self.actor)
        for file in self.request.FILES.getlist("documents"):
            try:
                RFQDocument.attach(rfq, paper_title(file.name or ""), as_document(file), self.actor)
            except forms.ValidationError as problem:
                self.problems.append(("id_documents", " ".join(problem.messages)))

    # -- an open request ----------------------------------------------------------------------------------------

    def amendment(self) -> tuple[list[dict[str, Any]] | None, dict[str, Any]]:
        """Lines and values for `RFQ.amend`; a closing time that only lost its seconds on the page is the same."""
        assert self.rfq is not None
        values = {name: value for name, value in self.form.fields_of_rfq().items() if name not in SETTLED}
        end, typed = self.rfq.closes_at, values.get("closes_at")
        if values.get("closing") == RFQ.Closing.COUNT or (end and typed == end.replace(second=0, microsecond=0)):
            values["closes_at"] = end
        return self.line_values, values


def paper_title(name: str) -> str:
    return clean_line(PurePath(name).stem)[:160] or _("Document")
