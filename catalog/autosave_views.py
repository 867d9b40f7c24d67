"""The editor's quiet saving, its way back, and the look at the page that buyers would see."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from catalog.autosave import Kept, keep, reopened
from catalog.choice import choice_of
from catalog.drafts import EditorDraft
from catalog.editing import snapshot
from catalog.editor import Editor
from catalog.list_forms import QuantityForm
from catalog.listing import checks, score
from catalog.models import Product
from catalog.permissions import can_edit_catalogue
from catalog.preview import as_typed
from catalog.pricing import currency_for, ladder, sum_at, sum_for
from catalog.structured import product_data
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.middleware import STRICT, with_media
from portal.core.permissions import require
from portal.core.structured import as_json

FRAMED = STRICT.replace("frame-ancestors 'none'", "frame-ancestors 'self'")


def product_of(request: SignedIn, ref: str) -> Product:
    """One's own, or the new one that has no reference yet."""
    allowed = can_edit_catalogue(request.actor, request.actor.company_id or 0)
    require(allowed, _("You may not change this company's products."))
    if not ref:
        return Product(company=request.actor.company)
    return get_object_or_404(Product.objects.of(request.actor).for_cards(), ref=ref)


@company_required
@require_POST
def autosave(request: SignedIn, ref: str = "") -> HttpResponse:
    """Keeps the fields and answers with the parts of the page that are different now."""
    kept = keep(request.actor, product_of(request, ref), request.POST, request.FILES)
    return render(request, "catalog/editor/_kept.html", parts_of(request, kept))


def parts_of(request: SignedIn, kept: Kept) -> dict[str, Any]:
    """The score is of what stands in the form, saved or not."""
    product, editor = kept.product, kept.editor
    found, papers = checks(as_typed(editor)), None
    put_aside = {name: value for part in editor.papers for name, value in part.put_aside.items()}
    if put_aside:
        papers = as_sent(request, product, {**put_aside, **kept.settled})
    if kept.how == "saved":
        product = product_of(request, product.ref)
        editor = Editor.fresh(product, snapshot(product))
    elif kept.has_files:
        editor = as_sent(request, product, {"held": editor.uploads.tokens})
    return {
        "papers": papers,
        "kept": kept,
        "editor": editor,
        "product": product,
        "is_new": product.pk is None,
        "checks": [check for check in found if not check.is_done],
        "score": score(found),
        "in_part": True,
    }


def as_sent(request: SignedIn, product: Product, fields: dict[str, Any]) -> Editor:
    """The rows as they stand on the page, with some of their fields different."""
    typed = request.POST.copy()
    for name, value in fields.items():
        typed.setlist(name, value if isinstance(value, list) else [value])
    return Editor.grown(product, typed, MultiValueDict(), "")


@company_required
@require_POST
def discarding(request: SignedIn, ref: str = "") -> HttpResponse:
    """What was typed and not saved goes; the product is as it was."""
    product = product_of(request, ref)
    EditorDraft.forget(request.actor, product)
    messages.success(request, _("Discarded. This is what is saved."))
    return redirect("catalog:edit", ref=ref) if ref else redirect("catalog:new")


@company_required
@xframe_options_sameorigin
def preview(request: SignedIn, ref: str = "") -> HttpResponse:
    """The product's page as buyers would see it, made of what was typed last; `?width=phone` shows it in a frame."""
    product = product_of(request, ref)
    context = {"edit_ref": ref, "in_frame": "frame" in request.GET}
    if request.GET.get("width") == "phone":
        return render(request, "catalog/preview_phone.html", context)
    shown = shown_of(request, product)
    currency = currency_for(shown, request.currency)
    choice = choice_of(request, shown, f"{request.path}?frame=1" if context["in_frame"] else request.path)
    form = QuantityForm(request.GET)
    quantity = form.cleaned_data["quantity"] if form.is_valid() else None
    context |= {
        "product": shown,
        "preview": True,
        "form": form,
        "choice": choice,
        "variants": choice.page(request.GET.get("variants", "")),
        "ladder": [] if choice.price else ladder(shown, currency, quantity),
        "sum": sum_at(choice.price, quantity, choice.moq) if choice.price else sum_for(shown, quantity, currency),
        "certificates": [one for one in shown.certificates.all() if not one.is_expired],
        "other_currencies": sorted({tier.currency for tier in shown.tiers} - {currency}),
        "data": as_json(product_data(shown, request.build_absolute_uri)),
        "canonical": request.build_absolute_uri(request.path),
    }
    response = render(request, "catalog/product_preview.html", context)
    if "frame" in request.GET:
        response["Content-Security-Policy"] = with_media(FRAMED, "img-src")
    return response


def shown_of(request: SignedIn, product: Product) -> Product:
    draft = EditorDraft.objects.of(request.actor, product).first()
    words = draft.typed if draft else None
    if words is None and product.pk is None:
        words = request.POST  # nothing typed yet: an empty page
    editor = Editor.typed(product, words, MultiValueDict()) if words is not None else None
    if editor is not None:
        editor.is_valid()
        product = as_typed(editor)
    product.state = Product.State.PUBLISHED  # as it would be; it is not saved
    return product


def unsaved(request: SignedIn, product: Product) -> tuple[Editor | None, EditorDraft | None]:
    """What this person typed and did not save, for the editor's page."""
    draft = EditorDraft.objects.of(request.actor, product).first()
    return (reopened(product, draft), draft) if draft else (None, None)
