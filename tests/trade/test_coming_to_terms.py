"""From a quotation to a decision: whose turn it is, what binds, and what nobody may do."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from offers.models import RFQ, Inquiry
from portal.core import relay
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_product
from tests.trade.deals import award, make_rfq, number, quote
from trade.handlers import expire_quotations
from trade.models import PriceFloor, Quotation, QuotationLine, QuotationVersion
from trade.models.version import QuotationTier

pytestmark = pytest.mark.django_db
S = Quotation.State


def test_a_draft_has_the_lines_of_the_request_and_is_its_companys_own(rfq: RFQ, seller: Person, buyer: Person) -> None:
    quotation = Quotation.draft(seller.actor, rfq)
    assert Quotation.draft(seller.actor, rfq) == quotation, "begun twice it is one"
    lines = quotation.own_draft(seller.actor).all_lines()
    assert [(line.title, line.quantity, line.amount) for line in lines] == [
        ("Ball bearing 6204", Decimal(1000), None),
        ("Ball bearing 6205", Decimal(500), None),
    ]
    assert not Quotation.objects.visible_to(buyer.actor).exists()
    assert list(Quotation.objects.visible_to(seller.actor)) == [quotation]


def test_what_was_handed_in_is_seen_by_the_buyer_and_by_nobody_else(
    rfq: RFQ, seller: Person, buyer: Person, rival: Person, stranger: Person
) -> None:
    quotation = quote(seller, rfq)
    assert quotation.state == S.SUBMITTED and quotation.turn == "buyer"
    assert quotation.respond_by == timezone.localdate() + timedelta(days=7)
    assert list(Quotation.objects.visible_to(buyer.actor)) == [quotation]
    for other in (rival, stranger):
        assert not Quotation.objects.visible_to(other.actor).exists()
    assert rfq.suppliers.get(company=seller.company).is_bidder


def test_a_withdrawn_quotation_does_not_count(buyer: Person, seller: Person, rival: Person) -> None:
    rfq = make_rfq(buyer, closing="count", closes_after=2)
    withdrawn = quote(seller, rfq)
    withdrawn.withdraw(seller.actor)
    quote(rival, rfq)
    rfq.refresh_from_db()
    assert rfq.state == RFQ.State.OPEN, "one of the two that end it was taken back"
    assert RFQ.objects.visible_to(seller.actor).filter(pk=rfq.pk).exists(), "it may quote again"
    quote(seller, rfq)
    rfq.refresh_from_db()
    assert rfq.state == RFQ.State.EVALUATING


def test_a_request_of_which_all_quotations_were_withdrawn_expires(rfq: RFQ, seller: Person, buyer: Person) -> None:
    quote(seller, rfq).withdraw(seller.actor)
    with pytest.raises(Refused, match="Nobody has quoted"):
        rfq.stop_quotations(buyer.actor)
    RFQ.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    rfq.refresh_from_db()
    rfq.stop_quotations()
    rfq.refresh_from_db()
    assert rfq.state == RFQ.State.EXPIRED


def test_incomplete_quotations_are_refused_with_a_sentence(rfq: RFQ, seller: Person) -> None:
    quotation = Quotation.draft(seller.actor, rfq)
    with pytest.raises(Refused, match="price for at least one line"):
        quotation.submit(seller.actor)
    with pytest.raises(Refused, match="Incoterm"):
        quote(seller, rfq, incoterm="", incoterm_place="")
    with pytest.raises(Refused, match="valid"):
        quote(seller, rfq, valid_until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="deposit"):
        quote(seller, rfq, payment="deposit", valid_until=timezone.localdate())
    quotation.refresh_from_db()
    assert quotation.state == S.DRAFT and not rfq.suppliers.exists()


def test_a_version_that_was_handed_in_never_changes(rfq: RFQ, seller: Person) -> None:
    quotation = quote(seller, rfq)
    version = QuotationVersion.objects.get()
    assert len(version.digest) == 64 and version.total() is not None
    with pytest.raises(Refused, match="does not change any more"):
        version.write({"note": "cheaper"})
    for change in (
        lambda: QuotationVersion.objects.update(incoterm="EXW"),
        lambda: QuotationLine.objects.update(amount=1),
        lambda: version.lines.create(title="one more", quantity=1, amount=1),
    ):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            change()
    quotation.write(seller.actor, {"note": "our second word"})
    assert quotation.versions.count() == 2 and quotation.state == S.SUBMITTED


@pytest.mark.needs("postgresql")
def test_nothing_is_taken_away_from_a_version_that_was_handed_in(rfq: RFQ, seller: Person) -> None:
    quotation = quote(seller, rfq, submit=False)
    draft = quotation.own_draft(seller.actor)
    rows = [{**line.as_fields(), "tiers": [(Decimal(9000), Decimal("0.80"))]} for line in draft.all_lines()]
    with transaction.atomic():  # lines written anew and handed in at once
        quotation.write(seller.actor, {}, rows)
        quotation.submit(seller.actor)
    for rows_of in (QuotationTier, QuotationLine, QuotationVersion):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            Quotation.objects.update(current=None)
            rows_of.objects.all().delete()
            checked()
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        QuotationTier.objects.update(amount=1)
    with transaction.atomic():
        Quotation.objects.update(current=None)
        Quotation.objects.all().delete()
        checked()
    assert not QuotationTier.objects.exists()


def checked() -> None:
    """What the end of a transaction looks at."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_counter_and_revision_go_back_and_forth(rfq: RFQ, seller: Person, buyer: Person, onlooker: Person) -> None:
    quotation = quote(seller, rfq)
    with pytest.raises(PermissionDenied):
        quotation.write(onlooker.actor, {"lead_time_days": 20})
    quotation.write(buyer.actor, {})
    with pytest.raises(Refused, match="says the same"):
        quotation.counter(buyer.actor)
    quotation.write(buyer.actor, {"lead_time_days": 20})
    assert quotation.versions_for(seller.actor).count() == 1, "a counter-offer being written is the buyer's own"
    quotation.counter(buyer.actor)
    assert quotation.state == S.COUNTERED and quotation.turn == "supplier"
    with pytest.raises(WrongState):
        quotation.counter(buyer.actor)
    quotation.write(seller.actor, {"lead_time_days": 25})
    quotation.submit(seller.actor)
    assert quotation.state == S.REVISED and number(quotation) == 3
    assert quotation.current and quotation.current.lead_time_days == 25


