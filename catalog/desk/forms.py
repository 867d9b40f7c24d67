"""What staff fill in about listings."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalog.forms import category_choices
from catalog.models import Category, ListingReview, Product, ProductFlag
from catalog.standing.goods import group_choices
from portal.core.forms import choose_from
from portal.core.texts import BlockField, LineField

AGES = [("", _("Any time")), ("1", _("More than a day")), ("2", _("More than 2 days")), ("7", _("More than a week"))]


class ListingFilterForm(forms.Form):
    """The filters of the three lists; whatever is not valid is left out, never an error."""

    q = LineField(label=_("Firm, title or SKU"), required=False, max_length=100)
    reason = forms.ChoiceField(label=_("Why"), required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    age = forms.ChoiceField(label=_("Waiting"), required=False)

    def __init__(self, *args: Any, reasons: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "reason", [("", _("All")), *reasons])
        choose_from(self, "category", [("", _("All categories")), *category_choices()[1:]])
        choose_from(self, "age", AGES)

    def filters(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def products(self) -> Any:
        """The products that pass the filters of firm, words and category; None when none is asked for."""
        asked, rows = self.filters(), Product.objects.all()
        if q := asked.get("q"):
            firm = (
                Q(company__name__icontains=q)
                | Q(company__slug=q.lower())
                | Q(company__ref__iexact=q)
                | Q(ref__iexact=q)
            )
            rows = rows.filter(firm | Q(pk__in=Product.objects.matching(q=q).values("pk")))
        if category := Category.tree().get(asked.get("category", "")):
            rows = rows.in_category(category)
        return rows if q or category else None

    def since(self) -> Any:
        age = self.filters().get("age")
        return timezone.now() - timedelta(days=int(age)) if age else None


REVIEW_REASONS: list[tuple[str, Any]] = [
    ("first", _("First listing of an unchecked firm")),
    ("goods", _("Prohibited goods")),
    ("again", _("Handed in anew after a rejection")),
]


def review_reasons() -> list[tuple[str, Any]]:
    return [*REVIEW_REASONS, *((f"goods-{code}", name) for code, name in group_choices())]


def flag_reasons() -> list[tuple[str, Any]]:
    return [(kind, label) for kind, label in ProductFlag.Kind.choices if kind != ProductFlag.Kind.GOODS]


def with_reason(rows: Any, reason: str) -> Any:
    """The reviews that wait for this reason."""
    if reason == "first":
        return rows.filter(is_first=True)
    if reason == "again":
        return rows.filter(is_again=True)
    if reason.startswith("goods"):
        flags = ProductFlag.objects.of_goods().unresolved().filter(product=OuterRef("product_id"))
        code = reason.partition("-")[2]
        return rows.filter(Exists(flags.filter(code=code) if code else flags))
    return rows


class ApproveForm(forms.Form):
    """`seen` is the sealed listing as the reviewer saw it; several forms of the page have it, so it has no id."""

    seen = forms.CharField(widget=forms.HiddenInput({"id": False}), required=False)
    trust = forms.BooleanField(
        label=_("Trust this firm’s further listings"),
        required=False,
        help_text=_("Its other waiting listings that have no other reason to wait are let through, too."),
    )


class RejectForm(forms.Form):
    """No: the reason, and what the firm should do; `was` is the state in which the reviewer saw it."""

    seen = forms.CharField(widget=forms.HiddenInput({"id": False}), required=False)
    was = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.ChoiceField(label=_("Reason"), choices=ListingReview.Reason.choices, widget=forms.RadioSelect)
    words = BlockField(
        label=_("In words"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What is wrong, and what should they change? They read this as it stands."),
    )


class AppealAnswerForm(forms.Form):
    """The answer to an appeal, whichever way it goes."""

    seen = forms.CharField(widget=forms.HiddenInput({"id": False}), required=False)
    words = BlockField(
        label=_("Your answer"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The firm reads this as it stands."),
    )


class FlagForm(forms.Form):
    """Why a flag is in order."""

    flag = forms.CharField(max_length=30)
    words = LineField(label=_("Why it is in order"), max_length=300, required=False)
