"""Two languages of the site: what is missing or stale, side by side, and what a reader is told."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page

from cms.languages.state import State, state_of, with_states
from cms.models import InStep, NewsIndexPage, NewsPage
from tests.cast import Person
from tests.cms.desk_cast import decide, edit, index, with_role, write
from tests.cms.test_pages import make_news
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
NOTICE = "아직 한국어로 옮기지 않은 글입니다"


@pytest.fixture
def editor(db: None) -> Person:
    return with_role("eun@programme.example", "editor")


@pytest.fixture
def publisher(db: None) -> Person:
    return with_role("pil@programme.example", "publisher")


@pytest.fixture
def news(editor: Person, publisher: Person) -> NewsPage:
    """Published in English."""
    page = write(editor.client, submit=True)
    decide(publisher.client, page)
    editor.client.get("/editors/")  # what it says of the page's way is read
    return NewsPage.objects.get(pk=page.pk)


def begin(person: Person, page: Page) -> Any:
    return person.client.post(f"/editors/languages/{page.pk}/start/ko/")


def korean(page: Page) -> NewsPage:
    return NewsPage.objects.get(translation_key=page.translation_key, locale__language_code="ko")


def publish_again(news: NewsPage, editor: Person, publisher: Person) -> None:
    edit(editor.client, news, words="It opens in June.", **{"action-submit": "1"})
    decide(publisher.client, news)


def test_from_missing_to_current_to_stale_and_back(news: NewsPage, editor: Person, publisher: Person) -> None:
    report = editor.client.get("/editors/languages/?state=missing").content.decode()
    assert "A fair on line" in report and "Begin the translation" in report
    assert begin(editor, news).status_code == 302
    copy = korean(news)
    assert not copy.live and copy.owner == editor.user and copy.get_parent() == index("ko").page_ptr
    begin(editor, news)
    assert NewsPage.objects.filter(translation_key=news.translation_key).count() == 2, "two clicks make one draft"
    assert "begun" in editor.client.get("/editors/languages/?state=begun").content.decode()
    copy.save_revision(user=editor.user).publish()
    assert state_of(korean(news)) == State.CURRENT
    publish_again(news, editor, publisher)
    assert state_of(korean(news)) == State.STALE
    assert (
        "has changed since both were in step" in editor.client.get(f"/editors/pages/{copy.pk}/edit/").content.decode()
    )
    pair = editor.client.get(f"/editors/languages/{copy.pk}/").content.decode()
    assert "It opens in June." in pair and "<del>It opens in May.</del>" in pair and "changed" in pair
    editor.client.post(f"/editors/languages/{copy.pk}/in-step/")
    assert state_of(korean(news)) == State.CURRENT
    assert InStep.objects.get(page=copy.pk).marked_by == editor.user


def test_the_first_page_says_what_is_missing(news: NewsPage, editor: Person) -> None:
    first = editor.client.get("/editors/").content.decode()
    assert "Translations" in first and "Begin the translation" in first
    elsewhere = with_role("cases@programme.example", "editor", "cases")
    assert "A fair on line" not in elsewhere.client.get("/editors/").content.decode()


def test_what_was_written_in_korean_first_is_missing_in_english(editor: Person) -> None:
    page = make_news("서울 박람회", "ko")
    english = Locale.objects.get(language_code="en")
    assert list(with_states(english).filter(pk=page.pk).values_list("state", flat=True)) == ["missing"]
    report = editor.client.get(f"/editors/languages/?language={english.pk}&q=서울").content.decode()
    assert "서울 박람회" in report


def test_the_report_is_narrowed_and_nonsense_narrows_nothing(news: NewsPage, editor: Person) -> None:
    begin(editor, news)
    assert "A fair on line" not in editor.client.get("/editors/languages/?state=missing").content.decode()
    for query in ("?state=<script>", "?language=999", "?section=abc", "?page=-3", "?q=%00"):
        answer = editor.client.get(f"/editors/languages/{query}")
        assert answer.status_code in (200, 400), query
    assert "No page is like that." in editor.client.get("/editors/languages/?q=zzqq").content.decode()


def test_who_may_not_add_there_begins_nothing(news: NewsPage, seller: Person) -> None:
    other = with_role("cases@programme.example", "publisher", "cases")
    assert begin(other, news).status_code in (302, 403)
    assert begin(seller, news).status_code == 302
    assert not NewsPage.objects.filter(locale__language_code="ko").exists()
    assert other.client.post(f"/editors/languages/{news.pk}/in-step/").status_code == 404


def test_korean_readers_are_told_and_shown_the_english_page(news: NewsPage, visitor: Client) -> None:
    answer = visitor.get("/ko/news/a-fair/")
    page = answer.content.decode()
    assert answer.status_code == 200 and NOTICE in page
    assert '<html lang="ko"' in page and '<article lang="en"' in page and "It opens in May." in page
    assert 'name="robots" content="noindex"' in page and 'href="/news/a-fair/"' in page
    assert NOTICE not in visitor.get("/news/a-fair/").content.decode()
    assert visitor.get("/ko/news/nothing-there/").status_code == 404
    NewsPage.objects.filter(pk=news.pk).update(live=False)
    assert visitor.get("/ko/news/a-fair/").status_code == 404, "a draft is nobody's business in any language"


def test_english_readers_are_told_of_what_is_only_in_korean(visitor: Client) -> None:
    make_news("서울 박람회", "ko", slug="seoul-fair")
    page = visitor.get("/news/seoul-fair/").content.decode()
    assert "This page is not in English yet." in page and '<article lang="ko"' in page


def test_an_address_of_the_other_language_leads_to_the_translation(
    news: NewsPage, editor: Person, visitor: Client
) -> None:
    begin(editor, news)
    copy = korean(news)
    copy.slug = "bangnamhoe"
    copy.save_revision(user=editor.user).publish()
    answer = visitor.get("/ko/news/a-fair/")
    assert answer.status_code == 302 and answer.headers["Location"] == "/ko/news/bangnamhoe/"
    back = visitor.post("/preferences/", {"language": "en", "next": "/ko/news/bangnamhoe/"})
    assert visitor.get(back.headers["Location"]).headers["Location"] == "/news/a-fair/"


def test_lists_say_what_is_only_in_english_and_show_it(news: NewsPage, visitor: Client) -> None:
    closed = visitor.get("/ko/news/").content.decode()
    assert "A fair on line" not in closed and "?also=en" in closed
    opened = visitor.get("/ko/news/?also=en").content.decode()
    assert 'href="/ko/news/a-fair/" lang="en"' in opened
    assert "?also=" not in visitor.get("/news/").content.decode()
    assert visitor.get("/ko/news/?also=xx&further=99").status_code == 200


def test_a_list_with_translations_asks_no_more_for_many(visitor: Client) -> None:
    make_news("News 0")
    few = queries_of(visitor, "/ko/news/", also="en")
    for number in range(1, 9):
        make_news(f"News {number}")
    assert queries_of(visitor, "/ko/news/", also="en") <= few + 1


def test_a_section_without_a_version_says_so(editor: Person, news: NewsPage) -> None:
    NewsIndexPage.objects.filter(locale__language_code="ko").get().delete()
    answer = begin(editor, news)
    assert answer.status_code == 409 and "Translate it first" in answer.content.decode()


def test_a_copy_without_a_mark_is_measured_by_its_own_publication(news: NewsPage, editor: Person) -> None:
    begin(editor, news)
    copy = korean(news)
    InStep.objects.all().delete()
    NewsPage.objects.filter(pk=copy.pk).update(live=True, last_published_at=timezone.now() - timedelta(days=9))
    assert state_of(korean(news)) == State.STALE
