"""Where the buyer enters what carriage and insurance cost by its own reckoning."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.guards import company_required
from offers.permissions import can_manage_rfq
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.permissions import require
from trade.comparison import Comparison
from trade.comparison_prices import Basis
from trade.comparison_wish import Wish
from trade.deciding_forms import EstimateForm
from trade.deciding_views import own_rfq
from trade.models import BuyerEstimate


@company_required
def estimates(request: SignedIn, ref: str) -> HttpResponse:
    """One short form for each quotation that is on another Incoterm than the chosen one."""
    rfq = own_rfq(request, ref)
    require(can_manage_rfq(request.actor, rfq), _("Your role may not enter estimates."))
    wish = Wish.of(request.GET)
    found = Comparison.read(rfq, request.actor, wish)
    data = request.POST if request.method == "POST" else None
    forms = [EstimateForm(column, rfq, data) for column in found.columns if column.signs]
    back = reverse("deciding:comparison", args=[rfq.ref]) + wish.query()
    wrong = [form for form in forms if not form.is_valid()]
    if data is not None and not wrong:
        keep(forms, found.basis, request.actor)
        messages.success(request, _("Your estimates are kept. No supplier sees them."))
        return redirect(back)
    context = {"rfq": rfq, "forms": forms, "basis": found.basis, "back": back, "comparison": found}
    return render(request, "trade/comparison_estimates.html", context)


def keep(forms: list[EstimateForm], basis: Basis, by: Actor) -> None:
    """All of them, or none."""
    with transaction.atomic():
        for form in forms:
            column = form.column
            BuyerEstimate.put(column.quotation, column.version, basis.incoterm, basis.step, by, **form.figures)
