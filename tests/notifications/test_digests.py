"""E-mails that wait: gathered, sent once, without what was read, withdrawn, or is nobody's business any more."""

import smtplib
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from community.models import Community, CommunityMember, Thread
from companies.models import Membership
from notifications import delivery
from notifications.delivery import forget_old_notifications, hand_over_digests
from notifications.models import MailPreference, Notification, QuietHours
from offers.models import Inquiry
from portal.core import timed
from portal.core.events import Event
from portal.core.relay import deliver, deliver_all
from tests.cast import Person, make_company, make_person
from tests.notifications.test_mail import broken
from tests.offers.conftest import make_inquiry
from tests.processes import at_once

THURSDAY = datetime(2037, 11, 26, 3, tzinfo=UTC)  # noon in Seoul, where the seller's company is


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The portal's clock, set by hand; in years to come, so that what the database dates by itself lies before it."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(THURSDAY)
    return set_to


def relay(clock: Any, moment: datetime) -> None:
    clock(moment)
    hand_over_digests()
    deliver_all()


def ask(buyer: Person, seller: Person, *titles: str) -> list[Inquiry]:
    inquiries = [make_inquiry(buyer, seller, title=title) for title in titles]
    deliver_all()
    return inquiries


MORNING = datetime(2037, 11, 26, 23, 0, tzinfo=UTC)  # Friday, eight o'clock in Seoul
MONDAY = datetime(2037, 11, 29, 23, 0, tzinfo=UTC)


def test_a_daily_digest_lists_by_group_at_eight_in_the_company_zone(seller: Person, buyer: Person, clock: Any) -> None:
    MailPreference.choose(seller.user, {"inquiries": "daily", "messages": "daily"})
    first, _second = ask(buyer, seller, "Bearings", "Rollers")
    assert mail.outbox == [] and Notification.objects.filter(mail_at=MORNING).count() == 2
    relay(clock, MORNING - timedelta(minutes=1))
    assert mail.outbox == []
    relay(clock, MORNING)
    relay(clock, MORNING + timedelta(hours=1))
    assert len(mail.outbox) == 1
    message = mail.outbox[0]
    assert message.subject == "2 notifications for you"
    assert "Inquiries and quotations" in message.body and "“Bearings”" in message.body and "“Rollers”" in message.body
    assert "Messages" not in message.body
    link = Notification.objects.get(path=f"/inquiries/{first.ref}/").get_absolute_url()
    html = message.alternatives[0][0]
    assert link in message.body and link in html
    assert not Notification.objects.filter(mailed_at=None).exists()


def test_a_persons_own_zone_goes_before_the_companys(seller: Person, buyer: Person, clock: Any) -> None:
    seller.user.timezone = "America/St_Johns"
    seller.user.save()
    MailPreference.choose(seller.user, {"inquiries": "daily"})
    ask(buyer, seller, "Bearings")
    assert Notification.objects.get().mail_at == datetime(2037, 11, 26, 11, 30, tzinfo=UTC)


def test_a_weekly_digest_comes_on_monday_with_what_is_due_that_day(seller: Person, buyer: Person, clock: Any) -> None:
    MailPreference.choose(seller.user, {"inquiries": "weekly"})
    ask(buyer, seller, "Bearings")
    relay(clock, MORNING)
    assert mail.outbox == []
    relay(clock, MONDAY)
    assert [message.subject for message in mail.outbox] == ["Nordwerk Handel asks about “Bearings”"]


def test_what_was_read_is_left_out_and_nothing_left_is_no_mail(seller: Person, buyer: Person, clock: Any) -> None:
    MailPreference.choose(seller.user, {"inquiries": "daily"})
    first, _second = ask(buyer, seller, "Bearings", "Rollers")
    seller.client.force_login(seller.user)  # the session of today is over by then
    seller.client.get(f"/inquiries/{first.ref}/")
    relay(clock, MORNING)
    assert [message.subject for message in mail.outbox] == ["Nordwerk Handel asks about “Rollers”"]
    ask(buyer, seller, "Third")
    seller.client.post("/my/notifications/reading/")
    relay(clock, MORNING + timedelta(days=1))
    assert len(mail.outbox) == 1


def test_read_between_the_handing_over_and_the_sending(seller: Person, buyer: Person, clock: Any) -> None:
    MailPreference.choose(seller.user, {"inquiries": "daily"})
    ask(buyer, seller, "Bearings")
    clock(MORNING)
    hand_over_digests()
    Notification.objects.all().mark_read()
    deliver_all()
    assert mail.outbox == [] and Event.objects.get(kind="digest.due").state == Event.State.DONE


