"""Places at events for anybody with an e-mail address: by a confirmed link, in a queue, and given back."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from cms.events.guest_mail import forget_guests, remind
from cms.events.guests import EventGuest, GuestList, signer
from cms.models import EventMaterial, EventPage
from companies.account.personal import FAREWELLS, PARTS
from portal.core.events import Event
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.cms.desk_cast import with_role
from tests.cms.test_fairs import make_event, text

pytestmark = pytest.mark.django_db
FORM = "/events/export-day/registration/"
LINK = re.compile(r"https?://[^/\s]+(/(?:ko/)?events/places/\S+/)")


def make_open(**fields: Any) -> EventPage:
    page = make_event(takes_guests=True, **{"join_url": "https://meet.example/room", **fields})
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def ask(client: Client, name: str = "Kim Guest", form: str = FORM, **more: str) -> Any:
    email = more.pop("email", f"{name.partition(' ')[0].lower()}@guest.example")
    return client.post(form, {"name": name, "email": email, **more})


def last_letter(email: str) -> Any:
    deliver_all()
    return [letter for letter in mail.outbox if letter.to == [email]][-1]


def link_of(email: str) -> str:
    found = LINK.search(last_letter(email).body)
    assert found
    return found.group(1)


def take_place(client: Client, name: str = "Kim Guest", **more: str) -> str:
    """From the form to the place; the address of the place's page."""
    assert ask(client, name, **more)["Location"].endswith("?sent=1")
    link = link_of(f"{name.partition(' ')[0].lower()}@guest.example")
    assert client.post(f"{link}confirmation/").status_code == 302
    return link


def calendar_of(letter: Any) -> str:
    return next(str(one.content) for one in letter.alternatives if one.mimetype.startswith("text/calendar"))


def test_a_guest_registers_by_a_confirmed_address_and_gives_the_place_back(visitor: Client) -> None:
    page = make_open(capacity=5)
    shown = text(visitor, page.url)
    assert FORM in shown and "meet.example" not in shown and "0 / 5" in shown
    assert ask(visitor, company="Haneul")["Location"] == f"{FORM}?sent=1"
    assert "look into your mailbox" in text(visitor, f"{FORM}?sent=1")
    link = link_of("kim@guest.example")
    assert "Take my place" in text(visitor, link)
    assert EventGuest.objects.get().state == "asked", "looking at a link takes no place"
    assert visitor.get(f"{link}event.ics").status_code == 404
    assert GuestList.shown(page).seats_taken == 0
    visitor.post(f"{link}confirmation/")
    visitor.post(f"{link}confirmation/")  # twice is once
    assert GuestList.shown(page).seats_taken == 1
    letter = last_letter("kim@guest.example")
    assert "METHOD:REQUEST" in calendar_of(letter) and "https://meet.example/room" in letter.body
    mine = text(visitor, link)
    assert "you have a place" in mine and "meet.example" in mine
    assert "BEGIN:VEVENT" in visitor.get(f"{link}event.ics").content.decode()
    visitor.post(f"{link}withdrawal/")
    assert "You gave your place back" in text(visitor, link)
    assert "METHOD:CANCEL" in calendar_of(last_letter("kim@guest.example"))
    assert GuestList.shown(page).seats_taken == 0


def test_who_comes_later_waits_and_moves_up(visitor: Client) -> None:
    page = make_open(capacity=1)
    first = take_place(visitor, "Kim First")
    second, third = take_place(visitor, "Lee Second"), take_place(visitor, "Park Third")
    assert "number 1 on the waiting list" in text(visitor, second)
    assert "number 2 on the waiting list" in text(visitor, third)
    assert "waiting list" in text(visitor, FORM) and "Wait for a place" in text(visitor, page.url)
    visitor.post(f"{first}withdrawal/")
    assert "a place has become free" in last_letter("lee@guest.example").body
    assert "you have a place" in text(visitor, second) and "number 1" in text(visitor, third)
    page.capacity = 2
    page.save_revision().publish()
    assert "you have a place" in text(visitor, third)
    assert GuestList.shown(page).seats_taken == 2


