"""What the desk adds to Wagtail's office: pages, menus, panels, looks, and what happens when pages change."""

from typing import Any

from django.dispatch import receiver
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.signals import copy_for_translation_done, page_published, page_unpublished

from cms.desk import findings, gate, letters, panels, redirects, timed  # noqa: F401  # they register what they bring
from cms.desk.laying import cover_languages, lay_roles
from cms.desk.page_form import use_careful_forms
from cms.desk.permissions import can_give_section_role
from cms.desk.wiring import on

letters.connect()
redirects.use_careful_form()
use_careful_forms()
REPORTS: tuple[tuple[str, Any, str, str, list[str]], ...] = (
    ("stale", _("Pages to look at again"), "calendar-check", "cms_desk:stale", []),
    ("problems", _("Pages with problems"), "warning", "cms_desk:problems", []),
    ("wanting-pictures", _("Pictures that want words"), "image", "cms_desk:pictures", []),
    ("unused-pictures", _("Unused pictures"), "bin", "cms_desk:unused", ["images"]),
    ("unused-documents", _("Unused documents"), "bin", "cms_desk:unused", ["documents"]),
)


@on("register_admin_urls")
def addresses() -> list[Any]:
    return [path("desk/", include("cms.desk.urls")), path("languages/", include("cms.languages.urls"))]


def report_item(position: int) -> None:
    name, label, icon, address, args = REPORTS[position]

    @on("register_reports_menu_item")
    def item() -> MenuItem:
        return MenuItem(label, reverse(address, args=args), name=name, icon_name=icon, order=100 + position)


for number in range(len(REPORTS)):
    report_item(number)


class RolesItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_give_section_role(request.user)


@on("register_settings_menu_item")
def roles_item() -> MenuItem:
    return RolesItem(_("Roles in sections"), reverse("cms_desk:roles"), name="roles", icon_name="group", order=610)


@on("construct_main_menu")
def our_words(request: HttpRequest, items: list[MenuItem]) -> None:
    """On the market these two words mean something else, and its catalogue stands before Wagtail's."""
    for item in items:
        if item.name == "reports":
            item.label = pgettext_lazy("editors", "Reports")
        elif item.name == "documents":
            item.label = pgettext_lazy("editors", "Documents")


@on("insert_global_admin_css")
def our_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("cms/desk.css"))


@on("insert_editor_js")
def nothing_typed_is_lost() -> SafeString:
    return format_html('<script src="{}"></script>', static("cms/desk.js"))


@receiver(page_published)
@receiver(page_unpublished)
def look_now(sender: Any, instance: Any, **kwargs: Any) -> None:
    findings.look_at(instance)


@on("after_create_page")
def new_section(request: HttpRequest, page: Page) -> None:
    """A page below a home page may be a new section, or a section's version in a further language."""
    if page.depth == 3:  # root, home, section
        lay_roles()


@receiver(copy_for_translation_done)
def section_in_a_further_language(sender: Any, source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    if isinstance(target_obj, Page) and target_obj.depth == 3:
        cover_languages()
