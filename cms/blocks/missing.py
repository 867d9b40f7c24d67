"""What a page refers to that readers do not get: gone, not published, unreadable. The editor is told."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.blocks import PageChooserBlock, RichTextBlock
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import Page

from cms.blocks.home import CommunitiesPart
from cms.blocks.market import LiveBlock
from cms.blocks.walking import parts_of
from portal.core.actor import VISITOR

LINK = re.compile(r"<a\b[^>]*>")
IDENTITY = re.compile(r'\bid="(\d+)"')
Check = Callable[[Any, Any], Iterator[str]]


def missing_in(page: Any) -> list[str]:
    """A sentence for each thing; none for a page that is whole."""
    found = [sentence for part in parts_of(page) for sentence in missing_at(*part)]
    picture = getattr(page, "picture", None)
    if picture is not None and not is_readable(picture):
        found.append(_("The file of the picture “%(title)s” is gone.") % {"title": picture.title})
    return list(dict.fromkeys(found))


def missing_at(block: Any, value: Any, outer: Any) -> Iterator[str]:
    if isinstance(block, LiveBlock | CommunitiesPart):
        yield from of_market(block, value)
    elif isinstance(block, ImageBlock | ImageChooserBlock):
        if value is None and (isinstance(block, ImageBlock) or block.required):
            yield _("A picture was deleted from the library.")
        elif value is not None and not is_readable(value):
            yield _("The file of the picture “%(title)s” is gone.") % {"title": value.title}
    elif isinstance(block, DocumentChooserBlock):
        yield from of_document(block, value)
    elif isinstance(block, PageChooserBlock):
        yield from of_page(block, value)
    elif isinstance(block, RichTextBlock):
        yield from of_links(value.source or "")


def of_market(block: Any, value: Any) -> Iterator[str]:
    """What a visitor does not see of what was chosen."""
    kind = block.label if block.label else block.name
    chosen = list(value["chosen"])
    gone = sum(one is None for one in chosen)
    if gone:
        yield _("%(kind)s: %(count)s that you chose no longer exist.") % {"kind": kind, "count": gone}
    there = {one.pk: one for one in chosen if one is not None}
    if not there:
        return
    model = type(next(iter(there.values())))
    rows = block.rows(VISITOR) if isinstance(block, LiveBlock) else model.objects.visible_to(VISITOR)
    seen = set(rows.filter(pk__in=there).values_list("pk", flat=True))
    for pk, one in there.items():
        if pk not in seen:
            yield _("%(kind)s: visitors do not see “%(name)s” any more.") % {"kind": kind, "name": one}


def of_document(block: Any, document: Any) -> Iterator[str]:
    if document is None:
        if block.required:
            yield _("A file was deleted from the library.")
    elif not document.file.storage.exists(document.file.name):
        yield _("The file “%(title)s” is gone.") % {"title": document.title}


def of_page(block: Any, page: Any) -> Iterator[str]:
    if page is None:
        if block.required:
            yield _("A page that is referred to was deleted.")
    elif not page.live:
        yield _("The page “%(title)s” is not published.") % {"title": page.title}


def of_links(source: str) -> Iterator[str]:
    """Links inside a text to pages and documents of the site."""
    wanted: dict[str, set[int]] = {"page": set(), "document": set()}
    for tag in LINK.findall(source):
        identity = IDENTITY.search(tag)
        for kind, known in wanted.items():
            if identity and f'linktype="{kind}"' in tag:
                known.add(int(identity[1]))
    live = Page.objects.live().filter(pk__in=wanted["page"]) if wanted["page"] else Page.objects.none()
    documents: Any = get_document_model()._default_manager
    kept = documents.filter(pk__in=wanted["document"]).count() if wanted["document"] else 0
    lost = len(wanted["page"]) - live.count() + len(wanted["document"]) - kept
    if lost:
        yield _("Links in the text: %(count)s lead to pages or files that are gone.") % {"count": lost}


def is_readable(image: Any) -> bool:
    return bool(image.file.storage.exists(image.file.name))
