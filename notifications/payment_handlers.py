"""Notifications about payments: to the side that did not do it and has something from it, or to do about it."""

from typing import Any

from notifications.handlers import address, path_of
from notifications.models import Notification
from notifications.recipients import people_of
from payments.models import Charge, Dispute, PayAccount, Refund, Release
from portal.core.events import Event, subscribe
from portal.core.money import format_money


def tell(charge: Charge, company: int, power: str, event: Event, money: Any = None) -> None:
    words: dict[str, Any] = {
        "title": charge.title,
        "company": charge.payer.name,
        "amount": format_money(money or charge.money),
    }
    Notification.tell(people_of([company], power, event), event, path_of(charge), **words)


@subscribe("charge.paid")
def paid(event: Event) -> None:
    charge = Charge.objects.filter(pk=event.subject_id, state=Charge.State.PAID).first()
    if charge is not None:
        tell(charge, charge.payee_id, "sell", event)


@subscribe("charge.failed")
def failed(event: Event) -> None:
    charge = Charge.objects.filter(pk=event.subject_id, state=Charge.State.FAILED).first()
    if charge is not None:
        tell(charge, charge.payer_id, "buy", event)


@subscribe("refund.made")
def sent_back(event: Event) -> None:
    refund = Refund.objects.filter(pk=event.subject_id).first()
    if refund is not None:
        tell(refund.charge, refund.charge.payer_id, "buy", event, refund.money)


@subscribe("refund.failed")
def not_sent_back(event: Event) -> None:
    refund = Refund.objects.filter(pk=event.subject_id).first()
    if refund is not None:
        tell(refund.charge, refund.charge.payee_id, "edit_company", event, refund.money)


@subscribe("payout.released")
def paid_out(event: Event) -> None:
    release = Release.objects.filter(pk=event.subject_id).first()
    if release is not None:
        tell(release.charge, release.charge.payee_id, "sell", event, release.money)


@subscribe("dispute.opened")
def disputed(event: Event) -> None:
    dispute = Dispute.objects.filter(pk=event.subject_id).first()
    if dispute is not None:
        tell(dispute.charge, dispute.charge.payee_id, "edit_company", event)


@subscribe("pay_account.changed")
def account_changed(event: Event) -> None:
    account = PayAccount.objects.filter(pk=event.subject_id).first()
    if account is not None:
        people = people_of([account.company_id], "edit_company", event)
        Notification.tell(people, event, address("payments:home"), result=str(account.get_state_display()))
