"""Sentences about booked talks: the line in the consultation, times in two zones, what the page calls a state."""

from typing import Any

from django.utils.translation import gettext as _

from portal.core.zones import day_and_time


def times_of(meeting: Any) -> str:
    """By the clock of the side that booked, and by the other's where it shows another."""
    first, second = (
        day_and_time(meeting.starts_at, meeting.guest_zone),
        day_and_time(meeting.starts_at, meeting.host_zone),
    )
    return first if meeting.guest_zone == meeting.host_zone else f"{first} · {second}"


def line_of(meeting: Any, what: str) -> str:
    """What is written into the consultation when something happens with a talk."""
    times = {"times": times_of(meeting), "n": meeting.minutes_long, "reason": meeting.reason, "ref": meeting.ref}
    sentences = {
        "requested": _("Asked for a talk of %(n)s minutes: %(times)s. It waits for confirmation. [%(ref)s]"),
        "booked": _("Booked a talk of %(n)s minutes: %(times)s. [%(ref)s]"),
        "confirmed": _("Confirmed the talk: %(times)s. [%(ref)s]"),
        "moved": _("Moved the talk to %(times)s. [%(ref)s]"),
        "cancelled": _("Cancelled the talk of %(times)s: %(reason)s [%(ref)s]")
        if meeting.reason
        else _("Cancelled the talk of %(times)s. [%(ref)s]"),
    }
    return sentences[what] % times
