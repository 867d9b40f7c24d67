"""What people see of the local Stripe: a page to pay on, one to open an account on, and the list of what was told."""

from typing import Any

from django.template.loader import render_to_string

from payments.localstripe.acts import DECLINED, DISPUTED, GOOD, MUST_CONFIRM
from payments.localstripe.store import Thing
from portal.core.money import format_money, from_minor

CARDS = {
    GOOD: "4242 4242 4242 4242 – is accepted",
    next(iter(DECLINED)): "4000 0000 0000 0002 – is declined",
    MUST_CONFIRM: "4000 0025 0000 3155 – its holder has to confirm",
    DISPUTED: "4000 0000 0000 0259 – is accepted, and disputed afterwards",
}


def page(name: str, **context: Any) -> bytes:
    return render_to_string(f"payments/localstripe/{name}.html", context).encode()


def pay_page(session: Thing, wrong: str = "") -> bytes:
    amount = format_money(from_minor(session["amount_total"], session["currency"]), "en")
    return page("pay", session=session, amount=amount, wrong=wrong, cards=CARDS, good=GOOD)


def confirm_page(session: Thing) -> bytes:
    return page("confirm", session=session, card=MUST_CONFIRM)


def over_page(session: Thing) -> bytes:
    return page("over", session=session, is_paid=session["status"] == "complete")


def onboarding_page(account: Thing) -> bytes:
    return page("onboarding", account=account)


def events_page(events: list[Thing]) -> bytes:
    return page("events", events=events[-200:][::-1])


def lost_page() -> bytes:
    return page("lost")
