"""The words of all notifications: a new kind is a line in the module of its matter, and a handler tells of it."""

from django.utils.translation import gettext_lazy as _

from notifications.words import (
    communities,
    company,
    deals,
    events,
    initiatives,
    invoices,
    joint,
    listings,
    moderation,
    orders,
    payments,
    settling,
    site,
    talks,
)
from notifications.words.groups import ALWAYS_MAILED, MEANINGS, SWITCHABLE, Group, Words

__all__ = ["ALWAYS_MAILED", "MEANINGS", "SWITCHABLE", "WORDS", "Group", "Words", "kinds_of", "words_of"]

UNKNOWN = Words("bell", _("Something happened that is no longer told of"), _("See your portal"), Group.COMPANY)

WORDS: dict[str, Words] = {
    **deals.WORDS,
    **company.WORDS,
    **talks.WORDS,
    **listings.WORDS,
    **communities.WORDS,
    **events.WORDS,
    **initiatives.WORDS,
    **invoices.WORDS,
    **joint.WORDS,
    **orders.WORDS,
    **moderation.WORDS,
    **payments.WORDS,
    **settling.WORDS,
    **site.WORDS,
}


def words_of(kind: str) -> Words:
    return WORDS.get(kind, UNKNOWN)


def kinds_of(group: str) -> list[str]:
    return [kind for kind, words in WORDS.items() if words.group == group]
