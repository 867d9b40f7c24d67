"""A hidden community leaks nowhere: every door is tried by a visitor, a stranger, and a company that was a member."""

import re

import pytest
from django.test import Client

from community.models import Community, CommunityInvitation, Thread
from notifications.models import Notification
from portal.core.events import Event
from tests.cast import Person

pytestmark = pytest.mark.django_db
WORDS = ("Quiet Circle", "quiet-circle", "Between us")


@pytest.fixture
def thread(hidden: Community, steward: Person) -> Thread:
    hidden.describe(steward.actor, summary="Quiet Circle of few", country="KR", languages=["ko"], accent="#c2402a")
    return Thread.start(hidden, steward.actor, "Between us", "Quiet Circle words")


@pytest.fixture
def outsiders(
    hidden: Community, thread: Thread, steward: Person, seller: Person, buyer: Person, visitor: Client
) -> list[Client]:
    """Nobody, a stranger, and one that was a member until now."""
    hidden.members.get(company=seller.company).remove(steward.actor, "Left the trade")
    return [visitor, buyer.client, seller.client]


LISTS = [
    "/communities/",
    "/communities/?q=Quiet",
    "/communities/?kind=association&country=KR&language=ko&sort=active",
    "/communities/?mine=on",
    "/communities/?sort=members",
    "/api/v1/communities/",
    "/api/v1/communities/?q=quiet&sort=active",
    "/api/v1/suggest/?q=Quiet",
    "/api/v1/search/?q=Quiet",
    "/search/?q=Quiet",
    "/sitemap-communities.xml",
    "/companies/textile-association/",
    "/companies/hanbit-bearings/",
    "/",
    "/my/communities/invitations/",
]


@pytest.mark.parametrize("path", LISTS)
def test_no_list_names_it(outsiders: list[Client], path: str) -> None:
    for client in outsiders:
        text = client.get(path, follow=True).content.decode().replace("?q=Quiet", "")
        assert not [word for word in WORDS if word in text], path


@pytest.mark.parametrize(
    "rest",
    [
        *("", "look.css", "look/", "members/", "members/history/", "profile/", "joining/", "invitations/", "inside/"),
        *("closing/", "membership/", "threads/new/", "members/1/", "members/1/removal/", "joining/questions/new/"),
    ],
)
def test_each_page_says_what_it_says_of_one_that_never_was(outsiders: list[Client], rest: str) -> None:
    """Texts of 404 are the same but for what changes with every answer (the token of the form, the address asked)."""
    for client in outsiders:
        real, unreal = (client.get(f"/communities/{slug}/{rest}") for slug in ("quiet-circle", "never-there"))
        assert real.status_code == unreal.status_code != 200
        assert plain(real.content.decode()) == plain(unreal.content.decode())
        assert real.status_code == 404 or real.headers["Location"].startswith("/accounts/login/")


def plain(page: str) -> str:
    page = re.sub(r'(csrfmiddlewaretoken" value|nonce|content)="[^"]*"', "", page)
    return page.replace("quiet-circle", "X").replace("never-there", "X")


@pytest.mark.parametrize("rest", ["membership/", "membership/end/", "membership/rules/", "inside/end/", "closing/"])
def test_no_post_tells_it_apart(outsiders: list[Client], rest: str, hidden: Community) -> None:
    for client in outsiders[1:]:
        real, unreal = (client.post(f"/communities/{slug}/{rest}") for slug in ("quiet-circle", "never-there"))
        assert (real.status_code, unreal.status_code) == (404, 404)
    assert hidden.members.count() == 1


def test_the_api_does_not_know_it(outsiders: list[Client]) -> None:
    for client in outsiders:
        real, unreal = (client.get(f"/api/v1/communities/{slug}/") for slug in ("quiet-circle", "never-there"))
        assert real.status_code == unreal.status_code == 404 and real.content == unreal.content
        assert client.get("/api/v1/communities/").json()["count"] == 0


def test_nobody_outside_is_told_of_it(
    outsiders: list[Client], buyer: Person, seller: Person, hidden: Community
) -> None:
    from notifications.talk_handlers import thread_started

    thread_started(Event.objects.get(kind="thread.started"))
    assert not Notification.objects.filter(user__in=[buyer.user, seller.user]).exists()


def test_it_is_no_subject_of_a_talk_to_who_does_not_know_it(outsiders: list[Client]) -> None:
    for client in outsiders[1:]:
        assert client.post("/consultations/about/community/quiet-circle/").status_code == 404


def test_an_invitation_tells_only_whom_it_is_for(
    outsiders: list[Client], hidden: Community, steward: Person, stranger: Person
) -> None:
    CommunityInvitation.send(hidden, steward.actor, company=stranger.company)
    assert "Quiet Circle" in stranger.client.get("/my/communities/invitations/").content.decode()
    assert stranger.client.get(hidden.get_absolute_url()).status_code == 404, "not before it has accepted"
    for client in outsiders:
        assert "Quiet Circle" not in client.get("/my/communities/invitations/", follow=True).content.decode()


def test_members_find_it(hidden: Community, thread: Thread, seller: Person) -> None:
    assert "Quiet Circle" in seller.client.get("/communities/?mine=on").content.decode()
    style = seller.client.get(f"/communities/{hidden.slug}/look.css")
    assert style.status_code == 200 and "private" in style["Cache-Control"]


def test_what_is_indexed_names_no_member_and_who_was_removed_finds_nothing(
    hidden: Community, steward: Person, seller: Person
) -> None:
    """A circle stands in the document, not its members: nothing has to be indexed anew before a removal counts."""
    from portal.core.circles import circle_key
    from search.sources import SOURCES, audience_of

    part = Community.found(steward.actor, parent=hidden, slug="part", name="Part")
    documents, _gone = SOURCES["community"].documents([hidden.pk, part.pk])
    circle = circle_key("community", hidden.pk)
    assert [one.audience for one in documents] == [(circle,), (circle,)]
    assert circle in audience_of(seller.actor)
    hidden.members.get(company=seller.company).remove(steward.actor, "Left the trade")
    assert circle not in audience_of(seller.actor) and circle in audience_of(steward.actor)
