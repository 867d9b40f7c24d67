"""One world for all tests of this folder: it takes a minute to build and to walk, once in a run (tests/worlds.py)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.access.world import AS_IN_USE, WALKED, World
from tests.worlds import Worlds


@pytest.fixture(autouse=True)
def db() -> None:
    """By this name pytest-django knows for which tests to make a database; the world is a copy and its own."""


@pytest.fixture(scope="package")
def world(worlds: Worlds, django_db_blocker: Any) -> Iterator[World]:
    with (
        django_db_blocker.unblock(),
        worlds.copy(WALKED) as folder,
        override_settings(**AS_IN_USE),
        transaction.atomic(),
    ):
        yield World.kept_in(folder)
        transaction.set_rollback(True)
