"""Payments under way elsewhere: who takes them says so, that an instalment is not paid by two ways at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal.core.permissions import Refused

if TYPE_CHECKING:
    from trade.settling.instalments import Instalment

Asked = Callable[["Instalment"], bool]
ASKED: list[Asked] = []


def under_way(ask: Asked) -> Asked:
    """`ask(instalment)`, under the lock of the schedule, says whether a payment of it is on its way."""
    ASKED.append(ask)
    return ask


def check_not_under_way(instalment: "Instalment") -> None:
    """Raises Refused when somebody is paying it at this moment."""
    if any(ask(instalment) for ask in ASKED):
        raise Refused(_("A payment by card is on its way for it. Wait for its end, or cancel it."))
