"""Every address × every role × things of their own and of others, in the demonstration.

The addresses come from the resolver, the things from the pages as their owners see them, and what is sent from the
forms on those pages, filled in as they were shown. Only who is meant to get where is said by hand (declared.py).

For each cell two questions: does the address open (`REFUSED` says what does not), and is anything written?
"""

import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from companies.permissions import POWERS
from tests.access.addresses import Address, every_address
from tests.access.examples.houses import CLOSED
from tests.access.world import ACCOUNTS, AUDIENCE, OFFICES, World

REFUSED = {401, 403, 404, 405, 409, 410}
FOUNDING = "/my/company/new/"
# What a page notes of its reader, whoever that is: when they were there, what they looked at; and that it refused.
NOTES = {"django_session", "usersessions_usersession", "companies_membership", "core_tally"}
IS_FULL = os.environ.get("ACCESS_MATRIX") == "full"
SHARE = 4  # of cells of the same kind, one in so many is tried in every run; ACCESS_MATRIX=full tries all


@contextmanager
def watched() -> Iterator[list[str]]:
    """The tables written to meanwhile, but for notes; all is taken back at the end."""
    written: list[str] = []

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        words = sql.replace('"', "").split(None, 3)
        if words and words[0] in {"INSERT", "UPDATE", "DELETE"}:
            table = words[1] if words[0] == "UPDATE" else words[2]
            if table not in NOTES:
                written.append(f"{words[0].lower()} {table}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look), transaction.atomic():
        yield written
        transaction.set_rollback(True)


def send(world: World, role: str, path: str, method: str) -> tuple[int, bool, list[str]]:
    """Status, whether it is refused, and what was written."""
    client = world.clients[role]
    client.raise_request_exception = False
    with watched() as written:
        data = world.found.forms.get(path, {}) if method == "post" else {}
        answer = getattr(client, method)(path, data)
        for _piece in answer.streaming_content if answer.streaming else ():
            break
    away = answer.headers.get("Location", "")
    turned_away = "/accounts/" in away or away.partition("?")[0] == FOUNDING  # to sign in, or to found a company first
    refused = answer.status_code in REFUSED or (answer.status_code == 302 and turned_away)
    return answer.status_code, refused, written


def test_every_address_is_declared() -> None:
    names = {one.name for one in every_address() if not one.route.startswith(OFFICES)}
    assert names - AUDIENCE.keys() == set(), "say in declared.py who is meant to reach these"
    assert AUDIENCE.keys() - names == set(), "these are declared and no longer there"


def test_an_owner_has_every_power_of_a_lesser_role() -> None:
    """So that what the owner of a foreign company is refused, its other people are refused."""
    assert all(powers <= POWERS["owner"] for powers in POWERS.values())


# -- the cells --------------------------------------------------------------------------------------------------

# Named by its part and not by a row: everybody has their own.
SELF_NAMED = {"catalog:export_file", "catalog:import_template"} | {
    f"companies:{name}"
    for name in (
        *("claim", "upload", "claim_withdrawal", "picture", "picture_removal", "section", "words"),
        *("layout_section", "mandate_terms"),
    )
}
# Pages that ask a visitor to sign in by themselves, and what is public of a request.
ASKING = {"offers:ask", "meetings:book", "rfqs:detail", "rfqs:calendar", "offers:blocked", "catalog:basket"}
ASKING |= {"rfqs:document"}  # the drawings of one that every supplier may read
ASKING |= {"usersessions_list", "catalog:recent_change"}
# What is written for somebody to whom nothing here belongs, or who may only look: marks and choices of their own.
VISITORS_WRITE = {"offers:detail"}  # how often it was looked at
STRANGERS_WRITE = {"community:calendar_address", "community:registration", "community:article_opinion"}
# Of a house that everybody reads: how far they read, what they follow, how they like it shown.
STRANGERS_WRITE |= {"community:talk_choice", "community:thread", "community:thread_follow"}
VIEWERS_WRITE = STRANGERS_WRITE - {"community:registration"} | {
    *("account_email", "companies:account_profile", "catalog:recent_change", "trade:deadlines_address"),
    *("meetings:calendar_address", "consultations:mute", "consultations:presence", "consultations:messages"),
    "community:detail",
    *("notifications:read_all", "notifications:settings", "search:saved_new"),
}
# Of a house that only members read, what is open to others: its door, and what is asked there; members and calendar
# are pages with nobody and nothing on them (community/test_calendar.py).
DOORS = {"community:detail", "community:join", "community:stylesheet", "community:members", "community:calendar"}
# 503 where no relay runs, and where no key to sign with is set; one insists on its own transaction, which this is not.
OUT_OF_ORDER = {"readyz", "companies:passport", "payments:account"}


def things_of_others(world: World, audiences: set[str], *owners: str) -> Iterator[tuple[Address, str]]:
    """Addresses of real rows of these accounts."""
    for owner in owners:
        for address in world.addresses:
            meant = AUDIENCE[address.name] in audiences and address.takes_something and address.name not in SELF_NAMED
            if meant and (path := world.found.path_of(address, owner)):
                yield address, path


def pages(world: World, audiences: set[str]) -> Iterator[tuple[Address, str]]:
    """All addresses, of real things where some were found, and else of nothing."""
    for address in world.addresses:
        if AUDIENCE[address.name] in audiences:
            yield address, world.path(address, *ACCOUNTS) or address.of_nothing


def wrong_in(
    world: World,
    role: str,
    cells: Iterator[tuple[Address, str]],
    *,
    reach: bool,
    may_write: set[str],
    methods: tuple[str, ...] = ("get", "post"),
) -> list[str]:
    """What is wrong, in words. `reach`: whether the role may open these at all."""
    wrong, tried = [], 0
    for address, path in dict.fromkeys(cells):
        for method in methods:
            if not (IS_FULL or is_in_share(role, address, method)):
                continue
            status, refused, written = send(world, role, path, method)
            tried += 1
            said = f"{method} {path} ({address.name}) as {role}: {status} {sorted(set(written))}"
            opened = not reach and not refused and address.name not in ASKING
            broken = status >= 500 and address.name not in OUT_OF_ORDER
            if opened or broken or (written and address.name not in may_write):
                wrong.append(said)
    assert tried > 20, "the pages lead nowhere any more"
    return wrong


def is_in_share(role: str, address: Address, method: str) -> bool:
    """The same in every run, another share for each role and method: together they come by most addresses."""
    return zlib.crc32(f"{role} {address.name} {method}".encode()) % SHARE == 0


def test_a_visitor_reaches_nobodys_things_and_writes_nothing(world: World) -> None:
    closed = {"person", "own", "market", "deal", "steward", "desk"}
    wrong = wrong_in(world, "visitor", pages(world, closed), reach=False, may_write=set())
    opened = pages(world, {"open", "house", "api"})
    wrong += wrong_in(world, "visitor", opened, reach=True, may_write=VISITORS_WRITE)
    assert wrong == [], "\n".join(wrong)


def test_a_foreign_company_reaches_nothing_of_others(world: World) -> None:
    role = "foreign owner"
    cells = things_of_others(world, {"own", "deal", "steward"}, "seller", "buyer", "steward")
    wrong = wrong_in(world, role, cells, reach=False, may_write=set())
    wrong += wrong_in(world, role, pages(world, {"desk"}), reach=False, may_write=set())
    posts = pages(world, {"house", "market", "api"})
    wrong += wrong_in(world, role, posts, reach=True, may_write=STRANGERS_WRITE, methods=("post",))
    assert wrong == [], "\n".join(wrong)


def test_who_is_no_member_reaches_nothing_of_a_closed_house(world: World) -> None:
    """Its door is open: what it is, its members by name if it says so, and asking to join."""
    for role in ("foreign owner", "visitor", "buyer"):
        cells = [
            (address, path)
            for address, path in things_of_others(world, {"house"}, "seller", "steward")
            if path.startswith(f"/communities/{CLOSED}/") and address.name not in DOORS
        ]
        assert len(set(cells)) > 80
        wrong = wrong_in(world, role, iter(cells), reach=False, may_write=set())
        assert wrong == [], "\n".join(wrong)


def test_who_has_left_a_company_reaches_nothing_of_it(world: World) -> None:
    """Their session goes on; what they could open with it has ended with their place."""
    cells = things_of_others(world, {"own", "deal", "steward"}, "seller")
    wrong = wrong_in(world, "own former", cells, reach=False, may_write=set())
    assert wrong == [], "\n".join(wrong)


def test_the_other_side_of_a_deal_reaches_nothing_beside_it(world: World) -> None:
    known = world.found.stems["buyer"].values()
    cells = [
        (address, path)
        for address, path in things_of_others(world, {"own"}, "seller")
        if not path.startswith(tuple(known)) and not address.name.startswith("deciding:")  # that is the buyer's part
    ]
    wrong = wrong_in(world, "buyer", iter(cells), reach=False, may_write=set())
    assert wrong == [], "\n".join(wrong)


def test_who_may_only_look_changes_nothing(world: World) -> None:
    """A colleague who sends the very forms that the owner was shown, filled in as they were."""
    audiences = {"own", "deal", "person", "house", "market", "api", "steward"}
    cells = [
        (address, path)
        for address in world.addresses
        if AUDIENCE[address.name] in audiences and (path := world.path(address, "seller"))
    ]
    wrong = wrong_in(world, "own viewer", iter(cells), reach=True, may_write=VIEWERS_WRITE, methods=("post",))
    assert wrong == [], "\n".join(wrong)


def test_staff_without_its_permission_change_nothing_at_the_desk(world: World) -> None:
    wrong = wrong_in(world, "clerk", pages(world, {"desk"}), reach=True, may_write=set())
    assert wrong == [], "\n".join(wrong)


def test_staff_change_nothing_of_companies_by_their_pages(world: World) -> None:
    cells = things_of_others(world, {"own", "deal", "steward"}, "seller", "buyer")
    wrong = wrong_in(world, "moderator", cells, reach=True, may_write=set(), methods=("post",))
    assert wrong == [], "\n".join(wrong)


@pytest.mark.skipif(not IS_FULL, reason="some minutes; ACCESS_MATRIX=full runs it")
@pytest.mark.parametrize("role", [f"foreign {one}" for one in POWERS if one != "owner"] + ["newcomer", "clerk"])
def test_each_lesser_role_reaches_no_more_than_a_foreign_owner(world: World, role: str) -> None:
    cells = things_of_others(world, {"own", "deal", "steward"}, "seller", "buyer", "steward")
    wrong = wrong_in(world, role, cells, reach=role == "clerk", may_write=set())
    assert wrong == [], "\n".join(wrong)


def test_the_pages_lead_to_most_kinds_of_things(world: World) -> None:
    """What no page of the demonstration leads to is tried with an address of nothing: fewer of those is better."""
    missing = {one.name for one in world.addresses if one.takes_something and not world.found.path_of(one)}
    assert missing == UNSEEN.keys()
    assert [line for line in world.found.broken if "readyz" not in line] == []


# Of some 570 that take something. This list only becomes shorter.
UNSEEN = {
    "wagtailcore_authenticate_with_password": "The site's pages are open to all: none of them has a password.",
}
