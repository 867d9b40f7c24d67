"""The rows of terms: lead time, validity, payment, samples, papers, and how a quotation differs from the request."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.compare import days_in_words
from portal.core.incoterms import incoterm_name
from portal.core.money import format_money
from portal.core.translating.languages import Written
from trade.comparison import Comparison
from trade.comparison_prices import Column
from trade.comparison_rows import Cell, Row, amount_words, met_words, rank, verdicts
from trade.models import QuotationVersion


def term_rows(comparison: Comparison) -> list[Row]:
    """In the order a buyer asks."""
    makers = (delivery_row, lead_row, checks_row, minimum_row, payment_row, validity_row, sample_row, papers_row)
    rows = [make(comparison) for make in makers]
    return [*(row for row in rows if row is not None), differences_row(comparison)]


def delivery_row(comparison: Comparison) -> Row:
    cells = []
    for column in comparison.columns:
        term, place = column.version.incoterm, column.version.incoterm_place
        name = [incoterm_name(term)] if term else []
        cells.append(Cell(column, text=f"{term} {place}".strip() or _("Not stated"), more=name))
    wished = f"{comparison.rfq.incoterm} {comparison.rfq.incoterm_place}".strip()
    return Row(_("Delivery as quoted"), cells, more=[_("wished: %(term)s") % {"term": wished}] if wished else [])


def lead_row(comparison: Comparison) -> Row:
    cells = [Cell(one, text=days_in_words(one.lead_time_days), value=one.lead_time_days) for one in comparison.columns]
    rank(cells, [one.lead_time_days if one.stands else None for one in comparison.columns], _("Soonest"))
    return Row(_("Lead time"), cells, more=[_("the longest of its lines")])


def checks_of(column: Column, comparison: Comparison) -> tuple[int, int, int]:
    """How many requirements are met, missed, and cannot be told, over all lines."""
    judged = [is_met for asked in comparison.asked for *_rest, is_met in verdicts(column.main.get(asked.pk), asked)]
    return judged.count(True), judged.count(False), judged.count(None)


def checks_row(comparison: Comparison) -> Row | None:
    required = sum(len(asked.requirements) for asked in comparison.asked)
    if not required:
        return None
    cells, values = [], []
    for column in comparison.columns:
        met, missed, unknown = checks_of(column, comparison)
        cell = Cell(column, text=met_words(met, required), value=met)
        if missed:
            cell.warnings.append(ngettext("%(n)s missed", "%(n)s missed", missed) % {"n": missed})
        if unknown:
            cell.more.append(ngettext("%(n)s cannot be told", "%(n)s cannot be told", unknown) % {"n": unknown})
        cells.append(cell)
        values.append(met if column.stands and met else None)
    rank(cells, values, _("Most met"), max)
    return Row(_("Requirements"), cells)


def minimum_row(comparison: Comparison) -> Row:
    cells, own = [], comparison.rfq.language
    for column in comparison.columns:
        stated = [price for price in column.main.values() if price.line.moq is not None]
        above = [price for price in stated if price.is_below_minimum]
        cell = Cell(column, text=_("Kept on all lines") if stated else _("None stated"))
        if above:
            cell.text = ngettext("Above what you ask on %(n)s line", "Above what you ask on %(n)s lines", len(above))
            cell.text %= {"n": len(above)}
            cell.more = [
                Written.by(f"{price.asked.title}: {amount_words(price.line.moq, price.line.unit)}", own)
                for price in above[:3]
            ]
        cells.append(cell)
    return Row(_("Minimum order"), cells)


def payment_row(comparison: Comparison) -> Row:
    return Row(_("Payment"), [Cell(column, *payment_words(column.version)) for column in comparison.columns])


def payment_words(version: QuotationVersion) -> tuple[str, str, list[str]]:
    more = []
    if version.deposit_percent is not None:
        more.append(_("deposit %(percent)s %%") % {"percent": f"{version.deposit_percent.normalize():f}"})
    if version.payment_days is not None:
        words = ngettext("%(n)s day to pay", "%(n)s days to pay", version.payment_days)
        more.append(words % {"n": version.payment_days})
    return "", str(version.get_payment_display()) if version.payment else _("Not stated"), more


def validity_row(comparison: Comparison) -> Row:
    cells = []
    for column in comparison.columns:
        until = column.version.valid_until
        cell = Cell(column, text=date_format(until, "DATE_FORMAT") if until else _("Not stated"), value=until)
        if until and until < timezone.localdate():
            cell.warnings.append(_("Expired: takes no part"))
        cells.append(cell)
    return Row(_("Valid until"), cells)


def sample_row(comparison: Comparison) -> Row:
    cells = []
    for column in comparison.columns:
        version = column.version
        more = [format_money(version.sample_price)] if version.sample_price else []
        if version.sample_days is not None:
            more.append(days_in_words(version.sample_days))
        if version.sample_freight:
            more.append(str(version.get_sample_freight_display()))
        text = str(version.get_sample_display()) if version.sample else _("Not stated")
        cells.append(Cell(column, text=text, more=more))
    return Row(_("Samples"), cells)


def papers_row(comparison: Comparison) -> Row:
    cells = []
    for column in comparison.columns:
        titles: list[str] = [Written.by(paper.title) for paper in column.documents]
        cells.append(Cell(column, text=titles[0] if titles else _("None"), more=titles[1:]))
    return Row(_("Documents"), cells)


def differences_row(comparison: Comparison) -> Row:
    cells = []
    for column in comparison.columns:
        words = differences(column, comparison)
        cells.append(Cell(column, text=words[0] if words else _("As asked for"), more=words[1:]))
    return Row(_("Differs from the request"), cells)


def differences(column: Column, comparison: Comparison) -> list[str]:
    """In words, what was asked for and is quoted otherwise, or not at all."""
    rfq, version, asked = comparison.rfq, column.version, len(comparison.asked)
    quoted = sum(price.problem != "no_price" for price in column.main.values())
    words = []
    if quoted < asked:
        words.append(_("quotes %(quoted)s of %(asked)s lines") % {"quoted": quoted, "asked": asked})
    if rfq.incoterm and version.incoterm != rfq.incoterm:
        words.append(_("%(own)s instead of %(wished)s") % {"own": version.incoterm, "wished": rfq.incoterm})
    if version.currency != rfq.currency:
        words.append(_("%(own)s instead of %(wished)s") % {"own": version.currency, "wished": rfq.currency})
    words += quantity_differences(column)
    lead = column.lead_time_days
    if rfq.deliver_by and lead is not None and timezone.localdate() + timedelta(days=lead) > rfq.deliver_by:
        day = date_format(rfq.deliver_by, "DATE_FORMAT")
        words.append(_("ordered today it is ready after %(day)s, the day wished for") % {"day": day})
    if rfq.decide_by and version.valid_until and version.valid_until < rfq.decide_by:
        words.append(_("ends before your day of decision"))
    return words


def quantity_differences(column: Column) -> list[str]:
    priced = [price for price in column.main.values() if price.problem != "no_price"]
    units = sum(price.line.unit != price.asked.unit for price in priced)
    other = sum(price.line.unit == price.asked.unit and price.line.quantity != price.asked.quantity for price in priced)
    words = []
    if other:
        words.append(
            ngettext("another quantity on %(n)s line", "another quantity on %(n)s lines", other) % {"n": other}
        )
    if units:
        words.append(ngettext("another unit on %(n)s line", "another unit on %(n)s lines", units) % {"n": units})
    return words
