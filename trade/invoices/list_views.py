"""`/invoices/`: what the company issued and received."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from companies.guards import company_required
from offers.views import link
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.spreadsheet import csv_download, csv_lines
from portal.core.texts import clean_line
from trade.invoices.models import Invoice
from trade.invoices.rows import PREFIX, Kind, State

SORTS = {"": ("-issued_at", "-pk"), "due": ("due_on", "-pk"), "number": ("year", "kind", "number", "pk")}
CHUNK = 500


class Asked:
    """What the address asks for; whatever is not valid is left out, never an error."""

    def __init__(self, actor: Actor, get: Any) -> None:
        self.actor = actor
        mine: Any = Invoice.objects
        boxes = {"given": mine.given_by(actor), "received": mine.received_by(actor)}
        self.counts = {name: rows.count() for name, rows in boxes.items()}
        usual = "given" if self.counts["given"] or (actor.company.sells and not self.counts["received"]) else "received"
        self.box = get.get("box", "") if get.get("box", "") in boxes else usual
        self.kind = get.get("kind", "") if get.get("kind", "") in Kind.values else ""
        self.state = get.get("state", "") if get.get("state", "") in State.values and self.box == "given" else ""
        self.sort = get.get("sort", "") if get.get("sort", "") in SORTS else ""
        self.q = clean_line(get.get("q", ""))[:100]
        self.since, self.until = (day_of(get.get(name, "")) for name in ("since", "until"))
        self.box_rows = boxes[self.box]

    @property
    def is_filtered(self) -> bool:
        return any([self.kind, self.state, self.q, self.since, self.until])

    @property
    def rows(self) -> Any:
        rows = self.box_rows
        rows = rows.filter(kind=self.kind) if self.kind else rows
        rows = rows.filter(state=self.state) if self.state else rows
        rows = rows.filter(issued_on__gte=self.since) if self.since else rows
        rows = rows.filter(issued_on__lte=self.until) if self.until else rows
        for word in self.q.split()[:8]:
            rows = rows.filter(self.matching(word))
        return rows.for_cards().order_by(*SORTS[self.sort])

    def matching(self, word: str) -> Q:
        other = "recipient" if self.box == "given" else "issuer"
        found = Q(title__icontains=word) | Q(ref__iexact=word) | Q(order__ref__iexact=word) | Q(buyer_po__iexact=word)
        return found | Q(**{f"{other}__name__icontains": word}) | numbered(word)


def numbered(word: str) -> Q:
    """`INV-2026-0007`, or a part of it."""
    kinds = {prefix: kind for kind, prefix in PREFIX.items()}
    prefix, _dash, rest = word.upper().partition("-")
    year, _dash, number = rest.partition("-")
    if prefix in kinds and year.isascii() and year.isdigit() and number.isascii() and number.isdigit():
        return Q(kind=kinds[prefix], year=int(year[:4]), number=int(number[:9]))
    return Q(pk=None)


def day_of(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None


@require_safe
@company_required
def invoice_list(request: SignedIn) -> HttpResponse:
    asked = Asked(request.actor, request.GET)
    page = paginate(request, asked.rows)
    for one in page.object_list:
        one.partner = one.partner_of(request.actor)
    boxes = {"given": _("Issued"), "received": pgettext("invoices", "Received")}
    context = {
        "asked": asked,
        "page": page,
        "boxes": [(boxes[one], link(request, box=one), one == asked.box, asked.counts[one]) for one in boxes],
        "kinds": [("", _("Any kind")), *Kind.choices],
        "states": [("", _("Any state")), *State.choices],
        "sorts": [("", _("Newest first")), ("due", _("Due first")), ("number", _("By number"))],
    }
    return render(request, "trade/invoices/invoice_list.html", context)


@require_safe
@company_required
def invoice_export(request: SignedIn) -> StreamingHttpResponse:
    """The same rows as a file, with the same filters."""
    asked = Asked(request.actor, request.GET)
    headings = (
        *(_("number"), _("reference"), _("kind"), _("state"), _("order"), _("purchase order"), _("partner")),
        *(_("country"), _("issued on"), _("due on"), _("net"), _("tax"), _("total"), _("already paid")),
        *(_("to be paid"), _("currency"), _("credits"), _("address")),
    )
    base = request.build_absolute_uri("/")[:-1]
    return csv_download("invoices.csv", csv_lines(headings, cells(asked, base)))


def cells(asked: Asked, base: str) -> Iterator[list[Any]]:
    for one in asked.rows.iterator(chunk_size=CHUNK):
        partner = one.partner_of(asked.actor)
        sums = (one.taxable, one.tax, one.total, one.prepaid, one.payable)
        yield [
            *(one.full_number, one.ref, one.get_kind_display(), one.get_state_display(), one.order.ref, one.buyer_po),
            *(partner.name, partner.country, one.issued_on or "", one.due_on or ""),
            *(f"{amount.normalize():f}" for amount in sums),
            *(one.currency, one.credits.full_number if one.credits else "", f"{base}{one.get_absolute_url()}"),
        ]
