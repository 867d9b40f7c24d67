"""Numbers without gap or double, and never more invoiced than ordered, whoever issues at the same moment."""

from decimal import Decimal
from typing import Any

import pytest

from portal.core.permissions import Refused
from tests.cast import Person
from tests.processes import at_once
from tests.trade.invoices.papers import confirmed_order, issued
from trade.invoices import models
from trade.models import Invoice, NumberSeries

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("postgresql")]
CROWD = 12


def test_twelve_issues_at_once_leave_no_gap_and_no_double(
    seller: Person, buyer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two fail after they took a number: it goes to others."""
    drafts = [Invoice.draft(seller.actor, confirmed_order(seller, buyer), "invoice") for _n in range(CROWD)]
    doomed = {drafts[3].pk, drafts[7].pk}
    record = models.record

    def fails(kind: str, subject: Any, **words: Any) -> Any:
        if kind == "invoice.issued" and subject.pk in doomed:
            raise RuntimeError("the power went")
        return record(kind, subject, **words)

    monkeypatch.setattr(models, "record", fails)
    results = at_once(CROWD, lambda n: Invoice.objects.get(pk=drafts[n].pk).issue(seller.actor))
    assert sum(isinstance(one, RuntimeError) for one in results) == 2, results
    assert sum(one is None for one in results) == CROWD - 2, results
    numbers = sorted(Invoice.objects.issued().values_list("number", flat=True))
    assert numbers == list(range(1, CROWD - 1))
    monkeypatch.setattr(models, "record", record)
    for pk in sorted(doomed):
        Invoice.objects.get(pk=pk).issue(seller.actor)
    assert sorted(Invoice.objects.values_list("number", flat=True)) == list(range(1, CROWD + 1))
    assert NumberSeries.objects.get().last == CROWD


def test_one_draft_issued_twelve_times_at_once_is_issued_once(seller: Person, buyer: Person) -> None:
    draft = Invoice.draft(seller.actor, confirmed_order(seller, buyer), "invoice")
    results = at_once(CROWD, lambda n: Invoice.objects.get(pk=draft.pk).issue(seller.actor))
    assert sum(one is None for one in results) == 1 and NumberSeries.objects.get().last == 1, results


def test_drafts_begun_at_once_are_one(seller: Person, buyer: Person) -> None:
    order = confirmed_order(seller, buyer)
    results = at_once(CROWD, lambda n: Invoice.draft(seller.actor, type(order).objects.get(pk=order.pk), "invoice").pk)
    assert len(set(results)) == 1 and Invoice.objects.count() == 1, results


def test_an_invoice_issued_and_credited_at_once_never_goes_over_what_was_ordered(seller: Person, buyer: Person) -> None:
    """Twelve people draft, issue and credit the same order: what is invoiced less credited stays within it."""
    order = confirmed_order(seller, buyer, ("Bearing", "100", "2"))
    (line,) = order.lines.all()
    first = issued(seller, order, {line.pk: Decimal(60)})

    def work(number: int) -> None:
        if number % 2:
            issued(seller, type(order).objects.get(pk=order.pk), {line.pk: Decimal(40)})
            return
        note = Invoice.credit(seller.actor, Invoice.objects.get(pk=first.pk), {line.pk: Decimal(30)})
        note.write(seller.actor, {"reason": "Returned"}, None)
        note.issue(seller.actor)

    results = at_once(CROWD, work)
    assert all(one is None or isinstance(one, Refused) for one in results), results
    given = sum(one.lines.get().quantity for one in Invoice.objects.issued().filter(kind="invoice"))
    taken = sum(one.lines.get().quantity for one in Invoice.objects.issued().filter(kind="credit_note"))
    assert given - taken <= 100 and taken <= 60
