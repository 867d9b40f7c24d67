"""The books of stored files: what each company has, by what it is; and what makes them right where they are not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company, FileRoom, StoredFile
from companies.models.storing import Ledger
from portal.core.stored import BOOKS, KEPT, Keeping
from portal.core.timed import every

HELD = "held"  # of forms that wait (catalog/held.py), which sweeps them itself
A_NIGHT = 20_000  # files that are noted in one run: a bucket is asked for the size of each
SETTLED = timedelta(days=1)  # what is younger may belong to a form that is being saved

BOOKS[:] = [Ledger()]


@dataclass(frozen=True)
class Share:
    """What files of one kind take up."""

    title: Any
    size: int
    files: int


def shares_of(company: Company) -> list[Share]:
    """The largest first."""
    rows = StoredFile.objects.filter(company=company).values("label").annotate(size=Sum("size"), files=Count("pk"))
    return [Share(title_of(row["label"]), row["size"], row["files"]) for row in rows.order_by("-size")]


def title_of(label: str) -> Any:
    return KEPT[label].title if label in KEPT else _("Files of forms that are not sent yet")


@every(days=1)
def count_again() -> None:
    """Note what was written past the books, forget and delete what nothing has any more, add up anew."""
    set_right(A_NIGHT)


def set_right(most: int | None = None) -> list[str]:
    """A line for each thing that was wrong."""
    found = [note(*one) for one in islice(unnoted(), most)]
    found += [let_go(one) for one in ownerless()]
    for room in FileRoom.objects.filter(pk__in=[room.pk for room in miscounted()]):
        room.recount()
        found.append(f"{room.company_id}: counted anew")
    return found


def unnoted() -> Iterator[tuple[Keeping, Any, Any]]:
    """Rows with a file that the books do not have."""
    for keeping in KEPT.values():
        for name in keeping.fields:
            known = StoredFile.objects.filter(name=OuterRef(name))
            rows: Any = keeping.model._base_manager.exclude(Q(**{name: ""}) | Exists(known))
            for row in rows.iterator(chunk_size=500):
                if keeping.owner_of(row) is not None:
                    yield keeping, row, getattr(row, name)


def note(keeping: Keeping, row: Any, file: Any) -> str:
    try:
        size = file.size
    except OSError:
        return f"{keeping.label} {row.pk}: {file.name} is missing"
    known = {"company_id": keeping.owner_of(row), "size": size, "label": keeping.label}
    with transaction.atomic():
        room = FileRoom.locked_for(known["company_id"])
        if StoredFile.objects.get_or_create(name=file.name, defaults=known)[1]:
            room.take(size, must=True)
    return f"{keeping.label} {row.pk}: {file.name} was not counted"


def ownerless() -> Iterator[StoredFile]:
    """Of the books, what no row has any more: the row went, and the file stayed."""
    old = StoredFile.objects.filter(created_at__lt=timezone.now() - SETTLED)
    for keeping in KEPT.values():
        rows = old.filter(label=keeping.label)
        for name in keeping.fields:
            rows = rows.exclude(Exists(keeping.model._base_manager.filter(**{name: OuterRef("name")})))
        yield from (one for one in rows.iterator(chunk_size=500) if not is_anywhere(one.name))


def is_anywhere(name: str) -> bool:
    return any(
        keeping.model._base_manager.filter(**{field: name}).exists()
        for keeping in KEPT.values()
        for field in keeping.fields
    )


def let_go(row: StoredFile) -> str:
    """Delete the file, which strikes it out of the books. No other storage has one of that name."""
    keeping = KEPT[row.label]
    for name in keeping.fields:
        field: Any = keeping.model._meta.get_field(name)
        field.storage.delete(row.name)
    return f"{row.label}: {row.name} belonged to nothing"


def miscounted() -> Any:
    total = StoredFile.objects.filter(company=OuterRef("company")).order_by().values("company")
    sums = FileRoom.objects.annotate(total=Coalesce(total.annotate(sum=Sum("size")).values("sum")[:1], 0))
    return sums.exclude(total=F("used"))
