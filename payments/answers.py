"""What Stripe answers, as the portal reads it: the gateway makes these, and nobody else sees Stripe's own objects."""

from dataclasses import dataclass, field
from datetime import datetime

from moneyed import Money


@dataclass(frozen=True)
class Session:
    id: str
    url: str
    payment_intent: str
    status: str  # open, complete, expired
    payment_status: str  # paid, unpaid, no_payment_required
    subscription: str = ""


@dataclass(frozen=True)
class Payment:
    id: str
    status: str
    amount: Money
    charge: str = ""
    error_code: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    customer: str = ""  # only those of plans have one


@dataclass(frozen=True)
class RefundResult:
    id: str
    status: str
    amount: Money | None = None
    payment_intent: str = ""
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Transfer:
    id: str
    amount: Money | None = None
    group: str = ""


@dataclass(frozen=True)
class Account:
    """`disabled_reason` is Stripe's word for why it may not be used, such as `rejected.fraud`; empty when it may."""

    id: str
    charges_enabled: bool
    payouts_enabled: bool
    details_submitted: bool
    requirements: list[str]
    disabled_reason: str = ""


@dataclass(frozen=True)
class PlanState:
    """A subscription; `ends_at` is set when it is not going to be renewed."""

    id: str
    status: str
    customer: str
    price: str
    period_end: datetime | None
    ends_at: datetime | None
