"""What events of quotations mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words
from trade.invoices import deeds as invoice_deeds  # noqa: F401  (its own words)
from trade.orders import deeds as order_deeds  # noqa: F401  (its own words)
from trade.pooled import deeds as pool_deeds  # noqa: F401  (its own words)
from trade.rounds import deeds  # noqa: F401  (its own words)
from trade.settling import deeds as settling_deeds  # noqa: F401  (its own words)

activity_words(
    "quotations",
    {
        "quotation.drafted": _("began a quotation"),
        "quotation.approval_asked": _("asked a colleague to approve a quotation"),
        "quotation.approved": _("approved a quotation"),
        "quotation.approval_refused": _("did not approve a quotation"),
        "quotation.rules_changed": _("changed the rules for quotations"),
        "quotation.submitted": _("handed in a quotation"),
        "quotation.revised": _("revised a quotation"),
        "quotation.countered": _("made a counter-offer"),
        "quotation.confirmed": _("confirmed a quotation after the request was changed"),
        "quotation.accepted": _("accepted a quotation"),
        "quotation.declined": _("declined a quotation"),
        "quotation.withdrawn": _("withdrew a quotation"),
        "weights.saved": _("weighed what matters in a comparison of quotations"),
        "estimate.saved": _("entered an estimate of freight and insurance"),
    },
)
