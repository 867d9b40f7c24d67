"""The inbox and its settings, unsubscribing, and links to what one may no longer see."""

from datetime import time
from typing import Any

import pytest
from django.core import mail, signing
from django.db import IntegrityError, transaction
from django.test import Client

from companies.models import ApiToken, Membership
from consultations.models import Room
from notifications import mail as letters
from notifications.mail import SALT, unsubscribe_path
from notifications.models import MailPreference, Notification, QuietHours
from notifications.words import SWITCHABLE, WORDS, Group
from offers.models import Inquiry
from portal.core.events import record
from portal.core.relay import deliver_all
from tests.access.corpus import FORMULA
from tests.cast import Person, make_company, make_person
from tests.notifications.test_mail import stop_link
from tests.offers.conftest import make_inquiry

CHOICES = {f"about_{group}": "instant" for group in SWITCHABLE}


KEYS = (  # of what the words of notifications say
    *("company", "title", "community", "person", "minutes", "reason", "ticket", "days", "wait"),
    *("tier", "count", "first", "day", "reasons", "result", "part", "step"),
    *("price", "amount", "total", "firm", "number", "quantity"),
)


def test_every_kind_has_a_group_and_words_that_can_be_said() -> None:
    data = dict.fromkeys(KEYS, "X")
    for kind, words in WORDS.items():
        note = Notification(kind=kind, data=data, times=3)
        assert note.title and note.call and words.group in Group
    assert Notification(kind="trade.unheard_of").title, "of a kind that is gone the list still shows something"


def test_the_inbox_can_be_narrowed_to_a_group_and_to_what_is_unread(seller: Person, buyer: Person) -> None:
    make_inquiry(buyer, seller, title="Bearings")
    Room.open_about("company", seller.company, buyer.actor).post("Hello", buyer.actor)
    deliver_all()

    def kinds(query: str) -> list[str]:
        return [note.kind for note in seller.client.get(f"/my/notifications/{query}").context["page"]]

    assert kinds("") == ["message.posted", "inquiry.sent"]
    assert kinds("?group=inquiries") == ["inquiry.sent"]
    assert kinds("?group=verification") == []
    assert kinds("?group=nonsense") == ["message.posted", "inquiry.sent"]
    seller.client.post("/my/notifications/reading/", {"group": "messages"})
    assert kinds("?unread=1") == ["inquiry.sent"]
    assert kinds("?unread=1&group=messages") == []
    assert (
        "You have read all of it." in seller.client.get("/my/notifications/?unread=1&group=messages").content.decode()
    )


def test_the_inbox_has_pages(seller: Person) -> None:
    Notification.objects.bulk_create(
        Notification(
            user=seller.user, event_id=n, kind="inquiry.sent", path="/", data={"company": "A", "title": str(n)}
        )
        for n in range(65)
    )
    page = seller.client.get("/my/notifications/?page=3").context["page"]
    assert len(page) == 5 and page.paginator.count == 65


def test_marking_all_read_can_be_undone_once_and_touches_nothing_else(seller: Person, buyer: Person) -> None:
    first, second = (make_inquiry(buyer, seller, title=title) for title in ("First", "Second"))
    deliver_all()
    old = Notification.objects.get(path=f"/inquiries/{first.ref}/")
    seller.client.post(f"/my/notifications/{old.ref}/reading/")
    answer = seller.client.post("/my/notifications/reading/", follow=True)
    assert "1 notification marked as read." in answer.content.decode()
    undo = answer.context["just_read"]
    assert undo["count"] == 1
    seller.client.post("/my/notifications/reading/undo/", {"at": undo["at"]})
    assert [note.path for note in Notification.objects.unread()] == [f"/inquiries/{second.ref}/"]
    assert "marked as read" not in seller.client.get("/my/notifications/").content.decode()
    for wrong in ("", "yesterday", "2026-99-99T00:00:00Z", "2026-01-01T00:00:00"):
        assert seller.client.post("/my/notifications/reading/undo/", {"at": wrong}).status_code == 302


def test_one_can_be_marked_unread_again_but_not_by_a_stranger(
    seller: Person, stranger: Person, inquiry: Inquiry
) -> None:
    deliver_all()
    note = Notification.objects.get(user=seller.user)
    seller.client.post(f"/my/notifications/{note.ref}/reading/")
    assert stranger.client.post(f"/my/notifications/{note.ref}/reading/undo/").status_code == 404
    note.refresh_from_db()
    assert note.read_at is not None
    answer = seller.client.post(f"/my/notifications/{note.ref}/reading/undo/", {"next": "/my/notifications/?unread=1"})
    assert answer.headers["Location"] == "/my/notifications/?unread=1"
    note.refresh_from_db()
    assert note.read_at is None
    away = seller.client.post(f"/my/notifications/{note.ref}/reading/", {"next": "https://evil.example/"})
    assert away.headers["Location"] == "/"


