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
        "offer.renewed": _("renewed an offer"),
        "inquiry.sent": _("sent an inquiry"),
        "inquiry.answered": _("answered an inquiry"),
        "inquiry.closed": _("closed an inquiry"),
    },
)
