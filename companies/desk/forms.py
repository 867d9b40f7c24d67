"""What staff fill in at the desk."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.desk.flags import FLAGS
from companies.models import Company, Impersonation, Membership, Suspension, User
from companies.models.company_rows import CompanyQuerySet
from companies.models.impersonation import SHORTEST_REASON
from companies.models.storing import MOST_MEGABYTES
from portal.core.forms import choose_from
from portal.core.places import country_choices
from portal.core.texts import BlockField, LineField

STATES: list[tuple[str, Any]] = [
    ("active", _("On the market")),
    ("suspended", _("Suspended")),
    ("merged", _("Merged into another")),
]


class FirmFilterForm(forms.Form):
    """The filters of the firms list; whatever is not valid is left out, never an error."""

    q = LineField(label=_("Name, reference, website or e-mail"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    tier = forms.TypedChoiceField(label=_("Tier"), required=False, coerce=int, empty_value="")
    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    flag = forms.ChoiceField(label=_("Mark"), required=False)

    def __init__(self, *args: Any, countries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        present = set(countries)
        choose_from(self, "state", [("", _("All")), *STATES])
        choose_from(self, "tier", [("", _("All")), *Company.Tier.choices])
        choose_from(
            self, "country", [("", _("All countries")), *(one for one in country_choices() if one[0] in present)]
        )
        choose_from(self, "kind", [("", _("All kinds")), *Company.Kind.choices])
        choose_from(self, "flag", [("", _("All")), *((key, label) for key, (label, _pick) in FLAGS.items())])

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value != ""}

    def pick(self, rows: CompanyQuerySet) -> CompanyQuerySet:
        """The rows that pass every filter given."""
        asked = self.filters()
        for name in ("tier", "country", "kind"):
            rows = rows.filter(**{name: asked[name]}) if name in asked else rows
        rows = in_state(rows, asked.get("state", ""))
        if flag := asked.get("flag"):
            rows = FLAGS[flag][1](rows)
        return found(rows, asked["q"]) if asked.get("q") else rows


def in_state(rows: CompanyQuerySet, state: str) -> CompanyQuerySet:
    if state == "active":
        return rows.filter(is_active=True)
    if state == "suspended":
        return rows.filter(is_active=False, merged=None)
    return rows.filter(merged__isnull=False) if state == "merged" else rows


def found(rows: CompanyQuerySet, q: str) -> CompanyQuerySet:
    named = Q(name__icontains=q) | Q(legal_name__icontains=q) | Q(local_name__icontains=q) | Q(website__icontains=q)
    people = Membership.objects.filter(user__email__icontains=q).values("company_id")
    return rows.filter(named | Q(ref__iexact=q) | Q(slug=q.lower()) | Q(pk__in=people))


class SuspendForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", _("Choose a reason")), *Suspension.Reason.choices])
    words = BlockField(
        label=_("What the company is told"),
        max_length=2000,
        help_text=_("Its people read exactly this: what was found, and what they can do."),
    )


class AnswerForm(forms.Form):
    """What staff say when they give a company back, or leave it suspended."""

    words = BlockField(label=_("What the company is told"), max_length=2000)


class NoteForm(forms.Form):
    words = BlockField(label=_("Note for colleagues"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class LookForm(forms.Form):
    """Why staff want to look through whose eyes."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"), empty_label=_("Choose a person"))
    category = forms.ChoiceField(
        label=_("Occasion"),
        choices=[("", _("Choose an occasion")), *Impersonation.Category.choices],
        help_text=_("Only in a dispute can you see the company’s conversations."),
    )
    reason = LineField(
        label=_("Reason, as the person will read it"),
        min_length=SHORTEST_REASON,
        max_length=500,
        help_text=_("At least ten characters. It is sent to the person when you are done."),
    )
    ticket = LineField(label=_("Ticket"), max_length=60)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        people = User.objects.filter(memberships__company=company, is_active=True, is_staff=False, is_superuser=False)
        field.queryset = people.order_by("name", "pk")


class PairForm(forms.Form):
    """The other company of a pair, found by its address or reference."""

    other = LineField(label=_("Address or reference of the other company"), max_length=120)

    def clean_other(self) -> Company:
        text = self.cleaned_data["other"].rstrip("/").rpartition("/")[2]
        company = Company.objects.filter(Q(slug=text.lower()) | Q(ref__iexact=text)).first()
        if company is None:
            raise forms.ValidationError(_("There is no company with this address or reference."))
        return company


class MergeForm(forms.Form):
    """Which of two stays; the other's name is typed, so that nobody merges by a slip."""

    keep = forms.ChoiceField(label=_("The company that stays"), widget=forms.RadioSelect)
    typed = LineField(
        label=_("Type the name of the company that goes"),
        max_length=120,
        help_text=_("This cannot be undone."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, pair: tuple[Company, Company], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pair = pair
        choose_from(self, "keep", [(one.slug, f"{one.name} ({one.ref})") for one in pair])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("keep") and cleaned.get("typed") and cleaned["typed"] != self.lost.name:
            self.add_error(
                "typed", _("This is not the name of the company that goes: “%(name)s”.") % {"name": self.lost}
            )
        return cleaned

    @property
    def kept(self) -> Company:
        return next(one for one in self.pair if one.slug == self.cleaned_data["keep"])

    @property
    def lost(self) -> Company:
        return next(one for one in self.pair if one.slug != self.cleaned_data["keep"])


class RoomForm(forms.Form):
    megabytes = forms.IntegerField(
        label=_("Room for this firm, in megabytes"),
        help_text=_("Empty: as much as its level of checking gives. 0: nothing more may come."),
        required=False,
        min_value=0,
        max_value=MOST_MEGABYTES,
    )
