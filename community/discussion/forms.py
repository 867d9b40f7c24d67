"""Forms of threads and posts; they clean what was typed and never write."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.discussion.models import Poll, PollDraft, TalkCategory
from community.discussion.models.poll import FEWEST_OPTIONS, MOST_OPTIONS
from community.discussion.models.post import MAX_BODY
from community.models import Community
from portal.core.actor import Actor
from portal.core.forms import choose_from
from portal.core.papers import FilesField
from portal.core.texts import BlockField, LineField, validate_visible

WRITING = {"rows": 8, "data-talk-words": ""}
MARKDOWN = _("Markdown works: **bold**, lists with -, links as [words](https://…). @ and a name calls a member.")
FILES = _("Up to five PDFs or pictures of up to 10 MB each.")


class PostForm(forms.Form):
    """One post; `answers` is the number of the post it answers."""

    body = BlockField(
        label=_("Your words"),
        max_length=MAX_BODY,
        validators=[validate_visible],
        widget=forms.Textarea(WRITING),
        help_text=MARKDOWN,
    )
    papers = FilesField(label=_("Pictures and PDFs"), required=False, help_text=FILES)
    answers = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def more(self) -> dict[str, Any]:
        return {"answers": self.cleaned_data["answers"], "papers": self.cleaned_data["papers"]}


class EditForm(forms.Form):
    """`version` is the wording that the form was shown with."""

    body = BlockField(
        label=_("Your words"),
        max_length=MAX_BODY,
        validators=[validate_visible],
        widget=forms.Textarea({**WRITING, "rows": 12}),
        help_text=MARKDOWN,
    )
    version = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


class ThreadForm(forms.Form):
    """A thread with its first post, and a poll if its question is filled in."""

    title = LineField(label=_("Title"), max_length=160, validators=[validate_visible])
    category = forms.ChoiceField(label=_("Category"), required=False)
    is_question = forms.BooleanField(label=_("I ask a question: an answer can be accepted"), required=False)
    body = BlockField(
        label=_("Your words"),
        max_length=MAX_BODY,
        validators=[validate_visible],
        widget=forms.Textarea(WRITING),
        help_text=MARKDOWN,
    )
    papers = FilesField(label=_("Pictures and PDFs"), required=False, help_text=FILES)
    poll_question = LineField(
        label=_("What do you ask?"), required=False, max_length=200, validators=[validate_visible]
    )
    poll_options = BlockField(
        label=_("Answers to choose from"),
        required=False,
        max_length=MOST_OPTIONS * 210,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One on each line, two to twenty."),
    )
    poll_multiple = forms.BooleanField(label=_("Several answers may be chosen"), required=False)
    poll_results = forms.ChoiceField(label=_("Show results"), choices=Poll.Results, required=False)
    poll_closes_at = forms.DateTimeField(
        label=_("Until"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("In your time zone; empty for a poll without an end."),
    )

    def __init__(self, community: Community, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(community.talk_categories.all())
        may_moderate = any(one.may_be_started_in(actor) for one in rows if one.starters == "moderators")
        self.categories = {one.key: one for one in rows if one.starters == "members" or may_moderate}
        choose_from(
            self, "category", [("", _("Without a category")), *((k, c.name) for k, c in self.categories.items())]
        )
        if not rows:
            del self.fields["category"]

    @property
    def words(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("poll_")]

    @property
    def poll_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("poll_")]

    @property
    def has_poll(self) -> bool:
        """Whether the part of the poll stands open: something is in it."""
        return any(self[name].value() for name in ("poll_question", "poll_options"))

    def clean_poll_options(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["poll_options"].split("\n")]
        options = list(dict.fromkeys(line for line in lines if line))
        if any(len(one) > 200 for one in options):
            raise ValidationError(_("An answer has up to 200 characters."), code="long")
        return options

    def clean_poll_closes_at(self) -> datetime | None:
        ends: datetime | None = self.cleaned_data["poll_closes_at"]
        if ends is not None and ends <= timezone.now():
            raise ValidationError(_("The end of the poll must lie ahead."), code="past")
        return ends

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        question, options = data.get("poll_question"), data.get("poll_options")
        if question and options is not None and not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
            self.add_error("poll_options", _("A poll has two to twenty different answers."))
        if options and not question and "poll_question" not in self.errors:
            self.add_error("poll_question", _("Say what the poll asks."))
        return data

    def more(self) -> dict[str, Any]:
        """What `Thread.start` takes beside title and words."""
        data = self.cleaned_data
        category: TalkCategory | None = self.categories.get(data.get("category") or "")
        return {
            "category": category,
            "is_question": data["is_question"],
            "papers": data["papers"],
            "poll": self.poll() if data["poll_question"] else None,
        }

    def poll(self) -> PollDraft:
        data = self.cleaned_data
        return PollDraft(
            question=data["poll_question"],
            options=data["poll_options"],
            is_multiple=data["poll_multiple"],
            closes_at=data["poll_closes_at"],
            results=data["poll_results"] or Poll.Results.AFTER_VOTE,
        )


class RenameForm(forms.Form):
    title = LineField(label=_("Title"), max_length=160, validators=[validate_visible])


class CategoryForm(forms.ModelForm):
    """A category as its steward describes it."""

    name = LineField(label=_("Name"), max_length=60, validators=[validate_visible])
    about = LineField(label=_("What belongs here"), max_length=200, required=False)

    class Meta:
        model = TalkCategory
        fields = ["name", "about", "starters", "position"]

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}
