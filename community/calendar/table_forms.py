"""Forms of meetings at tables; they clean what was typed and never write."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.calendar.forms import WallField
from community.calendar.models import Gathering, MeetingPlan, MeetingSlot, TableMeeting, TableOutcome
from community.calendar.models.plan import MOST_TABLES
from portal.core.forms import choose_from
from portal.core.texts import BlockField, LineField, validate_visible
from portal.core.zones import moment_of, wall_of

WINDOW = re.compile(r"^(?:(\d{4}-\d{2}-\d{2})\s+)?(\d{1,2}:\d{2})\s*(?:-|–|~|to)\s*(\d{1,2}:\d{2})$")
MOST_WINDOWS = 20


class PlanForm(forms.Form):
    """How many tables, and when people sit at them."""

    tables = forms.IntegerField(label=_("Tables"), min_value=1, max_value=MOST_TABLES)
    slot_minutes = forms.IntegerField(label=_("Minutes of a meeting"), min_value=5, max_value=240)
    break_minutes = forms.IntegerField(label=_("Minutes between two meetings"), min_value=0, max_value=120, initial=0)
    windows = BlockField(
        label=_("Times"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "From when to when meetings take place, a line for each: 10:00–12:30, the next line 13:30–17:00. "
            "On other days than the first, begin with the day: 2027-03-02 10:00–12:30."
        ),
    )
    wish_by = WallField(
        label=_("Meetings are asked for until"),
        required=False,
        help_text=_("By the event’s clock; then you let the portal place them. Empty: until the event begins."),
    )

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        self.gathering = gathering
        plan = MeetingPlan._default_manager.filter(gathering=gathering).first()
        super().__init__(*args, **{"initial": plan_initial(plan, gathering), **kwargs})

    def clean_windows(self) -> list[list[str]]:
        found: list[list[str]] = []
        day = self.gathering.starts_on
        lines = [line.strip() for line in self.cleaned_data["windows"].splitlines() if line.strip()]
        for number, line in enumerate(lines[:MOST_WINDOWS], 1):
            match = WINDOW.match(line)
            if match is None:
                raise ValidationError(_("Line %(n)s: write it as 10:00–12:30.") % {"n": number})
            said, first, last = match.groups()
            start, end = (self.moment(said or str(day), clock, number) for clock in (first, last))
            day = wall_of(start, self.gathering.zone).date()
            if end <= start or any(a < end.isoformat() and start.isoformat() < b for a, b in found):
                raise ValidationError(_("Line %(n)s: times must go forward and not overlap.") % {"n": number})
            found.append([start.isoformat(), end.isoformat()])
        return found

    def moment(self, day: str, clock: str, number: int) -> datetime:
        try:
            moment = moment_of(datetime.fromisoformat(f"{day}T{clock.zfill(5)}"), self.gathering.zone)
        except ValueError:
            moment = None
        if moment is None:
            raise ValidationError(_("Line %(n)s: there is no such day or time.") % {"n": number})
        if not self.gathering.starts_at <= moment <= self.gathering.ends_at:
            raise ValidationError(_("Line %(n)s lies outside the event.") % {"n": number})
        return moment

    def clean_wish_by(self) -> datetime | None:
        wall = self.cleaned_data["wish_by"]
        if wall is None:
            return None
        moment = moment_of(wall, self.gathering.zone)
        if moment is None or moment > self.gathering.starts_at:
            raise ValidationError(_("A time before the event begins."))
        return moment


def plan_initial(plan: MeetingPlan | None, gathering: Gathering) -> dict[str, Any]:
    if plan is None:
        start, end = gathering.starts_wall, gathering.ends_wall
        window = f"{start:%H:%M}–{end:%H:%M}" if start.date() == end.date() else f"{start:%H:%M}–18:00"
        return {"tables": 10, "slot_minutes": 20, "break_minutes": 5, "windows": window}
    lines, day = [], gathering.starts_on
    for pair in plan.windows:
        start, end = (wall_of(datetime.fromisoformat(one), gathering.zone) for one in pair)
        told = f"{start.date()} " if start.date() != day else ""
        day = start.date()
        lines.append(f"{told}{start:%H:%M}–{end:%H:%M}")
    until = wall_of(plan.wish_by, gathering.zone) if plan.wish_by else None
    known = {"tables": plan.tables, "slot_minutes": plan.slot_minutes, "break_minutes": plan.break_minutes}
    return {**known, "windows": "\n".join(lines), "wish_by": until}


class ProfileForm(forms.Form):
    """What a company seeks and offers; at least one of them."""

    seeks = BlockField(
        label=_("What you seek"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Partners, products, services: what a meeting should bring you."),
    )
    offers = BlockField(label=_("What you offer"), max_length=600, required=False, widget=forms.Textarea({"rows": 3}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("seeks") and not cleaned.get("offers") and not self.errors:
            self.add_error("seeks", _("Say what you seek or what you offer: others decide by it."))
        return cleaned


class SlotForm(forms.Form):
    """One of the times of the event; `slot` cleans to it, or to None."""

    slot = forms.ChoiceField(label=_("Time"), required=False)
    no_slot: Any = _("Any time: the organiser places it")

    def __init__(self, *args: Any, slots: Iterable[MeetingSlot], zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = {str(one.number): one for one in slots}
        shown = [(key, slot_label(one, zone, self.slots)) for key, one in self.slots.items()]
        choose_from(self, "slot", [("", self.no_slot), *shown])

    def clean_slot(self) -> MeetingSlot | None:
        return self.slots.get(self.cleaned_data["slot"])


def slot_label(slot: MeetingSlot, zone: str, slots: dict[str, MeetingSlot]) -> str:
    """`10:00–10:20`, with the day where the event has several."""
    start, end = wall_of(slot.starts_at, zone), wall_of(slot.ends_at, zone)
    days = {wall_of(one.starts_at, zone).date() for one in slots.values()}
    day = f"{start:%Y-%m-%d} " if len(days) > 1 else ""
    return f"{day}{start:%H:%M}–{end:%H:%M}"


class AskForm(SlotForm):
    words = BlockField(
        label=_("Why do you want to meet?"),
        max_length=600,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 3}),
    )
    field_order = ["words", "slot"]


class ProposeForm(SlotForm):
    no_slot = _("Choose a time")

    def clean_slot(self) -> MeetingSlot:
        found = super().clean_slot()
        if found is None:
            raise ValidationError(_("Choose a time."))
        return found


class MoveForm(SlotForm):
    """The steward's: time and table by hand; no time takes its place back."""

    no_slot = _("No time: take its place back")
    table = forms.IntegerField(
        label=_("Table"), min_value=1, required=False, help_text=_("Empty: any table that is free.")
    )


class MarkForm(forms.Form):
    attendance = forms.ChoiceField(choices=TableMeeting.Attendance.choices, required=False)
    missed_by = forms.ChoiceField(choices=TableMeeting.Side.choices, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("attendance") == TableMeeting.Attendance.MISSED and not cleaned.get("missed_by"):
            self.add_error("missed_by", _("Say which company did not come."))
        return cleaned


class OffForm(forms.Form):
    reason = LineField(label=_("Reason"), max_length=300, required=False)


class DeclineForm(OffForm):
    reason = LineField(label=_("Reason, if you decline"), max_length=300, required=False)


class OutcomeForm(forms.Form):
    kind = forms.ChoiceField(label=_("What follows?"), widget=forms.RadioSelect)
    value = forms.DecimalField(
        label=_("Value you hope for"), min_value=0, max_digits=14, decimal_places=2, required=False
    )
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    words = BlockField(
        label=_("In your words"),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Your company alone reads this. Kind and value count in the community’s figures, without names."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "kind", TableOutcome.Kind.choices)
        choose_from(self, "currency", [("", "–"), *((code, code) for code in settings.CURRENCIES)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("value") and not cleaned.get("currency"):
            self.add_error("currency", _("Choose the currency of the value."))
        return cleaned
