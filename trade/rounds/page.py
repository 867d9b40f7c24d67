"""What the page of a joint purchase shows to one reader."""

import uuid
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from moneyed import Money

from community.house import standing
from community.permissions import role_in
from portal.core.actor import Actor
from portal.core.http import Request
from portal.core.money import format_money, rounded
from portal.core.pages import paginate
from portal.core.units import plain
from portal.core.units import quantity as in_words
from trade.rounds.models import Pledge, PurchaseRound, Split
from trade.rounds.permissions import can_ask_release, can_pledge, can_run_round, can_see_quantities
from trade.rounds.pledge_forms import PledgeForm, ReceiptForm, ReleaseForm
from trade.rounds.prices import tier_for


def page_of(request: Request, purchase: PurchaseRound, **forms: Any) -> dict[str, Any]:
    """`forms` are those that came back with a mistake: pledge_form, release_form."""
    actor = request.actor
    own = purchase.pledges.filter(company_id=actor.company_id or 0).first()
    may_pledge = can_pledge(actor, purchase) and purchase.is_open
    sees = can_see_quantities(actor, purchase)
    may_run = can_run_round(actor, purchase)
    split = Split.objects.of(actor).filter(round=purchase).first()
    form = forms.get("pledge_form") or pledge_form(purchase, own, actor.company)
    return {
        **standing(request, purchase.community, "rounds"),
        "purchase": purchase,
        "own_pledge": own,
        "has_left": own is not None and own.stays_since is not None and not role_in(actor, purchase.community),
        "may_pledge": may_pledge,
        "may_ask_release": purchase.is_open and purchase.is_binding and may_be_released(actor, purchase, own),
        "may_run_round": may_run,
        "is_seller": actor.acts_for(purchase.supplier_id),
        "sees": sees,
        "pledges": paginate(request, pledges_of(purchase), 50) if sees else None,
        "changes": list(own.changes.select_related("user")) if own else [],
        "asking": list(purchase.pledges.exclude(release_to=None).select_related("company")) if may_run else [],
        "split": split,
        "all_splits": list(purchase.splits.select_related("company", "pledge")[:500]) if may_run else [],
        "may_ask_supplier": may_run and may_ask(purchase),
        "pledge_form": form,
        "release_form": forms.get("release_form") or ReleaseForm(initial={"quantity": 0}),
        "receipt_form": ReceiptForm(),
        "click": str(uuid.uuid4()),
        "gaps": purchase.gaps() if purchase.is_draft and may_run else [],
        "own_price": own_price(purchase, own),
        "papers": list(purchase.documents.all()),
    }


def may_be_released(actor: Actor, purchase: PurchaseRound, own: Pledge | None) -> bool:
    """Whether there is something to be released of that was not asked for yet."""
    if own is None or not own.quantity or own.release_to is not None:
        return False
    return can_pledge(actor, purchase) or can_ask_release(actor, own)


def pledges_of(purchase: PurchaseRound) -> Any:
    return purchase.pledges.filter(quantity__gt=0).select_related("company").order_by("-quantity", "pk")


def may_ask(purchase: PurchaseRound) -> bool:
    """Whether a round that succeeded still waits for its request."""
    is_waiting = purchase.state == purchase.State.SUCCEEDED and purchase.request is None and not purchase.agreed_at
    return is_waiting and not purchase.splits.filter(state=Split.State.RELEASED).exists()


def own_price(purchase: PurchaseRound, own: Pledge | None) -> Money | None:
    """What the company's pledge comes to at the price of now."""
    price = purchase.current_price
    return rounded(price * own.quantity) if price and own and own.quantity else None


def pledge_form(purchase: PurchaseRound, own: Pledge | None, company: Any, data: Any = None) -> PledgeForm:
    initial = {"quantity": None, "key": str(uuid.uuid4()), "seen": 0}
    if company is not None:
        initial |= {"country": company.country, "address": ""}
    if own is not None:
        names = ("address", "country", "note", "may_be_named")
        initial |= {name: getattr(own, name) for name in names}
        initial |= {"quantity": plain(own.quantity) if own.quantity else None, "seen": own.version}
    return PledgeForm(data, initial=initial, purchase=purchase, sentence=sentence_of(purchase, company))


def sentence_of(purchase: PurchaseRound, company: Any) -> str:
    """What a pledge means, in plain words, with this round's own figures."""
    tier = tier_for(purchase.all_tiers, purchase.minimum or Decimal(0))
    words = {
        "company": company or "",
        "minimum": in_words(purchase.minimum or 0, purchase.unit),
        "price": format_money(Money(tier.amount, purchase.currency)) if tier else "",
        "since": purchase.local_binding_words,
        "zone": purchase.zone.replace("_", " "),
    }
    if purchase.closing == purchase.Closing.REACHED:
        when = _("It closes as soon as %(minimum)s are reached: then this is an order.") % words
    elif purchase.is_binding:
        when = _("This is binding at once: from now on only the steward can release us.")
    else:
        when = (
            _("We can take it back until %(since)s (%(zone)s), or until the steward closes; then it binds us.") % words
        )
    bound = _("%(company)s takes this quantity, at %(price)s a unit or less, if %(minimum)s are reached.") % words
    names = _("The supplier side reads our name and quantity.") if purchase.names_members else ""
    return " ".join(filter(None, [bound, when, names]))
