"""The short pages on which a company says what it is; each saves on its own."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import formats
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies import registration
from companies.edits import EditedMeanwhile, sealed, unsealed
from companies.models import Certificate, Company, CompanyText
from companies.models.company import MOST_PRODUCTS
from companies.sectors import sector_choices
from portal.core.actor import Actor
from portal.core.forms import choose_from
from portal.core.phones import PhoneField
from portal.core.pictures import PicturesField, open_picture
from portal.core.places import country_choices, language_choices, language_name, market_choices
from portal.core.texts import BlockField, LineField, validate_visible
from portal.core.uploads import DocumentField
from portal.core.zones import ZONES

MEANWHILE = _("Somebody else changed this meanwhile to: “%(value)s”. Yours is still here; save again to keep it.")
HOUR = forms.TimeInput({"type": "time"}, format="%H:%M")


class OpenedForm(forms.ModelForm):
    """A form that knows what it was opened with, so that two people at it lose nothing of each other's."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clashes: dict[str, str] = {}
        self.initial["was"] = sealed(self.kept())

    @property
    def names(self) -> list[str]:
        return [name for name in self._meta.fields or () if name in self.fields]

    def kept(self) -> dict[str, Any]:
        """The values that stand now."""
        return {name: getattr(self.instance, name) for name in self.names}

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names}

    def opened_with(self) -> dict[str, Any]:
        return unsealed(str(self.data.get("was", "")))

    def show(self, problem: EditedMeanwhile) -> None:
        """Say beside each field what somebody else wrote there meanwhile; what was typed stays in it.

        Sent once more, the form overwrites exactly the values that its reader has now seen.
        """
        data: Any = QueryDict(mutable=True)
        data.update(self.data)
        data["was"] = sealed({**self.opened_with(), **problem.clashes})
        self.data = data
        for name, value in problem.clashes.items():
            self.clashes[name] = self.in_words(name, value)
            self.add_error(name, ValidationError(MEANWHILE, code="meanwhile", params={"value": self.clashes[name]}))

    def in_words(self, name: str, value: Any) -> str:
        if value in (None, "", []):
            return str(_("empty"))
        labels = dict(getattr(self.fields[name], "choices", ()))
        if isinstance(value, list):
            return ", ".join(str(labels.get(str(one), labels.get(one, one))) for one in value)
        return str(labels.get(value) or formats.localize(value))


class SectionForm(OpenedForm):
    """A part of the company's own fields."""

    def save_for(self, actor: Actor, company: Company) -> bool:
        """Write it; False, with the form saying why, where somebody else has changed the same meanwhile."""
        try:
            company.describe(actor, self.changes(), was=self.opened_with())
        except EditedMeanwhile as problem:
            self.show(problem)
            return False
        return True


