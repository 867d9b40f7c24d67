"""The directory for a steward's spreadsheet: all members, all answers, those to retired fields at the end."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from community.directory.models import DirectoryField
from community.directory.values import shown
from community.models import Community
from portal.core.places import country_name
from portal.core.spreadsheet import csv_lines

BATCH = 500


def export_of(community: Community) -> Iterator[str]:
    asked = sorted(community.directory_fields.all(), key=lambda one: (not one.is_live, one.position))
    headings = [
        *(_("Company"), _("Name in the own script"), _("Country"), _("Region"), _("City"), _("Sector")),
        *(_("Verification"), _("Role here"), _("Member since"), _("Filled in on"), _("By the steward")),
        *(heading(one) for one in asked),
    ]
    return csv_lines(headings, rows_of(community, asked))


def heading(field: DirectoryField) -> str:
    unit = f" ({field.unit})" if field.unit else ""
    return f"{field.title}{unit}" if field.is_live else _("%(field)s (retired)") % {"field": f"{field.title}{unit}"}


def rows_of(community: Community, asked: list[DirectoryField]) -> Iterator[Iterable[Any]]:
    members = community.members.active().filter(company__is_active=True).select_related("company", "entry")
    for member in members.order_by("company__name", "pk").iterator(chunk_size=BATCH):
        firm, entry = member.company, getattr(member, "entry", None)
        values: dict[str, Any] = entry.values if entry else {}
        yield [
            *(firm.name, firm.local_name, country_name(firm.country), firm.region, firm.city, firm.sector),
            *(firm.get_tier_display(), member.get_role_display(), day(member.joined_at)),
            *(day(entry and entry.filled_at), _("yes") if entry and entry.by_steward else ""),
            *(cell(one, values.get(one.name)) for one in asked),
        ]


def day(moment: Any) -> str:
    return moment.date().isoformat() if moment else ""


def cell(field: DirectoryField, value: Any) -> str:
    """Numbers without unit and grouping, as every spreadsheet reads them."""
    return str(value) if field.kind == "number" and value is not None else shown(field, value)
