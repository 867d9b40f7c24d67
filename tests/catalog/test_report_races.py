"""Two moderators at one case, and many reports of one subject, in the same moment."""

import pytest

from catalog.models import Product, Report, ReportCase
from catalog.reports.subjects import Verdict
from catalog.standing.seen import mark_of
from portal.core.events import Event
from portal.core.permissions import WrongState
from tests.cast import Person, make_person
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 6


def test_of_moderators_who_decide_at_once_one_does(buyer: Person, product: Product, moderator: Person) -> None:
    case = Report.make(buyer.actor, "product", product, "misleading").case
    said = Verdict(mark_of(product), "misleading", "The picture shows something else.")

    def decide(number: int) -> None:
        own = ReportCase.objects.get(pk=case.pk)
        (own.take_down if number % 2 else own.dismiss)(moderator.actor, said)

    results = at_once(CROWD, decide)
    assert [type(one) for one in results].count(WrongState) == CROWD - 1, results
    assert Event.objects.filter(kind__in=["report.dismissed", "report.taken_down"]).count() == 1
    state, listed = ReportCase.objects.get().state, Product.objects.get().state
    assert (state, listed) in {("down", "rejected"), ("dismissed", "published")}


def test_reports_of_many_at_once_make_one_case_and_a_person_counts_once(
    buyer: Person, product: Product, moderator: Person
) -> None:
    colleague = make_person("other@nordwerk.example", buyer.company, "viewer")
    crowd = [buyer.actor, colleague.actor]
    results = at_once(CROWD, lambda n: Report.make(crowd[n % 2], "product", product, "misleading"))
    assert [type(one) for one in results].count(WrongState) == CROWD - 2, results
    assert ReportCase.objects.count() == 1 and Report.objects.count() == 2
