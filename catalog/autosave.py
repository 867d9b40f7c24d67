"""What becomes of the editor's fields a moment after each change.

A draft is saved itself as soon as it is whole. What buyers see already is not touched: there, and wherever something
is missing or wrong, everything typed is kept beside the product (catalog/drafts.py) until it is saved or discarded.
"""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from catalog.drafts import EditorDraft
from catalog.editor import Editor
from catalog.models import Overtaken, Product
from portal.core.actor import Actor
from portal.core.permissions import Refused


@dataclass
class Kept:
    """`how` is saved (into the product), kept (beside it) or same (nothing to keep); `problems` are of files sent."""

    how: str
    product: Product
    editor: Editor
    is_new: bool = False
    overtaken: bool = False
    problems: list[str] = field(default_factory=list)
    has_files: bool = False
    settled: dict[str, str] = field(default_factory=dict)  # fields of the open page that stand for something saved now
    at: Any = field(default_factory=timezone.now)


def keep(by: Actor, product: Product, data: QueryDict, files: Any) -> Kept:
    """Nothing typed is refused: what cannot be saved is kept. Raises Refused only for far too much of it."""
    editor = Editor.typed(product, data, files)
    is_valid = editor.is_valid()
    problems = [*editor.uploads.problems, *(str(words) for part in editor.papers for words in part.problems)]
    kept = Kept("kept", product, editor, problems=problems)
    kept.has_files = bool(files) or bool(editor.uploads.tokens)
    if not touched(editor, is_valid):
        EditorDraft.forget(by, product)
        kept.how = "same"
    elif is_valid and is_open_draft(product) and not editor.takes_away and save(by, kept):
        return kept
    else:
        lay_beside(by, kept, data)
    return kept


def is_open_draft(product: Product) -> bool:
    return product.state == Product.State.DRAFT


def touched(editor: Editor, is_valid: bool) -> bool:
    """Whether anything differs from what the editing began with."""
    if not is_valid or editor.product.pk is None or editor.changes_files:
        return True
    return editor.words() != editor.base or any(row.has_changed() for row in editor.pictures.rows)


def save(by: Actor, kept: Kept) -> bool:
    """Into the product; False when somebody else was faster, or has the SKU: then it is kept beside it."""
    kept.is_new = kept.product.pk is None
    try:
        kept.editor.save(by)
    except Overtaken:
        kept.is_new = False
        if kept.has_files or not kept.editor.stands_already():
            kept.overtaken = True
            return False
        kept.how = "saved"
        return True
    except Refused as problem:
        kept.editor.blame(problem)
        kept.product.pk, kept.is_new = (None if kept.is_new else kept.product.pk), False
        return False
    EditorDraft.forget(by, kept.product, was_new=kept.is_new)
    kept.how = "saved"
    for part in kept.editor.papers:
        kept.settled |= part.settled() if part.is_sent else {}
    return True


def lay_beside(by: Actor, kept: Kept, data: QueryDict) -> None:
    """With the files that came along: held, and named among the fields, so that they are there on return."""
    uploads = kept.editor.uploads
    uploads.hold(by.company_id)
    typed = data.copy()
    typed.setlist("held", uploads.tokens)
    typed.setlist("held_model", [uploads.model_token] if uploads.model_token else [])
    for part in kept.editor.papers:
        for name, value in part.put_aside.items():
            typed[name] = value
    kept.at = EditorDraft.keep(by, kept.product, typed).at


def reopened(product: Product, draft: EditorDraft) -> Editor:
    """The editor as it was left, without complaints."""
    return Editor.grown(product, draft.typed, MultiValueDict(), "")
