"""stripe-mock: checks requests against the schema that Stripe publishes, keeps no state, answers with examples.

It refuses unknown parameters, wrong types and missing ones with 400; ids it does not know are fine.
"""

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import stripe

from tests.needs import stripe_mock_path

WITH_NUMBER = re.compile(r"[A-Za-z]*\d[A-Za-z0-9]*")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("stripe-mock does not answer")


@pytest.fixture(scope="session")
def stripe_mock() -> Iterator[str]:
    """Its address."""
    port = free_port()
    process = subprocess.Popen(
        [stripe_mock_path(), "-http-addr", f"127.0.0.1:{port}", "-https-addr", f"127.0.0.1:{free_port()}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


Request = tuple[str, str, dict[str, str], Any]  # method, path with query, headers, body


def shape(request: Request) -> tuple[str, ...]:
    """The same for requests that differ in no more than their numbers, and in names with a number in them (ids).

    A test that goes through a deal a hundred times sends the same few requests with other ids, which stripe-mock does
    not look at: it judges the names of parameters and their types.
    """
    method, path, headers, body = request
    return method, *sorted(headers), *(WITH_NUMBER.sub(kind, str(text)) for text in (path, body))


def kind(word: re.Match[str]) -> str:
    return "1" if word[0].isdigit() else f"a{len(word[0])}"


class Recorder:
    """Every request that the SDK sends while it listens."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.requests: list[Request] = []
        send = stripe.RequestsClient.request

        def listen(client: Any, method: str, url: str, headers: Any, post_data: Any = None) -> Any:
            split = urlsplit(url)
            self.requests.append((method, f"{split.path}?{split.query}".rstrip("?"), dict(headers or {}), post_data))
            return send(client, method, url, headers, post_data)

        monkeypatch.setattr(stripe.RequestsClient, "request", listen)

    def replay(self, address: str) -> list[str]:
        """Send one of each shape to stripe-mock; what it had to say against them."""
        client = stripe.RequestsClient(timeout=20)
        said = []
        for method, path, headers, body in {shape(one): one for one in self.requests}.values():
            headers["Authorization"] = "Bearer sk_test_123"
            answer, status, _headers = client._request_internal(
                method, address + path, headers, body, is_streaming=False
            )
            if status >= 400:
                said.append(f"{method} {path}: {status} {answer}")
        return said
