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
        "company_block.put_up": _("blocked a company"),
        "company_block.lifted": _("takes inquiries of a company again"),
        "canned_reply.kept": _("changed a prepared reply"),
        "canned_reply.removed": _("deleted a prepared reply"),
        "routing.changed": _("changed who gets which inquiry"),
    },
)