def test_quiet_hours_hold_mails_back_and_then_send_one(seller: Person, buyer: Person, clock: Any) -> None:
    QuietHours.choose(seller.user, time(22), time(7), False)
    clock(datetime(2037, 11, 26, 14, tzinfo=UTC))  # eleven at night
    ask(buyer, seller, "Bearings")
    clock(datetime(2037, 11, 26, 20, tzinfo=UTC))  # five in the morning
    ask(buyer, seller, "Rollers")
    assert mail.outbox == []
    relay(clock, datetime(2037, 11, 26, 21, 59, tzinfo=UTC))
    assert mail.outbox == []
    relay(clock, datetime(2037, 11, 26, 22, tzinfo=UTC))
    assert [message.subject for message in mail.outbox] == ["2 notifications for you"]
    ask(buyer, seller, "By day")
    assert len(mail.outbox) == 2, "by day they come at once"


def test_a_relay_that_stood_still_does_not_write_at_night(seller: Person, buyer: Person, clock: Any) -> None:
    QuietHours.choose(seller.user, time(22), time(7), False)
    MailPreference.choose(seller.user, {"inquiries": "daily"})
    ask(buyer, seller, "Bearings")
    relay(clock, datetime(2037, 11, 27, 15, tzinfo=UTC))  # Saturday, midnight in Seoul
    assert mail.outbox == []
    relay(clock, datetime(2037, 11, 27, 22, tzinfo=UTC))
    assert len(mail.outbox) == 1


def test_what_protects_an_account_waits_for_nothing(seller: Person, colleague: Person, clock: Any) -> None:
    QuietHours.choose(colleague.user, time(0), time(23, 59), True)
    Membership.objects.get(user=colleague.user).end(seller.actor)
    deliver_all()
    assert [message.to for message in mail.outbox] == [[colleague.user.email]]
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
    assert "always go out" in mail.outbox[0].body


def test_changing_a_choice_moves_what_waits(seller: Person, buyer: Person, clock: Any) -> None:
    MailPreference.choose(seller.user, {"inquiries": "weekly"})
    ask(buyer, seller, "Bearings")
    MailPreference.choose(seller.user, {"inquiries": "daily"})
    assert Notification.objects.get().mail_at == MORNING
    QuietHours.choose(seller.user, time(20), time(10), False)
    assert Notification.objects.get().mail_at == MORNING + timedelta(hours=2)
    MailPreference.choose(seller.user, {"inquiries": "off"})
    assert Notification.objects.get().mail_at is None
    relay(clock, MONDAY + timedelta(days=9))
    assert mail.outbox == []


def test_switched_off_between_the_handing_over_and_the_sending(seller: Person, buyer: Person, clock: Any) -> None:
    MailPreference.choose(seller.user, {"inquiries": "daily"})
    ask(buyer, seller, "Bearings")
    clock(MORNING)
    hand_over_digests()
    MailPreference.choose(seller.user, {"inquiries": "off"})
    deliver_all()
    assert mail.outbox == []


def test_who_was_removed_hears_nothing_more_of_the_company(
    seller: Person, colleague: Person, buyer: Person, clock: Any
) -> None:
    MailPreference.choose(colleague.user, {"inquiries": "daily"})
    ask(buyer, seller, "Rollers")
    Membership.objects.get(user=colleague.user).end(seller.actor)
    deliver_all()
    mail.outbox.clear()
    relay(clock, MORNING)
    assert mail.outbox == []
    colleague.client.force_login(colleague.user)
    page = colleague.client.get("/my/notifications/").content.decode()
    assert "Rollers" not in page and "You no longer act for Hanbit Bearings" in page


def test_whose_role_allows_it_no_more_hears_nothing_more(
    seller: Person, colleague: Person, buyer: Person, clock: Any
) -> None:
    MailPreference.choose(colleague.user, {"inquiries": "daily"})
    MailPreference.choose(seller.user, {"inquiries": "off"})
    ask(buyer, seller, "Bearings")
    Membership.objects.filter(user=colleague.user).update(role="viewer")
    relay(clock, MORNING)
    assert mail.outbox == []


def test_an_instant_mail_asks_again_too(seller: Person, colleague: Person, buyer: Person) -> None:
    make_inquiry(buyer, seller, title="Bearings")
    deliver(limit=1)  # the notifications are there, their e-mails still wait in the outbox
    assert Event.objects.due().filter(kind="notification.made").count() == 2
    Membership.objects.get(user=colleague.user).delete()
    deliver_all()
    assert [message.to for message in mail.outbox] == [[seller.user.email]]


def test_a_hidden_community_is_not_told_of_to_a_company_that_has_left(
    steward: Person, seller: Person, buyer: Person, clock: Any
) -> None:
    community = Community.found(steward.actor, slug="makers", name="Makers", visibility=Community.Visibility.HIDDEN)
    for person in (seller, buyer):
        community.members.create(company=person.company, state=CommunityMember.State.ACTIVE)
    Thread.start(community, seller.actor, "Prices of steel", "Between us")
    deliver_all()
    waiting = Notification.objects.get(user=buyer.user)
    assert waiting.mail_at is not None, "communities are told of once a day, unless one chooses otherwise"
    community.members.filter(company=buyer.company).delete()
    Notification.objects.exclude(pk=waiting.pk).delete()
    relay(clock, waiting.mail_at)
    assert mail.outbox == []


