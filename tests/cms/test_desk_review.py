"""Draft, review by a second person, release, schedule: through the editors' own pages."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, get_page_models

from cms.desk.page_form import PageForm
from cms.desk.permissions import can_release_page, can_review_page
from cms.desk.roles import SectionRole
from cms.models import NewsPage
from portal.core.events import Event
from portal.core.timed import JOBS, TimedJob, run_one
from tests.cast import Person, make_person
from tests.cms.desk_cast import (
    approve_in_the_form,
    autosave,
    decide,
    edit,
    index,
    is_live,
    its_time_comes,
    opened,
    with_role,
    write,
)
from tests.cms.test_pages import make_news

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db: None) -> Person:
    return with_role("ara@programme.example", "author")


@pytest.fixture
def editor(db: None) -> Person:
    return with_role("eun@programme.example", "editor")


@pytest.fixture
def publisher(db: None) -> Person:
    return with_role("pil@programme.example", "publisher")


def test_a_page_goes_on_line_after_an_editor_and_a_publisher(
    author: Person, editor: Person, publisher: Person, visitor: Client
) -> None:
    page = write(author.client, submit=True)
    assert "A fair on line" in editor.client.get("/editors/").content.decode()
    assert {letter.to[0] for letter in mail.outbox} >= {editor.user.email, publisher.user.email}
    assert author.user.email not in {letter.to[0] for letter in mail.outbox}
    decide(editor.client, page)
    assert not is_live(page), "an editor reviews and does not publish"
    assert visitor.get("/news/a-fair/").status_code == 404
    decide(publisher.client, page)
    assert visitor.get("/news/a-fair/").status_code == 200
    assert Event.objects.about(page).filter(kind="page.published").count() == 1


def test_a_publisher_who_has_not_written_it_reviews_and_releases_with_one_click(
    author: Person, publisher: Person
) -> None:
    page = write(author.client, submit=True)
    decide(publisher.client, page)
    assert is_live(page)


def test_approving_in_the_form_without_a_change_is_no_writing(author: Person, publisher: Person) -> None:
    page = write(author.client, submit=True)
    answer = approve_in_the_form(publisher.client, page)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert is_live(page)
    assert {revision.user for revision in page.revisions.select_related("user")} == {author.user}


@pytest.mark.parametrize("change", [{"date": "2026-05-02"}, {"title": "Two fairs"}, {"summary": "Something else"}])
def test_approving_in_the_form_with_a_change_is(author: Person, publisher: Person, change: dict[str, str]) -> None:
    page = write(author.client, submit=True)
    assert approve_in_the_form(publisher.client, page, **change).status_code == 409
    assert not is_live(page)


def test_words_that_were_not_written_in_the_editor_are_no_change(author: Person, publisher: Person) -> None:
    """What was copied, imported or proposed has no marks of the editor's in its paragraphs."""
    page = write(author.client, submit=True)
    revision = page.get_latest_revision()
    (block,) = json.loads(revision.content["body"])
    block["value"] = "<p>It isn&#39;t over.</p>"
    revision.content["body"] = json.dumps([block])
    revision.save()
    answer = approve_in_the_form(publisher.client, page)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert is_live(page)


def test_no_form_of_a_page_counts_what_was_not_said_as_a_change() -> None:
    """Wagtail's forms have no hidden first values, with which Django would compare."""
    site = [kind for kind in get_page_models() if kind._meta.app_label == "cms" and not kind._meta.abstract]
    assert len(site) > 15
    for kind in site:
        form = kind.get_edit_handler().get_form_class()
        rows = {name: formset.form.base_fields for name, formset in form.formsets.items()}
        asked = [(name, field) for name, fields in rows.items() for field in fields.items()]
        assert not [name for name, field in asked if field[1].show_hidden_initial], kind
        assert issubclass(form, PageForm), kind


@pytest.mark.parametrize("role", ["editor", "publisher"])
def test_nobody_approves_their_own_words(role: str) -> None:
    person = with_role("own@programme.example", role)
    page = write(person.client, submit=True)
    answer = decide(person.client, page)
    assert answer.status_code == 302, "Wagtail's way to say no"
    page.refresh_from_db()
    assert not page.live and page.current_workflow_task_state.status == "in_progress"
    assert "Awaiting your review" not in person.client.get("/editors/").content.decode()


def test_whoever_changed_it_last_does_not_approve_it_either(author: Person, editor: Person) -> None:
    page = write(author.client, submit=True)
    answer = edit(
        editor.client,
        page,
        words="It opens in June.",
        **{"action-workflow-action": "1", "workflow-action-name": "approve"},
    )
    assert answer.status_code == 409 and "another person" in answer.content.decode()
    edit(editor.client, page, words="It opens in June.")
    decide(editor.client, page)
    other = with_role("second@programme.example", "editor")
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    assert state.status == "in_progress" and state.task.name == "Review by a second person"
    decide(other.client, page)
    assert Page.objects.get(pk=page.pk).current_workflow_task_state.task.name == "Release by a publisher"


