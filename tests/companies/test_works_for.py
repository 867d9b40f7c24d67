"""“Works for”: yes for who wants to be confirmed, one and the same answer for everybody else."""

import re

import pytest
from django.test import Client

from companies import works_for
from companies.models import Company, Membership, User
from tests.cast import Person
from tests.companies.conftest import confirm

pytestmark = pytest.mark.django_db
URL = "/companies/hanbit-bearings/works-for/"


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(works_for.LIMITS, "works_for", "100/m/ip")


@pytest.fixture
def known(colleague: Person) -> Person:
    confirm(colleague.user)
    User.objects.filter(pk=colleague.user.pk).update(name="Mina Seo")
    Membership.objects.update(title="Export sales")
    return colleague


def ask(client: Client, **question: str) -> str:
    """The page, without what was typed and the token against forged forms."""
    answer = client.post(URL, question)
    assert answer.status_code == 200
    page = re.sub(r' value="[^"]*"|"X-CSRFToken": "[^"]*"', "", answer.content.decode())
    return re.sub(r"\s+", " ", page)


@pytest.mark.parametrize(
    "question",
    [
        {"email": "sales@hanbit.example"},
        {"email": "SALES@Hanbit.example"},
        {"name": "Mina Seo"},
        {"name": "  mina   SEO "},
        {"name": "Mina Seo", "email": "sales@hanbit.example"},
    ],
)
def test_a_colleague_is_confirmed(visitor: Client, known: Person, question: dict[str, str]) -> None:
    page = ask(visitor, **question)
    assert "Yes: Mina Seo acts for Hanbit Bearings." in page
    assert "Sells for the company" in page and "Export sales" in page


def test_everybody_else_gets_the_same_answer(visitor: Client, known: Person, seller: Person, buyer: Person) -> None:
    confirm(buyer.user)
    nobody = ask(visitor, email="nobody@nowhere.example")
    assert "We cannot confirm this." in nobody
    for question in (
        {"email": buyer.user.email},
        {"email": seller.user.email},  # a colleague whose address is not confirmed
        {"email": "sales@hanbit"[:5] + "@hanbit.example.com"},
        {"email": "ales@hanbit.example"},
        {"name": "Mina"},
        {"name": "%"},
        {"name": "Mina Seo", "email": buyer.user.email},
        {"name": "Somebody Else", "email": "sales@hanbit.example"},
    ):
        assert ask(visitor, **question) == nobody, question
    Membership.objects.filter(user=known.user).update(is_confirmable=False)
    assert ask(visitor, email="sales@hanbit.example") == nobody


def test_a_person_takes_themselves_out_and_only_they(visitor: Client, known: Person, seller: Person) -> None:
    url = f"/my/people/{Membership.objects.get(user=known.user).ref}/confirmability/"
    assert seller.client.post(url, {"is_confirmable": "0"}).status_code == 403
    assert "Yes:" in ask(visitor, email="sales@hanbit.example")
    known.client.post(url, {"is_confirmable": "0"})
    assert "Yes:" not in ask(visitor, email="sales@hanbit.example")
    known.client.post(url, {"is_confirmable": "1"})
    assert "Yes:" in ask(visitor, name="Mina Seo")


def test_who_has_left_is_no_longer_confirmed(visitor: Client, known: Person) -> None:
    Membership.objects.get(user=known.user).end(known.actor)
    assert "Yes:" not in ask(visitor, email="sales@hanbit.example")


def test_questions_are_limited(visitor: Client, known: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(works_for.LIMITS, "works_for", "3/m/ip")
    codes = [visitor.post(URL, {"email": "a@b.example"}).status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    assert visitor.get(URL).status_code == 200, "reading the page costs nothing"


@pytest.mark.parametrize("question", [{}, {"email": "no address"}, {"name": "x" * 121}, {"name": "\x00"}])
def test_wrong_questions_are_said(visitor: Client, known: Person, question: dict[str, str]) -> None:
    page = ask(visitor, **question)
    assert "error-summary" in page and "Yes:" not in page and "cannot confirm" not in page


def test_the_booth_links_to_it_and_a_suspended_company_has_none(visitor: Client, seller: Person) -> None:
    assert URL in visitor.get("/companies/hanbit-bearings/").content.decode()
    Company.objects.update(is_active=False)
    assert visitor.get(URL).status_code == 404
