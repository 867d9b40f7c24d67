"""Forms about people: their roles, invitations, keys to the API, and the check who works for a company."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from companies.addresses import refuse_disposable
from companies.models import Invitation, Membership
from companies.permissions import can_give_role
from portal.core.actor import Actor
from portal.core.forms import choose_from
from portal.core.texts import BlockField, LineField, validate_visible

# What each role may do, in the words of who chooses one; docs/permissions.md has the whole table.
ROLE_MEANINGS = {
    Membership.Role.OWNER: _("everything, including handing the company over"),
    Membership.Role.MANAGER: _("everything but making or removing owners"),
    Membership.Role.SALES: _("products, offers, answers to inquiries, consultations"),
    Membership.Role.BUYER: _("inquiries, buy offers, consultations"),
    Membership.Role.VIEWER: _("sees everything, changes nothing"),
}


def choose_role(form: forms.BaseForm, actor: Actor, current: str = "") -> None:
    """Only the roles that the actor may give, each with what it means; and the one that the person has."""
    pairs = [
        (role.value, f"{role.label} – {ROLE_MEANINGS[role]}")
        for role in Membership.Role
        if role == current or can_give_role(actor, actor.company, role)
    ]
    choose_from(form, "role", pairs)


class PeopleFilterForm(forms.Form):
    """Whatever is not valid is left out, never an error."""

    q = LineField(label=_("Name or job title"), required=False, max_length=100)
    role = forms.ChoiceField(label=_("Role"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "role", [("", _("All roles")), *Membership.Role.choices])

    def filters(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class PersonForm(forms.Form):
    """Role and job title of a colleague; without the power over the role only the title."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    title = LineField(
        label=_("Job title"), max_length=80, required=False, help_text=_("Shown on your company’s page: Export sales")
    )

    def __init__(self, *args: Any, actor: Actor, member: Membership, may_change: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"role": member.role, "title": member.title}
        if may_change:
            choose_role(self, actor, member.role)
        else:
            del self.fields["role"]


class InvitationFilterForm(forms.Form):
    STATES = [
        ("", _("All states")),
        (Invitation.State.OPEN.value, _("Waits for an answer")),
        ("expired", _("Expired")),
        (Invitation.State.ACCEPTED.value, _("Accepted")),
        (Invitation.State.DECLINED.value, _("Declined")),
        (Invitation.State.WITHDRAWN.value, _("Withdrawn")),
    ]
    q = LineField(label=_("E-mail address"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)

    def filters(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class InvitationForm(forms.Form):
    """Whom to invite, as what, and in which language the mail goes out."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The invitation is for this address only; it has to be your colleague’s own."),
        widget=forms.EmailInput({"autocomplete": "off", "inputmode": "email"}),
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect, initial=Membership.Role.SALES)
    language = forms.ChoiceField(label=_("Language of the e-mail"), choices=settings.LANGUAGES)
    words = BlockField(
        label=_("Your words"),
        max_length=500,
        required=False,
        help_text=_("They stand in the e-mail, under your name. No links, please."),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_role(self, actor)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        refuse_disposable(email, _("This is an address for a few minutes. Invite your colleague by a lasting one."))
        return email

    def clean_words(self) -> str:
        """Nobody shall use our mails to lead people elsewhere."""
        words: str = self.cleaned_data["words"]
        if "://" in words or "www." in words.lower():
            raise ValidationError(_("Please leave out the link; the e-mail has the one that is needed."))
        return words


class RemovalForm(forms.Form):
    keep_tokens = forms.BooleanField(label=_("Keep these keys working; I answer for them from now on"), required=False)


SCOPE_WORDS = {
    "read": _("Read all that your company sees"),
    "write": _("Read and write everything that the API offers"),
    "write:products": _("Write products only"),
    "write:offers": _("Write offers only"),
    "write:inquiries": _("Send and answer inquiries only"),
    "write:quotations": _("Write quotations only"),
    "write:invoices": _("Write and issue invoices only"),
    "write:orders": _("Write orders only"),
    "write:rfqs": _("Write requests for quotation only"),
    "write:communities": _("Write in communities only"),
    "write:webhooks": _("Set up webhooks only"),
}
DAYS = [("30", _("30 days")), ("90", _("90 days")), ("365", _("One year")), ("", _("Until it is revoked"))]


class TokenForm(forms.Form):
    """A new key: for what, with which scopes, and for how long."""

    name = LineField(
        label=_("What is it for?"),
        max_length=80,
        validators=[validate_visible],
        help_text=_("So that you know later what stops when you revoke it: stock sync of the ERP"),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        initial=["read"],
    )
    days = forms.ChoiceField(
        label=_("It ends after"), choices=DAYS, required=False, initial="90", widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "scopes", [(scope, f"{words} ({scope})") for scope, words in SCOPE_WORDS.items()])

    def fields_of_token(self) -> dict[str, Any]:
        days = self.cleaned_data["days"]
        ends: datetime | None = now() + timedelta(days=int(days)) if days else None
        return {"name": self.cleaned_data["name"], "scopes": self.cleaned_data["scopes"], "expires_at": ends}


class WorksForForm(forms.Form):
    """A name, an address, or both: exactly as the person has given them to you."""

    name = LineField(label=_("Name"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        help_text=_("The whole address that you were written from."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("name") and not cleaned.get("email"):
            raise ValidationError(_("Give a name, an address, or both."))
        return cleaned
