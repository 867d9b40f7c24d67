"""What pooled answers ask for: consent of the members, and of the lead to go on."""

from django.utils import timezone
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from portal.core.actor import Actor
from trade.pooled.models import CapacityPool


@next_step(14)
def consent(actor: Actor) -> NextStep | None:
    """A joint quotation that waits for the company's word."""
    if not actor.may("sell"):
        return None
    rows = CapacityPool.objects.waiting_for(actor).exclude(lead_id=actor.company_id)
    pool = rows.select_related("community", "rfq").order_by("closed_at", "pk").first()
    if pool is None:
        return None
    title = _("The joint quotation on “%(title)s” waits for your consent") % {"title": pool.rfq.title}
    text = _("It is handed in when all who take part agree to its wording.")
    return NextStep("offer", title, text, _("Read it"), pool.get_absolute_url())


@next_step(32)
def close_pool(actor: Actor) -> NextStep | None:
    """A pool of the acting company whose time for promises is over."""
    if not actor.may("sell"):
        return None
    rows = CapacityPool.objects.visible_to(actor).filter(lead_id=actor.company_id, state=CapacityPool.State.OPEN)
    pool = rows.filter(until__lte=timezone.now()).select_related("community", "rfq").order_by("until", "pk").first()
    if pool is None:
        return None
    title = _("The promises for “%(title)s” are in") % {"title": pool.rfq.title}
    return NextStep("offer", title, _("Fix the shares, and write the quotation."), _("Go on"), pool.get_absolute_url())
