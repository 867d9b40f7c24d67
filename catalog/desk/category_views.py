"""The category tree for staff: looking at it, and moving, renaming and merging its parts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.arranging import followers
from catalog.desk.category_forms import FindForm, NamesForm, TargetForm
from catalog.models import Category, CategoryMerge, Product
from catalog.permissions import can_arrange_categories
from catalog.unmerging import LASTS
from companies.desk.guards import staff_required
from portal.core.events import Event
from portal.core.http import SignedIn
from portal.core.permissions import Refused, require

MOST_EVENTS = 20
NOT_YOURS = "You may look at the categories, not change them."


def counts() -> dict[str, int]:
    """All products by category slug, in whatever state, each counted in every category above its own too."""
    return Category.tallied(Product.objects.order_by())


def find(slug: str) -> Category:
    found = Category.tree().get(slug)
    if found is None:
        raise Http404
    return found


@staff_required
@require_safe
def category_list(request: SignedIn) -> HttpResponse:
    """The whole tree folded by sector, or what a word is found in."""
    form = FindForm(request.GET)
    q = form.cleaned_data["q"] if form.is_valid() else ""
    numbers = counts()
    ordered = sorted(Category.tree().values(), key=lambda one: one.path)
    rows = [(one, numbers.get(one.slug, 0)) for one in ordered]
    found = [row for row in rows if row[0].answers_to(q)] if q else []
    sectors = [
        {"row": row, "below": [one for one in rows if one[0].path.startswith(f"{row[0].path}/")]}
        for row in rows
        if row[0].level == 0
    ]
    context = {"form": form, "q": q, "found": found, "sectors": sectors, "total": len(rows)}
    return render(request, "catalog/desk/category_list.html", context)


@staff_required
@require_safe
def category(request: SignedIn, slug: str) -> HttpResponse:
    known = Category.find(slug)
    if known and known.slug != slug:
        return redirect("catalog_desk:category", known.slug, permanent=True)
    return page(request, find(slug))


def page(request: SignedIn, found: Category, status: int = 200, **more: Any) -> HttpResponse:
    """One category with the forms; a form of `more` replaces the fresh one, so that what was typed stays."""
    tree = list(Category.tree().values())
    depth = max((one.level - found.level for one in tree if one.path.startswith(f"{found.path}/")), default=0)
    context = {
        "category": found,
        "children": [one for one in tree if one.parent_id == found.pk],
        "aliases": found.aliases.order_by("slug"),
        "asked": found.attributes_asked,
        "counts": inside(found),
        "may_arrange": can_arrange_categories(request.actor) and found.level > 0,
        "merges": CategoryMerge.objects.standing().filter(into=found, merged_at__gt=timezone.now() - LASTS),
        "events": Event.objects.about(found).select_related("user").order_by("-pk")[:MOST_EVENTS],
        "names_form": NamesForm(initial=found.names),
        "place_form": TargetForm(prefix="place", category=found, deepest=1 - depth),
        "merge_form": TargetForm(prefix="merge", category=found, deepest=2),
        **more,
    }
    return render(request, "catalog/desk/category_detail.html", context, status=status)


def inside(found: Category) -> list[tuple[str, int]]:
    """What stands in the category or below it, by kind."""
    return [
        (str(model._meta.verbose_name_plural), model._base_manager.filter(found.inside()).count())
        for model, _field in followers(Category)
    ]


@staff_required
@require_POST
def names(request: SignedIn, slug: str) -> HttpResponse:
    found = find(slug)
    require(can_arrange_categories(request.actor), _(NOT_YOURS))
    form = NamesForm(request.POST)
    if not form.is_valid():
        return page(request, found, 422, names_form=form)
    try:
        found.rename(form.cleaned_data, request.actor)
    except Refused as problem:
        form.add_error(None, str(problem.message))
        return page(request, found, 409, names_form=form)
    messages.success(request, _("Renamed. The old names stay words by which it is found."))
    return redirect("catalog_desk:category", found.slug)


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def place(request: SignedIn, slug: str) -> HttpResponse:
    return towards(request, find(slug), "place")


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedIn, slug: str) -> HttpResponse:
    return towards(request, find(slug), "merge")


@staff_required
@require_http_methods(["GET", "HEAD", "POST"])
def separation(request: SignedIn, slug: str) -> HttpResponse:
    """Take the merge of the category with this former slug back: shown with what it means, or why it cannot be."""
    merge = get_object_or_404(CategoryMerge.objects.standing(), category__slug=slug)
    require(can_arrange_categories(request.actor), _(NOT_YOURS))
    if request.method == "POST":
        count = merge.undo(request.actor)
        told = ngettext("“%(name)s” is back, with %(count)s row.", "“%(name)s” is back, with %(count)s rows.", count)
        messages.success(request, told % {"name": merge.category.name, "count": count})
        return redirect("catalog_desk:category", slug)
    context = {"merge": merge, "obstacle": merge.obstacle(), "returning": merge.returning().items()}
    return render(request, "catalog/desk/category_separation.html", context)


def towards(request: SignedIn, found: Category, act: str) -> HttpResponse:
    """Move or merge: the first time shown with what it means, the second time done. GET leads to where one chooses."""
    if request.method != "POST":
        return redirect(f"{reverse('catalog_desk:category', args=[found.slug])}#{act}")
    require(can_arrange_categories(request.actor), _(NOT_YOURS))
    form = TargetForm(request.POST, prefix=act, category=found, deepest=2)
    if not form.is_valid():
        return page(request, found, 422, **{f"{act}_form": form})
    target = form.cleaned_data["target"]
    if not form.cleaned_data["is_confirmed"]:
        context = {"category": found, "target": target, "act": act, "counts": inside(found)}
        return render(request, "catalog/desk/category_confirm.html", context)
    try:
        found.move(target, request.actor) if act == "place" else found.merge(target, request.actor)
    except Refused as problem:
        form.add_error("target", str(problem.message))
        return page(request, found, 409, **{f"{act}_form": form})
    words = {"category": found.name, "target": target.name}
    told = (
        _("“%(category)s” stands below “%(target)s” now.")
        if act == "place"
        else _("“%(category)s” is part of “%(target)s” now.")
    )
    messages.success(request, told % words)
    return redirect("catalog_desk:category", (found if act == "place" else target).slug)
