"""An initiative from the proposal to the report: who may, who may not, what is kept."""

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from community.initiatives.clock import remind, tidy
from community.initiatives.models import (
    Initiative,
    InitiativeAgreement,
    InitiativeFile,
    InitiativeOutcome,
    InitiativePartner,
    InitiativeStep,
)
from community.models import Community, Thread
from community.results.figures import FIGURES, month_of, shifted
from portal.core.events import Event
from portal.core.permissions import Refused
from portal.core.relay import deliver_all
from tests.cast import Person
from tests.community.initiative_cast import agreed, expelled, joined, path, propose, with_partner
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "Joint booth at the Hanoi fair",
    "kind": "booth",
    "body": "Four firms share 36 m².",
    "least": "2",
    "most": "3",
    "audience": "community",
}


@pytest.fixture
def mill(public: Community) -> Person:
    return joined(public, "Mill")


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


def test_steps_are_a_checklist_of_the_partners(public: Community, seller: Person, mill: Person) -> None:
    found = propose(public, seller)
    with_partner(found, seller, mill)
    late = timezone.localdate() - timedelta(days=1)
    typed = {"title": "Book the stand", "company": mill.company.pk, "due_on": str(late)}
    seller.client.post(path(found, "steps/"), typed)
    seller.client.post(path(found, "steps/"), typed)
    InitiativeStep.add(found, seller.actor, title="Order the freight")
    book, freight = found.steps.all()
    assert "overdue since" in mill.client.get(path(found)).content.decode()
    seller.client.post(path(found, f"steps/{freight.ref}/act/"), {"do": "up"})
    assert list(found.steps.values_list("title", flat=True)) == ["Order the freight", "Book the stand"]
    third = joined(public, "Third")
    with_partner(found, seller, third)
    assert third.client.post(path(found, f"steps/{book.ref}/act/"), {"do": "tick"}).status_code == 403
    evidence = {"do": "done", "note": "Stand 14", "link": "https://fair.example/14", "file": picture()}
    assert mill.client.post(path(found, f"steps/{book.ref}/"), evidence).status_code == 302
    book.refresh_from_db()
    assert book.done_at and book.note == "Stand 14" and book.file.name == "stand plan.png"
    answer = third.client.get(path(found, f"files/{book.file.ref}/"))
    assert answer.headers["Content-Type"] == "image/jpeg" and b"".join(answer.streaming_content)[:2] == b"\xff\xd8"
    foreign = {"title": "Do it", "company": public.steward_id}
    assert seller.client.post(path(found, "steps/"), foreign).status_code == 422


@pytest.mark.parametrize("link", ["javascript:alert(1)", "http://plain.example/", "data:text/html,x"])
def test_evidence_is_no_way_in_for_tricks(public: Community, seller: Person, link: str) -> None:
    found = propose(public, seller)
    step = InitiativeStep.add(found, seller.actor, title="Book")
    assert seller.client.post(path(found, f"steps/{step.ref}/"), {"do": "done", "link": link}).status_code == 422
    html = SimpleUploadedFile("x.pdf", b"<html><script>alert(1)</script>", "application/pdf")
    assert seller.client.post(path(found, f"steps/{step.ref}/"), {"do": "done", "file": html}).status_code == 422
    step.refresh_from_db()
    assert step.done_at is None and not found.files.exists()


def test_words_are_shown_and_never_run(public: Community, seller: Person, mill: Person, visitor: Client) -> None:
    evil = "<script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)>"
    found = propose(public, seller, title="<script>alert(0)</script>", body=evil, sought=evil, costs=evil)
    with_partner(found, seller, mill)
    seller.client.post(path(found, "notes/"), {"body": evil})
    seller.client.post(path(found, "agreement/"), {"body": evil, "was": "0"})
    for client in (visitor, mill.client):
        page = client.get(path(found)).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page and 'href="javascript' not in page


def test_a_thread_becomes_an_initiative_and_both_show_each_other(public: Community, seller: Person) -> None:
    thread = Thread.start(public, seller.actor, "Who goes to Hanoi?", "We do")
    new = f"/communities/{public.slug}/initiatives/new/"
    assert "Who goes to Hanoi?" in seller.client.get(f"{new}?thread={thread.ref}").content.decode()
    seller.client.post(new, {**TYPED, "thread": thread.ref})
    found = Initiative.objects.get()
    assert found.thread == thread
    assert thread.get_absolute_url() in seller.client.get(path(found)).content.decode()
    assert found.title in seller.client.get(thread.get_absolute_url()).content.decode()


def test_a_thread_one_may_not_read_makes_no_initiative(
    public: Community, closed: Community, seller: Person, mill: Person
) -> None:
    secret = Thread.start(closed, seller.actor, "Inside talk", "We do")
    for person in (mill, seller):
        new = f"/communities/{public.slug}/initiatives/new/?thread={secret.ref}"
        assert person.client.get(new).status_code == 404


