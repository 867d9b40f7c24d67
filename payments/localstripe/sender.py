"""Tells the portal what happened, signed as Stripe signs (https://docs.stripe.com/webhooks#verify-manually)."""

import hashlib
import hmac
import json
import threading
import time
import urllib.error
import urllib.request
from queue import SimpleQueue

from payments.localstripe.store import Store, Thing

WAITS = (0.0, 1.0, 4.0, 15.0, 60.0)  # seconds before each try
PATIENCE = 10.0


def signature(secret: str, body: bytes, at: int | None = None) -> str:
    moment = int(time.time()) if at is None else at
    mark = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={mark}"


class Sender:
    def __init__(self, url: str, secret: str, store: Store | None = None) -> None:
        self.url, self.secret, self.store = url, secret, store
        self.waiting: SimpleQueue[Thing] = SimpleQueue()
        threading.Thread(target=self.work, daemon=True).start()

    def send(self, event: Thing) -> None:
        self.waiting.put(event)

    def work(self) -> None:
        while True:
            event = self.waiting.get()
            threading.Thread(target=self.deliver, args=(event,), daemon=True).start()

    def deliver(self, event: Thing) -> bool:
        for wait in WAITS:
            time.sleep(wait)
            if self.post(event):
                event["pending_webhooks"] = 0
                if self.store is not None:
                    self.store.save()
                return True
        return False

    def post(self, event: Thing) -> bool:
        body = json.dumps(event).encode()
        headers = {"Content-Type": "application/json", "Stripe-Signature": signature(self.secret, body)}
        try:
            request = urllib.request.Request(self.url, body, headers)
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return 200 <= int(answer.status) < 300
        except (urllib.error.URLError, OSError):
            return False
