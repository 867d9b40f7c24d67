"""What events of booked talks mean in a company's activity log."""

from django.utils.translation import gettext_lazy as _

from companies.activity import activity_words

activity_words(
    "talk",
    {
        "meeting_hours.kept": _("changed their hours for talks"),
        "meeting_hours.day_changed": _("changed a single day of their hours for talks"),
        "meeting.requested": _("asked for a talk"),
        "meeting.confirmed": _("confirmed or booked a talk"),
        "meeting.moved": _("moved a talk"),
        "meeting.where_changed": _("changed how a talk is held"),
        "meeting.passed_on": _("passed a talk to a colleague"),
        "meeting.cancelled": _("cancelled a talk"),
        "meeting.held": _("said that a talk took place"),
        "meeting.missed": _("said that somebody did not come to a talk"),
        "meeting.point_added": _("added to the agenda of a talk"),
        "minutes.written": _("wrote minutes of a talk"),
        "minutes.signed": _("signed minutes of a talk"),
        "task.given": _("wrote down a task after a talk"),
        "task.done": _("finished a task after a talk"),
        "task.reopened": _("opened a task after a talk again"),
        "task.removed": _("took away a task after a talk"),
    },
)
