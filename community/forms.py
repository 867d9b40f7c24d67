"""Forms of communities; they clean what was typed and never write."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from community.models import Community
from companies.sectors import sector_choices
from portal.core.forms import choose_from
from portal.core.places import country_choices
from portal.core.texts import BlockField, LineField, validate_visible


class CommunityFilterForm(forms.Form):
    """What the list is narrowed to; whatever is not valid is left out, never an error."""

    q = LineField(label=_("Name"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "kind", [("", _("All kinds")), *Community.Kind.choices])

    def filters(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CommunityForm(forms.ModelForm):
    """The community's profile, its rules, and who may read."""

    name = LineField(label=_("Name"), max_length=120, validators=[validate_visible])
    summary = LineField(
        label=_("In one sentence"), max_length=200, help_text=_("What members come together for, and who may join.")
    )
    about = BlockField(label=_("About"), max_length=8000, required=False)
    rules = BlockField(
        label=_("Rules"),
        max_length=8000,
        required=False,
        help_text=_("What you expect of members. Short rules are kept."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)

    class Meta:
        model = Community
        fields = ["name", "kind", "visibility", "summary", "about", "rules", "country", "sector"]
        widgets = {"visibility": forms.RadioSelect, "kind": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "country", [("", _("Any country")), *country_choices()])
        choose_from(self, "sector", [("", _("Any sector")), *sector_choices()])

    def clean_name(self) -> str:
        """A new community's address comes from its name, so the name must not be taken."""
        name: str = self.cleaned_data["name"]
        if self.instance.pk is None and Community.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is a community of that name already."))
        return name

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class JoinForm(forms.Form):
    words = BlockField(
        label=_("Why do you want to join?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One or two sentences for the steward. You may leave it empty."),
    )


def free_slug(name: str) -> str:
    """An address for a new community; a name in another script gets a plain one with a number."""
    stem = slugify(name)[:70] or "community"
    taken = set(Community.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return (
        stem
        if stem not in taken
        else next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
    )
