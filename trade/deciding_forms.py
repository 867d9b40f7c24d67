"""Forms of the decision; they read and check, they never write."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.forms import AmountField
from portal.core.forms import choose_from
from portal.core.texts import BlockField, LineField
from trade.award_plan import reasons
from trade.comparison_terms import KINDS
from trade.comparison_wish import currencies_for


class EstimateForm(forms.Form):
    """One quotation's; only the kinds of cost that lie between its Incoterm and the chosen one are asked for."""

    freight = AmountField(label=_("Carriage and handling"), required=False)
    insurance = AmountField(label=_("Insurance"), required=False)
    clearance = AmountField(label=_("Clearance and duties"), required=False)
    currency = forms.ChoiceField(label=_("Currency"))
    note = LineField(label=_("Where the figures are from"), max_length=200, required=False)

    def __init__(self, column: Any, rfq: Any, data: Any = None) -> None:
        self.column = column
        estimate = column.estimate
        values = {name: getattr(estimate, name) for name in (*KINDS, "currency", "note")} if estimate else {}
        super().__init__(data, prefix=column.quotation.ref, initial=values or {"currency": rfq.currency})
        for kind in KINDS.keys() - column.signs.keys():
            del self.fields[kind]
        for kind, sign in column.signs.items():
            self.fields[kind].help_text = _("Added to the price.") if sign > 0 else _("Taken out of the price.")
        codes = dict.fromkeys([*currencies_for(rfq), *([estimate.currency] if estimate else [])])
        choose_from(self, "currency", [(code, code) for code in codes])

    @property
    def figures(self) -> dict[str, Any]:
        """What was typed, by the names of the model."""
        kept: dict[str, Decimal | str | None] = {name: self.cleaned_data.get(name) for name in self.fields}
        return kept


class AwardForm(forms.Form):
    """What the others are told."""

    reason = forms.ChoiceField(label=_("Why the others were not chosen"), initial="other_chosen")
    note = BlockField(
        label=_("A word to those who were not chosen"),
        max_length=1000,
        required=False,
        help_text=_("Each of them reads it. Name no other supplier and no other price."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "reason", reasons())


class ClosingForm(forms.Form):
    reason = BlockField(
        label=_("Why nobody gets it"),
        max_length=1000,
        help_text=_("Those who quoted read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
