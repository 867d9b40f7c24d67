"""What a person fills in about when they can be booked."""

import zoneinfo
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from consultations.meetings.slots import Window
from consultations.models import MeetingHours, Where
from portal.core.forms import choose_from
from portal.core.phones import e164
from portal.core.texts import BlockField, LineField
from portal.core.zones import zone_choices

PARTS = ("1", "2")  # before and after the midday rest
FIELDS = ("is_open", "zone", "length", "pause", "notice", "horizon", "by_hand", "where_kind", "where", "about")


class TimeField(forms.TimeField):
    """A time of the day; `24:00` is taken as the end of it."""

    def __init__(self, label: Any) -> None:
        widget = forms.TimeInput({"type": "time", "class": "input", "step": 300}, format="%H:%M")
        super().__init__(label=label, required=False, widget=widget, input_formats=["%H:%M", "%H:%M:%S"])

    def to_python(self, value: Any) -> Any:
        return super().to_python("00:00" if str(value).strip() == "24:00" else value)


class WindowsForm(forms.Form):
    """Two windows of each day in `days` (a name for each); pairs of times in fields `<day>-1-from`, `<day>-1-to`."""

    days: dict[str, Any]

    def add_times(self, days: dict[str, Any], known: dict[str, list[Window]]) -> None:
        self.days = days
        for day in days:
            for number, part in enumerate(PARTS):
                window = known.get(day, [])[number : number + 1]
                start, end = (window[0].starts_at, window[0].ends_at) if window else (None, None)
                self.fields[f"{day}-{part}-from"] = TimeField(_("from"))
                self.fields[f"{day}-{part}-to"] = TimeField(_("to"))
                self.initial.setdefault(f"{day}-{part}-from", start)
                self.initial.setdefault(f"{day}-{part}-to", end)

    def rows(self) -> list[dict[str, Any]]:
        """For the page: each day with its pairs of fields and what is wrong in it."""
        found = []
        for day, name in self.days.items():
            pairs = [(self[f"{day}-{part}-from"], self[f"{day}-{part}-to"]) for part in PARTS]
            wrong = [problem for pair in pairs for field in pair for problem in field.errors]
            found.append({"key": day, "name": name, "pairs": pairs, "problems": list(dict.fromkeys(map(str, wrong)))})
        return found

    def windows(self, day: str) -> list[Window]:
        """Those of a day that are filled in; problems are told at the field they come from."""
        found: list[Window] = []
        for part in PARTS:
            first, last = f"{day}-{part}-from", f"{day}-{part}-to"
            start, end = self.cleaned_data.get(first), self.cleaned_data.get(last)
            if first in self.errors or last in self.errors or (start is None and end is None):
                continue
            if start is None or end is None:
                self.add_error(first if start is None else last, _("Give both times, or none."))
                continue
            window = Window(start, end)
            if not window.is_forward:
                self.add_error(last, _("The end comes before the beginning."))
            elif any(window.overlaps(other) for other in found):
                self.add_error(first, _("The two times of this day overlap."))
            else:
                found.append(window)
        return sorted(found)


def minutes_choices(numbers: tuple[int, ...]) -> list[tuple[int, str]]:
    return [(n, ngettext("%(n)s minute", "%(n)s minutes", n) % {"n": n}) for n in numbers]


def notice_choices() -> list[tuple[int, str]]:
    def words(hours: int) -> str:
        if hours < 48:
            return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
        return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24}

    return [(hours, words(hours)) for hours in MeetingHours.NOTICES]


def horizon_choices() -> list[tuple[int, str]]:
    return [(n, ngettext("%(n)s day", "%(n)s days", n) % {"n": n}) for n in MeetingHours.HORIZONS]


