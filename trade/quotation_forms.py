"""Forms of quotations: they clean what was typed and never write. A draft may be incomplete, but not malformed."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.terms import PAYMENT_TERMS
from offers.models import RFQLine
from offers.requirements import Requirement
from portal.core.forms import choose_from
from portal.core.incoterms import incoterm_choices
from portal.core.money import MAX_AMOUNT
from portal.core.texts import BlockField, LineField
from portal.core.units import unit_choices
from trade.models import Quotation, QuotationVersion
from trade.models.version import MOST_TIERS

SMALLEST, CHEAPEST = Decimal("0.001"), Decimal("0.0001")
LONGEST_DAYS = 3650
FURTHEST = timedelta(days=3 * 365)
DEPOSITS = {"deposit", "after_documents"}
Side = QuotationVersion.Side


def number_field(label: Any, smallest: Decimal, digits: int, places: int, **options: Any) -> forms.DecimalField:
    problems = {
        "min_value": _("Enter more than 0, or leave it empty."),
        "invalid": _("Enter a number, such as 12.5."),
        "max_digits": _("This number is too long."),
        "max_whole_digits": _("This number is too large."),
        "max_decimal_places": _("Up to %(max)s decimals, please."),
    }
    return forms.DecimalField(
        label=label,
        required=False,
        max_digits=digits,
        decimal_places=places,
        min_value=smallest,
        error_messages=problems,
        widget=forms.NumberInput({"step": "any", "inputmode": "decimal", "min": "0", "autocomplete": "off"}),
        **options,
    )


def amount_field(label: Any, **options: Any) -> forms.DecimalField:
    return number_field(label, CHEAPEST, 18, 4, **options)


def quantity_field(label: Any, **options: Any) -> forms.DecimalField:
    return number_field(label, SMALLEST, 14, 3, **options)


def days_field(label: Any, **options: Any) -> forms.IntegerField:
    widget = forms.NumberInput({"inputmode": "numeric", "min": "0", "autocomplete": "off"})
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=LONGEST_DAYS, widget=widget, **options
    )


def day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, **options)


def plain(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}"


class CounterTermsForm(forms.Form):
    """What a buyer may ask to be different."""

    valid_until = day_field(_("Valid until"))
    incoterm = forms.ChoiceField(label=_("Incoterm"), required=False)
    incoterm_place = LineField(label=_("Named place"), required=False, max_length=80, help_text=_("As in “FOB Busan”."))
    lead_time_days = days_field(_("Lead time in days"))
    payment = forms.ChoiceField(label=_("Payment"), required=False)
    deposit_percent = number_field(_("Deposit in percent"), Decimal("0.01"), 5, 2, max_value=Decimal("99.99"))
    payment_days = days_field(_("Days to pay"))
    sample = forms.ChoiceField(label=_("Samples"), required=False)
    sample_amount = amount_field(_("Price of a sample"))
    sample_days = days_field(_("Days until a sample is sent"))
    sample_freight = forms.ChoiceField(label=_("Freight of a sample"), required=False)
    respond_by = day_field(_("Answer wanted by"), help_text=_("Empty: within a week."))
    note = BlockField(label=_("Message"), required=False, max_length=4000, widget=forms.Textarea({"rows": 5}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "incoterm", [("", _("Not stated")), *incoterm_choices()])
        choose_from(self, "payment", [("", _("Not stated")), *PAYMENT_TERMS.items()])
        choose_from(self, "sample", [("", _("Not stated")), *QuotationVersion.Sample.choices])
        choose_from(self, "sample_freight", [("", _("Not stated")), *QuotationVersion.Freight.choices])

    def clean_respond_by(self) -> date | None:
        return self.near("respond_by")

    def clean_valid_until(self) -> date | None:
        return self.near("valid_until")

    def near(self, name: str) -> date | None:
        """A day that people can mean; whether it has passed is asked when it is handed in."""
        day: date | None = self.cleaned_data[name]
        today = timezone.localdate()
        if day is not None and not today - FURTHEST < day < today + FURTHEST:
            raise forms.ValidationError(_("Choose a day within the next three years."))
        return day

    def clean(self) -> dict[str, Any]:
        """What belongs to an answer that was not given goes away with it."""
        cleaned = super().clean() or {}
        if "deposit_percent" in cleaned and cleaned.get("payment") not in DEPOSITS:
            cleaned["deposit_percent"] = None
        if cleaned.get("sample") != QuotationVersion.Sample.PAID:
            cleaned["sample_amount"] = None
        if cleaned.get("sample") in {"", QuotationVersion.Sample.NONE}:
            cleaned["sample_days"], cleaned["sample_freight"] = None, ""
        return cleaned


class TermsForm(CounterTermsForm):
    """All terms of a supplier's quotation."""

    currency = forms.ChoiceField(label=_("Currency"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(code, code) for code in settings.CURRENCIES]
        own = str(self.initial.get("currency") or "")
        choose_from(self, "currency", known if own in settings.CURRENCIES or not own else [(own, own), *known])


def terms_form(side: str, data: Any, initial: Mapping[str, Any]) -> CounterTermsForm:
    kind = TermsForm if side == Side.SUPPLIER else CounterTermsForm
    shown = {**initial, "deposit_percent": plain(initial["deposit_percent"])}
    return kind(data, initial={**shown, "sample_amount": plain(initial["sample_amount"])})


class LineForm(forms.Form):
    """One line. A buyer who makes a counter-offer changes quantity, price and the prices at further quantities.

    `values` is the line as it stands (`QuotationLine.as_fields`), `asked` the line of the request that it answers.
    """

    title = LineField(label=_("What you offer"), required=False, max_length=200)
    sku = LineField(label=_("SKU"), required=False, max_length=64)
    product = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    quantity = quantity_field(_("Quantity"))
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    amount = amount_field(_("Price per unit"))
    moq = quantity_field(_("Minimum order"))
    lead_time_days = days_field(_("Lead time in days"))
    text = BlockField(label=_("Details"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, data: Any, prefix: str, values: Mapping[str, Any], asked: RFQLine | None, side: str) -> None:
        self.values, self.asked, self.side = values, asked, side
        super().__init__(data, prefix=prefix, initial=initial_of(values))
        self.tier_names: list[tuple[str, str]] = []
        self.answer_names: list[tuple[str, Requirement]] = []
        if side == Side.BUYER:
            for name in set(self.fields) - {"quantity", "amount"}:
                del self.fields[name]
            self.add_tiers()
            return
        if asked is not None:
            del self.fields["unit"]  # what was asked for is answered in the same unit, else nothing compares
        else:
            choose_from(self, "unit", unit_choices())
        self.add_tiers()
        self.add_answers()

    def add_tiers(self) -> None:
        known = sorted(self.values["tiers"])
        more = self.asked.quantities[1:] if self.asked else []
        stated = {quantity for quantity, _amount in known}
        rows = [*known, *((quantity, None) for quantity in more if quantity not in stated)]
        count = self.sent_tiers() if self.is_bound else min(MOST_TIERS, len(rows) + 1)
        for place in range(count):
            names = f"tier{place}_quantity", f"tier{place}_amount"
            quantity, amount = rows[place] if place < len(rows) else (None, None)
            self.fields[names[0]] = quantity_field(pgettext_lazy("quantity", "From"), initial=plain(quantity))
            self.fields[names[1]] = amount_field(_("Price per unit"), initial=plain(amount))
            self.tier_names.append(names)

    def sent_tiers(self) -> int:
        found = 0
        while found < MOST_TIERS and self.add_prefix(f"tier{found}_quantity") in self.data:
            found += 1
        return found

    def add_answers(self) -> None:
        said = {answer["name"]: answer["value"] for answer in self.values["answers"]}
        for place, required in enumerate(self.asked.required if self.asked else ()):
            name = f"answer{place}"
            label = f"{required.name} {required.words}"
            self.fields[name] = LineField(
                label=label, required=False, max_length=200, initial=said.get(required.name, "")
            )
            self.answer_names.append((name, required))

    @property
    def tiers(self) -> list[tuple[Any, Any]]:
        return [(self[quantity], self[amount]) for quantity, amount in self.tier_names]

    @property
    def answers(self) -> list[tuple[Any, Requirement, bool | None]]:
        """Each requirement with its field, and whether what stands there now meets it."""
        return [
            (self[name], required, required.is_met_by(str(self[name].value() or "")[:200]))
            for name, required in self.answer_names
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        amount, quantity = cleaned.get("amount"), cleaned.get("quantity")
        if amount is not None and "quantity" in cleaned and quantity is None:
            self.add_error("quantity", _("Say for how much this price holds."))
        if amount is not None and "title" in cleaned and not cleaned["title"]:
            self.add_error("title", _("Name what you offer for this price."))
        if amount is not None and quantity is not None and amount * quantity > MAX_AMOUNT:
            self.add_error("amount", _("This comes to more than can be real. Look at price and quantity again."))
        cleaned["tiers"] = self.clean_tiers(quantity)
        return cleaned

    def clean_tiers(self, quantity: Decimal | None) -> list[tuple[Decimal, Decimal]]:
        """Rows with a quantity and a price; a quantity that was asked for and has no price is no row."""
        steps: dict[Decimal, Decimal] = {}
        for names in self.tier_names:
            at, amount = self.cleaned_data.get(names[0]), self.cleaned_data.get(names[1])
            if amount is not None and at is None and names[0] in self.cleaned_data:
                self.add_error(names[0], _("Say from which quantity on this price holds."))
            elif amount is not None and at is not None:
                if at in steps or at == quantity:
                    self.add_error(names[0], _("There is a price for this quantity already."))
                steps[at] = amount
        return sorted(steps.items())

    def fields_of_line(self, products: Mapping[str, Any]) -> dict[str, Any]:
        """What `QuotationVersion.write` takes; `products` are the company's own by reference."""
        said = self.cleaned_data
        if self.side == Side.BUYER:
            return {**self.values, **{name: said[name] for name in ("quantity", "amount", "tiers")}}
        names = ("title", "sku", "quantity", "amount", "moq", "lead_time_days", "text", "tiers")
        answers = [{"name": one.name, "value": said[name]} for name, one in self.answer_names if said[name]]
        return {
            **self.values,
            **{name: said[name] for name in names},
            "unit": said["unit"] or "C62" if "unit" in self.fields else self.values["unit"],
            "product": products.get(said["product"]),
            "answers": answers,
        }


def initial_of(values: Mapping[str, Any]) -> dict[str, Any]:
    shown = {name: values[name] for name in ("title", "sku", "unit", "lead_time_days", "text")}
    numbers = {name: plain(values[name]) for name in ("quantity", "amount", "moq")}
    return {**shown, **numbers, "product": values["product"].ref if values["product"] else ""}


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect, choices=Quotation.Reason.choices)
    note = BlockField(
        label=_("In your words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The other side reads it with the reason."),
    )


class ApprovalForm(forms.Form):
    note = BlockField(
        label=_("What should be different"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )


class RulesForm(forms.Form):
    most_discount = number_field(
        _("Largest discount from the list price without approval, in percent"),
        Decimal(0),
        5,
        2,
        max_value=Decimal(100),
        help_text=_("Empty: no such limit. 0: every price below the list price waits for approval."),
    )


class FloorForm(forms.Form):
    """The lowest price of one product, named by its SKU."""

    sku = LineField(label=_("SKU of your product"), max_length=64)
    amount = amount_field(_("Lowest price per unit"))
    currency = forms.ChoiceField(label=_("Currency"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].required = True
        choose_from(self, "currency", [(code, code) for code in settings.CURRENCIES])
