"""What of the programme's site can be found: every page type that says its `words`, and every other row that does.

A page type needs nothing but a property `words`, all that is to be looked in besides the title; `Article`, `InfoPage`
and `IndexPage` have it, so that what derives from them is found without another line. `sector`, `country` and
`company_name` are used where a type has them. A snippet needs `words` and `get_absolute_url()`; its name is `str()` of
it. It has a language by `locale` or `language`, and is found while it is `live`, where it has these fields. Where its
QuerySet has `with_other_names()`, it is found by what it is called in other languages, too.
"""

from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from cms.models import IndexPage

PLAIN = "infopage"
MOMENTS = ("last_published_at", "updated_at", "changed_at")  # which of them a snippet has says what version it is of


@cache
def page_types() -> tuple[type[Page], ...]:
    return tuple(model for model in models() if issubclass(model, Page) and hasattr(model, "words"))


@cache
def snippet_types() -> tuple[type[Model], ...]:
    rows = (model for model in models() if not issubclass(model, Page))
    return tuple(model for model in rows if hasattr(model, "words") and hasattr(model, "get_absolute_url"))


def models() -> list[type[Model]]:
    """Those of the site; asked for while later apps are still being loaded, too."""
    return list(apps.all_models["cms"].values())


def open_pages() -> Any:
    """What anybody may read now: published, not expired, and behind no restriction."""
    lasting = Q(expire_at=None) | Q(expire_at__gt=timezone.now())
    return Page.objects.live().public().filter(lasting).type(*page_types())


def open_rows(model: type[Model]) -> "QuerySet[Any]":
    rows: QuerySet[Any] = model._default_manager.all()
    rows = rows.select_related("locale") if "locale" in fields_of(model) else rows
    return rows.filter(live=True) if "live" in fields_of(model) else rows


def named_rows(model: type[Model]) -> "QuerySet[Any]":
    """All rows, with their `other_names` where there are such."""
    rows: Any = model._default_manager.all()
    rows = rows.select_related("locale") if "locale" in fields_of(model) else rows
    return rows.with_other_names() if has_other_names(model) else rows  # type: ignore[no-any-return]  # of any model


def has_other_names(model: type[Model]) -> bool:
    return hasattr(model._default_manager.all(), "with_other_names")


def fields_of(model: type[Model]) -> set[str]:
    return {field.name for field in model._meta.fields}


def moments_of(model: type[Model]) -> tuple[str, ...]:
    return tuple(name for name in MOMENTS if name in fields_of(model))


def language_of(row: Any) -> str:
    locale = getattr(row, "locale", None)
    return str(locale.language_code if locale else getattr(row, "language", "en"))


def type_of(page: Page) -> str:
    """The model's name, by which pages are told apart; a list of pages is a page to who looks for something."""
    return PLAIN if isinstance(page, IndexPage) else str(page._meta.model_name)


def name_of_type(model_name: str) -> str:
    """What a page or a snippet of this model is called, in the reader's language; empty for what is none."""
    model = apps.all_models["cms"].get(model_name)
    name = str(model._meta.verbose_name) if model else ""
    return name[:1].upper() + name[1:]
