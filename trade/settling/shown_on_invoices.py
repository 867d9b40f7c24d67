"""Invoices name the account in force, and no other; and the day on which the order is to be paid."""

from datetime import date, timedelta

from companies.models import Company
from trade.invoices.accounts import Account, account_finder
from trade.invoices.due import due_finder
from trade.orders.models import Order
from trade.settling.models import Instalment, PayeeAccount


@account_finder
def account(company: Company, currency: str) -> Account | None:
    found = PayeeAccount.objects.in_force(company)
    if found is None:
        return None
    return {"name": found.holder, "number": found.iban or found.number, "bank": found.bic}


@due_finder
def last_day(order: Order, issued_on: date) -> date | None:
    """Of what is open; where its time has not come yet, as if it came with the invoice. None where all is paid."""
    rows = order.instalments.filter(state__in=Instalment.OPEN, amount__gt=0).exclude(kind=Instalment.Kind.CREDIT)
    return max((row.due_on or issued_on + timedelta(days=row.days) for row in rows), default=None)
