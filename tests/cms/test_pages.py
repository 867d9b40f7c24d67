"""The programme's pages through the front door: home, news, good practices, and what editors may do."""

import json

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms.models import CaseIndexPage, CasePage, HomePage, InfoPage, NewsIndexPage, NewsPage
from cms.site import lay_out
from portal.core.events import Event
from tests.cast import Person, make_person

pytestmark = pytest.mark.django_db

BODY = [
    ("heading", "How it began"),
    ("paragraph", "<p>With one spreadsheet.</p>"),
    ("figures", [{"value": "38 %", "label": "less time per quotation"}]),
    ("quote", {"text": "We sold to Chile in a month.", "who": "Owner"}),
    ("steps", ["<p>Bring the file</p>"]),
]


def make_news(title: str = "A fair on line", language: str = "en", **fields: object) -> NewsPage:
    page = NewsPage(title=title, summary="What it is about", body=json.dumps(as_json()), **fields)
    index = NewsIndexPage.objects.get(locale__language_code=language)
    page.locale = index.locale
    index.add_child(instance=page)
    return page


def as_json() -> list[dict[str, object]]:
    return [{"type": kind, "value": value} for kind, value in BODY]


def make_case(title: str = "A comb maker ships to Chile", **fields: object) -> CasePage:
    page = CasePage(title=title, summary="Small firm, far market", body=json.dumps(as_json()), **fields)
    index = CaseIndexPage.objects.get(locale__language_code="en")
    index.add_child(instance=page)
    return page


@pytest.fixture
def editor(db: None) -> Person:
    person = make_person("editor@programme.example")
    person.user.groups.add(Group.objects.get(name="Editors"))
    return person


@pytest.mark.parametrize("path", ["/", "/ko/", "/news/", "/ko/news/", "/cases/", "/ko/cases/"])
def test_a_new_machine_answers(visitor: Client, path: str) -> None:
    assert visitor.get(path).status_code == 200


def test_laying_out_twice_changes_nothing() -> None:
    before = list(HomePage.objects.values_list("pk", "path"))
    lay_out()
    assert list(HomePage.objects.values_list("pk", "path")) == before
    assert len(before) == 2


def test_what_an_editor_deleted_is_not_laid_out_again() -> None:
    InfoPage.objects.get(slug="about", locale__language_code="en").delete()
    lay_out()
    assert not InfoPage.objects.filter(slug="about", locale__language_code="en").exists()


def test_the_languages_are_translations_of_each_other() -> None:
    english = NewsIndexPage.objects.get(locale__language_code="en")
    assert english.get_translations().get().specific.title == "소식"


def test_news_is_listed_and_read(visitor: Client) -> None:
    make_news()
    assert "A fair on line" in visitor.get("/news/").content.decode()
    page = visitor.get("/news/a-fair-on-line/").content.decode()
    for words in ("How it began", "With one spreadsheet.", "38 %", "We sold to Chile in a month.", "Bring the file"):
        assert words in page


def test_a_draft_is_nobodys_business(visitor: Client) -> None:
    make_news("Not yet", live=False)
    assert "Not yet" not in visitor.get("/news/").content.decode()
    assert visitor.get("/news/not-yet/").status_code == 404
    assert "Not yet" not in visitor.get("/news/feed.atom").content.decode()


def test_cases_are_narrowed_to_a_sector_and_nonsense_shows_all(visitor: Client) -> None:
    make_case(sector="beauty-household")
    make_case("A bakery buys together", sector="agriculture-food")
    narrowed = visitor.get("/cases/?sector=beauty-household").content.decode()
    assert "A comb maker" in narrowed and "A bakery" not in narrowed
    assert "A bakery" in visitor.get("/cases/?sector=<script>").content.decode()


def test_home_shows_one_good_practice_and_the_news_in_the_readers_language(visitor: Client) -> None:
    make_case(result="First order after 5 weeks")
    make_news("온라인 박람회", "ko")
    assert "First order after 5 weeks" in visitor.get("/").content.decode()
    korean = visitor.get("/ko/").content.decode()
    assert "온라인 박람회" in korean and "A comb maker" not in korean


def test_the_feed_is_atom_in_its_language(visitor: Client) -> None:
    make_news()
    answer = visitor.get("/news/feed.atom")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    assert "A fair on line" in answer.content.decode()
    assert "A fair on line" not in visitor.get("/ko/news/feed.atom").content.decode()


def test_publishing_and_taking_back_are_told_to_the_outbox() -> None:
    page = make_news(live=False)
    page.save_revision().publish()
    page.refresh_from_db()
    page.unpublish()
    kinds = Event.objects.about(page).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["page.published", "page.unpublished"]


def test_strangers_and_traders_do_not_get_into_the_editors_office(visitor: Client, seller: Person) -> None:
    assert visitor.get("/editors/").status_code == 302
    assert seller.client.get("/editors/").status_code == 302


def test_an_editor_opens_the_office_and_writes_a_draft(editor: Person) -> None:
    assert editor.client.get("/editors/").status_code == 200
    index = NewsIndexPage.objects.get(locale__language_code="en")
    assert editor.client.get(f"/editors/pages/add/cms/newspage/{index.pk}/").status_code == 200


def test_the_lists_ask_as_much_for_12_articles_as_for_3(
    visitor: Client, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(3):
        make_news(f"News {number}")
    visitor.get("/news/")
    with django_assert_max_num_queries(40) as few:
        visitor.get("/news/")
    for number in range(3, 12):
        make_news(f"News {number}")
    with django_assert_max_num_queries(len(few)):
        visitor.get("/news/")
