"""All that is kept about a person, and what happens to it when they leave; each app adds its own part.

This module imports no models, so that any of them may import it.
"""

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from companies.people import User

Rows = Iterable[Mapping[str, object]]
Builder = Callable[["User"], Rows]
Farewell = Callable[["User"], Any]

PARTS: dict[str, Builder] = {}
FAREWELLS: list[Farewell] = []


def personal_data(name: str) -> Callable[[Builder], Builder]:
    """Add a part to the copy of a person's data: the file `name`.json, with what the builder gives.

    Plain values, dates and decimals; what was only sent to the person, such as another's message, is not theirs.
    """

    def register(build: Builder) -> Builder:
        PARTS[name] = build
        return build

    return register


def on_farewell(farewell: Farewell) -> Farewell:
    """Called in the transaction in which an account is deleted: removes what only this person needed."""
    FAREWELLS.append(farewell)
    return farewell


def write_archive(user: "User", target: IO[bytes]) -> None:
    """A ZIP of one JSON file for each part, and a note that says what it is."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", introduction(user))
        for name, build in sorted(PARTS.items()):
            with archive.open(f"{name}.json", "w") as file:
                for piece in as_json(build(user)):
                    file.write(piece.encode())


def as_json(rows: Rows) -> Iterator[str]:
    """A JSON list, row by row: a long correspondence need not fit into memory as a whole."""
    mark = "["
    for row in rows:
        yield f"{mark}\n{json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)}"
        mark = ","
    yield "[]\n" if mark == "[" else "\n]\n"


def introduction(user: "User") -> str:
    words = _(
        "What Jangteo keeps about %(name)s (%(email)s), as of %(now)s.\n\nEach file is a list in JSON (UTF-8). "
        "Passwords and secrets of second factors are kept only in a form that cannot be handed out, and are left out."
    )
    return words % {"name": user.name, "email": user.email, "now": timezone.now().isoformat(timespec="minutes")} + "\n"
