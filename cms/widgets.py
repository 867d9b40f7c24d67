"""Fields of the editor."""

from typing import Any

from django import forms

from portal.core.places import country_choices
from portal.core.zones import zone_choices


class CountrySelect(forms.Select):
    """All countries by name, in the editor's language."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        self.choices = [("", "—"), *country_choices()]
        return super().optgroups(name, value, attrs)


class ZoneSelect(forms.Select):
    """Time zones from west to east; one that is none of the usual ones stays."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> Any:
        names = zone_choices()
        known = {zone for zone, _name in names}
        self.choices = [*((zone, zone) for zone in value if zone and zone not in known), *names]
        return super().optgroups(name, value, attrs)


class PrivateFileInput(forms.FileInput):
    """A file that no address leads to: what is there is named, not linked."""

    template_name = "cms/widgets/private_file.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        held = getattr(value, "name", "") if getattr(value, "instance", None) else ""
        context["widget"]["held"] = str(held).rpartition("/")[2]
        return context
