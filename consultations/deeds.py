"""What events of consultations mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "talk",
    {
        "room.opened": _("opened a consultation"),
        "message.posted": _("wrote in a consultation"),
        "message.edited": _("edited a message in a consultation"),
        "message.deleted": _("deleted a message in a consultation"),
        "message.pinned": _("pinned a message in a consultation"),
        "message.unpinned": _("took a pinned message down in a consultation"),
        "room.invited": _("invited a company to a consultation"),
        "room.joined": _("joined a consultation"),
        "room.invitation_declined": _("declined an invitation to a consultation"),
        "room.left": _("left a consultation"),
        "room.party_removed": _("removed a company from a consultation"),
        "room.help_asked": _("asked a colleague into a consultation"),
        "room.assigned": _("handed a consultation on"),
        "translation.consented": _("consented to translations by a service"),
        "translation.withdrawn": _("withdrew the consent to translations"),
        "auto_reply.kept": _("changed the automatic reply"),
    },
)
activity_words(
    "staff",
    {
        "room.closed": _("closed a consultation for writing"),
        "room.reopened": _("opened a consultation for writing again"),
        "talk.suspended": _("took the right to write in consultations"),
        "talk.restored": _("gave the right to write in consultations back"),
    },
    about=True,
)
