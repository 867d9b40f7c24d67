"""What must be so before a quotation moves: each raises in a sentence, to be called under the locks."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.permissions import Refused, WrongState, require
from trade.models.quotation_rows import LIVE, UNSENT, State, Turn
from trade.models.version import QuotationVersion
from trade.permissions import can_write_quotation

if TYPE_CHECKING:
    from trade.models.quotation_row import QuotationRow


def check_goes_on(quotation: "QuotationRow", by: Actor) -> None:
    """Raise Refused where the partner is off the market, or the request has ended. To be called under the locks."""
    partner = quotation.partner_of(by)
    if not partner.is_active:
        raise Refused(
            gettext("%(company)s is not on the market at the moment. Nothing was done.") % {"company": partner}
        )
    if quotation.rfq is not None and not quotation.rfq.is_decidable:
        raise Refused(gettext("The request has ended. Nothing was done."))


def check_turn(quotation: "QuotationRow", side: str) -> None:
    """The supplier writes until it is decided; the buyer counters when it is the buyer's turn."""
    if side == QuotationVersion.Side.SUPPLIER:
        allowed = quotation.state in {*UNSENT, *LIVE, State.EXPIRED}
    else:
        allowed = quotation.turn == Turn.BUYER
    if not allowed:
        raise WrongState(
            gettext("It is not your turn: the quotation is “%(state)s”.") % {"state": quotation.get_state_display()}
        )


def check_submittable(quotation: "QuotationRow", by: Actor) -> None:
    require(can_write_quotation(by, quotation), _("Your role may not hand in this quotation."))
    if quotation.state == State.APPROVAL:
        raise WrongState(_("It waits for a colleague's approval already."))
    check_turn(quotation, QuotationVersion.Side.SUPPLIER)
    check_goes_on(quotation, by)
    if quotation.rfq is None:
        check_alone(quotation)
        return
    if quotation.first_submitted_at is None:
        quotation.rfq.check_quotable(by)
    elif not quotation.rfq.is_open and quotation.state not in {State.COUNTERED, State.EXPIRED}:
        raise Refused(_("The time for quotations is over: you can revise when the buyer makes a counter-offer."))


def check_alone(quotation: "QuotationRow") -> None:
    """One that has expired is not renewed beside a newer one on the same inquiry."""
    ended = (State.WITHDRAWN, State.DECLINED, State.EXPIRED)
    rivals = type(quotation)._default_manager.filter(inquiry=quotation.inquiry, supplier=quotation.supplier_id)
    others = rivals.exclude(state__in=ended)
    if quotation.state == State.EXPIRED and others.exists():
        raise Refused(_("There is a newer quotation on this inquiry. Go on with that one."))


def check_on_table(quotation: "QuotationRow") -> None:
    if quotation.state not in {State.SUBMITTED, State.REVISED}:
        raise WrongState(
            gettext("This was changed meanwhile: it is now “%(state)s”. Nothing was done twice.")
            % {"state": quotation.get_state_display()}
        )


def check_table(quotation: "QuotationRow", number: int, *states: str) -> None:
    """Raise WrongState or Refused unless this very version is on the table and valid. Under the lock."""
    if quotation.state not in states or quotation.current is None or quotation.current.number != number:
        raise WrongState(_("Another version is on the table now. Look at it before you decide."))
    if not quotation.is_valid:
        raise Refused(_("This quotation is past its last day. Ask the supplier to renew it."))
    if quotation.needs_confirmation:
        raise Refused(_("The request was changed, and the supplier has not confirmed the quotation since."))


def check_joint(quotation: "QuotationRow", draft: QuotationVersion) -> None:
    """Raise Refused where others offer together with the supplier and have not consented to this wording."""
    pool = getattr(quotation, "capacity_pool", None)
    missing = pool.missing_consents(draft) if pool is not None else []
    if missing:
        raise Refused(
            gettext("This is offered jointly: %(companies)s must consent to this wording first.")
            % {"companies": ", ".join(missing[:5])}
        )
