"""What is asked for when a catalogue is made, shared or exported."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from catalog.printed.fonts import shelf
from catalog.printed.models import PrintedCatalogue, SharedCatalogue
from portal.core.forms import choose_from
from portal.core.texts import LineField


class PrintForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"))
    shows_prices = forms.BooleanField(label=_("Print the prices"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "language", languages())
        self.fields["language"].initial = usual_language()
        if not shelf().has_korean:
            self.fields["language"].help_text = _(
                "In Korean only where a Korean font is installed; here there is none."
            )


def languages() -> list[tuple[str, str]]:
    """Those there is a font for."""
    return [(code, name) for code, name in settings.LANGUAGES if code != "ko" or shelf().has_korean]


def usual_language() -> str:
    mine = get_language() or "en"
    return mine if mine in dict(languages()) else "en"


class ListForm(forms.Form):
    """The filters of the list of catalogues."""

    state = forms.ChoiceField(label=_("State"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "state", [("", _("Any state")), *PrintedCatalogue.State.choices])
        choose_from(self, "language", [("", _("Any language")), *settings.LANGUAGES])

    def filters(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ShareForm(forms.Form):
    days = forms.TypedChoiceField(label=pgettext_lazy("link", "Open for"), coerce=int, initial=30)
    label = LineField(
        label=_("For whom"),
        max_length=120,
        required=False,
        help_text=_("Only you see this, for example “Müller GmbH, spring order”."),
    )
    language = forms.ChoiceField(label=_("Opens in"), choices=settings.LANGUAGES, initial="en")
    shows_prices = forms.BooleanField(label=_("Show the prices"), required=False, initial=True)
    unpublished = forms.BooleanField(
        label=_("Show drafts and paused products, too"),
        required=False,
        help_text=_("For a buyer who is to see something new before the market does."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = [
            (days, ngettext("%(days)s day", "%(days)s days", days) % {"days": days}) for days in SharedCatalogue.DAYS
        ]
        choose_from(self, "days", pairs)


class LinksForm(forms.Form):
    """The filter of the list of links."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Any state")), ("open", _("Open")), ("closed", _("Expired or revoked"))],
    )

    def filters(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
