"""What payments ask for: to pay what is due, to confirm what has come, to approve an account."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from companies.steps import NextStep, next_step
from portal.core.actor import Actor
from portal.core.money import format_money
from trade.settling.models import Instalment, LetterOfCredit, OutsidePayment, PayeeAccount

State = Instalment.State


@next_step(8)
def approve_account(actor: Actor) -> NextStep | None:
    """A colleague has entered another account to be paid to."""
    if actor.company is None:
        return None
    waiting = PayeeAccount.objects.visible_to(actor).waiting(actor.company)
    if waiting is None or not waiting.can_be_approved_by(actor):
        return None
    title = _("A colleague has entered another account for your company to be paid to")
    text = _("Compare it with a paper of your bank. If you know nothing of it, stop it.")
    return NextStep("lock", title, text, _("Look at it"), reverse("trade:payee"))


@next_step(9)
def confirm_receipt(actor: Actor) -> NextStep | None:
    """A buyer has reported a transfer, or named a letter of credit."""
    if actor.company is None or not actor.may("sell"):
        return None
    reported = OutsidePayment.objects.filter(
        state=OutsidePayment.State.REPORTED, instalment__order__supplier_id=actor.company_id
    )
    proof = reported.select_related("instalment__order__buyer").order_by("pk").first()
    if proof is not None:
        order = proof.instalment.order
        words = {"company": order.buyer.name, "sum": format_money(proof.money), "title": order.title}
        title = _("%(company)s reports %(sum)s for “%(title)s”") % words
        text = _("Look at your bank’s statement, and say whether it has come.")
        return NextStep("check", title, text, _("Confirm or refuse"), proof.instalment.get_absolute_url())
    letters = LetterOfCredit.objects.filter(
        state=LetterOfCredit.State.OPENED, instalment__order__supplier_id=actor.company_id
    )
    letter = letters.select_related("instalment__order__buyer").order_by("pk").first()
    if letter is None:
        return None
    title = _("A letter of credit is named for “%(title)s”") % {"title": letter.instalment.order.title}
    return NextStep(
        "check", title, _("Compare it with your order."), _("Look at it"), letter.instalment.get_absolute_url()
    )


@next_step(11)
def pay(actor: Actor) -> NextStep | None:
    """The instalment that is due first; refunds that are owed, too."""
    if actor.company is None:
        return None
    due = Instalment.objects.filter(state=State.DUE).exclude(order__state="cancelled").select_related("order")
    row = None
    if actor.may("buy"):
        mine = due.filter(order__buyer_id=actor.company_id, amount__gt=0).exclude(letters__state="accepted")
        row = mine.order_by("due_on", "pk").first()
    if row is None or row.due_on is None:
        return None
    words = {"sum": format_money(row.money), "title": row.order.title}
    day = {"day": date_format(row.due_on, "DATE_FORMAT")}
    late = row.due_on < timezone.localdate()
    text = _("It was due on %(day)s.") % day if late else _("It is due on %(day)s.") % day
    return NextStep("clock", _("Pay %(sum)s for “%(title)s”") % words, text, _("See how"), row.get_absolute_url())
