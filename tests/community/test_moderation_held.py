"""Rules of words and links, first posts, pace: what waits, what is refused, and who sees it."""

from typing import Any

import pytest
from django.test import Client

from community.models import Community, ContentRule, ModerationCase, ModerationEntry, ModerationSettings, Thread
from community.moderation.matching import Matcher, Pattern, domain_of, linked, named
from community.moderation.models.rules import findings
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from tests.cast import Person

pytestmark = pytest.mark.django_db


def start(community: Community, person: Person, title: str = "An offer", body: str = "Hello") -> Thread:
    return Thread.start(community, person.actor, title, body)


def rule(
    community: Community, steward: Person, text: str, effect: str = "hold", kind: str = "word", **more: Any
) -> None:
    ContentRule.add(community, steward.actor, kind, text, effect, **more)


@pytest.mark.parametrize(
    ("pattern", "text", "meets"),
    [
        ("casino", "The CASINO is open", True),
        ("casino", "casinos", False),
        ("casino*", "casinos", True),
        ("casino", "\u0421\u0430ѕin\u043e night", True),  # Cyrillic letters that look the same
        ("casino", "ca\u200bsi\u00adno", True),  # zero width space, soft hyphen
        ("casino", "\uff23\uff21\uff33\uff29\uff2e\uff2f", True),  # full width
        ("casino", "c4sino", False),
        ("fast money", "make FAST,  money now", True),
        ("fast money", "fast moneys", False),
        ("fast mone*", "fast moneys", True),
        ("카지노*", "카지노에서 만나요", True),
        ("카지노", "카지노에서", False),
        ("赌博", "我们不在线赌博吗", True),
        ("straße", "STRASSE", True),
    ],
)
def test_what_meets_a_word(pattern: str, text: str, meets: bool) -> None:
    matcher, read = Matcher(), Pattern.read(pattern)
    assert read is not None
    matcher.add(read, "rule")
    assert bool(list(matcher.found(text))) is meets


@pytest.mark.parametrize(
    "typed",
    ["", "*", "a*", "ab*", "*casino", "cas*no", "(a+)+$", "a b c d e f", "x" * 61, "casino *", ".*", "[", "\u200b"],
)
def test_what_is_no_pattern(typed: str) -> None:
    assert Pattern.read(typed) is None


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("Example.COM:8080", "example.com"),
        ("user:pass@evil.example", "evil.example"),
        ("bücher.example.", "xn--bcher-kva.example"),
        ("ex\uff0eample\u3002com", "ex.ample.com"),
        ("localhost", ""),
        ("-a.example", ""),
        ("a" * 300 + ".example", ""),
        ("..", ""),
    ],
)
def test_the_domain_of_a_host(host: str, domain: str) -> None:
    assert domain_of(host) == domain


def test_links_are_found_however_they_are_written() -> None:
    text = "[see](https://a.example/x?y) //b.example <http://c.example> www.d.example, and e.example too; 6204.5 kg"
    assert linked(text) == {"a.example", "b.example", "c.example", "www.d.example"}
    assert "e.example" in named(text)


def test_much_text_and_many_rules_are_no_burden() -> None:
    matcher = Matcher()
    for number in range(500):
        pattern = Pattern.read(f"word{number}abc*")
        assert pattern
        matcher.add(pattern, number)
    assert not list(matcher.found("a" * 20000))
    assert list(matcher.found("word7abcdef " * 1500))
    assert named("." * 20000 + "a." * 9000) is not None


def test_a_refused_word_says_so_and_keeps_what_was_typed(public: Community, seller: Person, steward: Person) -> None:
    rule(public, steward, "casino*", "refuse", sentence="No gambling, please.")
    answer = seller.client.post(f"/communities/{public.slug}/threads/new/", {"title": "Casinos", "body": "Kept words"})
    page = answer.content.decode()
    assert "No gambling, please." in page and "Kept words" in page
    assert not Thread.objects.exists() and not ModerationCase.objects.exists()
    start(public, steward, "Casino", "Stewards are not looked at")


