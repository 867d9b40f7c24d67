"""Whose each stored file is, and that it is counted: where it is written, and where it is deleted.

`@keeps_files(…)` on a model says whose its files are. Who keeps the books sets `BOOKS` (companies/storing.py); without
them files are written as ever. A file that was written within a transaction that failed is deleted when the request
is over, so that what nobody is charged for does not stay.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.core.files.storage import FileSystemStorage, Storage
from django.core.signals import request_finished
from django.db import connection, models, transaction
from django.db.models.fields.files import FieldFile, ImageFieldFile


class Books(Protocol):
    def make_room(self, company: int, size: int, *, more: int = 0, must: bool = False) -> None:
        """Count `size` bytes; unless they must, Refused where they and `more` that come with them do not fit."""

    def enter(self, company: int, name: str, size: int, label: str) -> None:
        """Note what was written."""

    def strike(self, name: str) -> None:
        """Note that it was deleted."""


BOOKS: list[Books] = []  # none or one


@dataclass(frozen=True)
class Keeping:
    """Files of one model. `owner` leads to the key of the company that put them there, as a query would."""

    model: type[models.Model]
    title: Any  # for people: what these files are
    owner: str
    made: frozenset[str]  # fields whose files the portal makes of others: counted, and never refused

    @property
    def label(self) -> str:
        return str(self.model._meta.label_lower)

    @property
    def fields(self) -> list[str]:
        return [one.name for one in self.model._meta.concrete_fields if isinstance(one, models.FileField)]

    def owner_of(self, row: Any) -> int | None:
        """Who the writer says (`row.kept_for`), where the row hangs on nothing yet or both sides write such."""
        found = getattr(row, "kept_for", None)
        if found is None:
            found = row
            for step in self.owner.split("__"):
                found = getattr(found, step, None)
        return found

    def coming(self, row: Any) -> int:
        """Bytes of all files of the row that are still to be written."""
        files = [getattr(row, name) for name in self.fields if name not in self.made]
        return sum(file.size for file in files if file and not file._committed)


KEPT: dict[str, Keeping] = {}
M = TypeVar("M", bound=type[models.Model])


def keeps_files(title: Any, *, owner: str, made: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Count the model's files for the company that `owner` leads to (`product__company_id`)."""

    def register(model: M) -> M:
        keeping = Keeping(model, title, owner, frozenset(made))
        KEPT[keeping.label] = keeping
        for name in keeping.fields:
            field: Any = model._meta.get_field(name)
            field.attr_class = CountedImage if isinstance(field, models.ImageField) else CountedFile
        return model

    return register


class Counting:
    """What both kinds of files of a row do when they are saved."""

    instance: Any
    field: Any
    name: str | None
    storage: Storage

    def save(self, name: str, content: Any, save: bool = True) -> None:
        keeping = KEPT[self.instance._meta.label_lower]
        owner = keeping.owner_of(self.instance)
        if owner is None or not BOOKS:
            super().save(name, content, save)  # type: ignore[misc]  # of FieldFile
            follow(self.storage, str(self.name))
            return
        is_made, size = self.field.name in keeping.made, content.size
        with transaction.atomic():
            BOOKS[0].make_room(owner, size, more=0 if is_made else more(keeping, self, size), must=is_made)
            super().save(name, content, False)  # type: ignore[misc]  # of FieldFile
            follow(self.storage, str(self.name))
            BOOKS[0].enter(owner, str(self.name), size, keeping.label)
            if save:
                self.instance.save()


def more(keeping: Keeping, file: Any, size: int) -> int:
    """What comes with it: so that the first of several files is refused, and none of the row stays."""
    is_among = bool(file) and not file._committed
    return max(0, keeping.coming(file.instance) - (size if is_among else 0))


class CountedFile(Counting, FieldFile):
    pass


class CountedImage(Counting, ImageFieldFile):
    pass


class Striking:
    """A storage that tells the books what it deletes."""

    def delete(self, name: str) -> None:
        super().delete(name)  # type: ignore[misc]  # of the storage that this is mixed into
        for one in BOOKS:
            one.strike(name)


class PublicStorage(Striking, FileSystemStorage):
    """Pictures that anybody may see: served by the proxy, or by the portal itself."""


def keep(storage: Storage, name: str, content: Any, company: int | None, label: str) -> str:
    """Write a file of no row for a company; returns its name. Raises Refused where it does not fit."""
    with transaction.atomic():
        if BOOKS and company is not None:
            BOOKS[0].make_room(company, content.size)
        written = storage.save(name, content)
        follow(storage, written)
        if BOOKS and company is not None:
            BOOKS[0].enter(company, written, content.size, label)
    return written


# -- what was written in vain -----------------------------------------------------------------------------------


class Trail(threading.local):
    """Files written by this thread in transactions that have not ended well yet."""

    def __init__(self) -> None:
        self.open: list[tuple[Storage, str, Callable[[], None]]] = []


trail = Trail()


def follow(storage: Storage, name: str) -> None:
    def kept() -> None:
        trail.open = [one for one in trail.open if one[2] is not kept]

    trail.open.append((storage, name, kept))
    transaction.on_commit(kept)


def clear_up(**kwargs: Any) -> None:
    """Delete what was written in transactions, or to savepoints, that were taken back: their calls are gone, too."""
    waiting = {id(entry[1]) for entry in connection.run_on_commit}
    lost = [one for one in trail.open if id(one[2]) not in waiting]
    trail.open = [one for one in trail.open if id(one[2]) in waiting]
    for storage, name, _kept in lost:
        storage.delete(name)


request_finished.connect(clear_up, dispatch_uid="portal.core.stored")
