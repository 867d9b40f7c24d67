"""The local Stripe over HTTP: `manage.py localstripe`, and the fixture of the tests."""

import json
import re
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from payments.localstripe import pages
from payments.localstripe.acts import MUST_CONFIRM, ONBOARDED, Acts
from payments.localstripe.sender import Sender
from payments.localstripe.store import Problem, Store, Thing
from payments.localstripe.words import read_form

Route = tuple[str, re.Pattern[str], Callable[[Acts, Thing, tuple[str, ...]], Any]]
OBJECTS = {
    "checkout/sessions": "checkout.session",
    "payment_intents": "payment_intent",
    "charges": "charge",
    "refunds": "refund",
    "accounts": "account",
    "transfers": "transfer",
    "disputes": "dispute",
    "products": "product",
    "prices": "price",
    "customers": "customer",
    "subscriptions": "subscription",
    "invoices": "invoice",
}
REVERSALS = re.compile(r"/v1/transfers/(\w+)/reversals")


def route(method: str, path: str, act: Callable[[Acts, Thing, tuple[str, ...]], Any]) -> Route:
    return method, re.compile("/v1/" + path.replace("{}", r"(\w+)")), act


WRITES: list[Route] = [
    route("POST", "checkout/sessions", lambda acts, form, ids: acts.create_session(form)),
    route("POST", "checkout/sessions/{}/expire", lambda acts, form, ids: acts.expire_session(ids[0], form)),
    route("POST", "refunds", lambda acts, form, ids: acts.create_refund(form)),
    route("POST", "accounts", lambda acts, form, ids: acts.create_account(form)),
    route("POST", "account_links", lambda acts, form, ids: acts.create_link(form)),
    route("POST", "transfers", lambda acts, form, ids: acts.create_transfer(form)),
    route("POST", "transfers/{}/reversals", lambda acts, form, ids: acts.reverse_transfer(ids[0], form)),
    route("POST", "products", lambda acts, form, ids: acts.create_product(form)),
    route("POST", "prices", lambda acts, form, ids: acts.create_price(form)),
    route("POST", "customers", lambda acts, form, ids: acts.create_customer(form)),
    route("POST", "subscriptions/{}", lambda acts, form, ids: acts.update_subscription(ids[0], form)),
    route("DELETE", "subscriptions/{}", lambda acts, form, ids: acts.cancel_subscription(ids[0], form)),
    route("POST", "billing_portal/sessions", lambda acts, form, ids: acts.create_portal(form)),
    route("POST", "disputes/{}/close", lambda acts, form, ids: acts.end_dispute(ids[0], form)),
]


def read(acts: Acts, path: str, form: Thing) -> Any:
    if found := REVERSALS.fullmatch(path):
        return acts.listed("transfer_reversal", {**form, "transfer": found[1]})
    for name, object in OBJECTS.items():
        if path == f"/v1/{name}":
            return acts.listed(object, form)
        if path.startswith(f"/v1/{name}/"):
            return acts.store.find(path.rpartition("/")[2], object)
    raise Problem(404, f"Unrecognized request URL ({path}).")


class LocalStripe(ThreadingHTTPServer):
    """`fails`: what the next requests meet instead of an answer, for tests: "before" (never arrives), "after" (is done,
    and the answer is lost), or a status."""

    daemon_threads = True

    def __init__(self, port: int = 0, webhook: str = "", secret: str = "", path: Path | None = None) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.store = Store(path)
        self.acts = Acts(self.store, self.address)
        self.sender = Sender(webhook, secret, self.store) if webhook else None
        self.fails: list[str | int] = []
        self.sent: set[str] = {event["id"] for event in self.store.events if not event["pending_webhooks"]}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def reset(self) -> None:
        self.store.reset()
        self.fails, self.sent = [], set()

    def tell(self) -> None:
        """Keep what has happened, and hand over what is new to the sender; after a start, what was not heard yet."""
        self.store.save()
        with self.store.lock:
            fresh = [event for event in self.store.events if event["id"] not in self.sent]
            self.sent.update(event["id"] for event in fresh)
        for event in fresh if self.sender else []:
            assert self.sender
            self.sender.send(event)

    def answer(self, method: str, path: str, form: Thing, key: str) -> tuple[int, Any]:
        with self.store.lock:
            self.store.requests.append({"method": method, "path": path, "form": form, "key": key})
            try:
                if method == "GET":
                    return 200, read(self.acts, path, form)
                if (known := self.store.known(key, path, form)) is not None:
                    return known
                try:
                    status, made = 200, self.act(method, path, form)
                except Problem as problem:
                    status, made = problem.status, {"error": problem.error}
                self.store.keep(key, path, form, status, made)
                return status, made
            except Problem as problem:
                return problem.status, {"error": problem.error}
            except (KeyError, IndexError, TypeError) as problem:
                return 400, {
                    "error": {"type": "invalid_request_error", "message": f"Missing required param: {problem}."}
                }

    def act(self, method: str, path: str, form: Thing) -> Any:
        for wanted, pattern, act in WRITES:
            if method == wanted and (found := pattern.fullmatch(path)):
                return act(self.acts, form, found.groups())
        raise Problem(404, f"Unrecognized request URL ({method}: {path}).")


