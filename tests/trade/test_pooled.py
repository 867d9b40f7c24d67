"""Members answer one large request together: promises, shares, consent, one quotation."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.models import Community
from notifications.models import Notification
from offers.models import RFQ
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.queries import queries_of
from tests.trade.deals import award, make_rfq, number
from tests.trade.joint import house, member
from trade.models import CapacityPool, PoolMember, PoolPart, Quotation
from trade.pooled.models import digest_of

pytestmark = pytest.mark.django_db
S = CapacityPool.State


@pytest.fixture
def community(steward: Person, seller: Person) -> Community:
    return house(steward, seller)


@pytest.fixture
def rfq(buyer: Person) -> RFQ:
    return make_rfq(buyer, [{"title": "Ball bearing 6204", "quantity": Decimal(1000)}])


@pytest.fixture
def mill(community: Community) -> Person:
    return member(community, "Daegu Mill")


@pytest.fixture
def pool(seller: Person, community: Community, rfq: RFQ) -> CapacityPool:
    return CapacityPool.open_for(seller.actor, community, rfq, timezone.now() + timedelta(days=3), "Same steel, please")


def again(pool: CapacityPool) -> CapacityPool:
    return CapacityPool.objects.get(pk=pool.pk)


def promise(person: Person, pool: CapacityPool, quantity: int, cost: str = "1.00", days: int | None = 20) -> None:
    line = pool.lines.get()
    again(pool).promise(person.actor, line.pk, Decimal(quantity), Decimal(cost), days)


def digest(pool: CapacityPool) -> str:
    draft = again(pool).draft()
    assert draft is not None
    return digest_of(draft)


def finish(seller: Person, quotation: Quotation) -> None:
    """The lead's own terms."""
    quotation.write(seller.actor, {"incoterm": "FOB", "incoterm_place": "Busan"})


def test_a_member_opens_a_pool_and_members_promise(
    seller: Person, mill: Person, community: Community, rfq: RFQ
) -> None:
    url = f"/communities/{community.slug}/pools/new/"
    assert rfq.ref in seller.client.get(url, {"request": rfq.ref}).content.decode()
    until = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    answer = seller.client.post(url, {"request": f"https://x.example/rfqs/{rfq.ref}/", "until": until})
    made = CapacityPool.objects.get()
    assert answer.status_code == 302 and made.lead == seller.company
    line = made.lines.get()
    data = {
        f"line-{line.pk}-quantity": "400",
        f"line-{line.pk}-unit_cost": "0.91",
        f"line-{line.pk}-lead_time_days": "",
    }
    assert mill.client.post(f"{made.get_absolute_url()}promises/{line.pk}/", data).status_code == 302
    assert made.lines.get().promised == 400
    page = mill.client.get(made.get_absolute_url()).content.decode()
    assert "400 pieces" in page and "1,000 pieces" in page


def test_a_request_leads_to_the_community(
    seller: Person, community: Community, rfq: RFQ, stranger: Person, steward: Person
) -> None:
    assert f"/rfqs/{rfq.ref}/pool/" in seller.client.get(rfq.get_absolute_url()).content.decode()
    answer = seller.client.get(f"/rfqs/{rfq.ref}/pool/")
    assert answer.headers["Location"] == f"/communities/{community.slug}/pools/new/?request={rfq.ref}"
    house(steward, seller, name="Second House")
    assert "Second House" in seller.client.get(f"/rfqs/{rfq.ref}/pool/").content.decode()
    assert "Join a community first" in stranger.client.get(f"/rfqs/{rfq.ref}/pool/").content.decode()


def test_costs_are_for_the_lead_alone(pool: CapacityPool, seller: Person, mill: Person, community: Community) -> None:
    other = member(community, "Busan Works")
    promise(mill, pool, 300, "0.8123")
    assert "0.8123" in seller.client.get(pool.get_absolute_url()).content.decode()
    page = other.client.get(pool.get_absolute_url()).content.decode()
    assert "Daegu Mill" in page and "0.8123" not in page


