"""No way round the review: whoever may publish in a section still needs a second person, except administrators."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms.desk.permissions import can_publish_at_once
from cms.desk.tasks import NEWER_WORDS, review_anew
from cms.desk.wiring import on
from portal.core.permissions import WrongState


@on("before_publish_page")
def second_person_first(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What was written is kept as a draft."""
    if can_publish_at_once(request.user, page):
        return None
    messages.warning(request, _("Saved as a draft. Submit it for review: a page goes on line after a second person."))
    return redirect("wagtailadmin_pages:edit", page.pk)


@on("before_edit_page")
def what_was_read_is_decided(request: HttpRequest, page: Page) -> None:
    """Who approves or refuses has read the latest words, and does not put the older ones of their form over them."""
    if request.method == "POST" and request.POST.get("action-workflow-action") and is_overtaken(request.POST, page.pk):
        raise WrongState(NEWER_WORDS)


def is_overtaken(sent: QueryDict, pk: int) -> bool:
    """Whether somebody has saved since this form was opened; a form that does not say when is taken as it is."""
    latest = Page.objects.select_related("latest_revision").get(pk=pk).latest_revision
    if latest is None:
        return False
    if own := sent.get("overwrite_revision_id"):  # of what this form itself has saved
        return own != str(latest.pk)
    opened = sent.get("loaded_revision_id"), sent.get("loaded_revision_created_at")
    return bool(opened[0]) and opened != (str(latest.pk), latest.created_at.isoformat())


@on("after_edit_page")
def new_words_are_read_anew(request: HttpRequest, page: Page) -> None:
    review_anew(Page.objects.get(pk=page.pk), by=request.user)  # as it is stored, with its latest version


@on("construct_page_action_menu")
def no_button_that_is_refused(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    page = context.get("page") or context.get("parent_page")
    if page is not None and not can_publish_at_once(request.user, page):
        menu_items[:] = [item for item in menu_items if item.name != "action-publish"]


@on("before_bulk_action")
def nor_many_at_once(request: HttpRequest, action_type: str, objects: Any, action: Any) -> HttpResponse | None:
    if action_type != "publish" or request.method != "POST" or action.model is not Page:
        return None
    if all(can_publish_at_once(request.user, page) for page in objects):
        return None
    messages.error(request, _("Nothing was published: each page goes on line after a second person has approved it."))
    return redirect("wagtailadmin_home")
