"""How much a company may say and begin by its tier, and how addresses look that it sends."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from companies.models import Company
from consultations.messages.link_parts import parts_of
from consultations.models import Message, Room, TalkAllowance
from portal.core.permissions import Refused
from tests.cast import Person, make_product
from tests.processes import at_once

pytestmark = pytest.mark.django_db


def write(person: Person, room: Room, body: str = "Hello", **headers: Any) -> Any:
    data = {"body": body, "client_id": str(uuid.uuid4())}
    return person.client.post(f"/consultations/{room.ref}/messages/", data, headers=headers or None)


def go_back(**fields: Any) -> None:
    TalkAllowance.objects.update(**{name: timezone.now() - ago for name, ago in fields.items()})


def test_messages_of_a_minute(room: Room, buyer: Person, seller: Person, settings: Any) -> None:
    settings.TALK_MESSAGES_A_MINUTE = [2, 5]
    assert [write(buyer, room).status_code for _ in range(3)] == [302, 302, 409]
    page = write(buyer, room, "Kept words").content.decode()
    assert "2 messages within a minute" in page and "seconds." in page and "Kept words" in page
    assert "Having the company checked further" in page
    assert room.messages.count() == 2 and write(seller, room).status_code == 302
    go_back(minute_since=timedelta(seconds=61))
    assert write(buyer, room).status_code == 302
    Company.objects.filter(pk=buyer.company.pk).update(tier=1)
    assert [write(buyer, room).status_code for _ in range(5)] == [302, 302, 302, 302, 409]
    assert "checked further" not in write(buyer, room).content.decode(), "there is no higher limit"


def test_messages_of_a_day_and_a_retry_costs_nothing(room: Room, buyer: Person, settings: Any) -> None:
    settings.TALK_MESSAGES_A_DAY = [1]
    own = uuid.uuid4()
    room.post("Once", by=buyer.actor, client_id=own)
    assert room.post("Once", by=buyer.actor, client_id=own).number == 1
    answer = write(buyer, room, accept="application/json")
    assert answer.status_code == 422 and "It is possible again at" in answer.json()["message"]
    go_back(day_since=timedelta(hours=25))
    assert write(buyer, room).status_code == 302


def test_new_consultations_of_a_day(buyer: Person, supplier: Company, product: Any, settings: Any) -> None:
    settings.TALK_NEW_A_DAY = [1]
    first, second = (f"/consultations/about/product/{one.ref}/" for one in (product, make_product(supplier, "B-2")))
    assert buyer.client.post(first).status_code == buyer.client.post(first).status_code == 302, "it is there already"
    answer = buyer.client.post(second)
    assert answer.status_code == 409 and "has begun 1 consultation within 24 hours" in answer.content.decode()
    assert Room.objects.count() == 1
    go_back(rooms_since=timedelta(hours=25))
    assert buyer.client.post(second).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_the_limit_holds_in_a_crowd_and_across_rooms(buyer: Person, supplier: Company, settings: Any) -> None:
    settings.TALK_MESSAGES_A_MINUTE = [3]
    rooms = [Room.open_about("product", make_product(supplier, f"P-{n}"), by=buyer.actor) for n in range(8)]
    results = at_once(8, lambda n: Room.objects.get(pk=rooms[n].pk).post("Now", by=buyer.actor))
    assert sum(isinstance(one, Message) for one in results) == 3, results
    assert sum(isinstance(one, Refused) for one in results) == 5
    assert Message.objects.count() == 3


def test_addresses_of_an_unchecked_company_are_plain_for_the_others(room: Room, buyer: Person, seller: Person) -> None:
    room.post("See https://files.example/a?b=1.", by=buyer.actor)
    url = room.get_absolute_url()
    assert 'href="https://files.example' not in seller.client.get(url).content.decode()
    assert 'href="https://files.example/a?b=1"' in buyer.client.get(url).content.decode(), "their own"
    facts = seller.client.get(f"{url}?after=0").json()["messages"][0]
    assert facts["plain_links"] is True and "tier" not in facts
    assert "plain_links" not in buyer.client.get(f"{url}?after=0").json()["messages"][0]
    Company.objects.filter(pk=buyer.company.pk).update(tier=1)
    page = seller.client.get(url).content.decode()
    assert 'href="https://files.example/a?b=1"' in page and 'rel="nofollow ugc noopener noreferrer"' in page
    assert '<b class="said__host">files.example</b>' in page
    assert "plain_links" not in seller.client.get(f"{url}?after=0").json()["messages"][0]


@pytest.mark.parametrize(
    ("address", "host", "real"),
    [
        ("https://hanbit.example/a", "hanbit.example", ""),
        ("https://bank.example@evil.example/login", "evil.example", ""),
        ("HTTPS://Evil.Example:8443/x@y", "Evil.Example", ""),
        ("https://xn--80ak6aa92e.example/", "xn--80ak6aa92e.example", "xn--80ak6aa92e.example"),
        ("https://аpple.example/", "аpple.example", "xn--pple-43d.example"),
    ],
)
def test_the_host_that_a_link_leads_to_stands_out(address: str, host: str, real: str) -> None:
    (part,) = parts_of(address)
    assert (part.host, part.real_host, part.before + part.host + part.after) == (host, real, address)


@pytest.mark.parametrize("words", ["javascript:alert(1)", "https://[::1", "https:// nothing", "http://"])
def test_what_is_no_address_stays_text(words: str) -> None:
    assert not any(part.is_link for part in parts_of(words))
