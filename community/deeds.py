"""What events of communities mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "communities",
    {
        "community.founded": _("founded a community"),
        "community.changed": _("changed a community"),
        "community.rules_changed": _("changed the rules of a community"),
        "community.closed": _("closed a community"),
        "community.reopened": _("opened a closed community again"),
        "community.asked_inside": _("asked to become a part of another community"),
        "community.taken_in": _("took a community into another"),
        "community.turned_away": _("turned a community away that wanted to become a part"),
        "community.went_out": _("made a community stand on its own"),
        "community.invited": _("invited somebody into a community"),
        "community.invitation_withdrawn": _("withdrew an invitation into a community"),
        "community.invitation_declined": _("declined an invitation into a community"),
        "membership.joined": _("joined a community"),
        "membership.removed": _("removed a company from a community"),
        "membership.ban_lifted": _("let a removed company ask again"),
        "membership.role_given": _("gave a company another role in a community"),
        "membership.handed_over": _("handed a community over"),
        "membership.rules_accepted": _("accepted the rules of a community"),
        "membership.asked": _("asked to join a community"),
        "membership.accepted": _("let a company into a community"),
        "membership.declined": _("declined a company’s request to join"),
        "membership.left": _("left a community"),
        "thread.started": _("started a thread"),
        "thread.moderated": _("pinned, opened or closed a thread"),
        "thread.moved": _("moved a thread to another category"),
        "thread.renamed": _("renamed a thread"),
        "thread.answered": _("accepted an answer"),
        "post.written": _("wrote in a community"),
        "post.edited": _("changed a post"),
        "post.removed": _("removed a post"),
        "post.mentioned": _("named somebody in a post"),
        "poll.voted": _("voted in a poll"),
        "poll.ended": _("closed a poll"),
        "talk_category.added": _("added a category of threads"),
        "talk_category.changed": _("changed a category of threads"),
        "talk_category.removed": _("removed a category of threads"),
    },
)
