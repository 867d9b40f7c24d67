"""What each kind of community says of itself, declared once: form, page and API are made from this.

Values are kept in `Community.profile` under the kind, so that a change of kind and back loses nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _

from portal.core.places import country_name, market_choices
from portal.core.texts import BlockField, LineField

OLDEST_YEAR = 1600


@dataclass(frozen=True)
class Fact:
    """`type`: line, block, year, number, amount, currency, day or countries; `with_currency` names its other key."""

    key: str
    type: str
    label: Any
    help: Any = ""
    with_currency: str = ""

    def field(self) -> forms.Field:
        common: dict[str, Any] = {"label": self.label, "help_text": self.help, "required": False}
        if self.type == "year":
            return forms.IntegerField(min_value=OLDEST_YEAR, max_value=date.today().year + 1, **common)
        if self.type == "number":
            return forms.IntegerField(min_value=0, max_value=10_000_000, **common)
        if self.type == "amount":
            return forms.DecimalField(min_value=Decimal(0), max_digits=15, decimal_places=2, **common)
        if self.type == "currency":
            return forms.ChoiceField(choices=[("", "–"), *((code, code) for code in settings.CURRENCIES)], **common)
        if self.type == "day":
            return forms.DateField(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **common)
        if self.type == "countries":
            return forms.MultipleChoiceField(choices=market_choices, widget=forms.CheckboxSelectMultiple, **common)
        if self.type == "block":
            return BlockField(max_length=1000, widget=forms.Textarea({"rows": 3}), **common)
        return LineField(max_length=200, **common)

    def stored(self, value: Any) -> Any:
        """As JSON keeps it: decimals as text, days in ISO 8601."""
        if isinstance(value, Decimal):
            return str(value)
        return value.isoformat() if isinstance(value, date) else value

    def shown(self, value: Any, values: dict[str, Any]) -> str:
        """In words of the reader's language."""
        if self.type == "year":
            return str(value)
        if self.type == "number":
            return number_format(value, force_grouping=True)
        if self.type == "amount":
            return f"{number_format(Decimal(value), force_grouping=True)} {values.get(self.with_currency, '')}".strip()
        if self.type == "day":
            return date_format(date.fromisoformat(value))
        if self.type == "countries":
            return ", ".join(country_name(code) for code in value)
        return str(value)


FACTS: dict[str, tuple[Fact, ...]] = {
    "association": (
        Fact("founded", "year", _("Founded in")),
        Fact("firms", "number", _("Member firms"), _("All of them, on this portal or not.")),
        Fact("registration", "line", _("Registration number"), _("As in the register of associations.")),
        Fact("represents", "block", _("What it represents"), _("Which trades, which regions, before whom.")),
    ),
    "cluster": (
        Fact("region", "line", _("Region"), _("For example Daegu and Gyeongbuk.")),
        Fact(
            "industries", "line", _("Anchor industries"), _("Separated by commas: looms, dyeing, technical textiles.")
        ),
        Fact("founded", "year", _("Founded in")),
    ),
    "buyers": (
        Fact("buys", "block", _("What is bought together")),
        Fact("volume", "amount", _("Volume in a year"), _("Of all members together."), "currency"),
        Fact("currency", "currency", _("Currency of the volume")),
    ),
    "trading": (Fact("markets", "countries", _("Markets served")),),
    "project": (
        Fact("funder", "line", _("Funding body")),
        Fact("starts", "day", _("Begins on")),
        Fact("ends", "day", _("Ends on")),
    ),
}


def field_name(kind: str, fact: Fact) -> str:
    return f"{kind}-{fact.key}"


def problems(kind: str, values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """What does not go together: the key of the fact and a sentence."""
    if kind == "buyers" and values.get("volume") is not None and not values.get("currency"):
        yield "currency", _("Say in which currency.")
    starts, ends = values.get("starts"), values.get("ends")
    if kind == "project" and starts and ends and ends < starts:
        yield "ends", _("It ends before it begins.")


def values_of(community: Any) -> dict[str, Any]:
    """What the community says as the kind it is."""
    known = {fact.key for fact in FACTS.get(community.kind, ())}
    return {key: value for key, value in community.profile.get(community.kind, {}).items() if key in known}


def facts_of(community: Any) -> list[tuple[Any, str]]:
    """Label and words of each fact that is given; a currency stands with its amount."""
    values = values_of(community)
    return [
        (fact.label, fact.shown(values[fact.key], values))
        for fact in FACTS.get(community.kind, ())
        if fact.type != "currency" and values.get(fact.key) not in (None, "", [])
    ]
