"""The roll of a community: its members as sets of bits, so that 10,000 are filtered and counted as fast as 100.

Members have places in the order of their names; a filter's value is a whole number whose bits say who has it. Any
combination of filters is then a few operations on numbers of a kilobyte, whatever is chosen, and each facet is
counted without its own filter by counting bits.

A process keeps the rolls it has made last. What is kept only says who *may* be on a page:
the rows of the page are read anew, so that whoever was removed or suspended is not shown, whatever a roll says. A
roll is used while `DirectoryState` says that nothing has changed; a large one for `PATIENCE` seconds longer, unless
the fields themselves have changed.
"""

import threading
import time
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from math import inf
from typing import Any

from community.directory.models import DirectoryField, DirectoryState
from community.directory.values import keys_of
from community.models import Community, CommunityMember

KEPT = 24  # rolls in a process; one of 10,000 members is some 6 MB
LARGE = 2000  # members from which a roll is not made anew for every change
PATIENCE = 20.0  # seconds
LEVELS = (0, 1, 2)
PORTAL_FACETS = ("country", "place", "sector", "tier", "role")
COLUMNS = (
    *("pk", "role", "joined_at", "company__name", "company__local_name", "company__country", "company__region"),
    *("company__city", "company__sector", "company__tier", "company__main_products", "entry__values"),
)


