"""Whom a company asks into a consultation."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from companies.models import Company, User
from consultations.models import Room, RoomParty, people_to_talk
from portal.core.actor import Actor
from portal.core.forms import choose_from
from portal.core.texts import LineField, clean_line

MOST_KNOWN = 60  # companies offered by a list; others are found by their name
MOST_FOUND = 12


def known_companies(actor: Actor) -> QuerySet[Company]:
    """Those with which the acting company talks in other rooms, by name."""
    rooms = Room.objects.visible_to(actor).values("pk")
    known = RoomParty.objects.here().filter(room__in=rooms).exclude(company_id=actor.company_id)
    return Company.objects.visible_to(actor).filter(pk__in=known.values("company"), is_active=True).order_by("name")


class InviteForm(forms.Form):
    """A company from the list of those one knows, or by name; of several with that name one is ticked."""

    known = forms.ChoiceField(label=_("A company you talk with already"), required=False)
    name = LineField(label=_("Or another company, by its name"), required=False, max_length=120)
    found = forms.ChoiceField(label=_("Which one?"), required=False, widget=forms.RadioSelect)
    shows_earlier = forms.BooleanField(
        label=_("Show it what was said before, too"),
        help_text=_("Otherwise it sees what is said after it has joined. Either way everybody here is told."),
        required=False,
    )

    def __init__(self, *args: Any, room: Room, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.taken = [one.company_id for one in room.parties.all() if one.is_here or one.is_invited]
        known = known_companies(actor).exclude(pk__in=self.taken)[:MOST_KNOWN]
        choose_from(self, "known", [("", _("Choose a company")), *((one.slug, one.name) for one in known)])
        if not known:
            self.fields["name"].label = _("The company’s name")
        self.fields["known"].widget.attrs["class"] = self.fields["name"].widget.attrs["class"] = "input"
        self.matches = self.named(clean_line(str(self.data.get("name", "")))[:120]) if self.is_bound else []
        choose_from(self, "found", [(one.slug, self.label_of(one)) for one in self.matches])

    def named(self, name: str) -> list[Company]:
        if len(name) < 2:
            return []
        rows = Company.objects.visible_to(self.actor).filter(is_active=True).exclude(pk__in=self.taken)
        exact = rows.filter(Q(name__iexact=name) | Q(slug=name.casefold()) | Q(local_name__iexact=name))
        like = rows.filter(Q(name__icontains=name) | Q(local_name__icontains=name) | Q(legal_name__icontains=name))
        return list(exact.order_by("name")[:MOST_FOUND]) or list(like.order_by("name")[:MOST_FOUND])

    def label_of(self, company: Company) -> str:
        return ", ".join(part for part in (company.name, company.city, company.country) if part)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        slug = cleaned.get("known") or cleaned.get("found")
        if not slug and not self.errors:
            slug = self.only_match(cleaned.get("name", ""))
        company = Company.objects.visible_to(self.actor).filter(slug=slug or "").first()
        cleaned["company"] = company
        if company is None and not self.errors:
            self.add_error("known", _("Choose a company, or type a name."))
        return cleaned

    def only_match(self, name: str) -> str:
        if name and not self.matches:
            self.add_error("name", _("No company that is not here already has this name. Look at how it writes it."))
        elif name and len(self.matches) > 1:
            self.add_error("found", _("Several have this name: tick the one you mean."))
        return self.matches[0].slug if len(self.matches) == 1 else ""


class HelpForm(forms.Form):
    """A colleague who writes for the company."""

    colleague = forms.ChoiceField(label=_("A colleague"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people_to_talk(actor.company_id).exclude(pk=actor.user_id)}
        choose_from(
            self, "colleague", [("", _("Choose a colleague")), *((pk, str(p)) for pk, p in self.people.items())]
        )
        self.fields["colleague"].widget.attrs["class"] = "input"

    @property
    def person(self) -> User:
        return self.people[self.cleaned_data["colleague"]]
