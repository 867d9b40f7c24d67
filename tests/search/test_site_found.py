"""Whatever the programme publishes is found by one rule, in its own language, until it is taken back or locked."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.findable import name_of_type, page_types, snippet_types
from cms.models import CaseIndexPage, CasePage, HomePage, IndexPage, InfoPage, NewsIndexPage, NewsPage
from search.engines.base import Engine, EngineDown
from search.handlers import affected
from search.site_sources import snippet_source
from search.sources import SOURCES
from search.sync import findings, rebuild
from search.vocabulary import Vocabulary
from tests.cms.test_pages import make_case, make_news
from tests.search.conftest import settle

pytestmark = pytest.mark.django_db


def ask(client: Client, q: str = "zirconium", **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/api/v1/search/", {"q": q, "kind": "page", **more}).json()
    return answer


def urls(client: Client, q: str = "zirconium", **more: Any) -> list[str]:
    return [one["url"] for one in ask(client, q, **more)["results"]]


def publish(page: Any) -> Any:
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def sees_nothing(client: Client) -> None:
    answer = ask(client)
    assert (answer["total"], answer["results"]) == (0, [])
    assert not any(one["count"] for values in answer["facets"].values() for one in values)
    for path in ("/search/", "/search/feed.atom", "/search/feed.rss"):
        assert "zirconium-" not in client.get(path, {"q": "zirconium"}).content.decode()
    suggested = client.get("/api/v1/suggest/", {"q": "zirc"}).json()["suggestions"]
    assert {one["kind"] for one in suggested} <= {"category"}


def test_every_page_type_that_says_its_words_is_found_under_its_name(both: Engine, visitor: Client) -> None:
    case = publish(make_case("Zirconium in Chile", sector="minerals", country="CL", company_name="Andes"))
    news = publish(make_news("Zirconium fair"))
    home = HomePage.objects.get(locale__language_code="en")
    plain = InfoPage(title="Zirconium rules", slug="zirconium-rules", summary="Who may")
    home.add_child(instance=plain)
    publish(plain)
    rebuild()
    answer = ask(visitor)
    assert {one["url"] for one in answer["results"]} == {page.get_url() for page in (case, news, plain)}
    assert {one["value"]: one["label"] for one in answer["facets"]["type"]} == {
        "casepage": "Good practice",
        "newspage": "News",
        "infopage": "Page",
    }
    assert (
        urls(visitor, type="casepage")
        == urls(visitor, country="CL")
        == urls(visitor, "andes zirconium", type="casepage")
    )
    assert urls(visitor, type=["casepage", "newspage"]) and len(urls(visitor, type=["casepage", "newspage"])) == 2
    html = visitor.get("/search/", {"q": "zirconium", "kind": "page"}).content.decode()
    assert "Good practice" in html and 'name="type"' in html
    assert 'name="price_to"' not in html and "sort=price" not in html, "pages have no price"
    table = visitor.get("/search/", {"q": "zirconium", "kind": "page", "view": "table"}).content.decode()
    assert "search-table" in table and "Minimum order" not in table
    assert 'name="price_to"' in visitor.get("/search/", {"q": "zirconium", "kind": ["page", "offer"]}).content.decode()
    assert "news" in {url.strip("/") for url in urls(visitor, "what happens on the market")}, "lists have words, too"


def test_one_rule_for_every_type_of_page() -> None:
    """A type that is added needs no line in the search; one without words is not found."""
    assert all(hasattr(model, "words") for model in page_types())
    assert {model for model in Page.__subclasses__() if hasattr(model, "words") and not model._meta.abstract} <= set(
        page_types()
    )
    assert {NewsIndexPage, CaseIndexPage} <= set(page_types()) and HomePage not in page_types()
    assert IndexPage not in page_types()
    assert all(name_of_type(str(model._meta.model_name)) for model in page_types())
    assert name_of_type("nothing") == ""
    assert {str(model._meta.model_name)[:12] for model in snippet_types()} <= set(SOURCES)


def test_pages_are_found_in_their_own_language(both: Engine, visitor: Client) -> None:
    korean = publish(make_news("지르코늄 박람회", "ko"))
    settle(both)
    assert urls(visitor, "박람회") == [korean.get_url()]
    assert {one["value"] for one in ask(visitor, "박람회")["facets"]["language"]} == {"ko"}
    assert urls(visitor, "박람회", language="en") == []


def in_both_languages() -> tuple[Any, Any]:
    english, korean = make_news("Zirconium fair"), make_news("지르코늄 박람회", "ko")
    NewsPage.objects.filter(pk=korean.pk).update(translation_key=english.translation_key)
    korean.refresh_from_db()
    return publish(english), publish(korean)


def found_on_the_page(client: Client, prefix: str, q: str) -> list[str]:
    return [item.url for item in client.get(f"{prefix}/search/", {"q": q, "view": "table"}).context["found"].items]


def test_of_a_page_in_two_languages_each_reader_finds_their_own_version_by_the_words_of_both(
    both: Engine, visitor: Client
) -> None:
    english, korean = in_both_languages()
    rebuild()
    for q in ("zirconium", "박람회"):
        assert found_on_the_page(visitor, "", q) == [english.get_url()]
        assert found_on_the_page(visitor, "/ko", q) == [korean.get_url()]
    answer = visitor.get("/search/", {"q": "박람회"}).context["found"]
    assert answer.total == 1 and {one.value: one.count for one in answer.facet("language").values} == {"en": 1, "ko": 1}
    assert "지르코늄" not in visitor.get("/search/", {"q": "박람회"}).content.decode()
    suggested = visitor.get("/api/v1/suggest/", {"q": "zirc"}).json()["suggestions"]
    assert [one["url"] for one in suggested if one["kind"] == "page"] == [english.get_url()]
    assert list(findings()) == []


@pytest.mark.parametrize("act", ["unpublish", "delete", "lock"])
def test_without_the_own_version_the_other_is_found_and_says_so(both: Engine, visitor: Client, act: str) -> None:
    english, korean = in_both_languages()
    settle(both)
    acts(act, korean)
    settle(both)
    assert found_on_the_page(visitor, "/ko", "zirconium") == [english.get_url()]
    assert found_on_the_page(visitor, "/ko", "박람회") == []
    html = visitor.get("/ko/search/", {"q": "zirconium"}).content.decode()
    assert "영어로만" in html
    html = visitor.get("/search/", {"q": "zirconium"}).content.decode()
    assert "English only" not in html


def test_a_translation_that_comes_later_takes_its_place_at_once(both: Engine, visitor: Client) -> None:
    english, korean = in_both_languages()
    korean.unpublish()
    settle(both)
    assert found_on_the_page(visitor, "/ko", "zirconium") == [english.get_url()]
    publish(korean)
    settle(both)
    assert found_on_the_page(visitor, "/ko", "zirconium") == [korean.get_url()]


def test_the_database_alone_shows_one_version_too(both: Engine, visitor: Client, monkeypatch: Any) -> None:
    english, korean = in_both_languages()
    settle(both)
    monkeypatch.setattr(type(both), "search", away)
    assert found_on_the_page(visitor, "", "zirconium") == [english.get_url()]
    assert found_on_the_page(visitor, "/ko", "zirconium") == []
    assert found_on_the_page(visitor, "/ko", "박람회") == [korean.get_url()]
    korean.unpublish()
    assert found_on_the_page(visitor, "/ko", "zirconium") == [english.get_url()]


def away(*args: Any) -> None:
    raise EngineDown("away")


@pytest.mark.parametrize("act", ["unpublish", "delete", "expire", "lock", "lock_above", "sign_in", "move_below_a_lock"])
def test_what_is_taken_back_is_found_nowhere(both: Engine, visitor: Client, act: str) -> None:
    page = publish(make_news("Zirconium fair"))
    rebuild()
    assert urls(visitor) == [page.get_url()]
    acts(act, page)
    assert urls(visitor) == [], "before the index has heard of it"
    settle(both)
    sees_nothing(visitor)
    assert list(findings()) == []


def acts(act: str, page: Any) -> None:
    if act == "unpublish":
        page.unpublish()
    elif act == "delete":
        page.delete()
    elif act == "expire":  # the clock alone; nobody has taken it back yet
        type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
        page.refresh_from_db()
        page.unpublish(set_expired=True)
    elif act == "lock":
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
    elif act == "lock_above":
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="password", password="x")
    elif act == "sign_in":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    else:
        locked = HomePage.objects.get(locale__language_code="ko")
        PageViewRestriction.objects.create(page=locked, restriction_type="password", password="x")
        page.move(NewsIndexPage.objects.get(locale__language_code="ko"), pos="last-child")


def test_an_expired_page_is_not_shown_though_nobody_has_taken_it_back(both: Engine, visitor: Client) -> None:
    page = publish(make_news("Zirconium fair"))
    settle(both)
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert urls(visitor) == []


def test_a_lock_that_is_lifted_brings_the_branch_back(both: Engine, visitor: Client) -> None:
    page = publish(make_news("Zirconium fair"))
    lock = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="password", password="x")
    settle(both)
    sees_nothing(visitor)
    lock.delete()
    settle(both)
    assert urls(visitor) == [page.get_url()]


def test_a_branch_that_is_deleted_takes_its_pages_along(both: Engine, visitor: Client) -> None:
    publish(make_news("Zirconium fair"))
    settle(both)
    NewsIndexPage.objects.get(locale__language_code="en").delete()
    settle(both)
    sees_nothing(visitor)


def test_a_first_page_that_was_never_edited_can_be_taken_back(both: Engine, visitor: Client) -> None:
    rebuild()
    about = InfoPage.objects.get(slug="about", locale__language_code="en")
    assert about.get_url() in urls(visitor, "jangteo")
    about.unpublish()
    settle(both)
    assert list(findings()) == []


def test_a_snippet_needs_words_and_an_address() -> None:
    """No type of snippet has them yet, so a row of another model stands for one."""
    case = CasePage(pk=7, title="Incoterm", slug="incoterm", summary="Who pays the freight")
    document = snippet_source(CasePage).build(case, Vocabulary())
    assert (document.id, document.kind, document.type) == ("casepage:7", "page", "casepage")
    assert document.titles == {"en": "Incoterm"} and "freight" in document.texts["en"]


def test_events_about_what_is_not_found_are_passed_over() -> None:
    from portal.core.events import Event

    events = [
        Event(kind="snippet.changed", subject_type="cms.nothing", subject_id=1),
        Event(kind="thread.read", subject_type="community.threadplace", subject_id=1),
    ]
    assert affected(events) == {}
