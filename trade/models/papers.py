"""Papers of a version: put in and taken out while it is a draft, carried along from version to version."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext

from portal.core.permissions import Refused
from portal.core.refs import new_ref

if TYPE_CHECKING:
    from trade.models.version import QuotationVersion

MOST_PAPERS = 5
Papers = tuple[Sequence[tuple[str, Any]], Sequence[str]]  # new ones as title and checked file; references to take out


def put_papers(draft: "QuotationVersion", papers: Papers) -> None:
    """Take out and add. To be called under the quotation's lock, on a draft; raises Refused for too many."""
    new, removed = papers
    drop_papers(draft.documents.filter(ref__in=list(removed)[: MOST_PAPERS * 2]))
    if draft.documents.count() + len(new) > MOST_PAPERS:
        raise Refused(gettext("A quotation takes up to %(most)s papers: take one out first.") % {"most": MOST_PAPERS})
    for title, file in new:
        digest = hashlib.sha256(file.read()).hexdigest()
        file.seek(0)
        draft.documents.create(ref=new_ref("D"), title=title[:160], file=file, size=file.size, digest=digest)


def copy_papers(source: "QuotationVersion", twin: "QuotationVersion") -> None:
    """The twin has the same papers: rows of its own, the files shared."""
    for paper in source.documents.all():
        values = {"title": paper.title, "file": paper.file.name, "size": paper.size, "digest": paper.digest}
        twin.documents.create(ref=new_ref("D"), **values)


def drop_papers(rows: "Iterable[Any]") -> None:
    """Delete these; a file goes once no version has it any more and the change is kept."""
    for paper in list(rows):
        storage, name, kind = paper.file.storage, paper.file.name, type(paper)
        paper.delete()
        if not kind._default_manager.filter(file=name).exists():
            transaction.on_commit(partial(storage.delete, name))
