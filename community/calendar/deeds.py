"""What events of a community's calendar mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "communities",
    {
        "gathering.drafted": _("drafted an event"),
        "gathering.discarded": _("threw away the draft of an event"),
        "gathering.published": _("published an event"),
        "gathering.changed": _("changed an event"),
        "gathering.moved": _("changed time or place of an event"),
        "gathering.cancelled": _("called an event off"),
        "gathering.invited": _("invited a company to an event"),
        "gathering.uninvited": _("took back an invitation to an event"),
        "gathering.told": _("wrote to everybody who comes to an event"),
        "registration.made": _("registered for an event"),
        "registration.queued": _("went on the waiting list of an event"),
        "registration.withdrawn": _("gave back a place at an event"),
        "registration.checked_in": _("marked that somebody has come to an event"),
        "registration.checked_out": _("took back the mark that somebody has come"),
        "meeting_plan.kept": _("set the tables of an event"),
        "meeting_plan.placed": _("had the meetings of an event placed"),
        "meeting_plan.taken_back": _("took back the places of meetings"),
        "table_profile.kept": _("said what the company seeks and offers at an event"),
        "table_profile.taken_back": _("took part in no further meetings of an event"),
        "table_meeting.asked": _("asked for a meeting at an event"),
        "table_meeting.agreed": _("agreed to a meeting at an event"),
        "table_meeting.declined": _("declined a meeting at an event"),
        "table_meeting.proposed": _("proposed another time for a meeting"),
        "table_meeting.called_off": _("called a meeting at an event off"),
        "table_meeting.moved": _("gave a meeting its time and table by hand"),
        "table_meeting.marked": _("said how a meeting at an event went"),
        "table_meeting.outcome_told": _("said what came of a meeting"),
    },
)
