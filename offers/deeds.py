"""What events of offers and inquiries mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "offers",
    {
        "offer.drafted": _("drafted an offer"),
        "offer.changed": _("changed an offer"),
        "offer.published": _("published an offer"),
        "offer.held": _("posted an offer that our staff look at first"),
        "offer.filled": _("marked an offer as sold or filled"),
        "offer.withdrawn": _("withdrew an offer"),
        "offer.reinstated": _("put an offer back after an appeal"),
        "offer.renewed": _("renewed an offer"),
        "inquiry.sent": _("sent an inquiry"),
        "inquiry.answered": _("answered an inquiry"),
        "inquiry.asked_again": _("asked again in an inquiry"),
        "inquiry.closed": _("closed an inquiry"),
        "inquiry.reopened": _("reopened an inquiry"),
        "inquiry.reminded": _("reminded of an inquiry"),
        "inquiry.assigned": _("handed on an inquiry"),
        "inquiry.noted": _("wrote a note beside an inquiry"),
        "inquiry.reported": _("reported an inquiry as spam"),
        "inquiry.contact_shared": _("shared contact details in an inquiry"),
        "inquiry.contact_seen": _("was shown contact details in an inquiry"),
        "inquiry.contact_withdrawn": _("took back contact details in an inquiry"),
        "inquiry_batch.sent": _("asked several suppliers at once"),
        "canned_reply.kept": _("changed a prepared reply"),
        "canned_reply.removed": _("deleted a prepared reply"),
        "routing.changed": _("changed who gets which inquiry"),
    },
)

activity_words(
    "quotations",
    {
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