def test_under_a_request_agreeing_to_a_counter_leaves_the_award_to_the_buyer(
    rfq: RFQ, seller: Person, buyer: Person
) -> None:
    quotation = quote(seller, rfq)
    quotation.write(buyer.actor, {"lead_time_days": 20})
    quotation.counter(buyer.actor)
    with pytest.raises(WrongState):
        quotation.agree(1, seller.actor)
    quotation.agree(2, seller.actor)
    assert quotation.state == S.REVISED and quotation.current and quotation.current.lead_time_days == 20
    with pytest.raises(Refused, match="awarding the request"):
        quotation.accept(3, buyer.actor)


def test_an_award_accepts_one_and_declines_the_others_with_feedback(
    rfq: RFQ, seller: Person, rival: Person, buyer: Person
) -> None:
    chosen, other = quote(seller, rfq, "1.00", "2.00"), quote(rival, rfq, "1.10", "2.20")
    award(buyer, rfq, chosen)
    chosen.refresh_from_db(), other.refresh_from_db(), rfq.refresh_from_db()
    assert (chosen.state, other.state, rfq.state) == (S.ACCEPTED, S.DECLINED, RFQ.State.AWARDED)
    assert other.decline_reason == "other_chosen" and other.price_band == "above"
    assert Event.objects.filter(kind="rfq.awarded").count() == 1
    with pytest.raises(WrongState):
        award(buyer, rfq, chosen)


