"""What a firm fills in for a check, and hands in; what staff say to it."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from companies.models import Claim, Company
from companies.verification.checklist import Paper, paper_choices
from companies.verification.numbers import form_of
from companies.verification.uploads import read_upload
from portal.core.forms import choose_from
from portal.core.places import country_choices
from portal.core.texts import BlockField, LineField, validate_visible

VALUES = {
    "registration": (_("Registration number"), _("As it stands in the register or on your certificate.")),
    "address": (_("Address"), _("Street, number, postcode and city of the seat or the works.")),
    "documents": (
        _("Who may act for the firm"),
        _("The person's full name, as on their identity card. Others do not see it."),
    ),
    "visit": (_("Where we can visit you"), _("Street and city of the works or office. Others do not see it.")),
}
HELPS = {
    "registration": _("For example the register's address, or an earlier name."),
    "documents": _("For example the person's position."),
    "visit": _("When it suits you, who receives us, in which language. A video call is possible."),
}
LONGEST = timedelta(days=365 * 5)


class ClaimForm(forms.Form):
    """What the claim says; the labels are those of its kind."""

    legal_name = LineField(
        label=_("Name in the register"),
        max_length=200,
        validators=[validate_visible],
        help_text=_("Exactly as it stands there, in its own script, with the legal form."),
    )
    value = LineField(max_length=200, validators=[validate_visible])
    words = BlockField(label=_("A word to us"), max_length=2000, required=False)

    def __init__(self, *args: Any, claim: Claim, company: Company, **kwargs: Any) -> None:
        said = {
            "legal_name": claim.legal_name or company.legal_name or company.local_name or company.name,
            "value": claim.value
            or (getattr(company, "registration_number", "") if claim.kind == "registration" else ""),
            "words": claim.words,
        }
        super().__init__(*args, **{"initial": said, **kwargs})
        self.claim, self.company = claim, company
        self.fields["value"].label, self.fields["value"].help_text = VALUES[claim.kind]
        self.fields["words"].help_text = HELPS.get(claim.kind, "")
        self.fields["words"].widget.attrs["rows"] = 3
        if claim.kind in {"address", "visit"}:
            del self.fields["legal_name"]

    def clean_value(self) -> str:
        value = str(self.cleaned_data["value"])
        if self.claim.kind == "registration" and form_of(value, self.company.country).state == "wrong":
            raise ValidationError(
                _("This cannot be a registration number of your country: a digit may be wrong or missing."),
                code="format",
            )
        return value


class DocumentForm(forms.Form):
    """One paper: a PDF, or photographed at once with the phone."""

    kind = forms.ChoiceField(widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("PDF or photograph"),
        widget=forms.FileInput({"accept": "application/pdf,image/jpeg,image/png,image/webp"}),
    )
    valid_until = forms.DateField(
        label=_("Valid until"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, paper: Paper | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "kind", paper_choices())
        if paper is not None:
            self.initial["kind"] = paper.code
            self.prefix_ids(paper.code)

    def prefix_ids(self, code: str) -> None:
        """Several of these stand on one page: each field needs an id of its own."""
        self.auto_id = f"id_{code}_%s"

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        return read_upload(file, file.name or "")

    def clean_valid_until(self) -> Any:
        day = self.cleaned_data["valid_until"]
        if day and day < localdate():
            raise ValidationError(_("It has expired already. Send a newer one."), code="expired")
        return day


class QueueForm(forms.Form):
    """The filters of the queue; whatever is not valid is left out."""

    q = LineField(label=_("Company"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    kind = forms.ChoiceField(label=_("What is claimed"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    tier = forms.ChoiceField(label=_("Tier"), required=False)
    age = forms.ChoiceField(label=_("Waiting"), required=False)
    whose = forms.ChoiceField(label=_("Whose"), required=False)

    def __init__(self, *args: Any, countries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(value, label) for value, label in Claim.State.choices if value != Claim.State.DRAFT]
        present = set(countries)
        choose_from(self, "state", [("", _("Waiting for us")), ("all", _("All states")), *states])
        choose_from(self, "kind", [("", _("All")), *Claim.Kind.choices])
        choose_from(
            self, "country", [("", _("All countries")), *[one for one in country_choices() if one[0] in present]]
        )
        choose_from(self, "tier", [("", _("All tiers")), *[(str(tier), str(tier)) for tier in range(4)]])
        choose_from(self, "age", [("", _("Any time")), ("2", _("More than 2 days")), ("7", _("More than a week"))])
        choose_from(self, "whose", [("", _("Everybody's")), ("mine", _("Mine")), ("free", _("Nobody's yet"))])

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ApprovalForm(forms.Form):
    """Yes: how it was checked, and for how long that holds."""

    method = forms.ChoiceField(label=_("How it was checked"))
    valid_until = forms.DateField(label=_("Holds until"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        until = claim.valid_until or localdate() + claim.TERMS.get(claim.kind, LONGEST)
        start = {"method": claim.method, "valid_until": until, "seen": claim.state}
        super().__init__(*args, **{"initial": start, **kwargs})
        names = dict(Claim.Method.choices)
        choose_from(self, "method", [(code, names[code]) for code in claim.METHODS.get(claim.kind, ())])

    def clean_valid_until(self) -> Any:
        day = self.cleaned_data["valid_until"]
        if not localdate() < day <= localdate() + LONGEST:
            raise ValidationError(_("Between tomorrow and five years from now."), code="range")
        return day


class ReturnForm(forms.Form):
    """No: the reason, and what the firm should do."""

    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    words = BlockField(
        label=_("In words"),
        max_length=2000,
        required=False,
        help_text=_("What should they send or correct? They read this as it stands."),
    )
    seen = forms.CharField(widget=forms.HiddenInput({"id": "id_seen_returned"}), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "reason", Claim.Reason.choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reason") == Claim.Reason.OTHER and not cleaned.get("words"):
            self.add_error("words", _("Say in words what is wrong."))
        return cleaned


class FlagForm(forms.Form):
    """What staff say to a likeness."""

    decision = forms.ChoiceField(choices=[("clear", ""), ("uphold", "")])
    words = BlockField(label=_("Why"), max_length=2000)


class PassportForm(forms.Form):
    """A passport that somebody brings: its text, or the file."""

    text = forms.CharField(
        label=_("Text of the passport"),
        required=False,
        strip=True,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
    )
    file = forms.FileField(
        label=_("Or its file"), required=False, widget=forms.FileInput({"accept": "application/json,.json"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("text") and not cleaned.get("file"):
            raise ValidationError(_("Paste the passport, or choose its file."), code="empty")
        return cleaned

    @property
    def data_sent(self) -> bytes:
        """The bytes to read, one more than may be at most, so that whoever reads them sees it."""
        file = self.cleaned_data.get("file")
        if file:
            return bytes(file.read(64 * 1024 + 1))
        return str(self.cleaned_data["text"]).encode("utf-8", "surrogatepass")
