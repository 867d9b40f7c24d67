"""What a round must say before members see it, and which quantities a member may pledge."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.permissions import Refused
from portal.core.units import is_counted
from portal.core.units import quantity as in_words

if TYPE_CHECKING:
    from trade.rounds.round_row import RoundRow

LONGEST_DAYS = 120
MOST_TIERS = 10
MOST_HOURS = 24 * 30
Pairs = Sequence[tuple[Decimal, Decimal]]


def gaps(purchase: "RoundRow") -> Iterator[str]:
    """Everything that keeps it from being opened, in the order of the page, each a sentence for the steward."""
    tiers = [(tier.quantity, tier.amount) for tier in purchase.all_tiers]
    if not tiers:
        yield _("Say what a unit costs: at least one price.")
    yield from tier_gaps(tiers)
    yield from quantity_gaps(purchase, tiers)
    if purchase.deadline is None:
        yield _("Say until when members may pledge.")
    elif problem := deadline_problem(purchase.deadline):
        yield problem
    if not purchase.delivery_country:
        yield _("Say to which country it shall go.")
    if bool(purchase.incoterm) != bool(purchase.incoterm_place):
        yield _("An Incoterm goes with its named place, as in “FOB Busan”.")
    if purchase.goal == purchase.Goal.SUPPLIER:
        yield from supplier_gaps(purchase)


def tier_gaps(tiers: Pairs) -> Iterator[str]:
    if len(tiers) > MOST_TIERS:
        yield _("Up to %(most)s prices, please.") % {"most": MOST_TIERS}
    if any(higher[1] >= lower[1] for lower, higher in pairwise(sorted(tiers))):
        yield _("Each larger quantity has a lower price than the one before it.")


def quantity_gaps(purchase: "RoundRow", tiers: Pairs) -> Iterator[str]:
    if purchase.minimum is None:
        yield _("Say from which quantity in total it takes place.")
    elif tiers and min(tiers)[0] > purchase.minimum:
        yield _("The first price must hold at the minimum: let it begin there, or lower.")
    numbers = (purchase.minimum, purchase.maximum, purchase.each_min, purchase.each_max, purchase.multiple)
    parts = [one for one in (*numbers, *(pair[0] for pair in tiers)) if one is not None]
    if is_counted(purchase.unit) and any(one % 1 for one in parts):
        yield _("Of this unit there are whole ones only.")
    if purchase.multiple and any(one % purchase.multiple for one in (purchase.each_min, purchase.each_max) if one):
        yield _("What a member takes at least and at most must be multiples as well.")


def supplier_gaps(purchase: "RoundRow") -> Iterator[str]:
    if purchase.supplier_id is None or purchase.product is None:
        yield _("An order proposal needs a product from the catalogue. Ask for quotations instead.")
    elif purchase.supplier_id == purchase.company_id:
        yield _("The product is your own company’s: there is nobody to ask.")
    elif not purchase.product.is_published:
        yield _("The product is not on the market any more.")


def deadline_problem(deadline: Any) -> str:
    now = timezone.now()
    if not now + timedelta(minutes=10) < deadline <= now + timedelta(days=LONGEST_DAYS):
        return _("Choose a deadline within the next %(days)s days.") % {"days": LONGEST_DAYS}
    return ""


def check_pledge(purchase: "RoundRow", quantity: Decimal, before: Decimal) -> None:
    """Raise Refused with what keeps a company that has pledged `before` from pledging `quantity`."""
    if problem := next(pledge_problems(purchase, quantity), ""):
        raise Refused(problem)
    if quantity < before and purchase.is_binding:
        raise Refused(_("Pledges are binding now. You may take more; to take less, ask the steward below."))
    room = purchase.room
    if room is not None and quantity - before > room:
        left = in_words(room + before, purchase.unit)
        raise Refused(_("That is more than is left: your company can take up to %(left)s.") % {"left": left})


def pledge_problems(purchase: "RoundRow", quantity: Decimal) -> Iterator[str]:
    def words(amount: Decimal) -> str:
        return in_words(amount, purchase.unit)

    if quantity <= 0:
        yield _("Enter a quantity above 0.")
    if is_counted(purchase.unit) and quantity % 1:
        yield _("Of this unit there are whole ones only.")
    if purchase.multiple and quantity % purchase.multiple:
        yield _("Only multiples of %(step)s can be ordered.") % {"step": words(purchase.multiple)}
    if purchase.each_min and quantity < purchase.each_min:
        yield _("Each member takes at least %(least)s.") % {"least": words(purchase.each_min)}
    if purchase.each_max and quantity > purchase.each_max:
        yield _("Each member takes at most %(most)s.") % {"most": words(purchase.each_max)}
