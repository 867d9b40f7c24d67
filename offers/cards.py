"""An offer as a card in a conversation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from offers.models import Offer
from portal.core.actor import Actor
from portal.core.cards import CardKind, Standing, register_card


def standing(offer: Offer, actor: Actor) -> Standing:
    pill = offer.pill
    return Standing(label=pill["label"], tone=pill["tone"])


def choices(actor: Actor, q: str) -> Any:
    """The company's own that are open, the newest first."""
    rows = Offer.objects.of(actor).open()
    return (rows.filter(title__icontains=q) if q else rows).order_by("-pk")


register_card(CardKind("offer", _("Offer"), "offers:detail", "ref", standing, choices))