def test_a_held_thread_waits_and_only_its_author_and_moderators_see_it(
    public: Community, seller: Person, steward: Person, visitor: Client, colleague: Person
) -> None:
    rule(public, steward, "casino")
    thread = start(public, seller, "Casino fittings", "We make tables")
    assert thread.standing == "held"
    for client in (visitor, colleague.client):
        assert client.get(thread.get_absolute_url()).status_code == 404
        assert "Casino fittings" not in client.get(public.get_absolute_url()).content.decode()
    assert "Waits for a moderator" in seller.client.get(thread.get_absolute_url()).content.decode()
    deliver_all()
    queue = steward.client.get(f"/communities/{public.slug}/moderation/").content.decode()
    assert "Casino fittings" in queue
    case = ModerationCase.objects.get()
    assert (case.source, case.finding) == ("rule", "casino")
    steward.client.post(f"/communities/{public.slug}/moderation/cases/{case.ref}/decision/", {"decision": "dismiss"})
    assert "We make tables" in visitor.get(thread.get_absolute_url()).content.decode()
    deliver_all()
    told = seller.client.get("/my/notifications/").content.decode()
    assert "is shown now" in told


def test_first_posts_of_a_new_member_wait_until_enough_were_let_stand(
    public: Community, seller: Person, steward: Person
) -> None:
    ModerationSettings.change(public, steward.actor, hold_first=2)
    first, second = start(public, seller, "One"), start(public, seller, "Two")
    assert (first.standing, second.standing) == ("held", "held")
    address = f"/communities/{public.slug}/moderation/release/"
    assert seller.client.post(address, {"company": seller.company.slug}).status_code == 404
    steward.client.post(address, {"company": seller.company.slug})
    assert set(Thread.objects.values_list("standing", flat=True)) == {"shown"}
    assert start(public, seller, "Three").standing == "shown"
    assert steward.client.post(address, {"company": "nobody"}).status_code == 404


def test_a_new_member_does_not_write_without_end(public: Community, seller: Person, steward: Person) -> None:
    ModerationSettings.change(public, steward.actor, posts_an_hour=2)
    public.members.filter(company=seller.company).update(joined_at="2026-01-01T00:00Z")
    thread = start(public, seller)
    thread.reply("b", seller.actor)
    thread.reply("c", seller.actor)  # not new any more
    public.members.filter(company=seller.company).update(joined_at="2999-01-01T00:00Z")
    with pytest.raises(Refused):
        thread.reply("d", seller.actor)
    answer = seller.client.post(thread.get_absolute_url(), {"body": "kept d"})
    assert "Go on in a little while" in answer.content.decode() and "kept d" in answer.content.decode()
    assert thread.posts.count() == 3


def test_links_elsewhere_than_allowed(public: Community, seller: Person, steward: Person) -> None:
    rule(public, steward, "https://good.example/about", "hold", "allowed")
    rule(public, steward, "bad.example", "refuse", "blocked")
    assert [one.text for one in findings(public, "see shop.bad.example now")] == ["bad.example"]
    assert not findings(public, "https://other.example")
    ModerationSettings.change(public, steward.actor, links="hold")
    assert start(public, seller, "A", "https://docs.good.example/x").standing == "shown"
    assert start(public, seller, "B", "[x](https://good.example@other.example)").standing == "held"


def test_the_page_of_rules_is_the_stewards(
    public: Community, seller: Person, steward: Person, buyer: Person, viewer: Person
) -> None:
    address = f"/communities/{public.slug}/moderation/rules/"
    for person in (seller, buyer, viewer):
        assert person.client.get(address).status_code == 404
        assert person.client.post(f"{address}new/", {"kind": "word", "text": "casino"}).status_code == 404
    assert not ContentRule.objects.exists()
    answer = steward.client.post(f"{address}new/", {"kind": "word", "text": "(a+)+$", "effect": "hold"})
    assert answer.status_code == 422 and "(a+)+$" in answer.content.decode()
    steward.client.post(f"{address}new/", {"kind": "word", "text": "Casino*", "effect": "hold"})
    twin = {"kind": "word", "text": "CASINO*", "effect": "hold"}
    assert steward.client.post(f"{address}new/", twin).status_code == 409
    tried = steward.client.post(f"{address}trial/", {"text": "casinos are open"}).content.decode()
    assert "waits for a moderator" in tried
    found = ContentRule.objects.get()
    assert "Casino*" in steward.client.get(address, {"q": "cas"}).content.decode()
    steward.client.post(f"{address}{found.pk}/removal/")
    assert not ContentRule.objects.exists()
    settings = {"hold_first": 6, "new_days": 30, "posts_an_hour": 20, "most_strikes": 3, "strike_months": 12}
    settings |= {"suspend_days": 30, "links": "any"}
    assert steward.client.post(address, settings).status_code == 422
    assert steward.client.post(address, {**settings, "hold_first": 3}).status_code == 302
    assert ModerationSettings.of(public).hold_first == 3
    log = steward.client.get(f"/communities/{public.slug}/moderation/log/").content.decode()
    assert "Added a rule" in log and "Removed a rule" in log
    assert ModerationEntry.objects.count() == 3
