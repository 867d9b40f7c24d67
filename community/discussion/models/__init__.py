"""Threads, posts and what belongs to them."""

from community.discussion.models.beside import PostFile, PostMention, PostThank
from community.discussion.models.category import TalkCategory
from community.discussion.models.poll import Poll, PollDraft, PollOption, PollVote
from community.discussion.models.post import EditConflict, Post, PostQuerySet, PostVersion
from community.discussion.models.reading import TalkChoice, ThreadPlace
from community.discussion.models.thread import Thread, ThreadQuerySet

__all__ = [
    "EditConflict",
    "Poll",
    "PollDraft",
    "PollOption",
    "PollVote",
    "Post",
    "PostFile",
    "PostMention",
    "PostQuerySet",
    "PostThank",
    "PostVersion",
    "TalkCategory",
    "TalkChoice",
    "Thread",
    "ThreadPlace",
    "ThreadQuerySet",
]
