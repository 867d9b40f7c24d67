"""Forms of initiatives; they clean what was typed and never write."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from community.initiatives.models import Initiative, InitiativeOutcome
from community.initiatives.models.agreement import MAX_TEXT
from community.initiatives.models.initiative import MAX_BODY
from portal.core.forms import choose_from
from portal.core.texts import BlockField, LineField, validate_visible
from portal.core.uploads import DocumentField, validate_https

MARKDOWN = _("Markdown works: **bold**, lists with -, links as [words](https://…).")
MOST_PARTNERS = 200


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput({"type": "date"}), **options)


def area(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


def amount_field(label: Any, **options: Any) -> forms.DecimalField:
    widget = forms.NumberInput({"step": "any", "inputmode": "decimal", "min": "0"})
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=16, decimal_places=2, widget=widget, **options
    )


def count_field(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=1_000_000_000)


def settle_currency(form: forms.Form, amount: str, currency: str = "currency") -> None:
    """An amount never goes without its currency, and a currency alone says nothing."""
    data = form.cleaned_data
    if data.get(amount) is not None and not data.get(currency):
        form.add_error(currency, gettext("Choose the currency of the amount."))
    if data.get(amount) is None:
        data[currency] = ""


class FilterForm(forms.Form):
    """What the list is narrowed to; whatever is not valid is left out, never an error."""

    q = LineField(label=pgettext_lazy("search", "Words"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    state = forms.ChoiceField(label=_("How far"), required=False)
    show = forms.ChoiceField(label=_("Show"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False)

    def __init__(self, *args: Any, is_member: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "kind", [("", _("All kinds")), *Initiative.Kind.choices])
        choose_from(self, "state", [("", _("All")), *Initiative.State.choices])
        own = [("mine", _("Those of my company"))] if is_member else []
        choose_from(self, "show", [("", _("All")), ("looking", _("Looking for partners")), *own])
        orders = [("closing", _("Closing soon")), ("partners", _("Most partners")), ("new", _("Newest"))]
        choose_from(self, "sort", [("", _("Last moved")), *orders])

    def filters(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class InitiativeForm(forms.Form):
    """What is proposed, who is sought, and who reads it."""

    title = LineField(
        label=_("Title"),
        max_length=140,
        validators=[validate_visible],
        help_text=_("As a heading: “Joint booth at the Hanoi textile fair, April 2027”."),
    )
    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    body = BlockField(
        label=_("What and why"),
        max_length=MAX_BODY,
        validators=[validate_visible],
        widget=area(9),
        help_text=MARKDOWN,
    )
    sought = BlockField(
        label=_("What partners should bring"),
        required=False,
        max_length=2000,
        widget=area(3),
        help_text=_("Capabilities, certificates, markets, machines, people."),
    )
    least = forms.IntegerField(
        label=_("Companies needed"),
        min_value=2,
        max_value=MOST_PARTNERS,
        initial=2,
        help_text=_("Your own counts too."),
    )
    most = forms.IntegerField(label=_("At most"), required=False, min_value=2, max_value=MOST_PARTNERS)
    seeking_until = day_field(_("Partners wanted until"))
    ends_on = day_field(_("Planned end"), help_text=_("You are asked for the outcome then."))
    costs = BlockField(
        label=_("How costs are shared"),
        required=False,
        max_length=2000,
        widget=area(2),
        help_text=_("For example: equal shares; freight by volume; the association pays the stand."),
    )
    budget = amount_field(_("Budget"))
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    audience = forms.ChoiceField(label=_("Who reads it"), widget=forms.RadioSelect, initial="community")
    joins_at_once = forms.BooleanField(
        label=_("Members join without being asked"),
        required=False,
        help_text=_("First come, first served, up to the number above. Otherwise you let each one in."),
    )

    def __init__(self, *args: Any, known: Initiative | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(known, name) for name in self.base_fields} if known else {}
        super().__init__(*args, **{**kwargs, "initial": {**initial, **kwargs.get("initial", {})}})
        self.known = known
        choose_from(self, "kind", Initiative.Kind.choices)
        choose_from(self, "audience", Initiative.Audience.choices)
        choose_from(self, "currency", [("", "–"), *((code, code) for code in settings.CURRENCIES)])

    def clean_budget(self) -> Any:
        return self.cleaned_data["budget"] or None

    def clean_seeking_until(self) -> Any:
        day = self.cleaned_data["seeking_until"]
        if day and day < timezone.localdate() and not (self.known and day == self.known.seeking_until):
            raise forms.ValidationError(_("This day is over."))
        return day

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if data.get("most") is not None and data.get("least") is not None and data["most"] < data["least"]:
            self.add_error("most", _("At most cannot be less than the companies needed."))
        if data.get("ends_on") and data.get("seeking_until") and data["ends_on"] < data["seeking_until"]:
            self.add_error("ends_on", _("The end comes before the day until which partners are wanted."))
        settle_currency(self, "budget")
        return data


class JoinForm(forms.Form):
    share = LineField(
        label=_("What you take on"),
        required=False,
        max_length=160,
        help_text=_("For example: one quarter of the stand; 20 pallets a month; the trainer."),
    )
    words = BlockField(label=_("Your words to the partners"), required=False, max_length=1000, widget=area(3))


class ReasonForm(forms.Form):
    reason = BlockField(label=_("Why"), max_length=2000, validators=[validate_visible], widget=area(3))


class AgreementForm(forms.Form):
    """`was` is the number of the version that the text was written upon."""

    body = BlockField(
        label=_("Agreement"),
        max_length=MAX_TEXT,
        validators=[validate_visible],
        widget=area(16),
        help_text=_("Who does what until when, who pays what, what happens when somebody leaves."),
    )
    was = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    withdraws = forms.BooleanField(
        label=_("I know that the consents to the older text go, and everybody is asked again"), required=False
    )

    def __init__(self, *args: Any, is_consented: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_consented:
            del self.fields["withdraws"]


class StepForm(forms.Form):
    title = LineField(label=_("Step"), max_length=200, validators=[validate_visible])
    company: Any = forms.ModelChoiceField(
        label=_("Who"), queryset=None, required=False, empty_label=_("Whoever comes first")
    )
    due_on = day_field(_("Until"))

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["company"]
        field.queryset = partner_companies(initiative)


def partner_companies(initiative: Initiative) -> Any:
    from companies.models import Company

    inside = initiative.partners.inside().values("company_id")
    return Company.objects.filter(pk__in=inside).order_by("name")


class DoneForm(forms.Form):
    """What shows that a step is done; all of it may be left out."""

    note = LineField(label=_("What came of it"), required=False, max_length=400)
    link = forms.URLField(
        label=_("Link"), required=False, max_length=400, assume_scheme="https", validators=[validate_https]
    )
    file = DocumentField(label=_("File"), required=False, help_text=_("A PDF or a picture, up to 10 MB."))


class FileForm(forms.Form):
    file = DocumentField(label=_("File"), help_text=_("A PDF or a picture, up to 10 MB. Partners alone see it."))


class NoteForm(forms.Form):
    body = BlockField(label=_("How it goes"), max_length=4000, validators=[validate_visible], widget=area(3))


class CommentForm(forms.Form):
    comment = BlockField(label=_("Your words"), max_length=20_000, validators=[validate_visible], widget=area(3))


class OutcomeForm(forms.Form):
    result = forms.ChoiceField(label=_("Was the aim reached?"), widget=forms.RadioSelect)
    words = BlockField(
        label=_("What came of it"), max_length=8000, validators=[validate_visible], widget=area(6), help_text=MARKDOWN
    )
    value = amount_field(_("Business that came of it"))
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    orders = count_field(_("Orders won"))
    jobs = count_field(_("Jobs created or kept"))
    visitors = count_field(_("Visitors or participants"))
    lessons = BlockField(label=_("What others can learn from it"), required=False, max_length=8000, widget=area(4))
    is_shown = forms.BooleanField(
        label=_("These figures may be counted in what the community and the programme publish"), required=False
    )

    def __init__(self, *args: Any, known: InitiativeOutcome | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(known, name) for name in self.base_fields} if known else {}
        super().__init__(*args, **{"initial": initial, **kwargs})
        choose_from(self, "result", InitiativeOutcome.Result.choices)
        choose_from(self, "currency", [("", "–"), *((code, code) for code in settings.CURRENCIES)])

    def clean(self) -> dict[str, Any]:
        super().clean()
        settle_currency(self, "value")
        return self.cleaned_data