def test_fewer_places_take_nobodys_away(visitor: Client) -> None:
    page = make_open(capacity=3)
    take_place(visitor, "Kim First")
    take_place(visitor, "Lee Second")
    page.capacity = 1
    page.save_revision().publish()
    guests = GuestList.shown(page)
    assert (guests.capacity, guests.seats_taken) == (2, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuestList.objects.filter(pk=guests.pk).update(seats_taken=3)


def test_the_form_tells_nobody_who_is_registered(visitor: Client) -> None:
    make_open()
    take_place(visitor)
    EventGuest.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    answers = [ask(visitor, name="Somebody Else", email="KIM@guest.example"), ask(visitor, name="New One")]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    guest = EventGuest.objects.get(email="kim@guest.example")
    assert guest.name == "Kim Guest" and guest.is_going, "words of a stranger change nothing"
    assert "on the list of this event already" in last_letter("kim@guest.example").body


def test_one_address_gets_one_letter_however_often_the_form_comes(visitor: Client) -> None:
    make_open()
    for _time in range(3):
        ask(visitor)
    deliver_all()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"email": "nobody"}, {"name": "Win at www.casino.example"}, {"name": "x" * 200}]
)
def test_what_is_wrong_is_said_and_kept(visitor: Client, wrong: dict[str, str]) -> None:
    make_open()
    answer = visitor.post(FORM, {"name": "Kim", "email": "kim@guest.example", "company": "Haneul", **wrong})
    assert answer.status_code == 200 and "look at these again" in answer.content.decode()
    assert "Haneul" in answer.content.decode() and not EventGuest.objects.exists()


def test_programs_that_fill_every_field_register_nobody(visitor: Client) -> None:
    make_open()
    assert ask(visitor, your_other_homepage="http://x.example")["Location"] == f"{FORM}?sent=1"
    assert not EventGuest.objects.exists()


@pytest.mark.parametrize(
    "closed", [{"register_until": localdate() - timedelta(days=1)}, {"called_off": "Storm"}, {"ahead": -3}]
)
def test_what_has_ended_takes_nobody(visitor: Client, closed: dict[str, Any]) -> None:
    page = make_open(**closed)
    assert ask(visitor).status_code == 409
    assert not EventGuest.objects.exists() and FORM not in text(visitor, page.url)
    assert "Registration has ended" in text(visitor, FORM)


def test_a_link_holds_for_three_days_and_a_changed_one_not_at_all(visitor: Client) -> None:
    page = make_open()
    ask(visitor)
    link = link_of("kim@guest.example")
    EventGuest.objects.update(asked_at=timezone.now() - timedelta(days=4))
    assert visitor.post(f"{link}confirmation/").status_code == 409
    assert GuestList.shown(page).seats_taken == 0
    assert visitor.get(link.replace("EG-", "EG-0")).status_code == 404
    assert visitor.get(f"/events/places/{EventGuest.objects.get().ref}/").status_code == 404
    forget_guests()
    assert visitor.get(link).status_code == 404


def test_pages_without_registration_have_no_form(visitor: Client) -> None:
    make_event()
    assert visitor.get(FORM).status_code == 404
    make_event("Hushed", takes_guests=True, live=False)
    assert visitor.get("/events/hushed/registration/").status_code == 404


def test_two_languages_share_one_list_and_letters_speak_the_readers(visitor: Client) -> None:
    from wagtail.models import Locale

    page = make_open(capacity=1)
    twin = page.copy_for_translation(Locale.objects.get(language_code="ko"))
    twin.title = "수출의 날"
    twin.save_revision().publish()
    take_place(visitor, "Kim First")
    form = f"/ko/events/{twin.slug}/registration/"
    ask(visitor, "Lee Second", form)
    link = link_of("lee@guest.example")
    assert link.startswith("/ko/") and "수출의 날" in last_letter("lee@guest.example").subject
    visitor.post(f"{link}confirmation/")
    assert GuestList.shown(twin).seats_taken == 1
    EventPage.objects.filter(pk=twin.pk).update(join_url="")
    first = link_of("kim@guest.example")
    assert "meet.example" in text(visitor, f"/ko{first}"), "the link is a fact, not a translation"
    assert EventGuest.objects.get(email="lee@guest.example").state == "waiting"


def test_changes_and_calling_off_are_told_to_who_comes(visitor: Client) -> None:
    page = make_open()
    link = take_place(visitor)
    page.summary = "In other words"
    page.save_revision().publish()
    deliver_all()
    told = len(mail.outbox)
    page.place = "Another hall"
    page.save_revision().publish()
    letter = last_letter("kim@guest.example")
    assert len(mail.outbox) == told + 1 and "Another hall" in letter.body and "SEQUENCE:2" in calendar_of(letter)
    page.called_off = "The hall is flooded"
    page.save_revision().publish()
    letter = last_letter("kim@guest.example")
    assert letter.subject.startswith("Called off") and "METHOD:CANCEL" in calendar_of(letter)
    assert "flooded" in text(visitor, link) and "flooded" in text(visitor, page.url)
    assert "STATUS:CANCELLED" in visitor.get("/events/export-day/event.ics").content.decode()


