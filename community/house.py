"""The house of a community: what all its pages share, and what each part of it adds.

A part (talk, calendar, joint purchases …) lives in a package of its own, some of them in apps above this one. It names
its tab with `house_tab`, and with `house_section` what the front page says of it, when the portal starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.colours import mark_of
from community.models import Community, CommunityMember
from community.permissions import (
    can_accept_rules,
    can_ask_to_join,
    can_moderate_community,
    can_reopen_community,
    can_run_community,
    can_write_in_community,
)
from companies.booth import Section
from portal.core.actor import Actor
from portal.core.http import Request
from portal.core.navigation import Navigation, Way


@dataclass(frozen=True)
class Tab:
    """A way into a part of the house. `url_name` takes the community's slug; `is_shown` reads what `standing` gives.

    `waiting` counts what waits there for the reader, `size` what is there; each costs a query on every page of a house.
    The first by `rank` stand in the row; `is_tool`: for those who run the house, in a group of its own.
    """

    key: str
    rank: int
    title: Any
    url_name: str
    icon: str
    is_shown: Callable[[dict[str, Any]], bool] = lambda standing: bool(standing["may_read"])
    waiting: Callable[[Community, Actor], int] | None = None
    size: Callable[[Community], int] | None = None
    is_tool: bool = False

    def shown(self, community: Community, actor: Actor) -> Way:
        return Way(
            self.key,
            self.title,
            reverse(self.url_name, args=[community.slug]),
            self.icon,
            waiting=self.waiting(community, actor) if self.waiting else 0,
            size=self.size(community) if self.size else None,
            is_tool=self.is_tool,
        )


# The rooms behind the tab “Manage”, and the one behind “Members”.
MANAGED = {"look": "profile", "joining": "profile", "parts": "profile", "closing": "profile", "invitations": "members"}
TABS: dict[str, Tab] = {}
Builder = Callable[[Community, Actor], Section | None]
SECTIONS: dict[str, tuple[int, Builder]] = {}


def house_tab(tab: Tab) -> None:
    TABS[tab.key] = tab


def house_section(rank: int) -> Callable[[Builder], Builder]:
    """Add to the front page what a part has to say now; the builder gives None when that is nothing.

    It is called for readers of the community only.
    """

    def register(build: Builder) -> Builder:
        SECTIONS[f"{build.__module__}.{build.__name__}"] = (rank, build)
        return build

    return register


def sections_of(community: Community, actor: Actor) -> list[Section]:
    builders = [build for _rank, build in sorted(SECTIONS.values(), key=lambda one: one[0])]
    return [section for build in builders if (section := build(community, actor)) is not None]


def find_house(request: Request, slug: str) -> Any:
    """The community if the reader may know of it; raises Http404 otherwise."""
    return get_object_or_404(Community.objects.visible_to(request.actor).with_figures(), slug=slug)


def find_open_house(request: Request, slug: str) -> Any:
    """The community if the reader may read what is in it; raises Http404 otherwise."""
    return get_object_or_404(Community.objects.readable_by(request.actor).with_figures(), slug=slug)


def standing(request: Request, community: Community, here: str = "") -> dict[str, Any]:
    """What the reader is and may do here, and the tabs of the house; `here` is the key of the tab they are in."""
    actor = request.actor
    own = community.members.filter(company_id=actor.company_id or 0).first()
    if own is not None:
        own.community = community
    if request.method in {"GET", "HEAD"}:
        community.readers_place = (actor.company_id or 0, own)
    rules = {
        "community": community,
        "room": here,
        "here": MANAGED.get(here, here),
        "own": own,
        "may_read": community.is_readable_by(actor),
        "may_write": can_write_in_community(actor, community),
        "may_join": may_come_in(actor, community, own),
        "may_run": can_run_community(actor, community),
        "is_steward": own is not None and own.is_steward and actor.may("run_communities"),  # of a closed one, too
        "may_reopen": can_reopen_community(actor, community),
        "may_moderate": can_moderate_community(actor, community),
        "owes_rules": own is not None and own.owes_rules,
        "may_accept_rules": own is not None and can_accept_rules(actor, own),
        "look_mark": mark_of(community.accent) if community.accent else "",
    }
    tabs = [tab for tab in sorted(TABS.values(), key=lambda tab: tab.rank) if tab.is_shown(rules)]
    return {**rules, "navigation": Navigation([tab.shown(community, actor) for tab in tabs], MANAGED.get(here, here))}


def may_come_in(actor: Actor, community: Community, own: CommunityMember | None) -> bool:
    """No place yet, or one that was declined long enough ago."""
    again = own is None or (own.state == CommunityMember.State.DECLINED and own.may_ask_again_at is None)
    return again and can_ask_to_join(actor, community)


def everybody(standing: dict[str, Any]) -> bool:
    return True


def those_who_run_it(standing: dict[str, Any]) -> bool:
    return bool(standing["may_run"])


def asking(community: Community, actor: Actor) -> int:
    return community.members.asking().count() if can_run_community(actor, community) else 0


def member_count(community: Community) -> int:
    return getattr(community, "member_count", None) or 0


house_tab(Tab("front", 5, _("Overview"), "community:detail", "home", everybody))
house_tab(Tab("threads", 10, _("Threads"), "community:threads", "chat"))
house_tab(
    Tab("members", 20, _("Members"), "community:members", "community", everybody, waiting=asking, size=member_count)
)
house_tab(Tab("profile", 90, _("Manage"), "community:edit", "settings", those_who_run_it, is_tool=True))
