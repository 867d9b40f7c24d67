"""E-mail addresses that are not worth writing to, and how much of one may be shown."""

from disposable_email_domains import allowlist, blocklist
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def refuse_disposable(email: str) -> None:
    """Raises ValidationError for an address that lives ten minutes: its domain, or one above it, is on the list."""
    labels = email.rpartition("@")[2].strip(".").lower().split(".")
    domains = {".".join(labels[start:]) for start in range(len(labels) - 1)}
    if not domains & allowlist and domains & blocklist:
        raise ValidationError(
            _("This is an address for a few minutes. Invite your colleague by a lasting one."), code="disposable"
        )


def masked(email: str) -> str:
    """`j…@hanbit.example`: enough for its owner to know which one is meant, too little to write to."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"
