"""The help centre: found by words and by role, judged once, opened from places of the portal."""

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client

from cms.models import FaqPage, HelpIndexPage, HelpPage, HelpPlace, HelpVote
from portal.core.events import Event
from portal.core.explained import PLACES
from tests.cast import Person, make_person

pytestmark = pytest.mark.django_db


def article() -> HelpPage:
    return HelpPage.objects.get(slug="minimum-order-and-prices", locale__language_code="en")


def test_a_new_portal_explains_itself_in_both_languages(visitor: Client) -> None:
    for language in ("en", "ko"):
        assert HelpPage.objects.filter(locale__language_code=language).count() >= 12
    assert article().get_translations().count() == 1
    assert "하자" not in visitor.get("/help/").content.decode()
    for url, words in (
        ("/help/", "What is a minimum order"),
        ("/ko/help/", "최소 주문 수량과 수량별 가격은"),
        ("/help/minimum-order-and-prices/", "Price steps"),
        ("/ko/help/minimum-order-and-prices/", "수량별 가격"),
    ):
        assert words in visitor.get(url).content.decode()


def test_help_is_found_by_words_and_for_a_role(visitor: Client) -> None:
    found = visitor.get("/help/", {"q": "price ladder"}).content.decode()  # stands only among “also found by”
    assert "1 article about" in found and "minimum-order" in found and "act-for-a-firm" not in found
    assert "최소 주문" in visitor.get("/ko/help/", {"q": "수량 할인"}).content.decode()
    mine = visitor.get("/help/", {"for": "intermediary"}).content.decode()
    assert "What is a mandate?" in mine and "What is a minimum order" not in mine
    assert "Nothing here explains that yet" in visitor.get("/help/", {"q": "zeppelin <b>"}).content.decode()


def test_questions_open_without_script_and_end_with_a_way_to_ask(visitor: Client) -> None:
    HelpIndexPage.objects.filter(locale__language_code="en").update(contact="help@programme.example")
    page = visitor.get("/help/questions/").content.decode()
    assert page.count("<details") >= 5 and "help@programme.example" in page
    assert '"@type": "FAQPage"' in page and "acceptedAnswer" in page
    assert FaqPage.objects.filter(slug="questions").count() == 2


def test_everybody_votes_once_and_may_change_it(visitor: Client, seller: Person) -> None:
    url = f"/help/votes/{article().pk}/"
    assert visitor.post(url, {"useful": "yes"}).status_code == 302
    visitor.post(url, {"useful": "no", "words": "A picture\u202e"})
    seller.client.post(url, {"useful": "yes"})
    Client().post(url, {"useful": "yes"})
    votes = HelpVote.objects.order_by("pk")
    assert [(vote.is_useful, vote.words) for vote in votes] == [(False, "A picture"), (True, ""), (True, "")]
    assert votes[1].user == seller.user and not votes[1].visitor and not votes[0].user
    assert Event.objects.filter(kind="help.judged").count() == 4
    for kind in ("yes please", ""):
        assert visitor.post(url, {"useful": kind, "words": "kept"}).status_code == 422
    assert visitor.get(url).status_code == 405 and visitor.post("/help/votes/0/").status_code == 404


def test_the_database_holds_one_vote_of_somebody(seller: Person) -> None:
    HelpVote.objects.create(page=article(), user=seller.user, is_useful=True)
    for wrong in ({"user": seller.user}, {"user": None}, {"user": seller.user, "visitor": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            HelpVote.objects.create(page=article(), is_useful=False, **wrong)


def test_editors_read_the_votes_and_nobody_else(visitor: Client, seller: Person) -> None:
    article().vote({"visitor": "x" * 64}, False, "Say what a variant is")
    editor = make_person("editor@programme.example")
    editor.user.groups.add(Group.objects.get(name="Editors"))
    page = editor.client.get("/editors/help-votes/").content.decode()
    assert "Say what a variant is" in page and "What is a minimum order" in page
    for client in (visitor, seller.client):
        assert client.get("/editors/help-votes/").status_code in {302, 403}


def test_places_of_the_portal_open_their_article_in_the_readers_language(visitor: Client) -> None:
    for key in PLACES:
        assert visitor.get(f"/help/about/{key}/").status_code == 302, key
    assert visitor.get("/ko/help/about/moq/").headers["Location"] == "/ko/help/minimum-order-and-prices/"
    HelpPage.objects.filter(slug="minimum-order-and-prices", locale__language_code="ko").update(live=False)
    assert visitor.get("/ko/help/about/moq/").headers["Location"] == "/help/minimum-order-and-prices/"
    HelpPlace.objects.filter(key="moq").delete()
    answer = visitor.get("/help/about/moq/", follow=True)
    assert answer.status_code == 200 and answer.redirect_chain[0][0].startswith("/help/?q=")
    assert visitor.get("/help/about/nonsense/").status_code == 404
