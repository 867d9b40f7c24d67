"""The programme's site: its pages and snippets, whatever types of them there are (cms.findable)."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import CharField, Exists, Model, OuterRef, Q, TextField
from wagtail.models import Page, TranslatableMixin

from cms.findable import language_of, moments_of, named_rows, open_pages, open_rows, page_types, snippet_types, type_of
from search.documents import EVERYBODY, Document, reading
from search.source import Source, version_of
from search.values import seconds
from search.vocabulary import Vocabulary

LONGEST_NAME = 12  # characters of a kind where it is stored


def page_rows() -> Any:
    rows = Page.objects.type(*page_types()).select_related("locale")
    return rows.annotate(is_open=Exists(open_pages().filter(pk=OuterRef("pk")))).specific()


def read_versions(rows: list[Any]) -> None:
    """Each row gets its published `versions`, itself among them, by language."""
    keys = {row.translation_key for row in rows}
    found: dict[Any, dict[str, Any]] = defaultdict(dict)
    for one in open_pages().filter(translation_key__in=keys).select_related("locale").order_by("pk").specific():
        found[one.translation_key][one.locale.language_code] = one
    for row in rows:
        row.versions = found[row.translation_key]


def readers_of(row: Any, versions: dict[str, Any]) -> tuple[str, ...]:
    """Those who find this version and no other: of its own language, and of those that nothing is translated into,
    if it is the one in the portal's first language, or the first there is."""
    first = versions.get(settings.LANGUAGE_CODE) or next(iter(versions.values()))
    found = [code for code, _name in settings.LANGUAGES if versions.get(code, first).pk == row.pk]
    return (EVERYBODY,) if len(found) == len(settings.LANGUAGES) else tuple(map(reading, found))


def page_document(page: Any, vocabulary: Vocabulary) -> Document:
    """Of one version, which is found by the words of all."""
    article, language = page.specific, page.locale.language_code
    versions = {language: article, **getattr(page, "versions", {})}
    sector = vocabulary.sector(said(article, "sector"))
    return Document(
        kind="page",
        pk=page.pk,
        ref=page.slug,
        version=version_of(PAGE, page),
        published=seconds(page.first_published_at),
        titles={code: one.title for code, one in versions.items()},
        texts={code: one.words for code, one in versions.items()},
        type=type_of(article),
        audience=readers_of(page, versions),
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
    prepare=read_versions,
)


def snippet_source(model: type[Model]) -> Source:
    """One for each type of snippet; its rows are few."""

    def document(row: Any, vocabulary: Vocabulary) -> Document:
        language = language_of(row)
        versions = {language: row, **getattr(row, "versions", {})}
        return Document(
            kind="page",
            source=source.kind,
            type=source.kind,
            pk=row.pk,
            ref=str(getattr(row, "slug", "") or row.pk),
            version=version_of(source, row),
            titles={code: str(one) for code, one in versions.items()},
            texts={code: str(one.words) for code, one in versions.items()},
            audience=readers_of(row, versions),
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
        prepare=versions_of(model),
    )
    return source


def versions_of(model: type[Model]) -> Callable[[list[Any]], None]:
    """The same for snippets that can be translated."""

    def read(rows: list[Any]) -> None:
        keys = {row.translation_key for row in rows}
        found: dict[Any, dict[str, Any]] = defaultdict(dict)
        for one in open_rows(model).filter(translation_key__in=keys).order_by("pk"):
            found[one.translation_key][language_of(one)] = one
        for row in rows:
            row.versions = found[row.translation_key]

    return read if issubclass(model, TranslatableMixin) else lambda rows: None


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
