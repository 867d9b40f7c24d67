"""How a joint purchase ends, once: with one request and a share for everybody, or with everybody released."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import as_unit_price
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import locked
from trade.rounds.ledger import drop_outsiders
from trade.rounds.ordering import order
from trade.rounds.parts import Split
from trade.rounds.permissions import can_run_round
from trade.rounds.prices import split, tier_for
from trade.rounds.round_row import RoundRow

if TYPE_CHECKING:
    from trade.models import Quotation


class RoundClosing(RoundRow):
    """The verbs that end a round, and those that carry the supplier's price into the shares."""

    class Meta(RoundRow.Meta):
        abstract = True

    if TYPE_CHECKING:
        pledges: Any
        splits: Any
        documents: Any

    def close(self, by: Actor | None = None) -> None:
        """Open or reached → succeeded or failed: by the clock (None) at the deadline, by a steward once reached."""
        with locked(self, *self.TAKING):
            if by is not None:
                require(can_run_round(by, self), _("Only a steward may close a joint purchase."))
                if not self.is_reached:
                    raise Refused(_("The minimum is not reached. Wait, extend the deadline, or cancel."))
            elif self.is_open:
                return  # extended meanwhile
            drop_outsiders(self)
            self.finish(by)

    def finish(self, by: Actor | None) -> None:
        """To be called under the lock: it ends by how much is pledged now."""
        self.closed_at = timezone.now()
        if not self.is_reached:
            self.state = self.State.FAILED
            self.save(update_fields=["state", "closed_at", "updated_at"])
            record("round.failed", self, by=by)
            return
        self.share_out()
        self.state = self.State.SUCCEEDED
        self.save(update_fields=["state", "closed_at", "order_amount", "order_currency", "updated_at"])
        is_asked = order(self, by)
        record("round.succeeded", self, by=by, asked=is_asked)

    def share_out(self) -> None:
        """A share for each pledge, at the price of the total. To be called under the lock."""
        tier = tier_for(self.all_tiers, self.total)
        assert tier is not None  # the first tier is not above the minimum
        pledges = {one.pk: one for one in self.pledges.filter(quantity__gt=0)}
        total, shares = split({pk: one.quantity for pk, one in pledges.items()}, tier.amount, self.currency)
        Split.objects.bulk_create(
            Split(
                round_id=self.pk,
                pledge=pledges[share.key],
                company_id=pledges[share.key].company_id,
                quantity=share.quantity,
                unit=self.unit,
                unit_amount=tier.amount,
                amount=share.amount,
                rest=share.rest,
                currency=self.currency,
            )
            for share in shares
        )
        self.order_amount, self.order_currency = total, self.currency

    def ask_supplier(self, by: Actor) -> None:
        """Make the one request of a round that succeeded when it could not be made at once."""
        with locked(self, self.State.SUCCEEDED):
            require(can_run_round(by, self), _("Only a steward may do this."))
            if self.request is not None:
                raise WrongState(_("The request is made already. Nothing was done twice."))
            if self.agreed_at or self.splits.filter(state=Split.State.RELEASED).exists():
                raise WrongState(_("This joint purchase has ended."))
            if not by.acts_for(self.company_id):
                raise Refused(_("Only people of %(company)s can ask for it.") % {"company": self.company})
            if not order(self, by):
                raise Refused(_("The request could not be made now: your company has asked as much as it may today."))
            record("round.asked", self, by=by)

    def cancel(self, reason: str, by: Actor) -> None:
        """Open or reached → cancelled; everybody who pledged is told why."""
        if not reason.strip():
            raise Refused(_("Say why, in a sentence: those who pledged have a right to know."))
        with locked(self, *self.TAKING):
            require(can_run_round(by, self), _("Only a steward may cancel a joint purchase."))
            self.state, self.end_reason, self.closed_at = self.State.CANCELLED, reason[:1000], timezone.now()
            self.save(update_fields=["state", "end_reason", "closed_at", "updated_at"])
            record("round.cancelled", self, by=by)

    # -- what the supplier says (trade/rounds/handlers.py) ---------------------------------------------------------

    def agree(self, quotation: "Quotation", unit_price: Decimal, currency: str) -> None:
        """Carry the accepted price (for one unit of the round, unrounded) into the shares. Bears repetition.

        Shares are agreed at once where it is what was pledged at, or better; else their companies are asked.
        """
        with locked(self, self.State.SUCCEEDED):
            if self.agreed_at is not None:
                return
            rows = list(self.splits.select_for_update(of=("self",)).order_by("pk"))
            if any(one.state != Split.State.PROPOSED for one in rows):
                return  # everybody was released meanwhile
            pledged_at = rows[0].unit_amount
            total, shares = split({one.pk: one.quantity for one in rows}, unit_price, currency)
            is_fair = currency == self.currency and unit_price <= pledged_at
            by_key = {share.key: share for share in shares}
            for one in rows:
                share = by_key[one.pk]
                one.unit_amount, one.currency = as_unit_price(unit_price) or Decimal("0.0001"), currency
                one.amount, one.rest, one.quotation_id = share.amount, share.rest, quotation.pk
                one.state = Split.State.AGREED if is_fair else Split.State.ASKED
                one.agreed_at = timezone.now() if is_fair else None
                one.save()
                record("split.agreed" if is_fair else "split.price_asked", one)
            self.order_amount, self.order_currency, self.agreed_at = total, currency, timezone.now()
            self.save(update_fields=["order_amount", "order_currency", "agreed_at", "updated_at"])

    def fall_through(self) -> None:
        """The request ended without a deal: everybody is released. Bears repetition."""
        with locked(self, self.State.SUCCEEDED):
            waiting = self.splits.filter(state=Split.State.PROPOSED)
            if self.agreed_at is None and waiting.update(state=Split.State.RELEASED):
                record("round.fell_through", self)
