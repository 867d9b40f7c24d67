"""An order that does not go as it was placed, in browsers: changed by agreement, sent in parts, cancelled.

The buyer sits at a desk and reads English, the supplier stands in the workshop with a phone and reads Korean.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from tests.cast import Person
from tests.journeys.conftest import Portal
from tests.journeys.stations import station
from tests.trade.orders import make_order
from trade.models import Order

TODAY = timezone.localdate()
WHY_ENDED = "The project in Kiel has ended: the city does not build the hall any more, and we have no other use."
LATER = TODAY + timedelta(days=45)
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "locale": "ko-KR", "has_touch": True}
PLACE = {"name": "Nordwerk", "street": "Hafenstr. 1", "postcode": "20457", "city": "Hamburg", "country": "DE"}
TERMS: dict[str, Any] = {"lead_time_days": 20, "incoterm": "FOB", "incoterm_place": "Busan", "ship_to": PLACE}


def placed(seller: Person, buyer: Person) -> Order:
    lines = ("Ball bearing 6204", "100", "2.50"), ("Seal kit", "50", "3.00")
    return make_order(buyer.company, seller.company, *lines, payment="open_account", payment_days=30, **TERMS)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def unfold(page: Page, name: str) -> None:
    page.locator("summary", has_text=name).click()


def told(page: Page, *words: str) -> None:
    """The timeline says it, which both sides read."""
    for one in words:
        expect(page.locator(".timeline")).to_contain_text(one)


def fits(page: Page) -> None:
    """Nothing is wider than the phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]


