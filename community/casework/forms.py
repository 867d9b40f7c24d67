"""Forms of the matchmaking desk."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog import codes
from catalog.models import Product
from community.casework.models import Candidate, Case
from companies.models import Company, User
from companies.sectors import sector_choices
from portal.core.actor import Actor
from portal.core.forms import choose_from
from portal.core.money import MAX_AMOUNT
from portal.core.texts import BlockField, LineField, validate_visible


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CaseForm(forms.ModelForm[Case]):
    """`for_company` is typed by name for a new case; a case does not change its company."""

    title = LineField(label=_("In a few words"), max_length=200, validators=[validate_visible])
    words = BlockField(
        label=_("What exactly"), required=False, max_length=8000, widget=forms.Textarea(attrs={"rows": 5})
    )
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    hs_code = LineField(label=_("HS code"), required=False, max_length=60)
    unit = LineField(label=_("Unit"), required=False, max_length=20)
    currency = forms.ChoiceField(label=_("Currency"))
    budget = forms.DecimalField(
        label=_("Budget or price in all"), required=False, min_value=0.01, max_value=MAX_AMOUNT, decimal_places=2
    )
    quantity = forms.DecimalField(label=_("Quantity"), required=False, min_value=0.001, max_digits=14, decimal_places=3)
    deadline = forms.DateField(label=_("Needed by"), required=False, widget=day_input())
    owner = forms.ModelChoiceField(label=_("Who has it"), queryset=User.objects.none(), required=False)

    class Meta:
        model = Case
        fields = (
            *("kind", "title", "words", "sector", "hs_code", "quantity", "unit"),
            *("budget", "currency", "deadline", "owner", "priority"),
        )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "sector", [("", _("Any")), *sector_choices()])
        choose_from(self, "currency", [(code, code) for code in settings.CURRENCIES])
        people: Any = self.fields["owner"]
        people.queryset = User.objects.filter(memberships__company=actor.company, is_active=True).order_by("name", "pk")
        people.empty_label = _("Nobody yet")

    def clean_hs_code(self) -> str:
        return codes.clean_hs_code(self.cleaned_data["hs_code"]) if self.cleaned_data["hs_code"] else ""


class CaseFilterForm(forms.Form):
    """Whatever is not valid is left out, never an error."""

    q = LineField(label=_("Search"), required=False, max_length=100)
    state = forms.ChoiceField(label=pgettext_lazy("case", "State"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    owner = forms.ChoiceField(label=_("Who has it"), required=False)
    due = forms.BooleanField(label=_("Overdue only"), required=False)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "state", [("", _("All")), *Case.State.choices])
        choose_from(self, "sector", [("", _("All")), *sector_choices()])
        choose_from(self, "owner", [("", _("Everybody")), *people])

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return {**chosen, "due": "1"} if chosen.pop("due", False) else chosen


class CompanySearchForm(forms.Form):
    """Companies by their name, or by the names and HS codes of their products on the market."""

    find = LineField(label=_("Company, product or HS code"), required=False, max_length=100)
    sector = forms.ChoiceField(label=_("Sector"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "sector", [("", _("All")), *sector_choices()])

    def found(self, actor: Actor, most: int = 20) -> list[Company]:
        """At most so many, those best checked first; none without anything to look for."""
        self.is_valid()
        find, sector = self.cleaned_data.get("find", ""), self.cleaned_data.get("sector", "")
        if not find and not sector:
            return []
        rows = Company.objects.visible_to(actor).filter(is_active=True)
        rows = rows.filter(sector=sector) if sector else rows
        if find:
            digits = find.replace(".", "").replace(" ", "")
            named = Q(texts__title__icontains=find)
            named |= Q(hs_code__startswith=digits) if digits.isdecimal() and len(digits) >= 4 else Q()
            makers = Product.objects.published().filter(named).order_by().values("company")
            rows = rows.filter(Q(name__icontains=find) | Q(local_name__icontains=find) | Q(pk__in=makers))
        return list(rows.order_by("-tier", "name", "pk")[:most])


class IntroductionForm(forms.Form):
    words = BlockField(
        label=_("What both companies read first"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=_("Answer"), choices=[("yes", _("Interested")), ("no", _("Not interested"))])
    words = LineField(label=_("In their words"), required=False, max_length=1000)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What came of it"), choices=Case.Outcome)
    partner = forms.ModelChoiceField(
        label=_("With which company"), queryset=Company.objects.none(), required=False, empty_label=_("None")
    )
    value = forms.DecimalField(
        label=_("Value of the deal"),
        help_text=_("Only where the company told it; it decides itself whether it is counted."),
        required=False,
        min_value=0.01,
        max_value=MAX_AMOUNT,
        decimal_places=2,
    )
    value_currency = forms.ChoiceField(label=_("Currency"), required=False)
    reason = LineField(label=_("Why"), required=False, max_length=1000)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        met = case.candidates.filter(state=Candidate.State.INTRODUCED).values("company")
        partner: Any = self.fields["partner"]
        partner.queryset = Company.objects.filter(pk__in=met).order_by("name")
        choose_from(self, "value_currency", [(code, code) for code in settings.CURRENCIES])


class NoteForm(forms.Form):
    body = BlockField(label=_("Note for the desk"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class TaskForm(forms.Form):
    text = LineField(label=_("What is to be done"), max_length=200)
    due_on = forms.DateField(label=pgettext_lazy("task", "Due by"), required=False, widget=day_input())


class ConsentForm(forms.Form):
    may_count = forms.BooleanField(label=_("Count the value in the community’s sums"), required=False)
    may_name = forms.BooleanField(label=_("Tell our company’s name beside it"), required=False)
