"""What pooled answers ask for: consent of the members, and of the lead to go on."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from companies.waiting import within
from portal.core.actor import Actor
from trade.pooled.models import CapacityPool


def pools(actor: Actor) -> QuerySet[CapacityPool]:
    """In which the acting company takes part, or for which it quotes."""
    return CapacityPool.objects.filter(Q(lead_id=actor.company_id) | Q(members__company_id=actor.company_id))


@within(pools)
def to_consent(actor: Actor) -> QuerySet[CapacityPool]:
    """Joint quotations that wait for the company's word."""
    if not actor.may("sell"):
        return CapacityPool.objects.none()
    rows = CapacityPool.objects.waiting_for(actor).exclude(lead_id=actor.company_id)
    return rows.select_related("community", "rfq").order_by("closed_at", "pk")


@next_step(14, to_consent)
def consent(actor: Actor, rows: list[CapacityPool]) -> NextStep:
    title = _("The joint quotation on “%(title)s” waits for your consent") % {"title": rows[0].rfq.title}
    text = _("It is handed in when all who take part agree to its wording.")
    return NextStep("offer", title, text, _("Read it"), rows[0].get_absolute_url())


@within(pools)
def to_close(actor: Actor) -> QuerySet[CapacityPool]:
    """Pools of the acting company whose time for promises is over."""
    if not actor.may("sell"):
        return CapacityPool.objects.none()
    rows = CapacityPool.objects.visible_to(actor).filter(lead_id=actor.company_id, state=CapacityPool.State.OPEN)
    return rows.filter(until__lte=timezone.now()).select_related("community", "rfq").order_by("until", "pk")


@next_step(32, to_close)
def close_pool(actor: Actor, rows: list[CapacityPool]) -> NextStep:
    title = _("The promises for “%(title)s” are in") % {"title": rows[0].rfq.title}
    text = _("Fix the shares, and write the quotation.")
    return NextStep("offer", title, text, _("Go on"), rows[0].get_absolute_url())
