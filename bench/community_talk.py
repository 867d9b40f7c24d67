"""A community's talk with 100,000 posts against one with 1,000: p95 of each list within 1.5 ×, and queries constant.

Whole answers of our WSGI application to a signed-in member, the two communities by turns, so that whatever else the
machine does hits both. Every twentieth thread is unanswered, one in each community has a tenth of all posts. Only on
PostgreSQL, where the posts are made by one statement.
"""

import statistics
import time
from typing import Any

SMALL, LARGE = 1_000, 100_000
BOUND = 1.5
ROUNDS, FULL_ROUNDS = 60, 150
LISTS: dict[str, str] = {
    "threads": "threads/",
    "threads, page 3": "threads/?page=3",
    "threads, newest": "threads/?sort=new",
    "threads, unanswered": "threads/?sort=unanswered",
    "threads, most thanked": "threads/?sort=thanked",
    "threads, unread": "threads/?only=unread",
    "threads, words": "threads/?q=bearing 17",
    "feed": "feed.atom",
}


def run(full: bool) -> list[tuple[str, str, str, float, float]]:
    from django.db import connection
    from django.test import Client

    if connection.vendor != "postgresql":
        return []
    reader, communities = world()
    client = Client()
    client.force_login(reader)
    pages = {name: {size: f"{one}{path}" for size, one in communities.items()} for name, path in LISTS.items()}
    longest = {size: longest_thread(one) for size, one in communities.items()}
    pages["thread"] = longest
    pages["thread, last page"] = {size: f"{one}?page=99999" for size, one in longest.items()}
    rounds = FULL_ROUNDS if full else ROUNDS
    return [row for name, addresses in pages.items() for row in compared(client, name, addresses, rounds)]


def compared(
    client: Any, name: str, addresses: dict[int, str], rounds: int
) -> list[tuple[str, str, str, float, float]]:
    times: dict[int, list[float]] = {size: [] for size in addresses}
    for turn in range(rounds + 1):
        for size, address in addresses.items():
            seconds = asked(client, address)
            if turn:  # the first round warms up
                times[size].append(seconds)
    few, many = (statistics.quantiles(times[size], n=20)[-1] for size in (SMALL, LARGE))
    queries = {size: queries_of(client, address) for size, address in addresses.items()}
    return [
        (f"talk: {name}, p95", f"{many * 1000:.1f} ms", f"{few * 1000:.1f} ms at {SMALL}", many / few, BOUND),
        (f"talk: {name}, queries", str(queries[LARGE]), str(queries[SMALL]), queries[LARGE] / queries[SMALL], 1.0),
    ]


def asked(client: Any, address: str) -> float:
    began = time.perf_counter()
    response = client.get(address)
    seconds = time.perf_counter() - began
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")
    return seconds


def queries_of(client: Any, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return max(1, len(seen))


def world() -> tuple[Any, dict[int, str]]:
    """The reader, whose company is in both, and the communities' addresses by their size."""
    from community.models import Community, CommunityMember
    from companies.models import Company, Membership, User

    firm = Company.objects.create(name="Talk Steward", kind="intermediary", country="KR")
    reader = User.objects.create(email="talk@bench.example", name="Reader", password="!")
    Membership.objects.create(user=reader, company=firm, role="owner")
    found: dict[int, str] = {}
    for size in (SMALL, LARGE):
        community = Community.objects.create(
            ref=f"G-TALK{size}", slug=f"talk-{size}", name=f"Talk {size}", steward=firm
        )
        CommunityMember.objects.create(community=community, company=firm, role="steward", state="active")
        make(community.pk, firm.pk, reader.pk, size)
        found[size] = community.get_absolute_url()
    return reader, found


def longest_thread(house: str) -> str:
    from community.models import Thread

    slug = house.rstrip("/").rpartition("/")[2]
    return Thread.objects.filter(community__slug=slug).order_by("-post_count", "pk")[0].get_absolute_url()


def make(community: int, company: int, user: int, posts: int) -> None:
    from django.db import connection

    facts = {"community": community, "company": company, "user": user, "posts": posts}
    with connection.cursor() as cursor:
        for statement in STATEMENTS:
            cursor.execute(statement, facts)


STATEMENTS = [
    """INSERT INTO community_thread (ref, community_id, title, user_id, company_id, is_question, is_pinned, is_locked,
        post_count, thank_count, created_at, last_post_at, standing, hidden_reason)
    SELECT 'HB' || %(community)s || '-' || n, %(community)s, 'Who has bearing ' || n, NULL, %(company)s, n %% 3 = 0,
        n = 1, false, CASE WHEN n = 1 THEN %(posts)s / 10 WHEN n %% 20 = 0 THEN 1 ELSE 20 END, n %% 7,
        now() - n * interval '1 minute', now() - n * interval '1 minute', 'shown', ''
    FROM generate_series(1, %(posts)s / 21) n""",
    """INSERT INTO community_post (thread_id, number, user_id, company_id, body, thank_count, version, created_at,
        standing, hidden_reason)
    SELECT t.id, n, CASE WHEN n = 2 THEN %(user)s END, %(company)s, 'We need bearing ' || n || ' of steel by May',
        0, 1, t.created_at, 'shown', ''
    FROM community_thread t, generate_series(1, t.post_count) n WHERE t.community_id = %(community)s""",
    "VACUUM (ANALYZE) community_thread, community_post",  # as the database's own housekeeping does after such a change
]
