"""What an operator is told of: once when it begins, once when it is over."""

import smtplib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from companies.models import User
from portal.core import alarms, watches
from portal.core.alarms import WATCHES, Alarm
from portal.core.events import Event
from portal.core.management.commands import alarms as command
from portal.core.tallies import Tally, forget_old
from portal.core.timed import TimedJob
from tests.cast import make_user

pytestmark = pytest.mark.django_db
MONDAY = timezone.now()


@pytest.fixture
def operator() -> User:
    return make_user("root@ops.example", is_staff=True, is_superuser=True, language="en")


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What is wrong, in the hands of the test."""
    found: dict[str, Any] = {}
    monkeypatch.setattr(alarms, "look", lambda but=(): {k: v for k, v in found.items() if k not in but})
    return found


def at(monkeypatch: pytest.MonkeyPatch, minutes: int) -> None:
    monkeypatch.setattr(alarms.timezone, "now", lambda: MONDAY + timedelta(minutes=minutes))


def test_staff_hear_once_of_its_beginning_and_once_of_its_end(
    operator: User, wrong: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong["disk"] = "2 MB are free."
    for minute in (0, 1, 5):
        at(monkeypatch, minute)
        alarms.check()
    assert [(one.subject, one.to) for one in mail.outbox] == [("Alarm: the disk is nearly full", ["root@ops.example"])]
    assert "2 MB are free." in mail.outbox[0].body
    wrong.clear()
    at(monkeypatch, 9)
    alarms.check()
    wrong["disk"] = "1 MB is free."  # it comes and goes: one alarm
    at(monkeypatch, 12)
    alarms.check()
    wrong.clear()
    for minute in (15, 22, 23):
        at(monkeypatch, minute)
        alarms.check()
    assert [one.subject for one in mail.outbox[1:]] == ["Over: the disk is nearly full"]
    assert Alarm.objects.get().words == "1 MB is free."
    wrong["disk"] = "again"
    at(monkeypatch, 60)
    alarms.check()
    assert len(mail.outbox) == 3 and Alarm.objects.count() == 2


def test_in_the_readers_language_or_to_the_addresses_of_the_setting(
    operator: User, wrong: dict[str, Any], settings: Any
) -> None:
    User.objects.filter(pk=operator.pk).update(language="ko")
    wrong["relay"] = "silent"
    alarms.check()
    assert mail.outbox[0].subject.startswith("경보")
    settings.ALARM_MAILS = ["ops@example.org", "night@example.org"]
    wrong["disk"] = "full"
    alarms.check()
    assert [one.to for one in mail.outbox[1:]] == [["ops@example.org"], ["night@example.org"]]


def test_what_the_mail_server_did_not_take_is_sent_later(
    operator: User, wrong: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(message: Any) -> bool:
        raise smtplib.SMTPServerDisconnected

    wrong["disk"] = "full"
    with monkeypatch.context() as patch:
        patch.setattr("portal.core.alarms.deliver", away)
        alarms.check()
    assert Alarm.objects.get().told_at is None and not mail.outbox
    alarms.check()
    assert len(mail.outbox) == 1


def test_what_nobody_heard_of_is_not_told_when_it_is_over(
    operator: User, wrong: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    hour_ago = MONDAY - timedelta(hours=1)
    Alarm.objects.create(name="disk", words="full", seen_at=hour_ago, since=hour_ago)
    alarms.check()
    assert not mail.outbox and Alarm.objects.to_tell().count() == 0


def test_a_part_that_cannot_be_looked_at_is_wrong_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        Event.objects.filter(pk="x").exists()
        return ""

    monkeypatch.setitem(WATCHES, "disk", alarms.Watch("disk", "disk", broken))
    found = alarms.look()
    assert "could not be looked at" in found["disk"] and "relay" in found


def test_the_relay_does_not_say_of_itself_that_it_is_silent(operator: User) -> None:
    assert "relay" in alarms.look() and "relay" not in alarms.look(but={"relay"})
    alarms.look_around()
    assert not Alarm.objects.filter(name="relay").exists()


def test_what_is_watched(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert watches.outbox_grows() == "" and not watches.given_up() and not watches.jobs_fail()
    now = timezone.now()
    Event.objects.create(kind="thing.happened", created_at=now - timedelta(minutes=20))
    Event.objects.create(kind="thing.happened", state=Event.State.DEAD)
    TimedJob.objects.create(name="some.job", error="ValueError()")
    TimedJob.objects.create(name=watches.relay.SIGN_OF_LIFE, ran_at=now - timedelta(minutes=30))
    assert "1 facts wait" in str(watches.outbox_grows()) and "1 fact was given up" in str(watches.given_up())
    assert "some.job" in str(watches.jobs_fail()) and "30.0 minutes" in str(watches.relay_is_silent())
    settings.ALARM_DISK_PERCENT = 101
    assert "are free of" in str(watches.disk_is_full())
    settings.ALARM_DISK_PERCENT = 0
    assert not watches.disk_is_full() and not watches.channels_are_down()


def test_sign_ins_that_fail_are_counted_and_name_nobody(client: Any, settings: Any) -> None:
    from companies.watches import sign_ins_fail

    settings.ALARM_SIGN_INS = 3
    for turn in range(3):
        assert sign_ins_fail() == ""
        client.post("/accounts/login/", {"login": f"nobody{turn}@x.example", "password": "wrong-wrong-wrong"})
    assert "3 sign-ins failed" in str(sign_ins_fail())
    Tally.objects.update(at=timezone.now() - timedelta(days=40))
    forget_old()
    assert not Tally.objects.exists()


def test_refusals_are_counted_seldom_and_name_nobody(
    client: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portal.core import refused

    clock = [1000.0]
    monkeypatch.setattr(refused, "monotonic", lambda: clock[0])
    monkeypatch.setattr(refused.refused, "written", 0.0)
    monkeypatch.setattr(refused.refused, "number", 0)
    settings.ALARM_REFUSALS = 3
    client.handler.enforce_csrf_checks = True
    for _turn in range(3):
        assert client.post("/preferences/", {"theme": "dark"}).status_code == 403
    assert list(Tally.objects.values_list("name", "number")) == [("refused", 1)]
    assert not watches.much_is_refused()
    clock[0] += refused.PAUSE
    client.post("/preferences/", {"theme": "dark"})
    assert Tally.objects.get().number == 4 and "4 requests were refused" in str(watches.much_is_refused())


def test_the_command_says_what_is_wrong_by_its_exit_code(
    wrong: dict[str, Any], operator: User, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("alarms")
    assert capsys.readouterr().out == "all is well\n"
    wrong["disk"] = "full"
    with pytest.raises(SystemExit, match="1"):
        call_command("alarms", look=True)
    assert not mail.outbox
    with pytest.raises(SystemExit, match="1"):
        call_command("alarms")
    assert "disk: the disk is nearly full. full" in capsys.readouterr().out and len(mail.outbox) == 1


def test_a_database_that_is_away_is_told_once_as_well(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR, settings.ALARM_MAILS = tmp_path, ["ops@example.org"]

    def away(but: Any = ()) -> Any:
        raise OperationalError("connection refused")

    with monkeypatch.context() as patch:
        patch.setattr(command.alarms, "check", away)
        for _turn in range(2):
            with pytest.raises(SystemExit, match="1"):
                call_command("alarms")
    assert [one.subject for one in mail.outbox] == ["Alarm: the database does not answer"]
    monkeypatch.setattr(command.alarms, "check", lambda but=(): {})
    call_command("alarms")
    call_command("alarms")
    assert [one.subject for one in mail.outbox[1:]] == ["Over: the database does not answer"]


def test_money_and_search_are_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    from payments.models import Difference, StripeEvent
    from payments.watches import messages_wait, payouts_fail
    from search import watches as search

    assert not payouts_fail() and not messages_wait()
    Difference.note("stuck", "", "C-1", "refused")
    StripeEvent.objects.create(event_id="evt_1", payload={}, received_at=timezone.now() - timedelta(hours=2))
    assert "1 payments are stuck" in str(payouts_fail()) and "1 messages" in str(messages_wait())
    monkeypatch.setattr(type(search.engine()), "status", lambda self: "unavailable")
    assert "unavailable" in str(search.engine_is_away())


def test_alarms_stand_at_the_desk_for_who_may_see_them(operator: User, wrong: dict[str, Any]) -> None:
    from tests.cast import make_person, signed_in

    wrong["disk"] = "full"
    alarms.check()
    page = signed_in(operator).get("/desk/").content.decode()
    assert "What is wrong with the portal itself." in page
    assert "the disk is nearly full" in signed_in(operator).get("/staff/core/alarm/").content.decode()
    clerk = make_person("clerk@ops.example", is_staff=True)
    assert "What is wrong with the portal itself." not in clerk.client.get("/desk/").content.decode()
