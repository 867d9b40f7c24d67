"""Who may know of a community, read it, write in it, join it and run it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from community.models import Community, CommunityMember, Post, Thread
from portal.core.events import Event
from portal.core.permissions import Refused
from tests.cast import Person, make_company, make_person

pytestmark = pytest.mark.django_db


def start(community: Community, person: Person, title: str = "Who has 6204 in stock?") -> Thread:
    return Thread.start(community, person.actor, title, "We need **500 pieces** by May.")


def test_seller_and_steward_read_one_thread(public: Community, seller: Person, steward: Person) -> None:
    thread = start(public, seller)
    page = steward.client.get(thread.get_absolute_url()).content.decode()
    assert "Who has 6204 in stock?" in page
    assert "<strong>500 pieces</strong>" in page


def test_a_member_starts_a_thread_and_another_replies(public: Community, seller: Person, steward: Person) -> None:
    answer = seller.client.post(
        f"/communities/{public.slug}/threads/new/", {"title": "Fair in Hanoi", "body": "Who shares a booth?"}
    )
    thread = Thread.objects.get(title="Fair in Hanoi")
    assert answer.headers["Location"] == thread.get_absolute_url()
    steward.client.post(thread.get_absolute_url(), {"body": "The association does."})
    assert list(thread.posts.values_list("number", "body")) == [
        (1, "Who shares a booth?"),
        (2, "The association does."),
    ]


def test_html_in_a_post_is_shown_as_words_not_run(public: Community, seller: Person, visitor: Client) -> None:
    thread = start(public, seller)
    thread.reply("<script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)>", seller.actor)
    page = visitor.get(thread.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert "javascript:alert" not in page.replace("javascript:alert(2)) ", "")
    assert "<img src=x" not in page


@pytest.mark.parametrize("typed", [{"title": "", "body": "Kept words"}, {"title": "x" * 161, "body": "Kept words"}])
def test_a_wrong_thread_is_said_and_keeps_what_was_typed(
    public: Community, seller: Person, typed: dict[str, str]
) -> None:
    answer = seller.client.post(f"/communities/{public.slug}/threads/new/", typed)
    assert answer.status_code == 200
    assert "Kept words" in answer.content.decode()
    assert not Thread.objects.exists()


def test_anybody_reads_a_public_community_and_a_stranger_cannot_write(
    public: Community, seller: Person, buyer: Person, visitor: Client
) -> None:
    thread = start(public, seller)
    assert visitor.get(thread.get_absolute_url()).status_code == 200
    assert buyer.client.post(thread.get_absolute_url(), {"body": "Let me in"}).status_code == 403
    assert buyer.client.post(f"/communities/{public.slug}/threads/new/", {"title": "a", "body": "b"}).status_code == 403
    assert Post.objects.count() == 1


def test_a_viewer_of_a_member_company_reads_and_does_not_write(
    closed: Community, seller: Person, viewer: Person
) -> None:
    thread = start(closed, seller)
    assert viewer.client.get(thread.get_absolute_url()).status_code == 200
    assert viewer.client.post(thread.get_absolute_url(), {"body": "me too"}).status_code == 403
    assert Post.objects.count() == 1


def test_a_closed_community_is_known_and_not_read(closed: Community, seller: Person, buyer: Person) -> None:
    thread = start(closed, seller)
    house = buyer.client.get(closed.get_absolute_url())
    assert house.status_code == 200
    assert thread.title not in house.content.decode()
    assert buyer.client.get(thread.get_absolute_url()).status_code == 404
    members = buyer.client.get(f"/communities/{closed.slug}/members/").content.decode()
    assert "Hanbit Bearings" not in members


def test_a_hidden_community_does_not_exist_for_others(
    hidden: Community, seller: Person, buyer: Person, visitor: Client
) -> None:
    thread = start(hidden, seller)
    for client in (buyer.client, visitor):
        assert client.get(hidden.get_absolute_url()).status_code == 404
        assert client.get(thread.get_absolute_url()).status_code == 404
        assert "Quiet Circle" not in client.get("/communities/").content.decode()
        assert client.get(f"/api/v1/communities/{hidden.slug}/").status_code == 404
    assert buyer.client.post(f"/communities/{hidden.slug}/membership/").status_code == 404
    assert not hidden.members.filter(company=buyer.company).exists()
    assert "Quiet Circle" not in visitor.get(f"/companies/{seller.company.slug}/").content.decode()


def test_a_company_asks_is_let_in_and_may_write(closed: Community, buyer: Person, steward: Person) -> None:
    buyer.client.post(f"/communities/{closed.slug}/membership/", {"words": "We buy 20 t a year"})
    buyer.client.post(f"/communities/{closed.slug}/membership/", {"words": "again"})
    member = closed.members.get(company=buyer.company)
    assert (member.state, member.words) == ("asked", "We buy 20 t a year")
    assert "20 t a year" in steward.client.get(f"/communities/{closed.slug}/members/").content.decode()
    steward.client.post(f"/communities/{closed.slug}/members/{member.pk}/decision/", {"decision": "accept"})
    member.refresh_from_db()
    assert member.state == "active"
    start(closed, buyer)


def test_only_the_steward_decides(closed: Community, buyer: Person, seller: Person) -> None:
    member = closed.ask_to_join(buyer.actor)
    for person in (seller, buyer):
        answer = person.client.post(f"/communities/{closed.slug}/members/{member.pk}/decision/", {"decision": "accept"})
        assert answer.status_code == 403
    member.refresh_from_db()
    assert member.state == "asked"


def test_a_decision_is_made_once(closed: Community, buyer: Person, steward: Person) -> None:
    member = closed.ask_to_join(buyer.actor)
    address = f"/communities/{closed.slug}/members/{member.pk}/decision/"
    assert steward.client.post(address, {"decision": "accept"}).status_code == 302
    assert steward.client.post(address, {"decision": "decline"}).status_code == 409
    member.refresh_from_db()
    assert member.state == "active"


def test_a_declined_company_is_told_so(closed: Community, buyer: Person, steward: Person) -> None:
    member = closed.ask_to_join(buyer.actor)
    member.decline(steward.actor)
    assert buyer.client.post(f"/communities/{closed.slug}/membership/").status_code == 409


def test_the_only_steward_cannot_leave_and_a_member_can(public: Community, seller: Person, steward: Person) -> None:
    assert steward.client.post(f"/communities/{public.slug}/membership/end/").status_code == 409
    assert seller.client.post(f"/communities/{public.slug}/membership/end/").status_code == 302
    assert [member.company for member in public.members.active()] == [steward.company]


def test_only_intermediaries_found_communities(seller: Person, steward: Person) -> None:
    form = {"name": "New House", "kind": "cluster", "visibility": "public", "summary": "For all"}
    assert seller.client.post("/my/communities/new/", form).status_code == 403
    assert not Community.objects.exists()
    assert steward.client.post("/my/communities/new/", form).status_code == 302
    assert Community.objects.get().role_of(steward.company.pk) == "steward"
    again = steward.client.post("/my/communities/new/", {**form, "name": "NEW house"})
    assert again.status_code == 200 and "name" in again.context["form"].errors


def test_the_list_leads_whoever_may_found_a_community_to_it(
    visitor: Client, newcomer: Person, seller: Person, steward: Person, public: Community
) -> None:
    """Whoever has no company yet is led on to one; a member whose company runs none is not shown a closed door."""
    way = 'href="/my/communities/new/"'
    for client in (visitor, newcomer.client, steward.client):
        assert way in client.get("/communities/").content.decode()
    employee = make_person("viewer@association.example", steward.company, "viewer")
    for client in (seller.client, employee.client):
        assert way not in client.get("/communities/").content.decode()
    assert "/accounts/login/?next=/my/communities/new/" in visitor.get("/my/communities/new/").headers["Location"]
    assert newcomer.client.get("/my/communities/new/").headers["Location"].startswith("/my/company/new/")
    assert steward.client.get("/my/communities/new/").status_code == 200


def test_a_closed_thread_takes_no_replies_but_the_stewards(public: Community, seller: Person, steward: Person) -> None:
    thread = start(public, seller)
    assert seller.client.post(f"{thread.get_absolute_url()}moderation/", {"is_locked": "1"}).status_code == 403
    steward.client.post(f"{thread.get_absolute_url()}moderation/", {"is_locked": "1"})
    assert seller.client.post(thread.get_absolute_url(), {"body": "one more"}).status_code == 409
    with pytest.raises(Refused):
        thread.reply("one more", seller.actor)
    steward.client.post(thread.get_absolute_url(), {"body": "Closed because solved."})
    assert thread.posts.count() == 2


def test_the_house_says_what_is_new_since_the_last_visit(public: Community, seller: Person, steward: Person) -> None:
    start(public, steward, "First")
    assert seller.client.get(public.get_absolute_url()).context["fresh"] == 0
    start(public, steward, "Second")
    assert seller.client.get(public.get_absolute_url()).context["fresh"] == 1
    assert seller.client.get(public.get_absolute_url()).context["fresh"] == 0


def test_the_list_asks_as_much_for_30_houses_as_for_3(
    steward: Person, visitor: Client, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    def found(numbers: range) -> None:
        for number in numbers:
            Community.objects.create(ref=f"G-{number}", slug=f"c{number}", name=f"C {number}", steward=steward.company)

    found(range(3))
    with django_assert_max_num_queries(20) as few:
        visitor.get("/communities/")
    found(range(3, 30))
    with django_assert_max_num_queries(len(few)):
        visitor.get("/communities/")


def test_the_api_lists_what_the_reader_may_know(
    public: Community, closed: Community, hidden: Community, visitor: Client, seller: Person
) -> None:
    rows = visitor.get("/api/v1/communities/").json()["results"]
    assert {row["slug"]: row["members"] for row in rows} == {public.slug: 2, closed.slug: 2}
    assert seller.client.get("/api/v1/communities/").json()["count"] == 3


@pytest.mark.needs("postgresql")  # row locks are its own; SQLite lets one writer in at a time
@pytest.mark.django_db(transaction=True)
def test_replies_at_once_get_numbers_without_gaps(public: Community, seller: Person) -> None:
    thread, actor = start(public, seller), seller.actor

    def write(number: int) -> None:
        try:
            Thread.objects.get(pk=thread.pk).reply(f"reply {number}", actor)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(12)))
    assert list(thread.posts.order_by("number").values_list("number", flat=True)) == list(range(1, 14))
    assert Event.objects.filter(kind="post.written").count() == 13


def test_a_steward_of_another_house_has_no_say_here(closed: Community, buyer: Person) -> None:
    other = make_person("other@association.example", make_company("Other Association", "intermediary"))
    Community.found(other.actor, slug="other", name="Other")
    member = closed.ask_to_join(buyer.actor)
    answer = other.client.post(f"/communities/{closed.slug}/members/{member.pk}/decision/", {"decision": "accept"})
    assert answer.status_code == 403
    assert CommunityMember.objects.get(pk=member.pk).state == "asked"


def test_reasons_too_long_to_join_are_said_and_kept(closed: Community, buyer: Person) -> None:
    address = f"/communities/{closed.slug}/membership/"
    page = buyer.client.post(address, {"words": "We buy" + "x" * 2000})
    assert page.status_code == 200 and "We buyx" in page.content.decode()
    assert not closed.members.filter(company=buyer.company).exists()
    assert buyer.client.post(address, {"words": "We\x00 buy"}).status_code == 302
    assert closed.members.get(company=buyer.company).words == "We buy"


def test_a_form_sent_twice_makes_one_house_one_thread_and_one_reply(public: Community, steward: Person) -> None:
    house = {"name": "Tin Smelters", "kind": "association", "visibility": "public", "summary": "Those who smelt tin."}
    assert steward.client.post("/my/communities/new/", house).status_code == 302
    again = Community.found(steward.actor, slug="tin-smelters", name="Tin Smelters")
    assert again == Community.objects.get(name="Tin Smelters")
    words = {"title": "Fair in Hanoi", "body": "Who shares a booth?"}
    answers = [steward.client.post(f"/communities/{public.slug}/threads/new/", words) for _click in range(2)]
    thread = Thread.objects.get()
    assert {answer["Location"] for answer in answers} == {thread.get_absolute_url()}
    for body in ("We do.", "We do.", "And you?", "We do."):
        steward.client.post(thread.get_absolute_url(), {"body": body})
    assert list(thread.posts.values_list("body", flat=True)) == [words["body"], "We do.", "And you?", "We do."]


@pytest.mark.needs("postgresql")
@pytest.mark.django_db(transaction=True)
def test_of_eight_clicks_at_once_one_thread_is_started(public: Community, seller: Person) -> None:
    actor = seller.actor

    def click(_number: int) -> None:
        try:
            start(Community.objects.get(pk=public.pk), Person(seller.user, actor.company, seller.client))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(click, range(8)))
    assert Thread.objects.count() == 1 and Post.objects.count() == 1


def test_who_may_not_decide_learns_nothing_of_who_asks(closed: Community, buyer: Person, stranger: Person) -> None:
    asking, member = closed.ask_to_join(buyer.actor), closed.members.get(role="steward")
    for pk in (asking.pk, member.pk, 10**9):
        answer = stranger.client.post(f"/communities/{closed.slug}/members/{pk}/decision/", {"decision": "accept"})
        assert answer.status_code == 403
    assert CommunityMember.objects.get(pk=asking.pk).state == "asked"
