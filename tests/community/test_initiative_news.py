"""Who hears what of initiatives and articles; what waits on “My portal”, what one may fetch, what a merge moves."""

import io
import json
import zipfile

import pytest
from django.utils import timezone

from community.articles.models import Article, ArticleOpinion, ArticleSuggestion
from community.initiatives.clock import remind
from community.initiatives.models import (
    Initiative,
    InitiativeAgreement,
    InitiativeNote,
    InitiativePartner,
    InitiativeStep,
)
from community.models import Community
from companies.account.personal import write_archive
from companies.merging import move_all
from companies.models import User
from companies.steps import FINDERS
from notifications.models import Notification
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.community.initiative_cast import agreed, expelled, joined, propose, with_partner

pytestmark = pytest.mark.django_db


def news(person: Person) -> list[str]:
    """The kinds told since the last look, oldest first."""
    deliver_all()
    rows = Notification.objects.filter(user=person.user).order_by("pk")
    kinds = [row.kind for row in rows if row.title and row.call]
    rows.delete()
    return [kind for kind in kinds if kind.startswith(("initiative.", "article."))]


def steps_of(person: Person) -> str:
    return " ".join(str(step.title) for _rank, find in FINDERS if (step := find(person.actor)))


def test_partners_hear_what_concerns_them(public: Community, seller: Person, mill: Person) -> None:
    found = propose(public, seller)
    place = InitiativePartner.ask(found, mill.actor)
    assert news(seller) == ["initiative.asked"]
    assert "Mill wants to join" in steps_of(seller)
    place.accept(seller.actor)
    assert (news(mill), news(seller)) == (["initiative.let_in"], [])
    InitiativeAgreement.write(found, "Equal shares", seller.actor, 0)
    assert "has an agreement to consent to" in steps_of(mill)
    assert "Read and consent" in mill.client.get("/my/").content.decode()
    assert "Read and consent" not in seller.client.get("/my/").content.decode()
    assert news(mill) == ["initiative.agreement_written"]
    InitiativeAgreement.latest(found).consent(mill.actor)
    assert news(seller) == ["initiative.agreed"]
    found.start(seller.actor)
    InitiativeNote.write(found, "Stand booked", seller.actor)
    InitiativeNote.write(found, "Freight booked", seller.actor)
    assert news(mill) == ["initiative.started", "initiative.told"]
    today = timezone.localdate()
    InitiativeStep.add(found, seller.actor, title="Send samples", company=mill.company, due_on=today)
    Initiative.objects.filter(pk=found.pk).update(ends_on=today)
    remind()
    assert news(mill) == ["initiative.step_due"]
    assert news(seller) == ["initiative.outcome_due"]
    assert "Send samples" in steps_of(mill) and "What came of" in steps_of(seller)
    found.give_up(seller.actor, "The fair is off")
    assert news(mill) == ["initiative.given_up"]


def test_invited_declined_and_removed_are_told(public: Community, seller: Person, mill: Person) -> None:
    found = propose(public, seller)
    place = InitiativePartner.invite(found, mill.company, seller.actor)
    assert "You are invited" in steps_of(mill)
    assert news(mill) == ["initiative.invited"]
    place.decline(mill.actor)
    assert news(seller) == ["initiative.refused"]
    InitiativePartner.invite(found, mill.company, seller.actor)
    InitiativePartner.ask(found, mill.actor).remove(seller.actor, "No answer")
    assert "initiative.removed" in news(mill)


def test_a_stranger_a_viewer_and_who_left_hear_nothing(
    hidden: Community, seller: Person, viewer: Person, stranger: Person
) -> None:
    mill = joined(hidden, "Mill")
    found = propose(hidden, seller)
    with_partner(found, seller, mill)
    news(mill)
    InitiativeNote.write(found, "Inside news", seller.actor)
    expelled(hidden, mill)
    agreed(found, seller)
    for person in (mill, viewer, stranger):
        assert news(person) == []
        assert steps_of(person).count("Booth") == 0


def test_kept_ones_tell_only_partners(public: Community, seller: Person, mill: Person) -> None:
    watcher = joined(public, "Fan")
    found = propose(public, seller, audience="partners")
    InitiativePartner.follow(found, watcher.actor)
    with_partner(found, seller, mill)
    agreed(found, seller, mill)
    news(mill)
    news(watcher)
    found.start(seller.actor)
    InitiativeNote.write(found, "Price is 3", seller.actor)
    assert (len(news(mill)), news(watcher)) == (2, [])


def test_reviewers_and_authors_hear_of_articles(
    public: Community, seller: Person, steward: Person, mill: Person
) -> None:
    article = Article.begin(
        public, seller.actor, title="Papers", body="Three", category="Customs", language="en", tags=""
    )
    article.propose(seller.actor)
    assert "waits for your approval" in steps_of(steward)
    assert (news(steward), news(seller), news(mill)) == (["article.proposed"], [], [])
    article.send_back(steward.actor, "Which form?")
    assert news(seller) == ["article.sent_back"]
    article.propose(seller.actor)
    article.approve(steward.actor, 1)
    assert news(seller) == ["article.published"]
    made = ArticleSuggestion.make(article, mill.actor, 1, "Papers", "Four", "one more")
    assert "suggests a change" in steps_of(seller)
    assert news(seller) == ["article.suggested"]
    made.take(seller.actor, 1)
    assert news(mill) == ["article.suggestion_taken"]


def test_what_a_person_may_fetch_and_what_goes_with_them(
    public: Community, seller: Person, steward: Person, mill: Person
) -> None:
    found = propose(public, seller, body="Our own words")
    with_partner(found, seller, mill)
    article = Article.begin(public, seller.actor, title="P", body="My article", category="C", language="en", tags="")
    article.propose(seller.actor)
    article.approve(steward.actor, 1)
    ArticleOpinion.say(article, seller.actor, True, "Mine")
    target = io.BytesIO()
    write_archive(User.objects.get(pk=seller.user.pk), target)
    with zipfile.ZipFile(target) as archive:
        ours = json.dumps([json.loads(archive.read(f"{name}.json")) for name in ("initiatives", "articles")])
    assert "Our own words" in ours and "My article" in ours and "Mine" in ours
    assert "interpreter" not in ours


def test_a_merge_keeps_the_better_place_and_the_count(public: Community, seller: Person, mill: Person) -> None:
    twin = joined(public, "Twin")
    both, one = propose(public, seller), propose(public, mill, "Training")
    with_partner(both, seller, mill)
    InitiativePartner.follow(both, twin.actor)
    with_partner(one, mill, twin)
    agreed(both, seller, mill)
    moved = {str(what): count for what, count in move_all(twin.company, mill.company)}
    assert moved["initiatives it leads"] == 1
    both.refresh_from_db()
    one.refresh_from_db()
    assert (both.partner_count, both.state) == (2, "agreed")
    assert (one.lead, one.partner_count, one.partners.get().company) == (twin.company, 1, twin.company)
