"""A real server on the test database, and real browsers in front of it."""

import asyncio
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from payments.localstripe.sender import Sender
from payments.localstripe.server import LocalStripe
from portal.core import relay
from search.engines import engine
from tests.cast import Person
from tests.needs import browser_path
from tests.processes import database_url
from tests.worlds import DEMO, Worlds

FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 180.0
WAIT_MILLISECONDS = 60_000  # only what fails takes so long, or a machine that has much else to do
SECRET = "whsec_of_journeys"
expect.set_options(timeout=WAIT_MILLISECONDS)
T = TypeVar("T")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.needs("browser"))


@dataclass
class Portal:
    """The running portal: `address`, pages of people in browsers of their own, and the relay on demand."""

    address: str
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)

    def open_as(self, person: Person | None = None, path: str = "/", **options: Any) -> Page:
        """A page in a fresh browser profile, signed in as this person (None: a visitor), at `path`."""
        context = self.browser.new_context(base_url=self.address, **{"locale": "en-GB", **options})
        context.set_default_timeout(WAIT_MILLISECONDS)
        self.contexts.append(context)
        if person is not None:
            session = person.client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}])
        page = context.new_page()
        page.goto(path)
        return page

    def deliver(self) -> int:
        """Let the relay do all that is due: handlers, notifications, and an index that shows it at once."""
        return self.aside(deliver_and_show)

    def aside(self, work: Callable[[], T]) -> T:
        """Run in a thread of its own: in this one the browser's event loop runs, which Django's bridges refuse."""

        def run() -> T:
            try:
                return work()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(1) as pool:
            return pool.submit(run).result()


def deliver_and_show() -> int:
    delivered = relay.deliver_all()
    refresh = getattr(engine(), "refresh", None)  # Elasticsearch shows new documents within a second, or when asked
    if refresh and engine().exists():
        refresh()
    return delivered


@dataclass
class PaidServer:
    """A portal's address, the Stripe it talks to, and its settings for that."""

    address: str
    stripe: LocalStripe
    words: dict[str, str]


@pytest.fixture(scope="session")
def server(django_db_setup: None) -> Iterator[str]:
    """One ASGI server for the whole session; the tests change the database behind it.

    As in development it may send to programs on this machine. What other journeys set besides changes what pages show.
    """
    with serving(WEBHOOKS_INSIDE="1") as address:
        yield address


@pytest.fixture(scope="module")
def demonstrated(worlds: Worlds, django_db_blocker: Any) -> Iterator[str]:
    """Another one, of the demonstration with blank pictures: a copy that the tests of a module share.

    It is shown as developers have it, with DEBUG, which tells them the accounts.
    """
    with django_db_blocker.unblock(), worlds.copy(DEMO) as folder:
        (folder / "static").mkdir()
        # What is remembered of pictures is of this copy's, which go with it.
        own = {"DATA_DIR": str(folder), "REDIS_PREFIX": f"{settings.REDIS_PREFIX}-{token_hex(4)}"}
        with serving(DJANGO_SETTINGS_MODULE="portal.settings", WEBHOOKS_INSIDE="1", **own) as address:
            yield address


@pytest.fixture(scope="session")
def paid_server(django_db_setup: None) -> Iterator[PaidServer]:
    """Another one, with a local Stripe behind it; both are started by the first journey in which somebody pays."""
    stripe = LocalStripe()
    threading.Thread(target=stripe.serve_forever, daemon=True).start()
    words = {"STRIPE_API_KEY": "sk_test_local", "STRIPE_API_BASE": stripe.address, "STRIPE_WEBHOOK_SECRET": SECRET}
    with serving(**words) as address:
        stripe.sender = Sender(f"{address}/webhooks/stripe/", SECRET)
        yield PaidServer(address, stripe, words)
    stripe.shutdown()
    stripe.server_close()


@contextmanager
def serving(**more: str) -> Iterator[str]:
    """An ASGI server with these variables of its environment besides."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = Path(settings.DATA_DIR) / f"server-{port}.log"
    words = {"DJANGO_SETTINGS_MODULE": "tests.journeys.portal_settings", "DEBUG": "1", **more}
    env = {**os.environ, "DATABASE_URL": database_url(), "PORT": str(port), **words}
    granian = Path(sys.executable).parent / "granian"
    options = ["--interface", "asginl", "--port", str(port), "--log-level", "warning"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [granian, *options, "portal.asgi:application"], cwd=settings.BASE_DIR, env=env, stdout=output, stderr=output
        )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(60)  # killed, it would leave its workers with the database open
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            opener.open(f"{address}/healthz", timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")


@dataclass(frozen=True)
class Driver:
    """Playwright for the whole session: to start it takes as long as a short journey.

    Between two of its calls its event loop stands still, but counts as running in this thread, where neither Django's
    bridges nor another loop would then do anything. So it counts only while somebody is `at_work`.
    """

    playwright: Playwright
    loop: asyncio.AbstractEventLoop

    @contextmanager
    def at_work(self) -> Iterator[None]:
        asyncio._set_running_loop(self.loop)
        try:
            yield
        finally:
            asyncio._set_running_loop(None)

    @contextmanager
    def running(self, path: str) -> Iterator["Chromium"]:
        """The browser that lies at `path`."""
        with self.at_work():
            browser = self.playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield Chromium(self, browser)
        with self.at_work():
            browser.close()


@dataclass(frozen=True)
class Chromium:
    """A browser, from which each test gets profiles of its own."""

    driver: Driver
    browser: Browser


@pytest.fixture(scope="session")
def driver() -> Iterator[Driver]:
    manager = sync_playwright()
    playwright = manager.start()
    driver = Driver(playwright, asyncio.get_running_loop())
    asyncio._set_running_loop(None)
    yield driver
    with driver.at_work():
        playwright.stop()


@pytest.fixture(scope="session")
def chromium(driver: Driver) -> Iterator[Chromium]:
    """One for the whole session."""
    with driver.running(browser_path()) as chromium:
        yield chromium


@pytest.fixture
def portal(
    server: str, chromium: Chromium, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Portal]:
    # The synchronous browser API runs an event loop in this thread, in which Django would refuse the database.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with browsers(server, chromium) as portal:
        yield portal


@pytest.fixture
def demonstration(demonstrated: str, chromium: Chromium, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    """The portal of the demonstration; what a test changes there stays for the others of its module."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with browsers(demonstrated, chromium) as portal:
        yield portal


@contextmanager
def browsers(address: str, chromium: Chromium) -> Iterator[Portal]:
    """A portal for one test, with no profile left of another."""
    with chromium.driver.at_work():
        yield Portal(address, chromium.browser)
        for context in chromium.browser.contexts:
            context.close()
        connections.close_all()  # Django opened others where a loop runs; they would hold up the end of the run


@contextmanager
def browser_alone(address: str) -> Iterator[Portal]:
    """A portal in a browser that is started for it, where there are no tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        yield Portal(address, browser)
        browser.close()
