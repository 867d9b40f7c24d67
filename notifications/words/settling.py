"""What is said of instalments, transfers, letters of credit, and the accounts that money goes to."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

CHANGING = _("%(company)s is changing its bank account: pay to no new one yet (“%(title)s”)")
CHANGED = _("%(company)s has another bank account now: see it at “%(title)s”, and nowhere else")

WORDS: dict[str, Words] = {
    "instalment.due": Words(
        "clock", _("%(amount)s for “%(title)s” is to be paid until %(day)s"), _("See how"), Group.ORDERS
    ),
    "instalment.soon": Words(
        "clock", _("%(amount)s for “%(title)s” is due on %(day)s"), _("Pay, or report a transfer"), Group.ORDERS
    ),
    "instalment.overdue": Words(
        "warning", _("%(amount)s for “%(title)s” was due on %(day)s"), _("See how it stands"), Group.ORDERS
    ),
    "outside_payment.reported": Words(
        "inbox",
        _("%(company)s reports a transfer of %(amount)s for “%(title)s”"),
        _("Confirm or refuse"),
        Group.ORDERS,
    ),
    "outside_payment.confirmed": Words(
        "check", _("%(company)s has received %(amount)s for “%(title)s”"), _("See how it stands"), Group.ORDERS
    ),
    "outside_payment.refused": Words(
        "warning",
        _("%(company)s has not received %(amount)s for “%(title)s” – %(reason)s"),
        _("See what to do"),
        Group.ORDERS,
    ),
    "letter_of_credit.opened": Words(
        "inbox", _("%(company)s names a letter of credit for “%(title)s”"), _("Accept or refuse it"), Group.ORDERS
    ),
    "letter_of_credit.accepted": Words(
        "check", _("%(company)s accepts your letter of credit for “%(title)s”"), _("See how it stands"), Group.ORDERS
    ),
    "letter_of_credit.refused": Words(
        "warning", _("%(company)s refuses your letter of credit for “%(title)s”"), _("Read why"), Group.ORDERS
    ),
    "order.payee_changing": Words("warning", CHANGING, _("See the order"), Group.SECURITY),
    "order.payee_changed": Words("warning", CHANGED, _("See the order"), Group.SECURITY),
    "quotation.payee_changing": Words("warning", CHANGING, _("See the quotation"), Group.SECURITY),
    "quotation.payee_changed": Words("warning", CHANGED, _("See the quotation"), Group.SECURITY),
    "payee_account.entered": Words(
        "lock", _("Another account to be paid to was entered for %(company)s"), _("Approve or stop it"), Group.SECURITY
    ),
    "payee_account.in_force": Words(
        "lock", _("%(company)s is paid to another account now"), _("Look at it"), Group.SECURITY
    ),
    "payee_account.stopped": Words(
        "lock", _("An account to be paid to was stopped for %(company)s"), _("Look at it"), Group.SECURITY
    ),
}
