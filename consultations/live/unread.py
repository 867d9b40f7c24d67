"""Where counts of unread conversations are kept: by company, so that one command forgets those of all its people."""

from django.core.cache import cache
from django.db import transaction


def key_of(company_id: int) -> str:
    return f"consultations.unread.{company_id}"


def forget_counts(companies: list[int]) -> None:
    """Count anew for these companies, once the current transaction has committed."""
    transaction.on_commit(lambda: cache.delete_many([key_of(pk) for pk in companies]))
