"""What everybody sees of the e-catalogue: sectors, categories, products."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import OuterRef, Q, Subquery, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.beside import beside, spread
from catalog.choice import choice_of
from catalog.compare import basket_of
from catalog.list_forms import QuantityForm
from catalog.models import Category, Product, RelatedProduct
from catalog.permissions import can_edit_product
from catalog.pricing import currency_for, ladder, sum_at, sum_for
from catalog.seen_views import remember
from catalog.shelf import Shelf, counts
from catalog.structured import product_data
from companies.facts import fact_rows
from companies.guards import leads_on
from companies.models import Company
from portal.core.http import Request
from portal.core.middleware import with_media
from portal.core.pages import paginate
from portal.core.structured import as_json

BESIDE = 4  # products of the firm, and of other firms, that a product's page shows
VIEWER = "vendor/model-viewer.min.js"
# model-viewer draws its controls with inline styles and decodes textures by WebAssembly: it gets a page of its own,
# shown in a frame of the product's page, so that no other page needs to allow either.
VIEWER_POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; connect-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'none'; frame-ancestors 'self'"
)


def with_counts(categories: list[Category]) -> list[tuple[Category, int]]:
    numbers = counts()
    return [(category, numbers.get(category.slug, 0)) for category in categories]


def children_of(path: str) -> list[Category]:
    depth = path.count("/") + 1 if path else 0
    return [
        one for one in Category.tree().values() if one.level == depth and (not path or one.path.startswith(f"{path}/"))
    ]


def category_list(request: Request) -> HttpResponse:
    """All sectors with the groups in them."""
    sectors = [
        {"category": category, "count": count, "groups": with_counts(children_of(category.path))}
        for category, count in with_counts(children_of(""))
    ]
    return render(request, "catalog/category_list.html", {"sectors": sectors})


def category(request: Request, slug: str) -> HttpResponse:
    """What is sold in a category and below it."""
    found = Category.find(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        query = request.GET.urlencode()
        return redirect(found.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)
    children = children_of(found.path)
    shelf = Shelf(found, request.GET, is_leaf=not children)
    context = {
        "category": found,
        "shelf": shelf,
        "specs": shelf.specs,
        "crumbs": crumbs_to(found),
        "children": with_counts(children),
        "form": shelf.form,
        "filters": shelf.is_narrowed,
        "in_force": shelf.in_force,
        "page": shelf.page,
    }
    return render(request, "catalog/category_detail.html", context)


@leads_on
def company(request: Request, slug: str) -> HttpResponse:
    """All that one company sells, newest first."""
    found = get_object_or_404(Company.objects.visible_to(request.actor), slug=slug)
    rows = Product.objects.published().filter(company=found).for_cards().order_by("-published_at", "-pk")
    crumbs = [(_("Companies"), reverse("companies:list")), (found.name, found.get_absolute_url()), (_("Products"), "")]
    context = {"company": found, "page": paginate(request, rows), "crumbs": crumbs}
    return render(request, "catalog/company_products.html", context)


def crumbs_to(category: Category) -> list[tuple[str, str]]:
    above = [(one.name, one.get_absolute_url()) for one in category.ancestors]
    return [(_("Categories"), reverse("catalog:categories")), *above, (category.name, category.get_absolute_url())]


def product(request: Request, slug: str) -> HttpResponse:
    """A buyer decides here: what, how many, at what price, by when, on which terms, from whom."""
    found, compared = with_basket(request, slug)
    named, siblings, alike = related(found, compared)
    choice = choice_of(request, found)
    form = QuantityForm(request.GET)
    quantity = form.cleaned_data["quantity"] if form.is_valid() else None
    currency = currency_for(found, request.currency)
    context = {
        "product": found,
        "crumbs": [*crumbs_to(found.category), (found.title, "")],
        "form": form,
        "choice": choice,
        "variants": choice.page(request.GET.get("variants", "")),
        "ladder": [] if choice.price else ladder(found, currency, quantity),
        "other_currencies": sorted({tier.currency for tier in found.tiers} - {currency}),
        "ask_url": choice.ask_url(form.data.get("quantity", "") if quantity else ""),
        "sum": sum_at(choice.price, quantity, choice.moq) if choice.price else sum_for(found, quantity, currency),
        "named": named,
        "siblings": siblings,
        "alike": alike,
        "compared": compared,
        "may_edit": can_edit_product(request.actor, found),
        "is_own": request.actor.acts_for(found.company_id),
        "data": as_json(product_data(found, request.build_absolute_uri)),
        "canonical": request.build_absolute_uri(found.get_absolute_url()),
        "certificates": [one for one in found.certificates.all() if not one.is_expired],
        "og_image": found.picture and request.build_absolute_uri(found.picture.image.url),
        "shows_3d": bool(found.model_3d) and has_viewer(),
    }
    response = render(request, "catalog/product_detail.html", context)
    remember(request, response, found)
    return response


def with_basket(request: Request, slug: str) -> tuple[Product, list[Product]]:
    """The product, and those ticked for the comparison, read together: the bar under the page shows them."""
    refs = basket_of(request)
    rows = Product.objects.visible_to(request.actor).select_related("company", "category", *fact_rows("company__"))
    rows = rows.annotate(**beside())
    known = {row.ref: row for row in rows.filter(Q(slug=slug) | Q(ref__in=refs))}
    found = next((row for row in known.values() if row.slug == slug), None)
    if found is None:
        raise Http404
    spread(found)
    return found, [known[ref] for ref in refs if ref in known]


def related(product: Product, compared: list[Product]) -> tuple[list[Product], list[Product], list[Product]]:
    """What the firm names as going with it, else others of its own, and alike ones of other firms.

    All are made ready in one go, `product` and `compared` with them. Those named have their `relation`.
    """
    others = Product.objects.published().order_by("-published_at", "-pk")
    links = RelatedProduct.objects.filter(product=product).order_by()
    kin = others.filter(pk__in=links.values("other"), company=product.company_id)
    firm = others.filter(company=product.company_id, category=product.category_id).exclude(pk=product.pk)[:BESIDE]
    market = others.filter(category=product.category_id).exclude(company=product.company_id)[:BESIDE]
    kin_firm_market = [Q(pk__in_once=some.values("pk")) for some in (kin.order_by(), firm, market)]
    chosen = Product.objects.filter(reduce(or_, kin_firm_market))
    link = links.filter(other=OuterRef("pk"))
    chosen = chosen.annotate(relation=Subquery(link.values("kind")), place=Subquery(link.values("position")))
    rows: list[Any] = list(chosen.select_related("company", "category").order_by("-published_at", "-pk"))
    named = sorted((row for row in rows if row.relation), key=lambda row: row.place)
    siblings = [] if named else [row for row in rows if row.company_id == product.company_id]
    alike = [row for row in rows if row.company_id != product.company_id]
    prefetch_related_objects([product, *named, *siblings, *alike, *compared], "texts", "price_tiers", "pictures")
    prefetch_related_objects([product.company], "texts", "certificates")
    for row in named:
        row.relation_name = RelatedProduct.Kind(row.relation).label
    return named, siblings, alike


def has_viewer() -> bool:
    """Whether the optional 3-D viewer was installed (by npm) on this machine."""
    return bool(finders.find(VIEWER)) or staticfiles_storage.exists(VIEWER)


def product_3d(request: Request, slug: str) -> HttpResponse:
    """The 3-D model to turn, alone on its page: the frame in the product's gallery."""
    visible = Product.objects.visible_to(request.actor).prefetch_related("texts", "pictures")
    found = get_object_or_404(visible.exclude(model_3d=""), slug=slug)
    if not has_viewer():
        raise Http404
    response = render(request, "catalog/product_3d.html", {"product": found, "viewer": VIEWER})
    response["Content-Security-Policy"] = with_media(VIEWER_POLICY, "img-src", "connect-src")
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response
