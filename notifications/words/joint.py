"""What is said of joint purchases and joint answers."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

WORDS: dict[str, Words] = {
    "round.opened": Words(
        "scale",
        _("Joint purchase in %(community)s: “%(title)s”, until %(day)s"),
        _("Look at it, and pledge"),
        Group.COMMUNITIES,
    ),
    "round.reached": Words(
        "scale",
        _("“%(title)s” takes place: %(total)s are pledged, at %(price)s now"),
        _("See how it stands"),
        Group.COMMUNITIES,
    ),
    "round.tier_reached": Words(
        "scale",
        _("“%(title)s” has reached %(total)s: everybody pays %(price)s now"),
        _("See how it stands"),
        Group.COMMUNITIES,
    ),
    "round.closing_soon": Words(
        "clock", _("“%(title)s” closes within a day"), _("See how it stands"), Group.COMMUNITIES
    ),
    "round.extended": Words("clock", _("“%(title)s” goes on until %(day)s"), _("See how it stands"), Group.COMMUNITIES),
    "round.succeeded": Words(
        "check", _("“%(title)s” is closed: the members order together"), _("See your share"), Group.COMMUNITIES
    ),
    "round.failed": Words(
        "scale",
        _("“%(title)s” did not reach its minimum: all pledges are released"),
        _("See how it ended"),
        Group.COMMUNITIES,
    ),
    "round.cancelled": Words(
        "warning", _("“%(title)s” was cancelled: all pledges are released"), _("Read why"), Group.COMMUNITIES
    ),
    "round.fell_through": Words(
        "warning",
        _("No supplier was chosen for “%(title)s”: all shares are released"),
        _("See how it ended"),
        Group.COMMUNITIES,
    ),
    "pledge.release_asked": Words(
        "scale", _("%(company)s asks to be released from “%(title)s”"), _("Decide"), Group.COMMUNITIES
    ),
    "pledge.dropped": Words(
        "scale",
        _("%(company)s is no longer a member: its pledge in “%(title)s” does not count any more"),
        _("See how it stands"),
        Group.COMMUNITIES,
    ),
    "pledge.stays": Words(
        "lock",
        _("%(company)s has left: its pledge of %(quantity)s in “%(title)s” stays binding until it closes"),
        _("See how it stands"),
        Group.COMMUNITIES,
    ),
    "pledge.fell": Words(
        "scale",
        _("Your company’s pledge in “%(title)s” does not count any more: nothing binds it there"),
        _("See your communities"),
        Group.COMMUNITIES,
    ),
    "pledge.released": Words(
        "check", _("The steward has released you from your pledge in “%(title)s”"), _("See it"), Group.COMMUNITIES
    ),
    "pledge.held": Words(
        "scale", _("Your pledge in “%(title)s” stands: the steward did not release you"), _("See it"), Group.COMMUNITIES
    ),
    "split.agreed": Words(
        "check", _("Agreed with the supplier: your share of “%(title)s” is %(amount)s"), _("See it"), Group.COMMUNITIES
    ),
    "split.price_asked": Words(
        "warning",
        _("The price for “%(title)s” is another than pledged: your share would be %(amount)s"),
        _("Accept it or not"),
        Group.COMMUNITIES,
    ),
    "split.price_refused": Words(
        "warning", _("%(company)s does not take its share of “%(title)s” at this price"), _("See"), Group.COMMUNITIES
    ),
    "split.received": Words(
        "truck", _("%(company)s has received its share of “%(title)s”"), _("See all shares"), Group.COMMUNITIES
    ),
    "pool.opened": Words(
        "offer",
        _("%(company)s answers “%(title)s” together with members of %(community)s: promise your part"),
        _("See what is needed"),
        Group.COMMUNITIES,
    ),
    "pool.closed": Words(
        "offer", _("The joint quotation on “%(title)s” waits for your consent"), _("Read it"), Group.COMMUNITIES
    ),
    "pool.consented": Words(
        "check", _("%(company)s consents to the joint quotation on “%(title)s”"), _("See who agrees"), Group.COMMUNITIES
    ),
    "pool.objected": Words(
        "warning", _("%(company)s objects to the joint quotation on “%(title)s”"), _("Read why"), Group.COMMUNITIES
    ),
    "pool.sent": Words(
        "send", _("The joint quotation on “%(title)s” is with the buyer"), _("See your part"), Group.COMMUNITIES
    ),
    "pool.won": Words(
        "check", _("The joint quotation on “%(title)s” was accepted"), _("See your part"), Group.COMMUNITIES
    ),
    "pool.cancelled": Words(
        "warning", _("The joint answer to “%(title)s” was cancelled"), _("Read why"), Group.COMMUNITIES
    ),
}
