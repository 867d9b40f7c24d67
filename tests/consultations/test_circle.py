"""Consultations of several companies: who comes in, from which message on it sees the talk, and who goes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from companies.models import Company
from consultations.models import MOST_PARTIES, ReadMark, Room, RoomParty
from consultations.transcripts.export import findings
from notifications.models import Notification
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person
from tests.consultations.conftest import converse, new_id, say
from tests.processes import at_once
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def url_of(room: Room, rest: str = "") -> str:
    return f"/consultations/{room.ref}/{rest}"


def invite(person: Person, room: Room, company: Company, **fields: Any) -> int:
    data = {"name": company.name, **fields}
    return int(person.client.post(url_of(room, "people/invitations/"), data).status_code)


def answer(person: Person, room: Room, word: str = "accept") -> int:
    return int(person.client.post(url_of(room, "invitation/"), {"answer": word}).status_code)


def remove(person: Person, room: Room, company: Company) -> int:
    return int(person.client.post(url_of(room, f"people/{company.slug}/removal/")).status_code)


def bring_in(person: Person, room: Room, newcomer: Person, **fields: Any) -> None:
    assert newcomer.company
    assert invite(person, room, newcomer.company, **fields) == 302
    assert answer(newcomer, room) == 302


def bodies(person: Person, room: Room) -> list[str]:
    return [one["body"] for one in person.client.get(url_of(room, "?after=0")).json()["messages"]]


def party(room: Room, person: Person) -> RoomParty:
    return RoomParty.objects.get(room=room, company=person.company)


def test_an_invited_company_sees_nothing_before_it_accepts_and_then_what_follows(
    room: Room, buyer: Person, seller: Person, steward: Person
) -> None:
    converse(room, buyer, seller, count=3)
    assert invite(buyer, room, steward.company) == 302
    assert steward.client.get(url_of(room)).status_code == 404
    page = steward.client.get(url_of(room, "invitation/"))
    assert "Nordwerk Handel" in page.text and "Message 1" not in page.text
    assert room.title in steward.client.get("/consultations/").text
    assert answer(steward, room) == 302
    say(room, seller, "Welcome")
    assert bodies(steward, room) == ["Welcome"]
    page = steward.client.get(url_of(room)).text
    assert "Welcome" in page and "Message 3" not in page
    assert "joined, and sees what is said from here on" in page
    assert "Message 3" not in steward.client.get(url_of(room, "?before=4")).text


def test_the_others_see_who_was_invited_by_whom_and_how_it_was_answered(
    room: Room, buyer: Person, seller: Person, steward: Person
) -> None:
    converse(room, buyer, count=1)
    invite(buyer, room, steward.company)
    page = seller.client.get(url_of(room)).text
    assert "Buyer, Nordwerk Handel, invited Textile Association" in page
    assert "Invited by Nordwerk Handel, not answered yet" in seller.client.get(url_of(room, "people/")).text
    assert answer(steward, room, "decline") == 302
    assert "Textile Association declined the invitation" in seller.client.get(url_of(room)).text
    assert steward.client.get(url_of(room)).status_code == 404
    assert invite(buyer, room, steward.company) == 409, "who declined is left in peace for a week"
    deliver_all()
    kinds = Notification.objects.filter(user=buyer.user).values_list("kind", flat=True)
    assert "room.invitation_declined" in kinds


def test_the_earlier_part_is_shown_when_the_inviter_says_so_and_the_room_tells(
    room: Room, buyer: Person, seller: Person, steward: Person
) -> None:
    converse(room, buyer, seller, count=3)
    bring_in(buyer, room, steward, shows_earlier="on")
    assert len(bodies(steward, room)) == 3
    page = seller.client.get(url_of(room)).text
    assert "shows it what was said before, too" in page and "sees the messages from number 1 on" in page


def test_who_shows_the_earlier_part_shows_no_more_than_it_sees_itself(
    room: Room, buyer: Person, steward: Person, stranger: Person
) -> None:
    converse(room, buyer, count=2)
    bring_in(buyer, room, steward)
    say(room, buyer, "Third")
    bring_in(steward, room, stranger, shows_earlier="on")
    assert bodies(stranger, room) == ["Third"]


def test_a_newcomer_has_nothing_unread_of_what_was_before(
    room: Room, buyer: Person, seller: Person, steward: Person
) -> None:
    converse(room, buyer, seller, count=40)
    bring_in(buyer, room, steward)
    row = Room.objects.visible_to(steward.actor).for_list(steward.actor).get()
    assert (row.unread, row.last_words) == (0, None)
    assert "Message 40" not in steward.client.get("/consultations/").text
    say(room, buyer, "One more")
    row = Room.objects.visible_to(steward.actor).for_list(steward.actor).get()
    assert (row.unread, row.unread_for(steward.actor)) == (1, 1)


def test_a_company_is_found_by_name_or_picked_from_those_one_knows(
    room: Room, buyer: Person, steward: Person, stranger: Person
) -> None:
    make_person("twin@elsewhere.example", make_company("Elsewhere GmbH", "both", "DE"))
    assert buyer.client.post(url_of(room, "people/invitations/"), {"name": "a\x00b<x-evil>"}).status_code == 422
    page = buyer.client.post(url_of(room, "people/invitations/"), {"name": "Elsewhere"})
    assert page.status_code == 422 and 'value="Elsewhere"' in page.text and "Elsewhere GmbH" in page.text
    assert not RoomParty.objects.invited().exists()
    data = {"name": "Elsewhere", "found": stranger.company.slug}
    assert buyer.client.post(url_of(room, "people/invitations/"), data).status_code == 302
    Room.open_about("company", steward.company, by=buyer.actor)
    assert steward.company.slug in buyer.client.get(url_of(room, "people/")).text
    assert buyer.client.post(url_of(room, "people/invitations/"), {"known": steward.company.slug}).status_code == 302
    for wrong in ({"name": "Nobody at all"}, {}, {"known": "forged"}, {"name": "\x00"}, {"name": "x" * 500}):
        assert buyer.client.post(url_of(room, "people/invitations/"), wrong).status_code == 422
    assert RoomParty.objects.invited().count() == 2


def test_who_may_not_changes_nothing(
    room: Room, buyer: Person, seller: Person, viewer: Person, stranger: Person, steward: Person
) -> None:
    assert invite(stranger, room, steward.company) == 404
    assert invite(viewer, room, steward.company) == 403
    assert viewer.client.post(url_of(room, "people/departure/")).status_code == 403
    assert remove(viewer, room, buyer.company) == 403
    assert remove(seller, room, buyer.company) == 403, "the seller has neither opened this nor invited the buyer"
    assert stranger.client.get(url_of(room, "people/")).status_code == 404
    assert stranger.client.get(url_of(room, "invitation/")).status_code == 404
    invite(buyer, room, steward.company)
    onlooker = make_person("look@association.example", steward.company, "viewer")
    assert answer(onlooker, room) == 403 and answer(stranger, room) == 404
    states = set(RoomParty.objects.values_list("company__name", "state"))
    assert states == {("Nordwerk Handel", "here"), ("Hanbit Bearings", "here"), ("Textile Association", "invited")}


def test_a_company_that_left_reads_what_was_said_until_then_and_nothing_more(
    room: Room, buyer: Person, seller: Person, colleague: Person
) -> None:
    converse(room, buyer, seller, count=2)
    colleague.client.post(url_of(room, "people/departure/"))
    say(room, buyer, "Are you still there?")
    assert bodies(seller, room) == ["Message 1", "Message 2"]
    page = seller.client.get(url_of(room)).text
    assert "Are you still there?" not in page and "does not take part any more" in page and 'id="say"' not in page
    assert seller.client.post(url_of(room, "messages/"), {"body": "Yes", "client_id": new_id()}).status_code == 403
    assert "Are you still there?" not in seller.client.get("/consultations/").text
    assert "Are you" not in seller.client.get("/consultations/search/?q=still").text
    assert "left. It keeps what was said until here" in buyer.client.get(url_of(room)).text
    deliver_all()
    assert not Notification.objects.filter(
        user=seller.user, event_id__gt=0, data__title=room.title, times__gt=1
    ).exists()


def test_who_left_comes_in_again_by_speaking_to_the_same_company_and_who_was_removed_does_not(
    room: Room, buyer: Person, seller: Person, product: Any
) -> None:
    converse(room, buyer, seller, count=2)
    buyer.client.post(url_of(room, "people/departure/"))
    say(room, seller, "Between")
    url = f"/consultations/about/product/{product.ref}/"
    assert buyer.client.post(url).url == room.get_absolute_url()
    say(room, seller, "Again")
    assert bodies(buyer, room) == ["Message 1", "Message 2", "Again"]
    assert "hits__row" not in buyer.client.get("/consultations/search/?q=Between").text
    assert "hits__row" in buyer.client.get("/consultations/search/?q=Message").text
    RoomParty.objects.filter(room=room, company=seller.company).update(has_opened=True)
    party(room, buyer).remove(by=seller.actor)
    assert buyer.client.post(url).url == room.get_absolute_url()
    assert not party(room, buyer).is_here
    say(room, seller, "Alone")
    assert "Alone" not in bodies(buyer, room)


def test_a_removed_company_keeps_what_it_saw_and_is_told_of_nobody_who_came_later(
    room: Room, buyer: Person, seller: Person, steward: Person, stranger: Person
) -> None:
    converse(room, buyer, seller, count=2)
    bring_in(seller, room, steward)
    say(room, buyer, "Seen")
    assert remove(seller, room, steward.company) == 302, "who invited may remove"
    say(room, buyer, "Unseen")
    bring_in(buyer, room, stranger)
    assert bodies(steward, room) == ["Seen"]
    page = steward.client.get(url_of(room)).text + steward.client.get(url_of(room, "people/")).text
    assert "Elsewhere Ltd" not in page and "removed Textile Association" in page
    assert room.title in steward.client.get("/consultations/").text
    assert room.title not in steward.client.get("/consultations/?q=Elsewhere").text.partition('class="rooms"')[2]
    deliver_all()
    kinds = list(Notification.objects.filter(user=steward.user).values_list("kind", flat=True))
    assert "room.party_removed" in kinds


def test_an_invitation_is_withdrawn_with_its_inviter_or_by_hand(
    room: Room, buyer: Person, seller: Person, steward: Person, stranger: Person
) -> None:
    invite(seller, room, steward.company)
    invite(seller, room, stranger.company)
    assert remove(seller, room, stranger.company) == 302
    assert answer(stranger, room) == 409
    seller.client.post(url_of(room, "people/departure/"))
    assert answer(steward, room) == 409
    assert "no longer open" in steward.client.get(url_of(room, "invitation/")).text
    assert RoomParty.objects.here().count() == 1


def test_fifty_companies_and_no_more(room: Room, buyer: Person) -> None:
    more = [make_company(f"Firm {n}", "both", "KR") for n in range(MOST_PARTIES - 1)]
    for company in more[:-1]:
        RoomParty.invite(room, company, by=buyer.actor)
    with pytest.raises(Refused):
        RoomParty.invite(room, more[-1], by=buyer.actor)
    assert room.parties.count() == MOST_PARTIES
    assert queries_of(buyer.client, url_of(room, "people/")) <= 24


def test_a_colleague_is_asked_for_help_and_the_others_see_it(
    room: Room, buyer: Person, seller: Person, colleague: Person, viewer: Person
) -> None:
    url = url_of(room, "people/help/")
    assert seller.client.post(url, {"colleague": viewer.user.pk}).status_code == 422
    assert viewer.client.post(url, {"colleague": colleague.user.pk}).status_code == 403
    assert seller.client.post(url, {"colleague": colleague.user.pk}).status_code == 302
    assert seller.client.post(url, {"colleague": colleague.user.pk}).status_code == 409
    deliver_all()
    note = Notification.objects.get(user=colleague.user)
    assert note.title == f"Seller asked for your help in “{room.title}”"
    assert "asked Sales for help" in buyer.client.get(url_of(room)).text


def test_muted_one_is_told_nothing_and_it_is_still_counted(room: Room, buyer: Person, seller: Person) -> None:
    seller.client.post(url_of(room, "people/muting/"), {"on": "1"})
    say(room, buyer, "Quietly")
    deliver_all()
    assert not Notification.objects.filter(user=seller.user).exists()
    page = seller.client.get("/consultations/").text
    assert "Muted" in page and "1 new" in page and "rooms__row--unread" not in page
    seller.client.post(url_of(room, "people/muting/"), {"on": "0"})
    say(room, buyer, "Aloud")
    deliver_all()
    assert Notification.objects.filter(user=seller.user).count() == 1


def test_marks_of_a_company_do_not_go_beyond_what_it_saw(room: Room, buyer: Person, seller: Person) -> None:
    converse(room, buyer, count=2)
    party(room, seller).leave(by=seller.actor)
    say(room, buyer, "Third")
    Room.objects.get(pk=room.pk).mark_read(seller.actor, 3)
    assert ReadMark.objects.get(user=seller.user).number == 2


def test_a_transcript_begins_where_the_company_came_in_and_still_verifies(
    room: Room, buyer: Person, seller: Person, steward: Person, tmp_path: Path
) -> None:
    converse(room, buyer, seller, count=3)
    bring_in(buyer, room, steward)
    say(room, seller, "After")
    remove(buyer, room, steward.company)
    say(room, seller, "Later")
    content = steward.client.get(url_of(room, "transcript.json")).content
    file = tmp_path / "t.json"
    file.write_bytes(content)
    transcript = json.loads(content)
    assert [one["words"] for one in transcript["entries"] if one["words"]] == ["After"]
    assert transcript["omitted"][0]["from"] == 1
    assert list(findings(transcript)) == []
    call_command("transcript_verify", str(file), "--against")
    for change in ({"omitted": []}, {"omitted": [{**transcript["omitted"][0], "sha256": "0" * 64}]}, {"omitted": "x"}):
        assert list(findings({**transcript, **change}))
    whole = json.loads(buyer.client.get(url_of(room, "transcript.json")).content)
    assert "omitted" not in whole and list(findings(whole)) == []


def test_who_came_back_has_both_parts_in_the_transcript(
    room: Room, buyer: Person, seller: Person, product: Any
) -> None:
    converse(room, buyer, seller, count=2)
    party(room, buyer).leave(by=buyer.actor)
    say(room, seller, "Between")
    Room.open_about("product", product, by=buyer.actor)
    say(room, seller, "Again")
    transcript = json.loads(buyer.client.get(url_of(room, "transcript.json")).content)
    assert [one["words"] for one in transcript["entries"] if one["words"]] == ["Message 1", "Message 2", "Again"]
    assert list(findings(transcript)) == []


def test_a_merged_company_keeps_its_place_its_inviter_and_the_pair(
    room: Room, buyer: Person, seller: Person, steward: Person, moderator: Person
) -> None:
    bring_in(seller, room, steward)
    twin = make_company("Hanbit Twin", "supplier", "KR")
    make_person("twin@hanbit.example", twin)
    pair = Room.objects.get(pk=room.pk).pair
    url = f"/desk/companies/{twin.slug}/merge/{seller.company.slug}/"
    assert moderator.client.post(url, {"keep": twin.slug, "typed": seller.company.name}).status_code == 302
    moved = Room.objects.get(pk=room.pk)
    assert moved.pair == ",".join(
        map(str, sorted(int(one) if int(one) != seller.company.pk else twin.pk for one in pair.split(",")))
    )
    assert RoomParty.objects.get(room=room, company=steward.company).invited_by == twin


@pytest.mark.django_db(transaction=True)
def test_two_invitations_of_one_company_at_once_make_one(
    room: Room, buyer: Person, seller: Person, steward: Person
) -> None:
    refusals(
        *[
            lambda who=who: RoomParty.invite(Room.objects.get(pk=room.pk), steward.company, by=who.actor)
            for who in (buyer, seller)
        ]
    )
    assert RoomParty.objects.invited().count() == 1
    assert room.chain.filter(kind="invited").count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once(room: Room, buyer: Person, seller: Person) -> None:
    more = [make_company(f"Firm {n}", "both", "KR") for n in range(MOST_PARTIES - 1)]
    RoomParty.objects.bulk_create(
        RoomParty(room=room, company=one, state="invited", first_number=None, first_seq=None) for one in more[:-2]
    )
    problems = refusals(
        lambda: RoomParty.invite(Room.objects.get(pk=room.pk), more[-1], by=buyer.actor),
        lambda: RoomParty.invite(Room.objects.get(pk=room.pk), more[-2], by=seller.actor),
    )
    assert room.parties.count() == MOST_PARTIES and len(problems) == 1


@pytest.mark.django_db(transaction=True)
def test_who_leaves_while_a_message_is_posted_has_it_or_has_it_not_but_knows_where_it_ends(
    room: Room, buyer: Person, seller: Person
) -> None:
    say(room, buyer, "First")
    refusals(
        lambda: party(room, seller).leave(by=seller.actor),
        *[lambda n=n: say(room, buyer, f"Racing {n}") for n in range(3)],
    )
    left = party(room, seller)
    end = room.chain.get(kind="left")
    assert left.last_number == end.details["after"]
    before = room.chain.filter(kind="posted", seq__lt=end.seq).count()
    assert left.last_number == before and len(bodies(seller, room)) == before


@pytest.mark.django_db(transaction=True)
def test_an_invitation_that_is_accepted_and_withdrawn_at_once_is_one_of_both(
    room: Room, buyer: Person, steward: Person
) -> None:
    asked = RoomParty.invite(room, steward.company, by=buyer.actor)
    problems = refusals(
        lambda: RoomParty.objects.get(pk=asked.pk).accept(by=steward.actor),
        lambda: RoomParty.objects.get(pk=asked.pk).accept(by=steward.actor),
    )
    assert len(problems) == 1 and isinstance(problems[0], WrongState)
    assert room.chain.filter(kind="joined").count() == 1


def refusals(*acts: Callable[[], Any]) -> list[Refused]:
    """Do them at the same time; what was refused. Nothing else goes wrong."""
    problems = [one for one in at_once(len(acts), lambda number: acts[number]()) if isinstance(one, Exception)]
    assert all(isinstance(one, Refused) for one in problems), problems
    return problems
