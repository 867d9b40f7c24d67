"""What events of consultations mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "talk",
    {
        "room.opened": _("opened a consultation"),
        "message.posted": _("wrote in a consultation"),
        "room.assigned": _("handed a consultation on"),
        "auto_reply.kept": _("changed the automatic reply"),
    },
)
