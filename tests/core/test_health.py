"""`/healthz` and `/readyz` say the truth about the process and about what it needs."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from companies.models import Company
from portal.core import timed
from portal.core.events import Event, record
from portal.core.timed import TimedJob

pytestmark = pytest.mark.django_db


def test_the_process_answers_whatever_else_is_down(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "cursor", broken)
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_the_portal_is_ready_while_its_relay_gives_signs_of_life(client: Client) -> None:
    timed.run_due()
    report = client.get("/readyz").json()
    assert report["relay"] == {"status": "ok", "lag_seconds": 0.0}
    assert (report["database"], report["channels"]) == ("ok", "ok")


def test_a_portal_without_a_relay_says_so(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["relay"]["status"] == "not running"


def test_a_relay_that_has_been_silent_for_long_is_missed(client: Client) -> None:
    timed.run_due()
    TimedJob.objects.update(ran_at=timezone.now() - timedelta(minutes=2))
    assert client.get("/readyz").json()["relay"]["status"] == "not running"


def test_a_fact_that_waits_too_long_makes_the_relay_late(client: Client, supplier: Company) -> None:
    timed.run_due()
    record("company.changed", supplier)
    Event.objects.update(created_at=timezone.now() - timedelta(minutes=6))
    report = client.get("/readyz").json()
    assert report["relay"]["status"] == "late"
    assert report["relay"]["lag_seconds"] >= 360


def test_a_database_that_does_not_answer_is_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "cursor", broken)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == "unavailable"


def broken(*_args: object, **_options: object) -> None:
    raise DatabaseError("the server has gone away")
