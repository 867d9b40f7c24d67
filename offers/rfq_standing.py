"""Whether a reader may quote on a request, and if not, exactly why and what to do about it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from companies.models import Company
from offers.models import RFQ
from offers.permissions import can_quote_on_rfq
from portal.core.actor import Actor
from portal.core.circles import circle_keys


@dataclass(frozen=True)
class Standing:
    """`may` quote; else `title` and `text` say why not, and `verb` leads to `url`, where there is something to do."""

    may: bool = False
    title: Any = ""
    text: Any = ""
    verb: Any = ""
    url: str = ""


def standing_of(rfq: RFQ, actor: Actor) -> Standing:
    """For everybody but the buyer's own people."""
    if not rfq.is_open:
        return Standing(title=_("This request takes no quotations any more"), text=_("You can still read it."))
    path = rfq.get_absolute_url()
    if actor.user is None:
        text = _("Quotations come from companies. Sign in, or join: it is free.")
        url = f"{reverse('account_login')}?{urlencode({'next': path})}"
        return Standing(title=_("Sign in to quote"), text=text, verb=_("Sign in"), url=url)
    if actor.company is None:
        text = _("Say which company you act for, and come back here.")
        url = f"{reverse('companies:new')}?{urlencode({'next': path})}"
        return Standing(title=_("Quotations come from companies"), text=text, verb=_("Add your company"), url=url)
    if not rfq.admits(actor):
        return shut_out(rfq, actor)
    if not can_quote_on_rfq(actor, rfq):
        text = _("Owners, managers and sales people of your company quote. Ask one of them.")
        return Standing(title=_("Your role may not quote"), text=text)
    return Standing(may=True)


def shut_out(rfq: RFQ, actor: Actor) -> Standing:
    """The company is not among those the request is for."""
    if rfq.audience == RFQ.Audience.CHECKED:
        tier = Company.Tier(rfq.min_tier or 1)
        words = {"wanted": tier.label, "own": Company.Tier(actor.company.tier).label}
        text = (
            _("The buyer asks suppliers of the level “%(wanted)s” or above; your company stands at “%(own)s”.") % words
        )
        if actor.may("edit_company"):
            url = reverse("companies:verification")
            return Standing(
                title=_("Your company must be checked first"), text=text, verb=_("Have it checked"), url=url
            )
        text = f"{text} {_('An owner or manager of your company can have it checked.')}"
        return Standing(title=_("Your company must be checked first"), text=text)
    if rfq.audience == RFQ.Audience.CIRCLE and rfq.circle not in circle_keys(actor):
        text = _("The request is for the members of a community to which your company does not belong.")
        return Standing(
            title=_("Only members may quote"), text=text, verb=_("See communities"), url=reverse("community:list")
        )
    return Standing(title=_("This request is for invited suppliers"), text=_("Your company is not among them."))
