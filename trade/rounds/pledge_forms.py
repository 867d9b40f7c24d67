"""Forms of those who take part in a joint purchase, and of the steward who ends it; they never write."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from offers.forms import TokenField, quantity_field
from offers.rfq_forms import MomentField
from portal.core.forms import choose_from, expect
from portal.core.places import country_choices
from portal.core.texts import BlockField, LineField, validate_visible
from portal.core.units import quantity, unit_name
from trade.rounds.limits import LONGEST_DAYS
from trade.rounds.models import PurchaseRound


class PledgeForm(forms.Form):
    """How much, where to, and the word that it is meant."""

    quantity = quantity_field(_("Quantity of your company"))
    address = BlockField(
        label=_("Delivery address"), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )
    country = forms.ChoiceField(label=_("Country of delivery"), required=False)
    note = LineField(label=_("Note to the steward"), required=False, max_length=500)
    may_be_named = forms.BooleanField(
        label=_("Our share may be shown by name in the community’s results"), required=False
    )
    understood = forms.BooleanField(label=_("We mean it"), required=False)
    key = TokenField()
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, purchase: PurchaseRound, sentence: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "country", [("", _("Choose a country")), *country_choices()])
        self.purchase = purchase
        expect(self, "quantity", "address", "understood")
        step = purchase.multiple or purchase.each_min
        self.fields["quantity"].help_text = quantity_help(purchase)
        if step:
            self.fields["quantity"].widget.attrs["placeholder"] = f"{step.normalize():f}"
        self.fields["quantity"].label = f"{self.fields['quantity'].label} ({unit_name(purchase.unit, 2)})"
        self.fields["understood"].help_text = escape(sentence)  # it is drawn as markup, and names a company

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("quantity") is None and "quantity" not in self.errors:
            self.add_error("quantity", _("Say how much your company takes."))
        if not cleaned.get("address") and "address" not in self.errors:
            self.add_error("address", _("Say where your share shall go."))
        if not cleaned.get("understood"):
            self.add_error("understood", _("Tick this: a pledge is an order that others rely on."))
        return cleaned

    def terms(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("address", "country", "note", "may_be_named")}


def quantity_help(purchase: PurchaseRound) -> str:
    """The limits of one member, in a line; empty without any."""
    parts = []
    for value, words in (
        (purchase.each_min, _("at least %(n)s")),
        (purchase.each_max, _("at most %(n)s")),
        (purchase.multiple, _("in multiples of %(n)s")),
    ):
        if value:
            parts.append(str(words) % {"n": quantity(value, purchase.unit)})
    return ", ".join(parts)


class ExtendForm(forms.Form):
    deadline = MomentField(label=_("Members pledge until"), required=True)
    reason = LineField(label=_("Why"), required=False, max_length=500, help_text=_("Those who pledged read it."))

    def __init__(self, *args: Any, purchase: PurchaseRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purchase = purchase

    def clean_deadline(self) -> Any:
        """In the zone of the round."""
        deadline = timezone.make_naive(self.cleaned_data["deadline"]).replace(tzinfo=ZoneInfo(self.purchase.zone))
        if self.purchase.deadline and deadline <= self.purchase.deadline:
            raise forms.ValidationError(_("That is no later than now agreed."))
        if deadline > timezone.now() + timedelta(days=LONGEST_DAYS):
            words = _("Choose a deadline within the next %(days)s days.")
            raise forms.ValidationError(words, params={"days": LONGEST_DAYS})
        return deadline


class ReasonForm(forms.Form):
    reason = BlockField(
        label=_("Why"),
        max_length=500,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One sentence is enough. Those who pledged read it."),
    )


class ReleaseForm(forms.Form):
    """What the company would be left with, and why."""

    quantity = forms.DecimalField(
        label=_("You would still take"), min_value=0, max_digits=14, decimal_places=3, help_text=_("0: nothing")
    )
    reason = LineField(label=_("Why"), max_length=500, validators=[validate_visible])


class ReceiptForm(forms.Form):
    note = LineField(label=_("Was anything not in order?"), required=False, max_length=500)
