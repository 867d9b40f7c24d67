"""What people type about payments: clean input; the verbs of the models decide."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from moneyed import Money
from stdnum import bic, iban
from stdnum.exceptions import ValidationError as NumberError

from portal.core.forms import choose_from
from portal.core.money import decimals, format_money, minor_digits
from portal.core.papers import MOST_FILES, TOO_MANY, FilesField
from portal.core.places import country_choices
from portal.core.texts import clean_line
from trade.settling.models import Instalment, ProofPaper

LONG_AGO = timedelta(days=3 * 366)


class DayField(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SumForm(forms.Form):
    """An amount in the instalment's currency, and the day of the bank's statement."""

    amount = forms.DecimalField(
        label=gettext_lazy("Amount"), min_value=Decimal("0.0001"), max_digits=18, decimal_places=4
    )
    is_sure = forms.BooleanField(label=gettext_lazy("The amount is right"), required=False)
    day = DayField(label=gettext_lazy("Day"))
    reference = forms.CharField(label=gettext_lazy("The bank’s reference"), max_length=80, required=False)

    def __init__(self, *args: Any, instalment: Instalment, **kwargs: Any) -> None:
        usual = {"amount": f"{instalment.amount.normalize():f}", "day": timezone.localdate()}
        super().__init__(*args, **{"initial": usual, **kwargs})
        self.instalment = instalment
        if not self.is_bound:
            del self.fields["is_sure"]
        self.fields["amount"].label = _("Amount in %(currency)s") % {"currency": instalment.currency}
        self.fields["amount"].widget.attrs["step"] = str(Decimal(1).scaleb(-minor_digits(instalment.currency)))
        self.fields["amount"].help_text = _("Asked for are %(sum)s.") % {"sum": format_money(instalment.money)}

    def clean_amount(self) -> Decimal:
        amount: Decimal = self.cleaned_data["amount"]
        if decimals(amount) > minor_digits(self.instalment.currency):
            currency = self.instalment.currency
            smallest = format_money(Money(Decimal(1).scaleb(-minor_digits(currency)), currency))
            raise forms.ValidationError(_("The smallest step is %(step)s.") % {"step": smallest})
        return amount

    def clean(self) -> dict[str, Any]:
        """More than the whole order is mostly a slip of the hand; it is asked once whether so much it is."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        order = self.instalment.order
        is_much = data.get("amount", 0) > max(order.total, self.instalment.amount)
        if not is_much:
            del self.fields["is_sure"]
        elif not data.get("is_sure"):
            words = _("This is more than the whole order costs: %(total)s. Look at it again, or tick that it is right.")
            self.add_error("amount", words % {"total": format_money(order.sum)})
        return data

    def clean_day(self) -> Any:
        day, today = self.cleaned_data["day"], timezone.localdate()
        if day > today:
            raise forms.ValidationError(_("This day has not come yet."))
        if day < today - LONG_AGO:
            raise forms.ValidationError(_("This day is years ago. Look at the year."))
        return day

    def clean_reference(self) -> str:
        return clean_line(self.cleaned_data["reference"])


