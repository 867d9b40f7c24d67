"""One page of a directory: what was asked for in the address, who fits, and the filters with their counts."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from community.directory.models import DirectoryField
from community.directory.roll import PORTAL_FACETS, Roll
from community.directory.values import label_of, shown
from community.models import Community, CommunityMember
from companies.models import Company
from companies.sectors import sector_name
from portal.core.places import country_name
from portal.core.texts import clean_line

SIZE = 24
SHOWN = 8  # values before "more"
MOST_VALUES = 60  # values of one facet on a page; the chosen ones always
MOST_WORDS = 8
SORTS = {
    "name": gettext_lazy("By name"),
    "newest": gettext_lazy("Newest members"),
    "tier": gettext_lazy("Best checked"),
}
TITLES = {
    "country": gettext_lazy("Country"),
    "place": gettext_lazy("Region or city"),
    "sector": gettext_lazy("Sector"),
    "tier": gettext_lazy("Verification"),
    "role": gettext_lazy("Role here"),
    "entry": gettext_lazy("Entry"),
}


@dataclass(frozen=True)
class Choice:
    name: str
    value: str
    label: str
    count: int
    is_chosen: bool

    @property
    def field_id(self) -> str:
        return f"{self.name}-{self.value}".replace(" ", "_").replace("/", "-")


@dataclass(frozen=True)
class Group:
    """A filter as it is drawn: values to tick, or the two ends of a number."""

    name: str
    title: str
    values: list[Choice]
    unit: str = ""
    low: str = ""
    high: str = ""
    is_range: bool = False

    @property
    def first(self) -> list[Choice]:
        return self.values[:SHOWN]

    @property
    def more(self) -> list[Choice]:
        return self.values[SHOWN:]


@dataclass(frozen=True)
class Wish:
    """What the address asks for; whatever in it is no value is as good as not there."""

    q: str
    sort: str
    chosen: dict[str, tuple[str, ...]]
    ranges: dict[str, tuple[str, str]]

    @property
    def words(self) -> list[str]:
        return self.q.split()[:MOST_WORDS]

    @classmethod
    def of(cls, parameters: QueryDict, fields: list[DirectoryField], level: int) -> "Wish":
        names = [*facet_names(level), *(one.name for one in fields if one.is_filter and one.kind != "number")]
        chosen = {name: values for name in names if (values := picked(parameters, name))}
        ranges = {
            one.name: (typed(parameters, f"{one.name}_from"), typed(parameters, f"{one.name}_to"))
            for one in fields
            if one.is_filter and one.kind == "number"
        }
        sort = parameters.get("sort", "")
        return cls(
            q=clean_line(parameters.get("q", "")[:400])[:100],
            sort=sort if sort in SORTS else "name",
            chosen=chosen,
            ranges={name: ends for name, ends in ranges.items() if any(number(end) is not None for end in ends)},
        )

    @property
    def is_empty(self) -> bool:
        return not (self.q or self.chosen or self.ranges)


def facet_names(level: int) -> tuple[str, ...]:
    return (*PORTAL_FACETS, "entry") if level == 2 else PORTAL_FACETS


def picked(parameters: QueryDict, name: str) -> tuple[str, ...]:
    values = (clean_line(value[:200])[:120] for value in parameters.getlist(name)[:50])
    return tuple(dict.fromkeys(filter(None, values)))


def typed(parameters: QueryDict, name: str) -> str:
    return clean_line(parameters.get(name, "")[:40])[:20]


def number(text: str) -> float | None:
    try:
        value = float(text.replace(" ", "").replace(",", ""))
    except ValueError:
        return None
    return value if abs(value) < 1e15 else None


class Listing:
    """`level` is what the reader may know: 0 as anybody who reads the community, 1 as a member, 2 as a steward."""

    def __init__(self, community: Community, roll: Roll, parameters: QueryDict, level: int) -> None:
        self.community, self.roll, self.level, self.parameters = community, roll, level, parameters
        self.fields = list(community.directory_fields.live().up_to(level))
        self.wish = Wish.of(parameters, self.fields, level)
        self.said = roll.saying(self.wish.words, level)
        self.limits = {name: roll.having(name, values) for name, values in self.wish.chosen.items()}
        for name, (low, high) in self.wish.ranges.items():
            self.limits[name] = roll.between(name, number(low), number(high))

    def among(self, spared: str = "") -> int:
        """Who fits, all filters but the one `spared` taken together."""
        found = self.said
        for name, bits in self.limits.items():
            if name != spared:
                found &= bits
        return found

    def page(self) -> "Page[Any]":
        """The page asked for; its rows are read anew, and who is not (any more) a member on the market is not there."""
        places = self.roll.places(self.among(), self.wish.sort)
        page = Paginator(places, SIZE).get_page(self.parameters.get("page"))
        keys = [self.roll.members[place] for place in page.object_list]
        page.object_list = self.rows(keys)
        return page

    def rows(self, keys: list[int]) -> list[Any]:
        members = CommunityMember.objects.active().filter(
            pk__in=keys, community=self.community, company__is_active=True
        )
        rows = {one.pk: one for one in members.select_related("company", "entry")}
        found: list[Any] = [rows[key] for key in keys if key in rows]
        brief = [one for one in self.fields if one.kind != DirectoryField.Kind.TEXT][:4]
        for member in found:
            entry: Any = getattr(member, "entry", None)
            given = entry.values if entry else {}
            member.facts = [(one, shown(one, given[one.name])) for one in brief if one.name in given]
        return found

    def groups(self) -> list[Group]:
        groups = [self.group(name, str(TITLES[name])) for name in facet_names(self.level)]
        own = [one for one in self.fields if one.is_filter]
        groups += [self.range(one) if one.kind == "number" else self.group(one.name, one.title, one) for one in own]
        return [group for group in groups if group.is_range or len(group.values) > 1 or group.name in self.limits]

    def group(self, name: str, title: str, field: DirectoryField | None = None) -> Group:
        chosen = self.wish.chosen.get(name, ())
        counts = {**dict.fromkeys(chosen, 0), **self.roll.counts(name, self.among(spared=name))}
        values = [
            Choice(name, value, label_of(field, value) if field else label(name, value), count, value in chosen)
            for value, count in counts.items()
        ]
        values.sort(key=lambda one: (not one.is_chosen, -one.count, one.label))
        if name == "tier":
            values.sort(key=lambda one: one.value, reverse=True)
        return Group(name, title, values[: MOST_VALUES + len(chosen)])

    def range(self, field: DirectoryField) -> Group:
        low, high = (typed(self.parameters, f"{field.name}_{end}") for end in ("from", "to"))
        return Group(field.name, field.title, [], field.unit, low, high, is_range=True)

    def chips(self, groups: list[Group]) -> list[tuple[str, str, str]]:
        """(filter, value, address without it) of everything that is chosen."""
        chips = [(pgettext("search", "Words"), self.wish.q, self.without("q"))] if self.wish.q else []
        for group in groups:
            if group.name in self.wish.ranges:
                ends = f"{group.low or '…'} – {group.high or '…'} {group.unit}".strip()
                chips.append((group.title, ends, self.without(f"{group.name}_from", f"{group.name}_to")))
            chips += [
                (group.title, one.label, self.without(group.name, value=one.value))
                for one in group.values
                if one.is_chosen
            ]
        return chips

    def without(self, *names: str, value: str = "") -> str:
        """The address on the same page without some of what it asks; back on the first page."""
        pairs = [(name, one) for name, values in self.parameters.lists() if name != "page" for one in values]
        kept = [(name, one) for name, one in pairs if name not in names or (value and clean_line(one) != value)]
        return f"?{urlencode(kept)}"

    def sorts(self) -> list[tuple[Any, str, bool]]:
        pairs = [(name, one) for name, values in self.parameters.lists() for one in values]
        kept = [(name, one) for name, one in pairs if name not in {"sort", "page"}]
        return [
            (title, f"?{urlencode([*kept, ('sort', name)])}", name == self.wish.sort) for name, title in SORTS.items()
        ]


def label(facet: str, value: str) -> str:
    """A fact of the portal in the reader's language."""
    if facet == "country":
        return country_name(value)
    if facet == "place":
        country, _slash, place = value.partition("/")
        return f"{place} ({country})"
    if facet == "sector":
        return str(sector_name(value) or value)
    if facet == "tier":
        return str(Company.Tier(int(value)).label) if value in {"0", "1", "2", "3"} else value
    if facet == "role":
        return str(dict(CommunityMember.Role.choices).get(value, value))
    return {"yes": _("Filled in"), "no": _("Still empty")}.get(value, value)
