"""Forms of joining: the ways in, a steward's questions and their answers, invitations, roles and removal."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name, validate_email
from django.utils.translation import gettext_lazy as _

from community.models import Community, CommunityInvitation, CommunityMember, JoinQuestion
from companies.addresses import is_disposable
from companies.duplicates import FREE_MAIL
from companies.models import Company
from portal.core.forms import choose_from
from portal.core.texts import BlockField, LineField, clean_line, validate_visible

MOST_DOMAINS, MOST_CHOICES, MOST_ADDRESSES = 20, 20, 50
SEPARATORS = re.compile(r"[\s,;]+")


class JoiningForm(forms.ModelForm):
    """The way in, and the domains whose people need none."""

    domains = BlockField(
        label=_("E-mail domains that come in at once"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One per line, such as ktma.example. Whoever has a confirmed address there joins without asking."),
    )

    class Meta:
        model = Community
        fields = ["joining", "domains"]
        widgets = {"joining": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["domains"] = "\n".join(self.instance.domains)

    def clean_domains(self) -> list[str]:
        words = SEPARATORS.split(self.cleaned_data["domains"].lower())
        domains = list(dict.fromkeys(word.removeprefix("@").strip(".") for word in words if word.strip("@.")))
        if len(domains) > MOST_DOMAINS:
            raise ValidationError(_("Up to %(most)s domains, please."), params={"most": MOST_DOMAINS})
        for domain in domains:
            check_domain(domain)
        return domains

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("joining", "domains")}


def check_domain(domain: str) -> None:
    """Raises ValidationError for what is no domain, or one at which anybody gets an address."""
    try:
        validate_domain_name(domain)
    except ValidationError:
        raise ValidationError(_("“%(domain)s” is not a domain."), params={"domain": domain}) from None
    labels = domain.split(".")
    above = {".".join(labels[start:]) for start in range(len(labels))}
    if len(labels) < 2:
        raise ValidationError(_("“%(domain)s” is not a domain."), params={"domain": domain})
    if above & FREE_MAIL or is_disposable(f"x@{domain}"):
        raise ValidationError(
            _("Anybody gets an address at %(domain)s, so it says nothing."), params={"domain": domain}
        )


class QuestionForm(forms.ModelForm):
    text = LineField(label=_("Question"), max_length=300, validators=[validate_visible])
    choices = BlockField(
        label=_("To choose from"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("One answer per line; only for “one of several”."),
    )

    class Meta:
        model = JoinQuestion
        fields = ["text", "kind", "choices", "is_required"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["choices"] = "\n".join(self.instance.choices)

    def clean_choices(self) -> list[str]:
        lines = [clean_line(line)[:200] for line in self.cleaned_data["choices"].splitlines()]
        return list(dict.fromkeys(line for line in lines if line))[:MOST_CHOICES]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") != JoinQuestion.Kind.CHOICE:
            cleaned["choices"] = []
        elif len(cleaned.get("choices", ())) < 2:
            self.add_error("choices", _("Give at least two answers to choose from."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("text", "kind", "choices", "is_required")}


class JoinForm(forms.Form):
    """Words for the steward, the steward's questions, and the rules where there are any."""

    words = BlockField(
        label=_("Why do you want to join?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One or two sentences for the steward. You may leave it empty."),
    )

    def __init__(self, *args: Any, community: Community, at_once: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions: list[JoinQuestion] = []
        if at_once:
            del self.fields["words"]
        elif community.joining == Community.Way.QUESTIONS:
            self.questions = list(community.questions.all())
            for question in self.questions:
                self.fields[f"question-{question.pk}"] = field_of(question)
        if community.rules:
            self.fields["rules"] = forms.BooleanField(label=_("We accept the rules of this community"), initial=False)

    @property
    def answers(self) -> dict[int, str]:
        return {one.pk: self.cleaned_data.get(f"question-{one.pk}", "") for one in self.questions}

    @property
    def reason(self) -> str:
        return str(self.cleaned_data.get("words", ""))


def field_of(question: JoinQuestion) -> forms.Field:
    common: dict[str, Any] = {"label": question.text, "required": question.is_required}
    if question.kind == JoinQuestion.Kind.LONG:
        return BlockField(max_length=2000, widget=forms.Textarea({"rows": 3}), **common)
    if question.kind == JoinQuestion.Kind.CHOICE:
        pairs = [("", "–"), *((one, one) for one in question.choices)]
        return forms.ChoiceField(choices=pairs, **common)
    if question.kind == JoinQuestion.Kind.YESNO:
        return forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect, **common)
    return LineField(max_length=300, **common)


