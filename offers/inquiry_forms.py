"""Forms of inquiries: they clean what was typed and never write."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from offers.forms import TokenField, currency_choices, price_field, quantity_field
from offers.models import Inquiry, InquiryReport
from offers.models.inquiry_message import MOST_FILES, Paper
from offers.starters import starter_choices, with_starters
from portal.core.forms import choose_from, expect
from portal.core.incoterms import incoterm_choices
from portal.core.pictures import ManyFilesInput
from portal.core.places import country_choices
from portal.core.texts import BlockField, LineField, clean_line, validate_visible
from portal.core.units import unit_choices
from portal.core.uploads import as_document

DIGITS = re.compile(r"(?:\D*\d){5}")


class PapersField(forms.FileField):
    """Up to five PDFs or pictures, each looked through; cleans to a list of Paper."""

    widget = ManyFilesInput({"accept": "application/pdf,image/jpeg,image/png,image/webp", "multiple": True})

    def __init__(self, **options: Any) -> None:
        words = _("Up to five, PDF or picture; only your partner and your colleagues can open them.")
        super().__init__(**{"label": _("Files"), "required": False, "help_text": words, **options})

    def clean(self, data: Any, initial: Any = None) -> list[Paper]:
        files = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if len(files) > MOST_FILES:
            raise ValidationError(_("Up to %(most)s files, please."), params={"most": MOST_FILES})
        return [Paper(clean_line(one.name)[-120:], as_document(one)) for one in files]


class ContactForm(forms.Form):
    """What the person lets the other company see of them: nothing, unless they tick or type it."""

    share_name = forms.BooleanField(label=_("Show my name"), required=False)
    share_email = forms.BooleanField(label=_("Show my e-mail address"), required=False)
    phone = LineField(
        label=_("Show this telephone number"), required=False, max_length=40, widget=forms.TextInput({"type": "tel"})
    )

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if phone and not DIGITS.match(phone):
            raise ValidationError(_("This is no telephone number. Leave it empty to share none."))
        return phone

    def parts_of(self, user: Any) -> dict[str, str]:
        """What `InquiryContact.share` takes."""
        data = self.cleaned_data
        return {
            "name": user.name if user and data.get("share_name") else "",
            "email": user.email if user and data.get("share_email") else "",
            "phone": data.get("phone", ""),
        }


class DeliveryForm(forms.Form):
    """Where to, by when, and on which terms; all of it may be left open."""

    delivery_country = forms.ChoiceField(label=_("Delivery to"), required=False)
    delivery_on = forms.DateField(
        label=_("Wished by"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    incoterm = forms.ChoiceField(label=_("Incoterm wished"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "delivery_country", [("", _("Any country")), *country_choices()])
        choose_from(self, "incoterm", [("", _("Left open")), *incoterm_choices()])
        self.fields["delivery_on"].widget.attrs["min"] = timezone.localdate().isoformat()

    def clean_delivery_on(self) -> date | None:
        day: date | None = self.cleaned_data["delivery_on"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Choose a day that is not past."))
        return day

    def delivery(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("delivery_country", "delivery_on", "incoterm")}


class QuestionForm(DeliveryForm, ContactForm):
    """What is the same in an inquiry to one and to many. The form's own token makes a double click one thing."""

    starters = forms.MultipleChoiceField(
        label=_("Ask also"), required=False, widget=forms.CheckboxSelectMultiple, choices=starter_choices
    )
    question = BlockField(
        label=_("Your question"),
        required=False,
        max_length=6000,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Say what you need it for, and what matters to you."),
    )
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    papers = PapersField()
    form_token = TokenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "currency", currency_choices())
        expect(self, "question")  # one's own words, or those offered

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "question" not in cleaned or "starters" not in cleaned:
            return cleaned
        question = with_starters(cleaned["question"], cleaned["starters"])
        if not question:
            self.add_error("question", _("Ask something, or tick one of the questions offered."))
        validate_visible(question)
        return cleaned

    @property
    def whole_question(self) -> str:
        return with_starters(self.cleaned_data["question"], self.cleaned_data["starters"])


