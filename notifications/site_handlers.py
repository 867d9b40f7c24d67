"""What firms and editors are told of the programme's site: proposed stories, and names that are taken back."""

from typing import Any

from companies.models import User
from notifications.handlers import address
from notifications.models import Notification
from notifications.recipients import people_of, person_or_colleagues
from portal.core.events import Event, subscribe

EDITORS_PAGE = "/editors/case-stories/"
MAY_EDIT = ("change_page", "publish_page")  # the permissions on pages of those who go on from a draft


def editors() -> Any:
    """The active people who may change or publish pages of the site."""
    pages = {"groups__page_permissions__permission__codename__in": MAY_EDIT}
    return User.objects.filter(is_active=True, **pages).distinct()


@subscribe("case_proposal.sent", "case_consent.withdrawn")
def editors_told(event: Event) -> None:
    """The editors' office is no page of a company: they are told for themselves."""
    data = {"title": event.payload.get("title", ""), "company": event.payload.get("company", "")}
    page = event.payload.get("page")
    path = f"/editors/pages/{page}/edit/" if page else EDITORS_PAGE
    Notification.tell(editors().exclude(pk=event.user_id or 0), event, path, **data)


@subscribe("case_proposal.taken_up", "case_proposal.declined", "case_proposal.published")
def proposer_told(event: Event) -> None:
    """Who proposed it, as long as they are in the company; else those who speak for it."""
    company = event.payload.get("for")
    if company is None or not people_of([company], "edit_company").exists():
        return
    people = person_or_colleagues(event.payload.get("to"), company, "edit_company", event)
    data = {"title": event.payload.get("title", ""), "reason": event.payload.get("reason", "")}
    Notification.tell(people, event, address("my_cases"), **data)


@subscribe("exhibition.deadline_near")
def follower_told(event: Event) -> None:
    """Who follows a trade fair, as long as they are in the company for which they do."""
    people = people_of([event.payload.get("for") or 0], "talk").filter(pk=event.payload.get("to") or 0)
    data = {"title": event.payload.get("title", ""), "day": event.payload.get("day", "")}
    Notification.tell(people, event, event.payload.get("path", ""), **data)
