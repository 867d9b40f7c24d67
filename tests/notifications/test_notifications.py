"""Who is told what, once, and where it leads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import ImportRun
from community.models import Community, CommunityMember, Thread
from companies.models import Membership
from consultations.models import Room
from notifications.models import Notification
from offers.handlers import expire_offers
from offers.models import Inquiry, Offer
from portal.core.events import Event, record
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.offers.conftest import make_inquiry
from tests.queries import queries_of


def told(person: Person) -> list[str]:
    return list(Notification.objects.filter(user=person.user).order_by("pk").values_list("kind", flat=True))


def test_an_inquiry_tells_those_who_can_answer_and_nobody_else(
    seller: Person, colleague: Person, viewer: Person, buyer: Person, stranger: Person, inquiry: Inquiry
) -> None:
    deliver_all()
    assert told(seller) == told(colleague) == ["inquiry.sent"]
    assert told(viewer) == told(buyer) == told(stranger) == []
    note = Notification.objects.get(user=seller.user)
    assert note.title == "Nordwerk Handel asks about “Ball bearings”"
    assert note.path == f"/inquiries/{inquiry.ref}/"


def test_the_same_event_delivered_again_tells_nobody_twice(seller: Person, inquiry: Inquiry) -> None:
    deliver_all()
    Event.objects.update(state=Event.State.PENDING, handled=[])
    deliver_all()
    assert told(seller) == ["inquiry.sent"]
    assert Event.objects.filter(kind="notification.made").count() == 1


def test_an_answer_tells_who_asked_or_their_colleagues_when_they_are_gone(
    seller: Person, buyer: Person, inquiry: Inquiry
) -> None:
    other = make_person("second@nordwerk.example", buyer.company, "buyer")
    inquiry.reply("Yes", seller.actor)
    deliver_all()
    assert told(buyer) == ["inquiry.answered"] and told(other) == []
    Membership.objects.filter(user=buyer.user).delete()
    second = make_inquiry(other, seller, title="Second")
    Inquiry.objects.filter(pk=second.pk).update(user=buyer.user)
    second.reply("Yes", seller.actor)
    deliver_all()
    assert told(other) == ["inquiry.answered"] and told(buyer) == ["inquiry.answered"]


def test_what_is_no_longer_true_is_not_told(seller: Person, buyer: Person, inquiry: Inquiry) -> None:
    inquiry.reply("Answered before the relay ran", seller.actor)
    deliver_all()
    assert told(seller) == []
    lost = make_inquiry(buyer, seller, title="Lost")
    lost.delete()
    deliver_all()
    assert not Event.objects.exclude(state=Event.State.DONE).exists()


def test_closing_tells_the_other_side(seller: Person, buyer: Person, inquiry: Inquiry) -> None:
    deliver_all()
    inquiry.close(buyer.actor)
    deliver_all()
    assert told(seller) == ["inquiry.sent", "inquiry.closed"] and told(buyer) == []


def test_an_expired_offer_is_told_to_who_posted_it(seller: Person, colleague: Person, offer: Offer) -> None:
    Offer.objects.filter(pk=offer.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    expire_offers()
    deliver_all()
    assert told(seller) == ["offer.expired"] and told(colleague) == []


@pytest.fixture
def room(buyer: Person, seller: Person) -> Room:
    return Room.open_about("company", seller.company, buyer.actor)


def test_a_message_tells_the_others_once_until_they_have_read(
    room: Room, buyer: Person, seller: Person, viewer: Person, stranger: Person
) -> None:
    for body in ("Hello", "Are you there?"):
        room.post(body, buyer.actor)
        deliver_all()
    assert told(seller) == ["message.posted"]
    assert told(buyer) == told(viewer) == told(stranger) == []
    assert seller.client.get(f"/consultations/{room.ref}/").status_code == 200
    assert not Notification.objects.filter(user=seller.user).unread().exists()
    room.refresh_from_db()
    room.post("One more", buyer.actor)
    deliver_all()
    assert told(seller) == ["message.posted", "message.posted"]


def test_who_is_reading_is_not_told(room: Room, buyer: Person, seller: Person) -> None:
    message = room.post("Hello", buyer.actor)
    room.mark_read(seller.actor, message.number)
    deliver_all()
    assert told(seller) == []


def make_community(steward: Person, *members: Person) -> Community:
    community = Community.found(steward.actor, slug="makers", name="Makers")
    for person in members:
        community.members.create(company=person.company, state=CommunityMember.State.ACTIVE)
    return community


def test_joining_is_told_to_the_steward_and_the_decision_to_who_asked(steward: Person, seller: Person) -> None:
    community = make_community(steward)
    member = community.ask_to_join(seller.actor)
    deliver_all()
    assert told(steward) == ["membership.asked"]
    assert Notification.objects.get(user=steward.user).path == "/communities/makers/members/"
    member.accept(steward.actor)
    deliver_all()
    assert told(seller) == ["membership.accepted"] and told(steward) == ["membership.asked"]


def test_a_thread_is_told_to_the_members_and_a_reply_to_who_wrote_in_it(
    steward: Person, seller: Person, buyer: Person, stranger: Person
) -> None:
    community = make_community(steward, seller, buyer)
    thread = Thread.start(community, seller.actor, "Fair in Hanoi", "Who comes?")
    deliver_all()
    assert told(steward) == told(buyer) == ["thread.started"] and told(seller) == told(stranger) == []
    thread.reply("We do", buyer.actor)
    thread.reply("We too", steward.actor)
    deliver_all()
    assert told(seller) == ["post.written"], "one unread word about a thread is enough"
    assert told(stranger) == []


def test_who_is_removed_from_a_company_is_told(seller: Person, colleague: Person) -> None:
    Membership.objects.get(user=colleague.user).end(seller.actor)
    deliver_all()
    assert told(colleague) == ["membership.ended"]
    assert colleague.client.get("/my/notifications/").status_code == 200


def test_the_end_of_an_import_is_told_to_who_started_it(seller: Person, colleague: Person) -> None:
    run = ImportRun.objects.create(
        ref="M-1", company=seller.company, user=seller.user, file_name="list.csv", state=ImportRun.State.DONE
    )
    record("import.finished", run)
    deliver_all()
    assert told(seller) == ["import.finished"] and told(colleague) == []


def test_the_link_marks_it_read_and_leads_there_in_the_readers_language(seller: Person, inquiry: Inquiry) -> None:
    deliver_all()
    note = Notification.objects.get(user=seller.user)
    answer = seller.client.get(f"/ko/my/notifications/{note.ref}/")
    assert answer.headers["Location"] == f"/ko/inquiries/{inquiry.ref}/"
    note.refresh_from_db()
    assert note.read_at is not None


def test_visiting_the_page_itself_reads_it_too(seller: Person, inquiry: Inquiry) -> None:
    deliver_all()
    seller.client.get(f"/ko{inquiry.get_absolute_url()}")
    assert Notification.objects.get(user=seller.user).read_at is not None


def test_unread_ones_come_first_and_are_marked_one_by_one_or_all(seller: Person, buyer: Person) -> None:
    for title in ("First", "Second", "Third"):
        make_inquiry(buyer, seller, title=title)
    deliver_all()
    third = Notification.objects.filter(user=seller.user).order_by("-pk")[0]
    assert seller.client.post(f"/my/notifications/{third.ref}/reading/").status_code == 302
    titles = [note.data["title"] for note in seller.client.get("/my/notifications/").context["page"]]
    assert titles == ["Second", "First", "Third"]
    seller.client.post("/my/notifications/reading/")
    assert not Notification.objects.unread().exists()


def test_nobody_reads_or_marks_the_notifications_of_others(
    seller: Person, stranger: Person, visitor: Client, inquiry: Inquiry
) -> None:
    deliver_all()
    note = Notification.objects.get(user=seller.user)
    assert stranger.client.get(f"/my/notifications/{note.ref}/").status_code == 404
    assert stranger.client.post(f"/my/notifications/{note.ref}/reading/").status_code == 404
    stranger.client.post("/my/notifications/reading/")
    assert visitor.get("/my/notifications/").status_code == 302
    assert "Nothing has happened yet" in stranger.client.get("/my/notifications/").content.decode()
    note.refresh_from_db()
    assert note.read_at is None


def test_marking_needs_post_and_a_token_against_forgery(seller: Person, inquiry: Inquiry) -> None:
    deliver_all()
    note = Notification.objects.get(user=seller.user)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(seller.user)
    for path in ("reading/", f"{note.ref}/reading/", "reading/undo/", f"{note.ref}/reading/undo/"):
        assert seller.client.get(f"/my/notifications/{path}").status_code in {404, 405}
        assert strict.post(f"/my/notifications/{path}").status_code == 403
    assert strict.post("/my/notifications/settings/", {"about_inquiries": "off"}).status_code == 403
    note.refresh_from_db()
    assert note.read_at is None


def test_the_list_takes_the_same_queries_for_any_number(seller: Person, buyer: Person) -> None:
    for number in range(3):
        make_inquiry(buyer, seller, title=f"Lot {number}")
    deliver_all()
    few = queries_of(seller.client, "/my/notifications/")
    for number in range(15):
        make_inquiry(buyer, seller, title=f"More {number}")
    deliver_all()
    assert queries_of(seller.client, "/my/notifications/") == few


def test_titles_with_signs_of_formatting_and_markup_are_only_words(seller: Person, buyer: Person) -> None:
    make_inquiry(buyer, seller, title="100%(company)s %s %d <script>alert(1)</script>")
    deliver_all()
    page = seller.client.get("/my/notifications/").content.decode()
    assert "100%(company)s %s %d &lt;script&gt;" in page and "<script>alert" not in page
