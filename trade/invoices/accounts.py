"""Where an invoice is to be paid: only accounts that were checked, never what somebody types on the invoice.

Whoever keeps a company's checked account registers how it is found; without one an invoice names no account.
"""

from collections.abc import Callable

from companies.models import Company

Account = dict[str, str]  # name, number, bank
Finder = Callable[[Company, str], Account | None]
FINDERS: list[Finder] = []


def account_finder(find: Finder) -> Finder:
    """`find(company, currency)` gives name, number (IBAN or other) and bank (BIC) of an account that may be used."""
    FINDERS.append(find)
    return find


def account_of(company: Company, currency: str) -> Account:
    return next((found for find in FINDERS if (found := find(company, currency))), {})