class ReportForm(SumForm):
    """The buyer's: with the bank's papers. `kept` are those that were sent with a report that was not complete."""

    kept = forms.MultipleChoiceField(
        label=gettext_lazy("Sent before and kept"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They go with this report. Untick what does not belong to it."),
    )
    proof = FilesField(
        label=gettext_lazy("Proof of the transfer"),
        required=False,
        help_text=gettext_lazy(
            "The bank’s confirmation: up to five PDF files or pictures of up to 10 MB each. Only the two companies see "
            "them."
        ),
    )

    field_order = ["amount", "is_sure", "day", "reference", "kept", "proof"]

    def __init__(self, *args: Any, kept: Iterable[ProofPaper], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(paper.ref, paper.title) for paper in kept]
        if choices:
            choose_from(self, "kept", choices)
            self.fields["kept"].initial = [ref for ref, _title in choices]
        else:
            del self.fields["kept"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if len(found.get("kept", ())) + len(found.get("proof", ())) > MOST_FILES:
            self.add_error("proof", TOO_MANY % {"most": MOST_FILES})
        return found


class LetterForm(forms.Form):
    number = forms.CharField(label=gettext_lazy("Number of the letter of credit"), max_length=40)
    bank = forms.CharField(label=gettext_lazy("Issuing bank"), max_length=120)
    expires_on = DayField(label=gettext_lazy("Expires on"))

    def clean_number(self) -> str:
        return clean_line(self.cleaned_data["number"])

    def clean_bank(self) -> str:
        return clean_line(self.cleaned_data["bank"])

    def clean_expires_on(self) -> Any:
        if self.cleaned_data["expires_on"] <= timezone.localdate():
            raise forms.ValidationError(_("This letter of credit has expired."))
        return self.cleaned_data["expires_on"]


class LetterDecisionForm(forms.Form):
    """The supplier's word on a letter of credit; who refuses it says why."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Your decision"),
        choices=[("accept", gettext_lazy("Accept it")), ("refuse", gettext_lazy("Refuse it"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason, if you refuse it"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("decision") == "refuse" and not found.get("reason"):
            self.add_error("reason", _("Say why: the other side has to know what to do about it."))
        return found


class ReasonForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea({"rows": 3}))


class SpreadForm(forms.Form):
    parts = forms.IntegerField(label=gettext_lazy("Number of parts"), min_value=2, max_value=12, initial=3)
    days = forms.IntegerField(label=gettext_lazy("Days between two parts"), min_value=1, max_value=366, initial=30)


class AccountForm(forms.Form):
    """The company's account: an IBAN, or where a country has none, the account's number and the bank's SWIFT code."""

    holder = forms.CharField(
        label=gettext_lazy("Payee"),
        max_length=200,
        help_text=gettext_lazy("The company itself, by the name that was checked."),
    )
    bank = forms.CharField(label=gettext_lazy("Bank"), max_length=120)
    country = forms.ChoiceField(label=gettext_lazy("Country of the bank"))
    iban = forms.CharField(label=gettext_lazy("IBAN"), max_length=50, required=False)
    number = forms.CharField(
        label=gettext_lazy("Account number"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Where there is no IBAN, as in Korea, Japan or the United States."),
    )
    bic = forms.CharField(
        label=gettext_lazy("SWIFT code (BIC)"),
        max_length=15,
        required=False,
        help_text=gettext_lazy("8 or 11 signs. Needed with an account number."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "–"), *country_choices()]  # type: ignore[attr-defined]  # a choice field

    def clean_holder(self) -> str:
        return clean_line(self.cleaned_data["holder"])

    def clean_bank(self) -> str:
        return clean_line(self.cleaned_data["bank"])

    def clean_iban(self) -> str:
        text = self.cleaned_data["iban"]
        try:
            return str(iban.validate(text)) if text else ""
        except NumberError:
            raise forms.ValidationError(_("This IBAN is not right: a sign is wrong or missing.")) from None

    def clean_bic(self) -> str:
        text = self.cleaned_data["bic"]
        try:
            return str(bic.validate(text)) if text else ""
        except NumberError:
            raise forms.ValidationError(_("This is not a SWIFT code: 8 or 11 letters and digits.")) from None

    def clean_number(self) -> str:
        number = "".join(char for char in self.cleaned_data["number"].upper() if char.isalnum() or char == "-")
        if self.cleaned_data["number"] and not any(char.isdigit() for char in number):
            raise forms.ValidationError(_("This is no account number: there is no digit in it."))
        return number

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if self.errors:
            return found
        country, international, swift = found["country"], found["iban"], found["bic"]
        if international and international[:2] != country:
            self.add_error("iban", _("This IBAN is of another country than the bank."))
        if not international and not (found["number"] and swift):
            self.add_error("iban", _("Give an IBAN, or an account number with the bank’s SWIFT code."))
        if swift and swift[4:6] != country:
            self.add_error("bic", _("This SWIFT code is of another country than the bank."))
        return found


class CodeForm(forms.Form):
    """The code of a letter, in place of a second person."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=20, widget=forms.TextInput({"autocomplete": "one-time-code"})
    )
