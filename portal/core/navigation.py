"""The ways through a part of the portal that has more of them than a line holds.

A few stand in the row, the others under “More” in a menu that shows all of them at once, tools of those who run the
place in a group of their own. A phone's row holds fewer than a wide page's; the one the reader is in always stands in
the row. Rendered by `components/navigation.html`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

ON_A_PHONE = 4  # beside “More”: five cells that a thumb finds, at 360 px too
ON_A_WIDE_PAGE = 7


@dataclass(frozen=True)
class Way:
    """`waiting` counts what waits there for the reader, `size` what is there (None: not counted).

    `is_tool`: for those who run the place. `narrow` and `wide` say whether it stands in the row of a phone, and of a
    wide page; `Navigation` sets them, and `is_here`. What a phone's row holds a wide page's holds, too.
    """

    key: str
    title: Any
    url: str
    icon: str
    waiting: int = 0
    size: int | None = None
    is_tool: bool = False
    is_here: bool = False
    narrow: bool = True
    wide: bool = True


class Navigation:
    def __init__(self, ways: Sequence[Way], here: str = "") -> None:
        narrow, wide = in_row(ways, here, ON_A_PHONE), in_row(ways, here, ON_A_WIDE_PAGE)
        self.ways = [
            replace(way, is_here=way.key == here, narrow=way.key in narrow, wide=way.key in wide) for way in ways
        ]

    @property
    def row(self) -> list[Way]:
        return [way for way in self.ways if way.wide]

    @property
    def others(self) -> list[Way]:
        return [way for way in self.ways if not way.is_tool and not way.narrow]

    @property
    def tools(self) -> list[Way]:
        return [way for way in self.ways if way.is_tool and not way.narrow]

    @property
    def folds_on_a_phone(self) -> bool:
        return not all(way.narrow for way in self.ways)

    @property
    def folds_on_a_wide_page(self) -> bool:
        return not all(way.wide for way in self.ways)

    @property
    def waiting_on_a_phone(self) -> int:
        """How much waits under “More”, where a phone shows it."""
        return sum(way.waiting for way in self.ways if not way.narrow)

    @property
    def waiting_on_a_wide_page(self) -> int:
        return sum(way.waiting for way in self.ways if not way.wide)


def in_row(ways: Sequence[Way], here: str, room: int) -> set[str]:
    """The keys of those in a row of `room` and “More”: the first ones, with the reader's own in the last place.

    One more than there is room for takes the place of “More”, which would hide nothing else.
    """
    if len(ways) <= room + 1:
        return {way.key for way in ways}
    first = [way.key for way in ways if not way.is_tool][:room]
    if here in first or all(way.key != here for way in ways):
        return set(first)
    return {*first[: room - 1], here}
