"""A local Stripe that the real SDK talks to; what it would tell is handed over when a test says so."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from moneyed import Money

from companies.models import Company
from payments.localstripe.sender import signature
from payments.localstripe.server import LocalStripe
from payments.models import Charge, PayAccount
from payments.payables import FINDERS, Payable, find_payable
from payments.reconciling import compare
from portal.core.actor import Actor
from tests.cast import Person
from tests.needs import stripe_mock_path
from tests.payments.stripe_mock import Recorder, stripe_mock  # noqa: F401 (the fixture)

SECRET = "whsec_of_tests"


@pytest.fixture(scope="session")
def stripe_server() -> Iterator[LocalStripe]:
    server = LocalStripe()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()


@pytest.fixture
def stripe(stripe_server: LocalStripe, settings: Any) -> LocalStripe:
    stripe_server.reset()
    settings.STRIPE_API_KEY, settings.STRIPE_API_BASE = "sk_test_local", stripe_server.address
    settings.STRIPE_WEBHOOK_SECRET = SECRET
    return stripe_server


@pytest.fixture(autouse=True)
def as_stripe_would_take_it(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test sends to the local Stripe is sent to stripe-mock too, so that ours keeps to Stripe's schema."""
    if not stripe_mock_path():  # named as left out by tests/payments/test_stripe_schema.py
        yield
        return
    address, recorder = request.getfixturevalue("stripe_mock"), Recorder(monkeypatch)
    yield
    assert recorder.replay(address) == []


class Debt:
    """What tests owe: a payable of its own kind, as an app above would register it."""

    def __init__(self, payer: Company, payee: Company) -> None:
        self.payer, self.payee = payer, payee
        self.money, self.held, self.is_due = Money("250.00", "USD"), True, True

    def find(self, number: int, actor: Actor | None) -> Payable | None:
        if actor is not None and actor.company_id not in (self.payer.pk, self.payee.pk):
            return None
        return Payable(
            key=f"debt:{number}",
            title=f"Deposit {number}",
            money=self.money,
            payer=self.payer,
            payee=self.payee,
            back_url="/my/",
            held=self.held,
            is_due=self.is_due,
        )


@pytest.fixture
def debt(buying_company: Company, supplier: Company, monkeypatch: pytest.MonkeyPatch) -> Debt:
    owed = Debt(buying_company, supplier)
    monkeypatch.setitem(FINDERS, "debt", owed.find)
    return owed


@pytest.fixture
def account(stripe: LocalStripe, supplier: Company, seller: Person) -> PayAccount:
    """The supplier's, connected and complete."""
    PayAccount.connect(seller.actor)
    row: PayAccount = PayAccount.objects.get(company=supplier)
    stripe.acts.onboard(row.account)
    row.settle()
    return row


def begin(person: Person, key: str = "debt:1") -> Charge:
    found = find_payable(key, person.actor)
    assert found
    return Charge.begin(found, person.actor)


def tell(stripe: LocalStripe, *events: dict[str, Any], secret: str = SECRET) -> list[int]:
    """Post these (all that Stripe has to tell, unless given) to the portal's webhook, signed; the answers' statuses."""
    statuses = []
    for event in events or tuple(stripe.store.events):
        body = json.dumps(event).encode()
        answer = Client().post(
            "/webhooks/stripe/", body, "application/json", headers={"Stripe-Signature": signature(secret, body)}
        )
        statuses.append(answer.status_code)
    return statuses


def agree() -> bool:
    """Whether Stripe's books and ours are the same for the last day."""
    now = timezone.now()
    return compare(now - timedelta(days=1), now + timedelta(seconds=2)) == []
