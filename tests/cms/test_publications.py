"""Publications with citations, and courses with days and places."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.timezone import localdate

from cms.library.citing import bibtex, citation
from cms.models import CourseIndexPage, CoursePage, PublicationIndexPage, PublicationPage
from tests.cms.test_news import make_topic, words_of
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
BODY = json.dumps([{"type": "paragraph", "value": "<p>You bring one product.</p>"}])


def make_publication(title: str = "Small firms at sea", topics: Any = (), **fields: Any) -> PublicationPage:
    known: dict[str, Any] = {
        "authors": "Kim, Min-ji\nLi, Wei\nBusan Port Institute",
        "year": 2025,
        "abstract": "What ships cost.",
    }
    page = PublicationPage(title=title, **{**known, **fields})
    PublicationIndexPage.objects.get(locale__language_code="en").add_child(instance=page)
    page.topics.set(topics)
    page.save()
    return page


def make_course(title: str = "HS codes in an hour", topics: Any = (), **fields: Any) -> CoursePage:
    page = CoursePage(
        title=title, **{"summary": "One product", "hours": "1.5", "provider": "Programme", "body": BODY, **fields}
    )
    CourseIndexPage.objects.get(locale__language_code="en").add_child(instance=page)
    page.topics.set(topics)
    page.save()
    return page


def test_publications_are_narrowed_and_found(visitor: Client) -> None:
    make_publication(topics=[make_topic()], kind="paper")
    make_publication("Labels for cosmetics", year=2024, authors="Han, Seo-yeon")
    for query, shown in (
        ("?topic=logistics", "Small firms at sea"),
        ("?year=2024", "Labels for cosmetics"),
        ("?kind=paper", "Small firms at sea"),
        ("?words=seo-yeon", "Labels for cosmetics"),
        ("?words=ships+cost&topic=logistics&year=2025&kind=paper", "Small firms at sea"),
    ):
        page, hidden = words_of(visitor, f"/publications/{query}"), {"Small firms at sea", "Labels for cosmetics"}
        assert shown in page and (hidden - {shown}).pop() not in page, query
    assert "No publication fits" in words_of(visitor, "/publications/?words=zeppelin&year=x&kind=x&topic=%00")
    assert "아직 간행물이 없습니다" in words_of(visitor, "/ko/publications/")


def test_a_publication_is_cited_in_words_and_as_bibtex(visitor: Client) -> None:
    page = make_publication(
        "100% {free} trade & _more_", kind="paper", published_in="J. Trade", volume="3(1)", pages="12–34"
    )
    page.doi = "10.5555/abc_1"
    assert citation(page) == (
        "Kim, Min-ji, Li, Wei & Busan Port Institute (2025). 100% {free} trade & _more_. J. Trade, 3(1), 12–34. "
        "https://doi.org/10.5555/abc_1"
    )
    entry = bibtex(page)
    assert entry.startswith("@article{kim2025,\n") and entry.count("{") == entry.count("}")
    assert "author = {Kim, Min-ji and Li, Wei and {Busan Port Institute}}" in entry
    assert r"title = {{100\% \{free\} trade \& \_more\_}}" in entry and "pages = {12--34}" in entry
    answer = visitor.get(f"/publications/{page.slug}/citation.bib")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kim2025.bib"'
    assert "Download as BibTeX" in words_of(visitor, f"/publications/{page.slug}/")
    PublicationPage.objects.update(live=False)
    assert visitor.get(f"/publications/{page.slug}/citation.bib").status_code == 404


@pytest.mark.parametrize(
    ("field", "wrong", "right"),
    [
        ("doi", "doi.org/10.1/x", "10.1000/182"),
        ("isbn", "978-3-16-148410-1", "978-3-16-148410-0"),
        ("written_in", "xx-no", "ko"),
    ],
)
def test_numbers_of_publications_are_checked(field: str, wrong: str, right: str) -> None:
    page = make_publication()
    setattr(page, field, right)
    page.full_clean()
    setattr(page, field, wrong)
    with pytest.raises(ValidationError) as problem:
        page.full_clean()
    assert field in problem.value.message_dict


def test_courses_to_come_are_shown_first_and_past_ones_on_demand(visitor: Client) -> None:
    today = localdate()
    make_course(topics=[make_topic()])
    make_course(
        "Fair at Busan", starts_on=today, is_online=False, place="BEXCO", country="KR", level="expert", taught_in="ko"
    )
    make_course("Last year", starts_on=today - timedelta(days=400), ends_on=today - timedelta(days=399))
    page = words_of(visitor, "/courses/")
    assert page.index("Fair at Busan") < page.index("HS codes in an hour") and "Last year" not in page
    assert "Last year" in words_of(visitor, "/courses/?past=1")
    for query, shown in (("?way=place", "Fair"), ("?way=self-paced", "HS codes"), ("?level=expert", "Fair")):
        found = words_of(visitor, f"/courses/{query}")
        assert shown in found and ({"Fair", "HS codes"} - {shown}).pop() not in found, query
    assert "HS codes" in words_of(visitor, "/courses/?topic=logistics") and "Fair" in words_of(
        visitor, "/courses/?taught_in=ko"
    )
    assert "No course fits" in words_of(visitor, "/courses/?words=zeppelin")
    detail = words_of(visitor, "/courses/fair-at-busan/")
    assert "BEXCO" in detail and "You bring one product." in detail and "1.5 hours" in detail


def test_courses_without_a_place_or_backwards_in_time_are_refused() -> None:
    page, today = make_course(), localdate()
    for wrong in ({"is_online": False}, {"starts_on": today, "ends_on": today - timedelta(days=1)}, {"ends_on": today}):
        for name, value in {"is_online": True, "starts_on": None, "ends_on": None, **wrong}.items():
            setattr(page, name, value)
        with pytest.raises(ValidationError):
            page.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            CoursePage.objects.filter(pk=page.pk).update(**wrong)


def test_the_lists_ask_as_often_for_six_as_for_two(visitor: Client) -> None:
    topic = make_topic()
    for number in range(2):
        make_publication(f"Study {number}", topics=[topic])
        make_course(f"Course {number}", topics=[topic])
    few = [queries_of(visitor, url) for url in ("/publications/", "/courses/")]
    for number in range(2, 6):
        make_publication(f"Study {number}", topics=[topic])
        make_course(f"Course {number}", topics=[topic])
    assert [queries_of(visitor, url) for url in ("/publications/", "/courses/")] == few
