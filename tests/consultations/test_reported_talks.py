"""A consultation is reported: what staff may see of it, what they may do, and what each side learns."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from catalog.models import Report, ReportCase
from companies.models import Membership
from consultations.models import DeskLook, Room, RoomClosure, ShownPart, TalkSuspension
from consultations.safety.clock import forget_shown_parts
from notifications.models import Notification
from portal.core.relay import deliver_all
from tests.cast import Person, make_person

pytestmark = pytest.mark.django_db

SECRET = "Our bank has changed, pay to this one"


@pytest.fixture
def talk(room: Room, seller: Person, buyer: Person) -> Room:
    room.post("Private words from long ago", by=buyer.actor)
    for number in range(2, 14):
        room.post(f"Talk {number}", by=buyer.actor)
    room.post(SECRET, by=seller.actor)
    return room


def report(person: Person, room: Room, number: int | None = 14, **data: Any) -> Any:
    url = f"/consultations/{room.ref}/report/" + (f"?message={number}" if number else "")
    return person.client.post(url, {"reason": "fraud", "part": "around" if number else "last", "note": "Look", **data})


def case_of(person: Person, room: Room, **data: Any) -> ReportCase:
    assert report(person, room, **data).status_code == 302
    return ReportCase.objects.get()


def look(person: Person, case: ReportCase, reason: str = "A buyer reports fraud") -> Any:
    return person.client.post(f"/desk/reports/{case.ref}/talk/", {"reason": reason}, follow=True)


def decide(person: Person, case: ReportCase, act: str, **data: Any) -> Any:
    shown = person.client.get(f"/desk/reports/{case.ref}/")
    mark = shown.context["form"].initial["mark"]
    given = {"mark": mark, "act": act, "reason": "fraud", "words": "Never ask so.", "reply": "", **data}
    return person.client.post(f"/desk/reports/{case.ref}/decision/", given)


def told(person: Person) -> list[str]:
    deliver_all()
    return list(
        Notification.objects.filter(user=person.user).exclude(kind="message.posted").values_list("kind", flat=True)
    )


def test_who_reports_chooses_what_is_shown_and_nothing_else_is(talk: Room, buyer: Person, moderator: Person) -> None:
    page = buyer.client.get(f"/consultations/{talk.ref}/report/?message=14").content.decode()
    assert SECRET in page and "What our staff may read" in page
    case = case_of(buyer, talk)
    assert (case.kind, case.owner.name, case.title) == ("consultation", "Hanbit Bearings", talk.title)
    assert ShownPart.objects.get().number == 14
    seen = look(moderator, case).content.decode()
    assert SECRET in seen and "Talk 4" in seen and "Private words" not in seen
    assert moderator.client.get(talk.get_absolute_url()).status_code in {302, 403, 404}
    assert "Private words" not in moderator.client.get(talk.get_absolute_url(), follow=True).content.decode()


def test_only_this_message_or_all_of_it(talk: Room, buyer: Person, viewer: Person) -> None:
    assert report(buyer, talk, part="one").status_code == 302
    assert [line["number"] for line in ShownPart.objects.get().messages] == [14]
    again = report(buyer, talk)
    assert again.status_code == 409 and "reported this already" in again.content.decode()
    assert report(viewer, talk, number=None, part="all").status_code == 302, "who only reads may report, too"
    assert len(ShownPart.objects.order_by("-pk")[0].messages) == 14
    assert ReportCase.objects.count() == 2, "each side's words are a case of their own"


def test_who_may_report(talk: Room, seller: Person, stranger: Person, moderator: Person, visitor: Any) -> None:
    assert report(stranger, talk).status_code == 404
    assert report(seller, talk).status_code == 404, "their own message"
    assert report(seller, talk, number=99).status_code == 404
    assert report(seller, talk, number=None, part="around").status_code == 422
    assert report(seller, talk, number=None, reason="category").status_code == 422
    assert report(seller, talk, number=None, reason="other", note="").status_code == 422
    assert visitor.post(f"/consultations/{talk.ref}/report/").status_code == 302
    assert not Report.objects.exists()


def test_a_report_about_a_conversation_is_not_made_past_its_page(talk: Room, buyer: Person) -> None:
    case = case_of(buyer, talk)
    url = f"/reports/new/?about=consultation:{case.key}"
    assert (
        buyer.client.get(url).status_code == buyer.client.post(url, {"reason": "other", "note": "x"}).status_code == 404
    )
    assert Report.objects.count() == 1


def test_each_look_has_a_reason_and_is_kept(talk: Room, buyer: Person, moderator: Person, clerk: Person) -> None:
    case = case_of(buyer, talk)
    url = f"/desk/reports/{case.ref}/talk/"
    assert SECRET not in moderator.client.get(url).content.decode()
    for empty in ("", "why", "\u200b" * 20):
        assert moderator.client.post(url, {"reason": empty}).status_code == 422
    assert not DeskLook.objects.exists()
    assert clerk.client.get(url).status_code == clerk.client.post(url, {"reason": "I am curious"}).status_code == 404
    assert buyer.client.get(url).status_code == 404
    assert SECRET in look(moderator, case).content.decode()
    entry = DeskLook.objects.get()
    assert (
        "moderator@programme.example" in entry.staff_name and entry.reason == "A buyer reports fraud" and entry.was_open
    )
    address = f"{url}{entry.ref}/"
    other = make_person("other@programme.example", is_staff=True)
    other.user.groups.add(Group.objects.get(name="Desk"))
    assert SECRET not in other.client.get(address, follow=True).content.decode(), "each says why for themselves"
    assert SECRET in moderator.client.get(address).content.decode()


def test_after_a_quarter_of_an_hour_and_after_the_decision_a_new_reason(
    talk: Room, buyer: Person, moderator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = case_of(buyer, talk)
    look(moderator, case)
    address = f"/desk/reports/{case.ref}/talk/{DeskLook.objects.get().ref}/"
    monkeypatch.setattr("consultations.models.reported.LASTS", timedelta(0))
    assert SECRET not in moderator.client.get(address, follow=True).content.decode()
    monkeypatch.undo()
    assert decide(moderator, case, "dismiss").status_code == 302
    assert "This case is decided" in moderator.client.get(f"/desk/reports/{case.ref}/talk/").content.decode()
    look(moderator, case, "The buyer asks why it was dismissed")
    assert DeskLook.objects.order_by("-pk")[0].was_open is False


def test_the_log_is_for_leads_and_never_changes(talk: Room, buyer: Person, moderator: Person, clerk: Person) -> None:
    look(moderator, case_of(buyer, talk))
    assert (
        moderator.client.get("/desk/talk-looks/").status_code
        == buyer.client.get("/desk/talk-looks/").status_code
        == 404
    )
    clerk.user.groups.add(Group.objects.get(name="Programme leads"))
    page = clerk.client.get("/desk/talk-looks/?q=fraud").content.decode()
    assert "A buyer reports fraud" in page and "moderator@programme.example" in page
    assert "Nothing fits" in clerk.client.get("/desk/talk-looks/?q=zebra").content.decode()
    statements = ["UPDATE consultations_desklook SET reason = 'x'"]
    statements += ["DELETE FROM consultations_desklook"] if connection.vendor == "postgresql" else []
    for statement in statements:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert DeskLook.objects.get().reason == "A buyer reports fraud"


def test_staff_of_a_company_that_takes_part_judge_nothing(talk: Room, buyer: Person, moderator: Person) -> None:
    case = case_of(buyer, talk)
    Membership.objects.create(user=moderator.user, company=buyer.company, role="viewer")
    assert moderator.client.get(f"/desk/reports/{case.ref}/talk/").status_code == 404
    assert decide(moderator, case, "close").status_code in {403, 404}
    assert not RoomClosure.objects.exists() and ReportCase.objects.get().state == "open"


def test_warned(talk: Room, buyer: Person, seller: Person, moderator: Person) -> None:
    case = case_of(buyer, talk)
    assert decide(moderator, case, "change", words="").status_code == 422
    assert decide(moderator, case, "change").status_code == 302
    assert told(seller) == ["talk.warned"] and told(buyer) == ["report.settled"]
    page = seller.client.get(f"/reports/{case.ref}/").content.decode()
    assert "Our staff warn your company" in page and "Never ask so." in page
    assert buyer.user.name not in page.split("<main")[1] and "Buyers still see it" not in page
    assert "The company was warned." in buyer.client.get("/my/reports/").content.decode()
    assert seller.client.post(f"/consultations/{talk.ref}/messages/", {"body": "Sorry"}).status_code == 302


def test_closed_and_after_an_appeal_open_again(talk: Room, buyer: Person, seller: Person, moderator: Person) -> None:
    case = case_of(buyer, talk)
    assert decide(moderator, case, "close").status_code == 302
    assert decide(moderator, case, "close").status_code == 409
    for person in (buyer, seller):
        assert "Our staff closed this consultation" in person.client.get(talk.get_absolute_url()).content.decode()
    assert told(seller) == ["talk.closed_after_report"] and told(buyer) == ["report.settled"]
    assert seller.client.post(f"/reports/{case.ref}/appeal/", {"words": "It was a mistake"}).status_code == 302
    answer = {"words": "Agreed", "decision": "grant"}
    assert moderator.client.post(f"/desk/reports/{case.ref}/appeal/", answer).status_code == 302
    assert not RoomClosure.objects.running().exists()
    assert [one.kind for one in talk.chain.all()][-2:] == ["closed", "reopened"]


def test_the_right_is_taken_for_days(talk: Room, buyer: Person, seller: Person, moderator: Person) -> None:
    case = case_of(buyer, talk)
    for days in ("", "0", "91", "x"):
        assert decide(moderator, case, "suspend", days=days).status_code == 422
    assert not TalkSuspension.objects.exists()
    assert decide(moderator, case, "suspend", days="7").status_code == 302
    assert TalkSuspension.objects.running().get().company == seller.company
    page = seller.client.get(talk.get_absolute_url()).content.decode()
    assert "have taken the right to write" in page and "/my/reports/received/" in page
    assert told(seller) == ["talk.suspended_after_report"]
    assert buyer.client.post(f"/consultations/{talk.ref}/messages/", {"body": "Hello?"}).status_code == 302


def test_listings_know_no_measures_against_talks(product: Any, buyer: Person, moderator: Person) -> None:
    buyer.client.post(f"/reports/new/?about=product:{product.ref}", {"reason": "misleading"})
    assert buyer.client.post(f"/reports/new/?about=product:{product.ref}", {"reason": "abuse"}).status_code == 422
    case = ReportCase.objects.get()
    assert decide(moderator, case, "suspend", reason="misleading", days="7").status_code == 422
    assert moderator.client.get(f"/desk/reports/{case.ref}/talk/").status_code == 404


def test_copies_go_half_a_year_after_the_decision(talk: Room, buyer: Person, moderator: Person) -> None:
    case = case_of(buyer, talk)
    forget_shown_parts()
    decide(moderator, case, "dismiss")
    forget_shown_parts()
    assert len(ShownPart.objects.get().messages) == 11
    ReportCase.objects.update(decided_at=timezone.now() - timedelta(days=181))
    forget_shown_parts()
    assert ShownPart.objects.get().messages == [] and SECRET not in look(moderator, case).content.decode()


def test_staff_who_trade_read_what_was_decided_against_their_company(
    talk: Room, buyer: Person, seller: Person, moderator: Person
) -> None:
    seller.user.is_staff = True
    seller.user.save()
    case = case_of(buyer, talk)
    decide(moderator, case, "change")
    page = seller.client.get(f"/reports/{case.ref}/").content.decode()
    assert "To the consultation" in page and "It was deleted" not in page
