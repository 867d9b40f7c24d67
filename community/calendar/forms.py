"""Forms of events; they clean what was typed and never write."""

import zoneinfo
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone_name, now
from django.utils.translation import gettext_lazy as _

from community.calendar.models import Gathering, Place
from community.calendar.programme import parse_programme, programme_text
from community.models import Community
from companies.models import Company
from portal.core.forms import choose_from
from portal.core.pictures import PicturesField, render
from portal.core.places import country_choices, language_choices
from portal.core.texts import BlockField, LineField, validate_visible
from portal.core.zones import moment_of, wall_of, zone_choices

MOST_QUESTIONS = 5
PICTURE_WIDTH = 1280
PLAIN = (
    *("kind", "title", "summary", "description", "languages", "zone", "place", "address", "country", "is_online"),
    *("link", "audience", "capacity", "company_limit", "fee", "starts_at", "ends_at", "register_by", "programme"),
    "questions",
)


class WallField(forms.DateTimeField):
    """Day and time as a clock on the wall shows them, without a zone."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local", "step": 300}, format="%Y-%m-%dT%H:%M")
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]
        super().__init__(widget=widget, input_formats=formats, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        """Not made a moment of the reader's own zone, as Django would."""
        if value in self.empty_values:
            return None
        for pattern in self.input_formats or ():
            try:
                found = datetime.strptime(str(value).strip(), str(pattern))
            except ValueError:
                continue
            if found.year < 2000 or found.year > 2100:
                break
            return found
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def prepare_value(self, value: Any) -> Any:
        return value


