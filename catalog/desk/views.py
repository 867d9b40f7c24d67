"""What waits for staff of the catalogue, and one listing as a buyer would see it, with the reasons and the decision."""

import json
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.desk import rows
from catalog.desk.forms import (
    AppealAnswerForm,
    ApproveForm,
    ListingFilterForm,
    RejectForm,
    flag_reasons,
    review_reasons,
    with_reason,
)
from catalog.editor import Editor
from catalog.forms import seal, unseal
from catalog.models import ListingReview, ListingTrust, Product
from catalog.pricing import currency_for, ladder
from catalog.standing.history import history_of
from catalog.standing.permissions import can_review_listing, can_settle_appeal, may_review_listings
from catalog.standing.seen import seen_words
from catalog.standing.trust import only_first
from companies.desk.guards import staff_required
from portal.core.actor import Actor
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.wait import Backlog, promised_since

SIZE = 30
CARDS = (
    *("product__texts", "product__pictures", "product__price_tiers", "product__flags"),
    *("product__variants", "product__documents", "product__certificates", "product__related__other"),
)


def tabs(actor: Actor, current: str) -> list[tuple[Any, str, bool, int]]:
    counts = {"listings": rows.waiting(actor), "appeals": rows.appeals(actor), "flags": rows.flags(actor)}
    labels = {"listings": _("In review"), "appeals": _("Appeals"), "flags": _("Flags")}
    return [(labels[name], reverse(f"catalog_desk:{name}"), name == current, n.count()) for name, n in counts.items()]


def narrowed(found: Any, form: ListingFilterForm, moment: str) -> Any:
    """The rows whose product passes the form, waiting since `moment`; the oldest first."""
    products, since = form.products(), form.since()
    found = found.filter(product__in=products.values("pk")) if products is not None else found
    found = found.filter(**{f"{moment}__lt": since}) if since else found
    found = found.select_related("product__company", "product__category").prefetch_related(*CARDS)
    return found.order_by(moment, "pk")


def listed(request: SignedIn, name: str, form: ListingFilterForm, found: Any) -> HttpResponse:
    context = {
        "form": form,
        "filtered": bool(form.filters()),
        "page": paginate(request, found, SIZE),
        "tabs": tabs(request.actor, name),
        "may_review": may_review_listings(request.actor),
        "name": name,
        "backlog": Backlog.of(rows.waiting(request.actor)) if name == "listings" else None,
        "promised_since": promised_since(),
    }
    return render(request, f"catalog/desk/{name}.html", context)


@staff_required
@require_safe
def listings(request: SignedIn) -> HttpResponse:
    """Listings that wait, the oldest first."""
    form = ListingFilterForm(request.GET, reasons=review_reasons())
    found = with_reason(rows.waiting(request.actor), form.filters().get("reason", ""))
    return listed(request, "listings", form, narrowed(found, form, "submitted_at"))


@staff_required
@require_safe
def appeals(request: SignedIn) -> HttpResponse:
    form = ListingFilterForm(request.GET, reasons=list(ListingReview.Reason.choices))
    reason = form.filters().get("reason")
    found = rows.appeals(request.actor).select_related("decided_by")
    found = found.filter(reason=reason) if reason else found
    return listed(request, "appeals", form, narrowed(found, form, "appealed_at"))


@staff_required
@require_safe
def flags(request: SignedIn) -> HttpResponse:
    """Prices and words to look at of listings that buyers see."""
    form = ListingFilterForm(request.GET, reasons=flag_reasons())
    kind = form.filters().get("reason")
    found = rows.flags(request.actor)
    found = found.filter(kind=kind) if kind else found
    return listed(request, "flags", form, narrowed(found, form, "created_at"))


def find(request: SignedIn, ref: str) -> Product:
    visible = Product.objects.visible_to(request.actor).for_cards().prefetch_related("reviews", "flags")
    return get_object_or_404(visible.exclude(company__in=rows.own(request.actor)), ref=ref)


@staff_required
@require_safe
def listing(request: SignedIn, ref: str) -> HttpResponse:
    return show(request, find(request, ref))


def show(request: SignedIn, product: Product, status: int = 200, **more: Any) -> HttpResponse:
    """With `was`, what the reviewer saw before, the differences stand on top."""
    words, review = seen_words(product), product.verdict
    was = more.pop("was", "")
    seen = {"seen": seal(words)}
    currency = currency_for(product, request.currency)
    context = {
        "product": product,
        "company": product.company,
        "review": product.latest_review,
        "verdict": review,
        "ladder": ladder(product, currency, None),
        "changes": changes_since(product, unseal(was), words) if was else [],
        "may_review": can_review_listing(request.actor, product),
        "may_settle": bool(review and can_settle_appeal(request.actor, review)),
        "is_appealed": product.state == product.State.REJECTED
        and bool(review and review.appealed_at and not review.answered_at),
        "trust": ListingTrust.objects.filter(company=product.company).select_related("by").first(),
        "firms_waiting": only_first(product.company).exclude(product=product).count(),
        "on_market": product.company.products.published().count(),
        "history": history_of(product),
        "following": next_after(product, request.actor),
        "approval": ApproveForm(initial=seen),
        "refusal": RejectForm(initial={**seen, "was": product.state}),
        "answer": AppealAnswerForm(initial=seen),
        **more,
    }
    return render(request, "catalog/desk/listing.html", context, status=status)


def changes_since(product: Product, before: dict[str, str], now: dict[str, str]) -> list[dict[str, str]]:
    """What the firm has changed since the reviewer looked: each with what it was and what it is.

    Nothing when what was seen is not known: a page that was tampered with.
    """
    if not before:
        return []
    editor = Editor.fresh(product, now)
    labels = {"pictures": _("Pictures"), "model_3d": _("3-D model")}
    return [
        {
            "label": labels.get(name) or editor.label_of(name),
            "was": said(editor, name, before.get(name, "")),
            "now": said(editor, name, word),
        }
        for name, word in now.items()
        if before.get(name, "") != word
    ]


def said(editor: Editor, name: str, word: str) -> str:
    """For people: pictures as what they show, a 3-D model as the name of its file."""
    if name == "pictures":
        rows = enumerate(json.loads(word or "[]"), start=1)
        return "\n".join(f"{number}. {alt or file.rpartition('/')[2]}" for number, (file, alt) in rows)
    return word.rpartition("/")[2] if name == "model_3d" else editor.readable(name, word)


def next_after(product: Product, actor: Actor) -> Product | None:
    """The oldest that waits besides this one."""
    found = (
        rows.waiting(actor).exclude(product=product).select_related("product").order_by("submitted_at", "pk").first()
    )
    return found.product if found else None
