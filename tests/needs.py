"""`@pytest.mark.needs("postgresql")`: left out where that is missing, and named at the end of the run.

With REQUIRE_SERVICES=1 a missing server or browser is a failure instead; a font or stripe-mock is no service.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from catalog.printed.fonts import shelf
from tests import peppol

LEFT_OUT = "not run: needs "
WINDOWLESS = "chromium-headless-shell"  # draws the same pages with a third less work
WINDOWED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_SERVICE = {"korean_font", "stripe_mock"}
REMEDY = {
    "postgresql": "PostgreSQL (DATABASE_URL, or bin/services start)",
    "redis": "Redis (REDIS_URL, or bin/services start)",
    "elasticsearch": "Elasticsearch (ELASTICSEARCH_URL, or bin/services start)",
    "browser": "a browser (chromium in the search path)",
    "windowed_browser": "a browser with windows (chromium in the search path)",
    "peppol_rules": "the rules of e-invoices (bin/services rules)",
    "korean_font": "a Korean font (npm ci, or fonts-noto-cjk)",
    "stripe_mock": "stripe-mock (bin/services stripe-mock, where Go is installed)",
}


def browser_path() -> str:
    """The installed Chromium, or nothing."""
    return shutil.which(WINDOWLESS) or windowed_path()


def windowed_path() -> str:
    """Of one that has all that a person's browser has."""
    return next((path for name in WINDOWED if (path := shutil.which(name))), "")


def stripe_mock_path() -> str:
    """What STRIPE_MOCK names, what `bin/services stripe-mock` built, or what lies in the search path; else nothing."""
    tools = str(Path(settings.BASE_DIR) / "bin")
    if tools not in sys.path:
        sys.path.append(tools)
    from local import stripe_mock

    places = [os.environ.get("STRIPE_MOCK", ""), str(stripe_mock.place()), "stripe-mock"]
    return next((path for place in places if place and (path := shutil.which(place))), "")


def is_there(name: str) -> bool:
    if name == "postgresql":
        return connection.vendor == "postgresql"
    if name == "browser":
        return bool(browser_path())
    if name == "windowed_browser":
        return bool(windowed_path())
    if name == "korean_font":
        return shelf().has_korean
    if name == "peppol_rules":
        return peppol.rules() is not None
    if name == "stripe_mock":
        return bool(stripe_mock_path())
    return bool({"redis": settings.REDIS_URL, "elasticsearch": settings.ELASTICSEARCH_URL}[name])


def missing(item: pytest.Item) -> list[str]:
    names = dict.fromkeys(name for marker in item.iter_markers("needs") for name in marker.args)
    return [name for name in names if not is_there(name)]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if lacking := missing(item):
        words = LEFT_OUT + " and ".join(REMEDY[name] for name in lacking)
        if os.environ.get("REQUIRE_SERVICES") == "1" and set(lacking) - NO_SERVICE:
            pytest.fail(words, pytrace=False)
        pytest.skip(words)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines = sorted(set(left_out(terminalreporter)))
    if lines:
        terminalreporter.section(f"{len(lines)} tests were not run", sep="-")
        for line in lines:
            terminalreporter.line(line)


def left_out(reporter: pytest.TerminalReporter) -> Iterator[str]:
    for report in reporter.stats.get("skipped", ()):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        if LEFT_OUT in reason:
            yield f"{report.nodeid}: {reason.partition(': ')[2] if reason.startswith('Skipped: ') else reason}"