def test_what_is_typed_into_the_version_under_review_is_reviewed_anew(author: Person, publisher: Person) -> None:
    """The form saves by itself, again and again into one version: its number stays, its words do not."""
    page = write(author.client, submit=True)
    typing = with_role("typing@programme.example", "editor")
    first = autosave(typing.client, page, words="It opens in", **opened(page))
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    own = {"overwrite_revision_id": first["revision_id"]}
    second = autosave(typing.client, page, words="It opens in June, if", **own)
    assert first["revision_id"] == second["revision_id"], second
    publisher.client.post(f"/editors/pages/workflow/action/{page.pk}/approve/{state.pk}/")
    assert not is_live(page), "half a sentence that nobody has read"
    autosave(typing.client, page, words="It opens in June.", **own)
    decide(publisher.client, page)
    assert is_live(page) and "It opens in June.<" in str(NewsPage.objects.get(pk=page.pk).body)


def test_an_approval_in_the_form_is_of_the_words_that_were_read(author: Person, publisher: Person) -> None:
    page = write(author.client, submit=True)
    read = opened(page)
    typing = with_role("typing@programme.example", "editor")
    autosave(typing.client, page, words="It opens in June, if", **read)
    words = "A long remark that the publisher had typed beside it."
    answer = approve_in_the_form(publisher.client, page, **read, **{"comments-0-text": words})
    html = answer.content.decode()
    assert answer.status_code == 409 and "changed after you opened it" in html and words in html
    latest = Page.objects.get(pk=page.pk).latest_revision
    assert not is_live(page) and latest.user == typing.user and "June, if" in str(latest.content["body"])
    now = Page.objects.get(pk=page.pk)
    assert approve_in_the_form(publisher.client, now, **opened(now)).status_code == 302
    assert is_live(page)


def test_two_people_do_not_write_over_each_other_unseen(editor: Person) -> None:
    page = write(editor.client)
    read = opened(page)
    other = with_role("other@programme.example", "editor")
    assert autosave(editor.client, page, words="Mine.", **read)["success"]
    refused = autosave(other.client, page, words="Theirs.", **read)
    assert (refused["success"], refused["error_code"]) == (False, "invalid_revision")
    assert "Mine." in str(Page.objects.get(pk=page.pk).latest_revision.content["body"])


def test_an_administrator_does_not_approve_their_own_words() -> None:
    chief = make_person("chief@programme.example", is_superuser=True, is_staff=True)
    page = write(chief.client, submit=True)
    decide(chief.client, page)
    assert not is_live(page)


@pytest.mark.parametrize("role", ["author", "editor", "publisher"])
def test_nobody_publishes_past_the_review(role: str, visitor: Client) -> None:
    person = with_role("fast@programme.example", role)
    page = write(person.client)
    edit(person.client, page, **{"action-publish": "1"})
    assert not is_live(page)
    form = person.client.get(f"/editors/pages/{page.pk}/edit/").content.decode()
    assert 'name="action-publish"' not in form and 'name="action-submit"' in form
    person.client.post(f"/editors/bulk/wagtailcore/page/publish/?id={page.pk}")
    assert not is_live(page)
    assert visitor.get("/news/a-fair/").status_code == 404


def test_changes_asked_for_come_back_and_are_reviewed_anew(author: Person, editor: Person, publisher: Person) -> None:
    page = write(author.client, submit=True)
    edit(author.client, page, words="Too late.")
    assert "Too late." not in Page.objects.get(pk=page.pk).get_latest_revision().content["body"]
    decide(editor.client, page, "reject", comment="When does it close?")
    assert Page.objects.get(pk=page.pk).current_workflow_state.status == "needs_changes"
    edit(author.client, page, words="It closes in June.", **{"action-restart-workflow": "1"})
    decide(publisher.client, page)
    assert is_live(page) and "closes in June" in str(NewsPage.objects.get(pk=page.pk).body)


def test_what_a_publisher_changes_after_the_review_is_reviewed_again(
    author: Person, editor: Person, publisher: Person
) -> None:
    page = write(author.client, submit=True)
    decide(editor.client, page)
    edit(publisher.client, page, words="It opens in July.")
    decide(publisher.client, page)
    assert not is_live(page)
    decide(editor.client, page)
    assert Page.objects.get(pk=page.pk).current_workflow_task_state.task.name == "Release by a publisher" or is_live(
        page
    )


def test_people_of_another_section_have_no_say(author: Person) -> None:
    stranger = with_role("cases@programme.example", "publisher", "cases")
    page = write(author.client, submit=True)
    assert decide(stranger.client, page).status_code == 302
    assert not is_live(page)
    assert "A fair on line" not in stranger.client.get("/editors/").content.decode()
    assert stranger.client.get(f"/editors/pages/{page.pk}/edit/").status_code == 302


