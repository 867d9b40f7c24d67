"""Threads to test with."""

from typing import Any

from community.models import Community, CommunityMember, Post, Thread
from tests.cast import Person


def start(community: Community, person: Person, title: str = "Who has 6204 in stock?", **more: Any) -> Thread:
    return Thread.start(community, person.actor, title, "We need **500 pieces** by May.", **more)


def join(community: Community, person: Person, role: str = "member") -> CommunityMember:
    return community.members.create(company=person.company, role=role, state=CommunityMember.State.ACTIVE)


def address(thread: Thread, rest: str = "") -> str:
    return f"{thread.get_absolute_url()}{rest}"


def at_post(post: Post, rest: str) -> str:
    return f"{post.thread.get_absolute_url()}posts/{post.number}/{rest}/"
