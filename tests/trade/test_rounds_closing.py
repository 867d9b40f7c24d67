"""How a joint purchase ends: one request and a share for everybody, or everybody released."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from community.models import Community
from community.results.figures import month_of, shifted
from notifications.models import Notification
from offers.models import RFQ, Inquiry
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_product
from tests.companies.verification import pdf
from tests.trade.deals import award, quote
from tests.trade.joint import again, fields, house, make_round, member, pledge, run_out
from trade.models import Order, PurchaseRound, Split
from trade.rounds.clock import close_rounds, remind_of_rounds
from trade.rounds.results import round_value, rounds

S = PurchaseRound.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def community(steward: Person, seller: Person) -> Community:
    return house(steward, seller)


@pytest.fixture
def purchase(steward: Person, community: Community) -> PurchaseRound:
    found: PurchaseRound = make_round(steward, community)
    return found


@pytest.fixture
def mill(community: Community) -> Person:
    return member(community, "Daegu Mill")


def test_closing_makes_one_request_and_a_share_for_each(
    purchase: PurchaseRound, seller: Person, mill: Person, steward: Person
) -> None:
    pledge(seller, purchase, 333)
    pledge(mill, purchase, 334)
    run_out(purchase)
    close_rounds()
    close_rounds()
    done = again(purchase)
    assert done.state == S.SUCCEEDED and done.rfq is not None and RFQ.objects.count() == 1
    line = done.rfq.current_lines()[0]
    assert (line.quantity, line.target_amount, line.unit) == (667, Decimal("9.2"), "C62")
    assert done.rfq.company == steward.company and "on behalf of 2 companies" in done.rfq.text
    assert "Daegu Mill" not in done.rfq.text  # totals only
    shares = {split.company_id: split for split in Split.objects.all()}
    assert sum(one.amount for one in shares.values()) == done.order_amount == Decimal("6136.40")
    assert shares[seller.company.pk].quantity == 333
    page = seller.client.get(purchase.get_absolute_url()).content.decode()
    assert "EUR\u00a03,063.60" in page and "EUR\u00a03,072.80" not in page  # the own share, not the other's
    assert "Daegu Mill" in steward.client.get(f"{purchase.get_absolute_url()}split.csv").content.decode()
    assert seller.client.get(f"{purchase.get_absolute_url()}split.csv").status_code == 403


def test_members_are_named_in_the_request_where_they_see_each_other(
    steward: Person, community: Community, mill: Person
) -> None:
    purchase = make_round(steward, community, sight="all")
    pledge(mill, purchase, 150)
    again(purchase).close(steward.actor)
    rfq = again(purchase).rfq
    assert rfq is not None and "Daegu Mill: 150 pieces" in rfq.text and community.name in rfq.text


def test_a_hidden_community_is_not_named_in_its_request(steward: Person, seller: Person) -> None:
    community = house(steward, seller, name="Quiet Circle", visibility="hidden")
    purchase = make_round(steward, community, sight="all")
    pledge(seller, purchase, 150)
    again(purchase).close(steward.actor)
    rfq = again(purchase).rfq
    assert rfq is not None and "Quiet Circle" not in rfq.text and "Hanbit" not in rfq.text


def test_below_the_minimum_everybody_is_released(purchase: PurchaseRound, seller: Person, steward: Person) -> None:
    pledge(seller, purchase, 99)
    with pytest.raises(Refused, match="minimum"):
        again(purchase).close(steward.actor)
    run_out(purchase)
    close_rounds()
    deliver_all()
    assert again(purchase).state == S.FAILED and not Split.objects.exists() and not RFQ.objects.exists()
    assert Notification.objects.filter(user=seller.user, kind="round.failed").exists()


def test_it_may_close_as_soon_as_it_is_reached(steward: Person, community: Community, seller: Person) -> None:
    purchase = make_round(steward, community, closing="reached")
    answer = seller.client.post(f"{purchase.get_absolute_url()}pledge/", fields(100))
    assert answer.status_code == 302 and again(purchase).state == S.SUCCEEDED
    assert RFQ.objects.get().company == steward.company


def test_a_product_round_becomes_one_order_proposal_and_the_accepted_price_the_shares(
    steward: Person, community: Community, stranger: Person, seller: Person, mill: Person
) -> None:
    from trade.models import Quotation

    product = make_product(stranger.company, "F-3", "Filter")
    purchase = make_round(steward, community, product=product, supplier=stranger.company, goal="supplier")
    pledge(seller, purchase, 100)
    pledge(mill, purchase, 200)
    again(purchase).close(steward.actor)
    inquiry = Inquiry.objects.get()
    assert (inquiry.buyer, inquiry.supplier, inquiry.quantity) == (steward.company, stranger.company, 300)
    quotation = Quotation.draft(stranger.actor, inquiry=inquiry)
    rows = [line.as_fields() | {"amount": Decimal("9.99")} for line in quotation.own_draft(stranger.actor).all_lines()]
    quotation.write(stranger.actor, {"currency": "EUR", "incoterm": "FOB", "incoterm_place": "Busan"}, rows)
    quotation.submit(stranger.actor)
    quotation.refresh_from_db()
    assert quotation.current is not None
    quotation.accept(quotation.current.number, steward.actor)
    deliver_all()
    shares = Split.objects.order_by("quantity")
    assert [(one.state, one.amount) for one in shares] == [("agreed", Decimal(999)), ("agreed", Decimal(1998))]
    assert all(one.quotation == quotation for one in shares)
    shown = stranger.client.get(quotation.get_absolute_url()).content.decode()
    assert "Daegu Mill" in shown and "Dock 3, Busan" in shown and "EUR\u00a01,998.00" in shown
    seller.client.post(f"{purchase.get_absolute_url()}share/", {"do": "received", "note": "2 dented"})
    mine = Split.objects.of(seller.actor).get()
    assert mine.state == "received" and mine.received_note == "2 dented"
    orders = {one.buyer: one for one in Order.objects.filter(purchase=purchase)}
    assert {firm: order.total for firm, order in orders.items()} == {seller.company: 999, mill.company: 1998}
    order = orders[mill.company]
    order.confirm(stranger.actor)
    order.ship(stranger.actor)
    order.receive(1, mill.actor, "one box is wet")
    deliver_all()
    theirs = Split.objects.of(mill.actor).get()
    assert (theirs.state, theirs.received_note) == ("received", "one box is wet"), "said once, at the order"
    assert not Order.objects.visible_to(steward.actor).exists(), "each member's order is between it and the supplier"


def test_at_a_worse_price_each_member_is_asked(
    purchase: PurchaseRound,
    steward: Person,
    seller: Person,
    mill: Person,
    stranger: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pledge(seller, purchase, 100)
    pledge(mill, purchase, 100)
    again(purchase).close(steward.actor)
    rfq = RFQ.objects.get()
    if not rfq.is_open:
        rfq.open_now(steward.actor)
    award(steward, rfq, quote(stranger, rfq, "12.00", currency="EUR"))
    deliver_all()
    assert set(Split.objects.values_list("state", flat=True)) == {"asked"}
    url = f"{purchase.get_absolute_url()}share/"
    seller.client.post(url, {"do": "accept"})
    mill.client.post(url, {"do": "refuse"})
    assert Split.objects.of(seller.actor).get().state == "agreed"
    assert Split.objects.of(mill.actor).get().state == "released"
    assert seller.client.post(url, {"do": "accept"}).status_code == 409
    month = month_of(timezone.now().date())
    span = ([purchase.community_id], month, shifted(month, 1))
    assert rounds(*span) == {month: 1}
    assert round_value(*span) == {}  # one member’s share would tell what that one pays
    monkeypatch.setattr("trade.rounds.results.FEWEST", 1)
    assert round_value(*span) == {month: {"EUR": 1200}}


def test_a_request_that_ends_without_a_deal_releases_all(
    purchase: PurchaseRound, steward: Person, seller: Person
) -> None:
    pledge(seller, purchase, 100)
    again(purchase).close(steward.actor)
    RFQ.objects.get().cancel("No need", steward.actor) if RFQ.objects.get().state != "draft" else None
    deliver_all()
    assert Split.objects.get().state == "released"
    month = month_of(timezone.now().date())
    assert rounds([purchase.community_id], month, shifted(month, 1)) == {}


def test_what_a_request_cannot_be_made_for_waits_for_the_steward(
    purchase: PurchaseRound, steward: Person, seller: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_args: Any, **_kwargs: Any) -> None:
        raise Refused("enough for today")

    pledge(seller, purchase, 100)
    monkeypatch.setattr(RFQ, "draft", stop)
    again(purchase).close(steward.actor)
    assert again(purchase).state == S.SUCCEEDED and again(purchase).request is None
    monkeypatch.undo()
    assert "Make the request" in steward.client.get(purchase.get_absolute_url()).content.decode()
    steward.client.post(f"{purchase.get_absolute_url()}request/")
    assert again(purchase).rfq is not None
    with pytest.raises(WrongState):
        again(purchase).ask_supplier(steward.actor)


def test_chosen_suppliers_means_a_draft_for_the_steward(steward: Person, community: Community, seller: Person) -> None:
    purchase = make_round(steward, community, goal="chosen")
    pledge(seller, purchase, 100)
    again(purchase).close(steward.actor)
    rfq = again(purchase).rfq
    assert rfq is not None and rfq.is_draft and rfq.audience == "invited"
    assert "Choose suppliers" in steward.client.get(purchase.get_absolute_url()).content.decode()


def test_a_deadline_moves_later_only_and_all_are_told(purchase: PurchaseRound, steward: Person, seller: Person) -> None:
    pledge(seller, purchase, 100)
    url = f"{purchase.get_absolute_url()}extension/"
    assert steward.client.post(url, {"deadline": "2020-01-01T10:00"}).status_code == 422
    later = (timezone.now() + timedelta(days=20)).strftime("%Y-%m-%dT%H:%M")
    assert steward.client.post(url, {"deadline": later, "reason": "Two more want to join"}).status_code == 302
    deliver_all()
    assert again(purchase).extensions[0]["reason"] == "Two more want to join"
    assert Notification.objects.filter(user=seller.user, kind="round.extended").exists()
    assert seller.client.post(url, {"deadline": later}).status_code == 403


def test_cancelling_tells_why(purchase: PurchaseRound, steward: Person, seller: Person) -> None:
    pledge(seller, purchase, 100)
    url = f"{purchase.get_absolute_url()}cancellation/"
    assert steward.client.post(url, {"reason": " "}).status_code == 422
    assert seller.client.post(url, {"reason": "Mine"}).status_code == 403
    steward.client.post(url, {"reason": "The mill burnt down <script>"})
    assert again(purchase).state == S.CANCELLED
    page = seller.client.get(purchase.get_absolute_url()).content.decode()
    assert "The mill burnt down &lt;script&gt;" in page
    with pytest.raises(WrongState):
        pledge(seller, purchase, 5)


def test_people_are_told_of_prices_and_the_end_once(
    purchase: PurchaseRound, seller: Person, mill: Person, steward: Person
) -> None:
    pledge(seller, purchase, 100)
    pledge(mill, purchase, 400)
    PurchaseRound.objects.filter(pk=purchase.pk).update(deadline=timezone.now() + timedelta(hours=5))
    remind_of_rounds()
    remind_of_rounds()
    deliver_all()
    kinds = list(Notification.objects.filter(user=seller.user).values_list("kind", flat=True))
    assert {"round.opened", "round.tier_reached", "round.closing_soon"} <= set(kinds)
    assert "round.reached" not in kinds  # it was their own pledge that did it
    assert Notification.objects.filter(user=steward.user, kind="round.reached").exists()
    assert Event.objects.filter(kind="round.closing_soon").count() == 1


def test_who_leaves_counts_no_more(purchase: PurchaseRound, community: Community, seller: Person, mill: Person) -> None:
    pledge(seller, purchase, 100)
    pledge(mill, purchase, 50)
    community.members.get(company=mill.company).leave(mill.actor)
    deliver_all()
    assert again(purchase).total == 100
    Company = type(seller.company)
    Company.objects.filter(pk=seller.company.pk).update(is_active=False)
    run_out(purchase)
    close_rounds()
    assert again(purchase).state == S.FAILED  # nobody who counts was left


def test_papers_go_with_the_request_and_to_readers_alone(steward: Person, seller: Person, stranger: Person) -> None:
    community = house(steward, seller, name="Steel Buyers", visibility="members")
    purchase = make_round(steward, community, publish=False)
    url = f"{purchase.get_absolute_url()}edit/"
    page = steward.client.get(url)
    form = {name: value or "" for name, value in page.context["form"].initial.items() if name != "tiers"}
    form |= {"deadline": (timezone.now() + timedelta(days=5)).strftime("%Y-%m-%dT%H:%M")}
    form |= {"tier-0-quantity": "100", "tier-0-amount": "10", "tier-1-quantity": "500", "tier-1-amount": "9"}
    wrong = SimpleUploadedFile("virus.pdf", b"MZ", "application/pdf")
    assert steward.client.post(url, {**form, "documents": wrong}).status_code == 422
    sheet = SimpleUploadedFile("Data sheet.pdf", pdf(), "application/pdf")
    assert steward.client.post(url, {**form, "documents": sheet}).status_code == 302
    paper = again(purchase).documents.get()
    address = f"{purchase.get_absolute_url()}documents/{paper.ref}/"
    again(purchase).publish(steward.actor)
    answer = seller.client.get(address)
    assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
    assert stranger.client.get(address).status_code == 404
    pledge(seller, purchase, 100)
    again(purchase).close(steward.actor)
    rfq = again(purchase).rfq
    assert rfq is not None and [one.title for one in rfq.documents.all()] == ["Data sheet.pdf"]
