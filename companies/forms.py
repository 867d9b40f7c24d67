"""Forms of people and companies."""

import zoneinfo
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from companies.account import joining
from companies.models import Company, User
from companies.sectors import sector_choices
from portal.core.forms import choose_from
from portal.core.places import country_choices, language_choices, market_choices
from portal.core.texts import BlockField, LineField, validate_visible

DEFAULT_SORT = "checked"
SORTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    DEFAULT_SORT: (_("Best checked first"), ("-tier", "name", "pk")),
    "name": (_("By name"), ("name", "pk")),
    "newest": (_("Newest first"), ("-created_at", "-pk")),
    "oldest": (_("Longest in business first"), ("founded_year", "name", "pk")),
}
FIRST_FIELDS = ("name", "kind", "country", "tagline")


class SignupDetailsForm(forms.Form):
    """What signing up asks for besides e-mail and password."""

    name = LineField(
        label=_("Your name"),
        max_length=120,
        validators=[validate_visible],
        widget=forms.TextInput({"autocomplete": "name"}),
    )

    accepted = forms.CharField(required=False, max_length=500, initial=joining.token, widget=forms.HiddenInput)

    field_order = ["name", "email", "password1"]

    @property
    def accepting(self) -> list[Any]:
        """What somebody accepts by joining, in sentences."""
        return list(joining.sentences())

    def signup(self, request: Any, user: User) -> None:
        """Called by allauth with the person about to be saved."""
        user.name = self.cleaned_data["name"]
        user.language = get_language() or "en"
        user.save(update_fields=["name", "language"])
        joining.accept(user, self.cleaned_data["accepted"])


