"""Forms of communities; they clean what was typed and never write."""

from secrets import token_urlsafe
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from community.models import Community, CommunityQuerySet
from community.profiles import FACTS, Fact, field_name, problems
from companies.sectors import sector_choices
from portal.core.actor import VISITOR, Actor
from portal.core.forms import choose_from
from portal.core.hangul import address_of
from portal.core.pictures import open_picture, render
from portal.core.places import country_choices, language_choices
from portal.core.refs import new_ref
from portal.core.texts import BlockField, LineField, validate_visible

COVER_WIDTH = 1600


class CommunityFilterForm(forms.Form):
    """What the list is narrowed to; whatever is not valid is left out, never an error."""

    q = LineField(label=_("Name"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    sort = forms.ChoiceField(label=_("Order"), required=False)
    mine = forms.BooleanField(label=_("Only those we are in"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "kind", [("", _("All kinds")), *Community.Kind.choices])
        choose_from(self, "country", [("", _("Any country")), *country_choices()])
        choose_from(self, "sector", [("", _("Any sector")), *sector_choices()])
        choose_from(self, "language", [("", _("Any language")), *language_choices()])
        sorts = [("", _("By name")), ("members", _("Most members")), ("active", _("Active lately"))]
        choose_from(self, "sort", sorts)

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @classmethod
    def narrowed(cls, query: Any, actor: Actor) -> "tuple[CommunityFilterForm, dict[str, Any], CommunityQuerySet]":
        """The form, what it filters by, and the rows the actor may know of, in order: for the page and the API."""
        form = cls(query)
        filters = form.filters()
        asked = {name: filters[name] for name in ("kind", "q", "country", "sector", "language") if name in filters}
        rows = Community.objects.visible_to(actor).of_kind(**asked).with_figures()
        rows = rows.joined_by(actor) if filters.get("mine") else rows
        return form, filters, rows.sorted_by(filters.get("sort", ""))


class KeptField(forms.Field):
    """What was typed for another kind: carried along unseen, so that choosing that kind again finds it."""

    widget = forms.MultipleHiddenInput


class CommunityForm(forms.ModelForm):
    """The community's profile with the fields of its kind, its rules, and who may read.

    `then=kind` sends the form to have the fields of another kind shown; nothing is saved, and nothing typed is lost.
    """

    name = LineField(label=_("Name"), max_length=120, validators=[validate_visible])
    summary = LineField(
        label=_("In one sentence"), max_length=200, help_text=_("What members come together for, and who may join.")
    )
    about = BlockField(label=_("About"), max_length=8000, required=False)
    rules = BlockField(
        label=_("Rules"),
        max_length=8000,
        required=False,
        help_text=_("What you expect of members. Short rules are kept. Members accept them anew when you change them."),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        help_text=_("In which people write here."),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Community
        fields = ["name", "kind", "visibility", "summary", "about", "rules", "country", "sector", "languages"]
        widgets = {"visibility": forms.RadioSelect, "kind": forms.RadioSelect}

    def __init__(self, *args: Any, actor: Actor = VISITOR, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        choose_from(self, "country", [("", _("Any country")), *country_choices()])
        choose_from(self, "sector", [("", _("Any sector")), *sector_choices()])
        choose_from(self, "languages", language_choices())
        chosen = self.data.get("kind") if self.is_bound else self.instance.kind
        self.kind = chosen if chosen in FACTS else Community.Kind.ASSOCIATION.value
        for kind, facts in FACTS.items():
            for fact in facts:
                self.add_fact(kind, fact)
        if self.only_shows_kind:
            self._errors = ErrorDict()  # nobody has said yet that they are done

    def add_fact(self, kind: str, fact: Fact) -> None:
        name = field_name(kind, fact)
        self.fields[name] = fact.field() if kind == self.kind else KeptField(required=False)
        value = self.instance.profile.get(kind, {}).get(fact.key)
        if value not in (None, ""):
            many = kind != self.kind and not isinstance(value, list)
            self.initial[name] = [value] if many else value

    @property
    def kind_fields(self) -> list[forms.BoundField]:
        return [self[field_name(self.kind, fact)] for fact in FACTS[self.kind]]

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Enough to found one."""
        return [self["name"], self["summary"], self["visibility"]]

    @property
    def later_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("about", "rules", "country", "sector", "languages")]

    @property
    def only_shows_kind(self) -> bool:
        return self.data.get("then") == "kind"

    def clean_name(self) -> str:
        """A new community's name must not be taken by one its founder knows of; a hidden one is not told of by this."""
        name: str = self.cleaned_data["name"]
        known = Community.objects.visible_to(self.actor).filter(name__iexact=name)
        if self.instance.pk is None and known.exists():
            raise forms.ValidationError(_("There is a community of that name already."))
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        values = {fact.key: cleaned.get(field_name(self.kind, fact)) for fact in FACTS[self.kind]}
        for key, words in problems(self.kind, values):
            self.add_error(f"{self.kind}-{key}", words)
        return cleaned

    def changes(self) -> dict[str, Any]:
        """The columns, with what was said of this kind beside what was said of others before."""
        plain = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        own = {fact.key: fact.stored(self.cleaned_data[field_name(self.kind, fact)]) for fact in FACTS[self.kind]}
        said = {key: value for key, value in own.items() if value not in (None, "", [])}
        return {**plain, "profile": {**self.instance.profile, self.kind: said}}


class LookForm(forms.Form):
    """Cover and colour."""

    cover = forms.FileField(
        label=_("Cover"),
        required=False,
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp,image/avif,image/gif"}),
        help_text=_("A wide picture, 1280 by 240 or more. Up to 15 MB."),
    )
    drop_cover = forms.BooleanField(label=_("Take the cover away"), required=False)
    accent = forms.RegexField(
        r"^#[0-9a-fA-F]{6}$",
        label=_("Colour"),
        required=False,
        widget=forms.TextInput({"type": "color"}),
        help_text=_("Links and buttons of your house. It is made darker or lighter where it could not be read."),
        error_messages={"invalid": _("Write a colour as # and six digits: #2f6b4f.")},
    )
    plain = forms.BooleanField(label=_("No colour of our own"), required=False)

    def clean_cover(self) -> Any:
        file = self.cleaned_data["cover"]
        return open_picture(file, file.name) if file else None

    def changes(self) -> dict[str, Any]:
        said = self.cleaned_data
        look: dict[str, Any] = {"accent": "" if said["plain"] else said["accent"].lower()}
        if said["cover"] is not None:
            look["cover"] = ContentFile(render(said["cover"], COVER_WIDTH).jpeg, cover_name())
        elif said["drop_cover"]:
            look["cover"] = ""
        return look


def cover_name() -> str:
    """Covers are served to whoever has their address: one of a hidden community must not be guessed."""
    return f"{token_urlsafe(24)}.jpg"


class ClosingForm(forms.Form):
    confirmed = forms.BooleanField(label=_("Close the community: everything is kept, nobody writes any more"))


class WishForm(forms.Form):
    """The community that one would like to become a part of."""

    parent = forms.ModelChoiceField(Community.objects.none(), label=_("Become a part of"), to_field_name="slug")

    def __init__(self, *args: Any, actor: Actor, community: Community, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["parent"]
        assert isinstance(field, forms.ModelChoiceField)
        # A community takes in whom its members run: who is not in it has nothing to ask there.
        field.queryset = Community.objects.joined_by(actor).filter(parent=None, closed_at=None).exclude(pk=community.pk)


def free_slug(name: str, visibility: str = "") -> str:
    """An address for a new community; a name in another script gets a plain one with a number.

    A hidden one's cannot be guessed, nor found out by founding another of its name.
    """
    stem = address_of(name)[:70] or "community"
    if visibility == Community.Visibility.HIDDEN:
        return f"{stem[:60]}-{new_ref('')[1:].lower()}"
    taken = set(Community.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return (
        stem
        if stem not in taken
        else next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
    )
