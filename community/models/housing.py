"""A community inside another, one level deep.

Its visibility is never wider than that of the outer one (`effective_visibility`, and `visible_to` and `readable_by` of
the rows); its members are members of the outer one (`CommunityMember.activate` and `end`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from community.models.member import CommunityMember
from community.permissions import can_arrange_inside, can_run_community
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, WrongState, require

if TYPE_CHECKING:
    from community.models.community import Community

OPENNESS = ("hidden", "members", "public")


class Inside(models.Model):
    """`parent` is the community this one is a part of, `wishes_parent` the one it has asked to become a part of."""

    class Meta:
        abstract = True

    @property
    def effective_visibility(self: Any) -> str:
        """The narrower of its own and the outer one's."""
        own: str = self.visibility
        return own if self.parent is None else min(own, self.parent.visibility, key=OPENNESS.index)

    def has_outside(self: Any, company_id: int | None) -> bool:
        """Whether the company has the place in the outer community that one here takes; true where there is none."""
        return self.parent is None or bool(self.parent.role_of(company_id))

    def parts_for(self: Any, actor: Actor) -> "models.QuerySet[Community]":
        """The communities inside this one that the actor may know of."""
        rows: models.QuerySet[Community] = self.parts.visible_to(actor).with_figures().order_by("name", "pk")
        return rows

    def wish_inside(self: Any, by: Actor, parent: "Community") -> None:
        """Ask to become a part of `parent`, whose steward decides. Raises Refused where there would be two levels."""
        with both_locked(parent, self):
            require(can_run_community(by, self), _("Only a steward may ask for this."))
            require_one_level(self, parent)
            self.wishes_parent = parent
            self.save(update_fields=["wishes_parent", "updated_at"])
            record("community.asked_inside", self, by=by, parent=parent.pk)

    def take_in(self: Any, by: Actor, part: "Community") -> None:
        """The community that asked becomes a part of this one.

        Raises Refused while it has members that this one has not: they would lose their place without being asked.
        """
        with both_locked(self, part):
            require(can_arrange_inside(by, self), _("Only a steward may take a community in."))
            require_wish(self, part)
            require_one_level(part, self)
            here = CommunityMember.objects.active().filter(community=self).values("company_id")
            if missing := part.members.active().exclude(company_id__in=here).count():
                raise Refused(
                    _("%(number)s of its members are not members here yet. Invite them first, then take it in.")
                    % {"number": missing}
                )
            part.parent, part.wishes_parent = self, None
            part.save(update_fields=["parent", "wishes_parent", "updated_at"])
            record("community.taken_in", part, by=by, parent=self.pk)

    def turn_away(self: Any, by: Actor, part: "Community") -> None:
        with both_locked(self, part):
            require(can_arrange_inside(by, self), _("Only a steward may decide on this."))
            require_wish(self, part)
            part.wishes_parent = None
            part.save(update_fields=["wishes_parent", "updated_at"])
            record("community.turned_away", part, by=by, parent=self.pk)

    def go_out(self: Any, by: Actor) -> None:
        """Stand alone again, or take the wish back; by the steward of this one or of the outer one."""
        outer = self.parent or self.wishes_parent
        if outer is None:
            raise WrongState(_("This community is not a part of another one."))
        with both_locked(outer, self):
            may = can_run_community(by, self) or can_run_community(by, outer)
            require(may, _("Only a steward of one of the two may do this."))
            if outer.pk not in {self.parent_id, self.wishes_parent_id}:
                raise WrongState(_("This community is not a part of another one."))
            self.visibility = self.effective_visibility  # it does not become more open by standing alone
            self.parent = self.wishes_parent = None
            self.save(update_fields=["parent", "wishes_parent", "visibility", "updated_at"])
            record("community.went_out", self, by=by, parent=outer.pk)


@contextmanager
def both_locked(outer: Any, inner: Any) -> Iterator[None]:
    """The outer community's row, then the inner one's: the order of `house_locked`."""
    with transaction.atomic():
        for community in (outer, inner):
            community.refresh_from_db(from_queryset=type(community)._base_manager.select_for_update(no_key=True))
        yield


def require_wish(outer: Any, inner: Any) -> None:
    if inner.wishes_parent_id != outer.pk:
        raise WrongState(_("This community no longer asks to become a part of this one."))


def require_one_level(inner: Any, outer: Any) -> None:
    if outer.pk == inner.pk:
        raise Refused(_("A community is not a part of itself."))
    if outer.parent_id is not None:
        raise Refused(_("“%(name)s” is a part of another community itself.") % {"name": outer})
    if inner.parent_id is not None:
        raise Refused(_("“%(name)s” is a part of another community already.") % {"name": inner})
    if inner.parts.exists():
        raise Refused(
            _("“%(name)s” has communities inside of it, so it cannot become a part of another.") % {"name": inner}
        )
    if outer.is_closed:
        raise Refused(_("“%(name)s” is closed.") % {"name": outer})
