"""Claims from draft to badge and back: each step by whom it is allowed, and by nobody else."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, now

from companies.models import Claim, Company, VaultDocument
from companies.verification.clock import expire_claims
from portal.core.events import Event
from portal.core.permissions import Refused, WrongState
from tests.cast import Person, make_person
from tests.companies.verification import NUMBER, applied, checked, hand_in, make_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]


def told(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def test_a_registration_is_applied_for_and_approved_by_one(seller: Person, reviewer: Person) -> None:
    claim = applied(seller)
    assert (claim.state, claim.submitted_by) == ("submitted", seller.user)
    claim.approve(reviewer.actor, method="register")
    claim.refresh_from_db()
    assert (claim.state, claim.checker, claim.method) == ("approved", "Programme Office", "register")
    assert claim.checked_on == localdate() and claim.valid_until == localdate() + timedelta(days=365)
    seller.company.refresh_from_db()
    assert (seller.company.tier, seller.company.tier_since) == (1, localdate())
    assert (told("claim.submitted"), told("claim.approved"), told("company.tier_changed")) == (1, 1, 1)


@pytest.mark.parametrize("role", ["sales", "buyer", "viewer"])
def test_lesser_roles_and_strangers_apply_for_nothing(supplier: Company, stranger: Person, role: str) -> None:
    lesser = make_person("lesser@hanbit.example", supplier, role)
    for actor in (lesser.actor, stranger.actor):
        with pytest.raises(PermissionDenied):
            Claim.begin(supplier, "registration", actor)
    assert not Claim.objects.exists()


@pytest.mark.parametrize("verb", ["write", "submit", "withdraw"])
def test_a_draft_moves_by_its_owner_and_managers_alone(
    seller: Person, colleague: Person, stranger: Person, reviewer: Person, verb: str
) -> None:
    claim = Claim.begin(seller.company, "registration", seller.actor)
    claim.write(seller.actor, value=NUMBER)
    for person in (colleague, stranger, reviewer):
        with pytest.raises(PermissionDenied):
            getattr(Claim.objects.get(), verb)(person.actor)
    assert (Claim.objects.get().state, Claim.objects.get().value) == ("draft", NUMBER)


@pytest.mark.parametrize("verb", ["take", "release", "approve", "give_back"])
def test_only_reviewers_who_are_not_of_the_firm_judge(
    seller: Person, colleague: Person, stranger: Person, clerk: Person, supplier: Company, verb: str
) -> None:
    claim = applied(seller)
    insider = make_reviewer("insider@hanbit.example", supplier)
    for person in (seller, colleague, stranger, clerk, insider):
        more: dict[str, Any] = {"reason": "name"} if verb == "give_back" else {}
        with pytest.raises(PermissionDenied):
            getattr(Claim.objects.get(), verb)(person.actor, **more)
    claim.refresh_from_db()
    assert (claim.state, claim.assigned_to) == ("submitted", None)
    supplier.refresh_from_db()
    assert supplier.tier == 0 and not told("claim.approved")


def test_revoking_needs_a_reviewer_a_reason_and_an_approved_claim(
    seller: Person, reviewer: Person, second: Person, clerk: Person
) -> None:
    claim = checked(seller, "registration", reviewer, second)
    for person in (seller, clerk):
        with pytest.raises(PermissionDenied):
            claim.revoke(person.actor, "name")
    with pytest.raises(Refused):
        claim.revoke(reviewer.actor, "")
    claim.revoke(reviewer.actor, "number", "Struck off in May.")
    seller.company.refresh_from_db()
    assert (claim.state, seller.company.tier, seller.company.tier_since) == ("revoked", 0, None)
    with pytest.raises(WrongState):
        claim.revoke(reviewer.actor, "number")
    assert (told("claim.revoked"), told("claim.downgraded")) == (1, 1)


def test_documents_need_two_people(seller: Person, reviewer: Person, second: Person) -> None:
    checked(seller, "registration", reviewer, second)
    claim = applied(seller, "documents")
    claim.approve(reviewer.actor)
    seller.company.refresh_from_db()
    assert (claim.state, seller.company.tier) == ("first_approved", 1)
    with pytest.raises(PermissionDenied, match="second person"):
        claim.approve(reviewer.actor)
    claim.approve(second.actor)
    seller.company.refresh_from_db()
    assert (claim.state, claim.first_by, claim.decided_by, seller.company.tier) == (
        "approved",
        reviewer.user,
        second.user,
        2,
    )


def test_the_database_knows_the_second_pair_of_eyes(seller: Person, reviewer: Person) -> None:
    claim = applied(seller, "documents")
    said = {"state": "approved", "checker": "X", "checked_on": localdate(), "valid_until": localdate()}
    rows = Claim.objects.filter(pk=claim.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**said)  # seen by nobody before
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**said, first_at=now(), first_by=reviewer.user, decided_by=reviewer.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**{**said, "checker": ""}, first_at=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(state="returned", reason="")


def test_a_tier_needs_all_below_it(seller: Person, reviewer: Person, second: Person) -> None:
    checked(seller, "documents", reviewer, second)
    seller.company.refresh_from_db()
    assert seller.company.tier == 0
    checked(seller, "address", reviewer, second)
    checked(seller, "visit", reviewer, second)
    seller.company.refresh_from_db()
    assert seller.company.tier == 0, "an address carries no tier"
    registration = checked(seller, "registration", reviewer, second)
    seller.company.refresh_from_db()
    assert seller.company.tier == 3
    registration.revoke(second.actor, "number")
    seller.company.refresh_from_db()
    assert seller.company.tier == 0


def test_returned_with_a_reason_corrected_and_sent_again(seller: Person, reviewer: Person, second: Person) -> None:
    claim = applied(seller, "documents")
    claim.approve(reviewer.actor)
    claim.give_back(second.actor, "authority", "The letter is not signed.")
    assert (claim.state, claim.reason, claim.reason_words) == ("returned", "authority", "The letter is not signed.")
    with pytest.raises(Refused):
        applied(seller, "address").give_back(second.actor, "other", "")
    claim.submit(seller.actor)
    assert (claim.state, claim.reason, claim.first_by, claim.first_at) == ("submitted", "", None, None)


def test_what_is_missing_or_out_of_date_is_named(seller: Person) -> None:
    claim = Claim.begin(seller.company, "documents", seller.actor)
    with pytest.raises(Refused, match="Fill in"):
        claim.submit(seller.actor)
    claim.write(seller.actor, value="Minho Park")
    with pytest.raises(Refused, match="missing: Business registration"):
        claim.submit(seller.actor)
    hand_in(seller, "business_registration", valid_until=localdate() - timedelta(days=1))
    with pytest.raises(Refused, match="Out of date"):
        claim.submit(seller.actor)
    assert Claim.objects.get().state == "draft"


def test_evidence_stays_what_it_was_when_newer_papers_come(seller: Person) -> None:
    claim = applied(seller, "address")
    before = claim.evidence.get()
    newer = hand_in(seller, "proof_of_address", valid_until=localdate() + timedelta(days=9))
    assert (newer.number, newer.document) == (2, before.document)
    assert claim.evidence.get() == before
    with pytest.raises(Refused):
        before.save()
    with pytest.raises(Refused, match="leans on"):
        before.document.remove(seller.actor)


def test_the_same_file_again_is_no_new_version(seller: Person) -> None:
    assert hand_in(seller, "bank_letter") == hand_in(seller, "bank_letter")
    assert VaultDocument.objects.get().versions.count() == 1


def test_an_expired_check_takes_the_tier_with_it(seller: Person, reviewer: Person, second: Person) -> None:
    registration = checked(seller, "registration", reviewer, second)
    checked(seller, "documents", reviewer, second)
    expire_claims()
    seller.company.refresh_from_db()
    assert seller.company.tier == 2
    Claim.objects.filter(pk=registration.pk).update(valid_until=localdate() - timedelta(days=1))
    expire_claims()
    expire_claims()
    seller.company.refresh_from_db()
    assert (seller.company.tier, Claim.objects.get(pk=registration.pk).state) == (0, "expired")
    assert (told("claim.expired"), told("claim.downgraded")) == (1, 1)


def test_a_renewed_check_replaces_the_one_before(seller: Person, reviewer: Person, second: Person) -> None:
    old = checked(seller, "registration", reviewer, second)
    new = applied(seller)
    seller.company.refresh_from_db()
    assert seller.company.tier == 1, "the old one holds on"
    new.approve(reviewer.actor)
    old.refresh_from_db()
    assert (old.state, new.state) == ("replaced", "approved")
    assert told("company.tier_changed") == 1


def test_an_api_key_applies_for_nothing(seller: Person) -> None:
    from companies.models import ApiToken

    token, _secret = ApiToken.issue(seller.company, ["read", "write"])
    with pytest.raises(PermissionDenied):
        Claim.begin(seller.company, "registration", token.actor)


def test_who_decides_on_a_page_that_is_out_of_date_is_told(seller: Person, reviewer: Person, second: Person) -> None:
    claim = applied(seller, "documents")
    claim.approve(reviewer.actor, seen="submitted")
    with pytest.raises(WrongState):
        claim.give_back(second.actor, "name", seen="submitted")
    assert Claim.objects.get().state == "first_approved"


def test_files_leave_the_disk_with_the_document(
    seller: Person, vault: Path, django_capture_on_commit_callbacks: Any
) -> None:
    version = hand_in(seller, "bank_letter")
    assert len(list((vault / "vault").iterdir())) == 1
    with django_capture_on_commit_callbacks(execute=True):
        version.document.remove(seller.actor)
    assert list((vault / "vault").iterdir()) == []
