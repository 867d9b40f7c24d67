"""Forms of the editors' desk."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from cms.desk.roles import SectionRole, section_titles
from companies.models import User


class FindForm(forms.Form):
    """Narrows a list of pages. What cannot be understood narrows nothing."""

    q = forms.CharField(label=_("Words in the title"), required=False, max_length=100, strip=True)
    language = forms.ModelChoiceField(Locale.objects.order_by("pk"), label=_("Language"), required=False)
    section = forms.ModelChoiceField(SectionRole.objects.none(), label=_("Section"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # One row for each section, named as its page is.
        sections = SectionRole.objects.filter(role=SectionRole.Role.AUTHOR, is_whole_site=False).order_by("name")
        field = self.fields["section"]
        field.queryset = sections  # type: ignore[attr-defined]  # a choice of rows
        titles = section_titles()
        field.label_from_instance = lambda role: titles.get(role.section, role.name)  # type: ignore[attr-defined]  # a choice of rows

    def narrow(self, pages: Any) -> Any:
        self.is_valid()
        return self.narrow_by(pages, self.cleaned_data)

    @staticmethod
    def narrow_by(pages: Any, chosen: dict[str, Any]) -> Any:
        if chosen.get("q"):
            pages = pages.filter(title__icontains=chosen["q"])
        if chosen.get("language"):
            pages = pages.filter(locale=chosen["language"])
        if chosen.get("section"):
            pages = pages.filter(below(chosen["section"]))
        return pages


def below(section: SectionRole) -> Any:
    """The section's own pages in each language and all that stands below them."""
    found = Q(pk__in=[])
    for path in Page.objects.filter(translation_key=section.section).values_list("path", flat=True):
        found |= Q(path__startswith=path)
    return found


class GiveRoleForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address"), help_text=_("Of an account that is there already."))
    role = forms.ModelChoiceField(SectionRole.objects.none(), label=_("Role in a section"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        field.queryset = SectionRole.objects.in_order()  # type: ignore[attr-defined]  # a choice of rows
        field.label_from_instance = partial(full_name, section_titles())  # type: ignore[attr-defined]  # a choice of rows

    def clean_email(self) -> User:
        person = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if person is None:
            raise ValidationError(gettext("Nobody has an account with this address. They sign up first."))
        return person


def full_name(titles: dict[Any, str], role: SectionRole) -> str:
    return f"{titles.get(role.section, role.name)}: {role.get_role_display()}"
