"""What becomes of pooled answers when a company is taken into another."""

from django.utils.translation import gettext as _

from companies.merging import Moved, merges
from companies.models import Company
from trade.pooled.models import CapacityPool, PoolMember, PoolPart


@merges("pooled_answers", "trade.capacitypool.lead", "trade.poolmember.company")
def pooled_answers(kept: Company, lost: Company) -> Moved:
    """Places move; where both take part, the kept company also gets the parts of lines in which it has none."""
    led = CapacityPool.objects.filter(lead=kept).exclude(state=CapacityPool.State.CANCELLED)
    yield (
        _("joint answers it leads"),
        CapacityPool.objects.filter(lead=lost).exclude(rfq__in=led.values("rfq")).update(lead=kept),
    )
    mine = {one.pool_id: one for one in PoolMember.objects.filter(company=kept)}
    for other in PoolMember.objects.filter(company=lost, pool__in=list(mine)):
        taken = mine[other.pool_id].parts.values("line")
        PoolPart.objects.filter(member=other).exclude(line__in=taken).update(member=mine[other.pool_id])
    moving = PoolMember.objects.filter(company=lost).exclude(pool__in=list(mine))
    yield _("places in joint answers"), moving.update(company=kept)
