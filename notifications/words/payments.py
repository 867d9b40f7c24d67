"""What is said of payments."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

WORDS: dict[str, Words] = {
    "charge.paid": Words("check", _("%(company)s has paid %(amount)s: “%(title)s”"), _("See it"), Group.ORDERS),
    "charge.failed": Words("warning", _("The payment “%(title)s” did not succeed"), _("See it"), Group.ORDERS),
    "charge.hold_ending": Words(
        "warning",
        _("%(amount)s for “%(title)s” can be held until %(day)s only: %(result)s"),
        _("See what will happen"),
        Group.ORDERS,
    ),
    "refund.made": Words("check", _("%(amount)s were sent back to you: “%(title)s”"), _("See it"), Group.ORDERS),
    "refund.failed": Words(
        "warning", _("%(amount)s could not be sent back: “%(title)s”"), _("See what to do"), Group.ORDERS
    ),
    "refund.proposed": Words(
        "lock",
        _("%(person)s asks to send %(amount)s back: “%(title)s”. It needs you to confirm it"),
        _("Look at it"),
        Group.ORDERS,
    ),
    "refund.proposal_declined": Words(
        "warning",
        _("%(person)s did not confirm that %(amount)s go back: “%(title)s”"),
        _("See it"),
        Group.ORDERS,
    ),
    "payout.released": Words("check", _("%(amount)s are paid out to you: “%(title)s”"), _("See it"), Group.ORDERS),
    "payout.failed": Words(
        "warning", _("%(amount)s could not be paid out to you: “%(title)s”"), _("See what to do"), Group.ORDERS
    ),
    "dispute.opened": Words(
        "warning", _("The payer's bank disputes the payment “%(title)s”"), _("See the payment"), Group.ORDERS
    ),
    "dispute.lost": Words(
        "warning",
        _("The payer's bank has decided: %(amount)s of “%(title)s” stay with the payer"),
        _("See what follows"),
        Group.ORDERS,
    ),
    "dispute.given_back": Words(
        "warning",
        _("Your bank gave %(amount)s back to you: “%(title)s” counts as not paid"),
        _("See the payment"),
        Group.ORDERS,
    ),
    "dispute.won": Words(
        "check",
        _("The dispute about “%(title)s” is over: the payment of %(amount)s stands"),
        _("See the payment"),
        Group.ORDERS,
    ),
    "recovery.done": Words(
        "warning",
        _("%(amount)s were taken back from your account at Stripe after a lost dispute: “%(title)s”"),
        _("See why"),
        Group.ORDERS,
    ),
    "recovery.owed": Words(
        "warning",
        _("You owe %(amount)s after a lost dispute; they are kept back from your next payouts: “%(title)s”"),
        _("See why"),
        Group.ORDERS,
    ),
    "recovery.settled": Words(
        "check", _("What you owed after a lost dispute is settled: “%(title)s”"), _("See it"), Group.ORDERS
    ),
    "refund.from_you": Words(
        "warning", _("%(amount)s went back to the buyer: “%(title)s”"), _("See why"), Group.ORDERS
    ),
    "subscription.changed": Words("check", _("Your plan has changed: %(result)s"), _("See your plan"), Group.COMPANY),
    "pay_account.changed": Words(
        "check", _("Your account at Stripe has changed: %(result)s"), _("See your payments"), Group.COMPANY
    ),
}
