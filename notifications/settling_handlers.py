"""Notifications about payments: to the people who buy or sell for the two companies of an order."""

from typing import Any

from notifications.handlers import address, path_of
from notifications.models import Notification
from notifications.moments import day_of
from notifications.recipients import people_of
from notifications.trust_handlers import tell_each
from portal.core.events import Event, subscribe
from portal.core.money import format_money
from trade.models import Instalment, LetterOfCredit, Order, OutsidePayment, PayeeAccount, Quotation


def tell(row: Instalment, people: Any, event: Event, company: str) -> None:
    """In each reader's language and manner of writing sums."""

    def words() -> dict[str, Any]:
        day = day_of(row.due_on) if row.due_on else ""
        return {"company": company, "title": row.order.title, "amount": format_money(abs(row.money)), "day": day}

    tell_each(people, event, path_of(row), words)


@subscribe("instalment.due", "instalment.soon", "instalment.overdue")
def to_be_paid(event: Event) -> None:
    """Who has to pay; of what is overdue the other side hears as well."""
    rows = Instalment.objects.filter(pk=event.subject_id or 0, state=Instalment.State.DUE, amount__gt=0)
    row = rows.select_related("order__buyer", "order__supplier").first()
    if row is None:
        return
    tell(row, people_of([row.order.buyer_id], "buy", event), event, row.order.supplier.name)
    if event.kind == "instalment.overdue":
        tell(row, people_of([row.order.supplier_id], "sell", event), event, row.order.buyer.name)


@subscribe("outside_payment.reported", "outside_payment.confirmed", "outside_payment.refused")
def outside(event: Event) -> None:
    """The other side of who did it, while it is so."""
    state = event.kind.rpartition(".")[2]
    rows = OutsidePayment.objects.filter(pk=event.subject_id or 0, state=state)
    proof = rows.select_related("instalment__order__buyer", "instalment__order__supplier").first()
    if proof is None:
        return
    row, order = proof.instalment, proof.instalment.order
    if state == "reported":
        people, company = people_of([order.supplier_id], "sell", event), order.buyer.name
    else:
        people, company = people_of([order.buyer_id], "buy", event), order.supplier.name

    def words() -> dict[str, Any]:
        money = proof.received_money or proof.money
        more = {"reason": proof.reason} if proof.reason else {}
        return {"company": company, "title": order.title, "amount": format_money(money), **more}

    tell_each(people, event, path_of(row), words)


@subscribe("letter_of_credit.opened", "letter_of_credit.accepted", "letter_of_credit.refused")
def letter(event: Event) -> None:
    rows = LetterOfCredit.objects.filter(pk=event.subject_id or 0, state=event.kind.rpartition(".")[2])
    found = rows.select_related("instalment__order__buyer", "instalment__order__supplier").first()
    if found is None:
        return
    order = found.instalment.order
    if found.state == LetterOfCredit.State.OPENED:
        people, company = people_of([order.supplier_id], "sell", event), order.buyer.name
    else:
        people, company = people_of([order.buyer_id], "buy", event), order.supplier.name
    Notification.tell(people, event, path_of(found.instalment), company=company, title=order.title)


@subscribe("order.payee_changing", "order.payee_changed")
def account_of_order(event: Event) -> None:
    order = Order.objects.open().select_related("supplier").filter(pk=event.subject_id or 0).first()
    if order is not None:
        people = people_of([order.buyer_id], "buy")
        Notification.tell(people, event, path_of(order), company=order.supplier.name, title=order.title)


@subscribe("quotation.payee_changing", "quotation.payee_changed")
def account_of_quotation(event: Event) -> None:
    quotation = Quotation.objects.live().select_related("supplier").filter(pk=event.subject_id or 0).first()
    if quotation is not None:
        people = people_of([quotation.buyer_id], "buy")
        Notification.tell(people, event, path_of(quotation), company=quotation.supplier.name, title=quotation.title)


@subscribe("payee_account.entered", "payee_account.in_force", "payee_account.stopped")
def own_account(event: Event) -> None:
    """All who may change it, who did it included: a stranger in their place would be seen."""
    account = PayeeAccount.objects.select_related("company").filter(pk=event.subject_id or 0).first()
    if account is not None:
        people = people_of([account.company_id], "edit_company")
        Notification.tell(people, event, address("trade:payee"), company=account.company.name)
