"""Figures by month with their definitions, who reads them, what is named, and what a download says."""

import csv
import io
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from community.models import Community, CommunityMember, FiguresConsent, ResultsSettings, Stay, Thread
from community.results.chart import chart_of
from community.results.figures import FIGURES, month_of, shifted
from community.results.page import Period, companies_of, enough_together, results_of
from portal.core.charts import ceiling_of, short
from portal.core.relay import deliver_all
from tests.cast import Person, make_company, make_person
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def moved(thread: Thread, months: int) -> Thread:
    """As if it had been written so many months ago."""
    day = shifted(month_of(timezone.localdate()), -months)
    at = datetime(day.year, day.month, 3, tzinfo=UTC)
    Thread.objects.filter(pk=thread.pk).update(created_at=at)
    thread.posts.update(created_at=at)
    return thread


def figures(community: Community, months: int = 12) -> dict[str, Decimal]:
    period = Period.last(months, timezone.localdate())
    return {one.figure.key: one.total for one in results_of([community.pk], period, "EUR")}


def members(community: Community, number: int) -> list[Person]:
    people = [make_person(f"m{n}@many.example", make_company(f"Many {n:02}")) for n in range(number)]
    for person in people:
        community.members.create(
            company=person.company, state=CommunityMember.State.ACTIVE, joined_at=timezone.now() - timedelta(days=400)
        )
    Stay.settle(community)
    return people


def test_members_who_came_and_left_and_who_was_active(
    public: Community, seller: Person, steward: Person, buyer: Person
) -> None:
    member = public.ask_to_join(buyer.actor)
    member.accept(steward.actor)
    moved(Thread.start(public, seller.actor, "Old", "a"), 2)
    thread = Thread.start(public, seller.actor, "New", "b")
    thread.reply("c", buyer.actor)
    deliver_all()
    assert figures(public) == {
        **figures(public), "members": 3, "joined": 3, "left": 0, "threads": 2, "posts": 3, "deals": 0,
    }  # fmt: skip
    public.members.get(company=buyer.company).leave(buyer.actor)
    deliver_all()
    found = figures(public)
    assert (found["members"], found["left"]) == (2, 1)
    now = FIGURES["active"].monthly([public.pk], month_of(timezone.localdate()), shifted(timezone.localdate(), 1))
    assert set(now.values()) == {2}


def test_a_stay_is_settled_once_however_often(public: Community, seller: Person) -> None:
    for _ in range(3):
        Stay.settle(public)
        Stay.settle()
    assert Stay.objects.filter(community=public, company=seller.company).count() == 1
    public.members.filter(company=seller.company).delete()
    Stay.settle(public)
    Stay.settle(public)
    stay = Stay.objects.get(community=public, company=seller.company)
    assert stay.left_at is not None


def test_the_steward_says_who_reads_them(
    public: Community, seller: Person, steward: Person, buyer: Person, visitor: Client
) -> None:
    address = f"/communities/{public.slug}/results/"
    assert steward.client.get(address).status_code == 200
    for client in (seller.client, buyer.client, visitor):
        assert client.get(address).status_code == 404
        assert client.get(f"{address}results.csv").status_code == 404
        assert f'href="{address}"' not in client.get(public.get_absolute_url()).content.decode()
    assert seller.client.post(f"{address}audience/", {"audience": "everybody"}).status_code == 403
    assert ResultsSettings.audience_of(public) == "stewards"
    steward.client.post(f"{address}audience/", {"audience": "members"})
    assert seller.client.get(address).status_code == 200
    assert visitor.get(address).status_code == 404
    steward.client.post(f"{address}audience/", {"audience": "everybody"})
    assert visitor.get(address).status_code == 200
    assert address in visitor.get(public.get_absolute_url()).content.decode()


def test_results_of_a_hidden_community_are_nowhere(hidden: Community, steward: Person, buyer: Person) -> None:
    steward.client.post(f"/communities/{hidden.slug}/results/audience/", {"audience": "everybody"})
    assert buyer.client.get(f"/communities/{hidden.slug}/results/").status_code == 404
    assert buyer.client.get(f"/communities/{hidden.slug}/results/results.csv").status_code == 404
    assert buyer.client.post(f"/communities/{hidden.slug}/results/consent/", {"consent": "1"}).status_code == 404


def test_a_chart_a_table_and_a_definition_for_each_figure(public: Community, seller: Person, steward: Person) -> None:
    Thread.start(public, seller.actor, "One", "a")
    deliver_all()
    page = steward.client.get(f"/communities/{public.slug}/results/", {"span": "24"}).content.decode()
    assert page.count('<section class="card result"') == len(FIGURES)
    assert page.count('<svg class="chart"') == 5  # the others have nothing to draw
    assert "Conversations started in the month that are shown." in page
    assert "style=" not in page.partition("results-title")[2]
    table = page.partition('id="result-threads"')[2].partition("</table>")[0]
    assert table.count("<tr>") == 25
    korean = steward.client.get(f"/ko/communities/{public.slug}/results/").content.decode()
    assert 'viewBox="0 0 360 170"' in korean