def test_buyer_strangers_and_observers_see_no_pool(
    pool: CapacityPool, buyer: Person, stranger: Person, community: Community, visitor: Client
) -> None:
    watcher = member(community, "Watcher", "observer")
    community.members.create(company=buyer.company, state="active")  # the buyer is a member, and still reads nothing
    for person in (buyer, stranger, watcher):
        assert person.client.get(pool.get_absolute_url()).status_code == 404
        assert "Ball bearing" not in person.client.get(f"/communities/{community.slug}/pools/").content.decode()
        line = pool.lines.get()
        data = {f"line-{line.pk}-quantity": "5", f"line-{line.pk}-unit_cost": "1"}
        assert person.client.post(f"{pool.get_absolute_url()}promises/{line.pk}/", data).status_code == 404
    assert visitor.get(pool.get_absolute_url()).status_code == 302
    deliver_all()
    assert not Notification.objects.filter(user=buyer.user, kind__startswith="pool.").exists()
    assert not PoolPart.objects.exists()


def test_a_private_request_is_not_shown_around(seller: Person, community: Community, buyer: Person) -> None:
    rfq = make_rfq(buyer, publish=False, audience="invited")
    rfq.suppliers.create(company=seller.company, is_invited=True)
    rfq.open_now(buyer.actor)
    with pytest.raises(Refused, match="invited"):
        CapacityPool.open_for(seller.actor, community, rfq, timezone.now() + timedelta(days=1))


def test_no_more_than_is_needed_and_no_nonsense(pool: CapacityPool, seller: Person, mill: Person) -> None:
    promise(seller, pool, 700)
    with pytest.raises(Refused, match="300 pieces"):
        promise(mill, pool, 301)
    with pytest.raises(Refused, match="whole"):
        again(pool).promise(mill.actor, pool.lines.get().pk, Decimal("1.5"), Decimal(1), None)
    line = pool.lines.get()
    for wrong in ({"quantity": "x", "unit_cost": "1"}, {"quantity": "-1", "unit_cost": "1"}, {"quantity": "5"}):
        data = {f"line-{line.pk}-{name}": value for name, value in wrong.items()}
        assert mill.client.post(f"{pool.get_absolute_url()}promises/{line.pk}/", data).status_code == 422
    promise(seller, pool, 0)
    assert pool.lines.get().promised == 0 and not PoolPart.objects.exists()


def test_one_quotation_after_everybody_has_consented(
    pool: CapacityPool, seller: Person, mill: Person, buyer: Person
) -> None:
    promise(seller, pool, 600, "1.00", 20)
    promise(mill, pool, 400, "1.10", 35)
    assert mill.client.post(f"{pool.get_absolute_url()}closing/").status_code == 403
    assert seller.client.post(f"{pool.get_absolute_url()}closing/").status_code == 302
    quotation = Quotation.objects.get()
    finish(seller, quotation)
    draft = again(pool).draft()
    assert draft is not None and draft.lead_time_days == 35
    line = draft.all_lines()[0]
    assert (line.quantity, line.amount) == (1000, Decimal("1.04"))
    with pytest.raises(Refused, match="Daegu Mill must consent"):
        quotation.submit(seller.actor)
    page = mill.client.get(pool.get_absolute_url()).content.decode()
    assert "EUR\u00a01.04" in page and "Consent to this wording" in page
    mill.client.post(f"{pool.get_absolute_url()}consent/", {"digest": digest(pool), "answer": "yes"})
    quotation.submit(seller.actor)
    deliver_all()
    assert again(pool).state == S.SENT
    shown = buyer.client.get(quotation.get_absolute_url()).content.decode()
    assert "Offered jointly" in shown and "Daegu Mill" in shown and "400 pieces" in shown and "1.10" not in shown
    assert mill.client.get(quotation.get_absolute_url()).status_code == 404  # it is the lead's and the buyer's
    award(buyer, RFQ.objects.get(pk=pool.rfq_id), quotation)
    deliver_all()
    assert Notification.objects.filter(user=mill.user, kind="pool.won").exists()


