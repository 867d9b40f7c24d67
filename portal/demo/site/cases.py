"""Good practices in English and Korean, read from cases.toml."""

import tomllib
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.html import escape
from django.utils.timezone import localdate
from django.utils.translation import override

from cms.models import CaseCompany, CaseConsent, CaseFigure, CaseIndexPage, CasePage, CaseProduct, CaseTopic
from companies.models import Company, Membership
from portal.demo.articles import picture_of
from portal.demo.site.laying import lay

SOURCE = Path(__file__).with_name("cases.toml")
SWOT = ("strengths", "weaknesses", "opportunities", "threats")


def publish() -> None:
    rows = tomllib.loads(SOURCE.read_text("utf-8"))["case"]
    known = {one.slug: one for one in CaseTopic.objects.order_by("position")}
    for row in rows:
        company = Company.objects.filter(slug=row.get("firm", "")).first()
        topics = [known[slug] for slug in row["topics"] if slug in known]
        pages = lay(CaseIndexPage, CasePage, row["slug"], partial(page_of, row, company, topics))
        if company and pages:
            agree(pages[0], company)


def firms_shown() -> set[str]:
    """Those whose goods stand for a case."""
    rows = tomllib.loads(SOURCE.read_text("utf-8"))["case"]
    return {row.get("firm") or row.get("picture_of", "") for row in rows}


def agree(case: CasePage, company: Company) -> None:
    """Its owner has said yes, as the owners of all firms of the demonstration do."""
    owner = company.memberships.filter(role=Membership.Role.OWNER).select_related("user").order_by("pk").first()
    if owner is not None and not CaseConsent.objects.filter(case_key=case.translation_key).exists():
        with override("en"):
            CaseConsent.give(case, owner.user.actor_for(company.slug), str(owner.user), case.date)


def page_of(row: dict[str, Any], company: Company | None, topics: list[CaseTopic], position: int) -> CasePage:
    firm = company.slug if company else row.get("picture_of", "")
    page = CasePage(
        title=row["title"][position],
        summary=row["summary"][position],
        result=row["result"][position],
        date=localdate() - timedelta(days=row["days_ago"]),
        company=company,
        company_name="" if company else row["name"][position],
        is_example=company is None,
        country=company.country if company else row["country"],
        sector=company.sector if company else row["sector"],
        size=row["size"],
        year=row["year"],
        picture=picture_of(firm),
        problem=paragraphs(row["problem"][position]),
        solution=paragraphs(row["solution"][position]),
        quotes=[("quote", quote(row["quote"], position))],
        lessons=[("lesson", words) for words in row["lessons"][position]],
        swot=[("swot", {name: row["swot"][name][position] for name in SWOT})] if "swot" in row else [],
        body=[],
    )
    page.topics = topics
    page.figures = [figure(values, position) for values in row["figures"]]
    if company:
        shown = company.products.published().order_by("-published_at", "pk")[:2]
        page.related_products = [CaseProduct(product=product) for product in shown]
        page.related_companies = [CaseCompany(company=company)]
    return page


def figure(values: list[Any], position: int) -> CaseFigure:
    english, korean, before, after, unit, unit_ko, good = values
    return CaseFigure(
        label=(english, korean)[position],
        before=Decimal(str(before)),
        after=Decimal(str(after)),
        unit=(unit, unit_ko)[position],
        good=good,
    )


def quote(values: list[str], position: int) -> dict[str, str]:
    text, text_ko, who, job, job_ko = values
    return {"text": (text, text_ko)[position], "who": who, "job": (job, job_ko)[position]}


def paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