class Handler(BaseHTTPRequestHandler):
    server: LocalStripe
    protocol_version = "HTTP/1.1"
    language = "en"
    pages: ClassVar[re.Pattern[str]] = re.compile(r"/(pay|onboarding|portal|events)(?:/(\w+))?")

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        if split.path.startswith("/v1/"):
            return self.serve("GET", split.path, read_form(split.query))
        return self.show(split.path, None)

    def do_POST(self) -> None:
        form = read_form(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())
        split = urlsplit(self.path)
        if split.path.startswith("/v1/"):
            return self.serve("POST", split.path, form)
        return self.show(split.path, form)

    def do_DELETE(self) -> None:
        self.serve("DELETE", urlsplit(self.path).path, {})

    # -- the API ----------------------------------------------------------------------------------------------------

    def serve(self, method: str, path: str, form: Thing) -> None:
        fail = self.server.fails.pop(0) if self.server.fails else None
        if fail == "before":
            return self.hang_up()
        if isinstance(fail, int):
            return self.send(
                fail, json.dumps({"error": {"type": "api_error", "message": "Something went wrong."}}).encode()
            )
        if not self.headers.get("Authorization", "").startswith("Bearer "):
            refused = Problem(401, "You did not provide an API key.")
            return self.send(401, json.dumps({"error": refused.error}).encode())
        status, answer = self.server.answer(method, path, form, self.headers.get("Idempotency-Key", ""))
        self.server.tell()
        if fail == "after":
            return self.hang_up()
        return self.send(status, json.dumps(answer).encode())

    def hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()

    # -- pages --------------------------------------------------------------------------------------------------------

    def show(self, path: str, form: Thing | None) -> None:
        self.language = pages.language(None, self.headers.get("Accept-Language", ""))
        found = self.pages.fullmatch(path)
        if found is None:
            return self.html("lost", 404)
        try:
            return getattr(self, f"show_{found[1]}")(found[2] or "", form)  # type: ignore[no-any-return]
        except Problem as problem:
            return self.html("lost", problem.status)

    def html(self, name: str, status: int = 200, **context: Any) -> None:
        self.send(status, pages.page(name, self.language, **context), "text/html")

    def speak(self, thing: Thing) -> None:
        """In the language that the portal asked for, else in the browser's, as at Stripe."""
        self.language = pages.language(thing["locale"], self.headers.get("Accept-Language", ""))

    def show_pay(self, id: str, form: Thing | None) -> None:
        with self.server.store.lock:
            session = self.server.store.find(id, "checkout.session")
            self.speak(session)
            if session["status"] != "open":
                return self.html("over", session=session, is_paid=session["status"] == "complete")
            outcome = self.server.acts.pay(id, form.get("card", ""), bool(form.get("confirmed"))) if form else ""
        self.server.tell()
        if outcome == "paid":
            return self.go(session["success_url"].replace("{CHECKOUT_SESSION_ID}", id))
        if outcome == "confirm":
            return self.html("confirm", session=session, card=MUST_CONFIRM)
        return self.html("pay", **pages.to_pay(session, outcome, self.language))

    def show_onboarding(self, id: str, form: Thing | None) -> None:
        account = self.server.store.find(id, "account")
        if form is None:
            return self.html("onboarding", account=account)
        outcome = form.get("outcome", "")
        if outcome in ONBOARDED:  # who only goes back has given nothing
            self.server.acts.onboard(id, outcome)
        self.server.tell()
        return self.go(account["return_url"])

    def show_portal(self, id: str, form: Thing | None) -> None:
        with self.server.store.lock:
            portal = self.server.store.find(id, "billing_portal.session")
            self.speak(portal)
            if form is None:
                return self.html("portal", **pages.to_look_after(self.server.acts, portal, self.language))
            self.server.acts.act_in_portal(id, form)
        self.server.tell()
        return self.go(f"/portal/{id}")

    def show_events(self, id: str, form: Thing | None) -> None:
        events = self.server.store.events
        if form is None or not self.server.sender:
            return self.html("events", events=events[-200:][::-1])
        for event in events:
            if event["id"] == id:
                self.server.sender.send(event)
        return self.go("/events")

    # -- answering ----------------------------------------------------------------------------------------------------

    def go(self, url: str) -> None:
        self.send_response(303)
        self.send_header("Location", url)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send(self, status: int, body: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: what was asked stands in `store.requests`."""