class BasicsForm(SectionForm):
    name = LineField(label=_("Company name"), max_length=120, validators=[validate_visible])
    local_name = LineField(
        label=_("Name in your own script"), max_length=120, required=False, help_text=_("For example 한빛베어링.")
    )
    country = forms.ChoiceField(label=_("Country"))
    city = LineField(label=_("City"), max_length=80, required=False)
    sector = forms.ChoiceField(label=_("Main sector"), required=False)
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")

    class Meta:
        model = Company
        fields = [
            *("name", "local_name", "kind", "country", "city", "sector"),
            *("founded_year", "employees", "turnover", "website"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "country", country_choices())
        choose_from(self, "sector", [("", _("Choose a sector")), *sector_choices()])
        if self.initial.get("kind") != Company.Kind.PROGRAMME:
            choose_from(self, "kind", [pair for pair in Company.Kind.choices if pair[0] != Company.Kind.PROGRAMME])


class RegistrationForm(SectionForm):
    """The number is kept without its separators; the country decides which kinds there are."""

    legal_name = LineField(
        label=_("Legal name"),
        max_length=200,
        required=False,
        help_text=_("As it stands in the register, with its legal form (Co., Ltd., GmbH, 주식회사)."),
    )
    registration_kind = forms.ChoiceField(label=_("Kind of number"), required=False)
    registration_number = LineField(label=_("Registration number"), max_length=registration.MOST, required=False)
    street = LineField(label=_("Street and number"), max_length=160, required=False)
    postcode = LineField(label=_("Postcode"), max_length=16, required=False)
    city = LineField(label=_("City"), max_length=80, required=False)
    region = LineField(label=_("State, province or region"), max_length=80, required=False)

    class Meta:
        model = Company
        fields = ["legal_name", "registration_kind", "registration_number", "street", "postcode", "city", "region"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = registration.kinds_of(self.instance.country)
        choose_from(self, "registration_kind", [(kind.code, kind.label) for kind in kinds])
        if not self.instance.registration_number:
            self.initial["registration_kind"] = kinds[0].code
        self.initial["registration_number"] = self.instance.registration_shown
        examples = [f"{kind.label}: {kind.example}" for kind in kinds if kind.is_checkable]
        said = _("We look at its length and check digits only, and say so. Examples: %(examples)s.")
        plain = _("We know no form of numbers for your country, so it is shown as you write it.")
        self.fields["registration_number"].help_text = said % {"examples": "; ".join(examples)} if examples else plain

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        number, kind = cleaned.get("registration_number", ""), cleaned.get("registration_kind", "")
        if not number:
            cleaned["registration_kind"] = ""
            return cleaned
        try:
            cleaned["registration_number"] = registration.normalised(number, kind, self.instance.country)
        except ValidationError as problem:
            self.add_error("registration_number", problem)
        return cleaned


class MakingForm(SectionForm):
    main_products = BlockField(
        label=_("Main products"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Up to eight short phrases, one in each line: “Ball bearings 6200 series”."),
    )
    capacity = BlockField(
        label=_("What you can make"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: 400,000 rings a month on 42 machines, two shifts; samples in ten days."),
    )
    markets = forms.MultipleChoiceField(
        label=_("Countries you sell to"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Company
        fields = ["main_products", "capacity", "export_share", "markets"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "markets", market_choices(self.instance.markets))

    def clean_main_products(self) -> str:
        lines = [" ".join(line.split()) for line in self.cleaned_data["main_products"].splitlines()]
        phrases = list(dict.fromkeys(line for line in lines if line))
        if len(phrases) > MOST_PRODUCTS:
            raise ValidationError(_("Name up to eight; the rest belongs into your catalogue."))
        if any(len(phrase) > 60 for phrase in phrases):
            raise ValidationError(_("Keep each phrase below 60 signs."))
        return "\n".join(phrases)


class ContactForm(SectionForm):
    email = forms.EmailField(
        label=_("E-mail for inquiries"),
        required=False,
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = PhoneField(label=_("Phone"), max_length=40, required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages you answer in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    working_days = forms.TypedMultipleChoiceField(
        label=_("Working days"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    timezone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Partners see your local time when they write to you.")
    )

    class Meta:
        model = Company
        fields = [
            *("email", "email_rule", "phone", "phone_rule", "languages"),
            *("working_days", "opens_at", "closes_at", "timezone"),
        ]
        widgets: ClassVar[dict[str, Any]] = {"opens_at": HOUR, "closes_at": HOUR}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phone = self.fields["phone"]
        assert isinstance(phone, PhoneField)
        phone.country = self.instance.country
        zones = ZONES if self.instance.timezone in ZONES else (self.instance.timezone, *ZONES)
        choose_from(self, "timezone", [(zone, zone.replace("_", " ")) for zone in zones])
        choose_from(self, "languages", language_choices())
        choose_from(self, "working_days", WEEKDAYS.items())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if (opens is None) != (closes is None):
            self.add_error("closes_at", _("Give both hours, or neither."))
        elif opens and closes and opens >= closes:
            self.add_error("closes_at", _("Closing comes after opening."))
        return cleaned


class WordsForm(OpenedForm):
    """What the company says of itself in one language."""

    tagline = LineField(
        label=_("What you make, in one sentence"),
        max_length=200,
        required=False,
        help_text=_("Buyers read this first. Name the product, the material or size, and for whom."),
    )
    about = BlockField(
        label=_("About the company"),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("How you work, with which machines, for whom, since when. Five sentences are plenty."),
    )

    class Meta:
        model = CompanyText
        fields = ["tagline", "about"]

    def save_for(self, actor: Actor, company: Company, language: str) -> bool:
        try:
            company.describe(actor, {}, language, self.changes(), was=self.opened_with())
        except EditedMeanwhile as problem:
            self.show(problem)
            return False
        return True


class OnePictureForm(forms.Form):
    """A logo or a cover; cleans to bare pixels."""

    picture = forms.FileField(
        label=_("Image file"),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}),
    )

    def clean_picture(self) -> Any:
        file = self.cleaned_data["picture"]
        return open_picture(file, file.name)


class PhotosForm(forms.Form):
    photos = PicturesField(label=_("Add photos"), required=True, help_text=_("Several at a time, up to 15 MB each."))


class PhotoWordsForm(forms.Form):
    caption = LineField(label=_("Caption"), max_length=160, required=False)
    alt = LineField(
        label=_("What the picture shows"),
        max_length=200,
        required=False,
        help_text=_("For readers who cannot see it: “Grinding hall with twelve machines”."),
    )


class CertificateForm(forms.ModelForm):
    name = LineField(label=_("Certificate"), max_length=120, help_text=_("For example ISO 9001:2015."))
    issuer = LineField(label=_("Issued by"), max_length=120, required=False)
    number = LineField(label=pgettext_lazy("certificate", "Number"), max_length=60, required=False)
    scope = LineField(
        label=_("What it covers"), max_length=300, required=False, help_text=_("The works and products it is about.")
    )
    valid_until = forms.DateField(
        label=_("Valid until"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    check_url = forms.URLField(
        label=_("Page on which the issuer confirms it"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("Buyers look there instead of asking you. It begins with https://."),
    )
    copy = DocumentField(label=_("Copy of it"), required=False, help_text=_("A PDF of up to 10 MB, or a photo."))
    drop_copy = forms.BooleanField(label=_("Take the copy away"), required=False)
    is_file_public = forms.BooleanField(
        label=_("Anybody may read the copy"),
        required=False,
        help_text=_("Else only your own people and the programme's staff can open it."),
    )

    class Meta:
        model = Certificate
        fields = ["name", "issuer", "number", "scope", "valid_until", "check_url", "is_file_public"]

    field_order = [
        *("name", "issuer", "number", "scope", "valid_until", "check_url"),
        *("copy", "drop_copy", "is_file_public"),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.file:
            del self.fields["drop_copy"]

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class ShortAddressForm(forms.Form):
    name = LineField(
        label=_("Short address"),
        max_length=30,
        help_text=_("3 to 30 letters a to z, digits and hyphens. Former ones go on leading to you."),
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_name(self) -> str:
        return str(self.cleaned_data["name"]).lower().removeprefix("/").removeprefix("@")


def text_languages(company: Company) -> list[tuple[str, str, bool]]:
    """Languages to write in, with whether something is written: the portal's, those the company answers in, others."""
    said = {text.language for text in company.texts.all() if text.tagline}
    codes = dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *company.languages, *sorted(said)])
    return [(code, language_name(code), code in said) for code in codes]
