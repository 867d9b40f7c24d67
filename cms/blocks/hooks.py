"""What the components add to the editors' office: dialogs to choose from the market, a report, and warnings."""

from typing import Any

from django.contrib import messages
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.blocks.missing import missing_in
from cms.blocks.report import missing_report
from cms.choosers import CHOOSERS


def dialogs() -> list[Any]:
    return list(CHOOSERS.values())


def addresses() -> list[Any]:
    return [path("reports/missing/", missing_report, name="missing_report")]


def entry() -> MenuItem:
    return MenuItem(_("Something missing"), reverse("missing_report"), name="missing", icon_name="warning", order=700)


def tell_what_is_missing(request: Any, page: Any) -> None:
    """Above the page that is opened for editing, in the version the editor works on."""
    if request.method == "GET":
        for sentence in missing_in(page.get_latest_revision_as_object()):
            messages.warning(request, format_html("{}", sentence))


hooks.register("register_admin_viewset", dialogs)
hooks.register("register_admin_urls", addresses)
hooks.register("register_reports_menu_item", entry)
hooks.register("before_edit_page", tell_what_is_missing)
