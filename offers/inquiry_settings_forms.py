"""Forms of a company's settings for inquiries."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from catalog.models import Category
from companies.models import Membership
from offers.forms import category_choices
from offers.models import RoutingRule
from offers.models.inquiry_routing import able_people
from portal.core.actor import Actor
from portal.core.forms import choose_from
from portal.core.places import country_choices
from portal.core.texts import BlockField, LineField, validate_visible

CREATOR, ROLE, PERSON = "creator", "role:", "person:"


class RuleForm(forms.Form):
    """Which inquiries, and to whom."""

    category = forms.ChoiceField(label=_("About this category and below"), required=False)
    country = forms.ChoiceField(label=_("From this country"), required=False)
    target = forms.ChoiceField(label=_("Goes to"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "category", [("", _("Any category")), *category_choices(3)])
        choose_from(self, "country", [("", _("Any country")), *country_choices()])
        people = able_people(actor.company_id, "sell").order_by("name", "pk")
        self.people = {f"{PERSON}{one.pk}": one for one in people}
        roles = [(f"{ROLE}{role}", label) for role, label in Membership.Role.choices if role != "viewer"]
        targets: list[Any] = [
            ("", _("Choose")),
            (CREATOR, RoutingRule.Target.CREATOR.label),
            (_("One person"), [(key, str(one)) for key, one in self.people.items()]),
            (RoutingRule.Target.ROLE.label, roles),
        ]
        choose_from(self, "target", targets)

    def fields_of_rule(self) -> dict[str, Any]:
        """What `RoutingRule.put_in` takes."""
        data, target = self.cleaned_data, self.cleaned_data["target"]
        fields: dict[str, Any] = {"category": Category.tree().get(data["category"]), "country": data["country"]}
        if target == CREATOR:
            return {**fields, "target": RoutingRule.Target.CREATOR}
        if target.startswith(ROLE):
            return {**fields, "target": RoutingRule.Target.ROLE, "role": target.removeprefix(ROLE)}
        return {**fields, "target": RoutingRule.Target.PERSON, "user": self.people[target]}


class AwayForm(forms.Form):
    until = forms.DateField(label=_("Away until"), required=False, widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].widget.attrs["min"] = localdate().isoformat()


class CannedForm(forms.Form):
    title = LineField(label=_("Name"), max_length=80, validators=[validate_visible])
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    body = BlockField(
        label=_("Text"), max_length=4000, widget=forms.Textarea({"rows": 6}), validators=[validate_visible]
    )
