"""Forms of orders: they clean what was typed and never write."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalog.terms import PAYMENT_TERMS
from portal.core.forms import choose_from
from portal.core.incoterms import incoterm_choices
from portal.core.places import country_choices
from portal.core.texts import BlockField, LineField
from portal.core.units import plain
from trade.orders.models import Order, OrderLine
from trade.quotation_forms import amount_field, day_field, days_field, number_field, quantity_field


class ConfirmForm(forms.Form):
    """Promised days. Those that both have agreed on already are filled in."""

    ready_by = day_field(_("Ready by"))
    ship_by = day_field(_("Shipped by"))
    deliver_by = day_field(_("Delivered by"), help_text=_("Leave out what you cannot promise yet."))

    def __init__(self, order: Order, data: Any = None) -> None:
        agreed = {name: day for name in self.base_fields if (day := getattr(order, name))}
        super().__init__(data, initial=agreed or {"ready_by": order.usual_day})
        for name, day in agreed.items():
            words = gettext("Agreed: %(day)s. You may promise an earlier day.")
            self.fields[name].help_text = words % {"day": date_format(day)}


class DeliveryForm(forms.Form):
    shipped_on = day_field(_("Shipped on"))
    expected_on = day_field(_("Expected on"), help_text=_("The buyer is asked then whether it has come."))
    carrier = LineField(label=_("Carrier"), required=False, max_length=80)
    tracking = LineField(label=_("Tracking or transport document number"), required=False, max_length=80)
    note = LineField(label=_("Note"), required=False, max_length=500)

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial={"shipped_on": timezone.localdate(), **(initial or {})})


class SentLineForm(forms.Form):
    """How much of one line is sent."""

    quantity = number_field(_("Quantity"), Decimal(0), 14, 3)

    def __init__(self, line: OrderLine, data: Any = None) -> None:
        super().__init__(data, prefix=f"line-{line.position}", initial={"quantity": plain(line.left)})
        self.line = line


class ReceiptForm(forms.Form):
    note = BlockField(
        label=_("What was not in order"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Both sides read it. Leave it empty when all is well."),
    )


class ReasonForm(forms.Form):
    reason = BlockField(label=_("Why"), max_length=1000, widget=forms.Textarea({"rows": 3}))


class NumberForm(forms.Form):
    buyer_po = LineField(label=_("Purchase-order number"), required=False, max_length=40)


class NoteForm(forms.Form):
    text = BlockField(label=_("Note"), max_length=2000, widget=forms.Textarea({"rows": 2}))


class AddressForm(forms.Form):
    name = LineField(label=_("Name"), max_length=120)
    street = LineField(label=_("Street and number"), max_length=160)
    postcode = LineField(label=_("Postcode"), required=False, max_length=16)
    city = LineField(label=_("City"), max_length=80)
    region = LineField(label=_("State, province or region"), required=False, max_length=80)
    country = forms.ChoiceField(label=_("Country"))
    note = LineField(label=_("Note for the carrier"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "country", country_choices())


class ChangeForm(forms.Form):
    """Terms and dates as they would be; `like` is a wording to begin with instead of the order as it is."""

    ready_by = day_field(_("Ready by"))
    ship_by = day_field(_("Shipped by"))
    deliver_by = day_field(_("Delivered by"))
    incoterm = forms.ChoiceField(label=_("Incoterm"), required=False)
    incoterm_place = LineField(label=_("Named place"), required=False, max_length=80)
    lead_time_days = days_field(_("Lead time in days"))
    payment = forms.ChoiceField(label=_("Payment"), required=False)
    deposit_percent = number_field(_("Deposit in percent"), Decimal("0.01"), 5, 2, max_value=Decimal("99.99"))
    payment_days = days_field(_("Days to pay"))
    reason = BlockField(label=_("Why"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, order: Order, data: Any = None, like: Mapping[str, Any] | None = None) -> None:
        names = [name for name in self.base_fields if name != "reason"]
        begun = {name: like[name] for name in names} if like else {name: getattr(order, name) for name in names}
        super().__init__(data, initial=begun)
        choose_from(self, "incoterm", [("", _("Not stated")), *incoterm_choices()])
        choose_from(self, "payment", [("", _("Not stated")), *PAYMENT_TERMS.items()])

    def terms(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class ChangedLineForm(forms.Form):
    """A line as it would be; an empty quantity takes it out. Without a line: a new one. `like` as in ChangeForm."""

    title = LineField(label=_("What"), required=False, max_length=200)
    quantity = quantity_field(_("Quantity"))
    amount = amount_field(_("Price per unit"))

    def __init__(self, line: OrderLine | None, data: Any = None, like: Mapping[str, Any] | None = None) -> None:
        own = {"title": line.title, "quantity": plain(line.quantity), "amount": plain(line.amount)} if line else {}
        if like is not None:
            own |= {"quantity": "", **{name: like[name] for name in self.base_fields if name in like}}
        position = line.position if line else "new"
        super().__init__(data, prefix=f"line-{position}", initial=own)
        self.line = line

    def row(self) -> dict[str, Any] | None:
        """As `Order.propose_change` takes it; None for one that is left out."""
        said = {name: self.cleaned_data[name] for name in ("title", "quantity", "amount")}
        if said["quantity"] is None:
            return None
        if said["amount"] is None:
            said["amount"] = self.line.amount if self.line else Decimal(0)
        return {**said, "position": self.line.position} if self.line else said
