"""Fixtures that every test may use, and the world each test finds."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from channels.layers import channel_layers
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from pytest_django.plugin import blocking_manager_key

pytest_plugins = ["tests.needs", "tests.cast"]

TRANSACTIONAL = {"transactional_db", "live_server", "portal"}
NUMBERS = itertools.count()


def pytest_configure(config: pytest.Config) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the others are slow on purpose
    if connection.vendor == "sqlite":  # a file: several threads and processes cannot share one in memory
        connection.settings_dict["TEST"]["NAME"] = str(Path(settings.DATA_DIR) / "test.sqlite3")


def is_transactional(item: pytest.Item | None) -> bool:
    """Whether the test commits, so that the tables are emptied after it."""
    if item is None:
        return False
    marker = item.get_closest_marker("django_db")
    asked = bool(marker and marker.kwargs.get("transaction"))
    return asked or bool(TRANSACTIONAL & set(getattr(item, "fixturenames", ())))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the migrations put into the database (categories, the home page) is there in transactional tests, too."""
    for item in items:
        if is_transactional(item):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """… and in an ordinary test that comes after one of them."""
    result = yield
    if is_transactional(item) and nextitem is not None and not is_transactional(nextitem):
        with item.config.stash[blocking_manager_key].unblock():
            rows = getattr(connection, "_test_serialized_contents", None)
            if rows is not None:
                connection.creation.deserialize_db_from_string(rows)
    return result


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """No test sees what another has cached, counted or subscribed to."""
    if settings.REDIS_URL:
        cache.key_prefix = f"{settings.REDIS_PREFIX}-{next(NUMBERS)}"  # clear() would empty the whole server
    else:
        cache.clear()
    channel_layers.backends.clear()
