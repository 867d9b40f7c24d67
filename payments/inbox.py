"""What a message from Stripe is about, and who asks Stripe how that stands now."""

from typing import Any

from payments.models import Charge, Dispute, PayAccount, Refund, StripeEvent, Subscription


def act_on(event: StripeEvent) -> bool:
    """Whether it was about anything of ours. Messages of accounts that no company here has are left alone."""
    said, kind = event.subject, str(event.subject.get("object", ""))
    if event.account and not PayAccount.objects.filter(account=event.account).exists():
        return False
    act = ACTS.get(kind)
    return act is not None and act(event, said)


def charge_of(said: dict[str, Any]) -> Charge | None:
    """By our mark, or by Stripe's ids."""
    ref = (said.get("metadata") or {}).get("charge", "")
    if ref:
        return Charge.objects.filter(ref=ref).first()
    intent = said.get("payment_intent") or (said.get("id") if said.get("object") == "payment_intent" else "")
    return Charge.objects.filter(intent=intent).first() if intent else None


def of_page(event: StripeEvent, said: dict[str, Any]) -> bool:
    """Of a charge, or of a plan."""
    if said.get("mode") != "subscription":
        return of_charge(event, said)
    row = row_of((said.get("metadata") or {}).get("subscription"), said.get("subscription"))
    if row is None:
        return False
    row.settle()
    return True


def of_charge(event: StripeEvent, said: dict[str, Any]) -> bool:
    charge = charge_of(said)
    if charge is None:
        return False
    charge.settle()
    for refund in Refund.objects.filter(charge=charge).pending():
        refund.settle()
    return True


def of_refund(event: StripeEvent, said: dict[str, Any]) -> bool:
    ref = str((said.get("metadata") or {}).get("key", "")).removeprefix("refund-")
    refund = (
        Refund.objects.filter(ref=ref).first() if ref else Refund.objects.filter(stripe_id=said.get("id", "-")).first()
    )
    if refund is None:
        return False
    refund.settle()
    return True


def of_account(event: StripeEvent, said: dict[str, Any]) -> bool:
    account = PayAccount.objects.filter(account=said.get("id") or "-").first()
    if account is None:
        return False
    account.settle()
    return True


def of_dispute(event: StripeEvent, said: dict[str, Any]) -> bool:
    charge = charge_of(said) or Charge.objects.filter(stripe_charge=said.get("charge") or "-").first()
    if charge is None:
        return False
    Dispute.take_in(charge, said, int(event.payload.get("created", 0)))
    return True


def row_of(mark: Any, stripe_id: Any) -> Subscription | None:
    """By our mark, or by Stripe's id."""
    if str(mark or "").isdecimal():
        return Subscription.objects.filter(pk=int(mark)).first()
    return Subscription.objects.filter(stripe_id=stripe_id or "-").first()


def of_subscription(event: StripeEvent, said: dict[str, Any]) -> bool:
    return of_plan((said.get("metadata") or {}).get("subscription"), said.get("id"))


def of_invoice(event: StripeEvent, said: dict[str, Any]) -> bool:
    """A renewal was paid, or was not: the subscription says what that means."""
    about = (said.get("parent") or {}).get("subscription_details") or {}
    stripe_id = about.get("subscription") or said.get("subscription")
    return of_plan((about.get("metadata") or {}).get("subscription"), stripe_id)


def of_plan(mark: Any, stripe_id: Any) -> bool:
    row = row_of(mark, stripe_id)
    if row is None or not stripe_id:
        return False
    row.settle_as(str(stripe_id))
    return True


ACTS = {
    "checkout.session": of_page,
    "payment_intent": of_charge,
    "charge": of_charge,
    "refund": of_refund,
    "account": of_account,
    "dispute": of_dispute,
    "subscription": of_subscription,
    "invoice": of_invoice,
}
