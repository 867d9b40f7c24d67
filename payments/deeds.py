"""What events of payments mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "payments",
    {
        "charge.begun": _("began a payment"),
        "charge.cancel_asked": _("cancelled a payment"),
        "charge.hold_ending": _("was told that a held payment nears its end"),
        "refund.asked": _("sent money back"),
        "refund.proposed": _("asked to send money back, which a second person confirms"),
        "refund.proposal_confirmed": _("confirmed that money goes back"),
        "refund.proposal_declined": _("declined that money goes back"),
        "refund.proposal_withdrawn": _("took back a refund that waited for a second person"),
        "payout.asked": _("released a delayed payout"),
        "recovery.asked": _("owes back what the payer's bank has taken back"),
        "recovery.settled": _("has settled what was owed back after a lost dispute"),
        "recovery.settlement_proposed": _("has said how a debt after a lost dispute was settled"),
        "recovery.proposal_taken_back": _("has taken back how a debt after a lost dispute was settled"),
        "pay_account.begun": _("began to connect an account at Stripe"),
        "subscription.begun": _("chose a plan"),
    },
)
