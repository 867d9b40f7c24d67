"""A community's knowledge: writing, four eyes, versions, suggestions, opinions, and what must not leak or run."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from community.articles.models import (
    Article,
    ArticleOpinion,
    ArticlePicture,
    ArticleSuggestion,
    ChangedMeanwhile,
)
from community.articles.models.article_rows import months_after
from community.models import Community
from portal.core.permissions import Refused
from tests.cast import Person, make_person
from tests.community.initiative_cast import expelled, joined

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "Papers for a sea shipment",
    "body": "## Invoice\n\nThree copies, **signed**.",
    "category": "Customs",
    "tags": "Viet Nam, papers, papers",
    "language": "en",
    "review_months": "12",
    "was": "0",
}


def draft(community: Community, author: Person, title: str = "Papers", body: str = "Three copies") -> Article:
    facts = {"category": "Customs", "language": "en", "tags": "\npapers\n"}
    return Article.begin(community, author.actor, title=title, body=body, **facts)


def published(community: Community, author: Person, keeper: Person, title: str = "Papers", **more: str) -> Article:
    article = draft(community, author, title, **more)
    article.propose(author.actor)
    article.approve(keeper.actor, article.latest)
    return article


def path(article: Article, tail: str = "") -> str:
    return f"/communities/{article.community.slug}/articles/{article.ref}/{tail}"


def house(community: Community) -> str:
    return f"/communities/{community.slug}/articles/"


def upload() -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (60, 40), "navy").save(data, "PNG")
    return SimpleUploadedFile("x.png", data.getvalue(), "image/png")


def test_written_reviewed_published_and_read(
    public: Community, seller: Person, steward: Person, visitor: Client
) -> None:
    answer = seller.client.post(f"{house(public)}new/", {**TYPED, "do": "propose"})
    article = Article.objects.get()
    assert answer.headers["Location"] == article.get_absolute_url()
    assert (article.state, article.latest, article.tag_list) == ("review", 1, ["viet nam", "papers"])
    assert visitor.get(path(article)).status_code == 404
    assert "Papers for a sea shipment" not in visitor.get(house(public)).content.decode()
    assert "Approve version 1" in steward.client.get(path(article)).content.decode()
    steward.client.post(path(article, "state/"), {"do": "approve", "number": "1"})
    article.refresh_from_db()
    assert (article.state, article.published) == ("published", 1)
    assert article.review_due_on == months_after(timezone.localdate(), 12)
    assert "<strong>signed</strong>" in visitor.get(path(article)).content.decode()
    assert "Papers for a sea shipment" in visitor.get(house(public)).content.decode()
    assert "Papers for a sea shipment" in visitor.get(public.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("body", ""), ("body", "x" * 60_001), ("category", "\u200b"), ("language", "xx"), ("was", "-1")],
)
def test_a_wrong_form_is_said_and_keeps_what_was_typed(
    public: Community, seller: Person, field: str, value: str
) -> None:
    answer = seller.client.post(f"{house(public)}new/", {**TYPED, "tags": "kept tag", field: value})
    assert answer.status_code == 422 and "kept tag" in answer.content.decode()
    assert not Article.objects.exists()


def test_nobody_approves_their_own_text(public: Community, steward: Person, seller: Person, mill: Person) -> None:
    article = draft(public, steward)
    article.propose(steward.actor)
    assert steward.client.post(path(article, "state/"), {"do": "approve", "number": "1"}).status_code == 403
    assert mill.client.post(path(article, "state/"), {"do": "approve", "number": "1"}).status_code == 404
    assert mill.client.get(path(article)).status_code == 404
    assert "Mill" in steward.client.get(path(article, "reviewers/"), {"q": "mil"}).content.decode()
    steward.client.post(path(article, "reviewers/"), {"company": mill.company.slug})
    assert mill.client.get(path(article)).status_code == 200
    # A colleague of the reviewer who may only look does not approve.
    onlooker = make_person("look@mill.example", mill.company, "viewer")
    assert onlooker.client.post(path(article, "state/"), {"do": "approve", "number": "1"}).status_code == 403
    mill.client.post(path(article, "state/"), {"do": "approve", "number": "1"})
    article.refresh_from_db()
    assert article.state == "published"
    assert "approved by Mill" in seller.client.get(path(article, "versions/")).content.decode()


def test_who_wrote_a_later_version_does_not_approve_it(public: Community, seller: Person, steward: Person) -> None:
    article = draft(public, seller)
    article.write(steward.actor, 1, title="Papers", body="Four copies")
    article.propose(seller.actor)
    assert steward.client.post(path(article, "state/"), {"do": "approve", "number": "2"}).status_code == 403
    second = make_person("second@association.example", steward.company, "manager")
    with pytest.raises(ChangedMeanwhile):
        article.approve(second.actor, 1)
    article.approve(second.actor, 2)
    assert article.published == 2


def test_members_that_may_not_write_and_strangers_write_nothing(
    public: Community, seller: Person, steward: Person, viewer: Person, stranger: Person, mill: Person
) -> None:
    article = published(public, seller, steward)
    watcher = joined(public, "Watcher", "observer")
    for person in (viewer, stranger, watcher):
        assert person.client.post(f"{house(public)}new/", TYPED).status_code == 403
        data = {"title": "Mine", "body": "Mine", "note": "x", "was": "1"}
        assert person.client.post(path(article, "suggestions/new/"), data).status_code == 403
        assert person.client.post(path(article, "state/"), {"do": "outdate", "words": "x"}).status_code == 403
        assert person.client.post(path(article, "pictures/"), {"picture": upload(), "alt": "x"}).status_code == 403
    assert mill.client.post(path(article, "state/"), {"do": "withdraw", "words": "x"}).status_code == 403
    assert mill.client.post(path(article, "state/"), {"do": "restore", "number": "1"}).status_code == 403
    assert mill.client.post(path(article, "reviewers/"), {"company": mill.company.slug}).status_code == 403
    article.refresh_from_db()
    assert (Article.objects.count(), article.state, article.suggestions.count()) == (1, "published", 0)


def test_a_hidden_or_closed_community_leaks_no_article(
    closed: Community, hidden: Community, seller: Person, steward: Person, buyer: Person, visitor: Client
) -> None:
    for community in (closed, hidden):
        article = published(community, seller, steward, "Secret recipe")
        seller.client.post(path(article, "pictures/"), {"picture": upload(), "alt": "Kettle"})
        picture = ArticlePicture.objects.filter(article=article).first()
        assert picture is not None
        for client in (buyer.client, visitor):
            for tail in ("", "versions/", "versions/1/", f"pictures/{picture.ref}/"):
                assert client.get(path(article, tail)).status_code == 404, tail
            assert client.get(house(community)).status_code == 404
            assert client.post(path(article, "opinion/"), {"is_useful": "yes"}).status_code == 404
        assert seller.client.get(path(article)).status_code == 200


def test_a_removed_author_sees_its_draft_no_more(public: Community, seller: Person, mill: Person) -> None:
    article = draft(public, mill)
    assert mill.client.get(path(article, "edit/")).status_code == 200
    expelled(public, mill)
    assert mill.client.get(path(article)).status_code == 404
    assert mill.client.post(path(article, "edit/"), TYPED).status_code == 404
    assert seller.client.get(path(article)).status_code == 404


def test_who_saves_later_reads_both_texts(public: Community, seller: Person, steward: Person) -> None:
    article = draft(public, seller)
    first = {**TYPED, "was": "1", "body": "Seller’s words", "note": "copies"}
    seller.client.post(path(article, "edit/"), first)
    answer = steward.client.post(path(article, "edit/"), {**first, "body": "Steward’s words"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Seller’s words" in page and "Steward’s words" in page
    article.refresh_from_db()
    assert (article.latest, article.body) == (2, "Seller’s words")
    assert 'name="was" value="2"' in page


def test_what_was_typed_while_it_was_published_becomes_a_suggestion(
    public: Community, seller: Person, steward: Person
) -> None:
    article = draft(public, seller)
    article.propose(seller.actor)
    article.approve(steward.actor, 1)
    answer = seller.client.post(path(article, "edit/"), {**TYPED, "was": "1", "body": "Late words"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Late words" in page and 'suggestions/new/"' in page
    article.withdraw(seller.actor, "x")
    assert seller.client.post(path(article, "edit/"), TYPED).status_code == 302
    article.refresh_from_db()
    assert article.latest == 1


def test_versions_side_by_side_and_restored(
    public: Community, seller: Person, steward: Person, mill: Person, visitor: Client
) -> None:
    article = published(public, seller, steward, body="Three copies\nof the invoice")
    made = ArticleSuggestion.make(article, mill.actor, 1, "Papers", "Four copies\nof the invoice", "one more")
    made.take(steward.actor, 1)
    page = visitor.get(path(article, "versions/"), {"a": "1", "b": "2"}).content.decode()
    assert "<del>Three</del>" in page and "<ins>Four</ins>" in page and "one more" in page
    assert visitor.get(path(article, "versions/"), {"a": "zz", "b": "99999999999999"}).status_code == 200
    steward.client.post(path(article, "state/"), {"do": "restore", "number": "1"})
    article.refresh_from_db()
    assert (article.latest, article.published, article.body) == (3, 3, "Three copies\nof the invoice")
    assert steward.client.post(path(article, "state/"), {"do": "restore", "number": "77"}).status_code == 409


def test_an_unpublished_version_is_not_shown_to_readers(public: Community, seller: Person, steward: Person) -> None:
    article = draft(public, seller, body="First try with a secret")
    article.write(seller.actor, 1, title="Papers", body="Clean")
    article.propose(seller.actor)
    article.approve(steward.actor, 2)
    reader = joined(public, "Reader")
    assert reader.client.get(path(article, "versions/1/")).status_code == 404
    page = reader.client.get(path(article, "versions/"), {"a": "1", "b": "2"}).content.decode()
    assert "secret" not in page


def test_every_member_suggests_and_somebody_else_takes_it(
    public: Community, seller: Person, steward: Person, mill: Person, visitor: Client
) -> None:
    article = published(public, seller, steward)
    mill.client.post(
        path(article, "suggestions/new/"), {"title": "Papers", "body": "Four copies", "note": "Since May", "was": "1"}
    )
    made = ArticleSuggestion.objects.get()
    url = path(article, f"suggestions/{made.ref}/")
    assert visitor.get(url).status_code == 302
    assert mill.client.post(url, {"do": "take", "was": "1"}).status_code == 403
    assert "Four" in seller.client.get(url).content.decode()
    assert seller.client.post(url, {"do": "take", "was": "0"}).status_code == 409
    seller.client.post(url, {"do": "take", "was": "1"})
    article.refresh_from_db()
    assert (article.published, article.body) == (2, "Four copies")
    assert article.versions.get(number=2).author == "Mill"
    late = {"title": "Papers", "body": "Five copies", "note": "No", "was": "1"}
    answer = mill.client.post(path(article, "suggestions/new/"), late)
    assert answer.status_code == 409 and "Five copies" in answer.content.decode()
    with pytest.raises(Refused, match="Nothing is different"):
        ArticleSuggestion.make(article, mill.actor, 2, article.title, article.body, "x")


def test_an_author_changes_what_is_published_through_another_pair_of_eyes(
    public: Community, seller: Person, steward: Person
) -> None:
    article = published(public, seller, steward)
    assert seller.client.get(path(article, "edit/")).status_code == 302
    made = ArticleSuggestion.make(article, seller.actor, 1, "Papers", "Mine alone", "x")
    url = path(article, f"suggestions/{made.ref}/")
    assert seller.client.post(url, {"do": "take", "was": "1"}).status_code == 403
    seller.client.post(url, {"do": "retract"})
    made.refresh_from_db()
    assert made.state == "retracted"


def test_sent_back_outdated_withdrawn_and_back(
    public: Community, seller: Person, steward: Person, visitor: Client
) -> None:
    article = draft(public, seller)
    article.propose(seller.actor)
    assert steward.client.post(path(article, "state/"), {"do": "send_back", "words": ""}).status_code == 422
    steward.client.post(path(article, "state/"), {"do": "send_back", "words": "Name the form"})
    assert "Name the form" in seller.client.get(path(article)).content.decode()
    article.refresh_from_db()
    article.propose(seller.actor)
    article.approve(steward.actor, 1)
    seller.client.post(path(article, "state/"), {"do": "outdate", "words": "New law"})
    assert "New law" in visitor.get(path(article)).content.decode()
    seller.client.post(path(article, "state/"), {"do": "confirm"})
    seller.client.post(path(article, "state/"), {"do": "withdraw", "words": "Wrong"})
    assert visitor.get(path(article)).status_code == 404
    article.refresh_from_db()
    article.bring_back(seller.actor)
    assert (article.state, visitor.get(path(article)).status_code) == ("draft", 404)


def test_category_and_tags_of_what_is_published(
    public: Community, seller: Person, steward: Person, mill: Person
) -> None:
    article = published(public, seller, steward)
    typed = {"category": "Fairs", "tags": "Hanoi", "review_months": "3"}
    assert mill.client.post(path(article, "order/"), typed).status_code == 403
    many = ",".join(f"t{number}" for number in range(11))
    assert seller.client.post(path(article, "order/"), {**typed, "tags": many}).status_code == 422
    seller.client.post(path(article, "order/"), typed)
    article.refresh_from_db()
    assert (article.category, article.tag_list, article.latest) == ("Fairs", ["hanoi"], 1)
    assert article.review_due_on == months_after(timezone.localdate(), 3)


def test_one_opinion_for_each_person(public: Community, seller: Person, steward: Person, buyer: Person) -> None:
    article = published(public, seller, steward)
    buyer.client.post(path(article, "opinion/"), {"is_useful": "yes", "words": "<script>alert(1)</script>"})
    buyer.client.post(path(article, "opinion/"), {"is_useful": "no", "words": "No form named"})
    opinion = ArticleOpinion.objects.get()
    assert (opinion.is_useful, opinion.words, opinion.number) == (False, "No form named", 1)
    assert "Useful: 0 · not useful: 1" in seller.client.get(path(article)).content.decode()
    assert "No form named" not in joined(public, "Reader").client.get(path(article)).content.decode()
    assert buyer.client.post(path(article, "opinion/"), {"is_useful": "maybe"}).status_code == 422
    assert Client().post(path(article, "opinion/"), {"is_useful": "yes"}).status_code in (302, 403)
    assert ArticleOpinion.objects.count() == 1
