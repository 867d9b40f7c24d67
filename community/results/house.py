"""The tab of results, and the way to those of all communities at the desk, for those who may read them."""

from typing import Any

from django.utils.translation import pgettext_lazy

from community.house import Tab, house_tab
from community.models import ResultsSettings
from companies.desk.ways import DeskWay, desk_way
from portal.core.actor import Actor


def those_who_may(standing: dict[str, Any]) -> bool:
    """As `may_read_results`, from what the page knows already."""
    if standing["is_steward"] or not standing["may_read"]:
        return bool(standing["is_steward"])
    own = standing["own"]
    is_member = own is not None and own.is_active
    audience = ResultsSettings.audience_of(standing["community"])
    allowed = {ResultsSettings.Audience.EVERYBODY, *([ResultsSettings.Audience.MEMBERS] if is_member else [])}
    return audience in allowed


def may_read_programme(actor: Actor) -> bool:
    return actor.is_staff and actor.through is None and actor.user.has_perm("community.read_programme_results")


house_tab(
    Tab("results", 70, pgettext_lazy("community", "Results"), "community:results", "table", those_who_may, is_tool=True)
)
desk_way(
    DeskWay(
        130, pgettext_lazy("community", "Results"), "community_desk:results", "scale", may_read_programme, is_tool=True
    )
)
