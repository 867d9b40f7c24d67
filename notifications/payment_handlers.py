"""Notifications about payments: to the side that did not do it and has something from it, or to do about it."""

from typing import Any

from django.utils.translation import gettext as _

from notifications.handlers import address, path_of
from notifications.models import Notification
from notifications.moments import day_of
from notifications.recipients import people_of
from notifications.trust_handlers import tell_each
from payments.models import Charge, Dispute, PayAccount, Recovery, Refund, RefundProposal, Release, Subscription
from payments.models.holding import HoldParts
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
        if refund.at_hold_end:  # the supplier did not send it back: it hears of it too
            charge = refund.charge
            words: dict[str, Any] = {"title": charge.title, "amount": format_money(refund.money)}
            people = people_of([charge.payee_id], "sell", event)
            Notification.tell(people, event, path_of(charge), kind="refund.from_you", **words)


@subscribe("charge.hold_ending")
def cannot_be_held(event: Event) -> None:
    """Both sides, in their own languages, while it is still held."""
    charge = Charge.objects.filter(pk=event.subject_id).held().first()
    if charge is None or charge.held_until is None:
        return
    day, parts = day_of(charge.held_until), charge.hold_parts

    def words() -> dict[str, Any]:
        said = {"day": day, "result": at_hold_end(parts), "title": charge.title}
        return {**said, "amount": format_money(charge.releasable)}

    tell_each(people_of([charge.payer_id], "buy", event), event, path_of(charge), words)
    tell_each(people_of([charge.payee_id], "sell", event), event, path_of(charge), words)


def at_hold_end(parts: HoldParts) -> str:
    """In the reader's language: where it goes when it cannot be held any longer, as things are now."""
    if not parts.back.amount:
        return _("then it is paid out to the supplier")
    if not parts.on.amount:
        return _("then it goes back to the buyer")
    sums = {"on": format_money(parts.on), "back": format_money(parts.back)}
    return _("then %(on)s are paid out for what was shipped, and %(back)s go back to the buyer") % sums


@subscribe("refund.failed")
def not_sent_back(event: Event) -> None:
    refund = Refund.objects.filter(pk=event.subject_id).first()
    if refund is not None:
        tell(refund.charge, refund.charge.payee_id, "edit_company", event, refund.money)


@subscribe("refund.proposed")
def waits_for_another(event: Event) -> None:
    """To those who may confirm it, and to nobody else: who was invited since has no say."""
    row = RefundProposal.objects.select_related("charge").filter(pk=event.subject_id).open().first()
    if row is not None:
        people = people_of([row.charge.payee_id], "edit_company", event).filter(pk__in=row.deciders().values("user_id"))
        Notification.tell(people, event, path_of(row.charge), **said_of(row, row.proposed_by))


@subscribe("refund.proposal_declined")
def not_confirmed(event: Event) -> None:
    row = RefundProposal.objects.select_related("charge").filter(pk=event.subject_id).first()
    if row is not None:
        people = [
            one for one in people_of([row.charge.payee_id], "edit_company", event) if one.pk == row.proposed_by_id
        ]
        Notification.tell(people, event, path_of(row.charge), **said_of(row, row.decided_by))


def said_of(row: RefundProposal, who: Any) -> dict[str, Any]:
    return {"title": row.charge.title, "amount": format_money(row.money), "person": str(who or "–")}


@subscribe("payout.released")
def paid_out(event: Event) -> None:
    release = Release.objects.filter(pk=event.subject_id).first()
    if release is not None:
        tell(release.charge, release.charge.payee_id, "sell", event, release.money)


@subscribe("payout.failed")
def not_paid_out(event: Event) -> None:
    """To who looks after the account at Stripe: the reason is there, and the money is held as before."""
    release = Release.objects.filter(pk=event.subject_id, state="failed").first()
    if release is not None:
        tell(release.charge, release.charge.payee_id, "edit_company", event, release.money)


@subscribe("dispute.opened")
def disputed(event: Event) -> None:
    dispute = Dispute.objects.filter(pk=event.subject_id).first()
    if dispute is not None:
        tell(dispute.charge, dispute.charge.payee_id, "edit_company", event)


@subscribe("dispute.closed")
def dispute_ended(event: Event) -> None:
    """Lost: both sides hear that it is no payment any more. Won or dropped: the supplier."""
    dispute = (
        Dispute.objects.select_related("charge__payer").filter(pk=event.subject_id, closed_at__isnull=False).first()
    )
    if dispute is None:
        return
    charge, lost = dispute.charge, dispute.outcome == "lost"
    words: dict[str, Any] = {"title": charge.title, "amount": format_money(charge.in_own_currency(dispute.amount))}
    kind = "dispute.lost" if lost else "dispute.won"
    Notification.tell(people_of([charge.payee_id], "edit_company", event), event, path_of(charge), kind=kind, **words)
    if lost:
        people = people_of([charge.payer_id], "buy", event)
        Notification.tell(people, event, path_of(charge), kind="dispute.given_back", **words)


@subscribe("recovery.done", "recovery.owed", "recovery.settled")
def owed_back(event: Event) -> None:
    """What came off the supplier's account, or could not, or is settled; as long as it still is so."""
    states = {"recovery.done": "done", "recovery.owed": "owed", "recovery.settled": "closed"}
    debt = Recovery.objects.select_related("charge").filter(pk=event.subject_id, state=states[event.kind]).first()
    if debt is not None:
        words: dict[str, Any] = {"title": debt.charge.title, "amount": format_money(debt.money)}
        people = people_of([debt.charge.payee_id], "edit_company", event)
        Notification.tell(people, event, path_of(debt.charge), **words)


@subscribe("subscription.changed")
def plan_changed(event: Event) -> None:
    """Renewed as always is no news; what began, failed, is cancelled or has ended is."""
    row = Subscription.objects.select_related("plan").filter(pk=event.subject_id).first()
    if row is None:
        return
    people = people_of([row.company_id], "edit_company", event)
    tell_each(people, event, address("payments:plan"), lambda: {"result": row.as_words()})


@subscribe("pay_account.changed")
def account_changed(event: Event) -> None:
    account = PayAccount.objects.filter(pk=event.subject_id).first()
    if account is not None:
        people = people_of([account.company_id], "edit_company", event)
        Notification.tell(people, event, address("payments:home"), result=str(account.get_state_display()))
