"""The tab of results, for those who may read them."""

from typing import Any

from django.utils.translation import pgettext_lazy

from community.house import Tab, house_tab
from community.models import ResultsSettings


def those_who_may(standing: dict[str, Any]) -> bool:
    """As `may_read_results`, from what the page knows already."""
    if standing["is_steward"] or not standing["may_read"]:
        return bool(standing["is_steward"])
    own = standing["own"]
    is_member = own is not None and own.is_active
    audience = ResultsSettings.audience_of(standing["community"])
    allowed = {ResultsSettings.Audience.EVERYBODY, *([ResultsSettings.Audience.MEMBERS] if is_member else [])}
    return audience in allowed


house_tab(
    Tab("results", 70, pgettext_lazy("community", "Results"), "community:results", "table", those_who_may, is_tool=True)
)
