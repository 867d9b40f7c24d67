"""A firm that is checked far enough is taken out of the market by two people of staff."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import IntegrityError, transaction

from companies.models import Company, Suspension, SuspensionProposal
from notifications.models import Notification
from portal import environment
from portal.core.permissions import Refused, WrongState
from portal.core.relay import deliver_all
from tests.cast import Person, make_person
from tests.processes import at_once

pytestmark = pytest.mark.django_db
WORDS = "Your certificate ISO 9001 is not known to its issuer."


@pytest.fixture
def checked(supplier: Company) -> Company:
    Company.objects.filter(pk=supplier.pk).update(tier=2, tier_since="2026-01-01")
    supplier.refresh_from_db()
    return supplier


@pytest.fixture
def second(db: None) -> Person:
    return make_person("second@desk.example", is_staff=True, is_superuser=True)


def post(person: Person, company: Company, tail: str, **data: str) -> int:
    return person.client.post(f"/desk/companies/{company.slug}/{tail}", data).status_code


def propose(person: Person, company: Company) -> int:
    return post(person, company, "suspension/", reason="fraud", words=WORDS)


def test_one_proposes_and_another_confirms(moderator: Person, second: Person, seller: Person, checked: Company) -> None:
    page = moderator.client.get(f"/desk/companies/{checked.slug}/suspension/").content.decode()
    assert "two people are needed" in page
    assert propose(moderator, checked) == 302
    checked.refresh_from_db()
    assert checked.is_active and not Suspension.objects.exists()
    deliver_all()
    assert not Notification.objects.filter(user=seller.user).exists(), "the firm is not told"
    assert "suspen" not in seller.client.get("/my/activity/").content.decode()
    assert propose(moderator, checked) == 409
    own = moderator.client.get(f"/desk/companies/{checked.slug}/").content.decode()
    assert "Take it back" in own and "Confirm: suspend it now" not in own
    assert post(moderator, checked, "suspension/decision/", then="confirm") == 403
    assert post(moderator, checked, "suspension/decision/", then="decline") == 403
    assert "Suspensions to confirm" in second.client.get("/desk/").content.decode()
    assert checked.name in second.client.get("/desk/companies/?flag=proposed").content.decode()
    assert post(second, checked, "suspension/decision/", then="confirm") == 302
    checked.refresh_from_db()
    proposal = SuspensionProposal.objects.get()
    assert not checked.is_active and proposal.state == "confirmed" and proposal.suspension == Suspension.objects.get()
    assert (proposal.proposed_by, proposal.decided_by) == (moderator.user, second.user)
    assert Suspension.objects.get().words == WORDS
    deliver_all()
    assert Notification.objects.filter(user=seller.user).exists()
    assert post(second, checked, "suspension/decision/", then="confirm") == 404


def test_it_is_declined_by_another_or_taken_back_by_the_first(
    moderator: Person, second: Person, checked: Company
) -> None:
    propose(moderator, checked)
    assert post(second, checked, "suspension/decision/", then="withdraw") == 403
    assert post(second, checked, "suspension/decision/", then="decline") == 302
    propose(moderator, checked)
    assert post(moderator, checked, "suspension/decision/", then="withdraw") == 302
    assert set(SuspensionProposal.objects.values_list("state", flat=True)) == {"declined", "withdrawn"}
    checked.refresh_from_db()
    assert checked.is_active
    assert moderator.client.get(f"/desk/companies/{checked.slug}/suspension/decision/").status_code == 302


def test_nobody_else_decides_or_reads(moderator: Person, clerk: Person, seller: Person, checked: Company) -> None:
    propose(moderator, checked)
    assert post(clerk, checked, "suspension/decision/", then="confirm") == 403
    assert post(seller, checked, "suspension/decision/", then="confirm") == 404
    assert "Confirm: suspend it now" not in clerk.client.get(f"/desk/companies/{checked.slug}/").content.decode()
    assert not SuspensionProposal.objects.visible_to(seller.actor).exists()
    assert SuspensionProposal.objects.open().count() == 1


def test_the_verb_alone_is_refused(moderator: Person, second: Person, checked: Company) -> None:
    with pytest.raises(Refused, match="two people"):
        Suspension.start(checked, moderator.actor, "fraud", WORDS)
    with pytest.raises(Refused, match="two people"):
        Suspension.start(checked, moderator.actor, "fraud", WORDS, proposed_by=moderator.user)
    proposal = SuspensionProposal.propose(checked, second.actor, "fraud", WORDS)
    with pytest.raises(PermissionDenied):
        proposal.confirm(second.actor)


def test_a_house_of_one_turns_it_off_and_below_the_level_one_is_enough(
    moderator: Person, supplier: Company, checked: Company, settings: Any
) -> None:
    settings.SUSPENSION_BY_TWO = 3
    assert propose(moderator, checked) == 302 and Suspension.objects.count() == 1
    Suspension.objects.get().end(moderator.actor)
    settings.SUSPENSION_BY_TWO = None
    assert propose(moderator, checked) == 302 and Suspension.objects.count() == 2
    assert not SuspensionProposal.objects.exists()


def test_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    for raw, number in (("", None), ("0", 0), (" 3 ", 3)):
        monkeypatch.setenv("SUSPENSION_BY_TWO", raw)
        assert environment.level("SUSPENSION_BY_TWO", "2") == number
    monkeypatch.setenv("SUSPENSION_BY_TWO", "two")
    with pytest.raises(ImproperlyConfigured):
        environment.level("SUSPENSION_BY_TWO", "2")


def test_the_database_holds_that_they_are_two(moderator: Person, checked: Company) -> None:
    propose(moderator, checked)
    rows = SuspensionProposal.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="confirmed", decided_by=moderator.user, decided_at="2026-11-29T00:00Z")
    with pytest.raises(IntegrityError), transaction.atomic():
        SuspensionProposal.objects.create(company=checked, reason="other", words="Twice")


@pytest.mark.django_db(transaction=True)
def test_of_six_who_confirm_and_decline_at_once_one_does(moderator: Person, second: Person, checked: Company) -> None:
    SuspensionProposal.propose(checked, moderator.actor, "fraud", WORDS)

    def go(number: int) -> None:
        proposal = SuspensionProposal.objects.get()
        (proposal.confirm if number % 2 else proposal.decline)(second.actor)

    results = at_once(6, go)
    assert sorted(type(result).__name__ for result in results) == ["NoneType", *["WrongState"] * 5] or sorted(
        type(result).__name__ for result in results
    ) == ["Suspension", *["WrongState"] * 5]
    confirmed = SuspensionProposal.objects.get().state == "confirmed"
    assert Suspension.objects.count() == confirmed and Company.objects.get(pk=checked.pk).is_active != confirmed


def test_a_firm_that_left_meanwhile_is_not_suspended(moderator: Person, second: Person, checked: Company) -> None:
    propose(moderator, checked)
    Company.objects.filter(pk=checked.pk).update(is_active=False)
    with pytest.raises(WrongState):
        SuspensionProposal.objects.get().confirm(second.actor)
    assert SuspensionProposal.objects.get().state == "open" and not Suspension.objects.exists()
