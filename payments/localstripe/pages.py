"""What people see of the local Stripe: pages to pay on, to open an account, to look after a plan; and what was told."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_supported_language_variant, gettext, override
from django.utils.translation import gettext_lazy as _
from django.utils.translation.trans_real import parse_accept_lang_header

from payments.localstripe.acts import DISPUTED, GOOD, MUST_CONFIRM, Acts
from payments.localstripe.billing import DECLINED, DECLINED_LATER, period_end
from payments.localstripe.store import Thing
from portal.core.money import format_money, from_minor

CARDS = {
    GOOD: _("4242 4242 4242 4242 – is accepted"),
    next(iter(DECLINED)): _("4000 0000 0000 0002 – is declined"),
    MUST_CONFIRM: _("4000 0025 0000 3155 – its holder has to confirm"),
    DISPUTED: _("4000 0000 0000 0259 – is accepted, and disputed afterwards"),
}
KEPT_CARDS = {
    GOOD: _("4242 4242 4242 4242 – is accepted"),
    DECLINED_LATER: _("4000 0000 0000 0341 – is kept, and declined when it is charged"),
}
STATES = {
    "active": _("active"),
    "past_due": _("payment failed"),
    "canceled": _("ended"),
    "paid": _("paid"),
    "open": _("not paid"),
}
SAID = (_("Your card was declined."), _("This page has expired."))


def language(locale: str | None, accepted: str) -> str:
    """Of Stripe's `locale`; “auto” or none: the browser's own."""
    wanted = [locale] if locale and locale != "auto" else [code for code, _weight in parse_accept_lang_header(accepted)]
    for code in wanted:
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return str(settings.LANGUAGE_CODE)


def page(name: str, language: str, **context: Any) -> bytes:
    with override(language):
        return render_to_string(f"payments/localstripe/{name}.html", context).encode()


def sum_of(amount: int, currency: str, language: str) -> str:
    return format_money(from_minor(amount, currency), language)


def to_pay(session: Thing, wrong: str, language: str) -> Thing:
    with override(language):
        said = gettext(wrong) if wrong else ""
    plan = session["mode"] == "subscription"
    cards = {number: words for number, words in CARDS.items() if not plan or number != DISPUTED}
    amount = sum_of(session["amount_total"], session["currency"], language)
    return {"session": session, "amount": amount, "wrong": said, "cards": cards, "good": GOOD, "is_plan": plan}


def to_look_after(acts: Acts, portal: Thing, language: str) -> Thing:
    """The subscriptions of the customer, the newest first, with their invoices."""
    return {
        "portal": portal,
        "rows": [plan_row(acts, one, language) for one in acts.subscriptions_of(portal["customer"])],
        "cards": KEPT_CARDS,
        "today": datetime.fromtimestamp(acts.store.now(), UTC),
    }


def plan_row(acts: Acts, one: Thing, language: str) -> Thing:
    price = one["items"]["data"][0]["price"]
    invoices = [
        {
            "number": invoice["number"],
            "amount": sum_of(invoice["amount_due"], invoice["currency"], language),
            "state": STATES[invoice["status"]],
            "day": datetime.fromtimestamp(invoice["created"], UTC),
        }
        for invoice in acts.store.all("invoice")
        if invoice["parent"]["subscription_details"]["subscription"] == one["id"]
    ]
    return {
        "title": acts.store.find(price["product"], "product")["name"],
        "amount": sum_of(price["unit_amount"], price["currency"], language),
        "state": STATES[one["status"]],
        "is_living": one["status"] != "canceled",
        "ends": one["cancel_at_period_end"],
        "until": datetime.fromtimestamp(period_end(one), UTC),
        "last4": acts.card_of(one)[-4:],
        "owes": bool(acts.open_invoices(one)) and one["status"] != "canceled",
        "invoices": invoices,
    }
