"""Terms of trade: by letter and word, linked from forms and from each other."""

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cms.glossary.models import Term, TermLink, letter_of, linked
from portal.core import explained
from tests.cast import Person
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def test_a_new_portal_knows_thirty_terms_in_both_languages_each_with_a_source() -> None:
    slugs = [
        set(Term.objects.filter(locale__language_code=code).values_list("slug", flat=True)) for code in ("en", "ko")
    ]
    assert len(slugs[0]) >= 30 and slugs[0] == slugs[1]
    assert set(explained.TERMS) <= slugs[0]
    assert not Term.objects.filter(source="").exists() and TermLink.objects.count() > 60
    assert Term.objects.get(slug="fob", locale__language_code="en").get_translations().get().term == "FOB"


@pytest.mark.parametrize(
    ("word", "letter"), [("신용장", "ㅅ"), ("까치", "ㄱ"), ("fob", "F"), ("3PL", "#"), ("힣", "ㅎ")]
)
def test_words_stand_under_their_letter(word: str, letter: str) -> None:
    assert letter_of(word) == letter


def test_terms_are_found_by_letter_and_word(visitor: Client) -> None:
    page = visitor.get("/ko/glossary/").content.decode()
    assert page.index(">ㄱ<") < page.index(">ㄴ<") < page.index(">F<")
    narrowed = visitor.get("/ko/glossary/", {"letter": "ㅅ"}).content.decode()
    assert "신용장" in narrowed and "인코텀즈</strong>" not in narrowed
    assert "Letter of credit" in visitor.get("/glossary/", {"q": "documentary credit"}).content.decode()
    assert "No term fits" in visitor.get("/glossary/", {"q": "<zeppelin>", "letter": "\x00"}).content.decode()
    assert visitor.get("/glossary/nonsense/").status_code == 404


def test_a_term_names_its_source_its_neighbours_and_how_the_portal_uses_it(visitor: Client) -> None:
    page = visitor.get("/glossary/moq/").content.decode()
    assert "MOQ" in page and "How the portal" not in page and "/help/minimum-order-and-prices/" in page
    assert "/tools/incoterms/" in visitor.get("/glossary/fob/").content.decode()
    letter = visitor.get("/ko/glossary/letter-of-credit/").content.decode()
    for words in ("UCP 600", "2007", "선하증권", "Letter of credit", 'href="/ko/glossary/'):
        assert words in letter


def test_what_nobody_has_translated_says_so(visitor: Client) -> None:
    Term.objects.filter(slug="odm", locale__language_code="ko").delete()
    page = visitor.get("/ko/glossary/odm/").content.decode()
    assert "아직 번역되지 않았습니다" in page and '<h1 lang="en">ODM' in page
    assert ">ODM<" not in visitor.get("/ko/glossary/").content.decode()


def test_links_in_definitions_are_the_first_of_each_and_harmless() -> None:
    words = {"FOB": "fob", "Free on Board": "fob", "선하증권": "bill-of-lading"}
    text = str(linked("<b>FOB and fobs, free on board; 선하증권을", words, set()))
    assert text.count("<a ") == 2 and "&lt;b&gt;" in text and ">선하증권</a>을" in text


def test_labels_and_help_texts_lead_to_definitions(seller: Person) -> None:
    page = seller.client.get(reverse("offers:new")).content.decode()
    for slug in ("incoterms", "hs-code", "lead-time", "moq"):
        assert f'href="/glossary/{slug}/" target="_blank"' in page, slug
    assert "/help/about/anonymous-offer/" in page
    with translation.override("ko"):
        assert explained.term_in("희망 인코텀즈") == ("incoterms", "인코텀즈")
        assert explained.term_in("최소 주문 수량")[0] == "moq"
    assert explained.term_in("Company name") == ("", "")
    assert explained.term_in("Deposits of ore")[0] == ""


def test_a_help_text_is_linked_once_and_never_inside_markup() -> None:
    shown = Template("{% load explained %}{{ text|with_terms }}").render
    assert shown(Context({"text": '<b title="HS code">the HS code</b>'})).count("<a ") == 1
    assert 'title="HS code"' in shown(Context({"text": '<b title="HS code">the HS code</b>'}))
    assert shown(Context({"text": '<a href="/x/">HS code</a>'})) == '<a href="/x/">HS code</a>'


def test_the_glossary_asks_as_often_for_many_terms_as_for_few(visitor: Client) -> None:
    many = queries_of(visitor, "/glossary/")
    Term.objects.exclude(slug__in=["fob", "moq"]).delete()
    assert queries_of(visitor, "/glossary/") == many
