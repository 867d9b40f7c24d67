"""What events of payments mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "quotations",
    {
        "instalment.spread": _("spread an instalment of an order over several parts"),
        "outside_payment.reported": _("reported a bank transfer for an order"),
        "outside_payment.confirmed": _("confirmed that money for an order has come"),
        "outside_payment.refused": _("said that money for an order has not come"),
        "outside_payment.withdrawn": _("took back the report of a bank transfer"),
        "letter_of_credit.opened": _("named a letter of credit for an order"),
        "letter_of_credit.accepted": _("accepted a letter of credit"),
        "letter_of_credit.refused": _("refused a letter of credit"),
    },
)
activity_words(
    "company",
    {
        "payee_account.entered": _("entered another account to be paid to"),
        "payee_account.approved": _("approved the account to be paid to"),
        "payee_account.stopped": _("stopped an account to be paid to"),
    },
)
