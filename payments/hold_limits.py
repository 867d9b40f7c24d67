"""How long money may be held, by the country of the company that is paid.

https://docs.stripe.com/connect/manual-payouts (read on 2026-11-29): where payouts are made by hand, funds must be paid
out within 10 days in Thailand, 2 years in the United States, 90 days in all other countries, by the country of the
business. That is about payouts from balances; the portal takes it as its bound for what it holds before a transfer.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class HoldLimit:
    """In days: Stripe's limit; how long before it both sides are told; how long before it the portal acts by itself.

    It acts early because Stripe, and whoever reads it, may be away for a day.
    """

    days: int
    warning: int = 14
    margin: int = 2

    def warns_at(self, paid_at: datetime) -> datetime:
        return paid_at + timedelta(days=self.days - self.warning)

    def ends_at(self, paid_at: datetime) -> datetime:
        return paid_at + timedelta(days=self.days - self.margin)


ELSEWHERE = HoldLimit(90)
LIMITS = {
    # A warning 14 days before would come before the payment: three days are left to act.
    "TH": HoldLimit(10, warning=4, margin=1),
    "US": HoldLimit(730),
}


def limit_in(country: str) -> HoldLimit:
    return LIMITS.get(country, ELSEWHERE)
