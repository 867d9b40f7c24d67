"""What becomes of vouchings when a company is taken into another."""

from django.db.models import Q
from django.utils.translation import gettext as _

from community.models import Vouching
from companies.merging import Moved, merges, move_rows
from companies.models import Company


@merges("vouchings", "community.vouching.voucher", "community.vouching.company")
def vouchings(kept: Company, lost: Company) -> Moved:
    """They move; what would be a company's word for itself, or a second open offer to the same, goes."""
    Vouching.objects.filter(Q(voucher=kept, company=lost) | Q(voucher=lost, company=kept)).delete()
    offered = Vouching.objects.filter(state=Vouching.State.OFFERED)
    for mine, other in (("voucher", "company"), ("company", "voucher")):
        rows = Vouching.objects.filter(**{mine: lost})
        theirs = offered.filter(**{mine: kept}).values(f"{other}_id")
        clashing = list(
            rows.filter(state=Vouching.State.OFFERED, **{f"{other}_id__in": theirs}).values_list("pk", flat=True)
        )
        moved = move_rows(rows, mine, kept, clashing=clashing)
        yield (_("companies it vouches for") if mine == "voucher" else _("who vouches for it")), moved
