"""How articles are read: what never runs, pictures, translations, the list, comparisons."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from community.articles.clock import ask_whether_it_holds
from community.articles.compare import compared
from community.articles.models import (
    Article,
    ArticlePicture,
    ArticleSuggestion,
)
from community.articles.models.article_rows import months_after
from community.articles.text import laid_out
from community.models import Community, Thread
from portal.core.events import Event
from tests.cast import Person
from tests.community.initiative_cast import joined
from tests.community.test_articles import TYPED, draft, house, path, published, upload
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

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
