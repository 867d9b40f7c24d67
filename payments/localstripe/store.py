"""The state: objects by id, answers by idempotency key, and events that are to be told.

In memory for tests; with a path it is kept in that file, so that a developer finds tomorrow what was paid today.
"""

import hashlib
import json
import os
import secrets
import threading
import time
from pathlib import Path
from typing import Any

Thing = dict[str, Any]
KEPT_EVENTS, KEPT_ANSWERS = 500, 2000  # of the newest


class Problem(Exception):
    """What Stripe would answer instead: its status and its error."""

    def __init__(self, status: int, message: str, code: str = "", kind: str = "invalid_request_error") -> None:
        super().__init__(message)
        self.status = status
        self.error = {"type": kind, "message": message} | ({"code": code} if code else {})


class Store:
    def __init__(self, path: Path | None = None) -> None:
        self.lock, self.path = threading.RLock(), path
        self.reset()
        if path is not None and path.exists():
            self.load(json.loads(path.read_text("utf-8")))

    def reset(self) -> None:
        with self.lock:
            self.things: dict[str, Thing] = {}
            self.answers: dict[str, tuple[str, int, Any]] = {}
            self.events: list[Thing] = []
            self.requests: list[Thing] = []
            self.number = 0
            self.ahead = 0  # seconds by which the clock was moved

    # -- the file ---------------------------------------------------------------------------------------------------

    def load(self, kept: Thing) -> None:
        self.things, self.events = kept["things"], kept["events"]
        self.answers = {key: (words, status, answer) for key, (words, status, answer) in kept["answers"].items()}
        self.number, self.ahead = kept["number"], kept["ahead"]

    def save(self) -> None:
        """Whole or not at all: whoever dies in the midst leaves the file as it was."""
        if self.path is None:
            return
        with self.lock:
            kept = {
                "things": self.things,
                "events": self.events[-KEPT_EVENTS:],
                "answers": dict(list(self.answers.items())[-KEPT_ANSWERS:]),
                "number": self.number,
                "ahead": self.ahead,
            }
            self.path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.path.with_name(f".{self.path.name}.{os.getpid()}")
            with fresh.open("w", encoding="utf-8") as file:
                json.dump(kept, file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)

    # -- the clock --------------------------------------------------------------------------------------------------

    def now(self) -> int:
        """By the clock of this Stripe, which can be moved on, and never back."""
        return int(time.time()) + self.ahead

    # -- objects ----------------------------------------------------------------------------------------------------

    def make(self, prefix: str, object: str, id: str = "", **values: Any) -> Thing:
        self.number += 1
        thing = {
            "id": id or f"{prefix}_{secrets.token_hex(9)}{self.number}",
            "object": object,
            "created": self.now(),
            "livemode": False,
            "metadata": {},
            **values,
        }
        self.things[thing["id"]] = thing
        return thing

    def find(self, id: str, object: str) -> Thing:
        thing = self.things.get(id)
        if thing is None or thing["object"] != object:
            raise Problem(404, f"No such {object}: '{id}'", "resource_missing")
        return thing

    def all(self, object: str) -> list[Thing]:
        """The newest first, as Stripe lists them."""
        return [thing for thing in reversed(list(self.things.values())) if thing["object"] == object]

    def tell(self, type: str, thing: Thing, account: str = "") -> Thing:
        """An event about the thing as it is now; `Sender` takes it from `events`."""
        event = {
            "id": f"evt_{secrets.token_hex(10)}",
            "object": "event",
            "api_version": "2026-01-28",
            "created": self.now(),
            "livemode": False,
            "pending_webhooks": 1,
            "type": type,
            "data": {"object": json.loads(json.dumps(thing))},
            "request": {"id": None, "idempotency_key": None},
        } | ({"account": account} if account else {})
        self.events.append(event)
        return event

    # -- idempotency: https://docs.stripe.com/api/idempotent_requests ---------------------------------------------

    def known(self, key: str, path: str, form: Thing) -> tuple[int, Any] | None:
        """The answer this key had; raises Problem where it came with other words."""
        if not key or key not in self.answers:
            return None
        words, status, answer = self.answers[key]
        if words != fingerprint(path, form):
            raise Problem(
                400,
                "Keys for idempotent requests can only be used with the same parameters they were first used with.",
                kind="idempotency_error",
            )
        return status, answer

    def keep(self, key: str, path: str, form: Thing, status: int, answer: Any) -> None:
        if key:
            self.answers[key] = fingerprint(path, form), status, json.loads(json.dumps(answer))


def fingerprint(path: str, form: Thing) -> str:
    return hashlib.sha256(json.dumps([path, form], sort_keys=True).encode()).hexdigest()
