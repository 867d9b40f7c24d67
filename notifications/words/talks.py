"""What is said of messages and booked talks."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

WORDS: dict[str, Words] = {
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
}
