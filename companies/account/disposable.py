"""Addresses that live for ten minutes: nobody behind them could be reached about an inquiry."""

from disposable_email_domains import allowlist, blocklist
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def is_disposable(email: str) -> bool:
    """Whether its domain, or one above it, is on the list; a domain of the list of exceptions never is."""
    labels = email.rpartition("@")[2].strip(".").lower().split(".")
    domains = {".".join(labels[start:]) for start in range(len(labels) - 1)}
    return not domains & allowlist and bool(domains & blocklist)


def refuse_disposable(email: str) -> None:
    """Raises ValidationError; it depends on the address alone, so it tells nothing about who has an account."""
    if is_disposable(email):
        raise ValidationError(
            _("This is an address for a few minutes. Partners write to you for years: please give a lasting one."),
            code="disposable",
        )
