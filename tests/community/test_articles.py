"""A community's knowledge: writing, four eyes, versions, suggestions, opinions, and what must not leak or run."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from community.articles.clock import ask_whether_it_holds
from community.articles.compare import compared
from community.articles.models import (
    Article,
    ArticleOpinion,
    ArticlePicture,
    ArticleSuggestion,
    ChangedMeanwhile,
)
from community.articles.models.article_rows import months_after
from community.articles.text import laid_out
from community.models import Community, Thread
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person, make_person
from tests.community.initiative_cast import expelled, joined
from tests.queries import queries_of

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


@pytest.fixture
def mill(public: Community) -> Person:
    return joined(public, "Mill")


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


EVIL = """## <img src=x onerror=alert(1)>
<script>alert(2)</script> [x](javascript:alert(3)) ![y](https://spy.example/p.png)
![z](AP-0000000000)
<div style="position:fixed">office</div>
"""


def test_what_is_written_never_runs(public: Community, seller: Person, steward: Person, visitor: Client) -> None:
    more = "\n\n".join(f"## Part {number}\n\n{'words ' * 200}" for number in range(4))
    article = published(public, seller, steward, "<script>alert(0)</script>", body=EVIL + more)
    typed = {**TYPED, "title": "<script>alert(0)</script>", "body": EVIL + more, "note": "<b>x</b>", "was": "1"}
    made = ArticleSuggestion.make(article, seller.actor, 1, "<script>t</script>", EVIL, "<script>n</script>")
    pages = [
        visitor.get(path(article)),
        visitor.get(path(article, "versions/1/")),
        seller.client.post(f"{house(public)}new/", {**typed, "do": "preview"}),
        steward.client.get(path(article, f"suggestions/{made.ref}/")),
        visitor.get(house(public)),
    ]
    for page in pages:
        html = page.content.decode()
        assert page.status_code == 200
        for trick in ("<script>alert", "<script>t", "<script>n", "<img src=x", 'href="javascript', "<div style"):
            assert trick not in html, trick
        assert 'src="https://spy.example' not in html
    assert 'href="#part-2"' in pages[0].content.decode() and 'id="part-2"' in pages[0].content.decode()
    assert Article.objects.count() == 1


def test_pictures_stand_where_the_text_names_them(public: Community, seller: Person, steward: Person) -> None:
    article = draft(public, seller)
    wrong = SimpleUploadedFile("x.png", b"<svg onload=alert(1)>", "image/png")
    assert seller.client.post(path(article, "pictures/"), {"picture": wrong, "alt": "x"}).status_code == 422
    seller.client.post(path(article, "pictures/"), {"picture": upload(), "alt": "The [form]"})
    picture = ArticlePicture.objects.get()
    text = laid_out(f"Before\n{picture.mark}\nAfter", [picture])
    assert [bool(block.picture) for block in text.blocks] == [False, True, False]
    article.write(seller.actor, 1, title="Papers", body=f"Before\n{picture.mark}\nAfter")
    article.propose(seller.actor)
    article.approve(steward.actor, 2)
    page = Client().get(path(article)).content.decode()
    assert f"pictures/{picture.ref}/" in page and 'alt="The (form)"' in page
    answer = Client().get(path(article, f"pictures/{picture.ref}/"))
    assert answer.headers["Content-Type"] == "image/jpeg" and b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    assert seller.client.post(path(article, f"pictures/{picture.ref}/removal/")).status_code == 409


def test_an_article_out_of_a_post_one_may_read(
    public: Community, closed: Community, seller: Person, steward: Person, mill: Person
) -> None:
    thread = Thread.start(public, seller.actor, "Which papers?", "We need to know.")
    answer = thread.reply("Three copies of the invoice", steward.actor)
    page = mill.client.get(f"{house(public)}new/?from={answer.pk}").content.decode()
    assert "Which papers?" in page and "Three copies of the invoice" in page
    mill.client.post(f"{house(public)}new/", {**TYPED, "from": str(answer.pk)})
    assert Article.objects.get().thread == thread
    secret = Thread.start(closed, seller.actor, "Inside", "Hush").posts.get()
    for named in (str(secret.pk), "999999", "x", "9" * 40, "٣"):
        for person in (mill, seller):
            assert person.client.get(f"{house(public)}new/?from={named}").status_code == 404, named
    assert "Papers for a sea shipment" in mill.client.get(thread.get_absolute_url()).content.decode()
    assert "Papers for a sea shipment" not in Client().get(thread.get_absolute_url()).content.decode()


def test_translations_are_linked_and_one_for_each_language(public: Community, seller: Person, steward: Person) -> None:
    article = published(public, seller, steward)
    typed = {**TYPED, "title": "선적 서류", "body": "송장 세 부", "translation": article.ref}
    seller.client.post(f"{house(public)}new/", {**typed, "language": "ko"})
    twin = Article.objects.get(language="ko")
    assert twin.group == article.group
    assert "선적 서류" in seller.client.get(path(article)).content.decode()
    assert "선적 서류" not in Client().get(path(article)).content.decode()
    again = seller.client.post(f"{house(public)}new/", {**typed, "title": "또", "language": "ko"})
    assert again.status_code == 422 and "송장 세 부" in again.content.decode()


def test_the_list_is_searched_in_both_scripts_and_narrowed(public: Community, seller: Person, steward: Person) -> None:
    published(public, seller, steward, "Papers", body="Invoice for Hanoi")
    published(public, seller, steward, "통관 서류", body="상업 송장 세 부가 필요합니다")
    draft(public, seller, "Unfinished")

    def shown(person: Person, **query: str) -> set[str]:
        page = person.client.get(house(public), query).content.decode()
        return {title for title in ("Papers", "통관 서류", "Unfinished") if f">{title}</a>" in page}

    assert shown(seller) == {"Papers", "통관 서류"}
    assert shown(seller, q="송장") == {"통관 서류"}
    assert shown(seller, q="hanoi invoice") == {"Papers"}
    assert shown(seller, show="drafts") == {"Unfinished"}
    assert shown(seller, tag="papers") == {"Papers", "통관 서류"}
    assert shown(seller, tag="paper") == set()
    assert shown(seller, category="nonsense") == {"Papers", "통관 서류"}
    assert shown(joined(public, "Reader"), show="drafts") == set()
    assert "No article matches" in seller.client.get(house(public), {"q": "zzz"}).content.decode()


def test_it_asks_once_whether_it_still_holds(public: Community, seller: Person, steward: Person) -> None:
    article = published(public, seller, steward)
    Article.objects.filter(pk=article.pk).update(review_due_on=timezone.localdate() - timedelta(days=1))
    for _time in range(2):
        ask_whether_it_holds()
    assert Event.objects.filter(kind="article.review_due").count() == 1
    assert "Does it still hold?" in seller.client.get(path(article)).content.decode()
    assert "Does it still hold?" not in Client().get(path(article)).content.decode()
    article.refresh_from_db()
    article.confirm(steward.actor)
    assert not article.wants_review


def test_queries_do_not_grow_with_what_is_there(public: Community, seller: Person, steward: Person) -> None:
    article = published(public, seller, steward)
    few, here = queries_of(seller.client, house(public)), queries_of(seller.client, path(article))
    for number in range(6):
        published(public, seller, steward, f"Number {number}")
        ArticleSuggestion.make(article, steward.actor, 1, "Papers", f"Text {number}", "x")
    assert queries_of(seller.client, house(public)) == few
    assert queries_of(seller.client, path(article)) <= here


def test_a_comparison_folds_what_is_the_same_and_bears_odd_texts() -> None:
    old = "\n".join(f"line {number}" for number in range(30))
    new = old.replace("line 15", "line fifteen") + "\nmore"
    found = compared(old, new)
    assert (found.added, found.removed) == (2, 1)
    assert [row.count for row in found.rows if row.kind == "gap"] == [12, 8]
    assert compared("", "").differs is False
    wide = compared("x " * 30_000, "y " * 30_000)
    assert wide.rows[0].left is not None and len(wide.rows[0].left.pieces) == 1


def test_a_month_has_an_end() -> None:
    from datetime import date

    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 31), 12) == date(2027, 12, 31)
