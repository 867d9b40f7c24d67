"""Country reports in English and Korean, read from countries.toml."""

import tomllib
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.html import escape
from wagtail.rich_text import RichText

from cms.models import CountryContact, CountryFigure, CountryIndexPage, CountryPage
from portal.demo.site.laying import lay

SOURCE = Path(__file__).with_name("countries.toml")
SAME = ("country", "region", "currency", "languages", "zone")


def publish() -> None:
    for row in tomllib.loads(SOURCE.read_text("utf-8"))["country"]:
        lay(CountryIndexPage, CountryPage, row["slug"], partial(page_of, row))


def page_of(row: dict[str, Any], position: int) -> CountryPage:
    page = CountryPage(
        title=row["title"][position],
        summary=row["summary"][position],
        capital=row["capital"][position],
        sections=[
            ("section", {"part": part, "text": RichText(f"<p>{escape(texts[position])}</p>")})
            for part, texts in row["sections"].items()
        ],
        **{name: row[name] for name in SAME},
    )
    page.figures = [figure(values, position) for values in row["figures"]["rows"]]
    page.contacts = [
        CountryContact(name=one["name"], url=one["url"], what=one["what"][position]) for one in row["contact"]
    ]
    return page


def figure(values: list[Any], position: int) -> CountryFigure:
    part, measure, label, label_ko, value, value_ko, source, url, day, ages = values
    return CountryFigure(
        part=part,
        measure=measure,
        label=(label, label_ko)[position],
        value=(value, value_ko)[position],
        source_name=source,
        source_url=url,
        as_of=day,
        ages=ages,
    )
