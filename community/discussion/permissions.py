"""Who may do what with threads and posts."""

from typing import TYPE_CHECKING

from community.permissions import can_judge_content, can_write_in_community
from portal.core.actor import Actor

if TYPE_CHECKING:
    from community.discussion.models import Post, Thread


def wrote(actor: Actor, row: "Post | Thread") -> bool:
    """The person themselves, for the company they wrote for; what a token wrote is the company's."""
    if not actor.acts_for(row.company_id):
        return False
    return row.user_id == actor.user_id if actor.user_id or row.user_id else True


def can_steer_thread(actor: Actor, thread: "Thread") -> bool:
    """Rename it, accept an answer, close its poll: who started it and may still write there, and moderators."""
    own = wrote(actor, thread) and can_write_in_community(actor, thread.community)
    return own or can_judge_content(actor, thread.community)


def can_reply(actor: Actor, thread: "Thread") -> bool:
    may_write = can_write_in_community(actor, thread.community)
    return may_write and (not thread.is_locked or can_judge_content(actor, thread.community))


def can_change_post(actor: Actor, post: "Post") -> bool:
    """Who wrote it, as long as they may write there; not what a moderator has hidden."""
    return wrote(actor, post) and post.standing != "hidden" and can_write_in_community(actor, post.thread.community)


def can_thank_for_post(actor: Actor, post: "Post") -> bool:
    is_own = actor.user_id is None or post.user_id == actor.user_id
    return not is_own and post.is_shown and can_write_in_community(actor, post.thread.community)