def test_many_messages_fold_into_one_line(seller: Person, buyer: Person) -> None:
    room = Room.open_about("company", seller.company, buyer.actor)
    for number in range(4):
        room.post(f"Message {number}", buyer.actor)
        deliver_all()
    note = Notification.objects.get(user=seller.user)
    assert (note.times, note.title) == (4, f"4 new messages about “{room.title}”")
    Notification.objects.update(read_at=note.created_at)
    room.post("Once more", buyer.actor)
    deliver_all()
    assert Notification.objects.filter(user=seller.user).count() == 2


def test_the_bell_counts_without_reading_and_only_ones_own(
    seller: Person, stranger: Person, visitor: Client, inquiry: Inquiry
) -> None:
    deliver_all()
    assert seller.client.get("/my/notifications/count/").json() == {"unread": 1}
    assert seller.client.get("/ko/my/notifications/count/").json() == {"unread": 1}
    assert stranger.client.get("/my/notifications/count/").json() == {"unread": 0}
    assert visitor.get("/my/notifications/count/").status_code == 302
    assert 'data-bell="/my/notifications/count/"' in seller.client.get("/my/").content.decode()


# -- links to what one may not see any more -------------------------------------------------------------------------


def test_a_link_to_what_one_may_no_longer_see_says_why(seller: Person, colleague: Person, inquiry: Inquiry) -> None:
    deliver_all()
    note = Notification.objects.get(user=colleague.user)
    Membership.objects.filter(user=colleague.user).delete()
    answer = colleague.client.get(note.get_absolute_url())
    assert answer.status_code == 404
    assert "company that you do not act for any more" in answer.content.decode()
    assert inquiry.title not in answer.content.decode()
    assert colleague.client.get("/my/notifications/count/").json() == {"unread": 0}


def test_a_link_to_what_is_gone_says_so(seller: Person, inquiry: Inquiry) -> None:
    deliver_all()
    inquiry.delete()
    answer = seller.client.get(Notification.objects.get(user=seller.user).get_absolute_url())
    assert answer.status_code == 404 and "withdrawn or deleted" in answer.content.decode()


def test_a_link_about_another_of_ones_companies_offers_to_act_for_it(buyer: Person) -> None:
    other = make_company("Second House", "supplier", "KR")
    person = make_person("two@houses.example", make_company("First House"))
    Membership.objects.create(user=person.user, company=other, role="owner")
    inquiry = Inquiry.send(buyer.actor, other, title="Bearings", question="How soon?")
    deliver_all()
    note = Notification.objects.get(user=person.user)
    answer = person.client.get(note.get_absolute_url())
    assert answer.status_code == 404 and "Act for Second House and open it" in answer.content.decode()
    path = f"/inquiries/{inquiry.ref}/"
    switched = person.client.post("/my/acting-company/", {"company": other.slug, "next": path})
    assert switched.headers["Location"] == path and person.client.get(path).status_code == 200


# -- settings -------------------------------------------------------------------------------------------------------


def test_settings_are_shown_kept_and_said(seller: Person) -> None:
    page = seller.client.get("/my/notifications/settings/").content.decode()
    assert "cannot be switched off" in page and "Asia/Seoul" in page and "about_security" not in page
    chosen = {
        **CHOICES,
        "about_messages": "off",
        "about_offers": "weekly",
        "quiet_from": "22:00",
        "quiet_until": "07:30",
    }
    answer = seller.client.post("/my/notifications/settings/", {**chosen, "about_security": "off"})
    assert answer.status_code == 302
    rhythms = MailPreference.rhythms_of(seller.user)
    assert (rhythms["messages"], rhythms["offers"], rhythms["security"]) == ("off", "weekly", "instant")
    quiet = QuietHours.objects.get(user=seller.user)
    assert (quiet.starts_at, quiet.ends_at, quiet.weekends) == (time(22), time(7, 30), False)
    seller.client.post("/my/notifications/settings/", CHOICES)
    quiet.refresh_from_db()
    assert quiet.starts_at is None


@pytest.mark.parametrize(
    ("wrong", "field", "reason"),
    [
        ({"about_messages": "yearly"}, "about_messages", "valid choice"),
        ({"quiet_from": "22:00"}, "quiet_until", "beginning and an end"),
        ({"quiet_until": "07:00"}, "quiet_from", "beginning and an end"),
        ({"quiet_from": "07:00", "quiet_until": "07:00"}, "quiet_until", "another time"),
        ({"quiet_from": "25:00", "quiet_until": "07:00"}, "quiet_from", "valid time"),
    ],
)
def test_wrong_settings_are_explained_and_change_nothing(
    seller: Person, wrong: dict[str, str], field: str, reason: str
) -> None:
    answer = seller.client.post("/my/notifications/settings/", {**CHOICES, "about_offers": "weekly", **wrong})
    assert answer.status_code == 200
    assert reason in str(answer.context["form"].errors[field])
    assert answer.context["form"]["about_offers"].value() == "weekly", "what was chosen is still there"
    assert not MailPreference.objects.exists() and not QuietHours.objects.exists()


def test_settings_are_for_people_who_are_signed_in(visitor: Client, newcomer: Person) -> None:
    assert visitor.get("/my/notifications/settings/").status_code == 302
    assert newcomer.client.get("/my/notifications/settings/").status_code == 200
    assert newcomer.client.get("/my/notifications/").status_code == 200