@pytest.mark.needs("postgresql")
def test_changed_by_agreement_and_sent_in_parts(portal: Portal, seller: Person, buyer: Person) -> None:
    order = portal.aside(lambda: placed(seller, buyer))
    here = order.get_absolute_url()
    his = portal.open_as(buyer, here)
    hers = portal.open_as(seller, f"/ko{here}", **PHONE)

    # The buyer's own number is for both; what somebody notes down is for the own company alone.
    unfold(his, "Enter your purchase-order number")
    his.get_by_label("Purchase-order number").fill("PO 4500-17")
    press(his, "Save")
    his.get_by_label("New note").fill("Ask for the mill certificate")
    press(his, "Keep the note")
    expect(his.get_by_text("Ask for the mill certificate")).to_be_visible()
    hers.reload()
    expect(hers.get_by_text("PO 4500-17")).to_be_visible()
    expect(hers.get_by_text("mill certificate")).to_have_count(0)
    hers.get_by_label("새 메모").fill("바이어 신용 한도 확인")
    press(hers, "메모 저장")
    expect(hers.get_by_text("바이어 신용 한도 확인")).to_be_visible()
    his.reload()
    expect(his.get_by_text("바이어 신용 한도 확인")).to_have_count(0)

    # He asks for more. From a second tab, and by going back, nothing is asked twice.
    follow(his, "Ask for a change")
    tab = his.context.new_page()
    tab.goto(his.url)
    for page in (his, tab):
        page.locator("[name='line-1-quantity']").fill("150")
        page.get_by_label("Why").fill("Our branch in Kiel joins")
        press(page, "Ask for the change")
    expect(his.get_by_text("The other side is asked to agree")).to_be_visible()
    expect(tab.get_by_text("A change is open already")).to_be_visible()
    follow(tab, "See how it stands")
    expect(tab.get_by_role("heading", name="Nordwerk Handel asks for a change")).to_be_visible()
    his.go_back()  # to a form that is over: he is led to the order as it stands
    expect(his.get_by_role("heading", name="Nordwerk Handel asks for a change")).to_be_visible()
    station(his, "changes-01-asked")
    assert portal.aside(order.changes.count) == 1

    # She cannot make so many, says so, and asks for what she can.
    hers.reload()
    fits(hers)
    expect(hers.get_by_text("Our branch in Kiel joins").first).to_be_visible()
    station(hers, "changes-02-to-answer")
    unfold(hers, "동의하지 않음")
    hers.locator("#id_answer").fill("150개는 어렵습니다. 120개까지 가능합니다.")
    press(hers, "다른 내용으로 변경 요청")
    expect(hers.locator("[name='line-1-quantity']")).to_have_value("150")  # she goes on from what he asked for
    fits(hers)
    hers.locator("[name='line-1-quantity']").fill("120")
    hers.locator("[name=ship_by]").fill(LATER.isoformat())
    hers.locator("[name=reason]").fill("120개, 발송은 조금 늦게")
    press(hers, "변경 요청 보내기")
    expect(hers.get_by_text("변경 2 요청").first).to_be_visible()

    # He agrees with a double click: once.
    his.reload()
    told(his, "Change 1 refused", "120개까지 가능합니다", "Change 2 asked for")
    station(his, "changes-03-the-answer")
    his.get_by_role("button", name="Agree to the change").first.dblclick()
    expect(his.get_by_text("Agreed: the order says so now")).to_be_visible()
    told(his, "Change 2 agreed")
    expect(his.get_by_role("cell", name="120").first).to_be_visible()
    expect(his.locator(".four-facts")).to_contain_text(f"shipped by {date_format(LATER)}")
    expect(his.locator(".four-facts")).to_contain_text("450.00")
    his.locator("#changes ~ ol").get_by_role("link", name="The order as it was before").last.click()
    expect(his.get_by_role("cell", name="100").first).to_be_visible()
    his.go_back()
    expect(his.get_by_role("heading", level=1, name="Ball bearing 6204")).to_be_visible()

    # She confirms it; the day that was agreed stands there already, and stays.
    hers.reload()
    told(hers, "변경 2 합의")
    follow(hers, "주문 확정")
    expect(hers.locator("[name=ship_by]")).to_have_value(LATER.isoformat())
    station(hers, "changes-04-to-confirm")
    press(hers, "주문 확정")
    expect(hers.locator(".pill").first).to_be_visible()
    assert portal.aside(lambda: Order.objects.get(pk=order.pk).ship_by) == LATER

    # A first part leaves. From a second tab nothing is sent twice; who goes back is asked for what is left.
    follow(hers, "발송")
    tab = hers.context.new_page()
    tab.goto(hers.url)
    hers.locator("[name='line-1-quantity']").fill("80")
    hers.locator("[name='line-2-quantity']").fill("")
    hers.locator("[name=carrier]").fill("Hansa Line")
    fits(hers)
    press(hers, "발송 등록")
    hers.wait_for_url(f"**/ko{here}")
    tab.locator("[name='line-1-quantity']").fill("40")
    press(tab, "발송 등록")
    expect(tab.locator(".slip-number")).to_have_text("409")
    hers.go_back()
    expect(hers.locator("[name='line-1-quantity']")).to_have_value("40")
    expect(hers.locator("[name='line-2-quantity']")).to_have_value("50")
    assert portal.aside(order.deliveries.count) == 1

    # It came short of two; he says so, and the order goes on.
    his.reload()
    expect(his.get_by_text("80 sent, 40 left")).to_be_visible()
    follow(his, "It has come")
    his.get_by_label("What was not in order").fill("Only 78 were in the carton, two are missing")
    press(his, "It has come")
    told(his, "Delivery 1 has come", "two are missing")
    expect(his.get_by_text("Came, not all in order")).to_be_visible()
    station(his, "changes-06-came-short")

    # The rest comes. As something was amiss the order does not complete by itself: he closes it.
    hers.goto(f"/ko{here}")
    told(hers, "two are missing")
    follow(hers, "발송")
    press(hers, "발송 등록")
    hers.wait_for_url(f"**/ko{here}")
    his.reload()
    follow(his, "It has come")
    press(his, "It has come")
    told(his, "All of it has come", "Delivery 2 has come")
    press(his, "Everything is in order")
    expect(his.get_by_text("The order is completed.")).to_be_visible()
    hers.reload()
    told(hers, "완료")
    fits(hers)
    station(hers, "changes-07-the-end")
    assert portal.aside(lambda: Order.objects.get(pk=order.pk).state) == "completed"


