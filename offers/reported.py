"""How offers are reported: staff take them off the board as they reject any offer."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.reports.subjects import Reportable, Verdict, register_reportable
from offers.models import Offer
from offers.models.offer_rows import SHOWN
from portal.core.actor import Actor


def take_down(offer: Offer, by: Actor, said: Verdict) -> str:
    """Gives the state it was in, to which an appeal brings it back."""
    was = offer.state
    offer.reject(by, said.words)
    return was


def put_back(offer: Offer, by: Actor, trace: str) -> None:
    offer.reinstate(by, trace)


def power(offer: Any) -> str:
    """The side that posts it; for one that is gone, either."""
    return str(offer.side) if offer is not None else "sell"


register_reportable(
    "offer",
    Reportable(
        noun=_("offer"),
        call=_("Report this offer"),
        is_up=lambda offer: offer.state in SHOWN,
        mark=lambda offer: offer.updated_at.isoformat(),
        take_down=take_down,
        put_back=put_back,
        put_right=lambda offer: str(offer.get_absolute_url()),
        power=power,
        hides_company=lambda offer: offer.is_anonymous,
    ),
)
