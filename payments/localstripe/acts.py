"""What the local Stripe does: the part of the API that the gateway uses, and what happens on its pay page."""

from collections.abc import Callable

from payments.localstripe.billing import DECLINED, DECLINED_LATER, Billing, whole
from payments.localstripe.store import Problem, Thing

Act = Callable[..., Thing]
MUST_CONFIRM = "4000002500003155"
DISPUTED = "4000000000000259"
GOOD = "4242424242424242"

ONBOARDED: dict[str, tuple[list[str], str | None]] = {  # what is asked for still, and why the account may not be used
    "complete": ([], None),
    "checking": ([], "requirements.pending_verification"),
    "missing": (["individual.verification.document"], "requirements.past_due"),
    "rejected": ([], "rejected.other"),
}


class Acts(Billing):
    # -- checkout -------------------------------------------------------------------------------------------------

    def create_session(self, form: Thing) -> Thing:
        if form["mode"] == "subscription":
            return self.create_plan_session(form)
        line = form["line_items"][0]
        price, wanted = line["price_data"], form.get("payment_intent_data", {})
        amount, currency = whole(price["unit_amount"]) * whole(line.get("quantity", 1)), price["currency"]
        if amount <= 0:
            raise Problem(400, "Invalid integer: unit_amount must be positive", "parameter_invalid_integer")
        destination = wanted.get("transfer_data", {}).get("destination")
        if destination:
            self.store.find(destination, "account")
        intent = self.store.make(
            "pi",
            "payment_intent",
            amount=amount,
            amount_received=0,
            currency=currency,
            customer=None,
            status="requires_payment_method",
            latest_charge=None,
            last_payment_error=None,
            transfer_data={"destination": destination} if destination else None,
            transfer_group=wanted.get("transfer_group"),
            metadata=wanted.get("metadata", {}),
        )
        session = self.store.make(
            "cs_test",
            "checkout.session",
            mode=form["mode"],
            status="open",
            payment_status="unpaid",
            amount_total=amount,
            currency=currency,
            payment_intent=intent["id"],
            customer=None,
            customer_email=form.get("customer_email"),
            subscription=None,
            locale=form.get("locale"),
            success_url=form["success_url"],
            cancel_url=form["cancel_url"],
            metadata=form.get("metadata", {}),
            title=price["product_data"]["name"],
        )
        session["url"] = f"{self.address}/pay/{session['id']}"
        return session

    def expire_session(self, id: str, form: Thing) -> Thing:
        session = self.store.find(id, "checkout.session")
        if session["status"] != "open":
            raise Problem(400, 'Only Checkout Sessions with a status in ["open"] can be expired.')
        session |= {"status": "expired", "url": None}
        if session["payment_intent"]:
            self.store.find(session["payment_intent"], "payment_intent")["status"] = "canceled"
        self.store.tell("checkout.session.expired", session)
        return session

    def pay(self, id: str, card: str, confirmed: bool = False) -> str:
        """Somebody presses the button on the pay page: `paid`, `confirm`, or the words of a refusal."""
        session = self.store.find(id, "checkout.session")
        if session["status"] != "open":
            return "paid" if session["status"] == "complete" else "This page has expired."
        if session["mode"] == "subscription":
            return self.pay_plan(session, card, confirmed)
        intent = self.store.find(session["payment_intent"], "payment_intent")
        if card in DECLINED:
            error = {"type": "card_error", "code": DECLINED[card], "message": "Your card was declined."}
            intent |= {"last_payment_error": error, "status": "requires_payment_method"}
            self.store.tell("payment_intent.payment_failed", intent)
            return error["message"]
        if card == MUST_CONFIRM and not confirmed:
            intent["status"] = "requires_action"
            return "confirm"
        self.charge(intent)
        session |= {"status": "complete", "payment_status": "paid", "url": None}
        self.store.tell("payment_intent.succeeded", intent)
        self.store.tell("checkout.session.completed", session)
        if card == DISPUTED:
            self.dispute(intent["latest_charge"])
        return "paid"

    def pay_plan(self, session: Thing, card: str, confirmed: bool) -> str:
        if card in DECLINED or card == DECLINED_LATER:
            return "Your card was declined."
        if card == MUST_CONFIRM and not confirmed:
            return "confirm"
        self.subscribe(session, card)
        return "paid"

    def charge(self, intent: Thing) -> Thing:
        charge = self.store.make(
            "ch",
            "charge",
            amount=intent["amount"],
            amount_refunded=0,
            currency=intent["currency"],
            payment_intent=intent["id"],
            paid=True,
            refunded=False,
            disputed=False,
            transferred=0,
            transfer_group=intent["transfer_group"],
            metadata=intent["metadata"],
        )
        intent |= {"status": "succeeded", "amount_received": intent["amount"], "latest_charge": charge["id"]}
        if intent["transfer_data"]:
            charge["transferred"] = charge["amount"]
            passed_on = self.store.make(
                "tr",
                "transfer",
                amount=charge["amount"],
                amount_reversed=0,
                currency=charge["currency"],
                destination=intent["transfer_data"]["destination"],
                source_transaction=charge["id"],
            )
            charge["transfer"] = passed_on["id"]
        return charge

    # -- refunds and disputes -------------------------------------------------------------------------------------

    def create_refund(self, form: Thing) -> Thing:
        intent = self.store.find(form["payment_intent"], "payment_intent")
        if not intent["latest_charge"]:
            raise Problem(
                400, "This PaymentIntent does not have a successful charge to refund.", "charge_not_refundable"
            )
        charge = self.store.find(intent["latest_charge"], "charge")
        left = charge["amount"] - charge["amount_refunded"]
        amount = whole(form.get("amount", left))
        if amount <= 0 or amount > left:
            raise Problem(400, f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})")
        charge["amount_refunded"] += amount
        charge["refunded"] = charge["amount_refunded"] == charge["amount"]
        if form.get("reverse_transfer") == "true":
            passed_on = [one for one in self.store.all("transfer") if one["source_transaction"] == charge["id"]]
            passed_on[0]["amount_reversed"] += amount
        refund = self.store.make(
            "re",
            "refund",
            amount=amount,
            currency=charge["currency"],
            charge=charge["id"],
            payment_intent=intent["id"],
            status="succeeded",
            metadata=form.get("metadata", {}),
        )
        self.store.tell("charge.refunded", charge)
        return refund

    def dispute(self, charge_id: str) -> Thing:
        charge = self.store.find(charge_id, "charge")
        charge["disputed"] = True
        dispute = self.store.make(
            "dp",
            "dispute",
            amount=charge["amount"],
            currency=charge["currency"],
            charge=charge["id"],
            payment_intent=charge["payment_intent"],
            reason="product_not_received",
            status="needs_response",
        )
        self.store.tell("charge.dispute.created", dispute)
        return dispute

    def end_dispute(self, id: str, form: Thing) -> Thing:
        dispute = self.store.find(id, "dispute")
        dispute["status"] = form.get("status", "lost")
        self.store.tell("charge.dispute.closed", dispute)
        return dispute

    # -- suppliers ------------------------------------------------------------------------------------------------

    def create_account(self, form: Thing, id: str = "") -> Thing:
        return self.store.make(
            "acct",
            "account",
            id,
            type=form.get("type", "express"),
            country=form.get("country", "US"),
            email=form.get("email"),
            charges_enabled=False,
            payouts_enabled=False,
            details_submitted=False,
            requirements={
                "currently_due": ["external_account", "tos_acceptance.date"],
                "disabled_reason": "requirements.past_due",
            },
            metadata=form.get("metadata", {}),
        )

    def create_link(self, form: Thing) -> Thing:
        account = self.store.find(form["account"], "account")
        account |= {"return_url": form["return_url"]}
        url = f"{self.address}/onboarding/{account['id']}"
        return {
            "object": "account_link",
            "created": account["created"],
            "expires_at": account["created"] + 300,
            "url": url,
        }

    def onboard(self, id: str, outcome: str = "complete") -> Thing:
        """What Stripe finds of what was given: `outcome` as in ONBOARDED."""
        account = self.store.find(id, "account")
        due, reason = ONBOARDED[outcome]
        is_complete = outcome == "complete"
        account |= {
            "details_submitted": True,
            "charges_enabled": is_complete,
            "payouts_enabled": is_complete,
            "requirements": {"currently_due": due, "disabled_reason": reason},
        }
        self.store.tell("account.updated", account, account["id"])
        return account

    def create_transfer(self, form: Thing) -> Thing:
        account = self.store.find(form["destination"], "account")
        if not account["payouts_enabled"]:
            raise Problem(
                400,
                "Your destination account needs to have at least one of the following capabilities enabled: transfers",
                "insufficient_capabilities_for_transfer",
            )
        amount, source = whole(form["amount"]), form.get("source_transaction")
        if source:  # else it is paid from what the platform has
            charge = self.store.find(source, "charge")
            left = charge["amount"] - charge["transferred"]
            if amount <= 0 or amount > left:
                raise Problem(
                    400, f"Transfers using this transaction as a source must not exceed {left}", "balance_insufficient"
                )
            charge["transferred"] += amount
        transfer = self.store.make(
            "tr",
            "transfer",
            amount=amount,
            amount_reversed=0,
            currency=form["currency"],
            destination=account["id"],
            source_transaction=source,
            transfer_group=form.get("transfer_group"),
            metadata=form.get("metadata", {}),
        )
        self.store.tell("transfer.created", transfer)
        return transfer

    def reverse_transfer(self, id: str, form: Thing) -> Thing:
        transfer = self.store.find(id, "transfer")
        left = transfer["amount"] - transfer["amount_reversed"]
        amount = whole(form.get("amount", left))
        if amount <= 0 or amount > left:
            raise Problem(400, f"The amount to reverse exceeds {left}")
        if amount > self.balance(transfer["destination"]):
            words = "The connected account does not have sufficient funds to reverse this transfer."
            raise Problem(400, words, "insufficient_funds")
        transfer["amount_reversed"] += amount
        return self.store.make(
            "trr",
            "transfer_reversal",
            amount=amount,
            currency=transfer["currency"],
            transfer=id,
            metadata=form.get("metadata", {}),
        )

    def balance(self, id: str) -> int:
        """What the account has here: what came, less what went back and to its bank."""
        rows = [one for one in self.store.all("transfer") if one["destination"] == id]
        came = sum(whole(one["amount"]) - whole(one["amount_reversed"]) for one in rows)
        return came - whole(self.store.find(id, "account").get("paid_out", 0))

    def pay_out(self, id: str) -> None:
        """The account's whole balance goes to its bank: nothing can be taken back from it any more."""
        account = self.store.find(id, "account")
        account["paid_out"] = whole(account.get("paid_out", 0)) + max(0, self.balance(id))

    # -- reading --------------------------------------------------------------------------------------------------

    def listed(self, object: str, form: Thing) -> Thing:
        rows = [row for row in self.store.all(object) if row.get("transfer") == form.get("transfer")]
        span = form.get("created", {})
        rows = [row for row in rows if whole(span.get("gte", 0)) <= row["created"] < whole(span.get("lt", 2**62))]
        if after := form.get("starting_after"):
            places = [place for place, row in enumerate(rows) if row["id"] == after]
            rows = rows[places[0] + 1 :] if places else []
        size = whole(form.get("limit", 10))
        return {"object": "list", "data": rows[:size], "has_more": len(rows) > size, "url": f"/v1/{object}s"}