class GatheringForm(forms.Form):
    """An event, from its title to who may come."""

    title = LineField(label=_("Title"), max_length=160, validators=[validate_visible])
    kind = forms.ChoiceField(label=_("Kind"))
    summary = LineField(label=_("In one sentence"), max_length=200, required=False)
    starts = WallField(label=_("Begins"))
    ends = WallField(label=_("Ends"))
    zone = forms.ChoiceField(label=_("Time zone"), help_text=_("The clock that all times of this event are told by."))
    place = LineField(
        label=_("Place"), max_length=160, required=False, help_text=_("Such as a hall or a hotel. Empty: only online.")
    )
    address = LineField(label=_("Address"), max_length=300, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    is_online = forms.BooleanField(label=_("People can take part online"), required=False)
    link = forms.URLField(
        label=_("Link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Only people with a place see it."),
    )
    languages = forms.MultipleChoiceField(label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple)
    description = BlockField(
        label=_("Description"),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Markdown works: **bold**, lists with -, links as [words](https://…)."),
    )
    programme = BlockField(
        label=_("Programme of the event"),
        max_length=12000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_(
            "A line for each point: 09:30 Welcome | speaker | company. "
            "On other days than the first, begin a line with the day: 2027-03-02 09:30 …"
        ),
    )
    picture = PicturesField(label=_("Picture"), most=1, help_text=_("Wide pictures look best."))
    audience = forms.ChoiceField(label=_("Who may come"), widget=forms.RadioSelect)
    capacity = forms.IntegerField(
        label=_("Places"), min_value=1, max_value=100_000, required=False, help_text=_("Empty: as many as want to.")
    )
    company_limit = forms.IntegerField(label=_("People of one company"), min_value=1, max_value=1000, required=False)
    register_by = WallField(
        label=_("Registration until"), required=False, help_text=_("By the event’s clock. Empty: until it begins.")
    )
    fee = LineField(
        label=_("Fee"),
        max_length=200,
        required=False,
        help_text=_("Say it in words, and how it is paid; nothing is paid on this portal."),
    )
    questions = BlockField(
        label=_("Questions to who registers"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Up to five, one a line."),
    )

    def __init__(self, *args: Any, gathering: Gathering | None = None, **kwargs: Any) -> None:
        self.gathering = gathering
        super().__init__(*args, **{"initial": initial_of(gathering), **kwargs})
        zone = gathering.zone if gathering else get_current_timezone_name()
        zones = dict(zone_choices())
        choose_from(self, "kind", Gathering.Kind.choices)
        choose_from(self, "zone", ({zone: zone.split("/")[-1].replace("_", " ")} | zones).items())
        choose_from(self, "country", [("", _("None")), *country_choices()])
        choose_from(self, "languages", language_choices())
        choose_from(self, "audience", Gathering.Audience.choices)

    def clean_zone(self) -> str:
        zone: str = self.cleaned_data["zone"]
        if zone not in zoneinfo.available_timezones():
            raise ValidationError(_("Choose a time zone."))
        return zone

    def clean_questions(self) -> list[str]:
        rows = [line.strip()[:200] for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        if len(rows) > MOST_QUESTIONS:
            raise ValidationError(_("Up to five questions, please."))
        return list(dict.fromkeys(rows))

    def clean_picture(self) -> bytes:
        pictures = self.cleaned_data["picture"]
        return render(pictures[0], PICTURE_WIDTH).jpeg if pictures else b""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts = cleaned.get("starts")
        for name, key in (("starts", "starts_at"), ("ends", "ends_at"), ("register_by", "register_by")):
            cleaned[key] = self.moment(name)
        self.check_times(cleaned)
        if not cleaned.get("place") and not cleaned.get("is_online"):
            self.add_error("place", _("Say where it is, or that people take part online."))
        if cleaned.get("link") and not cleaned.get("is_online"):
            cleaned["is_online"] = True
        taken = self.gathering.seats_taken if self.gathering else 0
        if cleaned.get("capacity") and cleaned["capacity"] < taken:
            self.add_error("capacity", _("%(n)s people are coming already.") % {"n": taken})
        self.clean_rows(cleaned, starts)
        return cleaned

    def moment(self, name: str) -> datetime | None:
        wall, zone = self.cleaned_data.get(name), self.cleaned_data.get("zone")
        if not isinstance(wall, datetime) or not zone or name in self.errors:
            return None
        moment = moment_of(wall, zone)
        if moment is None:
            self.add_error(name, _("On that day the clocks are changed, and this time does not exist."))
        return moment

    def check_times(self, cleaned: dict[str, Any]) -> None:
        start, end, until = cleaned["starts_at"], cleaned["ends_at"], cleaned["register_by"]
        if start and end and end <= start:
            self.add_error("ends", _("It must end after it begins."))
        elif end and end <= now():
            self.add_error("ends", _("This time has passed."))
        if start and end and (end - start).days > 30:
            self.add_error("ends", _("An event lasts 30 days at most."))
        if start and until and until > start:
            self.add_error("register_by", _("Registration ends when the event begins, at the latest."))

    def clean_rows(self, cleaned: dict[str, Any], starts: Any) -> None:
        """The programme's days are those of the event's clock, from the first on."""
        try:
            day = starts.date() if isinstance(starts, datetime) else None
            cleaned["programme"] = parse_programme(cleaned.get("programme", ""), day) if day else []
        except ValidationError as problem:
            self.add_error("programme", problem)

    def changes(self) -> dict[str, Any]:
        found = {name: self.cleaned_data[name] for name in PLAIN}
        return found | ({"picture": self.cleaned_data["picture"]} if self.cleaned_data["picture"] else {})


def initial_of(gathering: Gathering | None) -> dict[str, Any]:
    if gathering is None:
        return {"zone": get_current_timezone_name(), "audience": Gathering.Audience.READERS}
    names = [name for name in PLAIN if name not in ("starts_at", "ends_at", "register_by")]
    found = {name: getattr(gathering, name) for name in names}
    until = wall_of(gathering.register_by, gathering.zone) if gathering.register_by else None
    found["programme"] = programme_text(gathering.programme, gathering.starts_on)
    found["questions"] = "\n".join(gathering.questions)
    return {**found, "starts": gathering.starts_wall, "ends": gathering.ends_wall, "register_by": until}


class FilterForm(forms.Form):
    """What the list is narrowed to; whatever is not valid is left out, never an error."""

    q = LineField(label=_("Title"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    where = forms.ChoiceField(label=_("Where"), required=False)
    month = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, *args: Any, months: list[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "kind", [("", _("All kinds")), *Gathering.Kind.choices])
        choose_from(self, "where", [("", _("On site and online")), *Place.choices])
        shown = [(f"{day:%Y-%m}", date_format(day, "YEAR_MONTH_FORMAT")) for day in months]
        choose_from(self, "month", [("", _("All months")), *shown])

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        if "month" in found:
            found["month"] = date.fromisoformat(f"{found['month']}-01")
        return found


class RegistrationForm(forms.Form):
    """A note and the answers to the event's own questions."""

    note = BlockField(
        label=_("Note to the organiser"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Such as what you cannot eat, or a question. Only the organiser reads it."),
    )

    def __init__(self, *args: Any, questions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for number, question in enumerate(questions):
            self.fields[f"answer-{number}"] = LineField(label=question, max_length=300, required=False)

    def answers(self) -> list[list[str]]:
        return [[text, self.cleaned_data[f"answer-{n}"]] for n, text in enumerate(self.questions)]


class ReasonForm(forms.Form):
    reason = LineField(
        label=_("Reason"), max_length=300, validators=[validate_visible], help_text=_("Everybody who comes reads it.")
    )


class LetterForm(forms.Form):
    body = BlockField(
        label=_("Your words"), max_length=2000, validators=[validate_visible], widget=forms.Textarea({"rows": 4})
    )


class InviteForm(forms.Form):
    """Companies by name or address, one a line."""

    companies = BlockField(
        label=_("Companies"),
        max_length=8000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Names or addresses of member companies, one a line."),
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community = community

    def clean_companies(self) -> list[Company]:
        """Found by exact name or by the last part of their address; all of them, or none with the names not found."""
        lines = dict.fromkeys(line.strip() for line in self.cleaned_data["companies"].splitlines() if line.strip())
        rows = Company.objects.filter(is_active=True)
        if not self.community.is_open:
            rows = rows.filter(pk__in=self.community.members.active().values("company_id"))
        found, unknown = [], []
        for line in list(lines)[:200]:
            slug = line.rstrip("/").rpartition("/")[2].lower()
            company = rows.filter(slug=slug).first() or rows.filter(name__iexact=line).first()
            found.append(company) if company else unknown.append(line[:60])
        if unknown:
            raise ValidationError(_("Not found here: %(names)s") % {"names": "; ".join(unknown[:10])})
        return [one for one in found if one]