@pytest.mark.needs("postgresql")
def test_cancelled_at_once_by_agreement_and_not_any_more(portal: Portal, seller: Person, buyer: Person) -> None:
    first, second, third = portal.aside(lambda: [placed(seller, buyer) for _n in range(3)])
    his = portal.open_as(buyer, first.get_absolute_url())
    hers = portal.open_as(seller, f"/ko{second.get_absolute_url()}", **PHONE)

    # Not confirmed yet: it ends at once, and not without a reason.
    follow(his, "Cancel the order")
    press(his, "Cancel the order")
    expect(his.locator("[aria-invalid=true]")).to_be_visible()
    his.get_by_label("Why").fill("Ordered twice by mistake")
    press(his, "Cancel the order")
    expect(his.get_by_text("Cancelled. The other side is told why.")).to_be_visible()
    his.go_back()  # to the form as he sent it without a reason
    his.get_by_label("Why").fill("Ordered twice by mistake")
    press(his, "Cancel the order")
    expect(his.get_by_text("it is now “Cancelled”")).to_be_visible()
    follow(his, "See how it stands")
    expect(his.get_by_text("Ordered twice by mistake").first).to_be_visible()
    hers.goto(f"/ko{first.get_absolute_url()}")
    expect(hers.get_by_text("Ordered twice by mistake").first).to_be_visible()
    fits(hers)
    station(hers, "changes-08-cancelled")

    # Confirmed while he was writing why: it binds, he reads so, and asks her.
    his.goto(second.get_absolute_url())
    follow(his, "Cancel the order")
    his.get_by_label("Why").fill(WHY_ENDED)
    hers.goto(f"/ko{second.get_absolute_url()}")
    follow(hers, "주문 확정")
    press(hers, "주문 확정")
    hers.wait_for_url(f"**/ko{second.get_absolute_url()}")
    press(his, "Cancel the order")
    expect(his.get_by_text("it is now “Confirmed”")).to_be_visible()
    expect(his.get_by_role("textbox", name="What you typed")).to_have_value(WHY_ENDED)
    follow(his, "See how it stands")
    expect(his.get_by_text("it ends when the other side agrees")).to_be_visible()
    his.get_by_label("Why").fill(WHY_ENDED)
    press(his, "Ask to cancel it")
    expect(his.get_by_text("Until then the order stands").first).to_be_visible()
    hers.reload()
    station(hers, "changes-09-to-be-cancelled")
    press(hers, "동의하고 주문 취소")
    his.reload()
    told(his, "Asked to cancel it", "Cancelled")
    expect(his.get_by_text("Cancelled by Nordwerk Handel")).to_be_visible()

    # Something is on its way: no way leads there any more, and who has kept the address is led back.
    hers.goto(f"/ko{third.get_absolute_url()}")
    follow(hers, "주문 확정")
    press(hers, "주문 확정")
    follow(hers, "발송")
    hers.locator("[name='line-1-quantity']").fill("60")
    press(hers, "발송 등록")
    hers.wait_for_url(f"**/ko{third.get_absolute_url()}")
    his.goto(third.get_absolute_url())
    expect(his.get_by_role("link", name="Ask to cancel it")).to_have_count(0)
    his.goto(f"{third.get_absolute_url()}cancellation/")
    his.wait_for_url(f"**{third.get_absolute_url()}")
    expect(his.get_by_text("This cannot be done as the order stands now")).to_be_visible()
    states = portal.aside(lambda: list(Order.objects.order_by("pk").values_list("state", flat=True)))
    assert states == ["cancelled", "cancelled", "confirmed"]
