"""A firm's owners and managers hear how its checks go, each in their own language, and nobody else does."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils.timezone import localdate

from companies.models import Claim, Company, DocumentVersion
from companies.verification.clock import expire_claims, remind
from notifications.models import Notification
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person
from tests.companies.verification import applied, checked, hand_in, make_reviewer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vault(settings: pytest.FixtureRequest, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path / "private"  # pytest-django's settings


@pytest.fixture
def reviewers(db: None) -> tuple[Person, Person]:
    office = make_company("Programme Office", "programme", "KR")
    return make_reviewer("first@programme.example", office), make_reviewer("second@programme.example", office)


def told(person: Person) -> list[str]:
    return list(Notification.objects.filter(user=person.user).order_by("pk").values_list("kind", flat=True))


def test_an_approved_check_is_told_to_those_who_look_after_the_profile(
    seller: Person, colleague: Person, stranger: Person, supplier: Company, reviewers: tuple[Person, Person]
) -> None:
    manager = make_person("manager@hanbit.example", supplier, "manager")
    checked(seller, "registration", *reviewers)
    deliver_all()
    assert "claim.approved" in told(seller) and "claim.approved" in told(manager)
    assert told(colleague) == told(stranger) == []


def test_a_returned_check_says_why_in_the_language_of_each_reader(
    seller: Person, supplier: Company, reviewers: tuple[Person, Person]
) -> None:
    korean = make_person("minho@hanbit.example", supplier, "manager", language="ko")
    applied(seller).give_back(reviewers[0].actor, "number")
    deliver_all()
    subjects = {message.to[0]: message.subject for message in mail.outbox}
    assert "The number was not found in the register" in subjects[seller.user.email]
    assert "등록부" in subjects[korean.user.email] and "The number" not in subjects[korean.user.email]
    assert "/my/verification/registration/" in Notification.objects.filter(user=seller.user).latest("pk").path


def test_what_was_decided_anew_meanwhile_is_not_told(seller: Person, reviewers: tuple[Person, Person]) -> None:
    claim = applied(seller)
    claim.give_back(reviewers[0].actor, "number")
    Claim.objects.get().submit(seller.actor)
    deliver_all()
    assert "claim.returned" not in told(seller)


def test_the_end_of_a_check_is_warned_of_once_and_then_told_with_the_lower_tier(
    seller: Person, supplier: Company, reviewers: tuple[Person, Person]
) -> None:
    checked(seller, "registration", *reviewers)
    Claim.objects.update(valid_until=localdate() + timedelta(days=7))
    for _run in range(3):
        remind()
    deliver_all()
    assert told(seller).count("claim.expiring") == 1
    Claim.objects.update(valid_until=localdate() - timedelta(days=1))
    expire_claims()
    deliver_all()
    assert {"claim.expired", "claim.downgraded"} <= set(told(seller))
    supplier.refresh_from_db()
    assert supplier.tier == 0


def test_a_paper_that_was_replaced_is_nobodys_worry(seller: Person) -> None:
    old = hand_in(seller, "bank_letter")
    DocumentVersion.objects.filter(pk=old.pk).update(valid_until=localdate() + timedelta(days=5))
    remind()
    hand_in(seller, "bank_letter")
    deliver_all()
    assert "document.expiring" not in told(seller)
    DocumentVersion.objects.update(valid_until=localdate() - timedelta(days=2))
    remind()
    deliver_all()
    assert told(seller).count("document.expired") == 1
