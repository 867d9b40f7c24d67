"""Two moderators at one case, two reporters of one post, strikes at the same moment."""

import pytest

from community.models import Community, Measure, ModerationCase
from community.moderation.kinds import CONTENTS
from community.moderation.models import ContentReport
from portal.core.permissions import WrongState
from tests.cast import Person, make_company, make_person
from tests.community.test_moderation import case_of, joins, verdict, written
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 6


def test_of_two_who_decide_at_once_one_does(public: Community, seller: Person, buyer: Person, steward: Person) -> None:
    keeper = joins(public, make_person("keeper@clear.example", make_company("Clear Eyes")), "moderator")
    case = case_of(written(public, seller), buyer)
    judges = [steward.actor, keeper.actor]

    def decide(number: int) -> str:
        found = ModerationCase.objects.get(pk=case.pk)
        if number % 2:
            found.dismiss(judges[number % 2])
        else:
            found.uphold(judges[0], verdict("hide", "strike"))
        return "done"

    results = at_once(CROWD, decide)
    assert results.count("done") == 1, results
    assert sum(isinstance(one, WrongState) for one in results) == CROWD - 1
    case.refresh_from_db()
    assert Measure.objects.count() == (2 if case.state == "upheld" else 0)


def test_reports_at_once_make_one_case(public: Community, seller: Person) -> None:
    post = written(public, seller)
    people = [make_person(f"r{n}@report.example", make_company(f"Reporter {n}")) for n in range(CROWD)]
    actors = [person.actor for person in people]
    results = at_once(CROWD, lambda n: ContentReport.make(actors[n], CONTENTS["post"], post, "abuse").case_id)
    assert len(set(results)) == 1, results
    assert ModerationCase.objects.get().reports.count() == CROWD


def test_strikes_at_once_suspend_once_they_are_three(
    public: Community, seller: Person, buyer: Person, steward: Person
) -> None:
    thread = written(public, seller).thread
    cases = [case_of(thread.reply(f"Advertising {n}", seller.actor), buyer).pk for n in range(3)]
    at_once(3, lambda n: ModerationCase.objects.get(pk=cases[n]).uphold(steward.actor, verdict("strike")))
    assert Measure.objects.filter(act="strike").count() == 3
    assert Measure.objects.running().count() == 1
