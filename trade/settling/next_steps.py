"""What payments ask for: to pay what is due, to confirm what has come, to approve an account."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from companies.waiting import within
from portal.core.actor import Actor
from portal.core.money import format_money
from trade.orders.next_steps import orders
from trade.settling.models import Instalment, LetterOfCredit, OutsidePayment, PayeeAccount

State = Instalment.State


def accounts_waiting(actor: Actor) -> QuerySet[PayeeAccount]:
    """Another account to be paid to, that a colleague has entered."""
    return PayeeAccount.objects.visible_to(actor).filter(state=PayeeAccount.State.WAITING)


@next_step(8, accounts_waiting)
def approve_account(actor: Actor, waiting: list[PayeeAccount]) -> NextStep | None:
    if not waiting[0].can_be_approved_by(actor):
        return None
    title = _("A colleague has entered another account for your company to be paid to")
    text = _("Compare it with a paper of your bank. If you know nothing of it, stop it.")
    return NextStep("lock", title, text, _("Look at it"), reverse("trade:payee"))


@within(orders)
def transfers_reported(actor: Actor) -> QuerySet[OutsidePayment]:
    rows = OutsidePayment.objects.filter(state=OutsidePayment.State.REPORTED)
    rows = rows.filter(instalment__order__supplier_id=actor.company_id) if may_sell(actor) else rows.none()
    return rows.select_related("instalment__order__buyer").order_by("pk")


@within(orders)
def letters_named(actor: Actor) -> QuerySet[LetterOfCredit]:
    rows = LetterOfCredit.objects.filter(state=LetterOfCredit.State.OPENED)
    rows = rows.filter(instalment__order__supplier_id=actor.company_id) if may_sell(actor) else rows.none()
    return rows.select_related("instalment__order__buyer").order_by("pk")


def may_sell(actor: Actor) -> bool:
    return actor.company is not None and actor.may("sell")


@next_step(9, transfers_reported, letters_named)
def confirm_receipt(actor: Actor, reported: list[OutsidePayment], named: list[LetterOfCredit]) -> NextStep:
    """A buyer has reported a transfer, or named a letter of credit."""
    for proof in reported:
        order = proof.instalment.order
        words = {"company": order.buyer.name, "sum": format_money(proof.money), "title": order.title}
        title = _("%(company)s reports %(sum)s for “%(title)s”") % words
        text = _("Look at your bank’s statement, and say whether it has come.")
        return NextStep("check", title, text, _("Confirm or refuse"), proof.instalment.get_absolute_url())
    part = named[0].instalment
    title = _("A letter of credit is named for “%(title)s”") % {"title": part.order.title}
    return NextStep("check", title, _("Compare it with your order."), _("Look at it"), part.get_absolute_url())


@within(orders)
def to_pay(actor: Actor) -> QuerySet[Instalment]:
    """What the acting company owes, what is due first in front."""
    if actor.company is None or not actor.may("buy"):
        return Instalment.objects.none()
    due = Instalment.objects.filter(state=State.DUE, order__buyer_id=actor.company_id, amount__gt=0)
    due = due.exclude(order__state="cancelled").exclude(letters__state="accepted")
    return due.select_related("order").order_by("due_on", "pk")


@next_step(11, to_pay)
def pay(actor: Actor, due: list[Instalment]) -> NextStep | None:
    """The instalment that is due first."""
    row = due[0]
    if row.due_on is None:
        return None
    words = {"sum": format_money(row.money), "title": row.order.title}
    day = {"day": date_format(row.due_on, "DATE_FORMAT")}
    late = row.due_on < timezone.localdate()
    text = _("It was due on %(day)s.") % day if late else _("It is due on %(day)s.") % day
    return NextStep("clock", _("Pay %(sum)s for “%(title)s”") % words, text, _("See how"), row.get_absolute_url())
