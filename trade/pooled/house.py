"""Pooled answers in the house of a community: a tab for its members alone."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from community.house import Tab, house_tab


def members_alone(standing: dict[str, Any]) -> bool:
    """Who sells together is nobody else's business, least of all the buyer's."""
    return bool(standing["may_write"])


house_tab(Tab("pools", 45, _("Joint answers"), "pools:list", "scale", members_alone))