def test_two_reminders_come_once_each(visitor: Client) -> None:
    page = make_open()
    take_place(visitor)
    remind()
    assert not Event.objects.filter(kind__in=["event_guest.tomorrow", "event_guest.soon"]).exists()
    for hours, kind in ((20, "event_guest.tomorrow"), (0.5, "event_guest.soon")):
        EventPage.objects.filter(pk=page.pk).update(starts_at=timezone.now() + timedelta(hours=hours))
        EventGuest.objects.update(placed_at=timezone.now() - timedelta(days=3))
        remind()
        remind()
        assert Event.objects.filter(kind=kind).count() == 1
    assert last_letter("kim@guest.example").subject.startswith("In an hour")


def test_guests_are_forgotten_ninety_days_after(visitor: Client) -> None:
    page = make_open()
    take_place(visitor)
    forget_guests()
    assert EventGuest.objects.count() == 1
    EventPage.objects.filter(pk=page.pk).update(
        starts_at=timezone.now() - timedelta(days=92), ends_at=timezone.now() - timedelta(days=91)
    )
    forget_guests()
    assert not EventGuest.objects.exists()


def test_files_for_participants_open_with_the_link(visitor: Client) -> None:
    page = make_open()
    material = EventMaterial(page=page, title="Slides", is_open=False)
    material.file.save("slides.csv", ContentFile(b"a,b"))
    link = take_place(visitor)
    address = material.get_absolute_url()
    assert address in text(visitor, link) and address not in text(visitor, page.url)
    token = link.split("/")[-2]
    assert visitor.get(address).status_code == 404
    assert visitor.get(f"{address}?place={token}").status_code == 200
    visitor.post(f"{link}withdrawal/")
    assert visitor.get(f"{address}?place={token}").status_code == 404
    assert visitor.get(f"{address}?place={signer.sign('EG-0000000000')}").status_code == 404


def test_editors_of_the_section_see_who_comes_and_nobody_else(visitor: Client) -> None:
    page = make_open(capacity=4)
    take_place(visitor, note="=1+1")
    address = f"/editors/events/{page.pk}/guests/"
    editor = with_role("eun@programme.example", "editor", "events").client
    shown = text(editor, address)
    assert "kim@guest.example" in shown and "1 of 4 places" in shown
    assert address in text(editor, f"/editors/pages/{page.pk}/edit/")
    table = b"".join(editor.get(f"/editors/events/{page.pk}/guests.csv").streaming_content).decode()  # type: ignore[attr-defined]  # a streamed answer, or a client
    assert "Kim Guest" in table and "'=1+1" in table
    stranger = with_role("cases@programme.example", "publisher", "cases").client
    assert stranger.get(address).status_code == 404
    assert visitor.get(address).status_code == 302


def test_a_person_takes_their_places_along_and_leaves_none_behind(visitor: Client, buyer: Person) -> None:
    page = make_open()
    assert buyer.user.email in text(buyer.client, FORM)
    EventGuest.ask(page, buyer.user.email, "Buyer")
    EventGuest.objects.get().confirm()
    assert [row["event"] for row in PARTS["event_places"](buyer.user)] == ["Export day"]
    for farewell in FAREWELLS:
        if farewell.__module__.startswith("cms.events"):
            farewell(buyer.user)
    assert not EventGuest.objects.exists() and GuestList.shown(page).seats_taken == 0


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once() -> None:
    page = make_open(capacity=1)
    for number in range(6):
        EventGuest.ask(page, f"guest{number}@guest.example", f"Guest {number}")

    def confirm(pk: int) -> None:
        try:
            EventGuest.objects.select_related("guests").get(pk=pk).confirm()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(confirm, EventGuest.objects.values_list("pk", flat=True)))
    states = sorted(EventGuest.objects.values_list("state", flat=True))
    assert states == ["going", *["waiting"] * 5]
    with pytest.raises(Refused):
        page.called_off = "Storm"
        EventGuest.ask(page, "late@guest.example", "Late")
