"""Trade fairs, events and pavilions through the front door."""

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate

from catalog.models import Category, Product
from cms.exhibitions.following import remind_of_deadlines
from cms.models import (
    EventIndexPage,
    EventMaterial,
    EventPage,
    EventSession,
    EventSpeaker,
    ExhibitionIndexPage,
    ExhibitionPage,
    FairFollow,
    PavilionPage,
    PavilionStand,
)
from community.calendar.models import Registration
from community.models import Community
from companies.merging import move_all
from companies.models import Company
from notifications.models import Notification
from portal.core.events import Event
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person, make_product
from tests.cms.desk_cast import with_role
from tests.community.events import publish
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def make_fair(title: str = "Bearing days", ahead: int = 30, length: int = 3, **fields: Any) -> ExhibitionPage:
    index = ExhibitionIndexPage.objects.get(locale__language_code="en")
    sectors = fields.pop("sectors", ["machinery"])
    known = {"summary": "Bearings and drives", "city": "Seoul", "country": "KR", **fields}
    days = {
        "starts_on": localdate() + timedelta(days=ahead),
        "ends_on": localdate() + timedelta(days=ahead + length - 1),
    }
    page = ExhibitionPage(title=title, locale=index.locale, **{**days, **known})
    page.sectors = Category.objects.sectors().filter(slug__in=sectors)
    index.add_child(instance=page)
    return page


def make_event(title: str = "Export day", ahead: int = 10, **fields: Any) -> EventPage:
    index = EventIndexPage.objects.get(locale__language_code="en")
    day = localdate() + timedelta(days=ahead)
    known = {"summary": "A day", "starts_on": day, "ends_on": day, "place": "Hall", "city": "Seoul", "country": "KR"}
    page = EventPage(title=title, locale=index.locale, **{**known, **fields})
    index.add_child(instance=page)
    return page


