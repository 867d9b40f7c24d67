"""An instalment and what the two companies do about it; how instalments follow their order: scheduling.py."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from moneyed import Money

from portal.core.actor import Actor
from portal.core.events import record
from portal.core.money import rounded
from portal.core.permissions import Refused, WrongState, require
from portal.core.states import state_label
from trade.settling.instalment_row import InstalmentRow, PaymentSchedule, schedule_locked
from trade.settling.permissions import can_confirm_receipt, can_pay_order
from trade.settling.under_way import check_not_under_way

if TYPE_CHECKING:
    from portal.core.papers import Paper
    from trade.settling.letters import LetterOfCredit
    from trade.settling.proofs import OutsidePayment

MOST_PARTS = 12


class Instalment(InstalmentRow):
    """A part of what an order costs: planned → due → reported → paid; charged back; or not to be paid any more."""

    class Meta(InstalmentRow.Meta):
        pass

    def get_absolute_url(self) -> str:
        return f"{self.order.get_absolute_url()}#instalment-{self.number}"

    def report(
        self,
        by: Actor,
        amount: Decimal,
        sent_on: date,
        reference: str = "",
        papers: "Sequence[Paper]" = (),
        kept: Sequence[str] = (),
    ) -> "OutsidePayment":
        """The buyer says that it sent a bank transfer; `kept` names papers that were sent before (ProofPaper.kept_for).

        Raises PermissionDenied; WrongState when it was reported, paid or waived meanwhile, Refused for a wrong sum.
        """
        from trade.settling.proof_papers import ProofPaper
        from trade.settling.proofs import OutsidePayment

        require(can_pay_order(by, self.order), _("Only who buys for the buyer reports a payment."))
        with self.locked(*self.PAYABLE):
            self.check_sum(amount)
            check_not_under_way(self)
            proof = OutsidePayment.begin(self, by, amount, sent_on, reference)
            ProofPaper.attach(proof, by, papers, kept)
            self.state, self.way = self.State.REPORTED, self.Way.TRANSFER
            self.save(update_fields=["state", "way"])
            record("outside_payment.reported", proof, by=by, order=self.order.ref)
        return proof

    def receive(self, by: Actor, received: Decimal, received_on: date, reference: str = "") -> "OutsidePayment":
        """The supplier says that money came which the buyer has not reported, or that the bank paid under an L/C."""
        from trade.settling.proofs import OutsidePayment
        from trade.settling.scheduling import mark_paid

        require(can_confirm_receipt(by, self.order), _("Only who sells for the supplier confirms a receipt."))
        with self.locked(*self.PAYABLE) as schedule:
            self.check_sum(received)
            check_not_under_way(self)
            proof = OutsidePayment.begin(self, by, received, received_on, reference)
            mark_paid(schedule, self, Money(received, self.currency), self.way)
            proof.close(proof.State.CONFIRMED, by, received, received_on)
            record("outside_payment.confirmed", proof, by=by, order=self.order.ref)
        return proof

    def open_letter(self, by: Actor, number: str, bank: str, expires_on: date) -> "LetterOfCredit":
        """The buyer's bank has opened a letter of credit for it; the supplier looks at it and accepts or refuses."""
        from trade.settling.letters import LetterOfCredit

        require(can_pay_order(by, self.order), _("Only who buys for the buyer names a letter of credit."))
        with self.locked(*self.OPEN):
            if expires_on <= timezone.localdate():
                raise Refused(_("This letter of credit has expired."))
            if self.letters.filter(state__in=[LetterOfCredit.State.OPENED, LetterOfCredit.State.ACCEPTED]).exists():
                raise WrongState(_("A letter of credit is named for it already. Nothing was done twice."))
            letter: LetterOfCredit = self.letters.create(number=number, bank=bank, expires_on=expires_on, user=by.user)
            self.way = self.Way.LC
            self.save(update_fields=["way"])
            record("letter_of_credit.opened", letter, by=by, order=self.order.ref)
        return letter

    def spread(self, by: Actor, parts: int, days: int) -> None:
        """The supplier lets the buyer pay it in `parts`, one every `days` days; never earlier than it was due."""
        from trade.settling.allocating import shares
        from trade.settling.scheduling import add, set_amount

        require(can_confirm_receipt(by, self.order), _("Only who sells for the supplier spreads an instalment."))
        with self.locked(self.State.DUE) as schedule:
            assert self.due_on is not None
            if self.kind == self.Kind.CREDIT or not 2 <= parts <= MOST_PARTS or not 1 <= days <= 366:
                raise Refused(_("An instalment can be spread over 2 to %(most)s parts.") % {"most": MOST_PARTS})
            amounts = shares(self.money, [Decimal(1)] * parts)
            if not all(money.amount for money in amounts):
                raise Refused(_("It is too small to be spread over so many parts."))
            set_amount(self, amounts[0].amount)
            for step, money in enumerate(amounts[1:], 1):
                add(schedule, money.amount, self.Kind.INSTALMENT, self.due_on + timedelta(days=days * step))
            record("instalment.spread", self, by=by, order=self.order.ref, parts=parts)

    @contextmanager
    def locked(self, *states: str) -> Iterator[PaymentSchedule]:
        """Under the lock of the order's schedule, with the row as it is now. Raises WrongState in another state."""
        with schedule_locked(self.order_id) as schedule:
            self.refresh_from_db()
            if self.state not in states:
                words = _("This was changed meanwhile: it is now “%(state)s”. Nothing was done twice.")
                raise WrongState(words % {"state": state_label(self, "state")})
            yield schedule

    def check_sum(self, amount: Decimal) -> None:
        if amount <= 0 or self.kind == self.Kind.CREDIT or rounded(Money(amount, self.currency)).amount != amount:
            raise Refused(_("Give an amount that can be paid in %(currency)s.") % {"currency": self.currency})
