"""What translators see in Wagtail's office."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.desk.wiring import on
from cms.languages import starting  # noqa: F401  # its receiver
from cms.languages.models import source_of
from cms.languages.state import State, state_of


@on("register_reports_menu_item")
def report_item() -> MenuItem:
    return MenuItem(
        _("Translations"), reverse("cms_languages:report"), name="translations", icon_name="globe", order=90
    )


@on("register_page_header_buttons")
def beside_its_source(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if view_name == "edit" and source_of(page) is not None and page.permissions_for_user(user).can_edit():
        address = reverse("cms_languages:pair", args=[page.pk])
        yield Button(gettext("Side by side with its source"), address, icon_name="globe", priority=70)


@on("before_edit_page")
def tell_that_it_is_stale(request: HttpRequest, page: Page) -> None:
    if request.method != "GET" or state_of(page) != State.STALE:
        return
    address = reverse("cms_languages:pair", args=[page.pk])
    messages.warning(
        request,
        gettext("The source of this translation has changed since both were in step."),
        buttons=[messages.button(address, gettext("See what has changed"))],
    )
