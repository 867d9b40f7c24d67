"""What staff see of the outbox, and what they can do about a dead letter."""

import pytest
from django.contrib.auth.models import Permission

from companies.models import Company
from portal.core import timed
from portal.core.events import Event, record
from portal.core.timed import TimedJob
from tests.cast import Person, make_person

pytestmark = pytest.mark.django_db

LIST = "/staff/core/event/"


@pytest.fixture
def dead(supplier: Company) -> Event:
    event = record("company.changed", supplier)
    event.state, event.attempts, event.error = Event.State.DEAD, 12, "handler: ValueError('cannot read it')"
    event.save()
    return event


@pytest.fixture
def administrator(db: None) -> Person:
    return make_person("admin@programme.example", is_staff=True, is_superuser=True)


def retry(person: Person, event: Event) -> int:
    return person.client.post(LIST, {"action": "retry", "_selected_action": [event.pk]}).status_code


def test_a_dead_letter_is_listed_with_its_reason_and_tried_again(administrator: Person, dead: Event) -> None:
    page = administrator.client.get(LIST, {"state__exact": "dead"})
    assert "cannot read it" in page.content.decode()
    assert retry(administrator, dead) == 302
    dead.refresh_from_db()
    assert (dead.state, dead.attempts, dead.error) == (Event.State.PENDING, 0, "")


def test_what_is_delivered_is_not_delivered_again(administrator: Person, dead: Event) -> None:
    Event.objects.update(state=Event.State.DONE, handled=["somebody"])
    retry(administrator, dead)
    dead.refresh_from_db()
    assert (dead.state, dead.handled) == (Event.State.DONE, ["somebody"])


def test_staff_who_may_only_look_cannot_try_again(moderator: Person, dead: Event) -> None:
    moderator.user.user_permissions.add(Permission.objects.get(codename="view_event"))
    assert moderator.client.get(LIST).status_code == 200
    retry(moderator, dead)
    dead.refresh_from_db()
    assert dead.state == Event.State.DEAD


def test_a_trader_does_not_reach_the_outbox(seller: Person, dead: Event) -> None:
    assert seller.client.get(LIST).status_code == 302
    retry(seller, dead)
    dead.refresh_from_db()
    assert dead.state == Event.State.DEAD


def test_nobody_edits_a_fact(administrator: Person, dead: Event) -> None:
    response = administrator.client.post(f"{LIST}{dead.pk}/change/", {"kind": "company.deleted"})
    assert response.status_code == 403
    dead.refresh_from_db()
    assert dead.kind == "company.changed"


def test_the_clock_shows_what_failed(administrator: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timed, "JOBS", {})
    timed.every(minutes=5)(lambda: 1 / 0)
    timed.run_due()
    assert TimedJob.objects.get().error
    assert "ZeroDivisionError" in administrator.client.get("/staff/core/timedjob/").content.decode()
