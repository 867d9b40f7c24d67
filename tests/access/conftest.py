"""One world for all tests of this folder: it takes half a minute to build and to walk."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from tests.access.world import World


@pytest.fixture(autouse=True)
def db() -> None:
    """By this name pytest-django knows for which tests to make a database; the world's transaction keeps it clean."""


@pytest.fixture(scope="package")
def world(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(
            DEBUG=True, MEDIA_ROOT=media, PRIVATE_ROOT=media / "private", DEBUG_PROPAGATE_EXCEPTIONS=False
        ),
        transaction.atomic(),
    ):
        call_command("demo", "--draft-pictures", verbosity=0)
        with override_settings(DEBUG=False, ALLOWED_HOSTS=["*"]):
            yield World()
        transaction.set_rollback(True)