def test_a_mail_server_that_is_away_delays_a_digest_and_sends_it_once(
    seller: Person, buyer: Person, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    MailPreference.choose(seller.user, {"inquiries": "daily"})
    ask(buyer, seller, "Bearings", "Rollers")
    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", broken(smtplib.SMTPServerDisconnected()))
        clock(MORNING)
        hand_over_digests()
        deliver_all()
    event = Event.objects.get(kind="digest.due")
    assert (event.state, event.attempts) == (Event.State.PENDING, 0)
    relay(clock, MORNING + timedelta(minutes=1))
    relay(clock, MORNING + timedelta(minutes=2))
    assert [message.subject for message in mail.outbox] == ["2 notifications for you"]


def test_a_relay_that_dies_after_sending_repeats_under_the_same_message_id(
    seller: Person, buyer: Person, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    MailPreference.choose(seller.user, {"inquiries": "daily"})
    ask(buyer, seller, "Bearings", "Rollers")
    clock(MORNING)
    hand_over_digests()

    def dies(*_args: Any) -> bool:
        delivery_send(*_args)
        raise KeyboardInterrupt

    delivery_send = delivery.send
    with monkeypatch.context() as patch:
        patch.setattr(delivery, "send", dies)
        with pytest.raises(KeyboardInterrupt):
            deliver()
    assert Notification.objects.filter(mailed_at=None).count() == 2, "nothing was noted: it rolled back"
    deliver_all()
    deliver_all()
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


@pytest.mark.django_db(transaction=True)
def test_of_many_relays_at_one_digest_one_sends_it(seller: Person, buyer: Person) -> None:
    MailPreference.choose(seller.user, {"inquiries": "daily"})
    make_inquiry(buyer, seller, title="Bearings")
    make_inquiry(buyer, seller, title="Rollers")
    deliver_all()
    Notification.objects.update(mail_at=timezone.now())
    timed.run_due()  # the rows of the jobs are there; this one is due again at once
    Event.objects.filter(kind="digest.due").delete()
    Notification.objects.update(mail_at=timezone.now())
    timed.TimedJob.objects.update(due_at=timezone.now())

    def turn(_number: int) -> None:
        timed.run_due()
        deliver_all()

    results = at_once(6, turn)
    deliver_all()
    assert results == [None] * 6
    assert Event.objects.filter(kind="digest.due").count() == 1
    assert len(mail.outbox) == 1


def test_titles_cannot_break_a_digest(seller: Person, buyer: Person, clock: Any) -> None:
    MailPreference.choose(seller.user, {"inquiries": "daily"})
    ask(buyer, seller, "<b>Free</b>\r\nBcc: all@example.com", "100%(count)s %s <img src=x onerror=alert(1)>")
    relay(clock, MORNING)
    message = mail.outbox[0]
    html = message.alternatives[0][0]
    assert "<b>Free" not in html and "<img" not in html and "&lt;img src=x" in html
    assert message.recipients() == [seller.user.email]
    assert "\nBcc" not in str(message.message())


def test_a_digest_is_in_the_language_and_time_of_its_reader(seller: Person, buyer: Person, clock: Any) -> None:
    seller.user.language = "ko"
    seller.user.save()
    MailPreference.choose(seller.user, {"inquiries": "daily"})
    ask(buyer, seller, "Bearings", "Rollers")
    Notification.objects.update(created_at=THURSDAY)
    relay(clock, MORNING)
    assert "알림" in mail.outbox[0].subject
    assert "12:00" in mail.outbox[0].body and "/ko/my/notifications/N-" in mail.outbox[0].body


def test_old_ones_are_forgotten(seller: Person) -> None:
    now = timezone.now()
    for number, (age, is_read) in enumerate([(181, True), (179, True), (366, False), (364, False)]):
        at = now - timedelta(days=age)
        Notification.objects.create(
            user=seller.user,
            event_id=number,
            kind="inquiry.sent",
            path="/",
            created_at=at,
            read_at=at if is_read else None,
        )
    forget_old_notifications()
    assert sorted(Notification.objects.values_list("event_id", flat=True)) == [1, 3]


def test_digests_of_many_take_the_same_queries_to_hand_over(
    buyer: Person, clock: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        company = make_company(f"Firm {number}")
        person = make_person(f"p{number}@firm.example", company)
        MailPreference.choose(person.user, {"inquiries": "daily"})
        make_inquiry(buyer, person, title="Bearings")
    deliver_all()
    clock(THURSDAY + timedelta(days=3))
    with django_assert_max_num_queries(4 + 8):  # one for each fact that is told
        hand_over_digests()
    assert Event.objects.filter(kind="digest.due").count() == 8
