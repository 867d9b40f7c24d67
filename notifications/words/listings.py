"""What is said of listings, offers, saved searches and reports."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

WORDS: dict[str, Words] = {
    "offer.expired": Words("offer", _("Your offer “%(title)s” has ended"), _("Renew it"), Group.OFFERS),
    "offer.ending": Words("offer", _("Your offer “%(title)s” ends on %(day)s"), _("Renew it"), Group.OFFERS),
    "offer.approved": Words("offer", _("Your offer “%(title)s” is on the board"), _("See the offer"), Group.OFFERS),
    "offer.rejected": Words(
        "warning", _("Your offer “%(title)s” was rejected"), _("Read why and put it right"), Group.OFFERS
    ),
    "offer.left_circle": Words(
        "offer",
        _("Your offer “%(title)s” was withdrawn: your company left the community it was for"),
        _("See the offer"),
        Group.OFFERS,
    ),
    "import.finished": Words("upload", _("The import of “%(title)s” is finished"), _("See the result"), Group.OFFERS),
    "import.failed": Words("upload", _("The file “%(title)s” could not be read"), _("See why"), Group.OFFERS),
    "saved_search.matched": Words(
        "search", _("%(count)s new for “%(title)s”: %(first)s"), _("See what is new"), Group.SEARCHES
    ),
    "product.submitted": Words(
        "clock",
        _("“%(title)s” waits for our check"),
        _("See your listings"),
        Group.LISTINGS,
        many=_("%(times)s listings of %(company)s wait for our check"),
    ),
    "product.waiting": Words(
        "clock",
        _("“%(title)s” waits for our check. %(wait)s"),
        _("See your listings"),
        Group.LISTINGS,
        many=_("%(times)s listings of %(company)s wait for our check. %(wait)s"),
    ),
    "product.approved": Words(
        "check",
        _("“%(title)s” is on the market"),
        _("See your listings"),
        Group.LISTINGS,
        many=_("%(times)s listings of %(company)s are on the market"),
    ),
    "product.rejected": Words(
        "warning", _("“%(title)s” was rejected – %(reason)s"), _("Read why and put it right"), Group.LISTINGS
    ),
    "product.appeal_answered": Words(
        "flag", _("Your appeal about “%(title)s” was answered"), _("Read the answer"), Group.LISTINGS
    ),
    "listings.released": Words(
        "check",
        _("%(company)s is trusted: its waiting listings are on the market (%(count)s)"),
        _("See your listings"),
        Group.LISTINGS,
    ),
    "listings.expiring": Words(
        "clock", _("Listings of %(company)s expire within two weeks: %(count)s"), _("Renew them"), Group.LISTINGS
    ),
    "listings.expired": Words(
        "clock",
        _("Listings of %(company)s have expired and are no longer found: %(count)s"),
        _("Renew them"),
        Group.LISTINGS,
    ),
    "report.settled": Words(
        "flag", _("Your report about “%(title)s”: %(result)s"), _("See your reports"), Group.LISTINGS
    ),
    "report.change_asked": Words(
        "flag", _("Our staff ask you to change “%(title)s” – %(reason)s"), _("Read what to change"), Group.LISTINGS
    ),
    "report.taken_down": Words(
        "warning", _("“%(title)s” was taken down – %(reason)s"), _("Read why, or appeal"), Group.LISTINGS
    ),
    "report.appeal_answered": Words(
        "flag", _("Your appeal about “%(title)s” was answered"), _("Read the answer"), Group.LISTINGS
    ),
    "talk.warned": Words(
        "warning",
        _("Our staff warn your company after “%(title)s” – %(reason)s"),
        _("Read why, or appeal"),
        Group.MESSAGES,
    ),
    "talk.closed_after_report": Words(
        "warning",
        _("Our staff closed “%(title)s” for writing – %(reason)s"),
        _("Read why, or appeal"),
        Group.MESSAGES,
    ),
    "talk.suspended_after_report": Words(
        "warning",
        _("Your company may not write in consultations for a time, after “%(title)s” – %(reason)s"),
        _("Read why, or appeal"),
        Group.MESSAGES,
    ),
}
