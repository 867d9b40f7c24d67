"""Plans at the local Stripe: chosen, paid, renewed, failed, cancelled; and what the portal makes of what it tells."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from notifications.models import Notification
from payments import gateway
from payments.gateway import GatewayRefused, Unavailable
from payments.handlers import look_after_plans, settle_what_waits
from payments.localstripe.billing import DECLINED_LATER, later
from payments.localstripe.furnishing import furnish
from payments.localstripe.server import LocalStripe
from payments.models import Difference, Plan, Subscription
from portal.core import relay
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person
from tests.localstripe.conftest import agree, tell

pytestmark = pytest.mark.django_db
GOOD, BAD, ASKS = "4242424242424242", "4000000000000002", "4000002500003155"


@pytest.fixture
def plan(stripe: LocalStripe) -> Plan:
    furnish(stripe, [])
    found: Plan = Plan.objects.get(slug="supporter")
    return found


def session_of(url: str) -> str:
    return url.rpartition("/")[2]


def own(person: Person) -> Subscription:
    found: Subscription = Subscription.objects.get(company=person.company)
    return found


def heard(stripe: LocalStripe) -> None:
    tell(stripe)
    relay.deliver_all()


def chosen(plan: Plan, person: Person, stripe: LocalStripe, card: str = GOOD) -> Subscription:
    stripe.acts.pay(session_of(Subscription.begin(plan, person.actor)), card)
    heard(stripe)
    return own(person)


def kinds(stripe: LocalStripe) -> list[str]:
    return [event["type"] for event in stripe.store.events]


def test_the_months_of_a_subscription_keep_their_day() -> None:
    begin = 1_769_817_600  # 2026-01-31
    ends = [begin]
    for _month in range(3):
        ends.append(later(ends[-1], begin, 1))
    assert [found.day for one in ends if (found := gateway.moment(one))] == [31, 28, 31, 30]


def test_a_plan_is_chosen_paid_and_told(plan: Plan, seller: Person, stripe: LocalStripe) -> None:
    url = Subscription.begin(plan, seller.actor)
    assert Subscription.begin(plan, seller.actor) == url, "the page that is open is shown again"
    assert stripe.acts.pay(session_of(url), BAD) == "Your card was declined."
    assert stripe.acts.pay(session_of(url), ASKS) == "confirm"
    assert own(seller).status == "none" and not stripe.store.all("subscription")
    assert stripe.acts.pay(session_of(url), ASKS, confirmed=True) == "paid"
    heard(stripe)
    row = own(seller)
    assert (row.status, row.plan, row.asked_at) == ("active", plan, None)
    assert row.customer.startswith("cus_") and row.period_end and row.ends_at is None
    assert {"customer.subscription.created", "invoice.paid", "checkout.session.completed"} <= set(kinds(stripe))
    assert Event.objects.filter(kind="subscription.changed").count() == 1
    assert Notification.objects.filter(user=seller.user, kind="subscription.changed").count() == 1
    with pytest.raises(WrongState, match="has a plan already"):
        Subscription.begin(plan, seller.actor)
    assert agree(), "what is paid for plans is no difference"


def test_who_chooses(plan: Plan, colleague: Person, seller: Person, stripe: LocalStripe) -> None:
    with pytest.raises(PermissionDenied):
        Subscription.begin(plan, colleague.actor)
    Plan.objects.filter(pk=plan.pk).update(is_offered=False)
    plan.refresh_from_db()
    with pytest.raises(Refused):
        Subscription.begin(plan, seller.actor)
    assert seller.client.post("/my/plan/subscription/", {"plan": "supporter"}).status_code == 404
    assert not stripe.store.all("checkout.session")


def test_another_plan_closes_the_page_of_the_first(plan: Plan, seller: Person, stripe: LocalStripe) -> None:
    stripe.acts.create_price({"product": "prod_local_supporter", "unit_amount": "9000", "currency": "usd"}, "price_big")
    big = Plan.objects.create(slug="patron", name="Patron", price="price_big", amount=90)
    first = Subscription.begin(plan, seller.actor)
    second = Subscription.begin(big, seller.actor)
    assert first != second
    assert stripe.acts.pay(session_of(first), GOOD) == "This page has expired."
    stripe.acts.pay(session_of(second), GOOD)
    heard(stripe)
    assert own(seller).plan == big and len(stripe.store.all("subscription")) == 1


@pytest.mark.parametrize("fail", ["before", "after"])
def test_an_answer_that_is_lost_makes_no_second_page(
    plan: Plan, seller: Person, stripe: LocalStripe, fail: str
) -> None:
    stripe.fails = [fail] * 2
    with pytest.raises(Unavailable):
        Subscription.begin(plan, seller.actor)
    assert Subscription.begin(plan, seller.actor)
    assert len(stripe.store.all("checkout.session")) == 1


def test_whose_message_never_came_is_found_by_the_clock(plan: Plan, seller: Person, stripe: LocalStripe) -> None:
    stripe.acts.pay(session_of(Subscription.begin(plan, seller.actor)), GOOD)
    Subscription.objects.update(asked_at=timezone.now() - timedelta(minutes=10))
    settle_what_waits()
    assert own(seller).status == "active"
    stripe.acts.end(stripe.store.all("subscription")[0])
    Subscription.objects.update(as_of=timezone.now() - timedelta(days=2))
    look_after_plans()
    assert own(seller).status == "canceled"


def test_a_page_that_nobody_was_led_to_is_given_up(plan: Plan, seller: Person, stripe: LocalStripe) -> None:
    stripe.fails = ["before"] * 2
    with pytest.raises(Unavailable):
        Subscription.begin(plan, seller.actor)
    Subscription.objects.update(asked_at=timezone.now() - timedelta(days=2))
    settle_what_waits()
    assert own(seller).asked_at is None
    assert chosen(plan, seller, stripe).status == "active"


def test_it_is_renewed_month_by_month(plan: Plan, seller: Person, stripe: LocalStripe) -> None:
    first = chosen(plan, seller, stripe).period_end
    stripe.acts.move_clock(days=63)
    heard(stripe)
    row = own(seller)
    assert row.status == "active" and first and row.period_end and row.period_end > first + timedelta(days=55)
    invoices = stripe.store.all("invoice")
    assert [one["billing_reason"] for one in invoices[::-1]] == ["subscription_create", *["subscription_cycle"] * 2]
    assert {one["status"] for one in invoices} == {"paid"}


def test_a_declined_renewal_another_card_and_the_end_of_patience(
    plan: Plan, seller: Person, stripe: LocalStripe
) -> None:
    row = chosen(plan, seller, stripe)
    stripe.acts.keep_card(row.customer, DECLINED_LATER)
    stripe.acts.move_clock(days=32)
    heard(stripe)
    assert own(seller).status == "past_due" and "invoice.payment_failed" in kinds(stripe)
    stripe.acts.keep_card(row.customer, GOOD)
    stripe.acts.move_clock(days=3)
    heard(stripe)
    assert own(seller).status == "active"
    stripe.acts.keep_card(row.customer, DECLINED_LATER)
    stripe.acts.move_clock(days=45)
    heard(stripe)
    assert own(seller).status == "canceled" and kinds(stripe)[-1] == "customer.subscription.deleted"
    assert not own(seller).is_living
    assert chosen(plan, seller, stripe).status == "active", "and it can be chosen again"
    assert len({one["customer"] for one in stripe.store.all("subscription")}) == 1


def test_cancelled_it_lasts_until_the_end_of_what_is_paid(plan: Plan, seller: Person, stripe: LocalStripe) -> None:
    row = chosen(plan, seller, stripe)
    portal = row.portal(seller.actor)
    stripe.acts.act_in_portal(session_of(portal), {"do": "end"})
    heard(stripe)
    assert own(seller).status == "active" and own(seller).ends_at == own(seller).period_end
    stripe.acts.act_in_portal(session_of(portal), {"do": "keep"})
    heard(stripe)
    assert own(seller).ends_at is None
    stripe.acts.act_in_portal(session_of(portal), {"do": "end"})
    stripe.acts.move_clock(days=32)
    heard(stripe)
    assert own(seller).status == "canceled" and len(stripe.store.all("invoice")) == 1


def test_messages_in_any_order_and_an_old_one_change_nothing(plan: Plan, seller: Person, stripe: LocalStripe) -> None:
    chosen(plan, seller, stripe)
    stripe.acts.move_clock(days=31)
    stripe.acts.end(stripe.store.all("subscription")[0])
    for event in reversed(stripe.store.events):
        tell(stripe, event)
    relay.deliver_all()
    assert own(seller).status == "canceled"


def test_a_second_subscription_is_for_staff(plan: Plan, seller: Person, stripe: LocalStripe) -> None:
    row = chosen(plan, seller, stripe)
    first = row.stripe_id
    by_hand: dict[str, Any] = {
        "customer": row.customer, "customer_email": "", "price": plan.price,
        "subscription_metadata": {"subscription": str(row.pk)}, "metadata": {},
    }  # fmt: skip
    stripe.acts.subscribe(by_hand, GOOD)
    heard(stripe)
    assert own(seller).stripe_id == first
    assert Difference.objects.get().kind == Difference.Kind.SECOND


def test_pages_say_how_it_stands(plan: Plan, seller: Person, colleague: Person, stripe: LocalStripe) -> None:
    page = seller.client.get("/my/plan/").content.decode()
    assert "Choose this plan" in page and "Free of charge" in page
    assert "Choose this plan" not in colleague.client.get("/my/plan/").content.decode()
    Plan.objects.filter(pk=plan.pk).update(is_offered=False)
    assert "Supporter</h3>" not in seller.client.get("/my/plan/").content.decode()
    Plan.objects.filter(pk=plan.pk).update(is_offered=True)
    row = chosen(plan, seller, stripe)
    assert "Is renewed on" in seller.client.get("/my/plan/").content.decode()
    assert "갱신일" in seller.client.get("/ko/my/plan/").content.decode()
    stripe.acts.keep_card(row.customer, DECLINED_LATER)
    stripe.acts.move_clock(days=32)
    heard(stripe)
    assert "The last payment did not succeed" in seller.client.get("/my/plan/").content.decode()
    stripe.fails = ["before"] * 2
    assert "Stripe does not answer" in seller.client.post("/my/plan/portal/", follow=True).content.decode()
    stripe.fails = ["before"] * 2
    assert "Stripe does not answer yet" in seller.client.get("/my/plan/?from=stripe").content.decode()


def test_a_price_that_stripe_does_not_know(plan: Plan, seller: Person, stripe: LocalStripe) -> None:
    Plan.objects.filter(pk=plan.pk).update(price="price_of_nobody")
    page = seller.client.post("/my/plan/subscription/", {"plan": "supporter"}, follow=True).content.decode()
    assert "Stripe refused this" in page
    with pytest.raises(GatewayRefused):
        Subscription.begin(Plan.objects.get(slug="supporter"), seller.actor)
    Plan.objects.filter(pk=plan.pk).update(price=plan.price)
    assert chosen(Plan.objects.get(pk=plan.pk), seller, stripe).status == "active"
