"""What becomes of the catalogue when its company is taken into another."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import (
    CatalogueChange,
    EditorDraft,
    ImportRun,
    Product,
    Report,
    ReportCase,
    SharedCatalogue,
    Shortlist,
    Variant,
)
from catalog.skus import every_sku, numbered
from companies.merging import Moved, merges
from companies.models import Company
from portal.core.permissions import Refused

OURS = ("catalog.product.company", "catalog.variant.company", "catalog.importrun.company")


@merges("catalogue", *OURS, "catalog.sharedcatalogue.company")
def catalogue(kept: Company, lost: Company) -> Moved:
    """Every product moves and keeps its address; one whose SKU the kept company has already gets a number behind it.

    Raises Refused while an import runs into either: its rows would come in behind the merge.
    """
    running = [ImportRun.State.WAITING, ImportRun.State.RUNNING]
    if ImportRun.objects.filter(company__in=[kept, lost], state__in=running).exists():
        raise Refused(_("An import is running into one of the two. Merge them when it is done."))
    renamed = list(rename_clashes(kept, lost))
    Variant.objects.filter(company=lost).update(company=kept)
    moved = Product.objects.filter(company=lost).update(company=kept, updated_at=timezone.now())
    Product.everything.filter(company=lost).update(company=kept)  # the deleted ones can still be had back
    ImportRun.objects.filter(company=lost).update(company=kept)
    SharedCatalogue.objects.filter(company=lost).update(company=kept)  # links that buyers hold lead on
    yield _("products"), moved
    for old, new in renamed:
        yield _("SKU “%(old)s” is now “%(new)s”") % {"old": old, "new": new}, 1


def rename_clashes(kept: Company, lost: Company) -> Iterator[tuple[str, str]]:
    """Give each clashing product and variant a free SKU before it moves; tells the old and the new one."""
    theirs, taken = every_sku(kept.pk), every_sku(kept.pk) | every_sku(lost.pk)
    rows: list[Product | Variant] = [*Product.objects.filter(company=lost, sku__in=theirs).order_by("pk")]
    for row in [*rows, *Variant.objects.filter(company=lost, sku__in=theirs).order_by("pk")]:
        old, row.sku = row.sku, numbered(row.sku, taken)
        taken.add(row.sku)
        row.save(update_fields=["sku", "updated_at"] if isinstance(row, Product) else ["sku"])
        yield old, row.sku


@merges("unsaved edits", "catalog.editordraft.company", "catalog.cataloguechange.company")
def unsaved_edits(kept: Company, lost: Company) -> Moved:
    """They go with their products; what somebody began anew stays, where they have begun one in the other, too."""
    began = EditorDraft.objects.filter(company=kept, product=None).values("user")
    rows = EditorDraft.objects.filter(company=lost).exclude(product=None, user__in=began)
    yield _("unsaved edits"), rows.update(company=kept)
    CatalogueChange.objects.filter(company=lost).update(company=kept)


@merges("shortlists", "catalog.shortlist.company")
def shortlists(kept: Company, lost: Company) -> Moved:
    """All move; a name that the kept company uses already gets the other's name behind it."""
    taken = {name.lower() for name in Shortlist.objects.filter(company=kept).values_list("name", flat=True)}
    moved = 0
    for shortlist in Shortlist.objects.filter(company=lost).order_by("pk"):
        if shortlist.name.lower() in taken:
            shortlist.name = f"{shortlist.name[:80]} ({lost.name[:24]} {shortlist.ref[-4:]})"
        shortlist.company = kept
        shortlist.save(update_fields=["company", "name"])
        moved += 1
    yield _("shortlists"), moved


@merges("reports", "catalog.report.company", "catalog.reportcase.owner")
def reports(kept: Company, lost: Company) -> Moved:
    """What its people reported, and what was reported of its listings; staff decide on as before."""
    yield _("reports"), Report.objects.filter(company=lost).update(company=kept)
    yield _("decisions after reports"), ReportCase.objects.filter(owner=lost).update(owner=kept)
