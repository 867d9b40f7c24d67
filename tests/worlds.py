"""The demonstration and what is built on it: made once in a run, and handed to each process as a copy.

To build it takes a processor half a minute, to walk all its pages as long again. So whoever needs it first does that,
in a database and a folder made for it, while others wait at a lock; from then on each takes a copy within seconds.

Nothing of it is kept for the next run: it depends on nearly every line of the portal.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from portal.core.events import Event
from tests import database
from tests.processes import address_of
from tests.queries import forget
from tests.start import know_at_the_start

RUN = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """The name of the run's databases, without that of a process: not yet are they named after their tests."""
    config.stash[RUN] = f"test_{connection.settings_dict['NAME']}_world"


@dataclass(frozen=True)
class Recipe:
    """How a world is made: of a copy of another, or of a database that has just been migrated.

    `fill` makes the rows of the database at hand, and leaves in the folder what else is worth keeping.
    """

    name: str
    fill: Callable[[Path], None]
    base: "Recipe | None" = None


@dataclass(frozen=True)
class Place:
    """Where a world lies: its database, and the folder with its `media`, its `private` files and what was found."""

    folder: Path
    name: str

    @property
    def database(self) -> str:
        return self.name if connection.vendor == "postgresql" else str(self.folder / "database.sqlite3")

    def lay(self, source: "Place | None") -> None:
        """Make it a copy of that one, or of the migrated template."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if source:
            shutil.copytree(source.folder, self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        database.copy(connection, source.database if source else database.template(connection), self.database)

    def clear(self) -> None:
        database.drop(connection, self.database)
        shutil.rmtree(self.folder, ignore_errors=True)

    @contextmanager
    def entered(self) -> Iterator[None]:
        """For the time being the portal of this process has this database and these files."""
        before = connection.settings_dict["NAME"]
        work_on(self.database)
        try:
            with override_settings(MEDIA_ROOT=self.folder / "media", PRIVATE_ROOT=self.folder / "private"):
                yield
        finally:
            work_on(before)


def work_on(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name  # other threads look here, too
    ContentType.objects.clear_cache()
    forget()
    know_at_the_start()


@dataclass(frozen=True)
class Worlds:
    """Those of this run."""

    shared: Path  # a folder that all its processes know
    run: str

    @contextmanager
    def copy(self, recipe: Recipe) -> Iterator[Path]:
        """This process works on a copy of that world, and the folder of that is given."""
        process = os.environ.get("PYTEST_XDIST_WORKER", "main")
        own = Place(Path(settings.DATA_DIR) / "worlds" / recipe.name, f"{self.run}_{recipe.name}_{process}")
        own.lay(self.built(recipe))
        try:
            with own.entered():
                yield own.folder
        finally:
            own.clear()

    def built(self, recipe: Recipe) -> Place:
        """The one that copies are made of; by whoever comes first."""
        place = Place(self.shared / recipe.name, f"{self.run}_{recipe.name}")
        sign = self.shared / f"{recipe.name}.built"
        with database.locked(self.shared / f"{recipe.name}.lock"):
            if not sign.exists():
                place.lay(self.built(recipe.base) if recipe.base else None)
                with place.entered():
                    recipe.fill(place.folder)
                sign.touch()
        return place


@pytest.fixture(scope="session")
def worlds(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Worlds:
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "worlds"
    shared.mkdir(exist_ok=True)
    return Worlds(shared, pytestconfig.stash[RUN])


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """The databases that copies were made of go when all processes have ended; those of a killed run, with this one."""
    if connection.vendor != "postgresql" or "PYTEST_XDIST_WORKER" in os.environ:
        return
    address = address_of({**connection.settings_dict, "NAME": "postgres"}, "postgresql")
    ours = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
    with suppress(psycopg.OperationalError), psycopg.connect(address, autocommit=True) as line:
        for (name,) in line.execute(ours, [session.config.stash[RUN]]).fetchall():
            line.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')  # type: ignore[call-overload]  # a name is no parameter


def demonstrate(_folder: Path) -> None:
    call_command("migrate", interactive=False, verbosity=0)  # what follows migrating: categories, the home page
    Event.objects.all().delete()  # of that; as in conftest
    with override_settings(DEBUG=True), transaction.atomic():
        call_command("demo", "--draft-pictures", verbosity=0)


DEMO = Recipe("demo", demonstrate)
