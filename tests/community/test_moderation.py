"""Reporting, one case for all reports of a thing, deciding on it, and what each side learns."""

from typing import Any

import pytest
from django.test import Client

from community.models import Community, CommunityMember, Measure, ModerationCase, ModerationEntry, Post, Thread
from community.moderation.kinds import CONTENTS
from community.moderation.models import ContentReport, Verdict
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_company, make_person

pytestmark = pytest.mark.django_db


def joins(community: Community, person: Person, role: str = "member") -> Person:
    community.members.create(company=person.company, role=role, state=CommunityMember.State.ACTIVE)
    return person


def written(community: Community, person: Person, body: str = "Buy cheap pills") -> Post:
    thread = Thread.start(community, person.actor, "Who has 6204 in stock?", body)
    return thread.posts.get(number=1)


def case_of(post: Post, by: Person, reason: str = "abuse", note: str = "") -> ModerationCase:
    return ContentReport.make(by.actor, CONTENTS["post"], post, reason, note).case


def verdict(*acts: str, **more: Any) -> Verdict:
    return Verdict(**{"acts": acts or ("hide",), "reason": "rules", "words": "No advertising here.", **more})


@pytest.fixture
def keeper(public: Community) -> Person:
    """A moderator who is no steward."""
    return joins(public, make_person("keeper@clear.example", make_company("Clear Eyes")), "moderator")


def queue_of(community: Community) -> str:
    return f"/communities/{community.slug}/moderation/"


def test_reported_by_two_it_is_one_case_and_its_author_never_learns_who(
    public: Community, seller: Person, buyer: Person, stranger: Person, steward: Person
) -> None:
    post = written(public, seller)
    for person in (buyer, stranger):
        page = person.client.get(f"/my/community-reports/new/?about=post:{post.pk}").content.decode()
        assert "Buy cheap pills" in page
        answer = person.client.post(
            f"/my/community-reports/new/?about=post:{post.pk}", {"reason": "abuse", "note": "It annoys"}
        )
        assert answer.headers["Location"] == post.get_absolute_url()
    case = ModerationCase.objects.get()
    assert case.reports.count() == 2
    page = steward.client.get(f"{queue_of(public)}cases/{case.ref}/").content.decode()
    assert "Nordwerk Handel" in page and "Elsewhere Ltd" in page
    assert seller.client.get(case.get_absolute_url()).status_code == 404  # nothing was decided yet
    case.uphold(steward.actor, verdict("hide", "warn"))
    page = seller.client.get(case.get_absolute_url()).content.decode()
    assert "No advertising here." in page
    assert "Nordwerk" not in page and "Elsewhere" not in page and "It annoys" not in page
    assert not Event.objects.filter(kind="moderation.reported").exclude(company_id=None).exists()
    page = buyer.client.get("/my/community-reports/").content.decode()
    assert "breaks the rules, and acted" in page


def test_a_report_is_kept_to_its_rules(public: Community, seller: Person, buyer: Person, colleague: Person) -> None:
    post = written(public, seller)
    address = f"/my/community-reports/new/?about=post:{post.pk}"
    assert buyer.client.post(address, {"reason": "other", "note": ""}).status_code == 422
    assert buyer.client.post(address, {"reason": "nonsense"}).status_code == 422
    assert colleague.client.post(address, {"reason": "abuse"}).status_code == 403
    assert not ModerationCase.objects.exists()
    case_of(post, buyer)
    answer = buyer.client.post(address, {"reason": "other", "note": "Once more, in words"})
    assert answer.status_code == 409
    assert "Once more, in words" in answer.content.decode()
    for about in ("post:0", "post:x", "post:١", "nothing:1", "", "post:" + "9" * 30, "post:99999999999999999999"):
        assert buyer.client.get("/my/community-reports/new/", {"about": about}).status_code == 404


def test_nothing_of_a_hidden_community_can_be_reported_or_found(
    hidden: Community, seller: Person, buyer: Person, visitor: Client, steward: Person
) -> None:
    post = written(hidden, seller)
    assert buyer.client.get(f"/my/community-reports/new/?about=post:{post.pk}").status_code == 404
    case = case_of(post, steward)
    for path in ("", f"cases/{case.ref}/", "rules/", "log/"):
        assert buyer.client.get(queue_of(hidden) + path).status_code == 404
        assert seller.client.get(queue_of(hidden) + path).status_code == 404
        assert visitor.get(queue_of(hidden) + path).status_code == 302
    assert not ModerationCase.objects.visible_to(buyer.actor).exists()
    act = f"{queue_of(hidden)}cases/{case.ref}/decision/"
    assert seller.client.post(act, {"decision": "dismiss"}).status_code == 404
    case.refresh_from_db()
    assert case.is_open