def test_a_decision_is_taken_once(author: Person, publisher: Person) -> None:
    page = write(author.client, submit=True)
    state = page.current_workflow_task_state
    decide(publisher.client, page)
    publisher.client.post(f"/editors/pages/workflow/action/{page.pk}/approve/{state.pk}/")
    assert Event.objects.about(page).filter(kind="page.published").count() == 1


def test_the_relay_publishes_what_is_scheduled_and_takes_it_back(
    author: Person, publisher: Person, visitor: Client
) -> None:
    now = timezone.now()
    times = {
        "go_live_at": (now + timedelta(hours=2)).strftime("%Y-%m-%d %H:%M"),
        "expire_at": (now + timedelta(days=2)).strftime("%Y-%m-%d %H:%M"),
    }
    page = write(author.client, submit=True, **times)
    decide(publisher.client, page)
    relay_runs()
    assert visitor.get("/news/a-fair/").status_code == 404
    assert Page.objects.get(pk=page.pk).approved_schedule
    its_time_comes(page)
    relay_runs()
    assert visitor.get("/news/a-fair/").status_code == 200
    NewsPage.objects.filter(pk=page.pk).update(expire_at=now - timedelta(minutes=1))
    relay_runs()
    assert visitor.get("/news/a-fair/").status_code == 404
    kinds = list(Event.objects.about(page).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["page.published", "page.unpublished"], kinds


def relay_runs() -> None:
    job = JOBS["cms.desk.timed.publish_scheduled"]
    TimedJob.objects.update_or_create(name=job.name, defaults={"due_at": timezone.now()})
    assert run_one(job, timezone.now())
    assert TimedJob.objects.get(name=job.name).error == ""


def test_a_locked_page_is_not_changed_and_versions_are_compared(author: Person, editor: Person) -> None:
    page = write(editor.client)
    editor.client.post(f"/editors/pages/{page.pk}/lock/")
    other = with_role("other@programme.example", "editor")
    edit(other.client, page, words="Not so.")
    assert page.revisions.count() == 1
    publisher = with_role("opens@programme.example", "publisher")
    publisher.client.post(f"/editors/pages/{page.pk}/unlock/")
    edit(other.client, page, words="It opens in August.")
    first, second = page.revisions.order_by("pk")
    compared = other.client.get(
        f"/editors/pages/{page.pk}/revisions/compare/{first.pk}...{second.pk}/"
    ).content.decode()
    assert "deletion" in compared and "August" in compared


def test_a_comment_reaches_the_next_who_opens_the_page(author: Person, editor: Person) -> None:
    page = write(author.client)
    comment = {
        "comments-TOTAL_FORMS": "1",
        "comments-0-text": "Which year?",
        "comments-0-contentpath": "title",
        "comments-0-position": "",
        "comments-0-resolved": "",
        "comments-0-id": "",
        "comments-0-replies-TOTAL_FORMS": "0",
        "comments-0-replies-INITIAL_FORMS": "0",
        "comments-0-replies-MIN_NUM_FORMS": "0",
        "comments-0-replies-MAX_NUM_FORMS": "",
    }
    edit(editor.client, page, **comment)
    assert "Which year?" in author.client.get(f"/editors/pages/{page.pk}/edit/").content.decode()


MATRIX = {  # what each may do with a page of their section that somebody else has written
    "author": {"add"},
    "editor": {"add", "edit", "review", "lock"},
    "publisher": {"add", "edit", "review", "lock", "unlock", "release", "unpublish", "delete"},
}


@pytest.mark.parametrize("role", MATRIX)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_matrix_of_roles(role: str, language: str) -> None:
    page = make_news(language=language)
    user = with_role("who@programme.example", role).user
    tester, parent = page.permissions_for_user(user), index(language).permissions_for_user(user)
    may = {
        "add": parent.can_add_subpage(),
        "edit": tester.can_edit(),
        "review": can_review_page(user, page),
        "lock": tester.can_lock(),
        "unlock": tester.can_unlock(),
        "release": can_release_page(user, page),
        "unpublish": tester.can_unpublish(),
        "delete": tester.can_delete(),
    }
    assert {act for act, allowed in may.items() if allowed} == MATRIX[role]


def test_one_has_one_role_in_a_section_and_gets_and_loses_it_on_record(author: Person) -> None:
    SectionRole.objects.get(name="news", role="editor").give(author.user, by=None)
    assert [role.role for role in SectionRole.objects.of(author.user)] == ["editor"]
    SectionRole.objects.get(name="news", role="editor").take(author.user, by=None)
    assert author.client.get("/editors/").status_code == 302
    kinds = Event.objects.filter(kind__startswith="editor_role").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["editor_role.given", "editor_role.given", "editor_role.taken"]
