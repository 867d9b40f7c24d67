"""Fairs, events and a pavilion for the demo world, read from fairs.toml; days are counted from today."""

import tomllib
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils.html import escape
from django.utils.timezone import localdate
from wagtail.models import Page
from wagtail.rich_text import RichText

from catalog.models import Category
from cms.models import (
    EventIndexPage,
    EventMaterial,
    EventPage,
    EventSession,
    ExhibitionIndexPage,
    ExhibitionPage,
    PavilionPage,
    PavilionStand,
)
from companies.models import Company
from portal.demo.site.laying import LANGUAGES, lay

Row = dict[str, Any]
SAID = ("title", "summary", "venue", "city", "place", "languages", "fee", "organisers", "hall")


def publish() -> None:
    """What is not there yet. The two languages of a page are translations of each other."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    for row in rows["fair"]:
        lay(ExhibitionIndexPage, ExhibitionPage, row["slug"], partial(fair, row))
    for row in rows["event"]:
        for page in lay(EventIndexPage, EventPage, row["slug"], partial(event, row)):
            add_materials(page, row)
    row = rows["pavilion"]
    lay(ExhibitionIndexPage, PavilionPage, row["slug"], partial(pavilion, row))


def said(row: Row, place: int) -> Row:
    """The words of one language, among the fields that have two."""
    return {name: row[name][place] for name in SAID if name in row}


def story(text: str) -> list[Any]:
    return [("paragraph", RichText(f"<p>{escape(text)}</p>"))]


def day(row: Row, name: str = "days_ahead") -> date:
    return localdate() + timedelta(days=row[name])


def fair(row: Row, place: int) -> Page:
    page = ExhibitionPage(
        slug=row["slug"],
        starts_on=day(row),
        ends_on=day(row) + timedelta(days=row["length"] - 1),
        country=row["country"],
        cycle=row["cycle"],
        has_pavilion=row.get("has_pavilion", False),
        apply_by=day(row, "apply_days_ahead") if "apply_days_ahead" in row else None,
        is_example=True,
        body=story(row["text"][place]),
        **said(row, place),
    )
    page.sectors = Category.objects.sectors().filter(slug__in=row["sectors"])
    return page


def event(row: Row, place: int) -> Page:
    page = EventPage(
        slug=row["slug"],
        kind=row["kind"],
        starts_on=day(row),
        starts_time=clock(row["sessions"][0]["at"]),
        ends_on=day(row),
        ends_time=clock(row["sessions"][-1]["until"]),
        zone=row["zone"],
        country=row["country"],
        is_online=row.get("is_online", False),
        takes_guests=row.get("takes_guests", False),
        capacity=row.get("capacity"),
        is_example=True,
        body=story(row["text"][place]),
        afterwards=story(row["afterwards"][place]) if "afterwards" in row else [],
        **said(row, place),
    )
    page.sessions = [
        EventSession(
            sort_order=number,
            day=day(row),
            starts=clock(session["at"]),
            ends=clock(session["until"]),
            title=session["title"][place],
            who=session["who"][place],
        )
        for number, session in enumerate(row["sessions"])
    ]
    return page


def clock(words: str) -> time:
    return time.fromisoformat(words)


def add_materials(page: Page, row: Row) -> None:
    if page.materials.exists():
        return
    place = LANGUAGES.index(page.locale.language_code)
    for number, one in enumerate(row.get("materials", ())):
        material = EventMaterial(page=page, sort_order=number, title=one["title"][place], is_open=one["is_open"])
        material.file.save(one["name"], ContentFile("\n".join(one["lines"]).encode()))


def pavilion(row: Row, place: int) -> Page:
    fairs = ExhibitionPage.objects.filter(slug=row["fair"], locale__language_code=LANGUAGES[place])
    page = PavilionPage(
        slug=row["slug"], exhibition=fairs.first(), opens_on=localdate(), is_example=True, **said(row, place)
    )
    firms = Company.objects.filter(is_active=True, country="KR", products__state="published").distinct().order_by("pk")
    page.stands = [
        PavilionStand(sort_order=number, company=firm, number=f"C{number + 1:02d}", says=row["says"][place])
        for number, firm in enumerate(firms[: row["stands"]])
    ]
    return page