def test_hidden_words_are_seen_by_moderators_only_and_come_back(
    public: Community, seller: Person, buyer: Person, steward: Person, visitor: Client
) -> None:
    post = written(public, seller)
    reply = post.thread.reply("A second word", seller.actor)
    case = case_of(reply, buyer)
    typed = {"decision": "uphold", "acts": ["hide"], "reason": "rules", "words": "Not here.", "reply": "Thank you."}
    answer = steward.client.post(f"{queue_of(public)}cases/{case.ref}/decision/", typed)
    assert answer.status_code == 302, answer.content.decode()
    assert "A second word" not in visitor.get(post.thread.get_absolute_url()).content.decode()
    assert "A second word" in steward.client.get(post.thread.get_absolute_url()).content.decode()
    assert "Thank you." in buyer.client.get("/my/community-reports/").content.decode()
    steward.client.post(f"{queue_of(public)}cases/{case.ref}/return/", {"words": "We were wrong."})
    assert "A second word" in visitor.get(post.thread.get_absolute_url()).content.decode()
    case.refresh_from_db()
    assert case.state == "back"
    assert [entry.act for entry in ModerationEntry.objects.order_by("pk")] == ["hide", "back"]


def test_what_is_typed_stays_when_it_is_refused(
    public: Community, seller: Person, buyer: Person, steward: Person
) -> None:
    case = case_of(written(public, seller), buyer)
    address = f"{queue_of(public)}cases/{case.ref}/decision/"
    answer = steward.client.post(address, {"decision": "uphold", "words": "Kept words", "acts": ["suspend"]})
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    case.refresh_from_db()
    assert case.is_open and not Measure.objects.exists()


def test_nobody_decides_on_what_is_their_own(public: Community, steward: Person, buyer: Person, keeper: Person) -> None:
    case = case_of(written(public, steward), buyer)
    page = steward.client.get(f"{queue_of(public)}cases/{case.ref}/").content.decode()
    assert "words of your own company" in page
    assert "Nordwerk" not in page and "abuse" not in page.casefold()
    answer = steward.client.post(f"{queue_of(public)}cases/{case.ref}/decision/", {"decision": "dismiss"})
    assert answer.status_code == 403
    case.refresh_from_db()
    assert case.is_open
    with pytest.raises(Refused):  # who runs the house cannot be suspended in it by a moderator
        case.uphold(keeper.actor, verdict("strike"))
    case.uphold(keeper.actor, verdict("hide"))


def test_who_decides_on_a_page_that_is_out_of_date_is_told(
    public: Community, seller: Person, buyer: Person, steward: Person, keeper: Person
) -> None:
    post = written(public, seller)
    case = case_of(post, buyer)
    mark = CONTENTS["post"].mark(post)
    Post.objects.filter(pk=post.pk).update(body="Something else entirely")
    with pytest.raises(Refused):
        case.uphold(steward.actor, verdict(mark=mark))
    case.refresh_from_db()
    case.dismiss(steward.actor)
    with pytest.raises(WrongState):
        ModerationCase.objects.get(pk=case.pk).uphold(keeper.actor, verdict())


def test_three_strikes_suspend_the_writing(public: Community, seller: Person, buyer: Person, steward: Person) -> None:
    thread = written(public, seller).thread
    for number in range(3):
        assert not Measure.objects.running().exists()
        post = thread.reply(f"Advertising {number}", seller.actor)
        case_of(post, buyer).uphold(steward.actor, verdict("strike"))
    suspension = Measure.objects.running().get()
    assert suspension.is_automatic and suspension.company == seller.company
    assert seller.client.post(thread.get_absolute_url(), {"body": "And again"}).status_code == 403
    assert thread.posts.count() == 4
    assert "may not write in this community until" in seller.client.get(thread.get_absolute_url()).content.decode()
    assert (
        "because of its strikes"
        in steward.client.get(f"{queue_of(public)}cases/{suspension.case.ref}/").content.decode()
    )
    steward.client.post(f"{queue_of(public)}cases/{suspension.case.ref}/lifting/")
    assert seller.client.post(thread.get_absolute_url(), {"body": "And again"}).status_code == 302


