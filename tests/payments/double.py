"""A recording double of the gateway: its interface in memory; it keeps idempotency keys, and can die on demand.

Not Stripe, and not the SDK: what it says of Stripe is what payments/gateway.py promises.
"""

import itertools
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from moneyed import Money

from payments import gateway
from portal.core.money import to_minor


class Killed(BaseException):
    """The process dies here: no handler of exceptions may catch it."""


class RecordingGateway:
    """`die_before` and `die_after` name a call: before Stripe has heard of it, or after Stripe has done it."""

    def __init__(self) -> None:
        self.lock, self.numbers = threading.Lock(), itertools.count(1)
        self.keys: dict[str, tuple[Any, Any]] = {}
        self.sessions: dict[str, gateway.Session] = {}
        self.payments: dict[str, gateway.Payment] = {}
        self.refunds: dict[str, gateway.RefundResult] = {}
        self.transfers: dict[str, gateway.Transfer] = {}
        self.reversals: dict[str, Money] = {}
        self.accounts: dict[str, gateway.Account] = {}
        self.subscriptions: dict[str, gateway.PlanState] = {}
        self.amounts: dict[str, tuple[Money, dict[str, str]]] = {}
        self.calls: list[str] = []
        self.die_before = self.die_after = ""
        self.away = False
        self.refuses = ""
        self.refund_status = "succeeded"

    def once(self, name: str, key: str, words: Any, make: Any) -> Any:
        """What Stripe does with a key: the same words give the same object, other words are refused."""
        with self.lock:
            self.calls.append(name)
            self.check(name)
            if key in self.keys:
                before, made = self.keys[key]
                if before != words:
                    raise gateway.GatewayRefused(f"other words for {key}: {before} {words}")
            else:
                made = make(f"{name}_{next(self.numbers)}")
                self.keys[key] = words, made
            if self.die_after == name:
                self.die_after = ""
                raise Killed(name)
            return made

    def check(self, name: str) -> None:
        if self.away:
            raise gateway.Unavailable("away")
        if self.refuses == name:
            raise gateway.GatewayRefused(f"no {name} for this account")
        if self.die_before == name:
            self.die_before = ""
            raise Killed(name)

    def checkout(self, *, key: str, **words: Any) -> gateway.Session:
        def make(number: str) -> gateway.Session:
            page = gateway.Session(number, f"https://checkout.example/{number}", "", "open", "unpaid")
            self.sessions[number] = page
            self.amounts[number] = words["amount"], words["metadata"]
            return page

        made: gateway.Session = self.once("checkout", key, str(words | {"amount": to_minor(words["amount"])}), make)
        return self.sessions[made.id]

    def session(self, session_id: str) -> gateway.Session:
        self.check("session")
        return self.sessions[session_id]

    def expire(self, session_id: str) -> None:
        self.check("expire")
        if self.sessions[session_id].status == "open":
            self.sessions[session_id] = replace(self.sessions[session_id], status="expired")

    def payment(self, intent_id: str) -> gateway.Payment:
        self.check("payment")
        return self.payments[intent_id]

    # What the payer does on Stripe's page

    def pay(self, session_id: str, status: str = "succeeded", code: str = "", amount: Money | None = None) -> str:
        page = self.sessions[session_id]
        assert page.status == "open" or status != "succeeded" or page.payment_status == "unpaid"
        intent = page.payment_intent or f"pi_{next(self.numbers)}"
        money, marks = self.amounts[session_id]
        charge = f"ch_{intent}" if status == "succeeded" else ""
        self.payments[intent] = gateway.Payment(intent, status, amount or money, charge, code, marks)
        done = status in {"succeeded", "processing"}
        self.sessions[session_id] = replace(
            page,
            payment_intent=intent,
            status="complete" if done else page.status,
            payment_status="paid" if status == "succeeded" else "unpaid",
        )
        return intent

    def refund(self, *, key: str, payment_intent: str, amount: Money, **words: Any) -> gateway.RefundResult:
        def make(number: str) -> gateway.RefundResult:
            before = [one.amount.amount for one in self.refunds.values() if one.payment_intent == payment_intent]
            if sum(before) + amount.amount > self.payments[payment_intent].amount.amount:
                raise gateway.GatewayRefused("more than was paid")
            made = gateway.RefundResult(number, self.refund_status, amount, payment_intent, {"key": key})
            self.refunds[number] = made
            return made

        return self.once("refund", key, (payment_intent, to_minor(amount), str(words)), make)

    def refund_state(self, refund_id: str) -> gateway.RefundResult:
        self.check("refund_state")
        return self.refunds[refund_id]

    def transfer(self, *, key: str, amount: Money, destination: str, source_charge: str, group: str) -> Any:
        def make(number: str) -> gateway.Transfer:
            self.transfers[number] = gateway.Transfer(number, amount, group)
            return self.transfers[number]

        return self.once("transfer", key, (to_minor(amount), destination, source_charge, group), make)

    def reverse_transfer(self, *, key: str, transfer: str, amount: Money) -> str:
        def make(number: str) -> str:
            self.reversals[number] = amount
            return number

        return str(self.once("reverse", key, (transfer, to_minor(amount)), make))

    def transfer_of(self, charge_id: str) -> str:
        self.check("transfer_of")
        return f"tr_{charge_id}"

    def reversal_by(self, key: str, transfer: str) -> str:
        self.check("reversal_by")
        return str(self.keys[key][1]) if key in self.keys else ""

    def account(self, *, key: str, **words: Any) -> gateway.Account:
        def make(number: str) -> gateway.Account:
            self.accounts[number] = gateway.Account(number, False, False, False, ["company.tax_id"])
            return self.accounts[number]

        return self.once("account", key, str(words), make)

    def account_state(self, account_id: str) -> gateway.Account:
        self.check("account_state")
        return self.accounts[account_id]

    def account_link(self, account_id: str, refresh_url: str, return_url: str) -> str:
        return f"https://connect.example/{account_id}"

    def subscription_checkout(self, *, key: str, **words: Any) -> gateway.Session:
        def make(number: str) -> gateway.Session:
            self.sessions[number] = gateway.Session(number, f"https://s.example/{number}", "", "open", "unpaid")
            return self.sessions[number]

        made: gateway.Session = self.once("subscribe", key, str(words), make)
        return self.sessions[made.id]

    def subscription(self, subscription_id: str) -> gateway.PlanState:
        self.check("subscription")
        return self.subscriptions[subscription_id]

    def portal_session(self, customer: str, return_url: str, locale: str = "") -> str:
        return f"https://portal.example/{customer}"

    def list_payments(self, since: datetime, until: datetime) -> Iterator[gateway.Payment]:
        return iter(list(self.payments.values()))

    def list_refunds(self, since: datetime, until: datetime) -> Iterator[gateway.RefundResult]:
        return iter(list(self.refunds.values()))

    def list_transfers(self, since: datetime, until: datetime) -> Iterator[gateway.Transfer]:
        return iter(list(self.transfers.values()))


NAMES = [
    "checkout",
    "session",
    "expire",
    "payment",
    "refund",
    "refund_state",
    "transfer",
    "reverse_transfer",
    "account",
    "account_state",
    "account_link",
    "subscription_checkout",
    "subscription",
    "portal_session",
    "reversal_by",
    "transfer_of",
    "list_payments",
    "list_refunds",
    "list_transfers",
]


def put_in_place(monkeypatch: pytest.MonkeyPatch) -> RecordingGateway:
    double = RecordingGateway()
    for name in NAMES:
        monkeypatch.setattr(gateway, name, getattr(double, name))
    return double