class AskForm(QuestionForm):
    """An inquiry to one company."""

    quantity = quantity_field(_("Quantity"))
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    target_amount = price_field(_("Target price per unit"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "unit", unit_choices())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("target_amount") is not None and not cleaned.get("currency"):
            self.add_error("currency", _("Choose the currency of the price."))
        return cleaned

    def fields_of_inquiry(self) -> dict[str, Any]:
        """What `Inquiry.send` takes."""
        data = self.cleaned_data
        return {
            "question": self.whole_question,
            "quantity": data["quantity"],
            "unit": data["unit"] if data["quantity"] is not None else "",
            "target_amount": data["target_amount"],
            "currency": data["currency"] if data["target_amount"] is not None else "",
            "files": data["papers"],
            "form_token": data["form_token"],
            **self.delivery(),
        }


class AskManyForm(QuestionForm):
    """One question to several; each product has fields of its own: `quantity-REF`, `unit-REF`, `target-REF`."""

    def __init__(self, *args: Any, products: Iterable[Product] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.products = list(products)
        units = unit_choices()
        for product in self.products:
            self.fields[f"quantity-{product.ref}"] = quantity_field(_("Quantity"))
            unit = forms.ChoiceField(label=_("Unit"), required=False, initial=product.unit, choices=units)
            self.fields[f"unit-{product.ref}"] = unit
            self.fields[f"target-{product.ref}"] = price_field(_("Target price per unit"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        targets = [cleaned.get(f"target-{product.ref}") for product in self.products]
        if any(target is not None for target in targets) and not cleaned.get("currency"):
            self.add_error("currency", _("Choose the currency of the price."))
        return cleaned

    def wishes(self) -> dict[str, dict[str, Any]]:
        """By the product's reference, as `InquiryBatch.send` takes them."""
        data = self.cleaned_data
        return {
            product.ref: {
                "quantity": data[f"quantity-{product.ref}"],
                "unit": data[f"unit-{product.ref}"],
                "target": data[f"target-{product.ref}"],
            }
            for product in self.products
        }


class AnswerForm(ContactForm):
    """Words of who was asked. `seen` is the number of the last words they had before them."""

    word = "answer"

    answer = BlockField(
        label=_("Your answer"), max_length=8000, widget=forms.Textarea({"rows": 5}), validators=[validate_visible]
    )
    papers = PapersField()
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0)

    @property
    def text(self) -> str:
        words: str = self.cleaned_data[self.word]
        return words


class FollowUpForm(AnswerForm):
    """A further question of who asked."""

    word = "words"

    answer = None  # type: ignore[assignment]  # Django's way to leave out a field of the class above
    words = BlockField(
        label=_("Ask again, or add something"),
        max_length=8000,
        widget=forms.Textarea({"rows": 5}),
        validators=[validate_visible],
    )


class ClosingForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "reason", [("", _("No reason given")), *Inquiry.Reason.choices])

    def chosen(self) -> str:
        return str(self.cleaned_data["reason"]) if self.is_valid() else ""


class ReportForm(forms.Form):
    reason = forms.ChoiceField(label=_("What is wrong"), choices=InquiryReport.Reason, widget=forms.RadioSelect)
    words = LineField(label=_("What our staff should know"), required=False, max_length=500)
    block = forms.BooleanField(label=_("Take no inquiries from this company any more"), required=False)


class NoteForm(forms.Form):
    body = BlockField(
        label=_("Note for colleagues"),
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        validators=[validate_visible],
    )


SORTS = {
    "": ("-last_at", "-pk"),
    "oldest": ("last_at", "pk"),
    "newest": ("-created_at", "-pk"),
    "quantity": ("-quantity", "-pk"),
}


class InboxForm(forms.Form):
    """The filters of the list; whatever is not valid is left out, never an error."""

    q = LineField(label=_("Search words"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    box = forms.ChoiceField(
        label=_("Direction"),
        required=False,
        choices=[("", _("Received and sent")), ("received", _("Received")), ("sent", _("Sent"))],
    )
    who = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=[("", _("Everybody's")), ("mine", _("Mine")), ("unassigned", _("Unassigned"))],
    )
    product = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("Last words first")),
            ("oldest", _("Waiting longest")),
            ("newest", _("Newest inquiry first")),
            ("quantity", _("Largest quantity")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "state", [("", _("Any state")), *Inquiry.State.choices])

    def chosen(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name) or "")

    @property
    def order(self) -> tuple[str, ...]:
        return SORTS[self.chosen("sort")]

    @property
    def is_filtered(self) -> bool:
        return any(self.chosen(name) for name in ("q", "state", "box", "who", "product"))
