"""Dialogs in which editors choose live objects of the market by their names; they see what every visitor sees."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from catalog.models import Product
from community.models import Community
from companies.models import Company
from offers.models import Offer
from portal.core.actor import VISITOR


class WordsForm(BaseFilterForm):
    """The search field of a dialog."""

    q = forms.CharField(label=_("Search"), required=False)

    def filter(self, objects: Any) -> Any:
        words = str(self.cleaned_data.get("q") or "").strip()
        if not words:
            return objects
        self.is_searching, self.search_query = True, words
        return objects.filter(matching(objects.model, words))


COLUMNS: dict[type, tuple[str, ...]] = {
    Company: ("name__icontains", "slug__iexact"),
    Product: ("texts__title__icontains", "sku__iexact", "ref__iexact"),
    Offer: ("title__icontains", "ref__iexact"),
    Community: ("name__icontains", "slug__iexact"),
}


def matching(model: type, words: str) -> Q:
    """Those whose name contains the words, or that are meant by a number or reference; also by a copied address."""
    last = words.rstrip("/").rsplit("/", 1)[-1]
    named = Q()
    for column in COLUMNS[model]:
        named |= Q(**{column: last})
    return Q(pk__in=model._default_manager.filter(named).values("pk"))  # type: ignore[attr-defined]  # every model has one


class Chooser(ChooserViewSet):
    per_page = 12

    class Look:
        filter_form_class = WordsForm

        @property
        def columns(self) -> list[Column]:
            known: list[Column] = super().columns  # type: ignore[misc]  # Wagtail's is a cached property without a type
            return [*known, Column("of", label=_("Whose"), accessor=whose)]

    choose_view_class = type("ChooseView", (Look, ChooseView), {})
    choose_results_view_class = type("ChooseResultsView", (Look, ChooseResultsView), {})

    def get_object_list(self) -> Any:
        rows: Any = self.model._default_manager  # each of them has `visible_to`
        return rows.visible_to(VISITOR).order_by("-pk")


def whose(row: Any) -> str:
    """A company's country, else the company; an anonymous offer keeps its name to itself in the office, too."""
    if isinstance(row, Company):
        return row.country
    if getattr(row, "is_anonymous", False):
        return str(_("anonymous"))
    return str(getattr(row, "company", None) or getattr(row, "steward", ""))


CHOOSERS = {
    model: Chooser(
        f"market_{model._meta.model_name}",
        model=model,
        icon=icon,
        choose_one_text=one,
        choose_another_text=_("Choose another"),
    )
    for model, icon, one in (
        (Company, "site", _("Choose a company")),
        (Product, "pick", _("Choose a product")),
        (Offer, "tag", _("Choose an offer")),
        (Community, "group", _("Choose a community")),
    )
}
CompanyChooserBlock = CHOOSERS[Company].get_block_class("CompanyChooserBlock", "cms.choosers")
ProductChooserBlock = CHOOSERS[Product].get_block_class("ProductChooserBlock", "cms.choosers")
OfferChooserBlock = CHOOSERS[Offer].get_block_class("OfferChooserBlock", "cms.choosers")
CommunityChooserBlock = CHOOSERS[Community].get_block_class("CommunityChooserBlock", "cms.choosers")
