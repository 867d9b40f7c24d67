"""What people say of a search they save, and what staff say of words. Forms read and check, they never write."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.texts import LineField, validate_visible
from search.saved import SavedSearch
from search.synonyms import LONGEST, terms_in


class SavedForm(forms.Form):
    name = LineField(label=_("Name"), max_length=80, validators=[validate_visible])
    rhythm = forms.ChoiceField(label=_("Tell me of new matches"), choices=SavedSearch.Rhythm.choices, initial="daily")


class SynonymForm(forms.Form):
    terms = LineField(
        label=_("Terms that mean the same"),
        max_length=LONGEST,
        validators=[validate_visible],
        help_text=_("With commas, in any language: tee shirt, T-shirt, 티셔츠"),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def clean_terms(self) -> str:
        terms = terms_in(self.cleaned_data["terms"])
        if len(terms) < 2:
            raise forms.ValidationError(_("A group has at least two different terms."))
        return ", ".join(terms)