class InviteForm(forms.Form):
    """Several addresses at once, as they are pasted."""

    addresses = BlockField(
        label=_("E-mail addresses"),
        max_length=10000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_(
            "One on each line, or the rows of a spreadsheet as you copy them. Up to fifty; each gets its own link, "
            "which is valid for 14 days."
        ),
    )
    words = BlockField(label=_("Your words"), required=False, max_length=500, widget=forms.Textarea({"rows": 3}))
    language = forms.ChoiceField(label=_("Language of the e-mail"), choices=[("en", "English"), ("ko", "한국어")])

    def lines(self) -> list[str]:
        return pasted_addresses(self.cleaned_data.get("addresses", ""))

    def clean_addresses(self) -> str:
        text: str = self.cleaned_data["addresses"]
        if len(pasted_addresses(text)) > MOST_ADDRESSES:
            raise ValidationError(_("Up to %(most)s addresses at a time, please."), params={"most": MOST_ADDRESSES})
        return text


def pasted_addresses(text: str) -> list[str]:
    """What was pasted, each once; names around an address (`Kim <kim@firm.example>`) are left out.

    A row of a spreadsheet comes with tabs between its cells: of it only the cells with an address count.
    """
    found = []
    for line in text.splitlines():
        cells = [cell for cell in line.split("\t") if "@" in cell] if "\t" in line.strip() else []
        for piece in cells or re.split(r"[,;]+", line):
            inner = re.search(r"<([^<>]+)>", piece)
            if word := clean_line(inner.group(1) if inner else piece).lower():
                found.append(word)
    return list(dict.fromkeys(found))


def address_problem(address: str) -> str:
    """Why nobody can be invited at this address; empty when somebody can."""
    try:
        validate_email(address)
    except ValidationError:
        return str(_("This is not an e-mail address."))
    return str(_("This is an address for a few minutes.")) if is_disposable(address) else ""


class CompanySearchForm(forms.Form):
    company = LineField(label=_("Company on this portal"), required=False, max_length=100)

    def found(self, community: Community) -> "list[Company]":
        """Active companies by name that are not members yet; nothing for fewer than two letters."""
        self.is_valid()
        word = self.cleaned_data.get("company", "")
        if len(word) < 2:
            return []
        members = community.members.active().values("company_id")
        rows = Company.objects.filter(is_active=True, name__icontains=word).exclude(pk__in=members)
        return list(rows.order_by("name", "pk")[:12])


class InvitationFilterForm(forms.Form):
    q = LineField(label=_("Name or address"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [*CommunityInvitation.State.choices, ("expired", _("expired"))]
        choose_from(self, "state", [("", _("All")), *states])

    def filters(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class MemberFilterForm(forms.Form):
    """Whatever is not valid is left out, never an error."""

    q = LineField(label=_("Company"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "role", [("", _("All roles")), *CommunityMember.Role.choices])

    def filters(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=CommunityMember.Role.choices, widget=forms.RadioSelect)


class LeaveForm(forms.Form):
    """Leaving with something that stays binding takes a tick that it is known."""

    understood = forms.BooleanField(
        label=_("We know what stays binding, and stand by it"),
        error_messages={"required": _("Tick that your company stands by what stays binding, or stay.")},
    )

    def __init__(self, *args: Any, binds: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not binds:
            del self.fields["understood"]


class RemovalForm(forms.Form):
    reason = BlockField(
        label=_("Reason"),
        max_length=500,
        validators=[validate_visible],
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The company is told, and it is kept in the history."),
    )
    is_banned = forms.BooleanField(label=_("It may not come back"), required=False)