def test_a_changed_wording_needs_consent_anew(pool: CapacityPool, seller: Person, mill: Person) -> None:
    promise(seller, pool, 600)
    promise(mill, pool, 400)
    quotation = again(pool).close(seller.actor)
    finish(seller, quotation)
    seen = digest(pool)
    again(pool).consent(mill.actor, seen, agrees=True)
    rows = [line.as_fields() | {"amount": Decimal("0.50")} for line in quotation.own_draft(seller.actor).all_lines()]
    quotation.write(seller.actor, {}, rows)
    with pytest.raises(Refused, match="consent"):
        quotation.submit(seller.actor)
    answer = mill.client.post(f"{pool.get_absolute_url()}consent/", {"digest": seen, "answer": "yes"})
    assert answer.status_code == 409
    objection = {"digest": digest(pool), "answer": "no", "reason": "Below our cost"}
    mill.client.post(f"{pool.get_absolute_url()}consent/", objection)
    assert PoolMember.objects.get(company=mill.company).objection == "Below our cost"
    assert "Below our cost" in seller.client.get(pool.get_absolute_url()).content.decode()
    assert quotation.versions.filter(submitted_at__isnull=False).count() == 0


def test_a_counter_offer_is_not_taken_over_the_members_heads(
    pool: CapacityPool, seller: Person, mill: Person, buyer: Person
) -> None:
    promise(seller, pool, 600)
    promise(mill, pool, 400)
    quotation = again(pool).close(seller.actor)
    finish(seller, quotation)
    again(pool).consent(mill.actor, digest(pool), agrees=True)
    quotation.submit(seller.actor)
    rows = [line.as_fields() | {"amount": Decimal("0.70")} for line in quotation.own_draft(buyer.actor).all_lines()]
    quotation.write(buyer.actor, {}, rows)
    quotation.counter(buyer.actor)
    with pytest.raises(Refused, match="consent"):
        quotation.agree(number(quotation), seller.actor)


def test_who_left_has_no_share(pool: CapacityPool, seller: Person, mill: Person, community: Community) -> None:
    promise(seller, pool, 600)
    promise(mill, pool, 400)
    community.members.filter(company=mill.company).delete()
    quotation = again(pool).close(seller.actor)
    draft = quotation.unsent("supplier")
    assert draft is not None and draft.all_lines()[0].quantity == 600
    assert pool.lines.get().promised == 600
    assert mill.client.get(pool.get_absolute_url()).status_code == 404


def test_cancelling_and_what_is_over(pool: CapacityPool, seller: Person, mill: Person) -> None:
    promise(mill, pool, 10)
    again(pool).cancel(seller.actor, "The buyer wants one maker")
    assert "one maker" in mill.client.get(pool.get_absolute_url()).content.decode()
    with pytest.raises(WrongState):
        promise(mill, pool, 5)
    with pytest.raises(WrongState):
        again(pool).close(seller.actor)


def test_time_is_over(pool: CapacityPool, mill: Person, seller: Person) -> None:
    CapacityPool.objects.update(until=timezone.now() - timedelta(minutes=1))
    with pytest.raises(WrongState, match="over"):
        promise(mill, pool, 5)
    assert "are in" in seller.client.get("/my/").content.decode()


def test_a_salesperson_takes_part_and_a_viewer_does_not(pool: CapacityPool, colleague: Person, viewer: Person) -> None:
    line = pool.lines.get()
    data: dict[str, Any] = {f"line-{line.pk}-quantity": "5", f"line-{line.pk}-unit_cost": "1"}
    url = f"{pool.get_absolute_url()}promises/{line.pk}/"
    assert viewer.client.post(url, data).status_code == 403
    assert not PoolPart.objects.exists()
    assert colleague.client.post(url, data).status_code == 302


def test_lists_ask_as_often_for_many(seller: Person, community: Community, buyer: Person, pool: CapacityPool) -> None:
    url = f"/communities/{community.slug}/pools/"
    few = queries_of(seller.client, url)
    for name in range(3):
        more = make_rfq(buyer, title=f"More {name}")
        CapacityPool.open_for(seller.actor, community, more, timezone.now() + timedelta(days=1))
    assert queries_of(seller.client, url) == few
    assert "No joint answer fits" in seller.client.get(url, {"state": "sent"}).content.decode()
