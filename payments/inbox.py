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


def of_charge(event: StripeEvent, said: dict[str, Any]) -> bool:
    charge = charge_of(said)
    if charge is None:
        return bool((said.get("metadata") or {}).get("subscription")) and said.get("mode") == "subscription"
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


def of_subscription(event: StripeEvent, said: dict[str, Any]) -> bool:
    mark = str((said.get("metadata") or {}).get("subscription", ""))
    row = Subscription.objects.filter(pk=int(mark)).first() if mark.isdecimal() else None
    if row is None:
        return False
    row.take_in(said, int(event.payload.get("created", 0)))
    return True


ACTS = {
    "checkout.session": of_charge,
    "payment_intent": of_charge,
    "charge": of_charge,
    "refund": of_refund,
    "account": of_account,
    "dispute": of_dispute,
    "subscription": of_subscription,
}
