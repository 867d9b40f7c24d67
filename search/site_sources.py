"""The programme's site: its pages and snippets, whatever types of them there are (cms.findable)."""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Exists, Model, OuterRef, Q, TextField
from wagtail.models import Page

from cms.findable import language_of, moments_of, named_rows, open_pages, open_rows, page_types, snippet_types, type_of
from search.documents import Document
from search.source import Source, version_of
from search.values import seconds
from search.vocabulary import Vocabulary

LONGEST_NAME = 12  # characters of a kind where it is stored


def page_rows() -> Any:
    rows = Page.objects.type(*page_types()).select_related("locale")
    return rows.annotate(is_open=Exists(open_pages().filter(pk=OuterRef("pk")))).specific()


def page_document(page: Any, vocabulary: Vocabulary) -> Document:
    article, language = page.specific, page.locale.language_code
    sector = vocabulary.sector(said(article, "sector"))
    return Document(
        kind="page",
        pk=page.pk,
        ref=page.slug,
        version=version_of(PAGE, page),
        published=seconds(page.first_published_at),
        titles={language: page.title},
        texts={language: article.words},
        type=type_of(article),
        vocabulary=vocabulary.of(sector),
        categories=tuple(sector.slugs) if sector else (),
        country=said(article, "country"),
        company_name=said(article, "company_name"),
    )


def said(article: Any, name: str) -> str:
    """What only some types of pages state."""
    value = getattr(article, name, "")
    return value if isinstance(value, str) else ""


PAGE = Source(
    "page",
    page_rows,
    lambda page: page.is_open,
    page_document,
    ("last_published_at",),
    open_pages,
    lambda actor: open_pages().select_related("locale").specific(),
    lambda word: Q(title__icontains=word),
    "-first_published_at",
    joins_to_name=True,
)


def snippet_source(model: type[Model]) -> Source:
    """One for each type of snippet; its rows are few."""

    def document(row: Any, vocabulary: Vocabulary) -> Document:
        language = language_of(row)
        return Document(
            kind="page",
            source=source.kind,
            type=source.kind,
            pk=row.pk,
            ref=str(getattr(row, "slug", "") or row.pk),
            version=version_of(source, row),
            titles={language: str(row)},
            texts={language: str(row.words)},
            vocabulary=getattr(row, "other_names", ""),
        )

    source = Source(
        str(model._meta.model_name)[:LONGEST_NAME],
        lambda: named_rows(model),
        lambda row: getattr(row, "live", True),
        document,
        moments_of(model),
        lambda: open_rows(model),
        lambda actor: open_rows(model),
        word_in(model),
        "-pk",
        joins_to_name=True,
    )
    return source


def word_in(model: type[Model]) -> Callable[[str], Q]:
    """In any of its columns of words."""
    names = [field.name for field in model._meta.fields if isinstance(field, CharField | TextField)]

    def match(word: str) -> Q:
        found = Q(pk__in=[])
        for name in names:
            found |= Q(**{f"{name}__icontains": word})
        return found

    return match


SNIPPETS = {source.kind: source for source in map(snippet_source, snippet_types())}
SITE = (PAGE, *SNIPPETS.values())
