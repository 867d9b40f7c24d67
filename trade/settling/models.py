"""What is paid, in which parts and by which way."""

from trade.settling.instalment_row import PaymentSchedule
from trade.settling.instalments import Instalment
from trade.settling.letters import LetterOfCredit
from trade.settling.payee import PayeeAccount
from trade.settling.proof_papers import ProofPaper
from trade.settling.proofs import OutsidePayment

__all__ = ["Instalment", "LetterOfCredit", "OutsidePayment", "PayeeAccount", "PaymentSchedule", "ProofPaper"]
