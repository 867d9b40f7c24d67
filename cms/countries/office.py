"""Figures of country reports that editors must look at again."""

from typing import Any

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.countries import office_views as views
from cms.countries.permissions import can_edit_countries


def addresses() -> list[Any]:
    return [path("country-figures/", views.figures, name="country_figures_due")]


class FiguresItem(MenuItem):
    def is_shown(self, request: Any) -> bool:
        return can_edit_countries(request.actor)


def figures_item() -> MenuItem:
    return FiguresItem(_("Old figures of countries"), reverse("country_figures_due"), icon_name="history", order=900)


hooks.register("register_admin_urls", addresses)
hooks.register("register_reports_menu_item", figures_item)