class HoursForm(WindowsForm):
    """The rules and the week."""

    is_open = forms.BooleanField(label=_("I can be booked in these hours"), required=False)
    zone = forms.ChoiceField(label=_("Time zone of these hours"))
    length = forms.TypedChoiceField(label=_("Length of a talk"), coerce=int)
    pause = forms.TypedChoiceField(label=_("Pause before and after"), coerce=int)
    notice = forms.TypedChoiceField(label=_("Book at least ahead"), coerce=int)
    horizon = forms.TypedChoiceField(label=_("Book at most ahead"), coerce=int)
    by_hand = forms.BooleanField(
        label=_("I confirm each talk myself"),
        required=False,
        help_text=_("Until then it takes your time, but nothing is promised. What is moved is not asked again."),
    )
    where_kind = forms.ChoiceField(label=_("How you meet"), choices=Where)
    where = LineField(
        label=_("The link, number or address"),
        required=False,
        max_length=300,
        help_text=_("Shown to those who have booked, and to nobody else."),
    )
    about = BlockField(
        label=_("What the talk is for"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("One or two sentences on the page where times are chosen."),
    )

    def __init__(self, *args: Any, hours: MeetingHours, **kwargs: Any) -> None:
        initial = {name: getattr(hours, name) for name in FIELDS}
        super().__init__(*args, **{"initial": initial, **kwargs})
        self.country = hours.company.country
        choose_from(self, "zone", zones_with(hours.zone))
        choose_from(self, "length", minutes_choices(MeetingHours.LENGTHS))
        choose_from(self, "pause", minutes_choices(MeetingHours.PAUSES))
        choose_from(self, "notice", notice_choices())
        choose_from(self, "horizon", horizon_choices())
        week = hours.week if hours.pk else usual_week(hours)
        self.add_times({str(day): WEEKDAYS[day] for day in range(7)}, {str(day): week[day] for day in range(7)})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.week = {day: self.windows(str(day)) for day in range(7)}
        if cleaned.get("is_open") and not self.errors and not any(self.week.values()):
            self.add_error("is_open", _("Give the times of one day at least."))
        try:
            cleaned["where"] = clean_where(cleaned.get("where_kind", ""), cleaned.get("where", ""), self.country)
        except ValidationError as problem:
            self.add_error("where", problem)
        return cleaned

    def rules(self) -> dict[str, Any]:
        """What `MeetingHours.keep` takes beside the week."""
        return {name: self.cleaned_data[name] for name in FIELDS}


def usual_week(hours: MeetingHours) -> dict[int, list[Window]]:
    """The company's own working hours as a beginning, without the midday rest."""
    company = hours.company
    if company.opens_at is None or company.closes_at is None:
        return {day: [] for day in range(7)}
    window = Window(company.opens_at, company.closes_at)
    return {day: [window] if day in company.working_days and window.is_forward else [] for day in range(7)}


def zones_with(*names: str) -> list[tuple[str, str]]:
    """Those to choose from, with these even where they are none of them."""
    known = zone_choices()
    codes = {code for code, _name in known}
    more = [(name, name.rpartition("/")[2].replace("_", " ")) for name in dict.fromkeys(names) if name not in codes]
    return [*((code, name) for code, name in more if code in zoneinfo.available_timezones()), *known]


def clean_where(kind: str, where: str, country: str = "") -> str:
    """The place as it is kept: a whole https address, a number as E.164. Raises ValidationError."""
    if kind == Where.OPEN:
        return ""
    if not where:
        raise ValidationError(_("Say where: people who have booked need it."))
    if kind == Where.PHONE:
        return e164(where, country)
    if kind == Where.LINK:
        address = str(forms.URLField(assume_scheme="https").clean(where))
        URLValidator(["https", "http"])(address)
        return address
    return where


class DayForm(WindowsForm):
    """A single day that differs from the week."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date", "class": "input"}, "%Y-%m-%d"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["day"].widget.attrs |= {"min": today.isoformat(), "max": (today + timedelta(days=400)).isoformat()}
        self.add_times({"own": _("Times")}, {})

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if not self.today <= day <= self.today + timedelta(days=400):
            raise ValidationError(_("Choose a day from today on, at most a year ahead."))
        return day

    def clean(self) -> dict[str, Any]:
        self.chosen = self.windows("own")
        return super().clean() or {}
