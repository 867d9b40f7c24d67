"""The deal: quotations in versions that never change, counter-offers, and the decision."""

from trade.books.models import LedgerEntry, Posting
from trade.invoices.models import Invoice, InvoiceLine, InvoiceTax, NumberSeries
from trade.models.award import Award, AwardLine
from trade.models.calendar_feed import CalendarFeed
from trade.models.estimate import BuyerEstimate
from trade.models.quotation import Quotation
from trade.models.rules import PriceFloor, QuotingRules
from trade.models.version import QuotationDocument, QuotationLine, QuotationVersion
from trade.models.weights import ComparisonWeights
from trade.orders.models import Delivery, DeliveryLine, Order, OrderChange, OrderLine, OrderNote, OrderNumbers
from trade.pooled.models import CapacityPool, PoolLine, PoolMember, PoolPart
from trade.rounds.models import Pledge, PledgeChange, PurchaseRound, RoundDocument, RoundTier, Split
from trade.settling.models import Instalment, LetterOfCredit, OutsidePayment, PayeeAccount, PaymentSchedule, ProofPaper

__all__ = [
    "Award",
    "AwardLine",
    "BuyerEstimate",
    "CalendarFeed",
    "CapacityPool",
    "ComparisonWeights",
    "Delivery",
    "DeliveryLine",
    "Instalment",
    "Invoice",
    "InvoiceLine",
    "InvoiceTax",
    "LedgerEntry",
    "LetterOfCredit",
    "NumberSeries",
    "Order",
    "OrderChange",
    "OrderLine",
    "OrderNote",
    "OrderNumbers",
    "OutsidePayment",
    "PayeeAccount",
    "PaymentSchedule",
    "Pledge",
    "PledgeChange",
    "PoolLine",
    "PoolMember",
    "PoolPart",
    "Posting",
    "PriceFloor",
    "ProofPaper",
    "PurchaseRound",
    "Quotation",
    "QuotationDocument",
    "QuotationLine",
    "QuotationVersion",
    "QuotingRules",
    "RoundDocument",
    "RoundTier",
    "Split",
]