def make_pavilion(*firms: Company, **fields: Any) -> PavilionPage:
    index = ExhibitionIndexPage.objects.get(locale__language_code="en")
    page = PavilionPage(title="Makers", summary="Together", locale=index.locale, **fields)
    page.stands = [PavilionStand(company=firm, number=f"C{n}", sort_order=n) for n, firm in enumerate(firms)]
    index.add_child(instance=page)
    return page


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def ics(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200 and response["Content-Type"].startswith("text/calendar")
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    return response.content.decode().replace("\r\n ", "")


def test_a_new_site_has_empty_lists_that_say_so(visitor: Client) -> None:
    assert "No trade fair is coming yet" in text(visitor, "/exhibitions/")
    assert "No event is coming yet" in text(visitor, "/events/")
    assert visitor.get("/ko/exhibitions/").status_code == visitor.get("/ko/events/").status_code == 200


def test_fairs_stand_by_month_with_the_past_behind_a_tab(visitor: Client) -> None:
    make_fair("Soon", ahead=0, length=1)
    make_fair("Later", ahead=70)
    make_fair("Before", ahead=-30)
    page = text(visitor, "/exhibitions/")
    assert page.index("Soon") < page.index("Later") and "Before" not in page
    past = text(visitor, "/exhibitions/?when=past")
    assert "Before" in past and "Soon" not in past


def test_filters_count_without_themselves_and_narrow_together(visitor: Client) -> None:
    make_fair("Steel", country="KR", sectors=["machinery", "automotive"])
    make_fair("Wool", country="KR", sectors=["textiles-leather"], has_pavilion=True)
    make_fair("Rhine", country="DE", sectors=["machinery"], city="Cologne")
    page = text(visitor, "/exhibitions/?country=KR&sector=machinery")
    assert "Steel" in page and "Wool" not in page and "Rhine" not in page
    group = page[page.index("<legend>Country") : page.index("</fieldset>", page.index("<legend>Country"))]
    assert "Germany" in group  # what a second country would add is still said
    assert "Wool" in text(visitor, "/exhibitions/?pavilion=yes")
    assert "Rhine" in text(visitor, "/exhibitions/?q=cologne%20rhine")
    month = f"{localdate() + timedelta(days=30):%Y-%m}"
    assert "Steel" in text(visitor, f"/exhibitions/?month={month}")
    assert "No trade fair fits" in text(visitor, "/exhibitions/?q=zzz")


@pytest.mark.parametrize("query", ["month=2027-99", "country=%00", "sector='--", "page=9999999999", "q=" + "x" * 3000])
def test_nonsense_in_the_address_is_as_good_as_nothing(visitor: Client, query: str) -> None:
    assert visitor.get(f"/exhibitions/?{query}").status_code == 200
    assert visitor.get(f"/events/?{query}").status_code == 200
    assert visitor.get(f"/exhibitions/calendar.ics?{query}").status_code == 200


def test_a_calendar_has_the_fairs_of_the_same_filters_and_whole_days(visitor: Client) -> None:
    make_fair("Steel", starts_on=date(2099, 3, 30), ends_on=date(2099, 4, 1), apply_by=date(2099, 2, 1))
    make_fair("Rhine", country="DE")
    found = ics(visitor, "/exhibitions/calendar.ics?country=KR")
    assert "DTSTART;VALUE=DATE:20990330" in found and "DTEND;VALUE=DATE:20990402" in found  # the day after the last
    assert "2099-02-01" in found and "Rhine" not in found and "TRANSP:TRANSPARENT" in found
    assert ics(visitor, "/exhibitions/steel/fair.ics").count("BEGIN:VEVENT") == 1
    assert visitor.get("/exhibitions/none/fair.ics").status_code == 404


def test_drafts_are_nobodys_business(visitor: Client) -> None:
    make_fair("Secret", live=False)
    make_event("Hushed", live=False)
    for address in ("/exhibitions/", "/events/", "/exhibitions/calendar.ics", "/events/calendar.ics"):
        assert not {"Secret", "Hushed"} & set(visitor.get(address).content.decode().split())
    assert visitor.get("/exhibitions/secret/fair.ics").status_code == 404
    assert visitor.get("/events/hushed/event.ics").status_code == 404


def test_a_fair_cannot_end_before_it_begins_and_figures_have_a_source() -> None:
    page = make_fair()
    page.ends_on = page.starts_on - timedelta(days=1)
    page.visitors = 20_000
    with pytest.raises(ValidationError) as problem:
        page.full_clean()
    assert {"ends_on", "figures_source"} <= set(problem.value.message_dict)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExhibitionPage.objects.filter(pk=page.pk).update(ends_on=page.ends_on)


def test_lists_make_as_many_queries_for_many_as_for_few(visitor: Client) -> None:
    make_fair("One")
    few = queries_of(visitor, "/exhibitions/")
    for number in range(5):
        make_fair(f"Fair {number}", sectors=["machinery", "automotive"])
    assert queries_of(visitor, "/exhibitions/") <= few + 2  # a filter with a choice appears


def test_times_are_those_of_the_events_own_clock(visitor: Client) -> None:
    page = make_event(
        starts_on=date(2099, 3, 28),
        ends_on=date(2099, 3, 29),
        zone="Europe/Berlin",
        starts_time=time(9),
        ends_time=time(17),
    )
    assert page.starts_at == datetime(2099, 3, 28, 8, tzinfo=UTC)  # winter time
    assert page.ends_at == datetime(2099, 3, 29, 15, tzinfo=UTC)  # summer time has begun in the night
    assert "DTSTART:20990328T080000Z" in ics(visitor, "/events/export-day/event.ics")
    assert "Berlin" in text(visitor, "/events/export-day/")


def test_an_event_needs_a_place_and_one_way_to_register(public: Community, steward: Person) -> None:
    page = make_event()
    page.place, page.gathering, page.registration_url = "", publish(public, steward), "https://elsewhere.example/"
    with pytest.raises(ValidationError) as problem:
        page.full_clean()
    assert {"place", "registration_url"} <= set(problem.value.message_dict)


def test_the_programme_and_who_agreed_to_be_shown(visitor: Client) -> None:
    page = make_event()
    page.sessions = [
        EventSession(day=page.starts_on, starts=time(11), title="Second <b>talk</b>", sort_order=0),
        EventSession(day=page.starts_on, starts=time(9), ends=time(10), title="First", sort_order=1),
    ]
    page.speakers = [EventSpeaker(name="Kim Agreed", agreed=True), EventSpeaker(name="Lee Silent")]
    page.save()
    shown = text(visitor, "/events/export-day/")
    assert shown.index("First") < shown.index("Second &lt;b&gt;")
    assert "Kim Agreed" in shown and "Lee Silent" not in shown


def test_files_for_participants_are_there_for_them_alone(
    public: Community, steward: Person, seller: Person, buyer: Person, visitor: Client
) -> None:
    gathering = publish(public, steward)
    page = make_event(gathering=gathering)
    for is_open, name in ((True, "all"), (False, "inner")):
        material = EventMaterial(page=page, title=name, is_open=is_open)
        material.file.save(f"{name}.csv", ContentFile(b"a,b"))
    inner = page.materials.get(is_open=False).get_absolute_url()
    shown = text(visitor, "/events/export-day/")
    assert inner not in shown and "for those who have a place" in shown and "Register" in shown
    for client in (visitor, buyer.client, seller.client):
        assert client.get(inner).status_code == 404
    Registration.make(gathering, seller.actor)
    assert inner in text(seller.client, "/events/export-day/")
    response = seller.client.get(inner)
    assert b"".join(response.streaming_content) == b"a,b"  # type: ignore[attr-defined]  # a file's
    assert response["Content-Disposition"].startswith("attachment")
    Registration.objects.get().withdraw(seller.actor)
    assert seller.client.get(inner).status_code == 404
    other = make_event("Another day")
    assert seller.client.get(f"/events/{other.slug}/materials/{page.materials.first().pk}/").status_code == 404


def test_the_form_of_an_event_names_its_files_and_links_none() -> None:
    editor = with_role("eun@programme.example", "editor", "events")
    page = make_event()
    EventMaterial(page=page, title="Slides").file.save("slides.csv", ContentFile(b"a,b"))
    page.refresh_from_db()
    page.save_revision()
    shown = text(editor.client, f"/editors/pages/{page.pk}/edit/")
    assert "There is a file: slides" in shown and "/private/" not in shown


def test_a_hidden_communitys_event_is_not_told_by_a_page(hidden: Community, steward: Person, visitor: Client) -> None:
    make_event(gathering=publish(hidden, steward))
    assert hidden.slug not in text(visitor, "/events/export-day/")


def test_a_pavilion_shows_what_readers_may_see(supplier: Company, buying_company: Company, visitor: Client) -> None:
    make_product(supplier, "P-1", "Deep groove bearing")
    Product.objects.filter(pk=make_product(supplier, "P-2", "Not yet").pk).update(state="draft")
    Company.objects.filter(pk=buying_company.pk).update(is_active=False)
    page = make_pavilion(supplier, buying_company, closes_on=localdate() - timedelta(days=1))
    shown = text(visitor, page.url)
    assert "Deep groove bearing" in shown and "Not yet" not in shown
    assert str(supplier) in shown and str(buying_company) not in shown and "Closed" in shown
    assert page.title in text(visitor, supplier.get_absolute_url())
    page.unpublish()
    assert page.title not in text(visitor, supplier.get_absolute_url())


def test_only_who_may_ask_is_led_to_the_form(
    supplier: Company, visitor: Client, buyer: Person, seller: Person, colleague: Person
) -> None:
    other = make_company("Daejin Seals")
    page = make_pavilion(supplier, other)
    ways = [f"/inquiries/new/company/{firm.slug}/" for firm in (supplier, other)]

    def shown_to(client: Client) -> list[bool]:
        said = client.get(page.url).content.decode()
        return [way in said for way in ways]

    assert shown_to(visitor) == shown_to(buyer.client) == [True, True]
    assert shown_to(seller.client) == [False, True], "nobody asks their own firm"
    assert shown_to(colleague.client) == [False, False], "who only sells buys nothing"


def test_a_pavilion_whose_fair_is_gone_still_stands(supplier: Company, visitor: Client) -> None:
    fair = make_fair()
    page = make_pavilion(supplier, exhibition=fair)
    assert fair.title in text(visitor, page.url) and page.title in text(visitor, fair.url)
    fair.unpublish()
    assert fair.title not in text(visitor, page.url)
    fair.delete()
    assert visitor.get(page.url).status_code == 200


def test_a_merged_company_has_one_stand(supplier: Company, buying_company: Company) -> None:
    page = make_pavilion(supplier, buying_company)
    list(move_all(supplier, buying_company))
    assert [stand.company for stand in PavilionStand.objects.filter(pavilion=page)] == [supplier]


def test_who_follows_a_fair_is_reminded_twice_of_its_deadline(seller: Person, buyer: Person, visitor: Client) -> None:
    fair = make_fair(ahead=60, apply_by=localdate() + timedelta(days=20))
    follow = f"/exhibitions/{fair.slug}/following/"
    assert "Remind me of the deadline" in text(visitor, fair.url)
    assert visitor.post(follow, {"follow": "1"}).status_code == 302 and not FairFollow.objects.exists()
    for _time in range(2):
        seller.client.post(follow, {"follow": "1"})
    assert FairFollow.objects.count() == 1 and "Do not remind me" in text(seller.client, fair.url)
    buyer.client.post(follow, {"follow": "1"})
    buyer.client.post(follow, {"follow": "0"})
    for days, told in ((20, 0), (14, 1), (9, 1), (3, 2), (1, 2)):
        ExhibitionPage.objects.filter(pk=fair.pk).update(apply_by=localdate() + timedelta(days=20))
        FairFollow.objects.update(told_for=localdate() + timedelta(days=days)) if told else None
        ExhibitionPage.objects.filter(pk=fair.pk).update(apply_by=localdate() + timedelta(days=days))
        remind_of_deadlines()
        remind_of_deadlines()
        assert Event.objects.filter(kind="exhibition.deadline_near").count() == told, days
    deliver_all()
    (note, *_more) = Notification.objects.filter(kind="exhibition.deadline_near")
    assert note.user == seller.user and fair.title in str(note.title) and note.path == fair.url


def test_a_viewer_follows_no_fair(supplier: Company) -> None:
    fair = make_fair(apply_by=localdate() + timedelta(days=20))
    viewer = make_person("viewer@firm.example", supplier, role="viewer")
    assert viewer.client.post(f"/exhibitions/{fair.slug}/following/", {"follow": "1"}).status_code == 403
    assert not FairFollow.objects.exists()


def test_machines_read_what_an_event_and_a_fair_are(visitor: Client) -> None:
    event = make_event(
        is_online=True, organisers="The programme", called_off="Storm", join_url="https://secret.example/"
    )
    (said,) = [one for one in facts_of(visitor, event.url) if one["@type"] == "Event"]
    assert said["startDate"].endswith("+09:00") and said["eventStatus"].endswith("EventCancelled")
    assert said["eventAttendanceMode"].endswith("MixedEventAttendanceMode") and "secret" not in str(said)
    fair = make_fair(apply_by=localdate())
    (said,) = [one for one in facts_of(visitor, fair.url) if one["@type"] == "Event"]
    assert said["startDate"] == fair.starts_on.isoformat() and said["location"][0]["name"].startswith("Seoul")
    invented = make_event("Invented", is_example=True)
    assert not [one for one in facts_of(visitor, invented.url) if one["@type"] == "Event"]


def facts_of(client: Client, address: str) -> list[Any]:
    found = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', text(client, address), re.DOTALL)
    read = [json.loads(one) for one in found]
    return [one for part in read for one in (part if isinstance(part, list) else [part])]
