"""Several people at one thread in the same moment."""

import pytest

from community.discussion.models import EditConflict, PollDraft
from community.models import Community, Poll, PollVote, Post, TalkCategory, Thread
from portal.core.permissions import Refused
from tests.cast import Person
from tests.community.talk import start
from tests.processes import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.needs("postgresql")]
CROWD = 8


def test_of_many_votes_of_one_company_one_counts(public: Community, seller: Person) -> None:
    thread = start(public, seller, poll=PollDraft("Where?", ["Hanoi", "Seoul"]))
    options = list(thread.poll.options.values_list("pk", flat=True))
    actor = seller.actor
    results = at_once(CROWD, lambda n: Poll._default_manager.get(thread=thread).vote(actor, [options[n % 2]]))
    assert results == [None] * CROWD
    assert PollVote._default_manager.filter(company=seller.company).count() == 1


def test_of_many_accepted_answers_one_is_heard(public: Community, seller: Person, steward: Person) -> None:
    thread = start(public, seller, is_question=True)
    posts = [thread.reply(f"Answer {number}", steward.actor) for number in range(CROWD)]
    actor = seller.actor
    results = at_once(CROWD, lambda n: Thread.objects.get(pk=thread.pk).accept(actor, Post.objects.get(pk=posts[n].pk)))
    assert results.count(None) == 1 and sum(isinstance(one, Refused) for one in results) == CROWD - 1, results


def test_of_many_edits_of_one_wording_one_is_kept(public: Community, seller: Person) -> None:
    post = start(public, seller).posts.get()
    actor = seller.actor
    results = at_once(CROWD, lambda n: Post.objects.get(pk=post.pk).edit(actor, f"Wording {n}", 1))
    assert results.count(None) == 1 and sum(isinstance(one, EditConflict) for one in results) == CROWD - 1, results
    post.refresh_from_db()
    assert post.version == 2 and post.versions.count() == 1


def test_one_reply_sent_many_times_at_once_is_one(public: Community, seller: Person) -> None:
    thread = start(public, seller)
    actor = seller.actor
    results = at_once(CROWD, lambda _n: Thread.objects.get(pk=thread.pk).reply("We do", actor).pk)
    assert len(set(results)) == 1, results
    assert Post.objects.filter(thread=thread).count() == 2


def test_thanks_pressed_many_times_count_once(public: Community, seller: Person, steward: Person) -> None:
    post = start(public, seller).posts.get()
    actor = steward.actor
    assert at_once(CROWD, lambda _n: Post.objects.get(pk=post.pk).thank(actor)) == [None] * CROWD
    post.refresh_from_db()
    assert post.thank_count == post.thanks.count() == 1


def test_one_category_of_a_name(public: Community, steward: Person) -> None:
    actor = steward.actor
    results = at_once(CROWD, lambda _n: TalkCategory.add(Community.objects.get(pk=public.pk), actor, "Fairs"))
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 1, results
