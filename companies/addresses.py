"""E-mail addresses: those that are not worth writing to, and how much of one may be shown."""

from typing import Any

from disposable_email_domains import allowlist, blocklist
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def is_disposable(email: str) -> bool:
    """Whether its domain, or one above it, is on the list; a domain of the list of exceptions never is."""
    labels = email.rpartition("@")[2].strip(".").lower().split(".")
    domains = {".".join(labels[start:]) for start in range(len(labels) - 1)}
    return not domains & allowlist and bool(domains & blocklist)


def refuse_disposable(email: str, words: Any = "") -> None:
    """Raises ValidationError, in these words, for an address that lives ten minutes: nobody behind it is reached later.

    It depends on the address alone, so it tells nothing about who has an account.
    """
    if is_disposable(email):
        own = _("This is an address for a few minutes. Partners write to you for years: please give a lasting one.")
        raise ValidationError(words or own, code="disposable")


def masked(email: str) -> str:
    """`j…@hanbit.example`: enough for its owner to know which one is meant, too little to write to."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"
