"""What partners of an initiative do together: steps, evidence, comments, the list, the clock, the outcome."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from community.initiatives.clock import remind
from community.initiatives.models import (
    Initiative,
    InitiativeOutcome,
    InitiativePartner,
    InitiativeStep,
)
from community.models import Community, Thread
from community.results.figures import FIGURES, month_of, shifted
from portal.core.events import Event
from tests.cast import Person
from tests.community.initiative_cast import agreed, joined, path, propose, with_partner
from tests.community.test_initiatives import TYPED, picture, started
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


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
