"""Appeals: once to the community, by another pair of eyes; then, where everybody reads it, to the programme."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from community.models import CaseAppeal, Community, ModerationCase
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person
from tests.community.test_moderation import case_of, joins, queue_of, verdict, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(public: Community) -> Person:
    return joins(public, make_person("keeper@clear.example", make_company("Clear Eyes")), "moderator")


@pytest.fixture
def case(public: Community, seller: Person, buyer: Person, keeper: Person) -> ModerationCase:
    """Hidden by the moderator, with a strike."""
    found = case_of(written(public, seller), buyer)
    found.uphold(keeper.actor, verdict("hide", "strike"))
    return found


def test_who_decided_does_not_answer_while_another_can(
    public: Community, case: ModerationCase, seller: Person, keeper: Person, steward: Person, buyer: Person
) -> None:
    answer = seller.client.post(f"{case.get_absolute_url()}appeal/", {"words": "It was a price list."})
    assert answer.status_code == 302
    deliver_all()
    assert "An appeal waits" in steward.client.get("/my/notifications/").content.decode()
    empty = steward.client.get(queue_of(public)).content.decode()
    assert "1 appeal waits for an answer" in empty and 'href="?state=appealed"' in empty
    address = f"{queue_of(public)}cases/{case.ref}/answer/"
    assert keeper.client.post(address, {"words": "No.", "decision": "deny"}).status_code == 403
    assert not CaseAppeal.objects.exclude(answered_at=None).exists()
    page = steward.client.get(f"{queue_of(public)}?state=appealed").content.decode()
    assert "Who has 6204 in stock?" in page
    assert steward.client.post(address, {"words": "", "decision": "grant"}).status_code == 422
    steward.client.post(address, {"words": "You are right.", "decision": "grant"})
    case.refresh_from_db()
    assert (case.state, case.thing.standing) == ("back", "shown")
    assert not public.measures.filter(lifted_at=None).exists()
    assert "You are right." in seller.client.get(case.get_absolute_url()).content.decode()
    assert "taken back" in buyer.client.get("/my/community-reports/").content.decode()
    assert steward.client.post(address, {"words": "Again", "decision": "deny"}).status_code == 409


def test_who_is_alone_answers_themselves(public: Community, seller: Person, buyer: Person, steward: Person) -> None:
    found = case_of(written(public, seller), buyer)
    found.uphold(steward.actor, verdict("hide"))
    found.appeal(seller.actor, "Why?")
    found.appeals.get().settle(steward.actor, False, "Because.")
    assert found.appeals.get().outcome == "refused"


def test_the_second_word_goes_to_the_programme_and_there_is_no_third(
    public: Community, case: ModerationCase, seller: Person, steward: Person, moderator: Person
) -> None:
    case.appeal(seller.actor, "First")
    with pytest.raises(WrongState):
        case.appeal(seller.actor, "While one waits")
    case.appeals.get().settle(steward.actor, False, "It stands.")
    again = ModerationCase.objects.get(pk=case.pk)
    again.appeal(seller.actor, "Second")
    second = again.appeals.get(instance=2)
    assert second.is_for_programme
    with pytest.raises(PermissionDenied):
        second.settle(steward.actor, True, "We change our mind")
    page = moderator.client.get("/desk/community-reports/?state=appealed").content.decode()
    assert "Who has 6204 in stock?" in page
    moderator.client.post(f"/desk/community-reports/{case.ref}/answer/", {"words": "It stands.", "decision": "deny"})
    with pytest.raises(WrongState):
        ModerationCase.objects.get(pk=case.pk).appeal(seller.actor, "Third")


def test_a_closed_community_has_no_second_instance(
    closed: Community, seller: Person, buyer: Person, steward: Person
) -> None:
    found = case_of(written(closed, seller), steward)
    keeper = joins(closed, make_person("keeper@clear.example", make_company("Clear Eyes")), "moderator")
    found.uphold(keeper.actor, verdict("hide"))
    found.appeal(seller.actor, "First")
    found.appeals.get().settle(steward.actor, False, "It stands.")
    with pytest.raises(WrongState):
        ModerationCase.objects.get(pk=found.pk).appeal(seller.actor, "Second")


def test_after_14_days_it_is_too_late(case: ModerationCase, seller: Person) -> None:
    ModerationCase.objects.filter(pk=case.pk).update(decided_at=timezone.now() - timedelta(days=15))
    address = f"{case.get_absolute_url()}appeal/"
    assert seller.client.post(address, {"words": "Late"}).status_code == 409
    assert not CaseAppeal.objects.exists()
    assert "Send the appeal" not in seller.client.get(case.get_absolute_url()).content.decode()


def test_only_people_of_the_author_s_company_appeal(
    case: ModerationCase, seller: Person, viewer: Person, buyer: Person, colleague: Person
) -> None:
    address = f"{case.get_absolute_url()}appeal/"
    assert viewer.client.post(address, {"words": "Me"}).status_code == 403
    assert buyer.client.post(address, {"words": "Me"}).status_code == 404
    assert seller.client.post(address, {"words": "  "}).status_code == 422
    assert not CaseAppeal.objects.exists()
    assert colleague.client.post(address, {"words": "For us"}).status_code == 302


def test_nothing_is_taken_back_past_an_appeal(case: ModerationCase, seller: Person, steward: Person) -> None:
    case.appeal(seller.actor, "First")
    with pytest.raises(Refused):
        case.take_back(steward.actor, "We were wrong")


def test_what_the_programme_decided_the_programme_looks_at_again(
    public: Community, seller: Person, buyer: Person, steward: Person, moderator: Person
) -> None:
    found = case_of(written(public, seller), buyer)
    found.uphold(moderator.actor, verdict("hide"))
    found.appeal(seller.actor, "Why?")
    appeal = found.appeals.get()
    assert appeal.is_for_programme
    with pytest.raises(PermissionDenied):
        appeal.settle(steward.actor, True, "Ours is ours")
    second = make_person("second@programme.example", is_staff=True, is_superuser=True)
    with pytest.raises(PermissionDenied):
        appeal.settle(moderator.actor, False, "I was right")
    appeal.settle(second.actor, True, "They were right.")
    assert ModerationCase.objects.get(pk=found.pk).state == "back"


def test_each_side_is_told_in_words_and_nobody_is_named(
    case: ModerationCase, seller: Person, buyer: Person, keeper: Person
) -> None:
    deliver_all()
    author = seller.client.get("/my/notifications/").content.decode()
    assert "decided against what you wrote" in author and "Nordwerk" not in author and "Clear Eyes" not in author
    assert "breaks the rules, and acted" in buyer.client.get("/my/notifications/").content.decode()
