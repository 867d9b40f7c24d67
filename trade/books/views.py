"""`/my/ledger/`: the company's books, by account, order and day; as a page and as a file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from moneyed import Money

from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require
from portal.core.spreadsheet import csv_download, csv_lines
from portal.core.texts import clean_line
from trade.books.models import Account, LedgerEntry
from trade.books.permissions import can_read_books
from trade.orders.numbering import numbered


class Asked:
    """What the address asks for; whatever is not valid is left out, never an error."""

    def __init__(self, request: SignedIn) -> None:
        require(can_read_books(request.actor), _("Your role does not read the company’s books."))
        get = request.GET
        self.account = get.get("account", "") if get.get("account", "") in Account.values else ""
        self.order = clean_line(get.get("order", ""))[:40].upper()
        self.since, self.until = day_in(get.get("since", "")), day_in(get.get("until", ""))
        rows = LedgerEntry.objects.visible_to(request.actor).select_related("posting__order")
        rows = rows.filter(account=self.account) if self.account else rows
        if self.order:
            rows = rows.filter(Q(posting__order__ref=self.order) | numbered(self.order, "posting__order__"))
        rows = rows.filter(posting__day__gte=self.since) if self.since else rows
        self.rows = rows.filter(posting__day__lte=self.until) if self.until else rows

    @property
    def is_filtered(self) -> bool:
        return any([self.account, self.order, self.since, self.until])


def day_in(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@company_required
@require_safe
def ledger(request: SignedIn) -> HttpResponse:
    asked = Asked(request)
    balances = [
        {"label": str(Account(row["account"]).label), "money": Money(row["balance"], row["currency"])}
        for row in asked.rows.balances()
    ]
    context = {
        "asked": asked,
        "page": paginate(request, asked.rows.order_by("-posting_id", "id"), 50),
        "balances": balances,
        "accounts": [("", _("All accounts")), *Account.choices],
    }
    return render(request, "trade/books/ledger.html", context)


@company_required
@require_safe
def ledger_csv(request: SignedIn) -> StreamingHttpResponse:
    """The same entries as a file, oldest first; amounts in debit are positive."""
    asked = Asked(request)
    headings = (_("day"), _("order"), _("fact"), _("account"), _("amount"), _("currency"), _("text"), _("reference"))
    return csv_download("ledger.csv", csv_lines(headings, cells(asked)))


def cells(asked: Asked) -> Iterator[list[Any]]:
    for one in asked.rows.order_by("posting_id", "id").iterator(chunk_size=1000):
        posting = one.posting
        amount = f"{one.amount.normalize():f}"
        order, told = posting.order, (posting.kind, one.account_label, amount, one.currency, posting.text)
        yield [posting.day, order.full_number, *told, order.ref]
