"""What suppliers, strangers and staff see of a request, and what each may do with it."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import ListingTrust
from community.models import Community, CommunityMember
from companies.models import ApiToken
from notifications.models import Notification
from offers import rfq_clock
from offers.matching import proposals
from offers.models import RFQ, RFQQuestion, RFQSupplier
from offers.models.rfq_limits import ASKED_EACH, TOLD_A_DAY
from portal.core.circles import circle_key
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person, make_product
from tests.offers.requests import moment
from tests.trade.deals import INCH, make_rfq, open_up, quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def rfq(buyer: Person) -> RFQ:
    return make_rfq(buyer)


def told(person: Person) -> list[str]:
    deliver_all()
    rows = Notification.objects.filter(user=person.user).order_by("pk")
    return [row.kind for row in rows if row.kind.startswith(("rfq.", "quotation.confirm"))]


def invite(rfq: RFQ, buyer: Person, *people: Person) -> None:
    RFQSupplier.invite(rfq, [person.company for person in people if person.company], buyer.actor)


def invited_only(buyer: Person, seller: Person) -> RFQ:
    rfq = make_rfq(buyer, publish=False, title="Secret rollers", audience="invited")
    invite(rfq, buyer, seller)
    open_up(rfq)
    return rfq


def api(person: Person, *scopes: str) -> Client:
    assert person.company
    _token, secret = ApiToken.issue(person.company, list(scopes or ("read", "write:rfqs")))
    return Client(headers={"Authorization": f"Bearer {secret}"})


# -- who sees it ----------------------------------------------------------------------------------------------------


def hidden_from(client: Client, rfq: RFQ, *, token: Client | None = None) -> None:
    """By URL, papers, calendar, board, counts, search words, feed, API and what errors say."""
    url = rfq.get_absolute_url()
    for address in (url, f"{url}calendar.ics", f"/api/v1/rfqs/{rfq.ref}/", f"/api/v1/rfqs/{rfq.ref}/questions/"):
        assert (token or client).get(address).status_code == 404 or client.get(address).status_code == 404, address
        assert client.get(address).status_code == 404, address
    for address in (f"{url}questions/", f"{url}passing/"):
        assert client.post(address, {"text": "?"}).status_code in {302, 404}, address
    for query in ("", "?q=secret", "?q=rollers", f"?q={rfq.ref}", "?mine=1", "?soon=1", "?country=DE", "?sort=closing"):
        page = client.get(f"/rfqs/{query}").content.decode()
        assert "Secret rollers" not in page and "0 open requests" in page, query
        assert "Secret" not in client.get(f"/rfqs/feed.atom{query}").content.decode()
        assert client.get(f"/api/v1/rfqs/{query}").json()["count"] == 0, query
    assert "Secret" not in client.get(rfq.company.get_absolute_url()).content.decode()
    assert not RFQQuestion.objects.filter(rfq=rfq).exists()


def test_for_invited_suppliers_only(
    buyer: Person, seller: Person, colleague: Person, viewer: Person, stranger: Person, visitor: Client
) -> None:
    rfq = invited_only(buyer, seller)
    for person in (seller, colleague, viewer):
        assert "Secret rollers" in person.client.get(rfq.get_absolute_url()).content.decode()
        assert "Secret rollers" in person.client.get("/rfqs/?q=secret").content.decode()
    hidden_from(stranger.client, rfq)
    hidden_from(visitor, rfq)
    hidden_from(api(stranger), rfq)
    assert api(seller).get(f"/api/v1/rfqs/{rfq.ref}/").json()["title"] == "Secret rollers"
    assert "Secret" not in seller.client.get("/rfqs/feed.atom").content.decode()
    assert proposals(rfq) == []
    assert told(stranger) == [] and told(seller) == ["rfq.invited"]


def test_for_one_community_only(buyer: Person, seller: Person, stranger: Person, steward: Person) -> None:
    house = Community.objects.create(slug="rollers", name="Rollers", steward=steward.company)
    key = circle_key("community", house.pk)
    for person in (seller, buyer):
        CommunityMember.objects.create(community=house, company=person.company, state="active")
    rfq = make_rfq(buyer, title="Secret rollers", audience="circle", circle=key)
    assert "We pass" in seller.client.get(rfq.get_absolute_url()).content.decode()
    hidden_from(stranger.client, rfq)
    CommunityMember.objects.filter(company=seller.company).update(state="left")
    hidden_from(seller.client, rfq)


def test_who_may_not_quote_is_told_why_and_what_to_do(
    buyer: Person, seller: Person, viewer: Person, newcomer: Person, visitor: Client
) -> None:
    rfq = make_rfq(buyer, audience="checked", min_tier=2)
    url = rfq.get_absolute_url()
    page = seller.client.get(url).content.decode()
    assert "Your company must be checked first" in page and "/my/verification/" in page and "Documents checked" in page
    assert "/accounts/login/?next=" in visitor.get(url).content.decode()
    assert "Quotations come from companies" in newcomer.client.get(url).content.decode()
    assert seller.client.post(f"{url}questions/", {"text": "May we?"}).status_code == 403
    assert seller.client.post(f"{url}passing/").status_code == 403
    RFQ.objects.filter(pk=rfq.pk).update(audience="public", min_tier=None)
    assert "Your role may not quote" in viewer.client.get(url).content.decode()
    assert viewer.client.post(f"{url}questions/", {"text": "May we?"}).status_code == 403
    assert "We pass" in seller.client.get(url).content.decode()
    RFQ.objects.filter(pk=rfq.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    assert "takes no quotations any more" in seller.client.get(url).content.decode()
    assert not rfq.questions.exists() and not rfq.suppliers.exists()


def test_the_board_counts_and_bears_nonsense(buyer: Person, seller: Person, visitor: Client) -> None:
    make_rfq(buyer, currency="USD", delivery_country="KR", closes_at=timezone.now() + timedelta(days=1))
    make_rfq(buyer, title="Gears")
    for query, count in (("", 2), ("?currency=USD", 1), ("?country=DE", 1), ("?soon=1", 1), ("?q=gears", 1)):
        assert f"{count} open request" in visitor.get(f"/rfqs/{query}").content.decode(), query
        assert visitor.get(f"/api/v1/rfqs/{query}").json()["count"] == count
        assert visitor.get(f"/rfqs/feed.atom{query}").content.decode().count("<entry>") == count
    assert "2 open requests" in seller.client.get("/rfqs/?mine=1").content.decode()
    assert "0 open requests" in buyer.client.get("/rfqs/?mine=1").content.decode()
    for query in ("?category=none", "?country=%00", "?currency=€€€", "?page=-1", "?sort=x&soon=7", "?q=%00%00"):
        assert visitor.get(f"/rfqs/{query}").status_code == 200, query
        assert visitor.get(f"/rfqs/feed.atom{query}").status_code == 200, query


# -- questions ------------------------------------------------------------------------------------------------------


def test_a_question_is_read_by_all_and_its_asker_known_to_two(
    rfq: RFQ, buyer: Person, seller: Person, stranger: Person
) -> None:
    url = rfq.get_absolute_url()
    assert "error-summary" in seller.client.post(f"{url}questions/", {"text": " "}).content.decode()
    for _click in range(2):
        seller.client.post(f"{url}questions/", {"text": "Which grease?", "is_blocking": "on"})
    question = rfq.questions.get()
    rfq.refresh_from_db()
    assert rfq.state == RFQ.State.INFORMATION_NEEDED
    for person, knows in ((buyer, True), (seller, True), (stranger, False)):
        page = person.client.get(url).content.decode()
        assert "Which grease?" in page and ("Hanbit" in page) is knows, person
        seen = api(person).get(f"/api/v1/rfqs/{rfq.ref}/questions/").json()
        assert seen[0]["company"] == ("hanbit-bearings" if knows else None)
    assert told(buyer) == ["rfq.asked"]
    answer = f"{url}questions/{question.ref}/answer/"
    assert seller.client.post(answer, {"answer": "Ours"}).status_code == 404
    assert "Your answer" in buyer.client.post(answer, {"answer": ""}).content.decode()
    assert buyer.client.post(answer, {"answer": "Lithium."}).status_code == 302
    assert buyer.client.post(answer, {"answer": "Twice"}).status_code == 409
    rfq.refresh_from_db()
    assert rfq.state == RFQ.State.OPEN
    assert told(seller) == ["rfq.question_answered"]
    assert "Lithium." in stranger.client.get(url).content.decode()


def test_floods_of_questions_end(rfq: RFQ, seller: Person) -> None:
    for number in range(ASKED_EACH + 1):
        page = seller.client.post(f"{rfq.get_absolute_url()}questions/", {"text": f"Question {number}?"})
    assert "as many as it may" in page.content.decode() and f"Question {ASKED_EACH}?" in page.content.decode()
    assert rfq.questions.count() == ASKED_EACH


# -- the buyer's acts, the desk, the clock --------------------------------------------------------------------------


def test_acts_are_asked_first_and_keep_what_was_typed(rfq: RFQ, buyer: Person, seller: Person) -> None:
    base, onlooker = f"/my/rfqs/{rfq.ref}/", make_person("l@nordwerk.example", buyer.company, "viewer")
    for name in ("extension", "closing", "closure", "cancellation"):
        assert buyer.client.get(f"{base}{name}/").status_code == 200
        assert seller.client.post(f"{base}{name}/").status_code == 404
        assert onlooker.client.post(f"{base}{name}/", {"reason": "x", "closes_at": moment(20)}).status_code == 403
    assert "no later than" in buyer.client.post(f"{base}extension/", {"closes_at": moment(1)}).content.decode()
    assert buyer.client.post(f"{base}extension/", {"closes_at": moment(20)}).status_code == 302
    assert "Nobody has quoted yet" in buyer.client.post(f"{base}closing/").content.decode()
    assert "error-summary" in buyer.client.post(f"{base}cancellation/", {"reason": ""}).content.decode()
    invite(rfq, buyer, seller)
    assert buyer.client.post(f"{base}cancellation/", {"reason": "Not needed any more"}).status_code == 302
    assert buyer.client.post(f"{base}cancellation/", {"reason": "Again"}).status_code == 409
    rfq.refresh_from_db()
    assert (rfq.state, rfq.end_reason) == ("cancelled", "Not needed any more")
    assert "rfq.cancelled" in told(seller)
    assert "Not needed any more" in seller.client.get(rfq.get_absolute_url()).content.decode()


def test_bidders_confirm_after_a_change_and_others_only_read(rfq: RFQ, buyer: Person, seller: Person) -> None:
    quote(seller, rfq)
    other = make_person("o@daehan.example", make_company("Daehan", "supplier"))
    invite(rfq, buyer, other)
    rfq.amend(buyer.actor, "Less", [{"title": "Ball bearing 6204", "quantity": Decimal(10)}])
    assert "quotation.confirm_again" in told(seller) and told(other) == ["rfq.invited", "rfq.amended"]
    page = buyer.client.get(rfq.get_absolute_url()).content.decode()
    assert "supplier has quoted" in page and "Line dropped" in page


def test_the_desk_judges_but_never_its_own(buyer: Person, moderator: Person, clerk: Person, seller: Person) -> None:
    rfq = make_rfq(buyer, publish=False)
    assert moderator.client.get(f"/desk/rfqs/{rfq.ref}/").status_code == 404
    rfq.submit(buyer.actor)
    url = f"/desk/rfqs/{rfq.ref}/"
    assert "error-summary" in moderator.client.post(f"{url}return/", {"note": ""}).content.decode()
    for person, status in ((clerk, 403), (seller, 404)):
        assert person.client.post(f"{url}approval/").status_code == status
        assert person.client.post(f"{url}return/", {"note": "No"}).status_code == status
    both = make_person("both@programme.example", buyer.company, is_staff=True)
    both.user.groups.set(moderator.user.groups.all())
    assert both.client.post(f"{url}approval/").status_code == 403
    assert rfq.title not in both.client.get("/desk/rfqs/").content.decode()
    rfq.refresh_from_db()
    assert rfq.state == RFQ.State.IN_REVIEW
    moderator.client.post(f"{url}return/", {"note": "Say which grease."})
    assert "Say which grease." in buyer.client.get(f"/my/rfqs/{rfq.ref}/").content.decode()
    assert told(buyer) == ["rfq.sent_back"]
    assert "Put it right" in buyer.client.get("/my/").content.decode()
    rfq.refresh_from_db()
    rfq.submit(buyer.actor)
    moderator.client.post(f"{url}approval/")
    rfq.refresh_from_db()
    assert rfq.is_open and told(buyer)[-1] == "rfq.approved"


def test_the_clock_reminds_once_and_again_after_more_time(rfq: RFQ, buyer: Person, seller: Person) -> None:
    invite(rfq, buyer, seller)
    RFQ.objects.filter(pk=rfq.pk).update(closes_at=timezone.now() + timedelta(hours=20))
    for _run in range(2):
        rfq_clock.remind_of_closing()
    assert told(buyer) == ["rfq.closing_soon_buyer"] and told(seller) == ["rfq.invited", "rfq.closing_soon"]
    rfq.refresh_from_db()
    rfq.amend(buyer.actor, "", closes_at=timezone.now() + timedelta(hours=22))
    rfq_clock.remind_of_closing()
    assert told(buyer).count("rfq.closing_soon_buyer") == 2
    RFQ.objects.filter(pk=rfq.pk).update(closes_at=timezone.now())
    rfq_clock.close_rfqs()
    assert told(buyer)[-1] == "rfq.expired_buyer" and told(seller)[-1] == "rfq.expired"


def test_my_portal_asks_for_what_waits(rfq: RFQ, buyer: Person, seller: Person) -> None:
    invite(rfq, buyer, seller)
    assert "invites you to quote" in seller.client.get("/my/").content.decode()
    RFQQuestion.ask(rfq, "Which?", seller.actor)
    assert "Suppliers ask about" in buyer.client.get("/my/").content.decode()
    seller.client.post(f"{rfq.get_absolute_url()}passing/")
    assert "invites you to quote" not in seller.client.get("/my/").content.decode()
    assert rfq.title in buyer.client.get(rfq.company.get_absolute_url()).content.decode()


# -- matching -------------------------------------------------------------------------------------------------------


def test_suppliers_are_proposed_with_reasons_and_told_why(buyer: Person, seller: Person, stranger: Person) -> None:
    assert seller.company
    make_product(seller.company, hs_code="848210", attributes=[{"name": "Inner diameter", "value": "20"}])
    seller.company.markets = ["DE"]
    seller.company.save()
    line = {"title": "Ball bearing 6204", "quantity": 5, "hs_code": "848210", "requirements": [INCH]}
    rfq = make_rfq(buyer, [line], publish=False)
    (match,) = proposals(rfq)
    words = " | ".join(match.words)
    assert match.company == seller.company
    for part in ("1 product in “Others”", "HS 8482", "bearing", "inner diameter", "exports to Germany"):
        assert part in words, words
    check = f"/my/rfqs/{rfq.ref}/publication/"
    assert "exports to Germany" in buyer.client.get(check).content.decode()
    ListingTrust.objects.get_or_create(company=buyer.company)
    buyer.client.post(check, {"supplier": ["hanbit-bearings"]})
    rfq.refresh_from_db()
    rfq.open_now(buyer.actor) if not rfq.is_open else None
    assert told(seller) == ["rfq.matched"] and told(stranger) == []
    assert "Others" in Notification.objects.get(user=seller.user).title


def test_the_unticked_and_those_who_heard_enough_are_not_told(buyer: Person, seller: Person) -> None:
    assert seller.company
    make_product(seller.company)
    for number in range(TOLD_A_DAY + 1):
        rfq = make_rfq(buyer, publish=False, title=f"Request {number}")
        RFQSupplier.match(rfq, [match.row for match in proposals(rfq)], buyer.actor)
        open_up(rfq)
        deliver_all()
    assert told(seller) == ["rfq.matched"] * TOLD_A_DAY
    rfq = make_rfq(buyer, publish=False, title="Without them")
    buyer.client.post(f"/my/rfqs/{rfq.ref}/publication/", {"supplier": []})
    assert not rfq.suppliers.filter(is_matched=True).exists()


# -- calendar, API --------------------------------------------------------------------------------------------------


def test_the_calendar_keeps_its_events_and_counts_changes(rfq: RFQ, buyer: Person, visitor: Client) -> None:
    rfq.amend(buyer.actor, "", title="Ünïcode " * 15, decide_by=timezone.localdate() + timedelta(days=30))
    answer = visitor.get(f"{rfq.get_absolute_url()}calendar.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    body = answer.content.decode()
    assert all(len(line.encode()) <= 75 for line in body.split("\r\n")) and body.endswith("END:VCALENDAR\r\n")
    assert body.count("BEGIN:VEVENT") == 2 and f"UID:{rfq.ref}-closing@" in body and "SEQUENCE:1" in body
    rfq.cancel("Gone", buyer.actor)
    assert "STATUS:CANCELLED" in buyer.client.get(f"{rfq.get_absolute_url()}calendar.ics").content.decode()


def body(**changes: Any) -> dict[str, Any]:
    line = {"title": "Ball bearing", "quantity": "500", "requirements": [INCH], "more_quantities": ["1000"]}
    return {
        "title": "By machine",
        "category": "others",
        "currency": "EUR",
        "delivery_country": "DE",
        "closes_at": (timezone.now() + timedelta(days=9)).isoformat(),
        "lines": [line],
        **changes,
    }


def test_a_token_writes_publishes_asks_and_answers(buyer: Person, seller: Person, stranger: Person) -> None:
    client, token = api(buyer), "a0a3b1de-4c2f-4a52-9d86-5d7c1e7a3b11"
    made = [client.post("/api/v1/rfqs/", body(form_token=token), "application/json") for _click in range(2)]
    assert [one.status_code for one in made] == [201, 201] and RFQ.objects.count() == 1
    ref = made[0].json()["ref"]
    assert made[0].json()["lines"][0]["requirements"][0]["operator"] == "eq"
    url = f"/api/v1/rfqs/{ref}/"
    assert client.patch(url, {"title": "Changed"}, "application/json").json()["title"] == "Changed"
    assert client.post(f"{url}publication/").json()["state"] in {"in_review", "open"}
    RFQ.objects.get().open_now(buyer.actor)
    question = api(seller).post(f"{url}questions/", {"text": "Which?"}, "application/json")
    assert question.status_code == 201
    answer = f"{url}questions/{question.json()['ref']}/answer/"
    assert api(stranger).post(answer, {"answer": "Ha"}, "application/json").status_code == 403
    assert client.post(answer, {"answer": "That."}, "application/json").json()["answer"] == "That."
    assert api(stranger).patch(url, {"title": "Mine"}, "application/json").status_code == 403
    assert client.get("/api/v1/rfqs/?own=1").json()["count"] == 1
    assert api(buyer, "read").post("/api/v1/rfqs/", body(), "application/json").status_code == 403
    assert api(buyer, "read", "write:products").patch(url, {"title": "x"}, "application/json").status_code == 403


def test_the_api_says_what_is_wrong(buyer: Person) -> None:
    client = api(buyer)
    for changes, where in (
        ({"closes_at": "2020-01-01T00:00:00Z"}, "closes_at"),
        ({"lines": [{"title": "x", "quantity": "0"}]}, "lines"),
        ({"lines": [{"title": "x", "requirements": [{"name": "d", "operator": "range", "values": ["1"]}]}]}, "lines"),
        ({"lines": [{"title": "x"}] * 501}, "lines"),
        ({"lines": "many"}, "lines"),
        ({"lines": [7]}, "lines"),
        ({"category": "nowhere"}, "category"),
        ({"title": ""}, "title"),
        ({"audience": "friends"}, "audience"),
    ):
        answer = client.post("/api/v1/rfqs/", body(**changes), "application/json")
        assert answer.status_code == 400 and where in answer.json(), (changes, answer.content)
    assert client.post("/api/v1/rfqs/", [1], "application/json").status_code == 400
    assert not RFQ.objects.exists()


def test_a_supplier_talks_with_the_buyer_from_the_requests_page(
    rfq: RFQ, buyer: Person, seller: Person, viewer: Person
) -> None:
    chat = f"/consultations/about/rfq/{rfq.ref}/"
    address = rfq.get_absolute_url()
    assert chat in seller.client.get(address).text
    assert chat not in buyer.client.get(address).text and chat not in viewer.client.get(address).text
    opened = seller.client.post(chat, follow=True)
    assert rfq.title in opened.text and "Write a message" in opened.text
    RFQ.objects.filter(pk=rfq.pk).update(state="cancelled")
    assert chat not in seller.client.get(address).text
