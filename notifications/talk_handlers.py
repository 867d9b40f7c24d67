"""What people are told of threads and posts in communities: as they chose, and only of what is shown."""

from typing import Any

from community.models import Post, PostMention, TalkChoice, Thread, ThreadPlace
from notifications.handlers import members_of, path_of
from notifications.models import Notification
from notifications.recipients import people_of
from portal.core.events import Event, subscribe

LEVEL, FOLLOWS = TalkChoice.Level, ThreadPlace.Follows


@subscribe("thread.started", "thread.released")
def thread_started(event: Event) -> None:
    """Everybody in the community's companies who takes part in communities, but who wants to hear of less."""
    thread = Thread.objects.select_related("community", "company").filter(pk=event.subject_id or 0).first()
    if thread is None or not thread.is_shown:
        return
    less = TalkChoice._default_manager.filter(community=thread.community, level__in=[LEVEL.PART, LEVEL.MUTED])
    people = takers_part(thread, event).exclude(pk__in=less.values("user_id")).exclude(pk=thread.user_id or 0)
    people = people.exclude(pk__in=told_of(thread).values("user_id"))
    tell_of_thread(thread, people, event, path_of(thread), thread.company.name, kind="thread.started")


@subscribe("post.written", "post.released")
def post_written(event: Event) -> None:
    """Those who follow the thread, or hear of every post; while one word of it is unread, replies are counted."""
    post = find_post(event)
    if post is None or post.number == 1:
        return
    thread = post.thread
    places = ThreadPlace._default_manager.filter(thread=thread)
    choices = TalkChoice._default_manager.filter(community=thread.community)
    followers = places.filter(follows=FOLLOWS.FOLLOW).values_list("user_id", flat=True)
    wanted = {*followers, *choices.filter(level=LEVEL.ALL).values_list("user_id", flat=True)}
    wanted -= set(places.filter(follows=FOLLOWS.MUTE).values_list("user_id", flat=True))
    wanted -= set(choices.filter(level=LEVEL.MUTED).values_list("user_id", flat=True))
    wanted -= {post.user_id or 0}
    told = told_of(thread).exclude(kind="post.written").values("user_id")
    people = takers_part(thread, event).filter(pk__in=wanted).exclude(pk__in=told)
    tell_of_thread(thread, people, event, path_of(post), post.company.name, kind="post.written", fold=True)


@subscribe("post.mentioned")
def post_mentioned(event: Event) -> None:
    """Who is named in it, as long as the name stands there; of held words they hear when those are released."""
    post = find_post(event)
    if post is not None:
        tell_named(post, event, post.mentions.filter(pk__in=event.payload.get("mentions", ())))


@subscribe("post.released")
def post_released(event: Event) -> None:
    """A notification for each person and event: who is named in released words may hear of the reply instead."""
    post = find_post(event)
    if post is not None:
        tell_named(post, event, post.mentions.all())


@subscribe("thread.answered")
def thread_answered(event: Event) -> None:
    """Who wrote the answer, as long as they are in the company and it is still accepted."""
    rows = Thread.objects.select_related("community", "accepted__company")
    thread = rows.filter(pk=event.subject_id or 0, accepted=event.payload.get("post")).first()
    if thread is not None and thread.accepted is not None and thread.is_shown:
        answer = thread.accepted
        people = people_of([answer.company_id], "join_communities", event).filter(pk=answer.user_id or 0)
        tell_of_thread(thread, people, event, path_of(answer), answer.company.name, kind="thread.answered")


def find_post(event: Event) -> Post | None:
    """The post, if it is there for all readers."""
    rows = Post.objects.select_related("thread__community", "company", "user")
    shown = rows.filter(standing="shown", thread__standing="shown", removed_at=None)
    return shown.filter(pk=event.subject_id or 0).first()


def takers_part(thread: Thread, event: Event) -> Any:
    return people_of(members_of(thread.community), "join_communities", event)


def told_of(thread: Thread) -> Any:
    return Notification.objects.unread().pointing_to(path_of(thread))


def tell_named(post: Post, event: Event, named: Any) -> None:
    rows: list[PostMention] = list(named)
    members = set(members_of(post.thread.community))
    facts: dict[str, Any] = {"person": str(post.user or ""), "company": post.company.name, "title": post.thread.title}
    path = path_of(post)
    persons = [one.user_id for one in rows if one.user_id and one.user_id != post.user_id]
    people = takers_part(post.thread, event).filter(pk__in=persons)
    Notification.tell(people, event, path, kind="post.mentioned", **facts)
    firms = [one.company_id for one in rows if one.company_id and one.company_id in members]
    colleagues = people_of(firms, "join_communities", event).exclude(pk=post.user_id or 0)
    Notification.tell(colleagues, event, path, kind="post.company_mentioned", **facts)


def tell_of_thread(
    thread: Thread, people: Any, event: Event, path: str, company: str, kind: str, fold: bool = False
) -> None:
    where = thread.community.name
    Notification.tell(people, event, path, kind=kind, fold=fold, company=company, title=thread.title, community=where)
