"""A quotation as a card in a conversation: how it stands for the reader, and the acts of its own page."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.cards import CardAct, CardKind, Standing, register_card
from portal.core.money import format_money
from trade.models import Quotation, QuotationVersion
from trade.quotation_page import acts_of


def standing(quotation: Quotation, actor: Actor) -> Standing:
    """What is on the table; a draft's prices are on its own page only."""
    pill = quotation.pill_for(actor)
    rows = rows_of(quotation.current) if quotation.current else []
    return Standing(pill["label"], pill["tone"], quotation.respond_by, rows, list(acts(quotation, actor)))


def rows_of(version: QuotationVersion) -> list[tuple[Any, Any]]:
    rows: list[tuple[Any, Any]] = [(_("Version"), version.number)]
    if (total := version.total()) is not None:
        rows.append((_("Total"), format_money(total)))
    if version.incoterm:
        rows.append((_("Delivery"), f"{version.incoterm} {version.incoterm_place}".strip()))
    if version.lead_time_days is not None:
        rows.append((_("Lead time"), _("%(days)s days") % {"days": version.lead_time_days}))
    if version.valid_until:
        rows.append((_("Valid until"), date_format(version.valid_until)))
    return rows


def acts(quotation: Quotation, actor: Actor) -> Any:
    """The page's own, by its own addresses; the version makes sure that nobody accepts what they have not seen."""
    may = acts_of(quotation, actor)
    seen = {"version": quotation.current.number} if quotation.current else {}
    if "accept" in may:
        label = _("Accept version %(number)s") % {"number": seen["version"]}
        yield CardAct(label, reverse("trade:acceptance", args=[quotation.ref]), seen, is_first=True)
    if "award" in may and quotation.rfq:
        yield CardAct(_("Compare and decide"), reverse("deciding:comparison", args=[quotation.rfq.ref]), is_first=True)
    if "agree" in may:
        url = reverse("trade:agreement", args=[quotation.ref])
        yield CardAct(_("Agree to the counter-offer"), url, seen, is_first=True)
    if "counter" in may:
        yield CardAct(_("Make a counter-offer"), reverse("trade:edit", args=[quotation.ref]))
    if "edit" in may:
        yield CardAct(_("Revise"), reverse("trade:edit", args=[quotation.ref]))
    if "decline" in may:
        yield CardAct(_("Decline"), reverse("trade:decline", args=[quotation.ref]))


def choices(actor: Actor, q: str) -> Any:
    """Those of the company that the other side sees too, the newest first."""
    rows = Quotation.objects.visible_to(actor).filter(first_submitted_at__isnull=False).for_cards()
    if q:
        rows = rows.filter(Q(ref__iexact=q) | Q(rfq__title__icontains=q))
    return rows.order_by("-pk")


register_card(CardKind("quotation", _("Quotation"), "trade:quotation", "ref", standing, choices))
