from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _


class RefundForm(forms.Form):
    amount = forms.DecimalField(
        label=_("Amount"), max_digits=18, decimal_places=4, min_value=Decimal("0.0001"), localize=True
    )
    reason = forms.CharField(label=_("Why"), max_length=200)
