"""What can be done in a community, and who may: the table in docs/communities.md is made from this.

Each part of a community adds its acts when the portal starts: `community_act("start a thread", can_start_thread)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from community import permissions as rules
from community.models import Community
from portal.core.actor import Actor

Allowed = Callable[[Actor, Community], bool]
ROLES = ("visitor", "stranger", "observer", "member", "moderator", "steward")
VISIBILITIES = ("public", "members", "hidden")


@dataclass(frozen=True)
class Act:
    """`words` stand in the table; `allowed` answers for an actor and a community that is open."""

    words: str
    allowed: Allowed


ACTS: list[Act] = []


def community_act(words: str, allowed: Allowed) -> None:
    ACTS.append(Act(words, allowed))


def knows(actor: Actor, community: Community) -> bool:
    return Community.objects.visible_to(actor).filter(pk=community.pk).exists()


def asks(actor: Actor, community: Community) -> bool:
    """A hidden one nobody can ask at: they do not find it, and need an invitation."""
    return knows(actor, community) and rules.can_ask_to_join(actor, community)


def own_place(act: Callable[[Actor, Any], bool]) -> Allowed:
    """An act upon the own company's place."""

    def allowed(actor: Actor, community: Community) -> bool:
        seat = community.seat_of(actor.company_id)
        return seat is not None and act(actor, seat)

    return allowed


def another_place(actor: Actor, community: Community) -> bool:
    """Removing a member that is not the own company."""
    others = community.members.active().exclude(company_id=actor.company_id or 0)
    seat = others.first()
    return seat is not None and rules.can_remove_member(actor, seat)


community_act("know that it exists", knows)
community_act("read what is in it", rules.can_read_community)
community_act("ask to join", asks)
community_act("write", rules.can_write_in_community)
community_act("accept the rules", own_place(rules.can_accept_rules))
community_act("leave", own_place(rules.can_leave_community))
community_act("moderate", rules.can_moderate_community)
community_act("invite", rules.can_invite_to_community)
community_act("see the history of places", rules.can_see_changes)
community_act("let in, decline", rules.can_decide_on_members)
community_act("change roles", rules.can_change_role)
community_act("remove a member", another_place)
community_act("hand it over", rules.can_hand_over_community)
community_act("change profile, look, rules, ways in", rules.can_run_community)
community_act("take a community in, found one inside", rules.can_arrange_inside)
community_act("close it", rules.can_close_community)


def table(allowed: Callable[[Act, str, str], bool]) -> str:
    """The table in Markdown: in each cell who may, by the initials of visibility (`p`ublic, `m`embers-only, `h`idden).

    `allowed` gets the act, the role and the visibility.
    """
    lines = [f"| act | {' | '.join(ROLES)} |", f"|{' --- |' * (len(ROLES) + 1)}"]
    for act in ACTS:
        cells = [cell("".join(v[0] for v in VISIBILITIES if allowed(act, role, v))) for role in ROLES]
        lines.append(f"| {act.words} | {' | '.join(cells)} |")
    return "\n".join(lines)


def cell(letters: str) -> str:
    return {"": "–", "pmh": "yes"}.get(letters, " ".join(letters))
