"""What a steward asks, and what a member answers. Forms read and check, they never write."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.directory.models import MOST_OPTIONS, DirectoryEntry, DirectoryField
from community.directory.values import LINE, TEXT, cleaned
from community.models import Community
from portal.core.texts import BlockField, LineField, validate_visible


class FieldForm(forms.ModelForm):
    """A field of the directory; its kind is chosen once."""

    label = LineField(label=_("Question or label"), max_length=80, validators=[validate_visible])
    label_ko = LineField(
        label=_("The same in Korean"), max_length=80, required=False, help_text=_("Shown to who reads in Korean.")
    )
    help = LineField(label=_("A hint for who fills it in"), max_length=200, required=False)
    unit = LineField(
        label=_("Unit"), max_length=20, required=False, help_text=_("For numbers: spindles, t/month, people.")
    )
    answers = BlockField(
        label=_("Answers to choose from"),
        max_length=8000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
        help_text=_(
            "For choices: an answer a line; its Korean behind a bar, as in “Cotton | 면”. What is left out is not "
            "offered any more; who chose it before keeps it until they save again."
        ),
    )

    class Meta:
        model = DirectoryField
        fields = ["kind", "label", "label_ko", "help", "unit", "answers", "seen_by", "is_required", "is_filter"]
        widgets = {"kind": forms.RadioSelect, "seen_by": forms.RadioSelect}

    field_order = ["kind", "label", "label_ko", "answers", "unit", "help", "seen_by", "is_required", "is_filter"]

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.community = community
        if self.instance.pk:
            del self.fields["kind"]
            offered = [one for one in self.instance.options if not one.get("is_gone")]
            lines = [" | ".join(filter(None, [one["label"], one.get("ko", "")])) for one in offered]
            self.initial["answers"] = "\n".join(lines)

    @property
    def kind(self) -> str:
        return str(self.instance.kind if self.instance.pk else self.cleaned_data.get("kind", ""))

    def clean_label(self) -> str:
        label: str = self.cleaned_data["label"]
        twins = self.community.directory_fields.live().filter(label__iexact=label).exclude(pk=self.instance.pk)
        if twins.exists():
            raise forms.ValidationError(_("There is a field of that name already."))
        return label

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        takes_options = self.kind in {"choice", "choices"}
        if takes_options and len(self.options()) < 2:
            self.add_error("answers", _("Please give at least two answers to choose from."))
        if takes_options and len(self.options()) > MOST_OPTIONS:
            self.add_error("answers", gettext("At most %(n)s answers.") % {"n": MOST_OPTIONS})
        if any(len(label) > 80 or len(korean) > 80 for label, korean in self.options()):
            self.add_error("answers", _("An answer has at most 80 characters."))
        if data.get("unit") and self.kind != "number":
            self.add_error("unit", _("Only numbers have a unit."))
        if data.get("is_filter") and self.kind and self.kind not in DirectoryField.FILTERS:
            self.add_error("is_filter", _("Texts and addresses are searched by their words; they are no filter."))
        return data

    def options(self) -> list[tuple[str, str]]:
        """(label, Korean label), each label once."""
        found: dict[str, tuple[str, str]] = {}
        for line in self.cleaned_data.get("answers", "").splitlines():
            label, _bar, korean = (part.strip() for part in line.partition("|"))
            if label:
                found.setdefault(label.casefold(), (label, korean))
        return list(found.values())

    def changes(self) -> dict[str, Any]:
        names = [name for name in self.fields if name != "answers"]
        return {name: self.cleaned_data[name] for name in names}


class EntryForm(forms.Form):
    """A member's answers: a form field for each field of the directory in use.

    Each answer is checked by its field (values.cleaned), as it is again inside the verb.
    """

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, asked: list[DirectoryField], entry: DirectoryEntry | None, **kwargs: Any) -> None:
        values: dict[str, Any] = entry.values if entry else {}
        initial = {one.name: as_initial(one, values.get(one.name)) for one in asked}
        kwargs["initial"] = {"seen": entry.version if entry else 0, **initial}
        super().__init__(*args, **kwargs)
        self.asked = asked
        for one in asked:
            self.fields[one.name] = answer_field(one)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for one in self.asked:
            if one.name in self.errors:
                continue
            try:
                data[one.name] = cleaned(one, data.get(one.name))
            except ValidationError as problem:
                self.add_error(one.name, problem)
        return data

    def answers(self) -> dict[str, Any]:
        return {one.name: self.cleaned_data.get(one.name) for one in self.asked}

    def went_stale(self, version: int, words: Any) -> None:
        """Somebody else was faster: what was typed stays, and the next attempt goes over what is there now."""
        self.add_error(None, words)
        typed: Any = self.data
        typed = typed.copy()  # what came with a request cannot be changed
        typed["seen"] = str(version)
        self.data = typed

    def refuse(self, problems: dict[str, Any]) -> None:
        for name, words in problems.items():
            self.add_error(name if name in self.fields else None, words)


def as_initial(field: DirectoryField, value: Any) -> Any:
    if field.kind == "flag":
        return {True: "yes", False: "no"}.get(value, "")
    return value


def answer_field(field: DirectoryField) -> forms.Field:
    """Help is drawn as markup by the templates, so that what a steward wrote is escaped here."""
    about: dict[str, Any] = {"label": field.title, "required": field.is_required, "help_text": hint_of(field)}
    if field.kind == "text":
        return BlockField(max_length=TEXT, widget=forms.Textarea({"rows": 5}), **about)
    if field.kind == "number":
        return LineField(max_length=24, widget=forms.TextInput({"inputmode": "decimal"}), **about)
    if field.kind == "choice":
        return forms.ChoiceField(choices=[("", _("No answer")), *field.option_labels().items()], **about)
    if field.kind == "choices":
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=list(field.option_labels().items()), widget=widget, **about)
    if field.kind == "flag":
        choices = [("yes", _("Yes")), ("no", _("No"))]
        choices = choices if field.is_required else [("", _("No answer")), *choices]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **about)
    return LineField(max_length=LINE, **about)


def hint_of(field: DirectoryField) -> str:
    seen = {1: gettext("Only members see this."), 2: gettext("Only stewards and your company see this.")}
    unit = gettext("In %(unit)s.") % {"unit": field.unit} if field.unit else ""
    return escape(" ".join(filter(None, [field.help, unit, seen.get(field.seen_by, "")])))
