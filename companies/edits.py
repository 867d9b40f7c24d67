"""Two people at one form: what each changed, and how both keep it.

A form carries the values it was opened with. When somebody else has saved since, what only they changed stays
theirs, what only this person changed is written, and what both changed is named before anything is lost.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.core.serializers.json import DjangoJSONEncoder

SALT = "companies.edits"
Values = Mapping[str, Any]


class EditedMeanwhile(Exception):
    """Both people changed the same: `clashes` has the values that stand now, by field."""

    def __init__(self, clashes: dict[str, Any]) -> None:
        super().__init__(", ".join(clashes))
        self.clashes = clashes


def plain(value: Any) -> str:
    """The same text for the same value, whether it comes from the database or from a form opened an hour ago."""
    return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True)


def merged(was: Values, now: Values, wanted: Values) -> dict[str, Any]:
    """What of `wanted` is to be written. Raises EditedMeanwhile where it would undo what somebody else wrote.

    A field that `was` does not know is taken as it stands now: nothing is known that it could undo.
    """
    mine = {name for name, value in wanted.items() if plain(value) != plain(was.get(name, now[name]))}
    theirs = {name for name in mine if name in was and plain(now[name]) != plain(was[name])}
    clashes = {name: now[name] for name in theirs if plain(now[name]) != plain(wanted[name])}
    if clashes:
        raise EditedMeanwhile(clashes)
    return {name: wanted[name] for name in mine - theirs}


def sealed(values: Values) -> str:
    """The values for a hidden field of the form; signed, so that a broken one is noticed."""
    return signing.dumps(json.loads(plain(dict(values))), salt=SALT, compress=True)


def unsealed(text: str) -> dict[str, Any]:
    """What the form was opened with; nothing where the field is missing or broken."""
    try:
        values: dict[str, Any] = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return {}
    return values
