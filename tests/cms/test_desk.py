"""The editors' first page and reports, roles, redirects, and what is said before something in use is deleted."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from cms.desk.care import stale
from cms.desk.findings import look_at_all
from cms.desk.roles import SectionRole
from cms.models import Finding, InfoPage, NewsPage
from tests.cast import Person, make_person
from tests.cms.desk_cast import fields, index, with_role
from tests.cms.test_pages import make_case, make_news
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Person:
    return with_role("eun@programme.example", "editor")


@pytest.fixture
def publisher(db: None) -> Person:
    return with_role("pil@programme.example", "publisher")


@pytest.fixture
def chief(db: None) -> Person:
    return make_person("chief@programme.example", is_superuser=True, is_staff=True)


def picture(title: str = "Hall", **fields: Any) -> Any:
    return get_image_model().objects.create(title=title, file=get_test_image_file(), **fields)


def old(page: Page, days: int) -> None:
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(days=days))


def test_an_old_page_is_asked_about_until_somebody_says_it_is_right() -> None:
    person = with_role("site@programme.example", "editor", "site")
    case = make_case()
    old(case, 700)
    assert list(stale(Page.objects.filter(pk=case.pk))) == []
    old(case, 800)
    first = person.client.get("/editors/").content.decode()
    assert "Is this still right?" in first and "A comb maker ships to Chile" in first
    assert f'/stale/{case.pk}/right/"><input type="hidden" name="csrfmiddlewaretoken" value="' in first
    report = person.client.get("/editors/desk/stale/?q=comb").content.decode()
    assert "A comb maker" in report
    answer = person.client.post(f"/editors/desk/stale/{case.pk}/right/", {"next": "https://evil.example/"})
    assert answer.status_code == 302 and answer.headers["Location"] == "/editors/desk/stale/"
    assert "Nothing is overdue." in person.client.get("/editors/desk/stale/").content.decode()


def test_news_belongs_to_its_day_and_pages_are_asked_about_after_a_year() -> None:
    news, about = make_news(), InfoPage.objects.get(slug="about", locale__language_code="en")
    old(news, 2000)
    old(about, 400)
    assert [page.pk for page in stale(Page.objects.filter(pk__in=[news.pk, about.pk]))] == [about.pk]


def test_who_may_not_change_a_page_does_not_find_it_right(editor: Person) -> None:
    case = make_case()
    old(case, 800)
    assert editor.client.post(f"/editors/desk/stale/{case.pk}/right/").status_code == 404
    assert stale(Page.objects.filter(pk=case.pk)).exists()


def test_what_a_page_leads_to_and_is_gone_stands_on_the_first_page(editor: Person) -> None:
    target, shown = make_news("Soon gone"), picture(description="A hall")
    text = f'<p><a linktype="page" id="{target.pk}">there</a></p>'
    page = make_news("Leads on", picture=shown)
    page.body = [("paragraph", text)]
    page.save_revision().publish()
    look_at_all()
    assert "Leads on" not in editor.client.get("/editors/desk/problems/").content.decode()
    target.unpublish()
    look_at_all()
    assert "which is not published" in editor.client.get("/editors/").content.decode()
    target.delete()
    look_at_all()
    report = editor.client.get("/editors/desk/problems/?q=leads").content.decode()
    assert "something that was deleted" in report
    other = with_role("cases@programme.example", "editor", "cases")
    assert "Leads on" not in other.client.get("/editors/desk/problems/").content.decode()


def test_a_picture_without_words_is_found_and_the_finding_goes_when_it_has_some(editor: Person) -> None:
    shown = picture()
    page = make_news("With a picture", picture=shown)
    page.save_revision().publish()
    assert Finding.objects.get(page=page.pk).count == 1
    assert "Hall" in editor.client.get("/editors/desk/pictures/?lack=words").content.decode()
    shown.description = "A hall full of looms"
    shown.save()
    page.save_revision().publish()
    assert not Finding.objects.filter(page=page.pk).exists()
    assert "Hall" in editor.client.get("/editors/desk/pictures/?lack=focus").content.decode()


def test_unused_files_are_listed_and_deleted_many_at_once_by_who_may(editor: Person) -> None:
    used, drafted, spare = picture("Used"), picture("Drafted"), picture("Spare")
    page = make_news(picture=used)
    page.save_revision().publish()
    page.picture = drafted
    page.save_revision()
    author = with_role("ara@programme.example", "author")
    assert "Spare" not in author.client.get("/editors/desk/unused/images/").content.decode()
    report = editor.client.get("/editors/desk/unused/images/").content.decode()
    assert "Spare" in report and "Used" not in report.replace("Unused", "") and "Drafted" not in report
    assert "Delete the chosen ones" in report and f'value="{spare.pk}"' in report
    address = f"/editors/bulk/wagtailimages/image/delete/?id={spare.pk}&next=/editors/desk/unused/images/"
    author.client.post(address)
    assert get_image_model().objects.filter(pk=spare.pk).exists()
    assert editor.client.post(address).headers["Location"] == "/editors/desk/unused/images/"
    assert not get_image_model().objects.filter(pk=spare.pk).exists()
    get_document_model().objects.create(title="Form", file=ContentFile(b"%PDF-1.4", "form.pdf"))
    assert "Form" in editor.client.get("/editors/desk/unused/documents/").content.decode()
    assert editor.client.get("/editors/desk/unused/cars/").status_code == 404


def test_before_something_in_use_is_deleted_its_places_are_told(chief: Person) -> None:
    in_text, linked = picture("In the text"), make_news("Linked")
    page = make_news("Uses both")
    page.body = [
        ("picture", {"image": in_text, "caption": ""}),
        ("paragraph", f'<p><a linktype="page" id="{linked.pk}">there</a></p>'),
    ]
    page.save()
    for thing, address in (("images", in_text.pk), ("pages", linked.pk)):
        asked = chief.client.get(f"/editors/{thing}/{address}/delete/").content.decode()
        assert "referenced 1 time" in asked, thing
    assert "Uses both" in chief.client.get(f"/editors/pages/{linked.pk}/usage/").content.decode()
    assert "Uses both" in chief.client.get(reverse("wagtailimages:image_usage", args=[in_text.pk])).content.decode()
    in_text.delete()
    assert chief.client.get("/news/uses-both/").status_code == 200, "what showed it still works"


@pytest.mark.parametrize("link", ["http://testserver/old/", "/old", "http://127.0.0.1:8000/old/?"])
def test_a_redirect_to_itself_is_refused(chief: Person, link: str) -> None:
    answer = chief.client.post("/editors/redirects/add/", {"old_path": "/old/", "redirect_link": link})
    assert answer.status_code == 200 and not Redirect.objects.exists()


def test_a_redirect_that_closes_a_circle_is_refused_with_the_way(chief: Person) -> None:
    for old_path, target in (("/a", "/b"), ("/b", "/c")):
        Redirect.add_redirect(old_path, f"{settings.SITE_URL}{target}")
    data = {"old_path": "/c/", "redirect_link": f"{settings.SITE_URL}/a/", "is_permanent": "on"}
    refused = chief.client.post("/editors/redirects/add/", data).content.decode()
    assert "/c → /a → /b → /c" in refused and Redirect.objects.count() == 2
    data["redirect_link"] = f"{settings.SITE_URL}/d/"
    assert chief.client.post("/editors/redirects/add/", data).status_code == 302
    data["redirect_link"] = f"{settings.SITE_URL}/a/"
    last = Redirect.objects.get(old_path="/c")
    assert chief.client.post(f"/editors/redirects/{last.pk}/", data).status_code == 200
    assert Redirect.objects.get(pk=last.pk).redirect_link.endswith("/d/")


def test_a_page_that_moves_to_another_address_is_found_at_the_old_one(
    visitor: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = make_news()
    page.save_revision().publish()
    for slug in ("second-address", "a-fair-on-line", "third-address"):
        page = NewsPage.objects.get(pk=page.pk)
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
    for former in ("a-fair-on-line", "second-address"):
        answer = visitor.get(f"/news/{former}/", follow=True)
        assert answer.redirect_chain == [("/news/third-address/", 301)]


def test_roles_are_given_and_taken_on_their_page_by_administrators_only(chief: Person, publisher: Person) -> None:
    person = make_person("new@programme.example", name="Nari")
    role = SectionRole.objects.get(name="cases", role="editor")
    data = {"email": "NEW@programme.example", "role": role.pk}
    assert publisher.client.get("/editors/desk/roles/").status_code in (302, 403)
    publisher.client.post("/editors/desk/roles/people/", data)
    assert not person.user.groups.exists()
    assert chief.client.post("/editors/desk/roles/people/", data).status_code == 302
    assert person.user.groups.get() == role.group
    assert "Nari" in chief.client.get("/editors/desk/roles/").content.decode()
    wrong = chief.client.post("/editors/desk/roles/people/", {"email": "nobody@nowhere.example", "role": role.pk})
    assert wrong.status_code == 422 and "nobody@nowhere.example" in wrong.content.decode()
    chief.client.post(f"/editors/desk/roles/{role.pk}/people/{person.user.pk}/removal/")
    assert not person.user.groups.exists()


def test_roles_are_given_at_the_command_line_too(capsys: Any) -> None:
    person = make_person("new@programme.example")
    call_command("editor_role", "new@programme.example", "news", "author")
    assert person.user.groups.get().name == "news: author"
    call_command("editor_role", "new@programme.example", "news", "author", "--take")
    assert not person.user.groups.exists()
    for wrong in (("nobody@x.example", "news", "author"), ("new@programme.example", "moon", "author")):
        with pytest.raises(CommandError):
            call_command("editor_role", *wrong)


def test_a_new_section_gets_its_roles(chief: Person) -> None:
    home = index().get_parent()
    body = {"body-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    data = {"title": "Guides", "slug": "guides", "summary": "", **body}
    chief.client.post(f"/editors/pages/add/cms/infopage/{home.pk}/", data)
    assert SectionRole.objects.filter(name="guides").count() == 3


def test_the_office_speaks_korean_in_our_name(editor: Person) -> None:
    editor.client.post("/preferences/", {"language": "ko", "next": "/editors/"})
    page = editor.client.get("/editors/").content.decode()
    assert '<html lang="ko"' in page and "Jangteo" in page and "desk.css" in page


def test_editors_get_the_bar_and_everybody_else_the_same_page(editor: Person, seller: Person, visitor: Client) -> None:
    page = make_news()
    bar = editor.client.get("/news/a-fair-on-line/").content.decode()
    assert f"/editors/pages/{page.pk}/edit/" in bar and "wagtail-userbar" in bar
    for client in (visitor, seller.client):
        assert "userbar" not in client.get("/news/a-fair-on-line/").content.decode()


def test_the_preview_may_stand_in_the_office_and_nowhere_else(editor: Person) -> None:
    page = make_news()
    editor.client.post(f"/editors/pages/{page.pk}/edit/preview/", fields("Seen before"))
    shown = editor.client.get(f"/editors/pages/{page.pk}/edit/preview/?mode=")
    assert shown.status_code == 200 and "Seen before" in shown.content.decode()
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    public = editor.client.get("/news/a-fair-on-line/").headers
    assert "frame-ancestors 'none'" in public["Content-Security-Policy"] and public["X-Frame-Options"] == "DENY"


def test_the_first_page_asks_as_much_for_many_pages_as_for_few() -> None:
    person = with_role("site@programme.example", "editor", "site")
    for number in range(2):
        old(make_case(f"Case {number}"), 800)
    few = queries_of(person.client, "/editors/")
    for number in range(2, 5):
        old(make_case(f"Case {number}"), 800)
    assert queries_of(person.client, "/editors/") <= few + 2
