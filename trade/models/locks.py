"""Locks of a deal in their one order, so that no two transitions wait for each other: the request, then quotations."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

from portal.core.states import locked

if TYPE_CHECKING:
    from trade.models.quotation import Quotation


@contextmanager
def both_locked(quotation: "Quotation") -> Iterator[None]:
    """What the quotation answers, then the quotation, each read anew."""
    with transaction.atomic():
        answered = quotation.rfq or quotation.inquiry
        assert answered is not None
        with locked(answered), locked(quotation):
            # refresh_from_db forgot the cached relation: keep the object that is locked
            if quotation.rfq_id is not None:
                quotation.rfq = answered  # type: ignore[assignment]  # by the constraint, one of the two
            else:
                quotation.inquiry = answered  # type: ignore[assignment]  # by the constraint, the other of the two
            yield
