"""The members by country and region, without a map: what a reader without eyes or bandwidth can use, too."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from community.directory.roll import Roll
from community.models import Community, CommunityMember
from portal.core.places import country_name

COUNTRIES = 6  # on a page
REGIONS = 12  # of a country, before "more regions"
FIRMS = 4  # of a region, before "all"


@dataclass
class Region:
    name: str
    count: int
    search: str
    members: list[Any] = field(default_factory=list)

    @property
    def rest(self) -> int:
        return self.count - len(self.members)


@dataclass
class Country:
    code: str
    name: str
    count: int
    search: str
    regions: list[Region] = field(default_factory=list)
    more_regions: int = 0

    @property
    def anchor(self) -> str:
        return f"country-{self.code}"


def countries_of(roll: Roll) -> list[Country]:
    """All of them, by how many members they have."""
    counts = roll.counts("country", roll.everybody)
    found = [Country(code, country_name(code), n, urlencode({"country": code})) for code, n in counts.items()]
    return sorted(found, key=lambda one: (-one.count, one.name))


def fill(community: Community, roll: Roll, countries: list[Country]) -> None:
    """The regions of these countries with their first members, all read with one query."""
    keys: dict[int, Region] = {}
    for country in countries:
        regions = list(regions_of(roll, country))
        country.regions, country.more_regions = regions[:REGIONS], max(0, len(regions) - REGIONS)
        for region in country.regions:
            bits = bits_of(roll, country, region)
            for place in roll.first(bits, FIRMS):
                keys[roll.members[place]] = region
    rows = CommunityMember.objects.active().filter(pk__in=list(keys), community=community, company__is_active=True)
    known = {one.pk: one for one in rows.select_related("company").only("company__name", "company__slug")}
    for key, region in keys.items():
        if key in known:
            region.members.append(known[key])


def regions_of(roll: Roll, country: Country) -> Iterator[Region]:
    """By how many members they have; those that name no region last."""
    inside = roll.having("country", [country.code])
    counts = roll.counts("place", inside)
    for key, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        yield Region(key.partition("/")[2], count, urlencode({"place": key}))
    if rest := country.count - sum(counts.values()):
        yield Region("", rest, urlencode({"country": country.code}))


def bits_of(roll: Roll, country: Country, region: Region) -> int:
    if region.name:
        return roll.having("place", [f"{country.code}/{region.name}"])
    inside = roll.having("country", [country.code])
    return inside & ~roll.having("place", roll.values.get("place", ()))
