"""What events of invoices mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "quotations",
    {
        "invoice.drafted": _("began an invoice"),
        "invoice.discarded": _("deleted the draft of an invoice"),
        "invoice.issued": _("issued an invoice"),
        "invoice.credited": _("issued a credit note"),
        "proforma.issued": _("issued a pro-forma invoice"),
    },
)
