"""What `bin/screens` takes for a fault, and what it does not."""

import pytest

from tests.screens.patterns import Lender, Pattern, patterns
from tests.screens.reading import Read
from tests.screens.words import untranslated


def said_of(body: str) -> list[str]:
    return list(untranslated(Read.of(f'<html lang="ko"><body>{body}</body></html>')))


@pytest.mark.parametrize(
    "body",
    [
        "<p>Waiting for you</p>",
        '<input placeholder="Waiting for you">',
        "<p>Answered so far: 3.</p>",
        '<button aria-label="Sign out"></button>',
    ],
)
def test_our_words_in_english_are_found_on_a_korean_page(body: str) -> None:
    assert len(said_of(body)) == 1


@pytest.mark.parametrize(
    "body",
    [
        "<p>나를 기다립니다</p>",
        "<p>Precision ball bearing 6204-2RS</p>",
        '<p lang="en">Waiting for you</p>',
        '<p lang="">Waiting for you</p>',
        '<p lang=""><b>Waiting for you</b></p>',
        "<p>USD 4.20</p>",
    ],
)
def test_words_of_people_and_words_meant_in_english_are_none(body: str) -> None:
    assert said_of(body) == []


def test_a_page_is_read_once_for_all() -> None:
    read = Read.of(
        '<html lang="en"><body><main><a href="/a/?b=1&amp;c=2" id="x">Go</a><p class="k">1</p></main></body></html>'
    )
    assert read.links == ["/a/?b=1&c=2"]
    assert read.ids == {"x"}
    assert read.makings == {"a.", "p.k"}


def test_addresses_that_nothing_leads_to_borrow_from_their_neighbours(db: None) -> None:
    lender = Lender()
    lender.learn("/orders/D-17/")
    assert lender.addresses(Pattern("orders/<slug:ref>/changes/", "x")) == ["/orders/D-17/changes/"]
    assert lender.addresses(Pattern("nothing/<slug:known>/", "x")) == []


def test_all_patterns_of_the_portal_are_known_and_no_office_s() -> None:
    routes = {one.route for one in patterns()}
    assert {"my/", "orders/<slug:ref>/", "companies/"} <= routes
    assert not any(route.startswith(("staff/", "editors/", "api/")) for route in routes)