def test_lines_can_go_to_different_suppliers(rfq: RFQ, seller: Person, rival: Person, buyer: Person) -> None:
    first, second = quote(seller, rfq, "1.00", "9.00"), quote(rival, rfq, "9.00", "2.00")
    made = award(buyer, rfq, first, second)
    assert [(line.quotation_id, line.amount) for line in made.lines.order_by("rfq_line__position")] == [
        (first.pk, Decimal("1.00")),
        (second.pk, Decimal("2.00")),
    ]
    assert set(Quotation.objects.values_list("state", flat=True)) == {S.ACCEPTED}


def test_an_expired_or_replaced_version_cannot_be_awarded(rfq: RFQ, seller: Person, buyer: Person) -> None:
    quotation = quote(seller, rfq)
    seen = number(quotation)
    quotation.write(seller.actor, {"lead_time_days": 40})
    quotation.submit(seller.actor)
    from trade.models import Award

    line = rfq.current_lines()[0]
    old = QuotationLine.objects.filter(version__number=seen, rfq_line=line).get()
    new = QuotationLine.objects.filter(version__number=seen + 1, rfq_line=line).get()
    with pytest.raises(WrongState, match="Another version"):
        Award.make(rfq, {line.pk: old.pk}, {quotation.pk: seen}, buyer.actor)
    with pytest.raises(WrongState, match="Another version"):
        Award.make(rfq, {line.pk: new.pk}, {quotation.pk: seen}, buyer.actor)
    Quotation.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="last day"):
        Award.make(rfq, {line.pk: new.pk}, {quotation.pk: seen + 1}, buyer.actor)
    assert not Award.objects.exists()


def test_a_material_change_asks_for_confirmation(rfq: RFQ, seller: Person, buyer: Person) -> None:
    quotation = quote(seller, rfq)
    rows = [{"pk": line.pk, "quantity": line.quantity * 2} for line in rfq.current_lines() if line.quantity]
    assert rfq.amend(buyer.actor, "twice as much", rows) is True
    quotation.refresh_from_db()
    assert quotation.needs_confirmation
    with pytest.raises(Refused, match="confirmed"):
        award(buyer, rfq, quotation)
    quotation.confirm(seller.actor)
    assert not quotation.needs_confirmation
    assert rfq.amend(buyer.actor, "a word more", text="Packed in cartons, please.") is False
    assert not Quotation.objects.get().needs_confirmation


def test_the_agreed_number_of_quotations_ends_the_time_for_them(buyer: Person, seller: Person, rival: Person) -> None:
    rfq = make_rfq(buyer, closing="either", closes_after=1)
    quote(seller, rfq)
    rfq.refresh_from_db()
    assert rfq.state == RFQ.State.EVALUATING
    with pytest.raises(Refused, match="no quotations any more"):
        Quotation.draft(rival.actor, rfq)


def test_who_may_not_quote_does_not(buyer: Person, seller: Person, rival: Person, viewer: Person) -> None:
    rfq = make_rfq(buyer, lines=[{"title": "Bolts", "quantity": Decimal(5)}], audience="invited", publish=False)
    rfq.suppliers.create(company=seller.company, is_invited=True)
    rfq.check_complete()
    rfq.open_now(buyer.actor)
    assert not RFQ.objects.visible_to(rival.actor).exists()
    for person in (rival, viewer, buyer):
        with pytest.raises(PermissionDenied):
            Quotation.draft(person.actor, rfq)
    assert Quotation.draft(seller.actor, rfq).state == S.DRAFT