def test_the_first_comment_makes_the_thread(public: Community, seller: Person, mill: Person) -> None:
    found = propose(public, seller)
    mill.client.post(path(found, "comments/"), {"comment": "Which hall?"})
    mill.client.post(path(found, "comments/"), {"comment": "And which day?"})
    thread = Thread.objects.get()
    assert thread.post_count == 2
    assert thread.get_absolute_url() in seller.client.get(path(found)).content.decode()


def test_a_moderator_pins_and_closes_and_the_lead_takes_it_up_again(
    public: Community, seller: Person, mill: Person, steward: Person
) -> None:
    found = propose(public, seller)
    assert mill.client.post(path(found, "state/"), {"do": "pin"}).status_code == 403
    steward.client.post(path(found, "state/"), {"do": "pin"})
    assert steward.client.post(path(found, "state/"), {"do": "give_up", "reason": ""}).status_code == 422
    steward.client.post(path(found, "state/"), {"do": "give_up", "reason": "Against the rules"})
    found.refresh_from_db()
    assert (found.is_pinned, found.state, found.end_reason) == (True, "given_up", "Against the rules")
    assert mill.client.post(path(found, "place/"), {"do": "join"}).status_code == 409
    found.reopen(seller.actor)
    assert found.state == "proposed"


def test_the_list_is_narrowed_sorted_and_paged(public: Community, seller: Person, mill: Person) -> None:
    propose(public, seller, "Booth in Hanoi")
    bid = propose(public, mill, "Metro bid", kind="bid", most=2, joins_at_once=True)
    InitiativePartner.ask(bid, seller.actor)
    url = f"/communities/{public.slug}/initiatives/"

    def shown(client: Client, **query: str) -> set[str]:
        page = client.get(url, query).content.decode()
        return {title for title in ("Booth in Hanoi", "Metro bid") if title in page}

    assert shown(mill.client) == {"Booth in Hanoi", "Metro bid"}
    assert shown(mill.client, kind="bid") == {"Metro bid"}
    assert shown(mill.client, show="looking") == {"Booth in Hanoi"}
    assert shown(mill.client, show="mine") == {"Metro bid"}
    assert shown(mill.client, q="hanoi") == {"Booth in Hanoi"}
    assert shown(mill.client, state="nonsense", sort="'; drop") == {"Booth in Hanoi", "Metro bid"}
    assert "No initiative matches" in mill.client.get(url, {"q": "zzz"}).content.decode()
    rows = mill.client.get(f"/api/v1/communities/{public.slug}/initiatives/?show=looking").json()
    assert [row["title"] for row in rows["results"]] == ["Booth in Hanoi"]
    assert "Looking for partners" in mill.client.get(public.get_absolute_url()).content.decode()


def test_queries_do_not_grow_with_what_is_there(public: Community, seller: Person, mill: Person) -> None:
    url = f"/communities/{public.slug}/initiatives/"
    found = propose(public, seller)
    with_partner(found, seller, mill)
    agreed(found, seller, mill)
    InitiativeStep.add(found, seller.actor, title="Step", company=mill.company)
    few, few_here = queries_of(mill.client, url), queries_of(mill.client, path(found))
    for number in range(6):
        propose(public, seller, f"Number {number}")
        InitiativeStep.add(found, seller.actor, title=f"Step {number}", company=mill.company)
        with_partner(found, seller, joined(public, f"Firm{number}"))
    assert queries_of(mill.client, url) == few
    assert queries_of(mill.client, path(found)) <= few_here


def test_the_clock_reminds_once_of_steps_and_of_the_outcome(public: Community, seller: Person, mill: Person) -> None:
    today = timezone.localdate()
    found = started(public, seller, mill, ends_on=today)
    InitiativeStep.add(found, seller.actor, title="Soon", company=mill.company, due_on=today + timedelta(days=2))
    InitiativeStep.add(found, seller.actor, title="Later", company=mill.company, due_on=today + timedelta(days=9))
    for _time in range(2):
        remind()
    assert Event.objects.filter(kind="initiative.step_due").count() == 1
    assert Event.objects.filter(kind="initiative.outcome_due").count() == 1


def test_figures_count_money_only_with_consent(public: Community, seller: Person, mill: Person) -> None:
    for number, is_shown in enumerate((True, False)):
        found = started(public, seller, mill, title=f"Number {number}")
        words = {"words": "Good", "lessons": "", "jobs": 2, "orders": None, "visitors": None}
        InitiativeOutcome.report(
            found, seller.actor, result="partly", value=Decimal(100), currency="USD", is_shown=is_shown, **words
        )
    month = month_of(timezone.now().date())
    span = ([public.pk], month, shifted(month, 1))
    found_figures = {
        key: FIGURES[key].monthly(*span) for key in ("initiatives", "initiatives_done", "initiative_value")
    }
    assert found_figures == {
        "initiatives": {month: 2},
        "initiatives_done": {month: 2},
        "initiative_value": {month: {"USD": Decimal(100)}},
    }
    assert FIGURES["initiatives_done"].monthly([public.pk], shifted(month, 1), shifted(month, 2)) == {}
