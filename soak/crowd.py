"""People with browsers, who keep what the portal acknowledged: they look, search, order, confirm, pay, pledge, publish.

Who gets no answer does what people do: most send the same form again until there is one, some give up. A form that was
answered must have been done once; one that was not, at most once.
"""

import random
import re
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import requests

PAUSE = 1.5  # seconds between two acts of a person, on average
PATIENCE = 30.0  # seconds for an answer
GIVES_UP = 0.2  # of those who get none
CSRF = "c" * 32


@dataclass(frozen=True)
class Deed:
    """One request: when, which kind, how it was answered (0: not at all), and how long that took."""

    at: float
    kind: str
    status: int
    seconds: float

    @property
    def end(self) -> float:
        return self.at + self.seconds

    @property
    def is_good(self) -> bool:
        return 0 < self.status < 500


@dataclass
class Attempt:
    """A form with its own mark, and what became of it as far as the person knows."""

    kind: str
    mark: str
    about: dict[str, Any] = field(default_factory=dict)
    sent: int = 0
    answer: int = 0
    is_acknowledged: bool = False


class Book:
    """What all of them have done, for the audit."""

    def __init__(self) -> None:
        self.deeds: list[Deed] = []
        self.attempts: list[Attempt] = []
        self.problems: list[str] = []
        self.engines: Counter[str] = Counter()  # by which searches were answered
        self.is_over = threading.Event()  # nobody begins anything new
        self.is_closed = threading.Event()  # nobody tries again

    def of(self, kind: str) -> list[Attempt]:
        return [one for one in self.attempts if one.kind == kind]


class Browser:
    """Somebody who is signed in at the portal (or, without a cookie, not)."""

    def __init__(self, book: Book, origin: str, cookie: str = "", token: str = "") -> None:
        self.book, self.origin = book, origin
        self.session = requests.Session()
        self.session.trust_env = False
        self.headers = {"Cookie": f"{cookie}; csrftoken={CSRF}" if cookie else "", "Accept-Language": "en"}
        if token:
            self.headers = {"Authorization": f"Bearer {token}"}

    def ask(self, kind: str, method: str, path: str, **more: Any) -> requests.Response | None:
        """None where there was no answer."""
        address = path if path.startswith("http") else f"{self.origin}{path}"
        began, status, answer = time.monotonic(), 0, None
        try:
            answer = self.session.request(
                method, address, timeout=PATIENCE, allow_redirects=False, headers=self.headers, **more
            )
            answer.content  # noqa: B018  (read to its end)
            status = answer.status_code
        except requests.RequestException:
            answer = None
        self.session.cookies.clear()
        self.book.deeds.append(Deed(began, kind, status, time.monotonic() - began))
        return answer

    def send(self, attempt: Attempt, path: str, data: dict[str, Any], **more: Any) -> requests.Response | None:
        """The same form until it is answered, unless the person gives up; None then."""
        while True:
            attempt.sent += 1
            if "json" in more:
                answer = self.ask(attempt.kind, "POST", path, json=more["json"])
            else:
                answer = self.ask(attempt.kind, "POST", path, data={**data, "csrfmiddlewaretoken": CSRF})
            if answer is not None and answer.status_code < 500:
                attempt.answer = answer.status_code
                return answer
            if random.random() < GIVES_UP or self.book.is_closed.wait(random.uniform(0.5, 2)):
                return None

    def attempt(self, kind: str, mark: str = "", **about: Any) -> Attempt:
        made = Attempt(kind, mark or str(uuid.uuid4()), about)
        self.book.attempts.append(made)
        return made


def living(book: Book, act: Callable[[], None]) -> None:
    """One person's evening."""
    while not book.is_over.wait(random.uniform(0, 2 * PAUSE)):
        try:
            act()
        except Exception as problem:  # the crowd's own fault, or an answer nobody foresaw: the audit shows it
            book.problems.append(f"{getattr(act, '__qualname__', act)}: {problem!r}"[:300])


@dataclass
class Looker:
    """Not signed in: looks at pages and searches."""

    browser: Browser
    slugs: list[str]

    def act(self) -> None:
        path = random.choice(["/", "/offers/", "/companies/", f"/products/{random.choice(self.slugs)}/"])
        self.browser.ask("look at a page", "GET", path)
        answer = self.browser.ask("search", "GET", f"/api/v1/search/?q=bearing+{random.randint(1, 40)}")
        if answer is not None and answer.status_code == 200:
            self.browser.book.engines[str(answer.json()["engine"])] += 1


