"""Deleted products: thirty days in which each can be had back, then the rows and their files go for good."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from catalog.belongings import files_of
from catalog.models import Product
from catalog.parts import forget_files
from portal.core.actor import Actor
from portal.core.timed import every

KEPT_FOR = timedelta(days=30)
AT_A_TIME = 200


def deleted_of(actor: Actor) -> Any:
    """The acting company's deleted ones that can still be had back, the last one first."""
    rows = Product.everything.of(actor).filter(deleted_at__gt=timezone.now() - KEPT_FOR)
    return rows.for_cards().order_by("-deleted_at", "-pk")


@every(hours=1)
def purge() -> None:
    """Batches, so that the deletion of a whole catalogue does not end in one long statement; an hour later the rest."""
    for _round in range(50):
        late = Product.everything.filter(deleted_at__lte=timezone.now() - KEPT_FOR).order_by("pk")
        if not purge_some(list(late[:AT_A_TIME])):
            return


def purge_some(products: list[Product]) -> int:
    """Rows first, files once that is committed: a file without a row is waste, a row without its file is a fault."""
    prefetch_related_objects(products, "pictures", "documents", "certificates")
    files = [file for product in products for file in (*files_of(product), product.model_3d)]
    Product.everything.filter(pk__in=[product.pk for product in products]).delete()
    transaction.on_commit(lambda: forget_files(files))
    return len(products)
