"""The one place that knows Stripe's SDK. Synchronous; amounts are Money here and minor units there.

Every call that makes something carries `key`: repeated with the same key and words, Stripe answers with the same
object (it remembers keys for at least 24 hours: https://docs.stripe.com/api/idempotent_requests).
Raises Unavailable (no answer, rate limit, 5xx: try again with the SAME key), Declined, GatewayRefused (4xx) and
BadSignature.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import stripe
from django.conf import settings
from django.utils.translation import get_language
from moneyed import Money

from payments.answers import Account as Account
from payments.answers import Payment as Payment
from payments.answers import PlanState as PlanState
from payments.answers import RefundResult as RefundResult
from payments.answers import Session as Session
from payments.answers import Transfer as Transfer
from portal.core.money import from_minor, to_minor

TIMEOUT = 20  # seconds


class GatewayError(Exception):
    """Stripe did not do it."""


class Unavailable(GatewayError):
    """Nobody knows whether it was done: ask again with the same key."""


class GatewayRefused(GatewayError):
    """Stripe will not do this, however often it is asked."""


class Declined(GatewayRefused):
    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code, self.words = code, words


class BadSignature(GatewayError):
    """Not from Stripe, too old, or for another endpoint."""


@contextmanager
def told_apart() -> Iterator[None]:
    """Stripe's errors as ours."""
    try:
        yield
    except stripe.CardError as problem:
        raise Declined(problem.code or "card_declined", problem.user_message or "") from problem
    except (stripe.APIConnectionError, stripe.RateLimitError) as problem:
        raise Unavailable(str(problem)) from problem
    except stripe.StripeError as problem:
        # 409: another call with this key is being worked on.
        if problem.http_status is None or problem.http_status >= 500 or problem.http_status in {409, 429}:
            raise Unavailable(str(problem)) from problem
        raise GatewayRefused(problem.user_message or str(problem)) from problem


def client() -> stripe.StripeClient:
    if not settings.STRIPE_API_KEY:
        raise GatewayRefused("Payments are not set up: STRIPE_API_KEY is empty.")
    base: Any = {"base_addresses": {"api": settings.STRIPE_API_BASE}} if settings.STRIPE_API_BASE else {}
    return stripe.StripeClient(
        settings.STRIPE_API_KEY,
        http_client=stripe.RequestsClient(timeout=TIMEOUT),
        max_network_retries=1,
        **base,
    )


def make(call: Callable[[Any], Callable[..., Any]], key: str, **params: Any) -> Any:
    """Make something at Stripe, under its key."""
    with told_apart():
        return call(client().v1)(params, {"idempotency_key": key})


def ask(call: Callable[[Any], Callable[..., Any]], *words: Any) -> Any:
    with told_apart():
        return call(client().v1)(*words)


def key_of(value: Any) -> str:
    """Stripe gives an id, or the object where it was asked to expand it."""
    return value if isinstance(value, str) else (value.id if value is not None else "")


def words_of(metadata: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in metadata.to_dict().items()} if metadata else {}


def code_of(money: Money) -> str:
    return str(money.currency.code).lower()


def checkout(
    *,
    key: str,
    title: str,
    amount: Money,
    success_url: str,
    cancel_url: str,
    customer_email: str = "",
    destination: str | None = None,
    held: bool = False,
    locale: str = "",
    metadata: dict[str, str] | None = None,
) -> Session:
    """A page to pay on. Held: the money stays with the portal until `transfer`; else it goes to `destination`."""
    marks = metadata or {}
    intent: dict[str, Any] = {"metadata": marks}
    if destination and not held:
        intent["transfer_data"] = {"destination": destination}
    if held:
        intent["transfer_group"] = marks.get("charge", key)
    line = {"currency": code_of(amount), "unit_amount": to_minor(amount), "product_data": {"name": title}}
    more = {"customer_email": customer_email} if customer_email else {}
    more |= {"locale": locale} if locale else {}
    made = make(
        lambda v1: v1.checkout.sessions.create,
        key,
        mode="payment",
        line_items=[{"price_data": line, "quantity": 1}],
        payment_intent_data=intent,
        success_url=success_url,
        cancel_url=cancel_url,
        metadata=marks,
        **more,
    )
    return session_from(made)


