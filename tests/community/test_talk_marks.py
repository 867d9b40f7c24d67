"""Categories, questions and answers, polls, thanks, names, and what is new to a reader."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.models import Community, PollVote, PostMention, TalkCategory, TalkChoice, Thread, ThreadPlace
from tests.cast import Person, make_company, make_person
from tests.community.talk import address, at_post, join, start

pytestmark = pytest.mark.django_db


def poll_form(**more: str) -> dict[str, str]:
    words = {"title": "Which fair?", "body": "Let us choose.", "poll_question": "Where?"}
    return {**words, "poll_options": "Hanoi\n\nSeoul\nHanoi", "poll_results": "after_vote", **more}


def test_the_steward_makes_categories_and_says_who_starts_threads_there(
    public: Community, seller: Person, steward: Person
) -> None:
    url = f"/communities/{public.slug}/threads/categories/"
    data = {"name": "공지사항", "about": "What the association says", "starters": "moderators", "position": "1"}
    assert seller.client.post(url, data).status_code == 403 and not TalkCategory._default_manager.exists()
    assert steward.client.post(url, data).status_code == 302
    news = TalkCategory._default_manager.get()
    assert news.key == "공지사항"
    again = steward.client.post(url, data)
    assert again.status_code == 200 and "of that name already" in again.text
    assert "공지사항" not in seller.client.get(f"/communities/{public.slug}/threads/new/").text
    form = {"title": "News", "body": "None", "category": news.key}
    refused = seller.client.post(f"/communities/{public.slug}/threads/new/", form)
    assert not Thread.objects.exists(), refused.status_code
    steward.client.post(f"/communities/{public.slug}/threads/new/", form)
    assert Thread.objects.get().category == news
    edited = {f"{news.key}-{name}": value for name, value in {**data, "name": "News"}.items()}
    assert steward.client.post(url, {**edited, "category": news.key}).status_code == 302
    steward.client.post(url, {"category": news.key, "act": "remove"})
    assert Thread.objects.get().category is None


def test_moderators_move_rename_pin_and_lock(public: Community, seller: Person, steward: Person) -> None:
    thread = start(public, seller)
    fairs = TalkCategory.add(public, steward.actor, "Fairs")
    assert seller.client.post(address(thread, "category/"), {"category": "fairs"}).status_code == 403
    assert steward.client.post(address(thread, "category/"), {"category": "fairs"}).status_code == 302
    assert steward.client.post(address(thread, "category/"), {"category": "none"}).status_code == 404
    seller.client.post(address(thread, "title/"), {"title": "  Who has\u202e 6205? "})
    seller.client.post(address(thread, "title/"), {"title": ""})
    thread.refresh_from_db()
    assert (thread.category, thread.title) == (fairs, "Who has 6205?")


def test_an_answer_is_accepted_once_and_taken_back(
    public: Community, seller: Person, steward: Person, buyer: Person
) -> None:
    thread = start(public, seller, is_question=True)
    join(public, buyer)
    first, second = thread.reply("We do", steward.actor), thread.reply("We too", buyer.actor)
    assert buyer.client.post(address(thread, "answer/"), {"post": "3"}).status_code == 403
    assert seller.client.post(address(thread, "answer/"), {"post": "1"}).status_code == 409
    assert seller.client.post(address(thread, "answer/"), {"post": "x"}).status_code == 404
    assert seller.client.post(address(thread, "answer/"), {"post": "2"}).status_code == 302
    assert seller.client.post(address(thread, "answer/"), {"post": "2"}).status_code == 302
    assert seller.client.post(address(thread, "answer/"), {"post": "3"}).status_code == 409
    assert Thread.objects.get().accepted == first
    assert "Accepted answer" in buyer.client.get(address(thread)).text
    seller.client.post(address(thread, "answer/"), {"post": ""})
    steward.client.post(address(thread, "answer/"), {"post": "3"})
    assert Thread.objects.get().accepted == second
    second.remove(buyer.actor)
    assert Thread.objects.get().accepted is None


def test_the_front_page_shows_questions_that_wait(public: Community, seller: Person, steward: Person) -> None:
    thread = start(public, seller, "Which steel for 6204?", is_question=True)
    assert "Questions that wait for an answer" in steward.client.get(public.get_absolute_url()).text
    thread.reply("100Cr6", steward.actor)
    assert "Questions that wait" not in steward.client.get(public.get_absolute_url()).text


def test_a_plain_thread_has_no_accepted_answer(public: Community, seller: Person, steward: Person) -> None:
    thread = start(public, seller)
    thread.reply("We do", steward.actor)
    assert seller.client.post(address(thread, "answer/"), {"post": "2"}).status_code == 409


def test_a_company_has_one_vote_and_may_change_it_until_the_end(
    public: Community, seller: Person, colleague: Person, steward: Person, buyer: Person
) -> None:
    seller.client.post(f"/communities/{public.slug}/threads/new/", poll_form())
    thread = Thread.objects.get()
    hanoi, seoul = thread.poll.options.all()
    vote = address(thread, "vote/")
    assert buyer.client.post(vote, {"option": str(hanoi.pk)}).status_code == 403
    seller.client.post(vote, {"option": str(hanoi.pk)})
    colleague.client.post(vote, {"option": str(seoul.pk)})
    assert list(PollVote._default_manager.values_list("company", "option")) == [(seller.company.pk, seoul.pk)]
    both = seller.client.post(vote, {"option": [str(hanoi.pk), str(seoul.pk)]}, follow=True)
    assert "Choose one answer" in both.text and PollVote._default_manager.count() == 1
    assert "100 %" in seller.client.get(address(thread)).text
    assert "100 %" not in steward.client.get(address(thread)).text
    assert steward.client.get(address(thread)).context["ballot"].voters == 1
    gone = seller.client.post(vote, {"option": "999999"}, follow=True)
    assert "not there any more" in gone.text and PollVote._default_manager.count() == 1
    seller.client.post(vote)
    assert not PollVote._default_manager.exists()
    assert buyer.client.post(address(thread, "poll/end/")).status_code == 403
    assert seller.client.post(address(thread, "poll/end/")).status_code == 302
    late = seller.client.post(vote, {"option": str(hanoi.pk)}, follow=True)
    assert "This poll is closed" in late.text and not PollVote._default_manager.exists()


def test_a_poll_that_cannot_be_is_said_and_keeps_what_was_typed(public: Community, seller: Person) -> None:
    url = f"/communities/{public.slug}/threads/new/"
    for wrong in (
        {"poll_options": "Only one"},
        {"poll_options": "\n".join(str(n) for n in range(21))},
        {"poll_options": "a\n" + "x" * 201},
        {"poll_question": ""},
        {"poll_closes_at": (timezone.now() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")},
    ):
        page = seller.client.post(url, poll_form(**wrong))
        assert page.status_code == 200 and "Let us choose." in page.text, wrong
    assert not Thread.objects.exists()


def test_several_answers_where_the_poll_takes_them(public: Community, seller: Person, steward: Person) -> None:
    seller.client.post(f"/communities/{public.slug}/threads/new/", poll_form(poll_multiple="on", poll_results="at_end"))
    thread = Thread.objects.get()
    chosen = list(thread.poll.options.values_list("pk", flat=True))
    thread.poll.vote(steward.actor, chosen)
    assert PollVote._default_manager.count() == 2
    ballot = steward.client.get(address(thread)).context["ballot"]
    assert ballot.voters == 1 and not ballot.shows_results


def test_thanks_are_counted_once_and_not_for_oneself(public: Community, seller: Person, steward: Person) -> None:
    thread = start(public, seller)
    post = thread.posts.get()
    assert seller.client.post(at_post(post, "thanks"), {"wanted": "1"}).status_code == 403
    for _twice in range(2):
        steward.client.post(at_post(post, "thanks"), {"wanted": "1"})
    post.refresh_from_db()
    thread.refresh_from_db()
    assert post.thank_count == thread.thank_count == 1
    for _twice in range(2):
        steward.client.post(at_post(post, "thanks"), {"wanted": "0"})
    post.refresh_from_db()
    assert post.thank_count == 0


def test_members_are_named_and_strangers_are_not(
    public: Community, seller: Person, steward: Person, buyer: Person
) -> None:
    thread = start(public, steward)
    post = thread.reply("Ask @Hanbit Bearings에서, @Steward or @Nordwerk Handel, mail a@Hanbit Bearings", seller.actor)
    assert list(post.mentions.order_by("name").values_list("name", flat=True)) == ["Hanbit Bearings", "Steward"]
    page = seller.client.get(address(thread)).text
    assert '<b class="mention">@Hanbit Bearings</b>에서' in page and '<b class="mention">@Nord' not in page
    post.edit(seller.actor, "Ask @Steward", 1)
    assert list(post.mentions.values_list("name", flat=True)) == ["Steward"]
    url = f"/communities/{public.slug}/threads/names/"
    assert seller.client.get(url, {"q": "han"}).json() == {"names": ["Hanbit Bearings"]}
    assert seller.client.get(url, {"q": "Nord"}).json() == {"names": []}
    assert buyer.client.get(url, {"q": "han"}).status_code == 403


def test_a_name_is_told_only_of_colleagues_and_of_who_wrote(public: Community, seller: Person, steward: Person) -> None:
    silent = make_person("silent@member.example", make_company("Silent Member"), name="Sally Silent")
    join(public, silent)
    post = start(public, steward).reply("@Sally Silent are you here?", seller.actor)
    assert not PostMention._default_manager.filter(post=post).exists()
    assert seller.client.get(f"/communities/{public.slug}/threads/names/?q=Sal").json() == {"names": []}


def test_unread_marks_are_each_persons_own(
    public: Community, seller: Person, steward: Person, colleague: Person
) -> None:
    thread = start(public, steward)
    thread.reply("more", steward.actor)

    def unread(person: Person) -> int:
        return person.client.get(f"/communities/{public.slug}/threads/").context["page"].object_list[0].unread

    assert (unread(seller), unread(colleague), unread(steward)) == (2, 2, 0)
    seller.client.get(address(thread))
    assert (unread(seller), unread(colleague)) == (0, 2)
    thread.reply("and more", steward.actor)
    assert unread(seller) == 1
    colleague.client.post(f"/communities/{public.slug}/threads/choice/", {"read": "1"})
    assert unread(colleague) == 0
    seller.client.post(address(thread, "follow/"), {"follows": "mute"})
    assert unread(seller) == 0


def test_follow_and_level_are_kept_and_odd_ones_are_not(public: Community, seller: Person) -> None:
    thread = start(public, seller)
    assert ThreadPlace._default_manager.get().follows == "follow"
    seller.client.post(address(thread, "follow/"), {"follows": "sometimes"})
    assert ThreadPlace._default_manager.get().follows == "follow"
    choice = f"/communities/{public.slug}/threads/choice/"
    seller.client.post(choice, {"level": "all"})
    seller.client.post(choice, {"level": "loud"})
    assert TalkChoice.of(public, seller.user.pk).level == "all"
