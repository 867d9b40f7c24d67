"""What events of communities mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "communities",
    {
        "community.founded": _("founded a community"),
        "community.changed": _("changed a community"),
        "membership.asked": _("asked to join a community"),
        "membership.accepted": _("let a company into a community"),
        "membership.declined": _("declined a company’s request to join"),
        "membership.left": _("left a community"),
        "thread.started": _("started a thread"),
        "thread.moderated": _("pinned, opened or closed a thread"),
        "post.written": _("wrote in a community"),
    },
)