def session_from(made: Any) -> Session:
    intent, subscription = key_of(made.payment_intent), key_of(made.subscription)
    return Session(made.id, made.url or "", intent, made.status, made.payment_status, subscription)


def session(session_id: str) -> Session:
    return session_from(ask(lambda v1: v1.checkout.sessions.retrieve, session_id))


def expire(session_id: str) -> None:
    """Close the page; a page that is no longer open stays as it is."""
    try:
        ask(lambda v1: v1.checkout.sessions.expire, session_id)
    except GatewayRefused:
        if session(session_id).status == "open":
            raise


def payment(intent_id: str) -> Payment:
    return payment_from(ask(lambda v1: v1.payment_intents.retrieve, intent_id))


def payment_from(found: Any) -> Payment:
    error = found.last_payment_error
    code = (getattr(error, "decline_code", None) or getattr(error, "code", None) or "") if error else ""
    money = from_minor(found.amount, found.currency)
    charge, customer = key_of(found.latest_charge), key_of(getattr(found, "customer", None))
    return Payment(found.id, found.status, money, charge, code, words_of(found.metadata), customer)


def refund(
    *, key: str, payment_intent: str, amount: Money, reason: str = "", reverse_transfer: bool = False
) -> RefundResult:
    """`reverse_transfer`: of a payment that went to a supplier at once, take it back from them in proportion."""
    back = {"reverse_transfer": True} if reverse_transfer else {}
    marks = {"key": key, "reason": reason[:400]}
    made = make(
        lambda v1: v1.refunds.create,
        key,
        payment_intent=payment_intent,
        amount=to_minor(amount),
        metadata=marks,
        **back,
    )
    return refund_from(made)


def refund_state(refund_id: str) -> RefundResult:
    return refund_from(ask(lambda v1: v1.refunds.retrieve, refund_id))


def refund_from(made: Any) -> RefundResult:
    money = from_minor(made.amount, made.currency)
    return RefundResult(made.id, made.status, money, key_of(made.payment_intent), words_of(made.metadata))


def account(*, key: str, email: str, country: str, company_name: str) -> Account:
    made = make(
        lambda v1: v1.accounts.create,
        key,
        type="express",
        email=email,
        country=country,
        business_type="company",
        company={"name": company_name},
        capabilities={"card_payments": {"requested": True}, "transfers": {"requested": True}},
    )
    return account_from(made)


def account_from(found: Any) -> Account:
    asked = found.requirements
    return Account(
        found.id,
        bool(found.charges_enabled),
        bool(found.payouts_enabled),
        bool(found.details_submitted),
        list((asked.currently_due if asked else None) or []),
        (asked.disabled_reason if asked else None) or "",
    )


def account_state(account_id: str) -> Account:
    return account_from(ask(lambda v1: v1.accounts.retrieve, account_id))


def account_link(account_id: str, refresh_url: str, return_url: str) -> str:
    words = {
        "account": account_id,
        "refresh_url": refresh_url,
        "return_url": return_url,
        "type": "account_onboarding",
    }
    return str(ask(lambda v1: v1.account_links.create, words).url)


def transfer(*, key: str, amount: Money, destination: str, source_charge: str, group: str) -> Transfer:
    """`source_charge` empty: from what the portal has at Stripe."""
    source = {"source_transaction": source_charge} if source_charge else {}
    made = make(
        lambda v1: v1.transfers.create,
        key,
        amount=to_minor(amount),
        currency=code_of(amount),
        destination=destination,
        transfer_group=group,
        **source,
    )
    return Transfer(made.id, amount, group)


def reverse_transfer(*, key: str, transfer: str, amount: Money) -> str:
    """Take it back from the supplier; the id of the reversal, which bears its key."""
    words: Any = {"amount": to_minor(amount), "metadata": {"key": key}}
    with told_apart():
        return str(client().v1.transfers.reversals.create(transfer, words, {"idempotency_key": key}).id)


