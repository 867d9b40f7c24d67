"""What is said of events of communities."""

from django.utils.translation import gettext_lazy as _

from notifications.words.groups import Group, Words

WORDS: dict[str, Words] = {
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
}
