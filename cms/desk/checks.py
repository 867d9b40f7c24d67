"""What is wrong with a page, in words. Each part of the site adds what it knows about:

    @page_check
    def dates(page: Page) -> Iterator[str]:
        if isinstance(page, EventPage) and page.ends_before_it_begins:
            yield _("The event ends before it begins.")

The relay looks at all published pages a few times a day, and at a page when it is published; what is found stands on
the editors' first page. A check gets the specific page as it is published; its words are in the reader's language.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue, StructValue
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

PageCheck = Callable[[Any], Iterator[str]]
CHECKS: list[PageCheck] = []


def page_check(check: PageCheck) -> PageCheck:
    CHECKS.append(check)
    return check


def problems(page: Any) -> list[str]:
    """Each once, in the order in which the checks were added."""
    return list(dict.fromkeys(str(words) for check in CHECKS for words in check(page)))


@page_check
def gone(page: Any) -> Iterator[str]:
    """What the page shows or leads to, and is not there any more. Wagtail forgets such references in its own index."""
    wanted: dict[int, set[str]] = {}
    for kind, key, _model_path, _content_path in ReferenceIndex._extract_references_from_object(page):
        wanted.setdefault(kind, set()).add(str(key))
    for kind, keys in wanted.items():
        model = ContentType.objects.get_for_id(kind).model_class()
        if model is not None:
            yield from missing(model, keys)


def missing(model: Any, keys: set[str]) -> Iterator[str]:
    there = {str(key) for key in model._base_manager.filter(pk__in=keys).values_list("pk", flat=True)}
    if keys - there:
        name = model._meta.verbose_name
        yield _("It leads to something that was deleted (%(what)s).") % {"what": name}
    if issubclass(model, Page):
        for title in Page.objects.filter(pk__in=there, live=False).values_list("title", flat=True):
            yield _("It leads to “%(title)s”, which is not published.") % {"title": title}


@page_check
def wordless_pictures(page: Any) -> Iterator[str]:
    """A picture of the page itself takes its words from the library."""
    for field in page._meta.get_fields():
        if isinstance(field, ForeignKey) and issubclass(field.related_model, get_image_model()):
            picture = getattr(page, field.name)
            if picture is not None and not picture.description.strip():
                yield _("The picture “%(title)s” has no description in the library.") % {"title": picture.title}


@page_check
def pictures_without_credit(page: Any) -> Iterator[str]:
    for value in structs(page):
        if "credit" in value and not value["credit"] and any(value.get(name) for name in ("image", "picture")):
            yield _("A picture in the text does not say whose it is.")


@page_check
def no_summary(page: Any) -> Iterator[str]:
    if hasattr(page, "summary") and not str(page.summary).strip():
        yield _("It has no summary: lists and search results show nothing below its title.")


def structs(page: Any) -> Iterator[StructValue]:
    """Every group of fields in the texts of the page, however deep it stands."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield from within(field.value_from_object(page))


def within(value: Any) -> Iterator[StructValue]:
    if isinstance(value, StructValue):
        yield value
        for part in value.values():
            yield from within(part)
    elif isinstance(value, StreamValue):
        for block in value:
            yield from within(block.value)
    elif hasattr(value, "bound_blocks"):
        for part in value:
            yield from within(part)
