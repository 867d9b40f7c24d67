"""The deal: quotations in versions that never change, counter-offers, and the decision."""

from trade.models.award import Award, AwardLine
from trade.models.calendar_feed import CalendarFeed
from trade.models.estimate import BuyerEstimate
from trade.models.quotation import Quotation
from trade.models.rules import PriceFloor, QuotingRules
from trade.models.version import QuotationDocument, QuotationLine, QuotationVersion
from trade.models.weights import ComparisonWeights
from trade.pooled.models import CapacityPool, PoolLine, PoolMember, PoolPart
from trade.rounds.models import Pledge, PledgeChange, PurchaseRound, RoundDocument, RoundTier, Split

__all__ = [
    "Award",
    "AwardLine",
    "BuyerEstimate",
    "CalendarFeed",
    "CapacityPool",
    "ComparisonWeights",
    "Pledge",
    "PledgeChange",
    "PoolLine",
    "PoolMember",
    "PoolPart",
    "PriceFloor",
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
