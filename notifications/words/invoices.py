"""What is said of invoices."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

WORDS: dict[str, Words] = {
    "invoice.issued": Words(
        "file", _("%(company)s issued invoice %(number)s for “%(title)s”"), _("Read the invoice"), Group.ORDERS
    ),
    "proforma.issued": Words(
        "file", _("%(company)s sent a pro-forma invoice for “%(title)s”"), _("Read the invoice"), Group.ORDERS
    ),
    "invoice.credited": Words(
        "file", _("%(company)s issued credit note %(number)s for “%(title)s”"), _("Read it"), Group.ORDERS
    ),
}
