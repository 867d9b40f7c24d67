"""What an e-mail about a talk shows of it: the beginning of what is unread, and the link to answer.

Only for those who want it (consultations.models.ReplyByMail), and by what they may see at the moment of sending.
"""

from dataclasses import dataclass

from community.discussion import reply_links as thread_links
from community.discussion.permissions import can_reply
from community.models import Post, Thread
from companies.models import User
from consultations.inbox.reply_links import reply_url
from consultations.models import EXCERPT, Room
from consultations.permissions import can_speak
from notifications.models import Notification
from portal.core.texts import clean_line

OF_THREADS = {"thread.started", "post.written", "post.mentioned", "post.company_mentioned"}
MOST = 3  # messages of one room in one e-mail


@dataclass(frozen=True)
class Line:
    author: str
    words: str


@dataclass(frozen=True)
class Excerpt:
    lines: list[Line]
    url: str


def tell_what_was_said(user: User, notes: list[Notification]) -> None:
    """Give each notification of messages and of posts its `excerpt`."""
    for note in notes:
        if note.company is None:
            continue
        if note.kind == "message.posted":
            note.excerpt = excerpt_of(user, note)
        elif note.kind in OF_THREADS:
            note.excerpt = excerpt_of_thread(user, note)


def excerpt_of_thread(user: User, note: Notification) -> Excerpt | None:
    """The thread's last post, by somebody else."""
    assert note.company is not None
    actor = user.actor_for(note.company.slug)
    ref = note.path.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
    thread = Thread.objects.visible_to(actor).select_related("community").filter(ref=ref).first()
    if thread is None or not actor.acts_for(note.company_id) or not can_reply(actor, thread):
        return None
    url = thread_links.reply_url(user, note.company, thread)
    if not url:
        return None
    posts = Post.objects.visible_to(actor).filter(thread=thread, removed_at=None).exclude(user=user)
    last = posts.select_related("user", "company").order_by("-number").first()
    if last is None:
        return Excerpt([], url)
    author = f"{last.user}, {last.company.name}" if last.user else last.company.name
    return Excerpt([Line(author, clean_line(last.body)[:EXCERPT])], url)


def excerpt_of(user: User, note: Notification) -> Excerpt | None:
    assert note.company is not None
    actor = user.actor_for(note.company.slug)
    ref = note.path.partition("#")[0].rstrip("/").rpartition("/")[2]
    room = Room.objects.visible_to(actor).filter(ref=ref).first()
    if room is None or not actor.acts_for(note.company_id) or not can_speak(actor, room):
        return None
    url = reply_url(user, note.company, room)
    if not url:
        return None
    unread = room.unread_for(actor)
    shown = room.messages_for(actor).until(None, min(unread, MOST)) if unread else []
    lines = [
        Line(f"{one.author}, {one.company.name}", clean_line(one.brief)[:EXCERPT])
        for one in shown
        if one.user_id != user.pk
    ]
    return Excerpt(lines, url)