def test_a_suspension_holds_in_that_community_alone(
    public: Community, closed: Community, seller: Person, buyer: Person, steward: Person
) -> None:
    case_of(written(public, seller), buyer).uphold(steward.actor, verdict("suspend", days=7))
    assert (
        seller.client.post(f"/communities/{public.slug}/threads/new/", {"title": "a", "body": "b"}).status_code == 403
    )
    assert (
        seller.client.post(f"/communities/{closed.slug}/threads/new/", {"title": "a", "body": "b"}).status_code == 302
    )


def test_only_a_steward_removes_and_the_removed_loses_the_house_at_once(
    closed: Community, seller: Person, buyer: Person, steward: Person
) -> None:
    keeper = joins(closed, make_person("keeper@clear.example", make_company("Clear Eyes")), "moderator")
    joins(closed, buyer)
    case = case_of(written(closed, seller), buyer)
    answer = keeper.client.post(
        f"{queue_of(closed)}cases/{case.ref}/decision/",
        {"decision": "uphold", "acts": ["remove"], "reason": "rules", "words": "Out"},
    )
    assert answer.status_code == 422
    case.refresh_from_db()
    case.uphold(steward.actor, verdict("hide", "remove"))
    assert seller.client.get(case.thing.get_absolute_url()).status_code == 404
    assert not closed.role_of(seller.company.pk)
    assert seller.client.get(case.get_absolute_url()).status_code == 200  # and can still appeal
    case.appeal(seller.actor, "We never advertised.")


def test_the_thread_is_closed_with_it(public: Community, seller: Person, buyer: Person, steward: Person) -> None:
    post = written(public, seller)
    case_of(post, buyer).uphold(steward.actor, verdict("lock"))
    post.thread.refresh_from_db()
    assert post.thread.is_locked
    ModerationCase.objects.get().take_back(steward.actor, "We were wrong.")
    post.thread.refresh_from_db()
    assert not post.thread.is_locked


def test_the_programme_decides_over_all_communities_but_not_on_its_own(
    hidden: Community, seller: Person, steward: Person, moderator: Person, clerk: Person
) -> None:
    case = case_of(written(hidden, seller), steward)
    assert clerk.client.get("/desk/community-reports/").status_code == 404
    assert seller.client.get("/desk/community-reports/").status_code == 404
    page = moderator.client.get("/desk/community-reports/").content.decode()
    assert "Who has 6204 in stock?" in page and "Quiet Circle" in page
    assert "Reports in communities" in moderator.client.get("/desk/").content.decode()
    assert moderator.client.get(f"/desk/community-reports/{case.ref}/").status_code == 200
    moderator.client.post(
        f"/desk/community-reports/{case.ref}/decision/",
        {"decision": "uphold", "acts": ["hide"], "reason": "fraud", "words": "It asks for passwords."},
    )
    case.refresh_from_db()
    assert (case.state, case.is_by_programme) == ("upheld", True)
    assert case.thing.standing == "hidden"


def test_filters_tabs_and_nonsense(public: Community, seller: Person, buyer: Person, steward: Person) -> None:
    case_of(written(public, seller), buyer)
    assert "cheap pills" in steward.client.get(queue_of(public), {"q": "pills", "kind": "post"}).content.decode()
    assert "Nothing fits" in steward.client.get(queue_of(public), {"source": "first"}).content.decode()
    for wrong in ({"state": "x"}, {"page": "-1"}, {"kind": "\x00"}, {"q": "%\x00'"}):
        assert steward.client.get(queue_of(public), wrong).status_code == 200
    for state in ("appealed", "upheld", "dismissed", "released", "back"):
        assert steward.client.get(queue_of(public), {"state": state}).status_code == 200


def test_the_page_of_rules_says_how_often_moderators_acted(
    public: Community, seller: Person, buyer: Person, steward: Person, visitor: Client
) -> None:
    case_of(written(public, seller), buyer).uphold(steward.actor, verdict("hide", "strike"))
    page = visitor.get(public.get_absolute_url()).content.decode()
    assert "reports 1, hidden 1, strikes 1" in page