@pytest.mark.parametrize(
    "query",
    [
        {"span": "own"},
        {"span": "own", "first": "2026-13"},
        {"span": "own", "first": "2026-05", "last": "2025-01"},
        {"span": "own", "first": "1990-01", "last": "2026-01"},
        {"span": "x", "first": "\x00"},
        {"first": "9999-99"},
    ],
)
def test_a_period_that_is_none_gives_the_last_12_months(
    public: Community, steward: Person, query: dict[str, str]
) -> None:
    answer = steward.client.get(f"/communities/{public.slug}/results/", query)
    assert answer.status_code == 200
    assert len(answer.context["period"].months) == 12


def test_from_month_to_month_and_the_period_before(public: Community, seller: Person, steward: Person) -> None:
    moved(Thread.start(public, seller.actor, "A", "a"), 1)
    moved(Thread.start(public, seller.actor, "B", "b"), 3)
    moved(Thread.start(public, seller.actor, "C", "c"), 3)
    first, last = (f"{shifted(month_of(timezone.localdate()), -n):%Y-%m}" for n in (2, 1))
    page = steward.client.get(
        f"/communities/{public.slug}/results/", {"span": "own", "first": first, "last": last}
    ).content.decode()
    assert "50 % less than in the period before: 2" in page


def test_the_download_says_what_it_counts(public: Community, seller: Person, steward: Person) -> None:
    Thread.start(public, seller.actor, "One", "a")
    answer = steward.client.get(f"/communities/{public.slug}/results/results.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][0] == "Month" and rows[1][0] == "What it counts"
    place = rows[0].index("Threads")
    assert rows[1][place] == "Conversations started in the month that are shown."
    assert len(rows) == 14 and rows[-1][place] == "1"


def test_only_who_agreed_is_named_and_nobody_can_be_worked_out(
    public: Community, seller: Person, steward: Person, colleague: Person, buyer: Person
) -> None:
    people = members(public, 5)
    for person in people:
        Thread.start(public, person.actor, "Hello", "Hi")
    period = Period.last(12, timezone.localdate())
    rows = companies_of(public, period)
    assert [(row.company, row.number) for row in rows] == [(None, 7)]
    address = f"/communities/{public.slug}/results/consent/"
    assert colleague.client.post(address, {"consent": "1"}).status_code == 403
    assert buyer.client.post(address, {"consent": "1"}).status_code == 403
    assert not FiguresConsent.objects.exists()
    people[0].client.post(address, {"consent": "1"})
    people[0].client.post(address, {"consent": "1"})
    assert FiguresConsent.objects.count() == 1
    page = steward.client.get(f"/communities/{public.slug}/results/").content.decode().partition('id="by-company"')[2]
    assert "Many 00" in page and "Many 01" not in page and "6 other companies" in page
    for person in people[1:4]:
        FiguresConsent.give(public, person.actor)
    rows = companies_of(public, period)  # one alone would be left among the others: two named ones join it
    assert sum(row.company is not None for row in rows) == 2
    assert rows[-1].number == 5
    people[0].client.post(address, {"consent": "0"})
    names = {row.company.name for row in companies_of(public, period) if row.company}
    assert "Many 00" not in names


def test_those_who_did_least_join_the_others() -> None:
    named, others = enough_together({1: 9, 2: 1, 3: 5, 4: 2}, [1, 3, 2], {4, 5})
    assert (named, others) == ([1], {2, 3, 4, 5})
    assert enough_together({1: 9}, [1], {4, 5}) == ([1], {4, 5})


def test_the_programme_reads_all_together(
    public: Community, hidden: Community, seller: Person, moderator: Person, clerk: Person, steward: Person
) -> None:
    Thread.start(hidden, seller.actor, "Quiet", "a")
    Stay.settle()
    for person in (clerk, steward, seller):
        assert person.client.get("/desk/results/").status_code == 404
        assert person.client.get("/desk/results/results.csv").status_code == 404
    answer = moderator.client.get("/desk/results/")
    assert "Quiet Circle" in answer.content.decode()
    assert 'href="/desk/results/"' in moderator.client.get("/desk/").content.decode()
    assert 'href="/desk/results/"' not in clerk.client.get("/desk/").content.decode()
    totals = {one.figure.key: one.total for one in answer.context["results"]}
    assert (totals["threads"], totals["members"]) == (1, 4)
    assert moderator.client.get("/desk/results/", {"kind": "project"}).context["results"][0].total == 0
    assert moderator.client.get("/desk/results/results.csv").status_code == 200


def test_queries_do_not_grow_with_members_and_posts(public: Community, seller: Person, steward: Person) -> None:
    Thread.start(public, seller.actor, "One", "a")
    address = f"/communities/{public.slug}/results/"
    few = queries_of(steward.client, address)
    for person in members(public, 12):
        Thread.start(public, person.actor, "Hello", "Hi").reply("b", seller.actor)
    assert queries_of(steward.client, address) <= few + 1


def test_axes_are_read_easily(public: Community) -> None:
    assert [int(ceiling_of(Decimal(n))) for n in (0, 1, 4, 7, 16, 31, 61, 1000)] == [3, 3, 6, 15, 30, 60, 150, 1500]
    assert [short(Decimal(n)) for n in (0, 999, 1500, 20000, 3000000)] == ["0", "999", "1.5 k", "20 k", "3 M"]
    result = results_of([public.pk], Period.last(12, timezone.localdate()), "EUR")[0]
    assert len(chart_of(result).bars) == 12