def bits_of(places: Iterable[int], size: int) -> int:
    """The set of these places among `size`; made in one piece, as adding to a number copies it every time."""
    inside = bytearray((size + 7) // 8)
    for place in places:
        inside[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(inside, "little")


@dataclass
class Haystack:
    """All words of all members in one text; a find is a walk through it, not through the members."""

    text: str
    starts: list[int]

    @classmethod
    def of(cls, words: list[str]) -> "Haystack":
        starts, at = [], 0
        for one in words:
            starts.append(at)
            at += len(one) + 1
        return cls("\n".join(words), starts)

    def having(self, needle: str) -> int:
        """The bits of those in whose words it stands."""
        return bits_of(self.places(needle), len(self.starts))

    def places(self, needle: str) -> Iterator[int]:
        at = self.text.find(needle)
        while at >= 0:
            place = bisect_right(self.starts, at) - 1
            yield place
            if place + 1 == len(self.starts):
                return
            at = self.text.find(needle, self.starts[place + 1])


@dataclass
class Roll:
    marks: tuple[Any, ...]
    rules: str
    made_at: float
    members: list[int] = field(default_factory=list)
    everybody: int = 0
    filled: int = 0
    values: dict[str, dict[str, int]] = field(default_factory=dict)
    numbers: dict[str, list[tuple[float, int]]] = field(default_factory=dict)
    words: dict[int, Haystack] = field(default_factory=dict)
    newest: list[int] = field(default_factory=list)
    tiers: list[int] = field(default_factory=list)

    def having(self, facet: str, chosen: Iterable[str]) -> int:
        """Who has any of the chosen values."""
        known, found = self.values.get(facet, {}), 0
        for value in chosen:
            found |= known.get(value, 0)
        return found

    def between(self, facet: str, low: float | None, high: float | None) -> int:
        """Whose number lies between the ends, both included; who has given none lies outside."""
        least, most = -inf if low is None else low, inf if high is None else high
        inside = (place for number, place in self.numbers.get(facet, ()) if least <= number <= most)
        return bits_of(inside, len(self.members))

    def saying(self, words: Iterable[str], level: int) -> int:
        """In whose name or answers every word stands, as far as a reader of this level may know them."""
        found = self.everybody
        for word in words:
            found &= self.words[level].having(word.casefold())
        return found

    def counts(self, facet: str, among: int) -> dict[str, int]:
        return {value: n for value, bits in self.values.get(facet, {}).items() if (n := (bits & among).bit_count())}

    def answered(self, name: str) -> int:
        """How many have answered a field."""
        return self.values.get(f"{name}?", {}).get("yes", 0).bit_count()

    def places(self, among: int, sort: str) -> list[int]:
        """The places of the set's members in an order: by name, newest first, or best checked first."""
        order = {"newest": self.newest, "tier": self.tiers}.get(sort)
        inside = among.to_bytes((len(self.members) + 7) // 8 or 1, "little")
        return [place for place in order or range(len(self.members)) if inside[place >> 3] >> (place & 7) & 1]

    @staticmethod
    def first(among: int, number: int) -> Iterator[int]:
        """The first so many places of the set, by name; takes no longer for a large set."""
        for _n in range(number):
            if not among:
                return
            yield (among & -among).bit_length() - 1
            among &= among - 1


ROLLS: "OrderedDict[str, Roll]" = OrderedDict()
guard = threading.Lock()


def roll_of(community: Community) -> Roll:
    """One query while nothing has changed. `community` comes from `find_open_house`, which counts its members."""
    marks = DirectoryState.objects.filter(community=community).values_list("rules", "state").first()
    rules, state = marks or ("", "")
    now_true = (state, getattr(community, "member_count", None))
    kept = ROLLS.get(community.ref)
    if kept and kept.rules == rules and (kept.marks == now_true or is_patient(kept)):
        return kept
    made = make(community, rules, now_true)
    with guard:
        ROLLS[community.ref] = made
        ROLLS.move_to_end(community.ref)
        while len(ROLLS) > KEPT:
            ROLLS.popitem(last=False)
    return made


def is_patient(kept: Roll) -> bool:
    return len(kept.members) >= LARGE and time.monotonic() - kept.made_at < PATIENCE


def make(community: Community, rules: str, marks: tuple[Any, ...]) -> Roll:
    fields = list(community.directory_fields.live())
    members = community.members.active().filter(company__is_active=True)
    rows = sorted(members.values(*COLUMNS), key=lambda row: (row["company__name"].casefold(), row["pk"]))
    roll = Roll(marks, rules, time.monotonic(), [row["pk"] for row in rows], (1 << len(rows)) - 1)
    enter(roll, rows, fields)
    roll.filled = roll.having("entry", ["yes"])
    places = range(len(rows))
    roll.newest = sorted(places, key=lambda one: stamp_of(rows[one]), reverse=True)
    roll.tiers = sorted(places, key=lambda one: -rows[one]["company__tier"])  # stable: by name within a tier
    return roll


def stamp_of(row: dict[str, Any]) -> float:
    return row["joined_at"].timestamp() if row["joined_at"] else 0.0


def enter(roll: Roll, rows: list[dict[str, Any]], fields: list[DirectoryField]) -> None:
    """Everybody's facts, answers and words; `rows` are in the order of their places."""
    places: dict[tuple[str, str], list[int]] = {}
    numbers = [one.name for one in fields if one.kind == DirectoryField.Kind.NUMBER and one.is_filter]
    for place, row in enumerate(rows):
        given = row["entry__values"] or {}
        for key in chain(portal_keys(row, bool(given)), own_keys(given, fields)):
            places.setdefault(key, []).append(place)
        for name in numbers:
            if name in given:
                roll.numbers.setdefault(name, []).append((float(given[name]), place))
    for (facet, value), some in places.items():
        roll.values.setdefault(facet, {})[value] = bits_of(some, len(rows))
    levels = {one.seen_by for one in fields}
    for level in LEVELS:
        if level and level not in levels:
            roll.words[level] = roll.words[level - 1]  # nothing is said to these readers alone
        else:
            roll.words[level] = Haystack.of([words_of(row, fields, level) for row in rows])


def portal_keys(row: dict[str, Any], is_filled: bool) -> Iterator[tuple[str, str]]:
    """What the portal knows of a company, and whether it has answered anything here."""
    country = row["company__country"]
    yield "country", country
    if place := place_key(country, row["company__region"], row["company__city"]):
        yield "place", place
    if row["company__sector"]:
        yield "sector", row["company__sector"]
    yield "tier", str(row["company__tier"])
    yield "role", row["role"]
    yield "entry", "yes" if is_filled else "no"


def own_keys(given: dict[str, Any], fields: list[DirectoryField]) -> Iterator[tuple[str, str]]:
    for one in fields:
        if (value := given.get(one.name)) is None:
            continue
        yield f"{one.name}?", "yes"
        if one.is_filter and one.kind != DirectoryField.Kind.NUMBER:
            for key in keys_of(one, value):
                yield one.name, key


def place_key(country: str, region: str, city: str) -> str:
    """`KR/Busan`: the region, where a company names none its city; empty where it names neither.

    People write both by hand: case and white space make no other place.
    """
    named = " ".join((region or city).split())
    return f"{country}/{named.title() if named.islower() or named.isupper() else named}" if named else ""


def words_of(row: dict[str, Any], fields: list[DirectoryField], level: int) -> str:
    """What is searched, as far as a reader of this level may know it; one line."""
    given = row["entry__values"] or {}
    parts = [row["company__name"], row["company__local_name"], row["company__city"], row["company__region"]]
    parts.append(row["company__main_products"])
    for one in fields:
        if one.seen_by <= level and one.name in given and one.kind not in {"number", "flag"}:
            parts += said(one, given[one.name])
    return " ".join(" ".join(filter(None, parts)).casefold().split())


def said(field: DirectoryField, value: Any) -> Iterator[str]:
    """An answer in both languages."""
    keys = keys_of(field, value)
    if not field.has_options:
        yield from keys
        return
    for one in field.options:
        if one["key"] in keys:
            yield f"{one['label']} {one.get('ko', '')}"


def touch_those_of(companies: Iterable[int]) -> None:
    """Something that the directories show of these companies has changed."""
    rows = CommunityMember.objects.active().filter(company_id__in=list(companies))
    DirectoryState.touch_many(rows.values_list("community_id", flat=True))
