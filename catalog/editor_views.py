"""The page on which a product is made and changed."""

from contextlib import suppress

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.autosave import keep
from catalog.autosave_views import unsaved
from catalog.drafts import EditorDraft
from catalog.editing import snapshot
from catalog.editor import Editor, blank_words
from catalog.listing import checks, score
from catalog.models import Overtaken, Product
from catalog.permissions import can_edit_catalogue, can_edit_product
from catalog.preview import as_typed
from catalog.standing.words import say_how_it_stands
from catalog.suggestion import LOOK, WISH, Draft, suggested, with_draft
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.permissions import Refused, WrongState, require

NOT_YOURS = gettext_lazy("You may not change this company's products.")


@company_required
def new(request: SignedIn) -> HttpResponse:
    require(can_edit_catalogue(request.actor, request.actor.company_id or 0), NOT_YOURS)
    product = Product(company=request.actor.company)
    if request.method == "POST":
        return take(request, product)
    editor, draft = unsaved(request, product)
    return show(request, editor or Editor.fresh(product, blank_words(request.actor)), draft=draft)


@company_required
def edit(request: SignedIn, ref: str) -> HttpResponse:
    own = Product.objects.of(request.actor).for_cards()
    product = get_object_or_404(own, ref=ref)
    require(can_edit_product(request.actor, product), NOT_YOURS)
    if request.method == "POST":
        return take(request, product)
    editor, draft = unsaved(request, product)
    return show(request, editor or Editor.fresh(product, snapshot(product)), draft=draft)


def take(request: SignedIn, product: Product) -> HttpResponse:
    """Save what was typed; or show it again with one more row, with its errors, or beside another's changes."""
    grows = request.POST.get("add", "")
    if grows.startswith((WISH, LOOK)):
        data, suggestion = with_draft(request, grows)
        return show(request, Editor.grown(product, data, request.FILES, ""), typed=data, suggestion=suggestion)
    if grows:
        return show(request, Editor.grown(product, request.POST, request.FILES, grows))
    if request.POST.get("save") == "preview":
        kept = keep(request.actor, product, request.POST, request.FILES)
        return redirect("catalog:preview", ref=product.ref) if kept.product.pk else redirect("catalog:preview_new")
    editor, was_new = Editor.typed(product, request.POST, request.FILES), product.pk is None
    if editor.is_valid():
        try:
            editor.save(request.actor)
        except Overtaken:
            return show(request, editor.reconciled(), status=409)
        except Refused as problem:
            editor.blame(problem)
        else:
            EditorDraft.forget(request.actor, product, was_new)
            return leave(request, product)
    editor.uploads.hold(product.company_id)
    return show(request, editor, status=422)


def blank(product: Product) -> Editor:
    """A new product with nothing in it, to say from the start what a good listing has."""
    editor = Editor.typed(product, QueryDict(), MultiValueDict())
    editor.is_valid()
    return editor


def leave(request: SignedIn, product: Product) -> HttpResponse:
    if request.POST.get("save") == "publish":
        with suppress(WrongState):  # a colleague published it meanwhile: that is what was wanted
            product.publish(request.actor)
        if product.is_published:
            messages.success(request, _("Saved and published. This is how buyers see it."))
            return redirect(product)
    say_how_it_stands(request, product, _("Saved."))
    return redirect("catalog:edit", ref=product.ref)


def show(
    request: SignedIn,
    editor: Editor,
    status: int = 200,
    draft: EditorDraft | None = None,
    typed: QueryDict | None = None,
    suggestion: Draft | None = None,
) -> HttpResponse:
    found = checks(editor.product if editor.product.pk else as_typed(blank(editor.product)))
    typed = typed or (draft.typed if draft else request.POST)
    context = {
        "editor": editor,
        "product": editor.product,
        "is_new": editor.product.pk is None,
        "checks": [check for check in found if not check.is_done],
        "score": score(found),
        "draft": draft,
        "suggested": suggested(editor, typed, suggestion),
        "translator": settings.TRANSLATION_NAME,
    }
    return render(request, "catalog/product_form.html", context, status=status)
