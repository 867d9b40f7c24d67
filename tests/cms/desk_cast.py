"""Staff with a role in one section, and pages as their forms send them."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.desk.roles import SectionRole
from cms.models import NewsIndexPage, NewsPage
from tests.cast import Person, make_person


def with_role(email: str, role: str, section: str = "news") -> Person:
    person = make_person(email, name=email.partition("@")[0].title())
    SectionRole.objects.get(name=section, role=role).give(person.user, by=None)
    return person


def index(language: str = "en") -> NewsIndexPage:
    return NewsIndexPage.objects.get(locale__language_code=language)


def fields(title: str = "A fair on line", words: str = "It opens in May.", **more: Any) -> dict[str, Any]:
    """What the editor's form sends for a piece of news."""
    body = streamfield([("paragraph", rich_text(f"<p>{words}</p>"))])
    counts = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
    rows = {f"{part}-{name}": "0" for part in ("comments", "bylines") for name in counts}
    values = {"title": title, "slug": "a-fair", "date": "2026-05-01", "summary": "What it is about", "body": body}
    return nested_form_data(values) | rows | {"comments-MAX_NUM_FORMS": "", **more}


def write(client: Client, submit: bool = False, **more: Any) -> NewsPage:
    """A draft by whoever the client is signed in as, sent for review where `submit` says so."""
    acts = {"action-submit": "1"} if submit else {}
    answer = client.post(f"/editors/pages/add/cms/newspage/{index().pk}/", fields(**more, **acts))
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return NewsPage.objects.latest("pk")


def edit(client: Client, page: Page, **more: Any) -> Any:
    return client.post(f"/editors/pages/{page.pk}/edit/", fields(**more))


def autosave(client: Client, page: Page, **more: Any) -> dict[str, Any]:
    """What the form sends by itself while somebody types."""
    path = f"/editors/pages/{page.pk}/edit/"
    answer: dict[str, Any] = client.post(path, fields(**more), headers={"accept": "application/json"}).json()
    return answer


def opened(page: Page) -> dict[str, str]:
    """By which a form says what it was opened with."""
    latest = Page.objects.get(pk=page.pk).latest_revision
    return {"loaded_revision_id": str(latest.pk), "loaded_revision_created_at": latest.created_at.isoformat()}


def approve_in_the_form(client: Client, page: Page, **more: Any) -> Any:
    """“Approve” below the edit form, which sends every field as it stood when the form was opened."""
    stored = page.specific.get_latest_revision_as_object()
    (block,) = stored.body
    body = {"count": "1", "0": {"deleted": "", "order": "0", "type": block.block_type, "id": block.id}}
    body["0"]["value"] = rich_text(block.value.source)  # type: ignore[index]  # the parts of a block
    as_it_is = {"summary": stored.summary, "date": stored.date.isoformat(), "slug": stored.slug, "body": body}
    click = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    values = fields(title=stored.title) | nested_form_data(as_it_is) | click | more
    return client.post(f"/editors/pages/{page.pk}/edit/", values)


def decide(client: Client, page: Page, action: str = "approve", **more: Any) -> Any:
    """From the list of what waits on the first page."""
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    return client.post(f"/editors/pages/workflow/action/{page.pk}/{action}/{state.pk}/", more)


def its_time_comes(page: Page) -> None:
    """What was scheduled for later is due."""
    revision = Page.objects.get(pk=page.pk).scheduled_revision
    due = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = due.isoformat()
    revision.approved_go_live_at = due
    revision.save()


def is_live(page: Page) -> bool:
    return bool(Page.objects.get(pk=page.pk).live)
