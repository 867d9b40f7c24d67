"""Who is told of what, the digest, answering from an e-mail, and the feed."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from community.discussion import reply_links
from community.discussion.reply_links import reply_url
from community.models import Community, Post, TalkChoice, Thread
from companies.models import Membership
from consultations.models import ReplyByMail
from notifications.delivery import hand_over_digests
from notifications.models import MailPreference, Notification
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.community.talk import address, join, start

pytestmark = pytest.mark.django_db


def told(person: Person) -> list[str]:
    return list(Notification.objects.filter(user=person.user).order_by("pk").values_list("kind", flat=True))


def test_levels_decide_who_hears_of_new_threads(
    public: Community, seller: Person, colleague: Person, viewer: Person, buyer: Person, steward: Person
) -> None:
    TalkChoice.choose(public, colleague.user.pk, "part")
    start(public, steward)
    deliver_all()
    assert told(seller) == ["thread.started"]
    assert told(colleague) == told(viewer) == told(buyer) == told(steward) == []


def test_followers_hear_of_replies_and_who_muted_does_not(
    public: Community, seller: Person, colleague: Person, buyer: Person, steward: Person
) -> None:
    join(public, buyer)
    for person, level in ((seller, "part"), (colleague, "all"), (buyer, "part")):
        TalkChoice.choose(public, person.user.pk, level)
    thread = start(public, seller)
    seller.client.get(address(thread))
    buyer.client.post(address(thread, "follow/"), {"follows": "follow"})
    colleague.client.post(address(thread, "follow/"), {"follows": "mute"})
    thread.reply("One", steward.actor)
    deliver_all()
    assert told(seller) == told(buyer) == ["post.written"] and told(colleague) == ["thread.started"]
    thread.reply("Two", steward.actor)
    deliver_all()
    note = Notification.objects.get(user=buyer.user)
    assert note.times == 2 and note.path.endswith("?post=3#post-3")
    buyer.client.get(address(thread, "?post=3"))
    note.refresh_from_db()
    assert note.read_at is not None, "who reads the thread has read the notification"
    TalkChoice.choose(public, buyer.user.pk, "muted")
    thread.reply("Three", steward.actor)
    deliver_all()
    assert told(buyer) == ["post.written"]


def test_who_is_named_hears_even_when_muted_and_members_alone(
    public: Community, seller: Person, steward: Person, buyer: Person
) -> None:
    TalkChoice.choose(public, seller.user.pk, "muted")
    thread = start(public, steward)
    thread.reply("@Hanbit Bearings and @Nordwerk Handel, please", steward.actor)
    deliver_all()
    assert told(seller) == ["post.company_mentioned"] and told(buyer) == []
    assert Notification.objects.get(user=seller.user).title.startswith("Steward of Textile Association names your")


def test_hidden_words_are_told_of_no_more(public: Community, seller: Person, steward: Person) -> None:
    thread = start(public, seller)
    deliver_all()
    post = thread.reply("Buy watches", steward.actor)
    post.hide(steward.actor, "Advertising")
    deliver_all()
    assert told(seller) == []


def test_an_accepted_answer_is_told_to_who_wrote_it(public: Community, seller: Person, steward: Person) -> None:
    thread = start(public, seller, is_question=True)
    answer = thread.reply("We do", steward.actor)
    thread.accept(seller.actor, answer)
    deliver_all()
    assert "thread.answered" in told(steward)


def test_a_digest_comes_once_and_one_click_ends_it(
    public: Community, seller: Person, steward: Person, visitor: Client
) -> None:
    MailPreference.choose(steward.user, {"threads": "daily"})
    thread = start(public, seller)
    deliver_all()
    mail.outbox.clear()
    Notification.objects.update(mail_at=timezone.now() - timedelta(minutes=1))
    for _twice in range(2):
        hand_over_digests()
        deliver_all()
    letters = [one for one in mail.outbox if one.to == [steward.user.email]]
    assert len(letters) == 1 and thread.title in letters[0].body and "/talk/reply/" in letters[0].body
    stop = letters[0].extra_headers["List-Unsubscribe"].strip("<>")
    assert visitor.post(stop[stop.index("/", 9) :]).status_code == 200
    assert MailPreference.rhythms_of(steward.user)["threads"] == "off"


@pytest.fixture
def link(closed: Community, seller: Person, steward: Person) -> str:
    thread = start(closed, steward)
    thread.reply("Is it in **stock**?", steward.actor)
    url = reply_url(seller.user, seller.company, thread)
    return url[url.index("/talk/") :]


def test_a_link_shows_the_last_post_alone_and_answers_as_the_person(link: str, visitor: Client, seller: Person) -> None:
    page = visitor.get(link)
    assert page.status_code == 200 and "<strong>stock</strong>" in page.text and "You answer as" in page.text
    assert "500 pieces" not in page.text, "only the last post"
    assert "noindex" in page["X-Robots-Tag"] and "no-store" in page["Cache-Control"]
    assert visitor.post(link, {"body": "Yes, it is."}).status_code == 200
    post = Post.objects.get(number=3)
    assert (post.body, post.user, post.company) == ("Yes, it is.", seller.user, seller.company)
    assert visitor.post(link, {"body": ""}).status_code == 422 and Post.objects.count() == 3


def test_a_link_ends_with_the_membership_the_role_the_thread_and_the_wish(
    link: str, visitor: Client, closed: Community, seller: Person, steward: Person
) -> None:
    thread = Thread.objects.get()
    thread.moderate(steward.actor, is_locked=True)
    assert visitor.get(link).status_code == 404
    thread.moderate(steward.actor, is_locked=False)
    member = closed.members.get(company=seller.company)
    member.role = "observer"
    member.save()
    assert visitor.post(link, {"body": "x"}).status_code == 404
    member.role = "member"
    member.save()
    Membership.objects.filter(user=seller.user).update(role="viewer")
    assert visitor.post(link, {"body": "x"}).status_code == 404
    Membership.objects.filter(user=seller.user).update(role="owner")
    assert visitor.get(link).status_code == 200
    ReplyByMail.choose(seller.user, False)
    assert visitor.get(link).status_code == 404 and reply_url(seller.user, seller.company, thread) == ""
    ReplyByMail.choose(seller.user, True)
    assert visitor.get(link).status_code == 404, "those already sent stay worthless"
    fresh = reply_url(seller.user, seller.company, thread)
    member.delete()
    assert visitor.get(fresh[fresh.index("/talk/") :]).status_code == 404
    assert Post.objects.count() == 2


def test_a_link_of_another_kind_or_age_opens_nothing(
    link: str, visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visitor.get(link[:-2] + "x/").status_code == 404
    monkeypatch.setattr(reply_links, "VALID", timedelta(seconds=-1))
    assert visitor.get(link).status_code == 404


def test_only_so_many_replies_by_a_link_a_day(link: str, visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reply_links, "MOST_REPLIES", 1)
    assert visitor.post(link, {"body": "One"}).status_code == 200
    page = visitor.post(link, {"body": "Two words kept"})
    assert page.status_code == 422 and "Two words kept" in page.text and Post.objects.count() == 3


def test_the_feed_has_public_threads_and_no_others(
    public: Community, closed: Community, seller: Person, steward: Person, visitor: Client
) -> None:
    start(public, seller, "Fair & <b>Hanoi</b>")
    start(public, seller, "Hidden one").hide(steward.actor, "off")
    start(closed, seller, "Secret")
    feed = visitor.get(f"/communities/{public.slug}/feed.atom")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "Fair &amp; &lt;b&gt;Hanoi&lt;/b&gt;" in feed.text and "Hidden one" not in feed.text
    assert "&lt;strong&gt;500 pieces" in feed.text and "Secret" not in feed.text
    assert seller.client.get(f"/communities/{closed.slug}/feed.atom").status_code == 404
