"""Invoices name the account in force, and no other."""

from companies.models import Company
from trade.invoices.accounts import Account, account_finder
from trade.settling.models import PayeeAccount


@account_finder
def account(company: Company, currency: str) -> Account | None:
    found = PayeeAccount.objects.in_force(company)
    if found is None:
        return None
    return {"name": found.holder, "number": found.iban or found.number, "bank": found.bic}
