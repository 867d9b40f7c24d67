"""An initiative from the proposal to the report: who may, who may not, what is kept."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from community.initiatives.clock import tidy
from community.initiatives.models import (
    Initiative,
    InitiativeAgreement,
    InitiativeFile,
    InitiativePartner,
    InitiativeStep,
)
from community.models import Community, Thread
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.community.initiative_cast import agreed, expelled, joined, path, propose, with_partner

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "Joint booth at the Hanoi fair",
    "kind": "booth",
    "body": "Four firms share 36 m².",
    "least": "2",
    "most": "3",
    "audience": "community",
}


def started(community: Community, seller: Person, mill: Person, **fields: object) -> Initiative:
    initiative = propose(community, seller, **fields)
    with_partner(initiative, seller, mill)
    agreed(initiative, seller, mill)
    initiative.start(seller.actor)
    return initiative


def picture() -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(data, "PNG")
    return SimpleUploadedFile("stand plan.png", data.getvalue(), "image/png")


def test_from_a_proposal_to_a_report_by_the_pages(public: Community, seller: Person, mill: Person) -> None:
    answer = seller.client.post(f"/communities/{public.slug}/initiatives/new/", TYPED)
    found = Initiative.objects.get()
    assert answer.headers["Location"] == found.get_absolute_url()
    assert (found.state, found.partner_count, found.missing) == ("proposed", 1, 1)
    mill.client.post(path(found, "place/"), {"do": "join", "share": "one half", "words": "We bring a trainer"})
    asked = found.partners.get(company=mill.company)
    assert asked.role == "asked"
    assert "We bring a trainer" in seller.client.get(path(found)).content.decode()
    seller.client.post(path(found, f"partners/{asked.pk}/"), {"do": "accept"})
    found.refresh_from_db()
    assert (found.state, found.partner_count) == ("gathering", 2)
    seller.client.post(path(found, "agreement/"), {"body": "Each pays one half.", "was": "0"})
    mill.client.post(path(found, "agreement/1/consent/"), {"do": "consent"})
    found.refresh_from_db()
    assert found.state == "agreed"
    seller.client.post(path(found, "state/"), {"do": "start"})
    seller.client.post(
        path(found, "outcome/"),
        {"result": "reached", "words": "Two orders", "value": "12000", "currency": "USD", "is_shown": "on"},
    )
    found.refresh_from_db()
    assert (found.state, found.outcome.value) == ("done", Decimal("12000"))
    page = mill.client.get(path(found)).content.decode()
    assert "Two orders" in page and "12,000" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("kind", "war"),
        ("least", "1"),
        ("most", "1"),
        ("budget", "-5"),
        ("budget", "100"),
        ("budget", "999999999999999"),
        ("seeking_until", "2001-01-01"),
        ("title", "\u200b"),
        ("body", "x" * 20_001),
    ],
)
def test_a_wrong_form_is_said_and_keeps_what_was_typed(
    public: Community, seller: Person, field: str, value: str
) -> None:
    typed = {**TYPED, "sought": "Kept words", field: value}
    answer = seller.client.post(f"/communities/{public.slug}/initiatives/new/", typed)
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()
    assert not Initiative.objects.exists()


def test_only_members_who_may_write_propose_join_and_work(
    public: Community, seller: Person, mill: Person, viewer: Person, stranger: Person, visitor: Client
) -> None:
    found = propose(public, seller)
    observer = joined(public, "Watcher", "observer")
    for person in (viewer, stranger, observer):
        new = f"/communities/{public.slug}/initiatives/new/"
        assert person.client.post(new, TYPED).status_code == 403
        for tail, data in (
            ("place/", {"do": "join"}),
            ("steps/", {"title": "Book"}),
            ("notes/", {"body": "Hello"}),
            ("agreement/", {"body": "Mine", "was": "0"}),
            ("state/", {"do": "give_up", "reason": "No"}),
            ("outcome/", {"result": "not", "words": "x"}),
        ):
            assert person.client.post(path(found, tail), data).status_code == 403, tail
    assert visitor.post(path(found, "place/"), {"do": "join"}).status_code == 302
    found.refresh_from_db()
    assert (Initiative.objects.count(), found.state, found.partners.count()) == (1, "proposed", 1)
    assert not found.steps.exists() and not found.agreements.exists()


def test_a_member_that_is_no_partner_does_not_lead_or_read_the_papers(
    public: Community, seller: Person, mill: Person
) -> None:
    found = propose(public, seller)
    InitiativeAgreement.write(found, "Secret price 17", seller.actor, 0)
    step = InitiativeStep.add(found, seller.actor, title="Call the fair quietly")
    page = mill.client.get(path(found)).content.decode()
    assert "Secret price 17" not in page and "quietly" not in page
    assert mill.client.get(path(found, "agreement/1/")).status_code == 404
    assert mill.client.get(path(found, f"steps/{step.ref}/")).status_code == 404
    assert mill.client.post(path(found, "agreement/1/consent/")).status_code == 404
    place = found.partners.get(company=seller.company)
    assert mill.client.post(path(found, f"partners/{place.pk}/"), {"do": "remove"}).status_code == 403
    assert mill.client.get(path(found, "invitations/")).status_code == 403
    assert mill.client.get(path(found, "edit/")).status_code == 403


def test_a_hidden_or_closed_community_leaks_no_initiative(
    closed: Community, hidden: Community, seller: Person, buyer: Person, visitor: Client
) -> None:
    for community in (closed, hidden):
        found = propose(community, seller, title="Quiet freight")
        for client in (buyer.client, visitor):
            assert client.get(path(found)).status_code == 404
            assert client.get(f"/communities/{community.slug}/initiatives/").status_code == 404
            assert client.get(f"/api/v1/communities/{community.slug}/initiatives/").status_code == 404
        assert buyer.client.post(path(found, "place/"), {"do": "join"}).status_code == 404
        assert seller.client.get(path(found)).status_code == 200


def test_kept_to_the_partners_once_it_runs(
    public: Community, seller: Person, mill: Person, steward: Person, visitor: Client
) -> None:
    other = joined(public, "Other")
    found = started(public, seller, mill, audience="partners", title="Bid for the metro")
    for client in (other.client, visitor):
        assert client.get(path(found)).status_code == 404
        assert "Bid for the metro" not in client.get(f"/communities/{public.slug}/initiatives/").content.decode()
        assert client.get(f"/api/v1/communities/{public.slug}/initiatives/").json()["results"] == []
    for person in (seller, mill, steward):
        assert person.client.get(path(found)).status_code == 200
    answer = mill.client.post(path(found, "comments/"), {"comment": "Our price is 3"})
    assert answer.status_code == 409 and not Thread.objects.exists()


def test_a_removed_member_loses_the_papers_at_once_and_its_part_soon(
    public: Community, seller: Person, mill: Person
) -> None:
    found = propose(public, seller)
    with_partner(found, seller, mill)
    InitiativeAgreement.write(found, "Secret price 17", seller.actor, 0)
    file = InitiativeFile.add(found, "plan.pdf", SimpleUploadedFile("plan.pdf", b"%PDF-1.4 %%EOF"), seller.actor)
    assert mill.client.get(path(found, f"files/{file.ref}/")).status_code == 200
    expelled(public, mill)
    assert mill.client.get(path(found, f"files/{file.ref}/")).status_code == 404
    assert "Secret price 17" not in mill.client.get(path(found)).content.decode()
    assert mill.client.post(path(found, "notes/"), {"body": "Still here"}).status_code == 403
    tidy()
    found.refresh_from_db()
    assert (found.partner_count, found.partners.get(company=mill.company).role) == (1, "left")


def test_when_the_lead_leaves_the_community_the_oldest_partner_leads(
    public: Community, seller: Person, mill: Person
) -> None:
    found, alone = propose(public, seller), propose(public, seller, "Training")
    with_partner(found, seller, mill)
    public.members.get(company=seller.company).leave(seller.actor)
    deliver_all()
    found.refresh_from_db()
    alone.refresh_from_db()
    assert (found.lead, found.state, found.partner_count) == (mill.company, "proposed", 1)
    assert alone.state == "given_up"


def test_a_newer_agreement_takes_the_consents_back(public: Community, seller: Person, mill: Person) -> None:
    found = propose(public, seller)
    with_partner(found, seller, mill)
    agreed(found, seller, mill)
    assert found.state == "agreed"
    with pytest.raises(Refused, match="consented"):
        InitiativeAgreement.write(found, "Seller pays all", mill.actor, 1)
    answer = mill.client.post(path(found, "agreement/"), {"body": "Seller pays all", "was": "1"})
    assert answer.status_code == 409 and "Seller pays all" in answer.content.decode()
    mill.client.post(path(found, "agreement/"), {"body": "Seller pays all", "was": "1", "withdraws": "on"})
    found.refresh_from_db()
    assert found.state == "gathering"
    assert list(found.to_consent().values_list("company", flat=True)) == [seller.company.pk]
    with pytest.raises(Refused, match="Read it again"):
        InitiativeAgreement.objects.get(number=1).consent(seller.actor)
    with pytest.raises(Refused):
        found.start(seller.actor)
    stale = seller.client.post(path(found, "agreement/"), {"body": "Mine", "was": "1", "withdraws": "on"})
    page = stale.content.decode()
    assert stale.status_code == 409 and "Mine" in page and "Seller pays all" in page


def test_a_newcomer_and_a_leaver_move_the_state(public: Community, seller: Person, mill: Person) -> None:
    found = propose(public, seller)
    place = with_partner(found, seller, mill)
    version = agreed(found, seller, mill)
    third = joined(public, "Third")
    late = with_partner(found, seller, third)
    assert found.state == "gathering"
    version.consent(third.actor)
    found.refresh_from_db()
    assert found.state == "agreed"
    late.leave(third.actor)
    place.leave(mill.actor)
    found.refresh_from_db()
    assert found.state == "proposed"


def test_leaving_has_rules(public: Community, seller: Person, mill: Person) -> None:
    found = started(public, seller, mill)
    lead, place = found.partners.get(company=seller.company), found.partners.get(company=mill.company)
    with pytest.raises(Refused, match="lead cannot leave"):
        lead.leave(seller.actor, "tired")
    with pytest.raises(Refused, match="why you leave"):
        place.leave(mill.actor)
    found.hand_over(seller.actor, mill.company)
    InitiativeStep.add(found, seller.actor, title="Book the stand", company=seller.company)
    lead.leave(seller.actor, "We close")
    found.refresh_from_db()
    assert (found.lead, found.state, found.partner_count) == (mill.company, "under_way", 1)
    assert found.steps.get().company is None
    assert "We close" in mill.client.get(path(found)).content.decode()


def test_invitations_and_refusals(public: Community, seller: Person, mill: Person, stranger: Person) -> None:
    found = propose(public, seller)
    assert "Mill" in seller.client.get(path(found, "invitations/")).content.decode()
    assert seller.client.post(path(found, "invitations/"), {"company": stranger.company.slug}).status_code == 404
    seller.client.post(path(found, "invitations/"), {"company": mill.company.slug})
    mill.client.post(path(found, "place/"), {"do": "decline"})
    place = found.partners.get(company=mill.company)
    assert place.role == "left"
    InitiativePartner.ask(found, mill.actor).decline(seller.actor)
    for data in ({"do": "join"}, {"do": "follow"}, {"do": "leave"}):
        assert mill.client.post(path(found, "place/"), data).status_code == 409, data
    place.refresh_from_db()
    assert place.role == "declined"
    InitiativePartner.invite(found, mill.company, seller.actor)
    assert InitiativePartner.ask(found, mill.actor).is_inside


def test_the_most_is_kept_and_may_not_fall_below_who_is_in(public: Community, seller: Person, mill: Person) -> None:
    found = propose(public, seller, most=2, joins_at_once=True)
    assert InitiativePartner.ask(found, mill.actor).is_inside
    third = joined(public, "Third")
    assert third.client.post(path(found, "place/"), {"do": "join"}).status_code == 409
    InitiativePartner.follow(found, third.actor)
    assert found.partners.get(company=third.company).role == "interested"
    found.change(seller.actor, most=3)
    assert InitiativePartner.ask(found, third.actor).is_inside
    with pytest.raises(Refused, match="3 companies"):
        found.change(seller.actor, most=2)


def test_who_was_taken_out_comes_back_only_when_invited(public: Community, seller: Person, mill: Person) -> None:
    found = propose(public, seller, joins_at_once=True)
    place = with_partner(found, seller, mill)
    place.remove(seller.actor, "No answer for weeks")
    assert mill.client.post(path(found, "place/"), {"do": "join"}).status_code == 409
    found.refresh_from_db()
    assert found.partner_count == 1
