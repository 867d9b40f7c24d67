"""Threads and posts by the API: by the same rules as the pages; and how many queries lists make."""

from typing import Any

import pytest
from django.test import Client

from community.discussion.models import PollDraft
from community.models import Community, Post, Thread
from companies.models import ApiToken
from tests.cast import Person, make_company, make_person
from tests.community.talk import address, join, start
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def send(person: Person, path: str, data: Any, *scopes: str) -> Any:
    _token, secret = ApiToken.issue(person.company, list(scopes or ("read", "write:communities")))
    headers = {"Authorization": f"Bearer {secret}"}
    return Client().post(f"/api/v1{path}", data, content_type="application/json", headers=headers)


def test_a_key_starts_a_thread_and_replies(public: Community, seller: Person, visitor: Client) -> None:
    path = f"/communities/{public.slug}/threads/"
    made = send(
        seller, path, {"title": "Fair", "body": "Who?", "poll_question": "Where?", "poll_options": ["Hanoi", "Seoul"]}
    )
    assert made.status_code == 201, made.text
    thread = Thread.objects.get()
    assert made.json()["ref"] == thread.ref and thread.poll.options.count() == 2 and thread.user is None
    reply = send(seller, f"{path}{thread.ref}/posts/", {"body": "We do", "answers": 1})
    assert reply.status_code == 201 and reply.json()["answers"] == 1
    listed = visitor.get(f"/api/v1{path}?sort=new").json()
    assert listed["count"] == 1 and listed["results"][0]["posts"] == 2
    posts = visitor.get(f"/api/v1{path}{thread.ref}/posts/").json()["results"]
    assert [one["body"] for one in posts] == ["Who?", "We do"]


def test_what_is_wrong_is_said_by_field(public: Community, seller: Person) -> None:
    path = f"/communities/{public.slug}/threads/"
    assert set(send(seller, path, {"title": "x" * 161}).json()) == {"title", "body"}
    assert send(seller, path, [1, 2]).status_code == 400
    assert send(seller, path, {"title": "T", "body": "가" * 20001}).status_code == 400
    assert send(seller, path, {"title": "T", "body": "b"}, "read").status_code == 403
    assert send(seller, path, {"title": "T", "body": "b"}, "read", "write:products").status_code == 403
    assert not Thread.objects.exists()


def test_strangers_and_observers_do_not_write_and_closed_ones_are_not_there(
    public: Community, closed: Community, seller: Person, buyer: Person, stranger: Person
) -> None:
    thread = start(closed, seller)
    join(closed, stranger, "observer")
    path = f"/communities/{closed.slug}/threads/"
    assert send(buyer, path, {"title": "T", "body": "b"}).status_code == 404
    assert send(buyer, f"{path}{thread.ref}/posts/", {"body": "b"}).status_code == 404
    assert send(stranger, f"{path}{thread.ref}/posts/", {"body": "b"}).status_code == 403
    assert send(buyer, f"/communities/{public.slug}/threads/", {"title": "T", "body": "b"}).status_code == 403
    thread.moderate(closed_steward(closed), is_locked=True)
    assert send(seller, f"{path}{thread.ref}/posts/", {"body": "b"}).status_code == 409
    assert Post.objects.count() == 1


def closed_steward(community: Community) -> Any:
    membership = community.steward.memberships.select_related("user").get()
    return membership.user.actor_for(community.steward.slug)


def fill(community: Community, people: list[Person], thread: Thread) -> None:
    """Threads, answers, thanks, files and mentions by many."""
    for number, person in enumerate(people):
        start(community, person, f"Thread {number}").posts.get().thank(people[number - 1].actor)
        post = thread.append(f"@{person.company} {number}", person.actor, answers=thread.posts.first())
        post.thank(people[number - 1].actor)


def test_lists_ask_the_database_no_more_often_for_more(public: Community, seller: Person, steward: Person) -> None:
    thread = start(public, seller, is_question=True, poll=PollDraft("Where?", ["Hanoi", "Seoul"]))
    people = [make_person(f"p{n}@member.example", make_company(f"Member {n}")) for n in range(6)]
    for person in people:
        join(public, person)
    base = f"/communities/{public.slug}/threads/"
    pages = [base, f"{base}?only=unread", address(thread), f"{base}?q=member", f"/api/v1{base}", f"{base}{thread.ref}/"]
    pages += [public.get_absolute_url(), f"/api/v1{base}{thread.ref}/posts/", f"/communities/{public.slug}/feed.atom"]
    fill(public, people[:2], thread)
    few = [queries_of(seller.client, page) for page in pages]
    fill(public, people[2:], thread)
    assert [queries_of(seller.client, page) for page in pages] == few