def test_a_price_below_the_floor_waits_for_a_second_person(rfq: RFQ, seller: Person, colleague: Person) -> None:
    product = make_product(seller.company)
    PriceFloor.objects.create(company=seller.company, product=product, amount="1.00", currency="EUR")
    quotation = quote(colleague, rfq, submit=False)
    rows = [line.as_fields() for line in quotation.own_draft(colleague.actor).all_lines()]
    rows[0] |= {"product": product, "amount": Decimal("0.90")}
    quotation.write(colleague.actor, {}, rows)
    quotation.submit(colleague.actor)
    assert quotation.state == S.APPROVAL and not rfq.suppliers.exists()
    with pytest.raises(PermissionDenied):
        quotation.approve(colleague.actor)
    with pytest.raises(WrongState, match="approval"):
        quotation.write(colleague.actor, {"lead_time_days": 3})
    quotation.refuse_approval("Too low: 0.95", seller.actor)
    assert quotation.state == S.DRAFT
    quotation.submit(colleague.actor)
    quotation.approve(seller.actor)
    assert quotation.state == S.SUBMITTED and quotation.current and quotation.current.approval == "given"


def test_the_clock_and_the_end_of_the_request_end_quotations(
    rfq: RFQ, seller: Person, rival: Person, buyer: Person
) -> None:
    late, live = quote(seller, rfq), quote(rival, rfq)
    Quotation.objects.filter(pk=late.pk).update(valid_until=timezone.localdate() - timedelta(days=1))
    expire_quotations()
    late.refresh_from_db()
    assert late.state == S.EXPIRED
    rfq.close("The project was put off.", buyer.actor)
    relay.deliver_all()
    live.refresh_from_db()
    assert (live.state, live.decline_reason) == (S.DECLINED, "no_need")


def test_an_inquiry_is_answered_with_a_quotation_and_accepted(seller: Person, buyer: Person) -> None:
    product = make_product(seller.company)
    inquiry = Inquiry.send(
        buyer.actor, product.company, product=product, title=product.title, question="Price?", quantity=100, unit="C62"
    )
    quotation = Quotation.draft(seller.actor, inquiry=inquiry)
    rows = [line.as_fields() | {"amount": Decimal("4.00")} for line in quotation.own_draft(seller.actor).all_lines()]
    quotation.write(seller.actor, {"incoterm": "EXW", "incoterm_place": "Seoul"}, rows)
    quotation.submit(seller.actor)
    inquiry.refresh_from_db()
    assert inquiry.state == Inquiry.State.ANSWERED and quotation.ref in inquiry.answer
    quotation.accept(number(quotation), buyer.actor)
    assert quotation.state == S.ACCEPTED
    with pytest.raises(WrongState):
        quotation.accept(1, buyer.actor)


def test_agreeing_to_a_counter_below_the_floor_concludes_when_a_colleague_approves(
    seller: Person, colleague: Person, buyer: Person
) -> None:
    product = make_product(seller.company)
    inquiry = Inquiry.send(
        buyer.actor, product.company, product=product, title=product.title, question="Price?", quantity=100, unit="C62"
    )
    quotation = Quotation.draft(seller.actor, inquiry=inquiry)
    rows = [line.as_fields() | {"amount": Decimal("4.00")} for line in quotation.own_draft(seller.actor).all_lines()]
    quotation.write(seller.actor, {"incoterm": "EXW", "incoterm_place": "Seoul"}, rows)
    quotation.submit(seller.actor)
    PriceFloor.objects.create(company=seller.company, product=product, amount="3.50", currency="EUR")
    quotation.refresh_from_db()
    wanted = [line.as_fields() | {"amount": Decimal("3.00")} for line in quotation.own_draft(buyer.actor).all_lines()]
    quotation.write(buyer.actor, {}, wanted)
    quotation.counter(buyer.actor)
    quotation.agree(2, colleague.actor)
    assert quotation.state == S.COUNTERED and quotation.turn == "supplier"
    quotation.approve(seller.actor)
    assert quotation.state == S.ACCEPTED and quotation.current and quotation.current.number == 3
    relay.deliver_all()
    assert Event.objects.filter(kind="quotation.accepted").count() == 1
