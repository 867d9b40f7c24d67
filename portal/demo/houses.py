"""The association's communities with their members, threads and posts, read from talk/communities.toml."""

import tomllib
from datetime import timedelta
from typing import Any

from community.models import Community, CommunityMember, JoinQuestion, MembershipChange, Post, Stay, Thread
from companies.models import Company
from portal.core.events import record
from portal.demo.founding import speaker
from portal.demo.gallery import cover_of
from portal.demo.ids import ago, demo_ref
from portal.demo.trade import TALK

STEWARD = "ktma"
FIELDS = (
    *("slug", "name", "kind", "visibility", "sector", "country", "summary", "about", "rules"),
    *("joining", "languages", "accent", "profile"),
)


def open_houses(companies: dict[str, Company]) -> None:
    rows = tomllib.loads((TALK / "communities.toml").read_text("utf-8"))["community"]
    for number, row in enumerate(rows):
        if not Community.objects.filter(slug=row["slug"]).exists():
            open_house(companies, row, number)
    Stay.settle()


def open_house(companies: dict[str, Company], row: dict[str, Any], number: int) -> None:
    founded = ago(days=200 - number * 40)
    community = Community.objects.create(
        ref=demo_ref("G", row["slug"]),
        steward=companies[STEWARD],
        cover=cover_of(7 + number * 5, "communities"),
        created_at=founded,
        rules_at=founded,
        domains=row.get("domains", []),
        parent=Community.objects.filter(slug=row.get("inside", "")).first(),
        **{field: row[field] for field in FIELDS},
    )
    answers = ask_questions(community, row.get("question", []))
    seat(community, companies[STEWARD], "steward", "active", founded)
    for position, slug in enumerate(row["members"].split()):
        seat(community, companies[slug], "member", "active", founded + timedelta(days=3 + position * 5))
    for slug in row["asked"].split():
        asked = seat(community, companies[slug], "member", "asked", ago(days=1), answers)
        record("membership.asked", asked, by=speaker(companies[slug]).actor_for(slug))
    record("community.founded", community)
    for thread in row["thread"]:
        start_thread(community, companies, thread)


def ask_questions(community: Community, rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What the steward asks, and what the one who is asking now has answered."""
    answers = []
    for position, row in enumerate(rows, 1):
        fields = {field: row[field] for field in ("text", "kind", "choices", "is_required") if field in row}
        question = JoinQuestion.objects.create(community=community, position=position, **fields)
        answers.append(question.answered(row["answer"]))
    return answers


def seat(
    community: Community,
    company: Company,
    role: str,
    state: str,
    day: Any,
    answers: list[dict[str, str]] | None = None,
) -> CommunityMember:
    """A place, and the line of the history that tells how it came about."""
    words = "We sell to mills every day and would like to listen first." if state == "asked" else ""
    what = {"asked": "asked", "active": "joined" if role == "steward" else "accepted"}[state]
    MembershipChange.objects.create(
        community=community,
        company=company,
        what=what,
        user=speaker(company) if what != "accepted" else speaker(community.steward),
        by_company=company if what != "accepted" else community.steward,
        at=day,
    )
    return CommunityMember.objects.create(
        community=community,
        company=company,
        role=role,
        state=state,
        words=words,
        answers=answers or [],
        created_at=day,
        joined_at=day if state == "active" else None,
    )


def start_thread(community: Community, companies: dict[str, Company], row: dict[str, Any]) -> None:
    began = ago(days=row["days_ago"], hours=1)
    posts = [line.split(" ", 2) for line in row["posts"].strip().splitlines()]
    first = companies[posts[0][0]]
    last = began + timedelta(hours=float(posts[-1][1]))
    thread = Thread.objects.create(
        ref=demo_ref("H", community.slug, row["title"]),
        community=community,
        title=row["title"],
        user=speaker(first),
        company=first,
        is_pinned=row.get("pinned", False),
        post_count=len(posts),
        created_at=began,
        last_post_at=last,
    )
    Post.objects.bulk_create(
        Post(
            thread=thread,
            number=number,
            user=speaker(companies[slug]),
            company=companies[slug],
            body=body,
            created_at=began + timedelta(hours=float(hours)),
        )
        for number, (slug, hours, body) in enumerate(posts, 1)
    )
    record("thread.started", thread)
