"""What the gateway sends is what Stripe's published schema takes, and what comes back by that schema can be read."""

from datetime import UTC, datetime
from typing import Any

import pytest
from moneyed import Money

from payments import gateway
from tests.payments.stripe_mock import Recorder, stripe_mock  # noqa: F401 (the fixture)

pytestmark = pytest.mark.needs("stripe_mock")
SINCE, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
BACK = "https://portal.example/back/"
DOLLARS, WON = Money("250.50", "USD"), Money("5000", "KRW")


@pytest.fixture(autouse=True)
def at_the_mock(stripe_mock: str, settings: Any) -> None:  # noqa: F811  (the fixture)
    settings.STRIPE_API_KEY, settings.STRIPE_API_BASE = "sk_test_123", stripe_mock


def paid(amount: Money = DOLLARS, **words: Any) -> gateway.Session:
    asked = {"key": "k", "title": "Deposit", "amount": amount, "success_url": BACK, "cancel_url": BACK, **words}
    return gateway.checkout(**asked)


CALLS = {
    "checkout": lambda: paid(customer_email="a@buyer.example", metadata={"charge": "PAY-1"}),
    "checkout in won": lambda: paid(WON),
    "checkout, held": lambda: paid(held=True, destination="acct_1", metadata={"charge": "PAY-1"}),
    "checkout to a supplier": lambda: paid(destination="acct_1"),
    "session": lambda: gateway.session("cs_1"),
    "expire": lambda: gateway.expire("cs_1"),
    "payment": lambda: gateway.payment("pi_1"),
    "refund": lambda: gateway.refund(key="k", payment_intent="pi_1", amount=DOLLARS, reason="short"),
    "refund from a supplier": lambda: gateway.refund(key="k", payment_intent="pi_1", amount=WON, reverse_transfer=True),
    "refund_state": lambda: gateway.refund_state("re_1"),
    "account": lambda: gateway.account(key="k", email="a@b.example", country="KR", company_name="Hanbit"),
    "account_state": lambda: gateway.account_state("acct_1"),
    "account_link": lambda: gateway.account_link("acct_1", BACK, BACK),
    "transfer": lambda: gateway.transfer(
        key="k", amount=DOLLARS, destination="acct_1", source_charge="ch_1", group="PAY-1"
    ),
    "reverse_transfer": lambda: gateway.reverse_transfer(key="k", transfer="tr_1", amount=DOLLARS),
    "subscription_checkout": lambda: gateway.subscription_checkout(
        key="k", price="price_1", success_url=BACK, cancel_url=BACK, customer_email="a@b.example", metadata={"a": "b"}
    ),
    "subscription of a customer": lambda: gateway.subscription_checkout(
        key="k", price="price_1", success_url=BACK, cancel_url=BACK, customer="cus_1"
    ),
    "transfer_of": lambda: gateway.transfer_of("ch_1"),
    "reversal_by": lambda: gateway.reversal_by("k", "tr_1"),
    "transfer from the portal's own": lambda: gateway.transfer(
        key="k", amount=DOLLARS, destination="acct_1", source_charge="", group="return-RF-1"
    ),
    "checkout in Korean": lambda: paid(locale="ko"),
    "subscription": lambda: gateway.subscription("sub_1"),
    "portal_session in Korean": lambda: gateway.portal_session("cus_1", BACK, "ko"),
    "portal_session": lambda: gateway.portal_session("cus_1", BACK),
    "list_payments": lambda: next(gateway.list_payments(SINCE, UNTIL)),
    "list_refunds": lambda: next(gateway.list_refunds(SINCE, UNTIL)),
    "list_transfers": lambda: next(gateway.list_transfers(SINCE, UNTIL)),
}


@pytest.mark.parametrize("name", CALLS)
def test_stripe_takes_what_the_gateway_sends(name: str) -> None:
    CALLS[name]()


def test_stripe_mock_refuses_what_stripe_does_not_know(stripe_mock: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811  (the fixture)
    """Else the tests above would prove nothing."""
    recorder = Recorder(monkeypatch)
    with pytest.raises(gateway.GatewayRefused, match="additional properties"):
        gateway.make(lambda v1: v1.refunds.create, "k", payment_intent="pi_1", colour="red")
    assert recorder.replay(stripe_mock)


def test_each_write_carries_its_key(stripe_mock: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811  (the fixture)
    recorder = Recorder(monkeypatch)
    for name in ["checkout", "refund", "account", "transfer", "reverse_transfer", "subscription_checkout"]:
        CALLS[name]()
    assert [headers.get("Idempotency-Key") for _, _, headers, _ in recorder.requests] == ["k"] * 6
    assert recorder.replay(stripe_mock) == []
