"""Moderation's tab in the house of a community, and its queue at the programme's desk."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.house import Tab, house_tab
from community.models import Community
from community.moderation.queue import Desk
from community.permissions import may_judge_communities
from companies.desk.queues import Queue, desk_queue
from companies.desk.ways import DeskWay, desk_way
from portal.core.actor import Actor


def those_who_moderate(standing: dict[str, Any]) -> bool:
    return bool(standing["may_moderate"])


def waiting(community: Community, actor: Actor) -> int:
    return Desk(actor, community).waiting()


house_tab(
    Tab(
        "moderation",
        80,
        _("Moderation"),
        "community:moderation_queue",
        "shield",
        those_who_moderate,
        waiting=waiting,
        is_tool=True,
    )
)


@desk_queue(30)
def community_reports(actor: Actor) -> Queue | None:
    if not may_judge_communities(actor):
        return None
    text = _("What is reported in communities, and appeals against their moderators.")
    url = reverse("community_desk:moderation_queue")
    return Queue("flag", _("Reports in communities"), text, Desk(actor).waiting(), url)


desk_way(
    DeskWay(90, _("Reports in communities"), "community_desk:moderation_queue", "community", may_judge_communities)
)
