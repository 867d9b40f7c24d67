"""Billing at the local Stripe: products with prices, customers, subscriptions that renew, invoices, the portal's page.

Stripe's own tries after a declined renewal follow the account's settings; here there are three, three days apart, after
which the subscription ends (https://docs.stripe.com/billing/subscriptions/overview).
"""

import calendar
from datetime import UTC, datetime, timedelta
from typing import Any

from payments.localstripe.store import Problem, Store, Thing

DECLINED = {"4000000000000002": "card_declined", "4000000000009995": "insufficient_funds"}
DECLINED_LATER = "4000000000000341"  # can be kept, and is declined when it is charged
TRIES, BETWEEN_TRIES = 3, timedelta(days=3)
RENEWING = ("active", "past_due")


class Billing:
    def __init__(self, store: Store, address: str = "") -> None:
        self.store, self.address = store, address

    # -- what is sold -----------------------------------------------------------------------------------------------

    def create_product(self, form: Thing, id: str = "") -> Thing:
        return self.store.make("prod", "product", id, name=form["name"], active=True, metadata=form.get("metadata", {}))

    def create_price(self, form: Thing, id: str = "") -> Thing:
        interval = form.get("recurring", {}).get("interval", "month")
        if interval != "month":
            raise Problem(400, f"This Stripe renews by the month, not by the {interval}.")
        return self.store.make(
            "price",
            "price",
            id,
            active=True,
            product=self.store.find(form["product"], "product")["id"],
            unit_amount=whole(form["unit_amount"]),
            currency=form["currency"],
            type="recurring",
            recurring={"interval": interval, "interval_count": 1, "usage_type": "licensed"},
        )

    def create_customer(self, form: Thing) -> Thing:
        customer = self.store.make(
            "cus",
            "customer",
            email=form.get("email"),
            name=form.get("name"),
            invoice_settings={"default_payment_method": None},
            metadata=form.get("metadata", {}),
        )
        self.store.tell("customer.created", customer)
        return customer

    # -- subscribing ------------------------------------------------------------------------------------------------

    def create_plan_session(self, form: Thing) -> Thing:
        """A checkout page in mode `subscription`: customer and subscription come to be when it is paid."""
        line = form["line_items"][0]
        price = self.store.find(line["price"], "price")
        if customer := form.get("customer"):
            self.store.find(customer, "customer")
        session = self.store.make(
            "cs_test",
            "checkout.session",
            mode="subscription",
            status="open",
            payment_status="unpaid",
            amount_total=price["unit_amount"] * whole(line.get("quantity", 1)),
            currency=price["currency"],
            payment_intent=None,
            customer=customer,
            customer_email=form.get("customer_email"),
            subscription=None,
            locale=form.get("locale"),
            success_url=form["success_url"],
            cancel_url=form["cancel_url"],
            metadata=form.get("metadata", {}),
            title=self.store.find(price["product"], "product")["name"],
            price=price["id"],
            subscription_metadata=form.get("subscription_data", {}).get("metadata", {}),
        )
        session["url"] = f"{self.address}/pay/{session['id']}"
        return session

    def subscribe(self, session: Thing, card: str) -> Thing:
        """The page was paid: the first month begins."""
        if not session["customer"]:
            session["customer"] = self.create_customer({"email": session["customer_email"]})["id"]
        self.keep_card(session["customer"], card)
        price, begin = self.store.find(session["price"], "price"), self.store.now()
        subscription = self.store.make(
            "sub",
            "subscription",
            customer=session["customer"],
            status="active",
            currency=price["currency"],
            collection_method="charge_automatically",
            billing_cycle_anchor=begin,
            start_date=begin,
            cancel_at=None,
            cancel_at_period_end=False,
            canceled_at=None,
            ended_at=None,
            latest_invoice=None,
            default_payment_method=None,
            metadata=session["subscription_metadata"],
            items={"object": "list", "has_more": False, "url": "/v1/subscription_items", "data": []},
        )
        item = self.store.make("si", "subscription_item", price=price, quantity=1, subscription=subscription["id"])
        item |= {"current_period_start": begin, "current_period_end": later(begin, begin, 1)}
        subscription["items"]["data"] = [item]
        session |= {"subscription": subscription["id"], "status": "complete", "payment_status": "paid", "url": None}
        self.store.tell("customer.subscription.created", subscription)
        self.pay_invoice(self.write_invoice(subscription, "subscription_create"))
        self.store.tell("checkout.session.completed", session)
        return subscription

    def keep_card(self, customer: str, card: str) -> None:
        """It pays from now on."""
        found = self.store.find(customer, "customer")
        method = self.store.make(
            "pm", "payment_method", type="card", customer=customer, card={"brand": "visa", "last4": card[-4:]}, no=card
        )
        found["invoice_settings"] = {"default_payment_method": method["id"]}
        self.store.tell("payment_method.attached", method)
        self.store.tell("customer.updated", found)

    def card_of(self, subscription: Thing) -> str:
        customer = self.store.find(subscription["customer"], "customer")
        method = customer["invoice_settings"]["default_payment_method"]
        return str(self.store.find(method, "payment_method")["no"]) if method else ""

    # -- invoices ---------------------------------------------------------------------------------------------------

    def write_invoice(self, subscription: Thing, reason: str) -> Thing:
        item = subscription["items"]["data"][0]
        due = item["price"]["unit_amount"] * item["quantity"]
        said = {"subscription": subscription["id"], "metadata": subscription["metadata"]}
        invoice = self.store.make(
            "in",
            "invoice",
            number=f"LOCAL-{len(self.store.all('invoice')) + 1:04}",
            customer=subscription["customer"],
            currency=item["price"]["currency"],
            status="open",
            billing_reason=reason,
            collection_method="charge_automatically",
            amount_due=due,
            amount_paid=0,
            amount_remaining=due,
            attempt_count=0,
            attempted=False,
            next_payment_attempt=None,
            period_start=item["current_period_start"],
            period_end=item["current_period_end"],
            parent={"type": "subscription_details", "quote_details": None, "subscription_details": said},
        )
        subscription["latest_invoice"] = invoice["id"]
        for kind in ("invoice.created", "invoice.finalized"):
            self.store.tell(kind, invoice)
        return invoice

    def pay_invoice(self, invoice: Thing) -> bool:
        """One try, by the customer's card."""
        subscription = self.store.find(invoice["parent"]["subscription_details"]["subscription"], "subscription")
        card = self.card_of(subscription)
        intent = self.store.make(
            "pi",
            "payment_intent",
            amount=invoice["amount_due"],
            amount_received=0,
            currency=invoice["currency"],
            customer=invoice["customer"],
            status="requires_payment_method",
            latest_charge=None,
            last_payment_error=None,
            transfer_data=None,
            transfer_group=None,
        )
        invoice |= {"attempted": True, "attempt_count": invoice["attempt_count"] + 1}
        if card in DECLINED or card in {DECLINED_LATER, ""}:
            code = DECLINED.get(card, "card_declined")
            intent["last_payment_error"] = {"type": "card_error", "code": code, "message": "Your card was declined."}
            more = invoice["attempt_count"] < TRIES
            wait = int(BETWEEN_TRIES.total_seconds())
            invoice["next_payment_attempt"] = self.store.now() + wait if more else None
            self.store.tell("payment_intent.payment_failed", intent)
            self.store.tell("invoice.payment_failed", invoice)
            return False
        self.charge(intent)
        paid = {"status": "paid", "amount_paid": invoice["amount_due"], "amount_remaining": 0}
        invoice |= paid | {"next_payment_attempt": None}
        self.store.tell("payment_intent.succeeded", intent)
        for kind in ("invoice.paid", "invoice.payment_succeeded"):
            self.store.tell(kind, invoice)
        return True

    def charge(self, intent: Thing) -> Thing:
        raise NotImplementedError  # by Acts

    # -- time passes ------------------------------------------------------------------------------------------------

    def move_clock(self, **span: float) -> None:
        """Days go by at once; what is due in them happens in its order. For tests, and a button on the local page."""
        end = self.store.now() + int(timedelta(**span).total_seconds())
        while (moment := self.next_moment()) is not None and moment <= end:
            self.store.ahead += max(0, moment - self.store.now())
            self.act_now()
        self.store.ahead += max(0, end - self.store.now())

    def next_moment(self) -> int | None:
        tries = [one["next_payment_attempt"] for one in self.store.all("invoice") if one["next_payment_attempt"]]
        return min([*tries, *(period_end(one) for one in self.renewing())], default=None)

    def renewing(self) -> list[Thing]:
        return [one for one in reversed(self.store.all("subscription")) if one["status"] in RENEWING]

    def act_now(self) -> None:
        for invoice in reversed(self.store.all("invoice")):
            if invoice["next_payment_attempt"] and invoice["next_payment_attempt"] <= self.store.now():
                self.try_again(invoice)
        for subscription in self.renewing():
            if period_end(subscription) <= self.store.now():
                self.renew(subscription)

    def renew(self, subscription: Thing) -> None:
        if subscription["cancel_at_period_end"]:
            self.end(subscription)
            return
        item = subscription["items"]["data"][0]
        begin = item["current_period_end"]
        item |= {
            "current_period_start": begin,
            "current_period_end": later(begin, subscription["billing_cycle_anchor"], 1),
        }
        paid = self.pay_invoice(self.write_invoice(subscription, "subscription_cycle"))
        subscription["status"] = "active" if paid and not self.open_invoices(subscription) else "past_due"
        self.store.tell("customer.subscription.updated", subscription)

    def try_again(self, invoice: Thing) -> None:
        subscription = self.store.find(invoice["parent"]["subscription_details"]["subscription"], "subscription")
        if self.pay_invoice(invoice):
            if subscription["status"] == "past_due" and not self.open_invoices(subscription):
                subscription["status"] = "active"
                self.store.tell("customer.subscription.updated", subscription)
        elif invoice["next_payment_attempt"] is None:
            self.end(subscription)

    def open_invoices(self, subscription: Thing) -> list[Thing]:
        said = [one for one in self.store.all("invoice") if one["status"] == "open"]
        return [one for one in said if one["parent"]["subscription_details"]["subscription"] == subscription["id"]]

    def end(self, subscription: Thing) -> None:
        now = self.store.now()
        for invoice in self.open_invoices(subscription):
            invoice["next_payment_attempt"] = None
        subscription |= {"status": "canceled", "ended_at": now, "canceled_at": subscription["canceled_at"] or now}
        self.store.tell("customer.subscription.deleted", subscription)

    # -- looking after it -------------------------------------------------------------------------------------------

    def update_subscription(self, id: str, form: Thing) -> Thing:
        subscription = self.store.find(id, "subscription")
        if subscription["status"] not in RENEWING:
            raise Problem(400, "A canceled subscription can only update its cancellation_details and metadata.")
        ends = form.get("cancel_at_period_end") == "true"
        subscription |= {
            "cancel_at_period_end": ends,
            "cancel_at": period_end(subscription) if ends else None,
            "canceled_at": self.store.now() if ends else None,
        }
        self.store.tell("customer.subscription.updated", subscription)
        return subscription

    def cancel_subscription(self, id: str, form: Thing) -> Thing:
        subscription = self.store.find(id, "subscription")
        if subscription["status"] not in RENEWING:
            raise Problem(404, f"No such subscription: '{id}'", "resource_missing")
        self.end(subscription)
        return subscription

    def create_portal(self, form: Thing) -> Thing:
        customer = self.store.find(form["customer"], "customer")
        portal = self.store.make(
            "bps",
            "billing_portal.session",
            customer=customer["id"],
            locale=form.get("locale"),
            return_url=form["return_url"],
        )
        portal["url"] = f"{self.address}/portal/{portal['id']}"
        return portal

    def act_in_portal(self, id: str, form: Thing) -> None:
        """Somebody presses a button on the page of `create_portal`."""
        customer = self.store.find(id, "billing_portal.session")["customer"]
        if form.get("card"):
            self.keep_card(customer, form["card"])
        for subscription in self.subscriptions_of(customer):
            if form.get("do") in {"end", "keep"} and subscription["status"] in RENEWING:
                self.update_subscription(subscription["id"], {"cancel_at_period_end": str(form["do"] == "end").lower()})
            for invoice in self.open_invoices(subscription) if form.get("do") == "pay" else ():
                self.try_again(invoice)
        if form.get("do") == "month":
            self.move_clock(days=31)

    def subscriptions_of(self, customer: str) -> list[Thing]:
        return [one for one in self.store.all("subscription") if one["customer"] == customer]


def period_end(subscription: Thing) -> int:
    return int(subscription["items"]["data"][0]["current_period_end"])


def later(moment: int, anchor: int, months: int) -> int:
    """So many months after `moment`, on the day of the anchor where the month has it."""
    begin, day = datetime.fromtimestamp(moment, UTC), datetime.fromtimestamp(anchor, UTC).day
    year, month = divmod(begin.year * 12 + begin.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return int(begin.replace(year=year, month=month + 1, day=min(day, last)).timestamp())


def whole(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError) as problem:
        raise Problem(400, f"Invalid integer: {value}", "parameter_invalid_integer") from problem
