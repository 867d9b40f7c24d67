"""What people choose in their company's inbox of consultations."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import User
from consultations.inbox.rows import Tab
from consultations.models import MAX_BODY, AutoReply, DeskTag, RoomDesk, people_to_talk
from portal.core.actor import Actor
from portal.core.forms import choose_from
from portal.core.texts import BlockField, LineField, validate_visible

MORNING = time(8)
ASSIGN, TAG, UNTAG = "assign:", "tag:", "untag:"


class InboxForm(forms.Form):
    """Which conversations are shown."""

    tab = forms.ChoiceField(choices=Tab, required=False)
    q = LineField(label=_("Company, subject or reference"), required=False, max_length=120)
    tag = LineField(label=_("Tag"), required=False, max_length=16)


class SearchForm(forms.Form):
    q = LineField(label=_("Words in messages"), required=False, max_length=120)


def morning_in(days: int) -> datetime:
    """Eight o'clock of the day so many days from now, by the reader's clock."""
    return morning_of(timezone.localtime() + timedelta(days=days))


def morning_of(day: Any) -> datetime:
    return datetime.combine(day.date() if isinstance(day, datetime) else day, MORNING, timezone.get_current_timezone())


def next_monday() -> datetime:
    return morning_in(7 - timezone.localtime().weekday())


class BulkForm(forms.Form):
    """What to do with the ticked conversations."""

    do = forms.ChoiceField(label=_("With the ticked ones"))

    def __init__(self, *args: Any, actor: Actor, tags: list[DeskTag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.tags = actor, {tag.ref: tag for tag in tags}
        self.people = {person.pk: person for person in people_to_talk(actor.company_id)}
        choose_from(self, "do", self.choices())
        self.fields["do"].widget.attrs["class"] = "input"

    def choices(self) -> list[Any]:
        names = [(ref, tag.name) for ref, tag in self.tags.items()]
        groups: list[Any] = [
            ("", _("With the ticked ones …")),
            ("read", _("Mark as read")),
            ("archive", _("Archive")),
            ("back", _("Back to the inbox")),
            (_("Let sleep"), [("tomorrow", _("Until tomorrow")), ("week", _("Until next Monday"))]),
            (_("Hand to"), [(ASSIGN, _("Nobody")), *((f"{ASSIGN}{pk}", str(one)) for pk, one in self.people.items())]),
        ]
        if names:
            groups.append((_("Add the tag"), [(f"{TAG}{ref}", name) for ref, name in names]))
            groups.append((_("Take off the tag"), [(f"{UNTAG}{ref}", name) for ref, name in names]))
        return groups

    def apply_to(self, room: Any) -> None:
        """Do it with one room."""
        do, by = self.cleaned_data["do"], self.actor
        name, _colon, value = do.partition(":")
        match name:
            case "read":
                room.mark_read(by, room.last_number)
            case "archive":
                RoomDesk.archive(room, by)
            case "back":
                RoomDesk.bring_back(room, by)
            case "tomorrow":
                RoomDesk.snooze(room, morning_in(1), by)
            case "week":
                RoomDesk.snooze(room, next_monday(), by)
            case "assign":
                RoomDesk.assign(room, self.people[int(value)] if value else None, by)
            case "tag" | "untag":
                RoomDesk.tag(room, self.tags[value], by, is_on=name == "tag")


class DeskForm(forms.Form):
    """One conversation's place in the company: who has it, until when it sleeps, a tag."""

    assignee = forms.ChoiceField(label=_("In the hands of"), required=False)
    was = forms.IntegerField(widget=forms.HiddenInput, required=False)
    until = forms.DateField(label=_("Let sleep until"), required=False, widget=forms.DateInput({"type": "date"}))
    tag = LineField(label=_("Tag"), required=False, max_length=40)

    def __init__(self, *args: Any, actor: Actor, desk: RoomDesk, **kwargs: Any) -> None:
        start = {"assignee": desk.assignee_id or "", "was": desk.assignee_id}
        super().__init__(*args, **{"initial": start, "auto_id": "desk_%s", **kwargs})
        self.people: dict[str, User] = {str(one.pk): one for one in people_to_talk(actor.company_id)}
        choose_from(self, "assignee", [("", _("Nobody")), *((pk, str(one)) for pk, one in self.people.items())])
        self.fields["until"].widget.attrs["min"] = timezone.localdate().isoformat()
        for name in ("assignee", "until", "tag"):
            self.fields[name].widget.attrs["class"] = "input"

    @property
    def person(self) -> User | None:
        return self.people.get(self.cleaned_data["assignee"])


class TagForm(forms.Form):
    name = LineField(label=_("New tag"), max_length=40, validators=[validate_visible])


class AutoReplyForm(forms.Form):
    """When and what the company answers by itself."""

    outside_hours = forms.BooleanField(label=_("Answer by itself outside our working hours"), required=False)
    first_day = forms.DateField(
        label=_("Away from"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=_("Away until, this day included"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, *args: Any, reply: AutoReply, has_hours: bool, **kwargs: Any) -> None:
        names = ("outside_hours", "first_day", "last_day")
        start = {name: getattr(reply, name) for name in names} | {f"text_{k}": v for k, v in reply.texts.items()}
        super().__init__(*args, **{"initial": start, **kwargs})
        self.has_hours = has_hours
        for code, name in settings.LANGUAGES:
            widget = forms.Textarea({"rows": 4, "lang": code, "dir": "auto"})
            self.fields[f"text_{code}"] = BlockField(
                label=name, required=False, max_length=MAX_BODY // 4, widget=widget, validators=[validate_visible]
            )

    @property
    def texts(self) -> list[Any]:
        return [self[f"text_{code}"] for code, _name in settings.LANGUAGES]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if last and not first and "first_day" not in self.errors:
            self.add_error("first_day", _("Say from which day on."))
        if first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        if cleaned.get("outside_hours") and not self.has_hours:
            self.add_error("outside_hours", _("Tell your working hours in the company's profile first."))
        is_on = cleaned.get("outside_hours") or first
        if is_on and not any(cleaned.get(f"text_{code}") for code, _name in settings.LANGUAGES):
            self.add_error(f"text_{settings.LANGUAGES[0][0]}", _("Write what shall be answered, in one language."))
        return cleaned

    def fields_of_reply(self) -> dict[str, Any]:
        """What `AutoReply.keep` takes."""
        data = self.cleaned_data
        texts = {code: data[f"text_{code}"] for code, _name in settings.LANGUAGES if data[f"text_{code}"]}
        return {name: data[name] for name in ("outside_hours", "first_day", "last_day")} | {"texts": texts}
