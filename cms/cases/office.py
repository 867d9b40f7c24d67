"""Good practices in the editors' office: choosers, topics, proposed stories, and the consent of firms."""

from typing import Any

from django import forms
from django.db.models import Q
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from catalog.models import Product
from cms.cases import office_views as views
from cms.cases.permissions import may_take_stories
from cms.cases.topics import CaseTopic
from companies.models import Company
from portal.core.texts import clean_line


class WordsForm(BaseFilterForm):
    q = forms.CharField(label=_("Words"), required=False)

    def filter(self, objects: Any) -> Any:
        self.search_query = clean_line(self.cleaned_data.get("q") or "")[:100]
        self.is_searching = bool(self.search_query)
        for word in self.search_query.split()[:8]:
            objects = objects.filter(self.said(word))
        return objects

    def said(self, word: str) -> Q:
        raise NotImplementedError


class CompanyWords(WordsForm):
    def said(self, word: str) -> Q:
        return Q(name__icontains=word) | Q(local_name__icontains=word) | Q(slug__icontains=word)


class ProductWords(WordsForm):
    def said(self, word: str) -> Q:
        titles = Product.objects.filter(texts__title__icontains=word).values("pk")
        return Q(sku__icontains=word) | Q(company__name__icontains=word) | Q(pk__in=titles)


class Companies:
    """Those on the market only: what is not there cannot be shown."""

    filter_form_class = CompanyWords
    ordering = ("name", "pk")

    def get_object_list(self) -> Any:
        return Company.objects.filter(is_active=True)

    @property
    def columns(self) -> list[Any]:
        return [*super().columns, Column("country", label=_("Country"))]  # type: ignore[misc]  # Wagtail's is a cached property without a type


class Products:
    filter_form_class = ProductWords
    ordering = ("-published_at", "-pk")

    def get_object_list(self) -> Any:
        return Product.objects.published().select_related("company").prefetch_related("texts")

    @property
    def columns(self) -> list[Any]:
        return [*super().columns, Column("company", label=_("Company"))]  # type: ignore[misc]  # Wagtail's is a cached property without a type


class CompanyChoose(Companies, ChooseView):
    pass


class CompanyResults(Companies, ChooseResultsView):
    pass


class ProductChoose(Products, ChooseView):
    pass


class ProductResults(Products, ChooseResultsView):
    pass


class CompanyChooser(ChooserViewSet):
    model = Company
    icon = "group"
    choose_one_text = _("Choose a company")
    choose_another_text = _("Choose another company")
    choose_view_class = CompanyChoose
    choose_results_view_class = CompanyResults


class ProductChooser(ChooserViewSet):
    model = Product
    icon = "tag"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    choose_view_class = ProductChoose
    choose_results_view_class = ProductResults


def choosers() -> list[ChooserViewSet]:
    return [CompanyChooser("company_chooser"), ProductChooser("product_chooser")]


class TopicViewSet(SnippetViewSet):
    model = CaseTopic
    icon = "tag"
    list_display: Any = ["__str__", "slug", "position"]


register_snippet(TopicViewSet)


def addresses() -> list[Any]:
    return [
        path("case-stories/", views.stories, name="case_stories"),
        path("case-stories/<str:ref>/start/", views.start, name="case_story_start"),
        path("case-stories/<str:ref>/decline/", views.decline, name="case_story_decline"),
        path("case-consents/<int:pk>/", views.consent, name="case_consent_record"),
    ]


class StoriesItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return may_take_stories(request.actor)


def stories_item() -> MenuItem:
    return StoriesItem(_("Proposed stories"), reverse("case_stories"), icon_name="mail", order=310)


hooks.register("register_admin_viewset", choosers)
hooks.register("register_admin_urls", addresses)
hooks.register("register_admin_menu_item", stories_item)
