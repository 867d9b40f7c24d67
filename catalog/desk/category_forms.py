"""The forms by which staff rearrange the categories: they read and check, and never write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.categories import Category
from portal.core.forms import choose_from
from portal.core.texts import LineField, validate_visible

LONGEST = 80


def places(category: Category, deepest: int) -> list[tuple[str, Any]]:
    """The categories down to a level by sector, without the one itself and what stands below it."""
    groups: dict[str, list[tuple[str, str]]] = {}
    tree = Category.tree()
    for one in sorted(tree.values(), key=lambda row: row.path):
        is_below = one.path == category.path or one.path.startswith(f"{category.path}/")
        if one.level <= deepest and not is_below:
            words = " › ".join([*(ancestor.name for ancestor in one.ancestors[1:]), one.name])
            groups.setdefault(one.slugs[0], []).append((one.slug, words))
    return [("", _("Choose a category")), *((tree[slug].name, rows) for slug, rows in groups.items())]


class FindForm(forms.Form):
    q = LineField(label=_("Name, word or address"), required=False, max_length=60)


class NamesForm(forms.Form):
    en = LineField(label=_("English"), max_length=LONGEST, validators=[validate_visible])
    ko = LineField(label=_("Korean"), max_length=LONGEST, validators=[validate_visible])


class TargetForm(forms.Form):
    """Where to; `deepest` is the lowest level that can be chosen. The second time round it is confirmed."""

    target = forms.ChoiceField(label=_("Category"))
    is_confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, category: Category, deepest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "target", places(category, deepest))

    def clean_target(self) -> Category:
        return Category.tree()[self.cleaned_data["target"]]
