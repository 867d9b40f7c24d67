"""The editors' first page: what waits for whoever looks. Each panel shows the first few and leads to all of them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.desk import rows
from cms.desk.care import stale
from cms.desk.checks import problems
from cms.desk.wiring import on
from cms.languages.state import TO_DO, target_locales, with_states

FEW = 5


class DeskPanel(Component):
    """`find` gives what the template shows; an empty panel is not shown, except where emptiness is the good news."""

    name = ""
    order = 0

    def find(self, user: Any) -> dict[str, Any]:
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        around = parent_context or {}
        request = around["request"]
        kept = {"request": request, "user": request.user, "csrf_token": around["csrf_token"]}
        return {**kept, "panel": self, **self.find(request.user)}


def few(found: Any) -> dict[str, Any]:
    return {"rows": list(found[:FEW]), "total": found.count()}


class Drafts(DeskPanel):
    name, order = "my_drafts", 120
    template_name = "cms/desk/panel_drafts.html"

    def find(self, user: Any) -> dict[str, Any]:
        return few(rows.drafts_of(user).prefetch_workflow_states().select_related("locale"))


class Stale(DeskPanel):
    name, order = "stale_pages", 130
    template_name = "cms/desk/panel_stale.html"

    def find(self, user: Any) -> dict[str, Any]:
        return few(stale(rows.pages_of(user)).select_related("locale"))


class Translations(DeskPanel):
    name, order = "translations", 140
    template_name = "cms/desk/panel_translations.html"

    def find(self, user: Any) -> dict[str, Any]:
        mine = rows.pages_of(user).values("pk")
        lists = [(target, with_states(target).filter(pk__in=mine, state__in=TO_DO)) for target in target_locales()]
        return {"lists": [{"target": target, **few(found)} for target, found in lists if found.exists()]}


class Problems(DeskPanel):
    name, order = "problem_pages", 150
    template_name = "cms/desk/panel_problems.html"

    def find(self, user: Any) -> dict[str, Any]:
        found = few(rows.problem_pages(user))
        return {**found, "rows": with_words(found["rows"])}


def with_words(pages: list[Any]) -> list[tuple[Any, list[str]]]:
    """Asked anew, so that what has been put right since is not told."""
    return [(page, words) for page in pages if (words := problems(page.specific))]


PANELS = (Drafts, Stale, Translations, Problems)


@on("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """First Wagtail's own list of what waits for review, which asks our steps who may do them."""
    for panel in panels:
        if panel.name == "workflow_objects_to_moderate":
            panel.order = 110
    panels.extend(panel() for panel in PANELS)
