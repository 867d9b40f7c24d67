"""What becomes of answers and choices when a company's place in a community is taken into another's."""

from community.joint.models import JointListing
from community.models import CommunityMember, DirectoryEntry, DirectoryState


def keep_answers(mine: CommunityMember, other: CommunityMember) -> None:
    """What only the lost company had answered or chosen goes over to the kept one's place; its own stays as it is."""
    for model in (DirectoryEntry, JointListing):
        rows = model._default_manager
        if not rows.filter(member=mine).exists():
            rows.filter(member=other).update(member=mine)
    DirectoryState.touch(mine.community_id)
