"""That something was written in a talk may be told to the companies that take part: who and where, never the words.

Words of a talk can be edited, and deleted for good; the log of a webhook keeps for a month what was sent, and the
receiver for as long as it likes. No key reads them at the API either: whoever wants them opens the talk.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from companies.webhooks.outgoing import tell_companies
from consultations.models import Message
from portal.core.actor import Actor


def taking_part(message: Message) -> Iterable[int]:
    parties: Any = message.room.parties
    return list(parties.here().values_list("company_id", flat=True))


def message_shown(message: Message, reader: Actor) -> dict[str, Any]:
    room = message.room
    return {
        "ref": f"{room.ref}/{message.number}",
        "state": "deleted" if message.deleted_at else "posted",
        "url": room.get_absolute_url(),
        "room": room.ref,
        "title": room.title,
        "number": message.number,
        "company": message.company.slug,
        "is_own": reader.acts_for(message.company_id),
        "is_automatic": message.is_automatic,
        "at": message.created_at,
    }


tell_companies(
    "message",
    _("Consultations"),
    Message,
    {"message.posted": _("Something was written in a consultation")},
    parties=taking_part,
    shown=message_shown,
)
