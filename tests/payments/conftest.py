import hashlib
import hmac
import json
import time
from typing import Any

import pytest
from django.test import Client
from moneyed import Money

from payments import payables
from payments.models import Charge, PayAccount
from payments.payables import Payable
from tests.cast import Person
from tests.payments.double import RecordingGateway, put_in_place

SECRET = "whsec_test"


class Bill:
    """A payable of the tests: what it costs, whether it is due and held can be set."""

    def __init__(self, payer: Person, payee: Person) -> None:
        self.payer, self.payee = payer, payee
        self.money, self.is_due, self.held = Money("1250.50", "USD"), True, False

    def find(self, number: int, actor: Any) -> Payable | None:
        key = f"bill:{number}"
        return Payable(
            key, "Deposit", self.money, self.payer.company, self.payee.company, "/my/", self.held, self.is_due
        )

    @property
    def thing(self) -> Payable:
        found = self.find(1, None)
        assert found is not None
        return found

    def begin(self) -> Charge:
        return Charge.begin(self.thing, self.payer.actor)


@pytest.fixture
def double(monkeypatch: pytest.MonkeyPatch, settings: Any) -> RecordingGateway:
    settings.STRIPE_WEBHOOK_SECRET = SECRET
    return put_in_place(monkeypatch)


@pytest.fixture
def bill(buyer: Person, seller: Person, double: RecordingGateway, monkeypatch: pytest.MonkeyPatch) -> Bill:
    """Something the buyer owes the seller, who can be paid."""
    PayAccount.objects.create(company=seller.company, account="acct_1", state=PayAccount.State.ENABLED)
    made = Bill(buyer, seller)
    monkeypatch.setitem(payables.FINDERS, "bill", made.find)
    return made


def fresh(charge: Charge) -> Charge:
    return Charge.objects.get(pk=charge.pk)


def message(
    kind: str, subject: dict[str, Any], number: str = "evt_1", created: int = 0, account: str = ""
) -> dict[str, Any]:
    told = {"id": number, "object": "event", "type": kind, "created": created or int(time.time())}
    return {**told, "data": {"object": subject}, **({"account": account} if account else {})}


def post(event: dict[str, Any], secret: str = SECRET, at: int = 0) -> Any:
    """Sign as Stripe does, and send it through the front door; the SDK checks it."""
    body, at = json.dumps(event), at or int(time.time())
    sign = hmac.new(secret.encode(), f"{at}.{body}".encode(), hashlib.sha256).hexdigest()
    header = f"t={at},v1={sign}"
    return Client().post(
        "/webhooks/stripe/", body, content_type="application/json", headers={"Stripe-Signature": header}
    )
