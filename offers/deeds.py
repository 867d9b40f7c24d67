"""What events of offers and inquiries mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "offers",
    {
        "offer.drafted": _("drafted an offer"),
        "offer.changed": _("changed an offer"),
        "offer.published": _("published an offer"),
        "offer.withdrawn": _("withdrew an offer"),
        "offer.renewed": _("renewed an offer"),
        "inquiry.sent": _("sent an inquiry"),
        "inquiry.answered": _("answered an inquiry"),
        "inquiry.closed": _("closed an inquiry"),
        "rfq.drafted": _("began a request for quotation"),
        "rfq.changed": _("changed a draft of a request for quotation"),
        "rfq.discarded": _("deleted a draft of a request for quotation"),
        "rfq.submitted": _("handed in a request for quotation for review"),
        "rfq.taken_back": _("took a request for quotation back from review"),
        "rfq.published": _("published a request for quotation"),
        "rfq.amended": _("changed an open request for quotation"),
        "rfq.asked": _("asked about a request for quotation"),
        "rfq.question_answered": _("answered a question about a request for quotation"),
        "rfq.invited": _("invited a supplier to quote"),
        "rfq.passed": _("passed on a request for quotation"),
        "rfq.evaluating": _("ended the time for quotations"),
        "rfq.awarded": _("awarded a request for quotation"),
        "rfq.closed": _("closed a request for quotation without award"),
        "rfq.cancelled": _("cancelled a request for quotation"),
    },
)
