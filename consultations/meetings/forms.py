"""What people fill in when they book a talk, and afterwards on its page."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from companies.models import User
from consultations.meetings.hours_forms import clean_where
from consultations.models import Meeting, MeetingTask, Where, people_to_talk
from consultations.models.meeting_papers import MAX_MINUTES
from portal.core.actor import Actor
from portal.core.forms import choose_from
from portal.core.texts import BlockField, LineField, validate_visible
from portal.core.zones import moment_in

MOST_LINES = 10  # points of the agenda that can be told when booking


class BookForm(forms.Form):
    """The slot `at`, whom (empty: whoever is free), and what about."""

    at = forms.CharField(widget=forms.HiddenInput, max_length=40)
    host = forms.ChoiceField(label=_("With whom"), required=False, widget=forms.RadioSelect)
    topic = BlockField(
        label=_("What do you want to talk about?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    points = BlockField(
        label=_("Agenda, one point a line"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("Both sides can add to it until the talk."),
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "host", [("", _("Whoever is free")), *people] if len(people) > 1 else [("", ""), *people])

    def clean_at(self) -> datetime:
        found = moment_in(self.cleaned_data["at"])
        if found is None:
            raise ValidationError(_("Choose a time."))
        return found

    def clean_points(self) -> tuple[str, ...]:
        return lines_of(self.cleaned_data["points"])


def lines_of(text: str) -> tuple[str, ...]:
    """The points of an agenda. Raises ValidationError for too many, or one that is too long."""
    lines = tuple(line.strip().removeprefix("- ").strip() for line in text.splitlines())
    found = tuple(line for line in lines if line)
    if len(found) > MOST_LINES:
        raise ValidationError(_("Up to %(most)s points, please.") % {"most": MOST_LINES})
    if any(len(line) > 300 for line in found):
        raise ValidationError(_("A point has up to 300 characters."))
    return found


class CancelForm(forms.Form):
    reason = LineField(
        label=_("Reason"),
        required=False,
        max_length=300,
        help_text=_("The other side reads it."),
        widget=forms.TextInput({"dir": "auto"}),
    )


class WhereForm(forms.Form):
    where_kind = forms.ChoiceField(label=_("How you meet"), choices=Where)
    where = LineField(label=_("The link, number or address"), required=False, max_length=300)

    def __init__(self, *args: Any, meeting: Meeting, country: str, **kwargs: Any) -> None:
        initial = {"where_kind": meeting.where_kind, "where": meeting.where}
        super().__init__(*args, **{"initial": initial, "auto_id": "place_%s", **kwargs})
        self.country = country

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            cleaned["where"] = clean_where(cleaned.get("where_kind", ""), cleaned.get("where", ""), self.country)
        except ValidationError as problem:
            self.add_error("where", problem)
        return cleaned


class PersonForm(forms.Form):
    """Which colleague goes."""

    person = forms.ChoiceField(label=_("Who goes"))

    def __init__(self, *args: Any, actor: Actor, current: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"person": current}, "auto_id": "who_%s", **kwargs})
        self.people: dict[str, User] = {str(one.pk): one for one in people_to_talk(actor.company_id)}
        nobody = [] if current else [("", _("Nobody yet"))]
        choose_from(self, "person", [*nobody, *((key, str(one)) for key, one in self.people.items())])

    @property
    def chosen(self) -> User:
        return self.people[self.cleaned_data["person"]]


class PointForm(forms.Form):
    text = LineField(
        label=_("New point"), max_length=300, validators=[validate_visible], widget=forms.TextInput({"dir": "auto"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "point_%s", **kwargs})


class MinutesForm(forms.Form):
    """`was` is the version that the writer had before them; `withdraws` is asked for where that is signed."""

    was = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    body = BlockField(
        label=_("Minutes"),
        max_length=MAX_MINUTES,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 16, "dir": "auto"}),
        help_text=_("What was said and agreed, in plain words. Every version is kept, and both sides read it."),
    )
    withdraws = forms.BooleanField(label=_("I know that the signatures under the present version go"), required=False)

    def __init__(self, *args: Any, is_signed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_signed:
            del self.fields["withdraws"]


class TaskForm(forms.Form):
    """`owner` is a company (`c:1`), or a person of one (`c:1:7`)."""

    text = LineField(
        label=_("What to do"), max_length=300, validators=[validate_visible], widget=forms.TextInput({"dir": "auto"})
    )
    owner = forms.ChoiceField(label=_("Who does it"))
    due_on = forms.DateField(label=_("Due on"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, *args: Any, meeting: Meeting, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "task_%s", **kwargs})
        own, partner = actor.company, meeting.partner_of(actor)
        theirs = meeting.person_of("guest" if meeting.side_of(actor) == "host" else "host")
        self.owners: dict[str, tuple[Any, User | None]] = {}
        colleagues = list(people_to_talk(own.pk))
        ours = [self.offer(own, None), *(self.offer(own, one) for one in colleagues)]
        others = [self.offer(partner, None)]
        if theirs and people_to_talk(partner.pk).filter(pk=theirs.pk).exists():
            others.append(self.offer(partner, theirs))
        choose_from(self, "owner", [(own.name, ours), (partner.name, others)])

    def offer(self, company: Any, person: User | None) -> tuple[str, str]:
        key = f"c:{company.pk}:{person.pk}" if person else f"c:{company.pk}"
        self.owners[key] = (company, person)
        return key, str(person) if person else str(_("Somebody of %(company)s") % {"company": company.name})

    def add_to(self, meeting: Meeting, by: Actor) -> MeetingTask:
        company, owner = self.owners[self.cleaned_data["owner"]]
        return MeetingTask.add(meeting, self.cleaned_data["text"], by, company, owner, self.cleaned_data["due_on"])


class ListForm(forms.Form):
    """Which talks, or which tasks, are shown."""

    tab = forms.CharField(required=False, max_length=12)
    q = LineField(label=_("Company, person, subject or reference"), required=False, max_length=120)
    mine = forms.BooleanField(label=_("Only mine"), required=False)
