"""Whether the books are right: what the database holds is asked again, for it may have been restored or patched."""

from collections.abc import Iterator

from django.db.models import Count, Sum

from trade.books.models import LedgerEntry, Posting


def findings() -> Iterator[str]:
    """A line for each thing that is wrong."""
    yield from out_of_balance()
    for key in Posting.objects.filter(is_sealed=False).order_by("pk").values_list("key", flat=True):
        yield f"{key}: not sealed"
    counted = Posting.objects.order_by("pk").annotate(found=Count("entries"))
    for key, size, found in counted.values_list("key", "size", "found").iterator(chunk_size=2000):
        if size != found:
            yield f"{key}: {found} entries, {size} were posted"


def out_of_balance() -> Iterator[str]:
    rows = LedgerEntry.objects.order_by().values("posting__key", "currency").annotate(rest=Sum("amount"))
    for row in rows.exclude(rest=0).order_by("posting_id"):
        yield f"{row['posting__key']}: out of balance by {row['currency']} {row['rest'].normalize():f}"
