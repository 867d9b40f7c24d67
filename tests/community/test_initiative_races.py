"""Several at one initiative or one article in the same moment."""

import pytest

from community.articles.models import Article, ArticleSuggestion, ChangedMeanwhile
from community.initiatives.models import Initiative, InitiativeAgreement, InitiativePartner
from community.models import Community
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_person
from tests.community.initiative_cast import agreed, joined, propose, with_partner
from tests.processes import at_once

pytestmark = pytest.mark.django_db(transaction=True)
CROWD = 12


def test_of_twelve_who_join_at_once_as_many_come_in_as_fit(public: Community, seller: Person) -> None:
    found = propose(public, seller, most=5, joins_at_once=True)
    people = [joined(public, f"Firm{number}") for number in range(CROWD)]
    actors = [person.actor for person in people]
    results = at_once(CROWD, lambda n: InitiativePartner.ask(Initiative.objects.get(pk=found.pk), actors[n]))
    assert sum(isinstance(one, Refused) for one in results) == CROWD - 4, results
    found.refresh_from_db()
    assert (found.partner_count, found.partners.inside().count(), found.is_full) == (5, 5, True)


def test_a_consent_and_a_newer_text_never_make_an_agreement_of_both(public: Community, seller: Person) -> None:
    mill = joined(public, "Mill")
    found = propose(public, seller)
    with_partner(found, seller, mill)
    version = agreed(found, seller)
    lead, partner = seller.actor, mill.actor

    def act(number: int) -> object:
        initiative = Initiative.objects.get(pk=found.pk)
        if number == 0:
            return InitiativeAgreement.write(initiative, "Other terms", lead, 1, True)
        return InitiativeAgreement.objects.get(pk=version.pk).consent(partner)

    results = at_once(2, act)
    assert isinstance(results[0], InitiativeAgreement), results
    assert not isinstance(results[1], Exception) or isinstance(results[1], WrongState), results
    found.refresh_from_db()
    assert found.state == "gathering"
    assert list(found.to_consent().values_list("company", flat=True)) == [mill.company.pk]
    assert not InitiativeAgreement.objects.get(number=1).consents.standing().exists()


def test_of_two_who_write_upon_one_version_one_is_told(public: Community, seller: Person) -> None:
    found = propose(public, seller)
    lead = seller.actor
    results = at_once(
        4, lambda n: InitiativeAgreement.write(Initiative.objects.get(pk=found.pk), f"Terms {n}", lead, 0)
    )
    assert sum(isinstance(one, InitiativeAgreement) for one in results) == 1, results
    assert found.agreements.count() == 1


def test_the_last_consents_at_once_agree_once(public: Community, seller: Person) -> None:
    from portal.core.events import Event

    people = [joined(public, f"Firm{number}") for number in range(6)]
    found = propose(public, seller, joins_at_once=True)
    for person in people:
        InitiativePartner.ask(Initiative.objects.get(pk=found.pk), person.actor)
    version = agreed(found, seller)
    actors = [person.actor for person in people]
    at_once(6, lambda n: InitiativeAgreement.objects.get(pk=version.pk).consent(actors[n]))
    found.refresh_from_db()
    assert found.state == "agreed"
    assert Event.objects.filter(kind="initiative.agreed").count() == 1


def test_two_approvals_publish_once_and_two_suggestions_do_not_undo_each_other(
    public: Community, seller: Person, steward: Person
) -> None:
    second = make_person("second@association.example", steward.company, "manager")
    article = Article.begin(
        public, seller.actor, title="Papers", body="Three", category="Customs", language="en", tags=""
    )
    article.propose(seller.actor)
    keepers = [steward.actor, second.actor]
    results = at_once(2, lambda n: Article.objects.get(pk=article.pk).approve(keepers[n], 1))
    assert sum(isinstance(one, WrongState) for one in results) == 1, results
    article.refresh_from_db()
    made = [ArticleSuggestion.make(article, seller.actor, 1, "Papers", f"Text {n}", "x").pk for n in range(2)]
    results = at_once(2, lambda n: ArticleSuggestion.objects.get(pk=made[n]).take(keepers[n], 1))
    assert sum(isinstance(one, ChangedMeanwhile) for one in results) == 1, results
    article.refresh_from_db()
    assert (article.published, article.latest) == (2, 2)
