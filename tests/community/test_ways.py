"""The ways through a community: a few in a row, the others under More, what its steward uses apart, nothing lost."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from community.models import Community, CommunityMember
from portal.core.navigation import Navigation, Way
from tests.cast import Person, make_company

pytestmark = pytest.mark.django_db


class Ways(HTMLParser):
    """Of the page's navigation: which link stands where, and which one is the reader's."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.row: list[str] = []
        self.menu: list[str] = []
        self.here: set[str] = set()
        self.in_menu = False
        self.feed(
            html[html.index('<nav class="navigation') : html.index("</nav>", html.index('<nav class="navigation'))]
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "details":
            self.in_menu = True
        if tag == "a":
            place = str(given["href"]).rstrip("/").rpartition("/")[2]
            (self.menu if self.in_menu else self.row).append(place)
            self.here |= {place} if given.get("aria-current") else set()


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_of_a_closed_house_has_no_menu(closed: Community, visitor: Client) -> None:
    html = page(visitor, closed.get_absolute_url())
    assert Ways(html).row == [closed.slug, "members"]
    assert Ways(html).menu == []
    assert "navigation__more" not in html


def test_a_member_finds_every_part_once_on_a_phone(public: Community, seller: Person) -> None:
    ways = Ways(page(seller.client, public.get_absolute_url()))
    assert ways.row[:4] == [public.slug, "threads", "members", "calendar"]
    assert ways.here == {public.slug}
    assert set(ways.row[4:]) < set(ways.menu)  # those a wide page has in its row
    assert len(ways.menu) == len(set(ways.menu))
    assert {"rounds", "catalogue", "articles", "directory", "pools", "initiatives", "cases"} == set(ways.menu)
    assert "For those who run it" not in page(seller.client, public.get_absolute_url())


@pytest.mark.parametrize("place", ["rounds", "initiatives", "directory"])
def test_the_part_one_is_in_stands_in_the_row(public: Community, seller: Person, place: str) -> None:
    html = page(seller.client, f"{public.get_absolute_url()}{place}/")
    ways = Ways(html)
    assert ways.here == {place}
    assert place in ways.row
    assert place not in ways.menu
    assert "calendar" in ways.menu  # it gave its place on a phone


def test_a_steward_has_tools_apart_and_is_told_what_waits_under_more(
    public: Community, steward: Person, seller: Person
) -> None:
    html = page(steward.client, public.get_absolute_url())
    group = html[html.index("For those who run it") : html.index("</nav>", html.index("For those who run it"))]
    assert re.findall(rf'href="/communities/{public.slug}/([a-z-]+)/', group) == [
        *("results", "vouching", "moderation", "profile")
    ]
    for name in ("One", "Two"):
        public.members.create(company=make_company(name), state=CommunityMember.State.ASKED)
    html = page(steward.client, public.get_absolute_url())
    assert "2<span class=" in html[html.index("navigation") : html.index("navigation__more")]


def way(key: str, waiting: int = 0, is_tool: bool = False) -> Way:
    return Way(key, key, f"/{key}/", "home", waiting=waiting, is_tool=is_tool)


def test_what_waits_is_counted_where_it_is_hidden() -> None:
    ways = [way(key) for key in "abcdefgh"] + [way("tool", waiting=3, is_tool=True)]
    ways[5] = way("f", waiting=2)
    there = Navigation(ways, "a")
    assert (there.waiting_on_a_phone, there.waiting_on_a_wide_page) == (5, 3)
    there = Navigation(ways, "tool")
    assert (there.waiting_on_a_phone, there.waiting_on_a_wide_page) == (2, 0)
    assert [one.key for one in there.row if one.narrow] == ["a", "b", "c", "tool"]


def test_one_more_than_there_is_room_for_needs_no_menu() -> None:
    assert not Navigation([way(key) for key in "abcde"], "e").folds_on_a_phone
    assert Navigation([way(key) for key in "abcdef"], "e").folds_on_a_phone
    assert not Navigation([way(key) for key in "abcdef"], "e").folds_on_a_wide_page
