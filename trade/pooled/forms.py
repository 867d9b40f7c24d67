"""Forms of pooled answers; they never write."""

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.forms import price_field
from offers.models import RFQ
from offers.rfq_forms import MomentField
from portal.core.actor import Actor
from portal.core.forms import expect
from portal.core.texts import BlockField, LineField, validate_visible
from portal.core.units import plain
from trade.pooled.models import PoolLine, PoolPart

REF = re.compile(r"R-[0-9A-Z]{10}", re.IGNORECASE)


class PoolForm(forms.Form):
    request = LineField(
        label=_("Request for quotation"),
        max_length=300,
        help_text=_("Its reference, such as R-7K3M9Q2XAB, or its address."),
    )
    until = MomentField(label=_("Members promise until"), required=True)
    note = BlockField(
        label=_("What members should know"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_request(self) -> RFQ:
        """One that the reader may see; of any other it is not said whether there is one."""
        match = REF.search(self.cleaned_data["request"])
        rows: Any = RFQ.objects.visible_to(self.actor).open()
        found: RFQ | None = rows.filter(ref=match[0].upper()).first() if match else None
        if found is None:
            raise forms.ValidationError(_("No open request is found by this."))
        return found


class PromiseForm(forms.Form):
    """One company's part of one line."""

    quantity = forms.DecimalField(
        label=_("Your part"), min_value=0, max_digits=14, decimal_places=3, help_text=_("0 takes it back.")
    )
    unit_cost = price_field(_("Your cost per unit"))
    lead_time_days = forms.IntegerField(label=_("Lead time in days"), required=False, min_value=1, max_value=1000)

    def __init__(self, data: Any = None, *, line: PoolLine, own: PoolPart | None = None) -> None:
        initial: dict[str, Any] = {}
        if own is not None:
            initial = {"quantity": plain(own.quantity), "unit_cost": plain(own.unit_cost)}
            initial["lead_time_days"] = own.lead_time_days
        super().__init__(data, prefix=f"line-{line.pk}", initial=initial)
        self.line = line
        expect(self, "unit_cost")


class ReasonForm(forms.Form):
    reason = LineField(label=_("Why"), max_length=500, validators=[validate_visible])


def usual_until(rfq: RFQ | None) -> Any:
    """A day before the request closes, in five days at the latest."""
    end = timezone.localtime() + timedelta(days=5)
    if rfq is not None and rfq.closes_at:
        end = min(end, timezone.localtime(rfq.closes_at - timedelta(days=1)))
    return end.replace(second=0, microsecond=0, tzinfo=None)
