"""Vouching's tab in the house of a community, what it asks of a company, and on whose word its claim rests."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.house import Tab, house_tab, those_who_run_it
from community.models import Vouching
from companies.permissions import can_edit_company
from companies.steps import NextStep, next_step
from companies.verification.sources import Source, claim_source
from portal.core.actor import Actor

house_tab(
    Tab(
        "vouching",
        75,
        gettext_lazy("Vouching"),
        "community:vouching_given",
        "certificate",
        those_who_run_it,
        is_tool=True,
    )
)


@claim_source("vouching")
def sources(claims: Iterable[int]) -> dict[int, Source]:
    rows = Vouching.objects.standing().filter(claim__in=list(claims)).select_related("voucher")
    return {
        one.claim_id: Source(
            one.voucher.name, one.voucher.get_absolute_url(), one.point_names, tuple(one.points), one.knows
        )
        for one in rows
        if one.claim_id is not None
    }


@next_step(22)
def offered(actor: Actor) -> NextStep | None:
    """An intermediary that wants to vouch for the company, and asks whether it agrees."""
    if actor.company is None or not can_edit_company(actor, actor.company):
        return None
    found = Vouching.objects.waiting_for(actor).select_related("voucher").order_by("pk").first()
    if found is None:
        return None
    title = _("%(company)s offers to vouch for you") % {"company": found.voucher}
    text = _("With your consent it goes to the programme, as evidence for the highest tier.")
    return NextStep("certificate", title, text, _("See what it says"), found.get_absolute_url())
