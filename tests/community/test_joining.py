"""The ways into a community: what is asked, who comes in at once, and who may ask again when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.models import Community, CommunityMember, JoinQuestion, MembershipChange
from community.models.member import PEACE
from portal.core.permissions import Refused
from tests.cast import Person

pytestmark = pytest.mark.django_db


def address_of(person: Person, email: str, verified: bool = True) -> None:
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=person.user, email=email, verified=verified)


def join(person: Person, house: Community, **data: str) -> int:
    return int(person.client.post(f"/communities/{house.slug}/membership/", data).status_code)


def place(person: Person, house: Community) -> CommunityMember | None:
    return house.members.filter(company=person.company).first()


@pytest.fixture
def asking(closed: Community, steward: Person) -> Community:
    """With three questions, one of which has to be answered."""
    closed.describe(steward.actor, joining="questions")
    JoinQuestion.ask(closed, steward.actor, text="What do you make?", is_required=True)
    JoinQuestion.ask(closed, steward.actor, text="How large?", kind="choice", choices=["small", "large"])
    JoinQuestion.ask(closed, steward.actor, text="Do you export?", kind="yesno")
    return closed


def names(house: Community) -> list[str]:
    return [f"question-{question.pk}" for question in house.questions.all()]


def test_an_open_community_lets_any_company_in_at_once(public: Community, steward: Person, buyer: Person) -> None:
    public.describe(steward.actor, joining="open")
    assert join(buyer, public) == 302
    member = place(buyer, public)
    assert member and member.is_active and member.joined_at
    assert public.changes.get(company=buyer.company).what == "joined"


def test_by_invitation_only_means_that(public: Community, steward: Person, buyer: Person) -> None:
    public.describe(steward.actor, joining="invitation")
    assert "By invitation only" in buyer.client.get(public.get_absolute_url()).content.decode()
    assert join(buyer, public) == 409
    assert place(buyer, public) is None


def test_answers_are_kept_with_the_words_of_that_day(asking: Community, steward: Person, buyer: Person) -> None:
    makes, size, exports = names(asking)
    assert join(buyer, asking, **{makes: "Pumps <b>", size: "small", exports: "yes"}) == 302
    question = asking.questions.get(text="What do you make?")
    question.change(steward.actor, text="What do you sell?")
    member = place(buyer, asking)
    assert member and member.answers == [
        {"question": "What do you make?", "kind": "short", "answer": "Pumps <b>"},
        {"question": "How large?", "kind": "choice", "answer": "small"},
        {"question": "Do you export?", "kind": "yesno", "answer": "yes"},
    ]
    page = steward.client.get(f"/communities/{asking.slug}/members/").content.decode()
    assert "What do you make?" in page and "Pumps &lt;b&gt;" in page


def test_a_missing_or_wrong_answer_keeps_the_others(asking: Community, buyer: Person) -> None:
    makes, size, _exports = names(asking)
    page = buyer.client.post(f"/communities/{asking.slug}/membership/", {size: "small", "words": "Kept words"})
    assert page.status_code == 200 and "Kept words" in page.content.decode()
    page = buyer.client.post(f"/communities/{asking.slug}/membership/", {makes: "Kept pumps", size: "huge"})
    assert page.status_code == 200 and "Kept pumps" in page.content.decode()
    assert place(buyer, asking) is None
    with pytest.raises(Refused):
        asking.ask_to_join(buyer.actor, answers={})


def test_a_confirmed_address_at_a_listed_domain_is_enough(public: Community, steward: Person, buyer: Person) -> None:
    public.describe(steward.actor, joining="invitation", domains=["nordwerk.example"])
    assert join(buyer, public) == 409, "the address is not confirmed"
    address_of(buyer, "Buyer@Nordwerk.example")
    assert join(buyer, public) == 302
    member = place(buyer, public)
    assert member and member.is_active


def test_an_unconfirmed_address_or_one_below_the_domain_is_not(
    public: Community, steward: Person, buyer: Person, stranger: Person
) -> None:
    public.describe(steward.actor, joining="invitation", domains=["nordwerk.example"])
    address_of(buyer, "buyer@nordwerk.example", verified=False)
    address_of(stranger, "x@evil.nordwerk.example")
    assert (join(buyer, public), join(stranger, public)) == (409, 409)


@pytest.mark.parametrize(
    "domain", ["gmail.com", "@naver.com", "mail.gmail.com", "mailinator.com", "firm", "a b..c", "<x>"]
)
def test_domains_that_say_nothing_cannot_be_listed(public: Community, steward: Person, domain: str) -> None:
    page = steward.client.post(
        f"/communities/{public.slug}/joining/", {"joining": "approval", "domains": f"ktma.example\n{domain}"}
    )
    assert page.status_code == 200 and "ktma.example" in page.content.decode()
    public.refresh_from_db()
    assert public.domains == []


def test_the_steward_chooses_the_way_and_the_domains(public: Community, steward: Person, seller: Person) -> None:
    typed = {"joining": "invitation", "domains": "@KTMA.example, firm.example\nktma.example"}
    assert seller.client.post(f"/communities/{public.slug}/joining/", typed).status_code == 403
    assert steward.client.post(f"/communities/{public.slug}/joining/", typed).status_code == 302
    public.refresh_from_db()
    assert (public.joining, public.domains) == ("invitation", ["ktma.example", "firm.example"])


def test_questions_are_added_moved_and_taken_away_by_the_steward(
    public: Community, steward: Person, seller: Person
) -> None:
    base = f"/communities/{public.slug}/joining/questions/"
    typed = {"text": "How large?", "kind": "choice", "choices": "small\n\nlarge\nsmall", "is_required": "on"}
    assert seller.client.post(f"{base}new/", typed).status_code == 403
    steward.client.post(f"{base}new/", typed)
    steward.client.post(f"{base}new/", {"text": "Since when?", "kind": "short", "choices": ""})
    assert public.questions.get(kind="choice").choices == ["small", "large"]
    second = public.questions.get(kind="short")
    steward.client.post(f"{base}{second.pk}/up/")
    assert [one.text for one in public.questions.all()] == ["Since when?", "How large?"]
    steward.client.post(f"{base}{second.pk}/removal/")
    assert public.questions.count() == 1
    page = steward.client.post(f"{base}new/", {"text": "Kept?", "kind": "choice", "choices": "one"})
    assert page.status_code == 200 and "Kept?" in page.content.decode()


def test_there_are_twelve_questions_at_most(public: Community, steward: Person) -> None:
    for number in range(JoinQuestion.MOST):
        JoinQuestion.ask(public, steward.actor, text=f"Q {number}")
    with pytest.raises(Refused):
        JoinQuestion.ask(public, steward.actor, text="One more")


def test_a_declined_company_asks_again_after_30_days(closed: Community, buyer: Person, steward: Person) -> None:
    closed.ask_to_join(buyer.actor).decline(steward.actor)
    assert join(buyer, closed) == 409
    closed.members.filter(company=buyer.company).update(decided_at=timezone.now() - PEACE - timedelta(minutes=1))
    assert "Ask to join" in buyer.client.get(closed.get_absolute_url()).content.decode()
    assert join(buyer, closed, words="Now we export") == 302
    member = place(buyer, closed)
    assert member and (member.state, member.words) == ("asked", "Now we export")


def test_who_joins_accepts_the_rules_of_that_day(public: Community, steward: Person, buyer: Person) -> None:
    public.describe(steward.actor, joining="open", rules="Be kind.")
    assert join(buyer, public) == 200, "the rules are to be accepted"
    assert join(buyer, public, rules="on") == 302
    member = place(buyer, public)
    assert member and member.rules_version == public.rules_version == 2 and not member.owes_rules


def test_changed_rules_stop_writing_until_they_are_accepted(
    public: Community, steward: Person, seller: Person, viewer: Person
) -> None:
    public.describe(steward.actor, rules="Be kind.")
    thread = {"title": "Hello", "body": "Words"}
    assert "The rules have changed" in seller.client.get(public.get_absolute_url()).content.decode()
    assert seller.client.post(f"/communities/{public.slug}/threads/new/", thread).status_code == 403
    steward.client.post(f"/communities/{public.slug}/threads/new/", thread)
    accept = f"/communities/{public.slug}/membership/rules/"
    assert viewer.client.post(accept, {"version": "2"}).status_code == 403
    assert seller.client.post(accept, {"version": "1"}).status_code == 409, "not the version of now"
    assert seller.client.post(accept, {"version": "x"}).status_code == 409
    assert seller.client.post(accept, {"version": "2"}).status_code == 302
    assert seller.client.post(f"/communities/{public.slug}/threads/new/", {**thread, "title": "Two"}).status_code == 302
    assert public.threads.count() == 2
    assert MembershipChange.objects.filter(what="rules", detail="2").count() == 1


def test_the_same_rules_saved_again_are_no_new_version(public: Community, steward: Person) -> None:
    public.describe(steward.actor, rules="Be kind.")
    public.describe(steward.actor, rules="Be kind.", summary="New")
    assert public.rules_version == 2
