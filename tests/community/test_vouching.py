"""An intermediary's word for a member: who may give it, the consent, the two of the programme, and its end."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils.timezone import localdate

from community.models import Community, Vouching
from companies.models import Claim, Company, Membership
from companies.verification.clock import expire_claims
from companies.verification.passport import claim_said, valid_claims
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from tests.cast import Person, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(public: Community, steward: Person) -> Person:
    """The steward's association, with its documents checked."""
    Company.objects.filter(pk=steward.company.pk).update(tier=2)
    steward.company.refresh_from_db()
    return steward


@pytest.fixture
def reviewers(moderator: Person) -> tuple[Person, Person]:
    second = make_person("second@programme.example", is_staff=True, is_superuser=True)
    moderator.user.is_superuser = True
    moderator.user.save()
    return moderator, second


def said(**more: Any) -> dict[str, Any]:
    return {"points": ["existence", "payment"], "years": 6, "valid_until": localdate() + timedelta(days=200), **more}


def typed(**more: Any) -> dict[str, Any]:
    return {"points": ["existence", "payment"], "years": "6", "valid_until": localdate() + timedelta(days=200), **more}


def checked(company: Company, *kinds: str) -> None:
    """Approved claims below the highest tier."""
    day = localdate()
    until = day + timedelta(days=300)
    fields = {"state": "approved", "checker": "Jangteo", "checked_on": day, "valid_until": until, "method": "document"}
    for kind in kinds:
        Claim.objects.create(company=company, kind=kind, value=f"R-{company.pk}", first_at=company.created_at, **fields)


def approve_twice(vouching: Vouching, reviewers: tuple[Person, Person]) -> Claim:
    claim = Claim.objects.get(vouching=vouching)
    for person in reviewers:
        claim.approve(person.actor, "vouched")
    return claim


def test_from_the_offer_to_the_tier_and_back(
    public: Community, agent: Person, seller: Person, reviewers: tuple[Person, Person], visitor: Client
) -> None:
    checked(seller.company, "registration", "documents")
    address = f"/communities/{public.slug}/vouching/new/{seller.company.slug}/"
    assert agent.client.post(address, typed(papers="Lease of the works")).status_code == 302
    vouching = Vouching.objects.get()
    deliver_all()
    assert "offers to vouch for you" in seller.client.get("/my/notifications/").content.decode()
    assert (
        "Textile Association"
        not in visitor.get(seller.company.get_absolute_url())
        .content.decode()
        .partition('id="proof"')[2]
        .partition("</section>")[0]
    )
    page = seller.client.get(vouching.get_absolute_url()).content.decode()
    assert "Lease of the works" in page and "6 years of dealing" in page
    seller.client.post(f"{vouching.get_absolute_url()}answer/", {"decision": "agree"})
    claim = approve_twice(vouching, reviewers)
    seller.company.refresh_from_db()
    assert seller.company.tier == 3
    assert claim.valid_until == vouching.valid_until
    proof = visitor.get(seller.company.get_absolute_url()).content.decode().partition('id="proof"')[2]
    assert "Textile Association vouches for it" in proof and "how it pays" in proof
    passport = [claim_said(one) for one in valid_claims(seller.company) if one.kind == "vouching"]
    assert passport[0]["vouchedBy"] == "Textile Association"
    assert passport[0]["vouchedFor"] == ["existence", "payment"]
    deliver_all()
    assert "approved that you vouch" in agent.client.get("/my/notifications/").content.decode()
    end = f"{vouching.get_absolute_url()}end/"
    assert agent.client.post(end, {"reason": ""}).status_code == 422
    agent.client.post(end, {"reason": "They moved and did not tell us."})
    seller.company.refresh_from_db()
    claim.refresh_from_db()
    assert (seller.company.tier, claim.state) == (2, "revoked")
    assert "did not tell us" in seller.client.get(vouching.get_absolute_url()).content.decode()


def test_only_a_checked_intermediary_that_runs_the_house_vouches(
    public: Community, steward: Person, seller: Person, buyer: Person
) -> None:
    address = f"/communities/{public.slug}/vouching/new/{seller.company.slug}/"
    assert steward.client.post(address, typed()).status_code == 403  # its own documents are not checked
    for person in (seller, buyer):
        assert person.client.post(address, typed()).status_code == 403
        assert person.client.get(f"/communities/{public.slug}/vouching/").status_code == 403
    assert not Vouching.objects.exists()