class DirectoryForm(forms.Form):
    """The filters of the directory; whatever is not valid is left out, never an error."""

    q = LineField(label=_("Name or product"), required=False, max_length=100)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    tier = forms.TypedChoiceField(label=_("Checked at least"), required=False, coerce=int, empty_value="")
    market = forms.ChoiceField(label=_("Sells to"), required=False)
    certificate = LineField(
        label=_("Certificate"), required=False, max_length=60, widget=forms.TextInput({"placeholder": "ISO 9001"})
    )
    language = forms.ChoiceField(label=_("Answers in"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False)

    def __init__(self, *args: Any, countries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = set(countries)
        choose_from(self, "sector", [("", _("All sectors")), *sector_choices()])
        named = [pair for pair in country_choices() if pair[0] in present]
        choose_from(self, "country", [("", _("All countries")), *named])
        choose_from(self, "kind", [("", _("All kinds")), *Company.Kind.choices])
        choose_from(self, "tier", [("", _("Any")), *Company.Tier.choices[1:]])
        choose_from(self, "market", [("", _("Any country")), *country_choices()])
        choose_from(self, "language", [("", _("Any language")), *language_choices()])
        choose_from(self, "sort", [(key, label) for key, (label, _fields) in SORTS.items()])

    def filters(self) -> dict[str, Any]:
        """The valid choices that were made."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value and name != "sort"}

    @property
    def order(self) -> tuple[str, ...]:
        self.is_valid()
        return SORTS[self.cleaned_data.get("sort") or DEFAULT_SORT][1]

    @property
    def sort_links(self) -> list[tuple[str, Any, bool]]:
        self.is_valid()
        chosen = self.cleaned_data.get("sort") or DEFAULT_SORT
        return [(key, label, key == chosen) for key, (label, _fields) in SORTS.items()]

    @property
    def filter_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "sort"]

    def count(self, name: str, counts: dict[str, int]) -> None:
        """Say behind each choice how many companies it would leave, and leave out those that would leave none."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        chosen = self.filters().get(name)
        known: list[tuple[Any, Any]] = list(field.choices)  # type: ignore[arg-type]  # lists of ours
        pairs = [(key, label) for key, label in known if key in counts or key in {"", chosen}]
        self.counted[name] = dict(pairs)
        choose_from(self, name, [(key, f"{label} ({counts.get(key, 0)})" if key else label) for key, label in pairs])

    @property
    def counted(self) -> dict[str, dict[Any, Any]]:
        """The choices' own words, without figures."""
        words: dict[str, dict[Any, Any]] = self.__dict__.setdefault("_counted", {})
        return words

    def chips(self) -> list[dict[str, str]]:
        """The active filters in words, each with the address of the list without it."""
        chosen = self.filters()
        sort = self.cleaned_data.get("sort", "")
        kept = {**chosen, "sort": sort} if sort else chosen
        return [
            {"label": self.word_for(name, value), "without": "?" + urlencode({**kept, name: ""})}
            for name, value in chosen.items()
        ]

    def word_for(self, name: str, value: Any) -> str:
        choices = self.counted.get(name) or dict(getattr(self.fields[name], "choices", ()))
        word = str(choices.get(value, value))
        return f"{self.fields[name].label}: {word}" if name in {"market", "language", "tier"} else word


class CompanyForm(forms.ModelForm):
    """What a company says of itself, in one page; the texts go into the language the form is read in."""

    name = LineField(
        label=_("Company name"),
        max_length=120,
        validators=[validate_visible],
        help_text=_("As buyers abroad can read it, such as Hanbit Bearings."),
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    local_name = LineField(
        label=_("Name in your own script"), max_length=120, required=False, help_text=_("For example 한빛베어링.")
    )
    country = forms.ChoiceField(label=_("Country"))
    city = LineField(label=_("City"), max_length=80, required=False)
    sector = forms.ChoiceField(label=_("Main sector"), required=False)
    timezone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Partners see your local time when they write to you.")
    )
    tagline = LineField(
        label=_("What you make, in one sentence"),
        max_length=200,
        required=False,
        help_text=_("Buyers read this first. Name the product, the material or size, and for whom."),
    )
    about = BlockField(label=_("About the company"), max_length=8000, required=False)
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")
    languages = forms.MultipleChoiceField(
        label=_("Languages you answer in"), required=False, widget=forms.CheckboxSelectMultiple
    )
    markets = forms.MultipleChoiceField(
        label=_("Countries you sell to"),
        required=False,
        help_text=_("Hold Ctrl or ⌘ to choose several."),
    )

    class Meta:
        model = Company
        fields = [
            "name",
            "local_name",
            "kind",
            "country",
            "city",
            "sector",
            "timezone",
            "opens_at",
            "closes_at",
            "founded_year",
            "employees",
            "website",
            "languages",
            "markets",
        ]
        labels = {"kind": _("You are here as")}
        help_texts = {"kind": _("An association, cluster or trading company is an intermediary. Everybody may buy.")}
        widgets = {
            "opens_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
            "closes_at": forms.TimeInput({"type": "time"}, format="%H:%M"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted(zoneinfo.available_timezones())
        choose_from(self, "country", [("", _("Choose a country")), *country_choices()])
        choose_from(self, "sector", [("", _("Choose a sector")), *sector_choices()])
        choose_from(self, "timezone", [(zone, zone.replace("_", " ")) for zone in zones])
        choose_from(self, "languages", language_choices())
        choose_from(self, "markets", market_choices(self.instance.markets))
        kinds = [kind for kind in Company.Kind.choices if kind[0] != Company.Kind.PROGRAMME]
        choose_from(self, "kind", kinds)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if (opens is None) != (closes is None):
            self.add_error("closes_at", _("Give both hours, or neither."))
        elif opens and closes and opens >= closes:
            self.add_error("closes_at", _("Closing comes after opening."))
        return cleaned

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What a new company is asked at once; the sentence buyers read first is worth a minute."""
        return [self[name] for name in FIRST_FIELDS]

    @property
    def later_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in FIRST_FIELDS]

    @property
    def has_later_errors(self) -> bool:
        return any(field.errors for field in self.later_fields)

    def changes(self) -> dict[str, Any]:
        """The fields of the company itself."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def words(self) -> dict[str, str]:
        return {"tagline": self.cleaned_data["tagline"], "about": self.cleaned_data["about"]}
