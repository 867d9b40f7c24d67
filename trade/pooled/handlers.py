"""What becomes of a pool when its quotation goes out."""

from contextlib import suppress

from portal.core.events import Event, record, subscribe
from portal.core.permissions import WrongState
from portal.core.states import locked
from trade.models import CapacityPool


@subscribe("quotation.submitted")
def handed_in(event: Event) -> None:
    """Split → sent. Bears repetition."""
    pool = CapacityPool.objects.filter(quotation=event.subject_id or 0).first()
    if pool is None:
        return
    with suppress(WrongState), locked(pool, CapacityPool.State.SPLIT):
        pool.state = CapacityPool.State.SENT
        pool.save(update_fields=["state", "updated_at"])
        record("pool.sent", pool)


@subscribe("quotation.accepted")
def accepted(event: Event) -> None:
    """Those beside the lead are no party to the quotation: they are told by a fact of their own."""
    pool = CapacityPool.objects.filter(quotation=event.subject_id or 0, quotation__state="accepted").first()
    if pool is not None:
        record("pool.won", pool)