def transfer_of(charge_id: str) -> str:
    """The transfer that Stripe made of a payment that went on to a supplier at once; empty: there is none."""
    return key_of(getattr(ask(lambda v1: v1.charges.retrieve, charge_id), "transfer", None))


def reversal_by(key: str, transfer: str) -> str:
    """The reversal that was made by this key, also when Stripe has forgotten the key; empty: there is none."""
    with told_apart():
        for one in client().v1.transfers.reversals.list(transfer, {"limit": 100}).auto_paging_iter():
            if words_of(one.metadata).get("key") == key:
                return str(one.id)
    return ""


def subscription_checkout(
    *,
    key: str,
    price: str,
    success_url: str,
    cancel_url: str,
    customer: str | None = None,
    customer_email: str = "",
    locale: str = "",
    metadata: dict[str, str] | None = None,
) -> Session:
    who = {"customer": customer} if customer else {"customer_email": customer_email}
    who |= {"locale": locale} if locale else {}
    made = make(
        lambda v1: v1.checkout.sessions.create,
        key,
        mode="subscription",
        line_items=[{"price": price, "quantity": 1}],
        success_url=success_url,
        cancel_url=cancel_url,
        metadata=metadata or {},
        subscription_data={"metadata": metadata or {}},
        **who,
    )
    return session_from(made)


def portal_session(customer: str, return_url: str, locale: str = "") -> str:
    words = {"customer": customer, "return_url": return_url} | ({"locale": locale} if locale else {})
    return str(ask(lambda v1: v1.billing_portal.sessions.create, words).url)


def subscription(subscription_id: str) -> PlanState:
    return plan_state(ask(lambda v1: v1.subscriptions.retrieve, subscription_id).to_dict())


def plan_state(found: dict[str, Any]) -> PlanState:
    """The period stands with the items, in older versions of Stripe's API with the subscription."""
    items = (found.get("items") or {}).get("data") or [{}]
    period_end = moment(items[0].get("current_period_end") or found.get("current_period_end"))
    ends_at = moment(found.get("cancel_at")) or (period_end if found.get("cancel_at_period_end") else None)
    customer, price = found.get("customer") or "", (items[0].get("price") or {}).get("id", "")
    customer = customer if isinstance(customer, str) else customer["id"]
    return PlanState(found["id"], found["status"], customer, price, period_end, ends_at)


def moment(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def reading_language() -> str:
    """Stripe's `locale` for who reads this page: its own pages then speak as the portal does."""
    return (get_language() or "auto").partition("-")[0]


def event(payload: bytes, signature: str) -> dict[str, Any]:
    """What Stripe sent, when its signature is good. Raises BadSignature."""
    if not settings.STRIPE_WEBHOOK_SECRET:
        raise BadSignature("No STRIPE_WEBHOOK_SECRET is set.")
    try:
        found = stripe.Webhook.construct_event(payload, signature, settings.STRIPE_WEBHOOK_SECRET)
    except (stripe.SignatureVerificationError, ValueError) as problem:
        raise BadSignature(str(problem)) from problem
    told: dict[str, Any] = found.to_dict()
    return told


def made_between(since: datetime, until: datetime) -> dict[str, Any]:
    span = {"gte": int(since.astimezone(UTC).timestamp()), "lt": int(until.astimezone(UTC).timestamp())}
    return {"created": span, "limit": 100}


def list_all(call: Callable[[Any], Callable[..., Any]], since: datetime, until: datetime) -> Iterator[Any]:
    """All pages of a list."""
    with told_apart():
        yield from call(client().v1)(made_between(since, until)).auto_paging_iter()


def list_payments(since: datetime, until: datetime) -> Iterator[Payment]:
    return map(payment_from, list_all(lambda v1: v1.payment_intents.list, since, until))


def list_refunds(since: datetime, until: datetime) -> Iterator[RefundResult]:
    return map(refund_from, list_all(lambda v1: v1.refunds.list, since, until))


def list_transfers(since: datetime, until: datetime) -> Iterator[Transfer]:
    for one in list_all(lambda v1: v1.transfers.list, since, until):
        yield Transfer(one.id, from_minor(one.amount, one.currency), one.transfer_group or "")
