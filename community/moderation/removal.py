"""A company is taken out of a community by those who run it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from community.models.community import Community
from community.permissions import can_run_community
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require


def remove_company(community: Community, company: Company, by: Actor, reason: str) -> None:
    """By the member's own verb where it has one. Raises Refused for who runs the community or is not in it."""
    member: Any = community.members.active().filter(company=company).first()
    if member is None:
        raise Refused(_("The company is not a member any more."))
    if hasattr(member, "remove"):
        member.remove(by, reason)
        return
    require(can_run_community(by, community), _("Only a steward may remove a company from the community."))
    with transaction.atomic():
        Community.objects.select_for_update(no_key=True).get(pk=community.pk)
        if company.pk == community.steward_id:
            raise Refused(_("The company that runs the community cannot be removed from it."))
        record("membership.removed", community, by=by, company=company.pk)
        member.delete()
