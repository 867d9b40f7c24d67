"""The ways through the desk: each matter adds its own, in the order of `rank`; a phone's row holds the first ones."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.permissions import may_review
from portal.core.actor import Actor
from portal.core.navigation import Navigation, Way


def anybody(actor: Actor) -> bool:
    return True


@dataclass(frozen=True)
class DeskWay:
    """`url_name` takes nothing; `is_shown` is asked of staff only. `is_tool`: not daily work, in a group of its own."""

    rank: int
    title: Any
    url_name: str
    icon: str
    is_shown: Callable[[Actor], bool] = anybody
    is_tool: bool = False


WAYS: dict[str, DeskWay] = {}


def desk_way(*ways: DeskWay) -> None:
    for way in ways:
        WAYS[way.url_name] = way


def navigation_for(actor: Actor, path: str) -> Navigation:
    """What this member of staff may open; they are where the longest address is that `path` begins with."""
    shown = sorted((way for way in WAYS.values() if way.is_shown(actor)), key=lambda way: way.rank)
    ways = [Way(way.url_name, way.title, reverse(way.url_name), way.icon, is_tool=way.is_tool) for way in shown]
    around = [way for way in ways if path == way.url or (way.key != HOME and path.startswith(way.url))]
    here = max(around, key=lambda way: len(way.url), default=None)
    return Navigation(ways, here.key if here else "")


def may_do_everything(actor: Actor) -> bool:
    return bool(actor.user and actor.user.is_superuser)


HOME = "desk:home"
desk_way(
    DeskWay(10, _("Desk"), HOME, "home"),
    DeskWay(20, _("Verifications"), "desk:verifications", "certificate", may_review),
    DeskWay(50, _("Firms"), "desk:firms", "company"),
    DeskWay(60, _("Look-alikes"), "desk:flags", "warning", may_review),
    DeskWay(100, _("Duplicates"), "desk:duplicates", "copy"),
    DeskWay(120, _("Storage"), "desk:storage", "upload", is_tool=True),
    DeskWay(200, _("Back office"), "admin:index", "lock", may_do_everything, is_tool=True),
)