@dataclass
class Dealer:
    """Orders, has it confirmed by the supplier at the other end of the table, and pays it by card."""

    buyer: Browser
    supplier: Browser
    buyer_id: int
    slugs: list[str]
    unpaid: list[str] = field(default_factory=list)

    def act(self) -> None:
        ref = self.order()
        if ref and self.confirm(ref):
            self.unpaid.append(ref)
        if self.unpaid:
            self.pay(self.unpaid.pop(0))

    def order(self) -> str:
        slug, quantity = random.choice(self.slugs), random.randint(1, 9)
        attempt = self.buyer.attempt("order", buyer=self.buyer_id)
        form = {"quantity": quantity, "payment": "advance", "seen_price": "12.5", "order": "1"}
        answer = self.buyer.send(attempt, f"/products/{slug}/order/", {**form, "form_token": attempt.mark})
        if answer is None or answer.status_code != 302:
            return ""
        ref = answer.headers["Location"].rstrip("/").rpartition("/")[2]
        attempt.is_acknowledged, attempt.about["ref"] = True, ref
        return ref

    def confirm(self, ref: str) -> bool:
        attempt = self.supplier.attempt("confirm", ref)
        answer = self.supplier.send(attempt, f"/orders/{ref}/confirmation/", {"ready_by": ""})
        attempt.is_acknowledged = answer is not None and answer.status_code == 302
        # 409: it is confirmed already, by the click that was not answered.
        return attempt.is_acknowledged or (answer is not None and answer.status_code == 409 and attempt.sent > 1)

    def pay(self, ref: str) -> None:
        """The relay makes the instalments: where there is nothing to pay yet, later."""
        page = self.buyer.ask("look at an order", "GET", f"/orders/{ref}/")
        found = re.search(r'action="(/payments/(instalment:\d+)/)"', page.text) if page is not None else None
        if found is None:
            if not self.buyer.book.is_over.is_set():
                self.unpaid.append(ref)
            return
        begun = self.buyer.attempt("begin a payment", found[2])
        answer = self.buyer.send(begun, found[1], {})
        if answer is None or answer.status_code != 302 or "/pay/" not in answer.headers["Location"]:
            return
        begun.is_acknowledged = True
        at_stripe = self.buyer.attempt("pay at Stripe", answer.headers["Location"].rpartition("/")[2], key=found[2])
        paid = self.buyer.send(at_stripe, answer.headers["Location"], {"card": "4242424242424242"})
        if paid is not None and paid.status_code == 303:
            at_stripe.is_acknowledged = True
            self.buyer.ask("come back from Stripe", "GET", paid.headers["Location"])


@dataclass
class Pledger:
    """Takes a little more of a joint purchase each time."""

    browser: Browser
    company_id: int
    path: str
    quantity: Decimal = Decimal(0)

    def act(self) -> None:
        attempt = self.browser.attempt("pledge", company=self.company_id, path=self.path)
        wanted = self.quantity + random.randint(1, 5)
        attempt.about["quantity"] = wanted
        form = {"quantity": str(wanted), "address": "Dock 3, Busan", "country": "KR", "understood": "on"}
        answer = self.browser.send(attempt, f"{self.path}pledge/", {**form, "key": attempt.mark})
        attempt.is_acknowledged = answer is not None and answer.status_code == 302
        self.quantity = wanted  # also where nobody answered: the next one asks for more than that


@dataclass
class Publisher:
    """A supplier's own program, which lists products by the API."""

    browser: Browser
    company_id: int

    def act(self) -> None:
        attempt = self.browser.attempt("publish", f"SKU-{uuid.uuid4().hex[:12]}", company=self.company_id)
        product = {"sku": attempt.mark, "title": f"Bearing {attempt.mark}", "category": "others", "state": "published"}
        price = {"quantity": "1", "price": "12.5", "currency": "USD"}
        answer = self.browser.send(attempt, "/api/v1/products/", {}, json={**product, "price_tiers": [price]})
        # 400 to the second sending says that the SKU is taken, by the first.
        attempt.is_acknowledged = answer is not None and answer.status_code == 201
