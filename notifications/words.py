"""The words of each kind of notification; what goes into them comes from `Notification.data`."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Words:
    """`title` says what happened, `call` what to do now; `icon` is a symbol of the sprite."""

    icon: str
    title: Any
    call: Any


WORDS: dict[str, Words] = {
    "inquiry.sent": Words("inbox", _("%(company)s asks about “%(title)s”"), _("Answer inquiry")),
    "inquiry.answered": Words("inbox", _("%(company)s answered your inquiry about “%(title)s”"), _("Read the answer")),
    "inquiry.closed": Words("inbox", _("The inquiry about “%(title)s” was closed"), _("See the inquiry")),
    "message.posted": Words("chat", _("%(company)s wrote to you about “%(title)s”"), _("Open the consultation")),
    "offer.expired": Words("offer", _("Your offer “%(title)s” has ended"), _("Renew it")),
    "import.finished": Words("upload", _("The import of “%(title)s” is finished"), _("See the result")),
    "import.failed": Words("upload", _("The file “%(title)s” could not be read"), _("See why")),
    "membership.asked": Words("community", _("%(company)s asks to join “%(title)s”"), _("Decide")),
    "membership.accepted": Words("community", _("Your company is now a member of “%(title)s”"), _("Visit it")),
    "membership.declined": Words("community", _("“%(title)s” did not take your company in"), _("See the community")),
    "membership.left": Words("community", _("%(company)s left “%(title)s”"), _("See the members")),
    "membership.ended": Words("company", _("You no longer act for %(company)s"), _("See your portal")),
    "handover.offered": Words("company", _("%(person)s wants to hand %(company)s over to you"), _("Answer")),
    "handover.declined": Words("company", _("%(person)s will not take %(company)s over"), _("See your people")),
    "thread.started": Words("community", _("%(company)s started “%(title)s” in %(community)s"), _("Read it")),
    "post.written": Words("community", _("%(company)s replied to “%(title)s” in %(community)s"), _("Read the reply")),
}
