"""A quotation is its two companies' own: by page, API, papers, lists, calendars and words of refusal."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from companies.models import ApiToken, Company
from notifications.models import Notification
from offers.models import RFQ
from portal.core import relay
from portal.core.events import Event
from tests.cast import Person
from tests.processes import at_once
from tests.queries import queries_of
from tests.trade.deals import make_rfq, quote
from trade.deadlines import escaped, folded
from trade.models import CalendarFeed, PriceFloor, Quotation, QuotationVersion
from trade.quotation_clock import remind_of_answers, remind_of_endings

pytestmark = pytest.mark.django_db
PAGES = ("", "edit/", "preview/", "decline/", "withdrawal/", "calendar.ics", "papers/D-1/")
ACTS = ("submission", "acceptance", "agreement", "decline", "withdrawal", "confirmation", "approval", "recall", "sums")


def with_token(company: Any, *scopes: str) -> dict[str, Any]:
    _token, secret = ApiToken.issue(company, list(scopes))
    return {"headers": {"Authorization": f"Bearer {secret}"}}


def test_nobody_else_finds_a_quotation_by_any_door(
    rfq: RFQ, seller: Person, stranger: Person, rival: Person, moderator: Person, visitor: Client
) -> None:
    quotation = quote(seller, rfq)
    quote(rival, rfq)
    events = Event.objects.count()
    for person in (stranger, rival):
        for page in PAGES:
            assert person.client.get(f"/quotations/{quotation.ref}/{page}").status_code == 404, page
        for act in ACTS:
            assert person.client.post(f"/quotations/{quotation.ref}/{act}/", {"version": "1"}).status_code == 404, act
        assert person.client.get(f"/api/v1/quotations/{quotation.ref}/").status_code == 404
        assert person.client.post(f"/consultations/about/quotation/{quotation.ref}/").status_code == 404
        for listed in ("/my/quotations/", "/my/quotations/export/", "/my/deadlines/", "/my/"):
            answer = person.client.get(listed)
            body = b"".join(answer) if answer.streaming else answer.content
            assert quotation.ref.encode() not in body, listed
    assert moderator.client.get(f"/quotations/{quotation.ref}/").status_code in {302, 404}
    assert visitor.get(f"/api/v1/quotations/{quotation.ref}/").status_code == 404
    assert visitor.get("/api/v1/quotations/").json()["count"] == 0
    assert visitor.get(f"/quotations/{quotation.ref}/").status_code == 302
    assert stranger.client.get("/api/v1/quotations/", **with_token(stranger.company, "read")).json()["count"] == 0
    assert Event.objects.exclude(kind__startswith="api_token").count() == events, "nothing happened"


def test_who_may_only_look_changes_nothing(rfq: RFQ, seller: Person, viewer: Person, onlooker: Person) -> None:
    quotation = quote(seller, rfq)
    for person in (viewer, onlooker):
        assert person.client.get(f"/quotations/{quotation.ref}/").status_code == 200
        assert person.client.get(f"/quotations/{quotation.ref}/edit/").status_code == 403
        for act in ("submission", "agreement", "acceptance", "withdrawal", "confirmation", "approval", "recall"):
            answer = person.client.post(f"/quotations/{quotation.ref}/{act}/", {"version": "1", "seen": ""})
            assert answer.status_code in {403, 409}, act
    quotation.refresh_from_db()
    assert quotation.state == "submitted" and quotation.versions.count() == 1


def test_the_api_writes_and_decides_like_the_pages(rfq: RFQ, seller: Person, buyer: Person) -> None:
    api = "/api/v1/quotations/"
    sells, buys = with_token(seller.company, "write:quotations"), with_token(buyer.company, "write:quotations")
    client, kind = Client(), {"content_type": "application/json"}
    assert client.post(api, {"rfq": rfq.ref}, **kind, **with_token(seller.company, "read")).status_code == 403
    assert client.post(api, {"rfq": "R-NONE"}, **kind, **sells).status_code == 404
    begun = client.post(api, {"rfq": rfq.ref}, **kind, **sells)
    assert begun.status_code == 201, begun.content
    ref = begun.json()["ref"]
    assert client.get(f"{api}{ref}/", **buys).status_code == 404
    bad = {"lines": [{"asked": 1, "price": "0"}]}
    assert client.patch(f"{api}{ref}/", bad, **kind, **sells).status_code == 400
    assert client.patch(f"{api}{ref}/", {"lines": [{"asked": 99}]}, **kind, **sells).status_code == 400
    lines = [{"asked": 1, "price": "1.10", "answers": [{"name": "inner diameter", "value": "20 mm"}]}, {"asked": 2}]
    terms = {"incoterm": "FOB", "incoterm_place": "Busan"}
    written = client.patch(f"{api}{ref}/", {"terms": terms, "lines": lines}, **kind, **sells)
    assert written.status_code == 200, written.content
    assert written.json()["draft"]["total"] == "1100.0000"
    assert client.post(f"{api}{ref}/submission/", **sells).json()["state"] == "submitted"
    assert client.post(f"{api}{ref}/submission/", **sells).status_code == 409
    assert client.post(f"{api}{ref}/counter/", **buys).status_code == 409
    client.patch(f"{api}{ref}/", {"lines": [{"line": 1, "price": "1.00"}]}, **kind, **buys)
    countered = client.post(f"{api}{ref}/counter/", **buys).json()
    assert countered["state"] == "countered" and countered["table"]["lines"][0]["price"] == "1.0000"
    assert client.post(f"{api}{ref}/agreement/", {"version": "2"}, **kind, **sells).status_code == 400
    assert client.post(f"{api}{ref}/agreement/", {"version": 2}, **kind, **sells).json()["state"] == "revised"
    declined = client.post(f"{api}{ref}/decline/", {"reason": "price", "note": "Too dear"}, **kind, **buys)
    assert declined.json()["state"] == "declined"
    assert client.get(f"{api}?box=given&state=declined", **sells).json()["count"] == 1


def test_lists_are_filtered_counted_and_exported_in_few_queries(
    buyer: Person, seller: Person, rival: Person, django_assert_max_num_queries: Any
) -> None:
    quotation = quote(seller, make_rfq(buyer, title="Bearings for pumps"))
    before = queries_of(buyer.client, "/my/quotations/")
    for place in range(3):
        quote(rival if place % 2 else seller, make_rfq(buyer, title=f"Rollers {place}"))
    assert queries_of(buyer.client, "/my/quotations/") <= before + 1
    html = buyer.client.get("/my/quotations/?view=yours&q=pumps&state=submitted&sort=due").content.decode()
    assert quotation.ref in html and "Rollers" not in html and "EUR\u00a02,200.00" in html
    assert "Nothing fits" in buyer.client.get("/my/quotations/?partner=nobody").content.decode()
    rows = b"".join(buyer.client.get(f"/my/quotations/export/?rfq={quotation.rfq.ref}")).decode()
    assert quotation.ref in rows and "2200.00" in rows and "Rollers" not in rows
    for hostile in ("?box=x&view=y&state=z&sort=q&page=-9", "?q=%00%27%22%3Cscript%3E"):
        assert seller.client.get(f"/my/quotations/{hostile}").status_code == 200


def test_reminders_come_once_each(rfq: RFQ, seller: Person, buyer: Person) -> None:
    today = timezone.localdate()
    quotation = quote(seller, rfq, respond_by=today + timedelta(days=2), valid_until=today + timedelta(days=3))
    for _twice in range(2):
        remind_of_answers()
        remind_of_endings()
    assert Event.objects.filter(kind="quotation.answer_due").count() == 1
    assert Event.objects.filter(kind="quotation.ending").count() == 1
    Quotation.objects.update(respond_by=today, reminded_at=timezone.now() - timedelta(days=2))
    remind_of_answers(), remind_of_answers()
    assert Event.objects.filter(kind="quotation.answer_due").count() == 2
    relay.deliver_all()
    told = Notification.objects.filter(kind="quotation.answer_due")
    assert {one.user for one in told} == {buyer.user} and quotation.title in told[0].title
    assert {one.user for one in Notification.objects.filter(kind="quotation.ending")} == {buyer.user, seller.user}


def test_who_is_told_of_what(rfq: RFQ, seller: Person, colleague: Person, rival: Person, buyer: Person) -> None:
    from tests.trade.deals import award

    chosen, lost = quote(seller, rfq, "1.00", "2.00"), quote(rival, rfq, "1.50", "2.90")
    award(buyer, rfq, chosen)
    relay.deliver_all()
    told = {(one.kind, one.user.email): one.title for one in Notification.objects.filter(kind__startswith="quotation.")}
    assert ("quotation.accepted", seller.user.email) in told
    words = told["quotation.declined", rival.user.email]
    assert "more than 15 % above" in words and "Hanbit" not in words and "1.00" not in words
    page = rival.client.get(f"/quotations/{lost.ref}/").content.decode()
    assert "more than 15 % above" in page and "Hanbit" not in page
    assert "more than 15" not in buyer.client.get(f"/quotations/{lost.ref}/").content.decode()


def test_a_calendar_address_is_secret_revocable_and_ends_with_the_membership(
    rfq: RFQ, seller: Person, buyer: Person, visitor: Client
) -> None:
    quotation = quote(seller, rfq)
    buyer.client.post("/my/deadlines/address/")
    html = buyer.client.get("/my/deadlines/").content.decode()
    key = re.search(r"key=([\w-]+)", html)
    assert key and quotation.title in html
    assert "key=" not in buyer.client.get("/my/deadlines/").content.decode(), "it is shown once"
    address = f"/my/deadlines.ics?key={key[1]}"
    text = visitor.get(address).content.decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert f"UID:{quotation.ref.lower()}-respond-by@" in text and f"UID:{rfq.ref.lower()}-closes@" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert visitor.get("/my/deadlines.ics").status_code == visitor.get("/my/deadlines.ics?key=x").status_code == 404
    buyer.user.memberships.all().delete()
    assert visitor.get(address).status_code == 404
    assert CalendarFeed.objects.count() == 1
    own = seller.client.get(f"/quotations/{quotation.ref}/calendar.ics").content.decode()
    assert "valid-until" in own


def test_calendar_texts_are_escaped_and_folded() -> None:
    assert escaped("a,b;c\\d\ne") == "a\\,b\\;c\\\\d\\ne"
    line = folded("SUMMARY:" + "베어링" * 40)
    assert all(len(part.encode()) <= 75 for part in line.split("\r\n")) and "\r\n " in line


@pytest.mark.django_db(transaction=True)
@pytest.mark.needs("postgresql")
@pytest.mark.parametrize("verb", ["submit", "counter", "agree", "accept", "decline", "withdraw", "approve"])
def test_of_twelve_at_once_one_does_it(buyer: Person, seller: Person, colleague: Person, verb: str) -> None:
    quotation, actor = prepared(verb, buyer, seller, colleague)
    quotation.refresh_from_db()
    seen = quotation.current.number if quotation.current else 0

    def work(_n: int) -> None:
        one = Quotation.objects.get(pk=quotation.pk)
        arguments: dict[str, tuple[Any, ...]] = {
            "agree": (seen, actor),
            "accept": (seen, actor),
            "decline": ("price", "", actor),
        }
        getattr(one, verb)(*arguments.get(verb, (actor,)))

    events = Event.objects.filter(kind__startswith="quotation.").count()
    results = at_once(12, work)
    assert sum(one is None for one in results) == 1, results
    done = {"agree": "revised", "approve": "approved"}.get(verb, "")
    assert Event.objects.filter(kind__startswith="quotation.").count() == events + (2 if done == "approved" else 1)


def prepared(verb: str, buyer: Person, seller: Person, colleague: Person) -> tuple[Quotation, Any]:
    if verb == "accept":
        from tests.trade.test_quotation_pages import inquiry_quotation

        return inquiry_quotation(seller, buyer), buyer.actor
    rfq = make_rfq(buyer)
    if verb == "submit":
        return quote(seller, rfq, submit=False), seller.actor
    if verb == "approve":
        return waiting(colleague, seller, rfq), seller.actor
    quotation = quote(seller, rfq)
    if verb in {"counter", "agree"}:
        quotation.write(buyer.actor, {"lead_time_days": 9})
    if verb == "agree":
        quotation.counter(buyer.actor)
    actors = {"counter": buyer.actor, "decline": buyer.actor}
    return quotation, actors.get(verb, seller.actor)


def waiting(colleague: Person, seller: Person, rfq: RFQ) -> Quotation:
    from tests.cast import make_product

    product = make_product(Company.objects.get(pk=seller.actor.company_id))
    PriceFloor.objects.create(company=seller.company, product=product, amount="5", currency="EUR")
    quotation = quote(colleague, rfq, submit=False)
    rows = [line.as_fields() | {"product": product} for line in quotation.own_draft(colleague.actor).all_lines()]
    quotation.write(colleague.actor, {}, [row | {"amount": Decimal(1)} for row in rows])
    quotation.submit(colleague.actor)
    assert QuotationVersion.objects.filter(approval="asked").count() == 1
    return quotation
