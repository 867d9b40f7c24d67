"""The words of each kind of notification; what goes into them comes from `Notification.data`.

A new kind is one line in `WORDS`, and a handler (notifications/handlers.py) that tells of it.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Group(TextChoices):
    """What a reader tells apart, and chooses e-mails for."""

    INQUIRIES = "inquiries", _("Inquiries and quotations")
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
UNKNOWN = Words("bell", _("Something happened that is no longer told of"), _("See your portal"), Group.COMPANY)

WORDS: dict[str, Words] = {
    # inquiries and quotations
    "inquiry.sent": Words("inbox", _("%(company)s asks about “%(title)s”"), _("Answer inquiry"), Group.INQUIRIES),
    "inquiry.answered": Words(
        "inbox", _("%(company)s answered your inquiry about “%(title)s”"), _("Read the answer"), Group.INQUIRIES
    ),
    "inquiry.closed": Words(
        "inbox", _("The inquiry about “%(title)s” was closed"), _("See the inquiry"), Group.INQUIRIES
    ),
    "inquiry.asked_again": Words(
        "inbox", _("%(company)s asks again about “%(title)s”"), _("Answer inquiry"), Group.INQUIRIES
    ),
    "inquiry.reminded": Words(
        "clock", _("%(company)s waits for an answer about “%(title)s”"), _("Answer inquiry"), Group.INQUIRIES
    ),
    "inquiry.reopened": Words(
        "inbox", _("The inquiry about “%(title)s” is open again"), _("See the inquiry"), Group.INQUIRIES
    ),
    "inquiry.assigned": Words(
        "user", _("The inquiry of %(company)s about “%(title)s” is yours now"), _("See the inquiry"), Group.INQUIRIES
    ),
    "inquiry.spam_confirmed": Words(
        "warning",
        _("Your inquiry about “%(title)s” was reported as spam, and our staff agree: you may ask fewer companies now"),
        _("See the inquiry"),
        Group.INQUIRIES,
    ),
    "inquiry.spam_dismissed": Words(
        "inbox",
        _("Our staff find no spam in the inquiry about “%(title)s”: it is back in your boxes"),
        _("See the inquiry"),
        Group.INQUIRIES,
    ),
    "quotation.submitted": Words(
        "offer", _("%(company)s quoted on “%(title)s”"), _("Read the quotation"), Group.INQUIRIES
    ),
    "quotation.revised": Words(
        "offer", _("%(company)s revised its quotation on “%(title)s”"), _("See what changed"), Group.INQUIRIES
    ),
    "quotation.countered": Words(
        "offer", _("%(company)s made a counter-offer on “%(title)s”"), _("Answer it"), Group.INQUIRIES
    ),
    "quotation.accepted": Words(
        "check", _("Agreed with %(company)s: “%(title)s”"), _("See what was agreed"), Group.INQUIRIES
    ),
    "quotation.declined": Words(
        "offer", _("%(company)s declined “%(title)s” – %(reason)s"), _("Read why"), Group.INQUIRIES
    ),
    "quotation.withdrawn": Words(
        "offer", _("%(company)s withdrew its quotation on “%(title)s”"), _("See the quotation"), Group.INQUIRIES
    ),
    "quotation.expired": Words("clock", _("Your quotation on “%(title)s” has expired"), _("Renew it"), Group.INQUIRIES),
    "quotation.confirmed": Words(
        "check",
        _("%(company)s confirmed its quotation for the changed request “%(title)s”"),
        _("See the quotation"),
        Group.INQUIRIES,
    ),
    "quotation.confirm_again": Words(
        "warning",
        _("%(company)s changed the request “%(title)s”: confirm your quotation or revise it"),
        _("Look at it again"),
        Group.INQUIRIES,
    ),
    "quotation.approval_asked": Words(
        "lock", _("The quotation on “%(title)s” to %(company)s waits for approval"), _("Decide"), Group.INQUIRIES
    ),
    "quotation.approval_refused": Words(
        "warning", _("Your quotation on “%(title)s” to %(company)s was not approved"), _("Read why"), Group.INQUIRIES
    ),
    "quotation.approved": Words(
        "check",
        _("Your quotation on “%(title)s” was approved and is with %(company)s"),
        _("See the quotation"),
        Group.INQUIRIES,
    ),
    "quotation.answer_due": Words(
        "clock", _("%(company)s waits for your answer on “%(title)s” by %(day)s"), _("Answer it"), Group.INQUIRIES
    ),
    "quotation.ending": Words(
        "clock", _("The quotation on “%(title)s” is valid until %(day)s only"), _("See the quotation"), Group.INQUIRIES
    ),
    # mandates: who gained or lost access, and what was done
    "mandate.proposed": Words(
        "key", _("%(company)s proposes a mandate for %(title)s"), _("Read it and decide"), Group.SECURITY
    ),
    "mandate.given": Words(
        "key", _("The mandate between you and %(company)s is in force"), _("See the mandate"), Group.SECURITY
    ),
    "mandate.declined": Words(
        "key", _("The proposed mandate with %(company)s was declined"), _("See the mandate"), Group.MANDATES
    ),
    "mandate.revoked": Words(
        "key", _("The mandate between you and %(company)s was revoked"), _("See the mandate"), Group.SECURITY
    ),
    "mandate.returned": Words(
        "key", _("The mandate between you and %(company)s was given back"), _("See the mandate"), Group.SECURITY
    ),
    "mandate.expired": Words(
        "clock", _("The mandate between you and %(company)s has run out"), _("Renew it"), Group.SECURITY
    ),
    "mandate.merged": Words(
        "key",
        _("The mandate between you and %(company)s ended: one of the companies was taken into another"),
        _("See the mandate"),
        Group.SECURITY,
    ),
    "mandate.ending": Words(
        "clock", _("The mandate between you and %(company)s ends in %(days)s days"), _("Renew it"), Group.MANDATES
    ),
    "mandate.week": Words(
        "key",
        _("%(company)s did %(count)s things on your behalf in the last seven days"),
        _("See what was done"),
        Group.MANDATES,
    ),
    "mandate.bound": Words(
        "key",
        _("%(person)s, %(company)s, acted on your behalf, and it binds you: “%(title)s”"),
        _("See it"),
        Group.MANDATES,
    ),
    # requests for quotation
    "rfq.invited": Words("scale", _("%(company)s invites you to quote on “%(title)s”"), _("Read it"), Group.INQUIRIES),
    "rfq.matched": Words(
        "scale",
        _("%(company)s asks for quotations: “%(title)s”. Why you: %(reasons)s"),
        _("See whether it fits"),
        Group.INQUIRIES,
    ),
    "rfq.asked": Words(
        "chat",
        _("A supplier asks about your request “%(title)s”"),
        _("Answer"),
        Group.INQUIRIES,
        many=_("%(times)s questions about your request “%(title)s”"),
    ),
    "rfq.question_answered": Words(
        "chat", _("A question about “%(title)s” was answered"), _("Read the answer"), Group.INQUIRIES
    ),
    "rfq.amended": Words(
        "edit", _("%(company)s changed the request “%(title)s”"), _("See what changed"), Group.INQUIRIES
    ),
    "rfq.closing_soon": Words(
        "clock", _("“%(title)s” closes within a day, and you have not quoted yet"), _("Quote"), Group.INQUIRIES
    ),
    "rfq.closing_soon_buyer": Words(
        "clock", _("Your request “%(title)s” closes within a day"), _("See it"), Group.INQUIRIES
    ),
    "rfq.evaluating": Words(
        "scale", _("The quotations on “%(title)s” are in: it is your turn"), _("Compare and decide"), Group.INQUIRIES
    ),
    "rfq.closed": Words("close", _("%(company)s closed “%(title)s” without award"), _("Read why"), Group.INQUIRIES),
    "rfq.cancelled": Words("close", _("%(company)s cancelled “%(title)s”"), _("Read why"), Group.INQUIRIES),
    "rfq.expired": Words("clock", _("“%(title)s” has ended without a decision"), _("See it"), Group.INQUIRIES),
    "rfq.expired_buyer": Words(
        "clock", _("Your request “%(title)s” has ended without an award"), _("Ask anew"), Group.INQUIRIES
    ),
    "rfq.sent_back": Words(
        "warning", _("Your request “%(title)s” came back from our check"), _("Put it right"), Group.INQUIRIES
    ),
    "rfq.approved": Words("check", _("Your request “%(title)s” is on the board"), _("See it"), Group.INQUIRIES),
    # messages
    "room.invited": Words(
        "community", _("%(company)s invites you to the talk about “%(title)s”"), _("See the invitation"), Group.MESSAGES
    ),
    "room.joined": Words(
        "community",
        _("%(company)s takes part in the talk about “%(title)s”"),
        _("Open the consultation"),
        Group.MESSAGES,
    ),
    "room.invitation_declined": Words(
        "community",
        _("%(company)s declined your invitation to the talk about “%(title)s”"),
        _("Open the consultation"),
        Group.MESSAGES,
    ),
    "room.party_removed": Words(
        "community",
        _("%(company)s removed you from the talk about “%(title)s”"),
        _("Read what was said until then"),
        Group.MESSAGES,
    ),
    "room.help_asked": Words(
        "user", _("%(person)s asked for your help in “%(title)s”"), _("Open the consultation"), Group.MESSAGES
    ),
    "room.assigned": Words(
        "user", _("The consultation about “%(title)s” is yours now"), _("Read messages"), Group.MESSAGES
    ),
    "message.mentioned": Words(
        "chat",
        _("%(person)s of %(company)s names you in “%(title)s”"),
        _("Read it"),
        Group.MENTIONS,
        many=_("You are named %(times)s times in “%(title)s”"),
    ),
    "message.posted": Words(
        "chat",
        _("%(company)s wrote to you about “%(title)s”"),
        _("Open the consultation"),
        Group.MESSAGES,
        many=_("%(times)s new messages about “%(title)s”"),
    ),
    # booked talks
    "meeting.requested": Words(
        "calendar", _("%(company)s asks for a talk about “%(title)s”: %(day)s"), _("Confirm or move"), Group.MEETINGS
    ),
    "meeting.booked": Words(
        "calendar", _("%(company)s booked a talk about “%(title)s”: %(day)s"), _("See the talk"), Group.MEETINGS
    ),
    "meeting.confirmed": Words(
        "check", _("%(company)s confirmed the talk about “%(title)s”: %(day)s"), _("See the talk"), Group.MEETINGS
    ),
    "meeting.moved": Words(
        "calendar", _("%(company)s moved the talk about “%(title)s” to %(day)s"), _("See the talk"), Group.MEETINGS
    ),
    "meeting.where_changed": Words(
        "pin", _("%(company)s changed how you meet for “%(title)s”: %(day)s"), _("See the talk"), Group.MEETINGS
    ),
    "meeting.passed_on": Words(
        "user", _("The talk about “%(title)s” is yours now: %(day)s"), _("See the talk"), Group.MEETINGS
    ),
    "meeting.person_left": Words(
        "warning",
        _("Nobody of yours goes to the talk about “%(title)s” any more: %(day)s"),
        _("Choose who goes"),
        Group.MEETINGS,
    ),
    "meeting.cancelled": Words(
        "close", _("%(company)s cancelled the talk about “%(title)s”: %(day)s"), _("Read why"), Group.MEETINGS
    ),
    "meeting.lapsed": Words(
        "clock",
        _("The talk about “%(title)s” was not confirmed in time: %(day)s"),
        _("See the talk"),
        Group.MEETINGS,
    ),
    "meeting.tomorrow": Words(
        "clock", _("Within a day: your talk with %(company)s about “%(title)s”, %(day)s"), _("Prepare"), Group.MEETINGS
    ),
    "meeting.soon": Words(
        "clock",
        _("Within an hour: your talk with %(company)s about “%(title)s”, %(day)s"),
        _("Open it"),
        Group.MEETINGS,
    ),
    "meeting.missed": Words(
        "warning",
        _("%(company)s says that your side did not come to the talk about “%(title)s”"),
        _("Put it right if need be"),
        Group.MEETINGS,
    ),
    "minutes.written": Words(
        "edit", _("%(company)s wrote minutes of the talk about “%(title)s”"), _("Read and sign"), Group.MEETINGS
    ),
    "minutes.unsigned": Words(
        "warning",
        _("%(company)s changed the minutes about “%(title)s”: your signature holds no longer"),
        _("Read and sign anew"),
        Group.MEETINGS,
    ),
    "minutes.signed": Words(
        "check", _("%(company)s signed the minutes of the talk about “%(title)s”"), _("See them"), Group.MEETINGS
    ),
    "task.given": Words(
        "check", _("A task for you after the talk about “%(title)s”: %(first)s"), _("See the tasks"), Group.MEETINGS
    ),
    "task.due": Words(
        "clock", _("Due today: %(first)s (after the talk about “%(title)s”)"), _("See it"), Group.MEETINGS
    ),
    # offers and imports
    "offer.expired": Words("offer", _("Your offer “%(title)s” has ended"), _("Renew it"), Group.OFFERS),
    "offer.ending": Words("offer", _("Your offer “%(title)s” ends on %(day)s"), _("Renew it"), Group.OFFERS),
    "offer.approved": Words("offer", _("Your offer “%(title)s” is on the board"), _("See the offer"), Group.OFFERS),
    "offer.rejected": Words(
        "warning", _("Your offer “%(title)s” was rejected"), _("Read why and put it right"), Group.OFFERS
    ),
    "offer.left_circle": Words(
        "offer",
        _("Your offer “%(title)s” was withdrawn: your company left the community it was for"),
        _("See the offer"),
        Group.OFFERS,
    ),
    "import.finished": Words("upload", _("The import of “%(title)s” is finished"), _("See the result"), Group.OFFERS),
    "import.failed": Words("upload", _("The file “%(title)s” could not be read"), _("See why"), Group.OFFERS),
    # saved searches
    "saved_search.matched": Words(
        "search", _("%(count)s new for “%(title)s”: %(first)s"), _("See what is new"), Group.SEARCHES
    ),
    # listings
    "product.submitted": Words(
        "clock",
        _("“%(title)s” waits for our check"),
        _("See your listings"),
        Group.LISTINGS,
        many=_("%(times)s listings of %(company)s wait for our check"),
    ),
    "product.approved": Words(
        "check",
        _("“%(title)s” is on the market"),
        _("See your listings"),
        Group.LISTINGS,
        many=_("%(times)s listings of %(company)s are on the market"),
    ),
    "product.rejected": Words(
        "warning", _("“%(title)s” was rejected – %(reason)s"), _("Read why and put it right"), Group.LISTINGS
    ),
    "product.appeal_answered": Words(
        "flag", _("Your appeal about “%(title)s” was answered"), _("Read the answer"), Group.LISTINGS
    ),
    "listings.released": Words(
        "check",
        _("%(company)s is trusted: its waiting listings are on the market (%(count)s)"),
        _("See your listings"),
        Group.LISTINGS,
    ),
    "listings.expiring": Words(
        "clock", _("Listings of %(company)s expire within two weeks: %(count)s"), _("Renew them"), Group.LISTINGS
    ),
    "listings.expired": Words(
        "clock",
        _("Listings of %(company)s have expired and are no longer found: %(count)s"),
        _("Renew them"),
        Group.LISTINGS,
    ),
    # reports of products and offers
    "report.settled": Words(
        "flag", _("Your report about “%(title)s”: %(result)s"), _("See your reports"), Group.LISTINGS
    ),
    "report.change_asked": Words(
        "flag", _("Our staff ask you to change “%(title)s” – %(reason)s"), _("Read what to change"), Group.LISTINGS
    ),
    "report.taken_down": Words(
        "warning", _("“%(title)s” was taken down – %(reason)s"), _("Read why, or appeal"), Group.LISTINGS
    ),
    "report.appeal_answered": Words(
        "flag", _("Your appeal about “%(title)s” was answered"), _("Read the answer"), Group.LISTINGS
    ),
    "talk.warned": Words(
        "warning",
        _("Our staff warn your company after “%(title)s” – %(reason)s"),
        _("Read why, or appeal"),
        Group.MESSAGES,
    ),
    "talk.closed_after_report": Words(
        "warning",
        _("Our staff closed “%(title)s” for writing – %(reason)s"),
        _("Read why, or appeal"),
        Group.MESSAGES,
    ),
    "talk.suspended_after_report": Words(
        "warning",
        _("Your company may not write in consultations for a time, after “%(title)s” – %(reason)s"),
        _("Read why, or appeal"),
        Group.MESSAGES,
    ),
    # communities
    "membership.asked": Words("community", _("%(company)s asks to join “%(title)s”"), _("Decide"), Group.COMMUNITIES),
    "membership.accepted": Words(
        "community", _("Your company is now a member of “%(title)s”"), _("Visit it"), Group.COMMUNITIES
    ),
    "membership.declined": Words(
        "community", _("“%(title)s” did not take your company in"), _("See the community"), Group.COMMUNITIES
    ),
    "membership.joined": Words(
        "community", _("%(company)s joined “%(title)s”"), _("See the members"), Group.COMMUNITIES
    ),
    "membership.removed": Words(
        "community",
        _("Your company is no longer a member of “%(title)s”: %(reason)s"),
        _("See the communities"),
        Group.SECURITY,
    ),
    "membership.role_given": Words(
        "community", _("The role of your company in “%(title)s” has changed"), _("Visit it"), Group.COMMUNITIES
    ),
    "membership.handed_over": Words(
        "community", _("Your company runs “%(title)s” from now on"), _("See the members"), Group.COMMUNITIES
    ),
    "community.rules_changed": Words(
        "community", _("The rules of “%(title)s” have changed"), _("Read and accept them"), Group.COMMUNITIES
    ),
    "community.invited": Words(
        "community", _("“%(title)s” invites your company"), _("See the invitation"), Group.COMMUNITIES
    ),
    "community.closed": Words("community", _("“%(title)s” was closed"), _("Read what is in it"), Group.COMMUNITIES),
    "community.asked_inside": Words(
        "community", _("“%(part)s” would like to become a part of “%(title)s”"), _("Decide"), Group.COMMUNITIES
    ),
    "community.taken_in": Words(
        "community", _("“%(part)s” is now a part of “%(title)s”"), _("Visit it"), Group.COMMUNITIES
    ),
    "community.turned_away": Words(
        "community", _("“%(title)s” did not take “%(part)s” in"), _("See the community"), Group.COMMUNITIES
    ),
    "membership.left": Words("community", _("%(company)s left “%(title)s”"), _("See the members"), Group.COMMUNITIES),
    "directory.filled_for": Words(
        "edit",
        _("A steward filled in your company’s entry in the directory of “%(title)s”"),
        _("See what it says"),
        Group.COMMUNITIES,
    ),
    "thread.started": Words(
        "community", _("%(company)s started “%(title)s” in %(community)s"), _("Read it"), Group.THREADS
    ),
    "thread.answered": Words(
        "check", _("Your answer to “%(title)s” in %(community)s was accepted"), _("See it"), Group.THREADS
    ),
    "post.written": Words(
        "community",
        _("%(company)s replied to “%(title)s” in %(community)s"),
        _("Read the reply"),
        Group.THREADS,
        many=_("%(times)s replies to “%(title)s” in %(community)s"),
    ),
    "post.mentioned": Words(
        "chat", _("%(person)s of %(company)s names you in the thread “%(title)s”"), _("Read it"), Group.MENTIONS
    ),
    "post.company_mentioned": Words(
        "chat",
        _("%(person)s of %(company)s names your company in the thread “%(title)s”"),
        _("Read it"),
        Group.MENTIONS,
    ),
    # events of communities
    "gathering.published": Words(
        "calendar", _("New event in %(community)s: “%(title)s”, %(day)s"), _("See it and register"), Group.COMMUNITIES
    ),
    "gathering.invited": Words(
        "calendar", _("%(community)s invites you to “%(title)s”, %(day)s"), _("See it and register"), Group.EVENTS
    ),
    "gathering.moved": Words(
        "calendar", _("Time or place of “%(title)s” has changed: %(day)s"), _("See what is new"), Group.EVENTS
    ),
    "gathering.cancelled": Words(
        "close", _("“%(title)s”, %(day)s, is called off – %(reason)s"), _("See the event"), Group.EVENTS
    ),
    "gathering.told": Words("mail", _("About “%(title)s”: %(first)s"), _("Read it"), Group.EVENTS),
    "gathering.tomorrow": Words("clock", _("Within a day: “%(title)s”, %(day)s"), _("Prepare"), Group.EVENTS),
    "gathering.soon": Words("clock", _("Within an hour: “%(title)s”, %(day)s"), _("Open it"), Group.EVENTS),
    "registration.moved_up": Words(
        "check",
        _("A place became free: you come to “%(title)s”, %(day)s"),
        _("See the event"),
        Group.EVENTS,
    ),
    "registration.withdrawn": Words(
        "close", _("Your place at “%(title)s”, %(day)s, has ended"), _("See the event"), Group.EVENTS
    ),
    "table_meeting.asked": Words(
        "calendar", _("%(company)s wants to meet you at “%(title)s”"), _("Answer"), Group.EVENTS
    ),
    "table_meeting.proposed": Words(
        "clock", _("%(company)s proposes another time for your meeting at “%(title)s”"), _("Answer"), Group.EVENTS
    ),
    "table_meeting.agreed": Words(
        "check", _("%(company)s agrees to meet you at “%(title)s”"), _("See the meeting"), Group.EVENTS
    ),
    "table_meeting.declined": Words(
        "close", _("%(company)s declines to meet you at “%(title)s”"), _("See the meetings"), Group.EVENTS
    ),
    "table_meeting.called_off": Words(
        "close", _("Your meeting with %(company)s at “%(title)s” is off"), _("See the meeting"), Group.EVENTS
    ),
    "table_meeting.moved": Words(
        "calendar", _("Your meeting with %(company)s at “%(title)s” has another place"), _("See it"), Group.EVENTS
    ),
    "table_meeting.unplaced": Words(
        "warning",
        _("Your meeting with %(company)s at “%(title)s” has lost its time"),
        _("See the meeting"),
        Group.EVENTS,
    ),
    "meeting_plan.placed": Words(
        "table", _("Your meetings at “%(title)s” have their times and tables"), _("See your schedule"), Group.EVENTS
    ),
    "initiative.asked": Words(
        "community",
        _("%(company)s wants to join “%(title)s”"),
        _("Decide"),
        Group.COMMUNITIES,
    ),
    "initiative.invited": Words(
        "community",
        _("%(company)s invites your company to “%(title)s”"),
        _("See the invitation"),
        Group.COMMUNITIES,
    ),
    "initiative.joined": Words(
        "community",
        _("%(company)s has joined “%(title)s”"),
        _("See the partners"),
        Group.COMMUNITIES,
    ),
    "initiative.let_in": Words(
        "community",
        _("Your company is now a partner in “%(title)s”"),
        _("See the initiative"),
        Group.COMMUNITIES,
    ),
    "initiative.declined": Words(
        "community",
        _("Your request to join “%(title)s” was declined"),
        _("See the initiative"),
        Group.COMMUNITIES,
    ),
    "initiative.refused": Words(
        "community",
        _("%(company)s does not come to “%(title)s”"),
        _("See the partners"),
        Group.COMMUNITIES,
    ),
    "initiative.left": Words(
        "community",
        _("%(company)s has left “%(title)s”"),
        _("See the partners"),
        Group.COMMUNITIES,
    ),
    "initiative.removed": Words(
        "community",
        _("Your company was taken out of “%(title)s”"),
        _("See the initiative"),
        Group.COMMUNITIES,
    ),
    "initiative.handed_over": Words(
        "community",
        _("Your company leads “%(title)s” now"),
        _("See the initiative"),
        Group.COMMUNITIES,
    ),
    "initiative.agreement_written": Words(
        "edit",
        _("%(company)s wrote the agreement of “%(title)s” anew: your consent is asked"),
        _("Read it"),
        Group.COMMUNITIES,
    ),
    "initiative.agreed": Words(
        "check",
        _("All partners have agreed on “%(title)s”"),
        _("See the agreement"),
        Group.COMMUNITIES,
    ),
    "initiative.started": Words(
        "check",
        _("“%(title)s” has started"),
        _("See the steps"),
        Group.COMMUNITIES,
    ),
    "initiative.reported": Words(
        "check",
        _("What came of “%(title)s” is reported"),
        _("Read it"),
        Group.COMMUNITIES,
    ),
    "initiative.given_up": Words(
        "community",
        _("“%(title)s” was given up"),
        _("See why"),
        Group.COMMUNITIES,
    ),
    "initiative.told": Words(
        "community",
        _("%(company)s tells how “%(title)s” goes"),
        _("Read it"),
        Group.COMMUNITIES,
        many=_("%(times)s times somebody told how “%(title)s” goes"),
    ),
    "initiative.step_due": Words(
        "clock",
        _("“%(first)s” of “%(title)s” is due"),
        _("See the steps"),
        Group.COMMUNITIES,
    ),
    "initiative.outcome_due": Words(
        "edit",
        _("The planned end of “%(title)s” has come"),
        _("Report the outcome"),
        Group.COMMUNITIES,
    ),
    "article.proposed": Words(
        "bookmark",
        _("“%(title)s” by %(company)s waits for approval in %(community)s"),
        _("Read it"),
        Group.COMMUNITIES,
    ),
    "article.published": Words(
        "check",
        _("Your article “%(title)s” is published"),
        _("See the article"),
        Group.COMMUNITIES,
    ),
    "article.sent_back": Words(
        "edit",
        _("Your article “%(title)s” was sent back"),
        _("See why"),
        Group.COMMUNITIES,
    ),
    "article.outdated": Words(
        "bookmark",
        _("Your article “%(title)s” is marked as outdated"),
        _("See why"),
        Group.COMMUNITIES,
    ),
    "article.withdrawn": Words(
        "bookmark",
        _("Your article “%(title)s” was withdrawn"),
        _("See why"),
        Group.COMMUNITIES,
    ),
    "article.review_due": Words(
        "clock",
        _("Does your article “%(title)s” still hold?"),
        _("Look at it"),
        Group.COMMUNITIES,
    ),
    "article.suggested": Words(
        "edit",
        _("%(company)s suggests a change of “%(title)s”"),
        _("Compare"),
        Group.COMMUNITIES,
    ),
    "article.suggestion_taken": Words(
        "check",
        _("Your change of “%(title)s” was taken over"),
        _("See it"),
        Group.COMMUNITIES,
    ),
    "article.suggestion_declined": Words(
        "edit",
        _("Your change of “%(title)s” was declined"),
        _("See it"),
        Group.COMMUNITIES,
    ),
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
    # your company and people
    "invitation.sent": Words(
        "company", _("%(company)s invites you to act for it"), _("See the invitation"), Group.COMPANY
    ),
    "invitation.accepted": Words(
        "user", _("%(person)s accepted your invitation to %(company)s"), _("See your people"), Group.COMPANY
    ),
    # vouching
    "vouching.offered": Words(
        "certificate", _("%(company)s offers to vouch for you"), _("See what it says"), Group.VERIFICATION
    ),
    "vouching.revoked": Words("warning", _("%(company)s no longer vouches for you"), _("Read why"), Group.VERIFICATION),
    "vouching.agreed": Words(
        "certificate", _("%(company)s agreed that you vouch for it"), _("See it"), Group.VERIFICATION
    ),
    "vouching.declined": Words(
        "certificate", _("%(company)s does not want you to vouch for it"), _("See it"), Group.VERIFICATION
    ),
    "vouching.withdrawn": Words(
        "certificate", _("%(company)s no longer wants you to vouch for it"), _("Read why"), Group.VERIFICATION
    ),
    "vouching.approved": Words(
        "check", _("The programme approved that you vouch for %(company)s"), _("See it"), Group.VERIFICATION
    ),
    "vouching.returned": Words(
        "warning", _("The programme did not approve that you vouch for %(company)s"), _("Read why"), Group.VERIFICATION
    ),
    "vouching.ending": Words("clock", _("That you vouch for %(company)s ends soon"), _("See it"), Group.VERIFICATION),
    # moderation of communities
    "moderation.waits": Words(
        "flag",
        _("Something waits for the moderators of “%(title)s”"),
        _("Look at it"),
        Group.COMMUNITIES,
        many=_("%(times)s things wait for the moderators of “%(title)s”"),
    ),
    "moderation.appealed": Words(
        "flag", _("An appeal waits for the moderators of “%(title)s”"), _("Look at it"), Group.COMMUNITIES
    ),
    "moderation.released": Words(
        "check", _("What you wrote in %(community)s is shown now: “%(title)s”"), _("See it"), Group.COMMUNITIES
    ),
    "moderation.upheld": Words(
        "warning",
        _("Moderators of %(community)s decided against what you wrote: “%(title)s”"),
        _("Read why"),
        Group.COMMUNITIES,
    ),
    "moderation.taken_back": Words(
        "check",
        _("Moderators of %(community)s took their decision back: “%(title)s”"),
        _("See it"),
        Group.COMMUNITIES,
    ),
    "moderation.lifted": Words(
        "check", _("Your company may write in %(community)s again"), _("See the decision"), Group.COMMUNITIES
    ),
    "moderation.appeal_answered": Words(
        "flag", _("Your appeal about “%(title)s” in %(community)s is answered"), _("Read it"), Group.COMMUNITIES
    ),
    "moderation.settled": Words(
        "flag", _("What you reported, “%(title)s”: %(result)s"), _("See your reports"), Group.COMMUNITIES
    ),
    "membership.added": Words("user", _("%(person)s now acts for %(company)s"), _("See your people"), Group.COMPANY),
    "company.restored": Words("check", _("%(company)s is back on the market"), _("Read more"), Group.COMPANY),
    "company.appeal_answered": Words(
        "flag", _("The appeal of %(company)s was answered"), _("Read the answer"), Group.SECURITY
    ),
    "company.merged": Words(
        "company", _("“%(title)s” is now part of %(company)s"), _("See your portal"), Group.COMPANY
    ),
    # verification
    "claim.approved": Words(
        "check", _("%(company)s: “%(title)s” is checked"), _("See where you stand"), Group.VERIFICATION
    ),
    "claim.returned": Words(
        "warning",
        _("%(company)s: “%(title)s” came back – %(reason)s"),
        _("Read why and put it right"),
        Group.VERIFICATION,
    ),
    "claim.revoked": Words(
        "warning",
        _("%(company)s: “%(title)s” was revoked – %(reason)s"),
        _("See where you stand"),
        Group.VERIFICATION,
    ),
    "claim.expiring": Words(
        "clock",
        _("%(company)s: “%(title)s” holds for %(days)s more days"),
        _("Have it checked anew"),
        Group.VERIFICATION,
    ),
    "claim.expired": Words(
        "clock", _("%(company)s: “%(title)s” has expired"), _("Have it checked anew"), Group.VERIFICATION
    ),
    "claim.downgraded": Words(
        "warning",
        _("%(company)s is now shown as tier %(tier)s: a check no longer holds"),
        _("See where you stand"),
        Group.VERIFICATION,
    ),
    "document.expiring": Words(
        "file", _("%(company)s: “%(title)s” expires within %(days)s days"), _("Send a newer one"), Group.VERIFICATION
    ),
    "document.expired": Words(
        "file", _("%(company)s: “%(title)s” has expired"), _("Send a newer one"), Group.VERIFICATION
    ),
    # security and access
    "membership.role_changed": Words(
        "lock", _("Your role in %(company)s has changed"), _("See your portal"), Group.SECURITY
    ),
    "membership.transferred": Words(
        "lock", _("The ownership of %(company)s has passed on"), _("See your people"), Group.SECURITY
    ),
    "handover.offered": Words(
        "company", _("%(person)s wants to hand %(company)s over to you"), _("Answer"), Group.SECURITY
    ),
    "handover.declined": Words(
        "company", _("%(person)s will not take %(company)s over"), _("See your people"), Group.SECURITY
    ),
    "membership.ended": Words("lock", _("You no longer act for %(company)s"), _("See your portal"), Group.SECURITY),
    "api_token.issued": Words(
        "lock", _("A new key to the API was made for %(company)s"), _("See the keys"), Group.SECURITY
    ),
    "api_token.revoked": Words(
        "lock", _("A key of %(company)s to the API was withdrawn"), _("See the keys"), Group.SECURITY
    ),
    "company.suspended": Words("warning", _("%(company)s was taken out of the market"), _("Read why"), Group.SECURITY),
    "impersonation.ended": Words(
        "eye",
        _("Programme staff looked at the portal as you for %(minutes)s min. Reason: %(reason)s (ticket %(ticket)s)"),
        _("See your portal"),
        Group.SECURITY,
    ),
}


def words_of(kind: str) -> Words:
    return WORDS.get(kind, UNKNOWN)


def kinds_of(group: str) -> list[str]:
    return [kind for kind, words in WORDS.items() if words.group == group]
