"""Where the buyer says what matters how much."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.guards import company_required
from offers.permissions import can_manage_rfq
from portal.core.http import SignedIn
from portal.core.permissions import require
from trade.comparison_scores import FORMULAS, LABELS
from trade.comparison_wish import Wish
from trade.deciding_views import crumbs_of, own_rfq
from trade.models import ComparisonWeights
from trade.models.weights import MOST

CRITERIA = ComparisonWeights.CRITERIA


class WeightsForm(forms.Form):
    """A whole number from 0 to 100 for each criterion, not all of them 0."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # the base class says what they are
        for name in CRITERIA:
            widget = forms.NumberInput({"inputmode": "numeric", "min": 0, "max": MOST})
            self.fields[name] = forms.IntegerField(
                label=LABELS[name], min_value=0, max_value=MOST, help_text=FORMULAS[name], widget=widget
            )

    def clean(self) -> dict[str, int]:
        cleaned = super().clean() or {}
        if set(CRITERIA) <= set(cleaned) and not any(cleaned.values()):
            raise forms.ValidationError(_("Give at least one criterion a weight, each from 0 to 100."))
        return cleaned


@company_required
def weights(request: SignedIn, ref: str) -> HttpResponse:
    rfq = own_rfq(request, ref)
    require(can_manage_rfq(request.actor, rfq), _("Your role may not weigh the quotations on this request."))
    kept = ComparisonWeights.objects.filter(rfq=rfq).first()
    back = reverse("deciding:comparison", args=[rfq.ref]) + Wish.of(request.GET).query()
    if request.method == "POST" and "clear" in request.POST:
        ComparisonWeights.clear(rfq, request.actor)
        messages.success(request, _("The quotations are not scored any more."))
        return redirect(back)
    usual = kept or ComparisonWeights(rfq=rfq)
    form = WeightsForm(request.POST if request.method == "POST" else None, initial=usual.as_dict)
    if form.is_bound and form.is_valid():
        ComparisonWeights.put(rfq, form.cleaned_data, request.actor)
        messages.success(request, _("Your weights are kept. No supplier sees them."))
        return redirect(f"{back}#scores")
    crumbs = crumbs_of(rfq, (_("Comparison"), back), (_("What matters"), ""))
    context = {"rfq": rfq, "form": form, "kept": kept, "back": back, "crumbs": crumbs}
    return render(request, "trade/comparison_weights.html", context, status=422 if form.errors else 200)
