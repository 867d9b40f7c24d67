"""One POST to an address that a company has chosen: bounded in time and in what is read, and never led elsewhere."""

import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse

from companies.webhooks.addresses import Unreachable, addresses_of, parts_of

CONNECT = 5.0  # seconds for one address to take the call
WHOLE = 15.0  # seconds for all of it, however slowly the other side speaks
KEPT = 1024  # bytes of the answer
TRIED = 3  # addresses of a name


@dataclass(frozen=True)
class Reply:
    """What came of it: the status, or in `error` why there is none (a value of WebhookAttempt.Error)."""

    status: int | None = None
    error: str = ""
    text: str = ""
    took_ms: int = 0
    retry_after: int = 0

    @property
    def is_taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class PinnedConnection(HTTPConnection):
    """Connects to an address that was looked at before, and asks for the certificate of the name."""

    def __init__(self, host: str, port: int, addresses: list[str], context: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=CONNECT)
        self.default_port = 443 if context else 80
        self.addresses, self.context = addresses, context
        self.is_over = False

    def connect(self) -> None:
        problem: OSError | None = None
        for address in self.addresses[:TRIED]:
            try:
                self.sock = socket.create_connection((address, self.port), CONNECT)
                break
            except OSError as this:
                problem = this
        else:
            raise problem or OSError("no address")
        self.check_time()
        if self.context is not None:
            self.sock = self.context.wrap_socket(self.sock, server_hostname=self.host)
            self.check_time()
        self.sock.settimeout(WHOLE)

    def check_time(self) -> None:
        """Of a line that came about while it was being hung up."""
        if self.is_over:
            raise TimeoutError

    def hang_up(self) -> None:
        """From another thread: whatever waits on the line comes back at once."""
        self.is_over = True
        line = self.sock
        if line is not None:
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:
                line.close()


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """Send it, and say what came back. Raises nothing: what goes wrong is a Reply as well."""
    begun = time.monotonic()
    try:
        status, text, retry_after = exchange(url, body, headers)
    except Exception as problem:  # the other side may do anything; it must not stop the sender
        return Reply(error=code_of(problem, time.monotonic() - begun), took_ms=since(begun))
    error = "redirect" if 300 <= status < 400 else "" if 200 <= status < 300 else "status"
    return Reply(status, error, text, since(begun), retry_after)


def since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)


def exchange(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str, int]:
    parts, host, port = parts_of(url)
    context = ssl.create_default_context() if parts.scheme == "https" else None
    line = PinnedConnection(host, port, addresses_of(host, port), context)
    watch = threading.Timer(WHOLE, line.hang_up)
    watch.daemon = True
    watch.start()
    try:
        path = parts.path or "/"
        line.request("POST", f"{path}?{parts.query}" if parts.query else path, body, dict(headers))
        answer = line.getresponse()
        return answer.status, beginning_of(answer), wait_of(answer.headers.get("Retry-After", ""))
    finally:
        watch.cancel()
        line.close()


def beginning_of(answer: HTTPResponse) -> str:
    """The first kilobyte, as text that can be stored; the status counts even where the rest never comes."""
    try:
        data = answer.read(KEPT)
    except (OSError, HTTPException):
        return ""
    return data[:KEPT].decode("utf-8", "replace").replace("\x00", "\ufffd")


def wait_of(text: str) -> int:
    """Seconds that the other side asks us to wait; a date, which is allowed as well, is left unread."""
    return min(int(text), 86_400) if text.isdecimal() and len(text) < 9 else 0


def code_of(problem: Exception, seconds: float) -> str:
    if isinstance(problem, Unreachable):
        return problem.code
    if isinstance(problem, TimeoutError) or seconds >= WHOLE:
        return "timeout"
    if isinstance(problem, ssl.SSLError):
        return "tls"
    return "connection" if isinstance(problem, OSError) else "broken"
