"""Topics and authors of news, publications, courses, and legal texts of an invented operator."""

import re
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate
from wagtail.models import Locale, Page

from cms.help.first_words import blocks
from cms.models import (
    Author,
    Consent,
    CourseIndexPage,
    CoursePage,
    HelpIndexPage,
    LegalText,
    LegalVersion,
    NewsAuthor,
    NewsIndexPage,
    NewsPage,
    PublicationIndexPage,
    PublicationPage,
    Topic,
)
from companies.models import User
from portal.core.actor import Actor

LANGUAGES = ("en", "ko")
DETAILS = ("kind", "year", "authors", "publisher", "published_in", "volume", "pages", "written_in", "isbn")
TERMS = ("level", "taught_in", "hours", "provider", "seats", "place", "country")


def publish_knowledge() -> None:
    """What is not there yet; called after the articles."""
    content = tomllib.loads(Path(__file__).with_name("knowledge.toml").read_text("utf-8"))
    for position, language in enumerate(LANGUAGES):
        locale = Locale.objects.filter(language_code=language).first()
        if locale is not None:
            publish_in(locale, position, content)
    publish_legal(content)


def publish_in(locale: Locale, position: int, content: dict[str, Any]) -> None:
    topics = {row["slug"]: topic_of(row, locale, position) for row in content["topic"]}
    authors = {row["key"]: author_of(row, locale, position) for row in content["author"]}
    for row in content["news"]:
        add(NewsIndexPage, news_of(row, position), locale)
    written = {row["slug"]: [row["topic"], *row["authors"]] for row in content["news"]} | content["written"]
    for page in NewsPage.objects.filter(locale=locale, slug__in=written, topic=None):
        sign(page, topics[written[page.slug][0]], [authors[key] for key in written[page.slug][1:]])
    for row in content["publication"]:
        details = {name: row[name] for name in DETAILS if name in row}
        page = PublicationPage(**named(row, position), abstract=row["abstract"][position], **details)
        page.topics = [topics[slug] for slug in row["topics"]]
        add(PublicationIndexPage, page, locale)
    for row in content["course"]:
        page = course_of(row, position)
        page.topics = [topics[slug] for slug in row["topics"]]
        add(CourseIndexPage, page, locale)
    centres = HelpIndexPage.objects.filter(locale=locale, contact="")
    centres.update(contact=content["help"]["contact"], contact_words=content["help"]["words"][position])


def named(row: dict[str, Any], position: int) -> dict[str, Any]:
    return {"slug": row["slug"], "title": row["title"][position]}


def topic_of(row: dict[str, Any], locale: Locale, position: int) -> Topic:
    known = Topic.objects.filter(slug=row["slug"])
    first = known.first()
    values = {"name": row["name"][position], **({"translation_key": first.translation_key} if first else {})}
    return known.get_or_create(locale=locale, slug=row["slug"], defaults=values)[0]


def author_of(row: dict[str, Any], locale: Locale, position: int) -> Author:
    name = row["name"][position]
    known = Author.objects.filter(locale=locale, name=name).first()
    first = Author.objects.filter(name=row["name"][0]).first()
    key = {"translation_key": first.translation_key} if first else {}
    values = {"name": name, "job": row["job"][position], "words": row["words"][position]}
    return known or Author.objects.create(locale=locale, **values, **key)


def news_of(row: dict[str, Any], position: int) -> NewsPage:
    day = localdate() - timedelta(days=row["days_ago"])
    body = list(blocks(row["body"][position]))
    return NewsPage(**named(row, position), summary=row["summary"][position], date=day, body=body)


def sign(page: NewsPage, topic: Topic, authors: list[Author]) -> None:
    page.topic = topic
    page.bylines = [NewsAuthor(author=author, sort_order=number) for number, author in enumerate(authors)]
    page.save_revision().publish()


def course_of(row: dict[str, Any], position: int) -> CoursePage:
    page = CoursePage(**named(row, position), summary=row["summary"][position])
    for name in TERMS:
        if name in row:
            setattr(page, name, row[name])
    page.body, page.is_online = list(blocks(row["body"][position])), "place" not in row
    if "starts_in" in row:
        page.starts_on = localdate() + timedelta(days=row["starts_in"])
        page.ends_on = page.starts_on + timedelta(days=row["days"] - 1)
    return page


def add(index: type[Page], page: Page, locale: Locale) -> None:
    """Below the index of its language, as a translation of the one of the same address; unless it is there."""
    parent = index.objects.filter(locale=locale).order_by("pk").first()
    if parent is None or parent.get_children().filter(slug=page.slug).exists():
        return
    original = type(page).objects.filter(slug=page.slug).order_by("pk").first()
    page.locale = locale
    if original is not None:
        page.translation_key = original.translation_key
    parent.add_child(instance=page)
    page.save_revision().publish()


def publish_legal(content: dict[str, Any]) -> None:
    """The drafts that a new portal has, in the words of an invented operator; a second version of the terms; and the
    word of everybody of the demonstration, so that nobody is stopped."""
    by = Actor(user=User.objects.filter(is_superuser=True).order_by("pk").first())
    if by.user is None or LegalVersion.objects.published().exists():
        return
    for version in LegalVersion.objects.filter(number=None).order_by("pk"):
        for text in version.texts.all():
            LegalText.objects.filter(pk=text.pk).update(body=filled(text, content["operator"]))
        LegalVersion.objects.filter(pk=version.pk).update(valid_from=localdate() - timedelta(days=200))
        version.publish(by=by)
    second_terms(content["second_terms"], by)
    agreed = LegalVersion.objects.to_agree()
    people = User.objects.filter(deleted_at=None)
    Consent.objects.bulk_create(consents(people, list(agreed)), ignore_conflicts=True)


def filled(text: LegalText, operator: dict[str, str]) -> str:
    """The first bracket is the operator's name and address, the others are what only a real one can say."""
    body = re.sub(r"\[[^\]]*\]", operator[text.language], text.body, count=1)
    return re.sub(r"\[[^\]]*\]", operator[f"other_{text.language}"], body)


def second_terms(words: dict[str, Any], by: Actor) -> None:
    first = LegalVersion.objects.published().filter(document="terms").first()
    if first is None:
        return
    second = LegalVersion.objects.create(
        document="terms", needs_consent=True, valid_from=localdate() - timedelta(days=20)
    )
    for position, language in enumerate(LANGUAGES):
        text = first.text(language)
        body = text.body.replace(words["find"][position], words["put"][position])
        changes = words["changes"][position]
        LegalText.objects.create(version=second, language=language, title=text.title, body=body, changes=changes)
    second.publish(by=by)


def consents(people: Any, versions: list[LegalVersion]) -> Iterator[Consent]:
    for user in people:
        for version in versions:
            yield Consent(user=user, version=version, language=user.language, way=Consent.Way.ASKED)
