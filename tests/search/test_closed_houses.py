"""What communities hold is found by who may read it, and leaks to nobody else: page, API, counts, suggestions, feeds,
saved searches; on both engines, before and after a change."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.models import Community
from notifications.models import Notification
from search.engines import EngineDown
from search.engines.base import Engine
from search.handlers import forget_ended_events
from search.saved import SavedMatch, SavedSearch, look_for_all
from search.sync import findings, rebuild
from tests.cast import Person
from tests.community.conftest import make_community
from tests.community.events import in_days, pass_time, publish
from tests.community.initiative_cast import agreed, joined, propose, with_partner
from tests.community.talk import start
from tests.community.test_articles import published
from tests.search.conftest import settle

pytestmark = pytest.mark.django_db

KINDS = ["page", "community"]
FEEDS = ("/search/feed.atom", "/search/feed.rss")


@pytest.fixture
def public(steward: Person, seller: Person) -> Community:
    return make_community(steward, "Bearing Makers", "public", (seller,))


@pytest.fixture
def mill(public: Community) -> Person:
    return joined(public, "Mill")


def furnish(house: Community, steward: Person, member: Person) -> dict[str, Any]:
    """One thing of each kind, all about zirconium."""
    return {
        "event": publish(house, steward, title="Zirconium seminar"),
        "initiative": propose(house, member, "Zirconium booth"),
        "article": published(house, member, steward, "Zirconium papers", body="How **customs** reads it"),
        "thread": start(house, member, "Who melts zirconium?"),
    }


def ask(client: Client, q: str = "zirconium", **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/api/v1/search/", {"q": q, "kind": KINDS, **more}).json()
    return answer


def types(answer: dict[str, Any]) -> dict[str, int]:
    return {one["value"]: one["count"] for one in answer["facets"]["type"]}


def sees_all(client: Client, things: dict[str, Any], house: Community) -> None:
    answer = ask(client)
    assert {one["url"] for one in answer["results"]} >= {thing.get_absolute_url() for thing in things.values()}
    assert {one["kind"] for one in answer["results"]} <= {"page", "community"}
    assert types(answer) == dict.fromkeys(things, 1)
    html = client.get("/search/", {"q": "zirconium"}).content.decode()
    assert all(thing.get_absolute_url() in html for thing in things.values()) and house.name in html
    suggested = {one["url"] for one in client.get("/api/v1/suggest/", {"q": "zirc"}).json()["suggestions"]}
    assert things["event"].get_absolute_url() in suggested and things["thread"].get_absolute_url() not in suggested
    for feed in FEEDS:
        assert things["article"].get_absolute_url() in client.get(feed, {"q": "zirconium"}).content.decode()


def sees_nothing(client: Client, house: Community, q: str = "zirconium") -> None:
    answer = ask(client, q)
    assert (answer["total"], answer["results"], answer["suggestions"]) == (0, [], [])
    assert not any(one["count"] for values in answer["facets"].values() for one in values), "no count of anything"
    for path in ("/search/", *FEEDS):
        html = client.get(path, {"q": q}).content.decode()
        assert house.slug not in html and house.name not in html
    suggested = client.get("/api/v1/suggest/", {"q": "zirc"}).json()["suggestions"]
    assert {one["kind"] for one in suggested} <= {"category"}


@pytest.mark.parametrize("visibility", ["hidden", "members"])
def test_closed_houses_are_searched_by_their_members_alone(
    both: Engine, steward: Person, seller: Person, stranger: Person, newcomer: Person, visitor: Client, visibility: str
) -> None:
    house = make_community(steward, "Quiet Circle", visibility, (seller,))
    things = furnish(house, steward, seller)
    rebuild()
    sees_all(seller.client, things, house)
    outsiders = (visitor, newcomer.client, stranger.client)
    for client in outsiders:
        sees_nothing(client, house)
        assert ask(client, "zirconim")["suggestions"] == [], "no word of it is proposed either"
    house.members.get(company=seller.company).remove(steward.actor, "Left the trade")
    sees_nothing(seller.client, house)  # before the index has heard of it
    settle(both)
    sees_nothing(seller.client, house)
    assert list(findings()) == []


@pytest.mark.parametrize("visibility", ["hidden", "members"])
def test_a_house_that_closes_and_opens_takes_what_it_holds_along(
    both: Engine, steward: Person, seller: Person, visitor: Client, visibility: str
) -> None:
    house = make_community(steward, "Bearing Makers", "public", (seller,))
    things = furnish(house, steward, seller)
    settle(both)
    sees_all(visitor, things, house)
    house.describe(steward.actor, visibility=visibility)
    html = visitor.get("/search/", {"q": "zirconium"}).content.decode()
    assert not any(thing.get_absolute_url() in html for thing in things.values()), "before the index has heard of it"
    settle(both)
    sees_nothing(visitor, house)
    sees_all(seller.client, things, house)
    house.describe(steward.actor, visibility="public")
    settle(both)
    sees_all(visitor, things, house)


def test_a_part_is_never_more_open_than_the_whole(
    both: Engine, steward: Person, seller: Person, stranger: Person
) -> None:
    outer = make_community(steward, "Outer Ring", "hidden", (seller,))
    part = Community.found(steward.actor, parent=outer, slug="inner-ring", name="Inner Ring")
    thread = start(part, steward, "Zirconium inside")
    settle(both)
    assert [one["url"] for one in ask(seller.client)["results"]] == [thread.get_absolute_url()]
    sees_nothing(stranger.client, part)
    outer.describe(steward.actor, visibility="public")
    settle(both)
    assert ask(stranger.client)["total"] == 1


def test_what_ends_or_is_taken_back_is_found_no_more(
    both: Engine, steward: Person, seller: Person, visitor: Client
) -> None:
    house = make_community(steward, "Bearing Makers", "public", (seller,))
    things = furnish(house, steward, seller)
    settle(both)
    things["event"].cancel("No hall", steward.actor)
    things["initiative"].give_up(seller.actor, "No partners")
    things["article"].withdraw(seller.actor, "Wrong")
    things["thread"].hide(steward.actor, "Spam")
    settle(both)
    sees_nothing(visitor, house)
    things["thread"].restore(steward.actor)
    things["initiative"].reopen(seller.actor)
    settle(both)
    assert set(types(ask(visitor))) == {"thread", "initiative"}


def test_an_initiative_that_keeps_to_its_partners_is_found_until_it_starts(
    both: Engine, steward: Person, seller: Person, mill: Person, public: Community
) -> None:
    initiative = propose(public, seller, "Zirconium bid", audience="partners")
    settle(both)
    assert ask(mill.client)["total"] == 1
    with_partner(initiative, seller, mill)
    agreed(initiative, seller, mill)
    initiative.start(seller.actor)
    settle(both)
    assert ask(steward.client)["total"] == 0


def test_an_event_is_found_until_it_is_over(
    both: Engine, steward: Person, seller: Person, visitor: Client, public: Community
) -> None:
    event = publish(public, steward, title="Zirconium fair", starts_at=in_days(2))
    settle(both)
    assert ask(visitor)["total"] == 1
    pass_time(event, timedelta(days=3))
    assert ask(visitor)["results"] == [], "though the index does not know yet"
    forget_ended_events()
    settle(both)
    assert types(ask(visitor)) == {}


def test_only_the_words_that_are_shown_are_looked_in(
    both: Engine, steward: Person, seller: Person, visitor: Client, public: Community
) -> None:
    thread = start(public, seller, "Which alloy?", is_question=True)
    answer = thread.reply("Take hafnium", steward.actor)
    settle(both)
    assert ask(visitor, "hafnium")["total"] == 0, "one reply of many"
    thread.accept(seller.actor, answer)
    settle(both)
    assert ask(visitor, "hafnium")["results"][0]["url"] == thread.get_absolute_url()
    assert ask(visitor, "500 pieces")["total"] == 1
    answer.refresh_from_db()
    answer.remove(steward.actor)
    first = thread.posts.get(number=1)
    first.edit(seller.actor, "We need vanadium", first.version)
    thread.refresh_from_db()
    thread.rename(seller.actor, "Which metal?")
    settle(both)
    assert ask(visitor, "hafnium")["total"] == ask(visitor, "alloy")["total"] == 0
    assert ask(visitor, "vanadium")["total"] == ask(visitor, "metal")["total"] == 1


def test_saved_searches_tell_of_it_and_not_who_was_removed(
    both: Engine, steward: Person, seller: Person, stranger: Person
) -> None:
    house = make_community(steward, "Quiet Circle", "hidden", (seller,))
    for person in (seller, stranger):
        person.client.post("/my/saved-searches/new/?q=zirconium", {"name": "Zirconium", "rhythm": "instant"})

    def look() -> list[tuple[str, str]]:
        settle(both)
        SavedSearch.objects.update(due_at=timezone.now() - timedelta(seconds=1))
        look_for_all()
        settle(both)
        return list(SavedMatch.objects.order_by("pk").values_list("saved__user__email", "kind"))

    first = start(house, steward, "Zirconium price")
    assert look() == [(seller.user.email, "thread")]
    saved = SavedSearch.objects.get(user=seller.user)
    assert first.get_absolute_url() in seller.client.get(saved.get_absolute_url()).content.decode()
    house.members.get(company=seller.company).remove(steward.actor, "Left the trade")
    start(house, steward, "Zirconium stock")
    assert len(look()) == 1
    assert "Zirconium price" not in seller.client.get(saved.get_absolute_url()).content.decode()
    told = Notification.objects.filter(user=stranger.user)
    assert not told.filter(kind__startswith="saved_search").exists()


def test_the_database_answers_for_them_while_the_engine_is_away(
    embedded: Engine, steward: Person, seller: Person, stranger: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any) -> None:
        raise EngineDown("no answer")

    house = make_community(steward, "Quiet Circle", "hidden", (seller,))
    things = furnish(house, steward, seller)
    monkeypatch.setattr(type(embedded), "search", refuse)
    assert len(ask(seller.client)["results"]) == len(things)
    assert [one["url"] for one in ask(seller.client, type="event")["results"]] == [things["event"].get_absolute_url()]
    assert ask(stranger.client)["total"] == 0
