"""A good practice in print: what its PDF says, in which language, and what may not stop it."""

import re
from typing import Any

import pytest
from django.test import Client

from catalog.printed.fonts import shelf
from cms.cases import pdf
from cms.cases.prose import paragraphs_of
from cms.models import CaseConsent, CaseFigure, CasePage
from tests.cast import Person
from tests.cms.test_cases import make_case, make_image

pytestmark = pytest.mark.django_db

WORD = (
    "<p class=MsoNormal style='mso-x:1'><o:p>One</o:p> line<br>and more</p><style>p{}</style>"
    "<ul><li>First</li><li>Second &amp; last</li></ul>"
)


@pytest.fixture
def case(seller: Person) -> CasePage:
    page = make_case(
        slug="combs",
        company=seller.company,
        problem=WORD,
        lessons=[("lesson", 'Answer on the same day #import "x" $x$ \\')],
        swot=[("swot", {"strengths": ["Own mould"], "weaknesses": [], "opportunities": [], "threats": []})],
        figures=[CaseFigure(label="Complaints", before=14, after=1, unit="a year", good="less")],
        picture=make_image(),
    )
    CaseConsent.give(page, seller.actor, "Kim")
    return page


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What would be set, without setting it: (data, files) of each copy."""
    import json

    kept: list[Any] = []

    def press(template: Any, data: str, files: Any = None) -> bytes:
        kept.append((json.loads(data), files))
        return b"%PDF"

    monkeypatch.setattr(pdf, "set_pages", press)
    return kept


def test_a_real_file_in_pdf_a_with_its_words(visitor: Client, case: CasePage) -> None:
    answer = visitor.get("/cases/combs/case.pdf")
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/pdf"
    content = answer.content
    assert content.startswith(b"%PDF-1.7") and re.search(rb"pdfaid:part>2<|pdfaid:part=\"2\"", content)
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_what_it_says(visitor: Client, case: CasePage, sheets: list[Any]) -> None:
    visitor.get("/cases/combs/case.pdf")
    data, files = sheets[0]
    assert data["firm"] == "Hanbit Bearings" and data["example"] == ""
    assert data["figures"][0]["change"] == "−93 %" and data["figures"][0]["verdict_words"] == "better"
    assert [one["text"] for one in data["problem"]] == ["One line and more", "First", "Second & last"]
    assert data["swot"] == [{"key": "strengths", "title": "Strengths", "points": ["Own mould"]}]
    assert set(files) == {"picture-0.jpg"} and files["picture-0.jpg"].startswith(b"\xff\xd8")


def test_a_name_taken_back_is_in_no_new_copy(
    visitor: Client, case: CasePage, seller: Person, sheets: list[Any]
) -> None:
    CaseConsent.of_case(case).withdraw(seller.actor)
    visitor.get("/cases/combs/case.pdf")
    assert "Hanbit" not in str(sheets[0][0])


def test_korean_pages_have_korean_headings(visitor: Client, case: CasePage, sheets: list[Any]) -> None:
    make_case("빗 회사", "ko", slug="combs", translation_key=case.translation_key)
    visitor.get("/ko/cases/combs/case.pdf")
    data, _files = sheets[0]
    assert data["language"] == "ko" and data["title"] == "빗 회사"
    assert not shelf().has_korean or data["kicker"] != "Good practice"


def test_a_picture_whose_file_is_gone_does_not_stop_it(visitor: Client, case: CasePage, sheets: list[Any]) -> None:
    case.picture.file.storage.delete(case.picture.file.name)
    assert visitor.get("/cases/combs/case.pdf").status_code == 200
    assert sheets[0][1] == {} and sheets[0][0]["lead"] is None


def test_a_press_that_fails_leads_back_to_the_page(
    visitor: Client, case: CasePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> bytes:
        raise RuntimeError("no paper")

    monkeypatch.setattr(pdf, "set_pages", fail)
    answer = visitor.get("/cases/combs/case.pdf")
    assert answer.status_code == 302 and answer.headers["Location"].endswith("/cases/combs/")
    assert visitor.get("/cases/../../etc/case.pdf").status_code == 404
    assert visitor.get("/cases/nothing%00/case.pdf").status_code == 404


@pytest.mark.parametrize(
    "html", ["<p>", "<<<>>>", "<script>alert(1)", "</p></p>", "<li><li>x", "a" * 10000, "<p>\x00</p>"]
)
def test_broken_markup_is_read_past(html: str) -> None:
    assert "alert" not in " ".join(one.text for one in paragraphs_of(html))