# -- unsubscribing --------------------------------------------------------------------------------------------------


def test_unsubscribing_ends_one_group_and_can_be_undone(seller: Person, visitor: Client, inquiry: Inquiry) -> None:
    MailPreference.choose(seller.user, {"inquiries": "instant", "messages": "weekly"})
    deliver_all()
    link = stop_link(mail.outbox[0])
    assert "Inquiries and quotations" in visitor.get(link).content.decode()
    answer = visitor.post(link)
    rhythms = MailPreference.rhythms_of(seller.user)
    assert (rhythms["inquiries"], rhythms["messages"]) == ("off", "weekly")
    visitor.post(link, {"undo": answer.context["undo"]})
    assert MailPreference.rhythms_of(seller.user)["inquiries"] == "instant"


def test_nobody_unsubscribes_others_by_a_forged_or_borrowed_token(
    seller: Person, buyer: Person, visitor: Client
) -> None:
    own = unsubscribe_path(seller.user, [Group.INQUIRIES])
    for token in ("x", "1", own.split("/")[3][:-2] + "zz", signing.dumps([seller.user.pk, "inquiries"], salt="other")):
        assert visitor.post(f"/notifications/unsubscribe/{token}/").status_code == 404
    undo = visitor.post(unsubscribe_path(buyer.user, [Group.INQUIRIES])).context["undo"]
    visitor.post(own, {"undo": undo})
    assert MailPreference.rhythms_of(seller.user)["inquiries"] == "off", "another person's undo is no undo"
    visitor.post(unsubscribe_path(seller.user, [Group.SECURITY]))
    assert MailPreference.rhythms_of(seller.user)["security"] == "instant"


def test_a_link_from_before_there_were_groups_still_ends_them_all(seller: Person, visitor: Client) -> None:
    token = signing.dumps(seller.user.pk, salt=SALT)
    assert visitor.post(f"/notifications/unsubscribe/{token}/", {"List-Unsubscribe": "One-Click"}).status_code == 200
    rhythms = MailPreference.rhythms_of(seller.user)
    assert {rhythms[group] for group in SWITCHABLE} == {"off"}


# -- what happens in a company --------------------------------------------------------------------------------------


def told(person: Person) -> list[str]:
    return list(Notification.objects.filter(user=person.user).order_by("pk").values_list("kind", flat=True))


def test_a_new_key_to_the_api_is_told_to_who_may_make_keys(
    seller: Person, colleague: Person, viewer: Person, stranger: Person
) -> None:
    ApiToken.issue(seller.company, ["read"], seller.actor)
    deliver_all()
    assert told(seller) == ["api_token.issued"]
    assert told(colleague) == told(viewer) == told(stranger) == []


@pytest.mark.parametrize(
    ("kind", "payload", "those_told"),
    [
        ("membership.added", {}, {"seller"}),
        ("membership.role_changed", {}, {"colleague"}),
        ("membership.transferred", {}, {"seller"}),
    ],
)
def test_facts_of_a_company_reach_those_they_concern(
    seller: Person, colleague: Person, stranger: Person, kind: str, payload: dict[str, Any], those_told: set[str]
) -> None:
    record(kind, Membership.objects.get(user=colleague.user), **payload)
    deliver_all()
    people = {"seller": seller, "colleague": colleague, "stranger": stranger}
    assert {name for name, person in people.items() if told(person) == [kind]} == those_told


def test_a_suspended_company_tells_its_people_if_it_is_still_so(seller: Person, viewer: Person) -> None:
    assert seller.company is not None
    record("company.suspended", seller.company)
    deliver_all()
    assert told(seller) == [], "it was restored before the relay ran"
    type(seller.company).objects.filter(pk=seller.company.pk).update(is_active=False)
    record("company.suspended", seller.company)
    deliver_all()
    assert told(seller) == told(viewer) == ["company.suspended"]
    assert {message.to[0] for message in mail.outbox} == {seller.user.email, viewer.user.email}


def test_facts_about_something_unknown_tell_nobody(seller: Person) -> None:
    event = record("claim.approved", seller.user, company="; drop table")
    event.subject_type = "companies.nothing"
    event.save()
    deliver_all()
    assert told(seller) == []


@pytest.mark.parametrize(
    "row",
    [
        lambda user: QuietHours(user=user, starts_at=time(22)),
        lambda user: QuietHours(user=user, starts_at=time(7), ends_at=time(7)),
        lambda user: MailPreference(user=user, group="security", rhythm="off"),
        lambda user: MailPreference(user=user, group="messages", rhythm="yearly"),
    ],
)
def test_the_database_holds_what_a_choice_may_be(seller: Person, row: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row(seller.user).save()


def test_no_words_become_a_header_of_any_mail(seller: Person) -> None:
    for kind in WORDS:
        note = Notification(user=seller.user, kind=kind, data=dict.fromkeys(KEYS, FORMULA), path="/my/", times=3)
        letter = letters.compose(seller.user, [note], "x")
        assert {"Bcc", "X-Evil"}.isdisjoint(letter.message().keys()) and not {"\r", "\n"} & set(letter.subject), kind
