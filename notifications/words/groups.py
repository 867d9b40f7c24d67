"""The groups of notifications, and the form of their words; what goes into them comes from `Notification.data`."""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Group(TextChoices):
    """What a reader tells apart, and chooses e-mails for."""

    INQUIRIES = "inquiries", _("Inquiries and quotations")
    ORDERS = "orders", _("Orders, invoices and payments")
    MESSAGES = "messages", _("Messages")
    MEETINGS = "meetings", _("Booked talks")
    MENTIONS = "mentions", _("Mentions")
    LISTINGS = "listings", _("Your listings")
    OFFERS = "offers", _("Offers and imports")
    SEARCHES = "searches", _("Saved searches")
    COMMUNITIES = "communities", _("Communities")
    THREADS = "threads", _("Threads in communities")
    EVENTS = "events", _("Events of communities")
    COMPANY = "company", _("Your company and people")
    MANDATES = "mandates", _("Mandates")
    VERIFICATION = "verification", _("Verification")
    SECURITY = "security", _("Security and access")


# What each group is about, for the page where e-mails are chosen.
MEANINGS: dict[str, Any] = {
    Group.INQUIRIES: _("Somebody asks you, answers you, or closes an inquiry."),
    Group.ORDERS: _("An order comes, goes on, changes or is late; what is invoiced, due, paid or sent back."),
    Group.MESSAGES: _("Somebody writes in one of your consultations, and you have not read it within a minute."),
    Group.MEETINGS: _(
        "Talks that are asked for, reminders, minutes and tasks. Invitations for your calendar come in any case."
    ),
    Group.MENTIONS: _("Somebody names you in a consultation or a community, behind an @."),
    Group.LISTINGS: _("What our staff decide about your products and your reports, and what expires."),
    Group.OFFERS: _("Your offers end or were looked at, your imports are finished."),
    Group.SEARCHES: _("Something new fits a search you saved; how often is chosen for each search."),
    Group.COMMUNITIES: _("Who asks to join, and what is decided."),
    Group.THREADS: _("New threads, and replies in those you take part in or follow; each community can be set apart."),
    Group.EVENTS: _(
        "Reminders and changes of events you come to, meetings at their tables. "
        "Invitations for your calendar come in any case."
    ),
    Group.COMPANY: _("Invitations, and colleagues who come."),
    Group.MANDATES: _(
        "What an intermediary did for you: what binds you at once, the rest once a week; what ends soon."
    ),
    Group.VERIFICATION: _("Your documents and what was found of them, and what expires soon."),
    Group.SECURITY: _("Your role or access changes, keys to the API are made, your company is suspended."),
}

# Nobody can do without these: they say that somebody gained or lost access. They wait for no quiet hours either.
ALWAYS_MAILED = frozenset({Group.SECURITY})
SWITCHABLE = tuple(group for group in Group if group not in ALWAYS_MAILED)


@dataclass(frozen=True)
class Words:
    """`title` says what happened, `call` what to do now; `icon` is a symbol of the sprite.

    `many` is the title when it happened several times before it was read; it may name `times`.
    """

    icon: str
    title: Any
    call: Any
    group: Group
    many: Any = None


# Kinds of an older or a newer release than this one, which no handler tells of any more or yet.
