"""What members of the public community do together and what they know, read from talk/together.toml."""

import tomllib
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from community.articles.models import Article
from community.articles.models.article_rows import tags_stored
from community.initiatives.models import (
    Initiative,
    InitiativeAgreement,
    InitiativeNote,
    InitiativeOutcome,
    InitiativePartner,
    InitiativeStep,
)
from community.models import Community
from companies.models import Company
from portal.core.actor import Actor
from portal.demo.founding import speaker
from portal.demo.trade import TALK

HOUSE, STEWARD = "textile-machinery-forum", "ktma"


def act_together(companies: dict[str, Company]) -> None:
    community = Community.objects.get(slug=HOUSE)
    rows = tomllib.loads((TALK / "together.toml").read_text("utf-8"))
    for row in rows["initiative"]:
        if not Initiative.objects.filter(community=community, title=row["title"]).exists():
            begin(community, companies, row)
    for row in rows["article"]:
        if not Article.objects.filter(community=community, title=row["title"]).exists():
            write(community, companies, row)


def acting(companies: dict[str, Company], slug: str) -> Actor:
    return speaker(companies[slug]).actor_for(slug)


def lines(text: str) -> list[list[str]]:
    """Each line in two: the company and the rest."""
    return [line.split(" ", 1) for line in text.strip().splitlines()]


def in_days(days: int | None) -> Any:
    return timezone.localdate() + timedelta(days=days) if days is not None else None


def begin(community: Community, companies: dict[str, Company], row: dict[str, Any]) -> None:
    lead = acting(companies, row["lead"])
    fields = {name: row.get(name, "") for name in ("title", "kind", "body", "sought", "costs", "currency")}
    initiative = Initiative.propose(
        community,
        lead,
        thread=community.threads.filter(title=row.get("thread", "")).first(),
        least=row["least"],
        most=row["most"],
        seeking_until=in_days(row.get("seeking_days")),
        ends_on=in_days(row.get("ends_days")),
        budget=Decimal(row["budget"]) if row.get("budget") else None,
        **fields,
    )
    for slug, share in lines(row["partners"]):
        InitiativePartner.ask(initiative, acting(companies, slug), "", share).accept(lead)
    for slug, words in lines(row.get("asking", "")):
        InitiativePartner.ask(initiative, acting(companies, slug), words)
    agree(initiative, companies, lead, row)
    plan(initiative, companies, lead, row.get("steps", ""))
    for slug, words in lines(row.get("notes", "")):
        InitiativeNote.write(initiative, words, acting(companies, slug))
    if row.get("result"):
        report(initiative, lead, row)


def agree(initiative: Initiative, companies: dict[str, Company], lead: Actor, row: dict[str, Any]) -> None:
    if not row.get("agreement"):
        return
    version = InitiativeAgreement.write(initiative, row["agreement"], lead, 0)
    for slug in row.get("consents", "").split():
        version.consent(acting(companies, slug))


def plan(initiative: Initiative, companies: dict[str, Company], lead: Actor, text: str) -> None:
    """A line: `done` or in how many days, who (a dash: nobody yet), what."""
    for when, rest in lines(text):
        slug, title = rest.split(" ", 1)
        due = None if when == "done" else in_days(int(when))
        step = InitiativeStep.add(initiative, lead, title=title, company=companies.get(slug), due_on=due)
        if when == "done":
            step.finish(lead)


def report(initiative: Initiative, lead: Actor, row: dict[str, Any]) -> None:
    initiative.refresh_from_db()
    initiative.start(lead)
    figures = {name: row.get(name) for name in ("orders", "jobs", "visitors")}
    InitiativeOutcome.report(
        initiative,
        lead,
        result=row["result"],
        words=row["words"],
        lessons=row["lessons"],
        value=Decimal(row["value"]),
        currency=row["value_currency"],
        is_shown=True,
        **figures,
    )


def write(community: Community, companies: dict[str, Company], row: dict[str, Any]) -> None:
    author = acting(companies, row["author"])
    article = Article.begin(
        community,
        author,
        twin_of=Article.objects.filter(community=community, title=row.get("translates", "")).first(),
        thread=community.threads.filter(title=row.get("thread", "")).first(),
        tags=tags_stored(row["tags"]),
        **{name: row[name] for name in ("title", "body", "category", "language")},
    )
    article.propose(author)
    if row.get("state") != "review":
        article.approve(acting(companies, STEWARD), article.latest)
