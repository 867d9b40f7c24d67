"""Threads and posts as what can be reported and moderated."""

from django.utils.translation import gettext_lazy as _

from community.discussion.screening import BEFORE_SHOWN
from community.discussion.tools import POST_TOOLS, PostTool
from community.models import Post, Thread
from community.moderation.kinds import register_content
from community.moderation.models.measure import is_suspended
from community.moderation.screens import look
from community.permissions import BARRIERS
from portal.core.actor import Actor


def opening(thread: Thread) -> Post | None:
    return thread.posts.filter(number=1).first()


def thread_words(thread: Thread) -> str:
    first = opening(thread)
    return f"{thread.title}\n\n{first.body if first else ''}"


def release_thread(thread: Thread, by: Actor) -> None:
    """With the post that opens it, which was held with it."""
    thread.release(by)
    first = opening(thread)
    if first is not None and first.standing == "held":
        first.release(by)


def restore_thread(thread: Thread, by: Actor) -> None:
    thread.restore(by)
    first = opening(thread)
    if first is not None and first.standing == "held":  # it was hidden while it waited
        first.release(by)


def close_thread(thread: Thread, by: Actor) -> None:
    thread.moderate(by, is_locked=True)


def open_thread(thread: Thread, by: Actor) -> None:
    thread.moderate(by, is_locked=False)


register_content(
    "thread",
    Thread,
    title=lambda thread: thread.title,
    excerpt=thread_words,
    author_company=lambda thread: thread.company,
    author=lambda thread: thread.user,
    url=lambda thread: thread.get_absolute_url(),
    hide=Thread.hide,
    restore=restore_thread,
    noun=_("Thread"),
    release=release_thread,
    lock=close_thread,
    unlock=open_thread,
)
register_content(
    "post",
    Post,
    title=lambda post: post.thread.title,
    excerpt=lambda post: post.body,
    author_company=lambda post: post.company,
    author=lambda post: post.user,
    url=lambda post: post.get_absolute_url(),
    hide=Post.hide,
    restore=Post.restore,
    noun=_("Post"),
    community=lambda post: post.thread.community,
    release=Post.release,
    lock=lambda post, by: close_thread(post.thread, by),
    unlock=lambda post, by: open_thread(post.thread, by),
)
BEFORE_SHOWN.append(look)
BARRIERS.append(is_suspended)
POST_TOOLS.append(PostTool("community/moderation/_report.html", "community/moderation.css"))
