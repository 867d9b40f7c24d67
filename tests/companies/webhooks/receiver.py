"""A company's own program: an HTTP server on this machine that keeps what it gets, and answers as it is told."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Got:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """`answers` are used up one by one, the last one for good: a status, or (status, headers, body)."""

    answers: list[Any] = field(default_factory=lambda: [200])
    wait: float = 0.0
    got: list[Got] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks?for=books"

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        said = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return said if isinstance(said, tuple) else (said, {}, b"thank you")


@contextmanager
def receiving(**options: Any) -> Iterator[Receiver]:
    receiver = Receiver(**options)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append(Got(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            status, headers, text = receiver.answer()  # as it arrives: who waits long keeps its own
            time.sleep(receiver.wait)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text)

        def do_GET(self) -> None:
            receiver.got.append(Got(self.path, {}, b"led here"))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    receiver.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()


def example() -> Any:
    """The function that the documents and the page give to whoever receives."""
    place: dict[str, Any] = {}
    text = (settings.BASE_DIR / "companies" / "templates" / "webhooks" / "verify.txt").read_text("utf-8")
    exec(text, place)
    return place["is_genuine"]
