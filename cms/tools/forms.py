"""What the tools ask. They are asked by GET, so that an answer can be kept, shared and gone back to."""

from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_name
from django import forms
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cms.tools import units
from cms.tools.incoterm_duties import STAGES
from cms.tools.rates import SPANS
from portal.core.forms import choose_from, expect
from portal.core.money import known_currencies
from portal.core.texts import LineField
from portal.core.units import MEASURE_OF, kind_of
from portal.core.zones import zone_choices

MOST = Decimal("999999999999")
SPAN_NAMES = {"3m": _("3 months"), "1y": _("1 year"), "5y": _("5 years")}


class Asked(forms.Form):
    """A form that is filled from the address; what is missing there is its initial value."""

    use_required_attribute = False

    def __init__(self, given: Any, **kwargs: Any) -> None:
        super().__init__(None, **kwargs)
        initial = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        self.data = {**initial, **{name: value for name, value in given.items() if name in self.fields}}
        self.is_bound = True


class CurrencyForm(Asked):
    amount = forms.DecimalField(label=_("Amount"), min_value=0, max_value=MOST, initial=1000)
    source = forms.ChoiceField(label=pgettext_lazy("convert from", "From"))
    target = forms.ChoiceField(label=pgettext_lazy("convert to", "To"))
    span = forms.ChoiceField(label=_("Shown"), choices=list(SPAN_NAMES.items()), initial=next(iter(SPANS)))

    def __init__(self, given: Any, **kwargs: Any) -> None:
        super().__init__(given, **kwargs)
        for name in ("source", "target"):
            choose_from(self, name, currency_choices())


class UnitForm(Asked):
    amount = forms.DecimalField(label=_("Amount"), min_value=0, max_value=MOST, initial=1)
    unit = forms.ChoiceField(label=pgettext_lazy("convert from", "From"), initial="LBR")
    to = forms.ChoiceField(label=pgettext_lazy("convert to", "To"), required=False, initial="KGM")

    def __init__(self, given: Any, **kwargs: Any) -> None:
        super().__init__(given, **kwargs)
        choose_from(self, "unit", units.groups())
        choose_from(self, "to", [("", _("all units")), *units.groups()])

    def clean_to(self) -> str:
        """A unit that measures something else is no error: all that fit are shown anyway."""
        code, unit = self.cleaned_data["to"], self.cleaned_data.get("unit", "")
        return code if code in MEASURE_OF and kind_of(code) == kind_of(unit) else ""


HOME, ABROAD = "Asia/Seoul", "Europe/Berlin"


class TimeForm(Asked):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    place1 = forms.ChoiceField(label=_("Your place"))
    place2 = forms.ChoiceField(label=_("Your partner's place"))
    place3 = forms.ChoiceField(label=_("A third"), required=False)
    place4 = forms.ChoiceField(label=_("A fourth"), required=False)

    def __init__(self, given: Any, **kwargs: Any) -> None:
        here = timezone.get_current_timezone_name()
        there = ABROAD if here == HOME else HOME  # a first visit is no mistake, wherever it comes from
        initial = {"day": timezone.localdate().isoformat(), "place1": here, "place2": there}
        super().__init__(given, initial=initial, **kwargs)
        choose_from(self, "place1", zone_choices())
        choose_from(self, "place2", zone_choices())
        for name in ("place3", "place4"):
            choose_from(self, name, [("", "–"), *zone_choices()])

    @property
    def zones(self) -> list[str]:
        chosen = [self.cleaned_data[name] for name in ("place1", "place2", "place3", "place4")]
        return list(dict.fromkeys(name for name in chosen if name))


class IncotermForm(Asked):
    mode = forms.ChoiceField(
        label=_("How the goods travel"),
        required=False,
        choices=[
            ("", _("any way")),
            ("container", _("in a container, by road, rail or air")),
            ("sea", _("loose, by ship")),
        ],
    )
    seller = forms.ChoiceField(label=_("The seller is to take care of"), required=False)

    def __init__(self, given: Any, **kwargs: Any) -> None:
        super().__init__(given, **kwargs)
        choose_from(self, "seller", [("", _("any")), *STAGES.items()])


class HsForm(Asked):
    """Without a question the chapters are shown, so that none is an error."""

    q = LineField(label=_("What you make or buy, or a code"), max_length=100, required=False)

    def __init__(self, given: Any, **kwargs: Any) -> None:
        super().__init__(given, **kwargs)
        expect(self, "q")


def currency_choices() -> list[tuple[str, str]]:
    """`KRW – South Korean Won`, of those for which the ECB still publishes or last published a rate."""
    locale = (get_language() or "en").replace("-", "_")
    return [(code, f"{code} – {get_currency_name(code, locale=locale)}") for code in sorted(known_currencies())]
