"""What a company's files take up, and how much they may: pictures, papers, models, whatever its people hand in."""

import logging

from django.conf import settings
from django.db import DatabaseError, models, transaction
from django.db.models import F, Sum
from django.db.models.functions import Greatest
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models.company import Company
from companies.permissions import can_give_room
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require

logger = logging.getLogger("portal.storing")

MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 10_000_000
NOT_YOURS = gettext_lazy("Only programme staff give companies more room.")


class StorageFull(Refused):
    """The company's files would take up more than they may; none of those sent was kept."""

    way = ("companies:storage", gettext_lazy("See what takes up room"))


class StoredFile(models.Model):
    """A file by its name in the storage; `label` is the model that has it, or “held” for a form's that waits."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="stored_files")
    name = models.CharField(max_length=255, unique=True)
    size = models.PositiveBigIntegerField()  # bytes
    label = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = gettext_lazy("stored file")
        verbose_name_plural = gettext_lazy("stored files")
        indexes = [models.Index(fields=["company", "label"], name="stored_file_of", include=["size"])]

    def __str__(self) -> str:
        return self.name


class FileRoomQuerySet(models.QuerySet["FileRoom"]):
    def visible_to(self, actor: Actor) -> "FileRoomQuerySet":
        """The acting company's own; all for staff."""
        if actor.is_staff:
            return self
        return self.filter(company_id=actor.company_id) if actor.company else self.none()


class FileRoom(models.Model):
    """How many bytes a company's files take up, and what staff allow it instead of the share of its level.

    Whoever writes or deletes a file changes `used` under this row's lock, the last that is taken: two that write at the
    same time cannot both have the last megabyte. A company that has never sent a file has no row.
    """

    company = models.OneToOneField(Company, models.CASCADE, related_name="file_room")
    used = models.PositiveBigIntegerField(default=0)  # bytes, the sum of its stored files
    megabytes = models.PositiveIntegerField(null=True, blank=True)

    objects = FileRoomQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("room for files")
        verbose_name_plural = gettext_lazy("room for files")
        ordering = ["-used"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(megabytes=None) | models.Q(megabytes__lte=MOST_MEGABYTES), name="room_within_sense"
            )
        ]
        indexes = [models.Index(fields=["-used"], name="room_largest")]

    def __str__(self) -> str:
        return f"{self.company_id}: {filesizeformat(self.used)}"

    @classmethod
    def of(cls, company: Company) -> "FileRoom":
        return cls._default_manager.filter(company=company).first() or cls(company=company)

    @classmethod
    def locked_for(cls, company: int) -> "FileRoom":
        """Its row, made where it has none; to be called within a transaction."""
        rows = cls._default_manager.select_for_update(no_key=True, of=("self",)).select_related("company")
        found = rows.filter(company=company).first()
        if found is None:
            cls._default_manager.bulk_create([cls(company_id=company)], ignore_conflicts=True)
            found = rows.get(company=company)
        return found

    @property
    def limit(self) -> int | None:
        """Bytes; None: as many as there is disk."""
        by_level = settings.STORAGE_MEGABYTES
        if self.megabytes is not None:
            return self.megabytes * MEGABYTE
        return by_level[min(self.company.tier, len(by_level) - 1)] * MEGABYTE if by_level else None

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.used)

    @property
    def percent(self) -> int:
        return 0 if self.limit is None else min(100, self.used * 100 // self.limit) if self.limit else 100

    @property
    def is_short(self) -> bool:
        return self.limit is not None and self.percent >= 90

    def take(self, size: int, *, more: int = 0, must: bool = False) -> None:
        """Count `size` bytes in the locked row; unless they must, StorageFull where they and `more` do not fit."""
        if not must and self.left is not None and size + more > self.left:
            raise StorageFull(self.too_much(size + more))
        FileRoom._default_manager.filter(pk=self.pk).update(used=F("used") + size)

    def too_much(self, size: int) -> str:
        words = _(
            "There is no room for this: your company’s files take up %(used)s of %(limit)s, and this needs %(size)s. "
            "Delete what you no longer need, or ask us for more; “Storage” at your company says what takes up what."
        )
        shown = {"used": self.used, "limit": self.limit or 0, "size": size}
        return words % {name: filesizeformat(value) for name, value in shown.items()}

    def give(self, megabytes: int | None, by: Actor) -> None:
        """Its own measure, or None for that of its level. It may be less than is used: then nothing more comes."""
        require(can_give_room(by, self.company), NOT_YOURS)
        with transaction.atomic():
            row = FileRoom.locked_for(self.company_id)
            if row.megabytes != megabytes:
                row.megabytes = megabytes
                row.save(update_fields=["megabytes"])
                record("room.given", self.company, by=by.as_staff(), company=self.company_id, megabytes=megabytes)

    def recount(self) -> bool:
        """Make `used` the sum of the files; True where it was not."""
        with transaction.atomic():
            row = FileRoom.locked_for(self.company_id)
            total = StoredFile.objects.filter(company=self.company_id).aggregate(sum=Sum("size"))["sum"] or 0
            return bool(FileRoom._default_manager.filter(pk=row.pk).exclude(used=total).update(used=total))


class Ledger:
    """The books that portal/core/stored.py keeps."""

    def make_room(self, company: int, size: int, *, more: int = 0, must: bool = False) -> None:
        FileRoom.locked_for(company).take(size, more=more, must=must)

    def enter(self, company: int, name: str, size: int, label: str) -> None:
        StoredFile.objects.create(company_id=company, name=name, size=size, label=label)

    def strike(self, name: str) -> None:
        """Bear a transaction that is broken: what it wrote goes with it, and the nightly count finds the rest."""
        try:
            with transaction.atomic():
                row = StoredFile.objects.select_for_update().filter(name=name).first()
                if row is not None:
                    room = FileRoom._default_manager.filter(company=row.company_id)
                    room.update(used=Greatest(F("used") - row.size, 0))
                    row.delete()
        except DatabaseError:
            logger.info("a file was deleted and is still counted", exc_info=True)
