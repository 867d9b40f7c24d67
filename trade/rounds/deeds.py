"""What events of joint purchases mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "communities",
    {
        "round.drafted": _("began a joint purchase"),
        "round.discarded": _("deleted the draft of a joint purchase"),
        "round.opened": _("opened a joint purchase"),
        "round.extended": _("moved the deadline of a joint purchase"),
        "round.succeeded": _("closed a joint purchase"),
        "round.failed": _("closed a joint purchase that did not reach its minimum"),
        "round.cancelled": _("cancelled a joint purchase"),
        "round.asked": _("made the request of a joint purchase"),
        "pledge.made": _("pledged in a joint purchase"),
        "pledge.changed": _("changed its pledge in a joint purchase"),
        "pledge.withdrawn": _("withdrew its pledge in a joint purchase"),
        "pledge.release_asked": _("asked to be released from a pledge"),
        "pledge.released": _("released a member from its pledge"),
        "pledge.held": _("held a member to its pledge"),
        "split.price_accepted": _("accepted the price of its share in a joint purchase"),
        "split.price_refused": _("refused the price of its share in a joint purchase"),
        "split.received": _("confirmed that its share of a joint purchase has come"),
    },
)
