"""Threads and posts: who reads and writes them, answers, changes and removes them, and finds them again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from community.discussion.screening import BEFORE_SHOWN
from community.models import Community, Post, PostFile, Thread
from portal.core.actor import Actor
from portal.core.events import Event
from tests.cast import Person, make_company, make_person
from tests.catalog.conftest import picture_bytes
from tests.community.talk import address, at_post, join, start

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def test_a_reply_says_what_it_answers_and_the_answered_post_leads_to_it(
    public: Community, seller: Person, steward: Person, visitor: Client
) -> None:
    thread = start(public, seller)
    form = steward.client.get(address(thread, "?reply=1&quote=1"))
    assert "&gt; We need **500 pieces** by May." in form.text and "In reply to post 1" in form.text
    answer = steward.client.post(address(thread), {"body": "We have them.", "answers": "1"})
    assert answer["Location"] == f"{address(thread)}?post=2#post-2"
    page = visitor.get(address(thread)).text
    assert "1 reply:" in page and "In reply to #1, Hanbit Bearings" in page


def test_an_answer_to_a_post_that_is_not_there_keeps_the_words(public: Community, seller: Person) -> None:
    thread = start(public, seller)
    page = seller.client.post(address(thread), {"body": "My long words", "answers": "99"})
    assert page.status_code == 200 and "My long words" in page.text and "not there any more" in page.text
    assert thread.posts.count() == 1


def test_observers_read_and_do_not_write(closed: Community, seller: Person, buyer: Person) -> None:
    thread = start(closed, seller)
    join(closed, buyer, "observer")
    post = thread.posts.get()
    assert buyer.client.get(address(thread)).status_code == 200
    for url, data in (
        (address(thread), {"body": "me too"}),
        (f"/communities/{closed.slug}/threads/new/", {"title": "a", "body": "b"}),
        (at_post(post, "thanks"), {"wanted": "1"}),
        (at_post(post, "edit"), {"body": "mine now", "version": "1"}),
        (at_post(post, "removal"), {}),
        (address(thread, "title/"), {"title": "mine now"}),
        (address(thread, "moderation/"), {"is_locked": "1"}),
    ):
        assert buyer.client.post(url, data).status_code == 403, url
    thread.refresh_from_db()
    post.refresh_from_db()
    assert (thread.title, thread.post_count, post.thank_count, post.version) == ("Who has 6204 in stock?", 1, 0, 1)


def test_who_is_removed_loses_threads_files_and_search_at_once(
    closed: Community, seller: Person, buyer: Person
) -> None:
    member = join(closed, buyer)
    buyer.client.post(
        f"/communities/{closed.slug}/threads/new/",
        {"title": "Plans", "body": "See the plan", "papers": SimpleUploadedFile("plan.pdf", PDF)},
    )
    thread, file = Thread.objects.get(), PostFile.objects.get()
    paths = [address(thread), address(thread, f"files/{file.ref}/"), f"/communities/{closed.slug}/threads/?q=plan"]
    assert [buyer.client.get(path).status_code for path in paths] == [200, 200, 200]
    member.delete()
    assert [buyer.client.get(path).status_code for path in paths] == [404, 404, 404]
    assert buyer.client.post(address(thread), {"body": "still here"}).status_code == 404
    assert buyer.client.post(at_post(thread.posts.get(), "removal")).status_code == 404
    assert thread.posts.get().body == "See the plan"


def test_a_hidden_communitys_talk_is_nowhere(hidden: Community, seller: Person, buyer: Person, visitor: Client) -> None:
    thread = start(hidden, seller)
    base = f"/communities/{hidden.slug}/"
    for path in (
        *(address(thread), f"{base}threads/", f"{base}feed.atom", f"{base}threads/?q=6204"),
        *(f"/api/v1{base}threads/", f"/api/v1{base}threads/{thread.ref}/posts/"),
    ):
        for client in (buyer.client, visitor):
            answer = client.get(path)
            assert answer.status_code == 404, path
            assert "Quiet Circle" not in answer.text and "6204 in stock" not in answer.text
    assert buyer.client.post(f"{base}threads/preview/", {"body": "x"}).status_code == 404
    assert buyer.client.get(f"{base}threads/names/?q=H").status_code == 404
    assert seller.client.get(address(thread)).status_code == 200


def test_a_thread_is_not_found_under_another_communitys_name(
    public: Community, closed: Community, seller: Person
) -> None:
    thread = start(closed, seller)
    assert seller.client.get(f"/communities/{public.slug}/threads/{thread.ref}/").status_code == 404


def test_files_are_looked_through_and_served_by_a_view_that_asks(
    closed: Community, seller: Person, buyer: Person, visitor: Client
) -> None:
    thread = start(closed, seller)
    files = [SimpleUploadedFile("a.png", picture_bytes("PNG")), SimpleUploadedFile("list.pdf", PDF)]
    assert seller.client.post(address(thread), {"body": "Look", "papers": files}).status_code == 302
    picture, paper = PostFile.objects.order_by("pk")
    assert (picture.name, paper.name) == ("a.jpg", "list.pdf") and picture.width
    shown = seller.client.get(address(thread, f"files/{picture.ref}/small.jpg"))
    assert shown["Content-Type"] == "image/jpeg" and shown["X-Content-Type-Options"] == "nosniff"
    assert "attachment" in seller.client.get(address(thread, f"files/{paper.ref}/"))["Content-Disposition"]
    for client in (buyer.client, visitor):
        assert client.get(address(thread, f"files/{paper.ref}/")).status_code == 404


def test_a_file_that_is_something_else_is_refused_and_the_words_stay(public: Community, seller: Person) -> None:
    thread = start(public, seller)
    page = seller.client.post(
        address(thread), {"body": "My words", "papers": SimpleUploadedFile("x.pdf", b"<html><script>alert(1)</script>")}
    )
    assert page.status_code == 200 and "My words" in page.text and "neither a PDF nor a picture" in page.text
    assert "Not kept: <strong>x.pdf</strong>" in page.text and "choose the file once more" in page.text
    assert not PostFile.objects.exists() and thread.posts.count() == 1


def test_an_edit_is_marked_and_moderators_see_the_wording_before(
    public: Community, seller: Person, steward: Person, colleague: Person
) -> None:
    thread = start(public, seller)
    post = thread.posts.get()
    assert colleague.client.post(at_post(post, "edit"), {"body": "mine", "version": "1"}).status_code == 403
    assert seller.client.post(at_post(post, "edit"), {"body": "600 pieces", "version": "1"}).status_code == 302
    post.refresh_from_db()
    assert (post.body, post.version) == ("600 pieces", 2)
    assert "edited" in seller.client.get(address(thread)).text
    assert "500 pieces" in steward.client.get(at_post(post, "versions")).text
    assert seller.client.get(at_post(post, "versions")).status_code == 404


def test_two_who_edit_at_once_get_both_texts(public: Community, seller: Person) -> None:
    post = start(public, seller).posts.get()
    seller.client.post(at_post(post, "edit"), {"body": "From the telephone", "version": "1"})
    page = seller.client.post(at_post(post, "edit"), {"body": "From the desk", "version": "1"})
    assert page.status_code == 409
    assert "From the telephone" in page.text and "From the desk" in page.text and "changed meanwhile" in page.text
    post.refresh_from_db()
    assert (post.body, post.version) == ("From the telephone", 2)
    assert seller.client.post(at_post(post, "edit"), {"body": "Both", "version": "2"}).status_code == 302
    assert 'name="version" value="2"' in page.text


def test_a_removed_post_leaves_its_place_and_nothing_of_its_words(
    public: Community, seller: Person, steward: Person
) -> None:
    thread = start(public, seller)
    post = thread.reply("Our price is 4.20", seller.actor)
    assert steward.client.post(at_post(post, "removal")).status_code == 403
    assert seller.client.post(at_post(post, "removal")).status_code == 302
    page = steward.client.get(address(thread)).text
    assert "4.20" not in page and "Removed by its author" in page and 'id="post-2"' in page
    assert "4.20" in steward.client.get(at_post(post, "versions")).text
    assert seller.client.post(at_post(post, "removal")).status_code == 409
    assert "4.20" not in seller.client.get(f"/communities/{public.slug}/threads/?q=4.20").context["lines"].__repr__()


@pytest.fixture
def looked_at() -> object:
    """Everything that says “first” waits for a moderator."""

    def hold(post: Post, by: Actor) -> None:
        if "first" in post.body:
            post.hold()

    BEFORE_SHOWN.append(hold)
    yield
    BEFORE_SHOWN.remove(hold)


def test_held_words_are_seen_by_their_author_and_moderators_alone(
    looked_at: object, public: Community, seller: Person, steward: Person, visitor: Client
) -> None:
    thread = start(public, steward)
    before = thread.last_post_at
    post = thread.reply("my first words", seller.actor)
    assert post.standing == "held"
    assert "first words" in seller.client.get(address(thread)).text
    assert "first words" in steward.client.get(address(thread)).text
    other = make_person("other@member.example", make_company("Third Member"))
    join(public, other)
    for client in (visitor, other.client):
        assert "first words" not in client.get(address(thread)).text
        assert "first words" not in client.get(f"/communities/{public.slug}/threads/?q=first").text
        assert client.get(f"/api/v1/communities/{public.slug}/threads/{thread.ref}/posts/").json()["count"] == 1
    post.release(steward.actor)
    thread.refresh_from_db()
    assert "first words" in visitor.get(address(thread)).text and thread.last_post_at > before


def test_hidden_words_come_back_when_restored(
    public: Community, seller: Person, steward: Person, visitor: Client
) -> None:
    thread = start(public, seller)
    post = thread.reply("Buy my watches", seller.actor)
    post.hide(steward.actor, "Advertising")
    assert "watches" not in visitor.get(address(thread)).text
    assert seller.client.post(at_post(post, "edit"), {"body": "x", "version": "1"}).status_code in {403, 404}
    post.restore(steward.actor)
    assert "watches" in visitor.get(address(thread)).text
    thread.hide(steward.actor, "All of it")
    assert visitor.get(address(thread)).status_code == 404
    assert thread.title not in visitor.get(f"/communities/{public.slug}/threads/").text


def test_a_post_is_found_on_its_page_whatever_is_hidden_before_it(
    public: Community, seller: Person, steward: Person, visitor: Client
) -> None:
    thread = start(public, seller)
    posts = [thread.append(f"Number {number}", seller.actor) for number in range(2, 46)]
    posts[3].hide(steward.actor, "off")
    page = visitor.get(address(thread, "?post=41"))
    assert page.context["reading"].page.number == 3 and "Number 41" in page.text and "Number 40" not in page.text
    second = visitor.get(address(thread, "?page=2"))
    assert [line.post.number for line in second.context["reading"].lines] == list(range(21, 41))
    for odd in ("?post=x", "?post=0", "?page=x", "?post=²", "?post=99999999999"):
        assert visitor.get(address(thread, odd)).context["reading"].page.number == 1, odd
    assert visitor.get(address(thread, "?post=9999")).context["reading"].page.number == 3


def test_search_finds_beginnings_of_words_in_korean_too(public: Community, seller: Person, visitor: Client) -> None:
    thread = start(public, seller, "베어링 재고 문의")
    thread.reply("부산항에서 선적합니다. Shipping in June.", seller.actor)

    def found(q: str) -> list[int]:
        page = visitor.get(f"/communities/{public.slug}/threads/", {"q": q})
        return [post.number for post, _html in page.context["lines"]]

    assert found("부산항") == [2] and found("베어링") == [1] and found("ship") == [2]
    assert found("shipping 부산항") == [2] and found("watches") == [] and found("'&|!") == []
    assert "No post has these words" in visitor.get(f"/communities/{public.slug}/threads/?q=watches").text


def test_lists_are_narrowed_and_sorted(public: Community, seller: Person, steward: Person, visitor: Client) -> None:
    old, new = start(public, seller, "Old"), start(public, steward, "New")
    old.reply("Answered", steward.actor)

    def titles(client: Client, query: str) -> list[str]:
        return [one.title for one in client.get(f"/communities/{public.slug}/threads/?{query}").context["page"]]

    assert titles(visitor, "") == ["Old", "New"] and titles(visitor, "sort=new") == ["New", "Old"]
    assert titles(visitor, "sort=unanswered") == ["New"]
    old.posts.get(number=2).thank(seller.actor)
    assert titles(visitor, "sort=thanked") == ["Old", "New"]
    assert titles(seller.client, "only=mine") == ["Old"] and titles(visitor, "only=mine") == ["Old", "New"]
    assert titles(seller.client, "only=following") == ["Old"]
    assert titles(visitor, "sort=zzz&category=none&only=zzz&page=zzz") == ["Old", "New"]
    assert titles(seller.client, "only=unread") == ["Old", "New"]
    seller.client.get(address(old))
    seller.client.get(address(new))
    assert titles(seller.client, "only=unread") == []
    assert "No thread fits" in seller.client.get(f"/communities/{public.slug}/threads/?only=unread").text


def test_every_act_is_kept_in_the_log(public: Community, seller: Person, steward: Person) -> None:
    thread = start(public, seller)
    thread.rename(seller.actor, "Who has 6205?")
    thread.posts.get().edit(seller.actor, "600", 1)
    kinds = set(Event.objects.filter(company_id=seller.company.pk).values_list("kind", flat=True))
    assert {"thread.started", "post.written", "thread.renamed", "post.edited"} <= kinds


def test_files_of_a_form_that_is_shown_again_are_named_beside_their_field(public: Community, seller: Person) -> None:
    """A preview, or a refusal that has nothing to do with them: a browser keeps no files."""
    thread = start(public, seller)
    files = [SimpleUploadedFile("plan.pdf", PDF), SimpleUploadedFile('<b>".pdf', PDF)]
    page = seller.client.post(address(thread), {"body": "My words", "preview": "1", "papers": files}).text
    assert "Not kept: <strong>plan.pdf, &lt;b&gt;&quot;.pdf</strong>" in page and "choose the files once more" in page
    refused = seller.client.post(address(thread), {"body": "", "papers": SimpleUploadedFile("plan.pdf", PDF)}).text
    assert "Not kept: <strong>plan.pdf</strong>" in refused
    for page in (seller.client.get(address(thread)).text, seller.client.post(address(thread), {"body": ""}).text):
        assert "Not kept" not in page
    korean = seller.client.post(f"/ko{address(thread)}", {"body": "", "papers": SimpleUploadedFile("plan.pdf", PDF)})
    assert "plan.pdf" in korean.text and not PostFile.objects.exists()