def test_nobody_vouches_for_themselves_or_strangers(
    public: Community, agent: Person, seller: Person, buyer: Person
) -> None:
    for company in (buyer.company, agent.company):
        with pytest.raises(Refused):
            Vouching.offer(public, company, agent.actor, **said())
    Membership.objects.create(user=agent.user, company=seller.company, role="viewer")
    with pytest.raises(Refused):
        Vouching.offer(public, seller.company, agent.actor, **said())
    assert not Vouching.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"points": []},
        {"points": ["nonsense"]},
        {"years": ""},
        {"years": "-1"},
        {"valid_until": "2020-01-01"},
        {"valid_until": "9999-01-01"},
        {"valid_until": "x"},
        {"visited_on": "9999-01-01"},
        {"papers": "\u200b"},
    ],
)
def test_what_is_wrong_is_said_and_kept(
    public: Community, agent: Person, seller: Person, wrong: dict[str, str]
) -> None:
    address = f"/communities/{public.slug}/vouching/new/{seller.company.slug}/"
    answer = agent.client.post(address, {**typed(words="Kept words"), **wrong})
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert not Vouching.objects.exists()


def test_nothing_happens_without_the_members_consent(
    public: Community, agent: Person, seller: Person, colleague: Person, stranger: Person
) -> None:
    vouching = Vouching.offer(public, seller.company, agent.actor, **said())
    with pytest.raises(Refused):
        Vouching.offer(public, seller.company, agent.actor, **said())
    assert stranger.client.get(vouching.get_absolute_url()).status_code == 404
    for person, status in ((colleague, 403), (agent, 403), (stranger, 404)):
        answer = person.client.post(f"{vouching.get_absolute_url()}answer/", {"decision": "agree"})
        assert answer.status_code == status
    assert not Claim.objects.filter(kind="vouching").exists()
    seller.client.post(f"{vouching.get_absolute_url()}answer/", {"decision": "decline"})
    answer = seller.client.post(f"{vouching.get_absolute_url()}answer/", {"decision": "agree"})
    assert answer.status_code == 409
    assert not Claim.objects.filter(kind="vouching").exists()


def test_the_programme_cannot_stretch_it_and_one_person_is_not_enough(
    public: Community, agent: Person, seller: Person, reviewers: tuple[Person, Person]
) -> None:
    vouching = Vouching.offer(public, seller.company, agent.actor, **said())
    vouching.agree(seller.actor)
    claim = Claim.objects.get(kind="vouching")
    assert (
        "Textile Association vouches for"
        in reviewers[0].client.get(f"/desk/verifications/{claim.ref}/").content.decode()
    )
    claim.approve(reviewers[0].actor, "vouched", localdate() + timedelta(days=900))
    with pytest.raises(PermissionDenied):
        claim.approve(reviewers[0].actor, "vouched")
    claim.approve(reviewers[1].actor, "vouched", localdate() + timedelta(days=900))
    assert claim.valid_until == vouching.valid_until


def test_it_ends_when_who_vouched_is_checked_no_longer(
    public: Community, agent: Person, seller: Person, reviewers: tuple[Person, Person]
) -> None:
    checked(agent.company, "registration", "documents")
    checked(seller.company, "registration", "documents")
    vouching = Vouching.offer(public, seller.company, agent.actor, **said())
    vouching.agree(seller.actor)
    approve_twice(vouching, reviewers)
    Claim.objects.filter(company=agent.company, kind="documents").update(valid_until=localdate() - timedelta(days=1))
    expire_claims()
    deliver_all()
    vouching.refresh_from_db()
    seller.company.refresh_from_db()
    assert (vouching.state, seller.company.tier) == ("revoked", 2)


def test_the_member_takes_its_consent_back(public: Community, agent: Person, seller: Person) -> None:
    vouching = Vouching.offer(public, seller.company, agent.actor, **said())
    vouching.agree(seller.actor)
    seller.client.post(f"{vouching.get_absolute_url()}end/", {"reason": "We parted."})
    vouching.refresh_from_db()
    assert (vouching.state, vouching.claim.state) == ("withdrawn", "withdrawn")


def test_lists_of_both_sides(public: Community, agent: Person, seller: Person, buyer: Person) -> None:
    Vouching.offer(public, seller.company, agent.actor, **said())
    given = f"/communities/{public.slug}/vouching/"
    assert "Hanbit Bearings" in agent.client.get(given).content.decode()
    assert "Nothing fits" in agent.client.get(given, {"q": "nobody"}).content.decode()
    assert "Hanbit Bearings" in agent.client.get(f"{given}new/", {"q": "hanbit"}).content.decode()
    assert "Textile Association" in seller.client.get("/my/vouching/").content.decode()
    assert "Nobody vouches for you yet" in buyer.client.get("/my/vouching/").content.decode()
