"""Transitions under a row lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from portal.core.permissions import WrongState

# The same words of the same person within this time are one click that was sent twice.
SAME_CLICK = timedelta(seconds=30)


@contextmanager
def locked(obj: models.Model, *states: str, field: str = "state") -> Iterator[Any]:
    """Lock the row of `obj`, read it anew and go on only when it is in one of `states` (none named: any).

    Raises WrongState otherwise, and `Model.DoesNotExist` when the row is gone. SQLite has no row locks:
    there the immediate transaction lets one writer in at a time, to the same effect.
    """
    with transaction.atomic():
        rows = type(obj)._base_manager.select_for_update(no_key=True)
        obj.refresh_from_db(from_queryset=rows)
        if states and getattr(obj, field) not in states:
            raise WrongState(
                _("This was changed meanwhile: it is now “%(state)s”. Nothing was done twice.")
                % {"state": state_label(obj, field)}
            )
        yield obj


def state_label(obj: models.Model, field: str = "state") -> str:
    display = getattr(obj, f"get_{field}_display", None)
    return str(display() if display else getattr(obj, field))
