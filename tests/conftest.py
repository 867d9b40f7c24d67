"""Fixtures that every test may use, and the world each test finds."""

import gc
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from channels.layers import channel_layers
from django.conf import settings
from django.db import connection
from django.template import Context, Template
from django.test import TransactionTestCase
from django.test.signals import template_rendered
from django.utils import translation
from django.utils.safestring import SafeString
from elasticsearch import ApiError, TransportError

from portal.core.events import Event
from search.engines import engine, engine_for
from search.engines.base import Engine
from search.engines.elastic import Elastic
from tests import database
from tests.queries import forget
from tests.start import Start, know_at_the_start, remember_the_start

pytest_plugins = ["tests.needs", "tests.cast", "tests.order", "tests.worlds"]


def pytest_configure(config: pytest.Config) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the others are slow on purpose
    settings.WHITENOISE_USE_FINDERS = False  # else each new client looks at every static file before its first page
    if settings.REDIS_URL:  # a busy machine lets it wait; that it is away is a test of its own
        settings.CACHES["default"]["OPTIONS"] = {"socket_timeout": 30, "socket_connect_timeout": 30}
    if connection.vendor == "sqlite":  # a file: several threads and processes cannot share one in memory
        connection.settings_dict["TEST"]["NAME"] = str(Path(settings.DATA_DIR) / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, django_db_blocker: Any) -> None:
    """Called by pytest-django before it makes the test database."""
    with django_db_blocker.unblock():
        database.provide(connection)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """SQLite's file lies there already, and goes away with its folder."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session", autouse=True)
def views_contexts_only(django_test_environment: None) -> None:
    """Django's `response.context` keeps a copy of every template's context, hundreds for a page with its fields.

    Kept is the one that a view, or a mail, gave its template; not those of what is included, nor of form fields.
    """

    def render(template: Template, context: Context) -> SafeString:
        if context.template is template and not str(template.name).startswith("django/forms/"):
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    Template._render = render  # Django puts its own back when the run ends


@pytest.fixture(scope="session", autouse=True)
def collector_at_ease() -> None:
    """What has been imported never becomes garbage, and a page makes more objects than the collector waits for."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """What the migrations put into the database (categories, the home page) comes back after a test that commits."""
    with django_db_blocker.unblock():
        Event.objects.all().delete()  # of what was laid out after migrating; tests begin with nothing to be told
        start = Start.take()
        know_at_the_start()
    # Django's own ways are to leave the tables empty, or to save each row by its model, which takes seconds.
    TransactionTestCase._fixture_teardown = lambda _case: start.restore()


@pytest.fixture(scope="session", autouse=True)
def no_index_left(django_test_environment: None) -> Iterator[None]:
    """A server that runs on between runs would keep the indexes of each, and grow slow."""
    yield
    if settings.ELASTICSEARCH_URL:
        with suppress(ApiError, TransportError):
            Elastic(settings.ELASTICSEARCH_URL, settings.SEARCH_PREFIX).drop()


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """No test sees what another has cached, counted or subscribed to, nor the language it spoke last."""
    translation.deactivate()
    forget()
    remember_the_start()
    channel_layers.backends.clear()


@pytest.fixture
def embedded(settings: Any, tmp_path: Path) -> Iterator[Engine]:
    """The search engine without a server, empty, in a folder of its own."""
    settings.DATA_DIR, settings.ELASTICSEARCH_URL = tmp_path, ""
    found = engine()
    found.rebuild([])
    yield found
    engine_for.cache_clear()
