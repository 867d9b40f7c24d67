"""Payments by Stripe: charges, refunds, delayed payouts, accounts, plans, and what Stripe says of them."""

from payments.models.account import PayAccount
from payments.models.charge import Charge
from payments.models.difference import Difference
from payments.models.inbox import Dispute, StripeEvent
from payments.models.plan import Plan, Subscription
from payments.models.recovery import Recovery, SetOff
from payments.models.refund import Refund, Release
from payments.models.refund_proposal import RefundProposal

__all__ = [
    "Charge",
    "Difference",
    "Dispute",
    "PayAccount",
    "Plan",
    "Recovery",
    "Refund",
    "RefundProposal",
    "Release",
    "SetOff",
    "StripeEvent",
    "Subscription",
]
