"""A company's shortlists: looking, saving to them, putting them in order."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from catalog.buyer_forms import NEW, FilterForm, ItemForm, SavingForm, ShortlistForm
from catalog.compare import MOST as MOST_COMPARED
from catalog.models import Product, Shortlist, ShortlistItem
from catalog.permissions import can_edit_shortlists
from catalog.seen import refs_of
from catalog.shortlist_export import lines
from catalog.shortlists import NameTaken
from companies.guards import company_required
from portal.core.http import Request, SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused
from portal.core.preferences import safe_next
from portal.core.spreadsheet import spoken
from portal.core.texts import clean_line

WISH = "shortlist_wish"  # in the session: what somebody wanted to save before they signed in
LAST = "shortlist"  # in the session: the list this person saved to last
MOST_AT_ONCE = 50


def may_edit(request: SignedIn) -> bool:
    return can_edit_shortlists(request.actor, request.actor.company_id or 0)


def own_list(request: SignedIn, ref: str) -> Shortlist:
    return get_object_or_404(Shortlist.objects.visible_to(request.actor).with_counts(), ref=ref)


def own_item(request: SignedIn, ref: str, item: str) -> ShortlistItem:
    rows = ShortlistItem.objects.visible_to(request.actor).for_rows().select_related("shortlist")
    return get_object_or_404(rows, shortlist__ref=ref, ref=item)


@company_required
def shortlists(request: SignedIn) -> HttpResponse:
    """All of the company's; a POST makes a new one. Two forms, so each has a prefix of its own."""
    form = ShortlistForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = Shortlist.begin(request.actor, form.cleaned_data["name"], form.cleaned_data["note"])
        except NameTaken as problem:
            form.add_error("name", str(problem.message))
        else:
            request.session[LAST] = made.ref
            messages.success(request, _("“%(name)s” is ready. Save products to it.") % {"name": made.name})
            return redirect(made)
    return render(request, "catalog/shortlists.html", index(request, form), status=422 if form.errors else 200)


def index(request: SignedIn, form: ShortlistForm) -> dict[str, Any]:
    search = FilterForm(request.GET)
    rows = Shortlist.objects.visible_to(request.actor).with_counts().order_by("-updated_at", "-pk")
    rows = rows.filter(name__icontains=search.words) if search.words else rows
    deleted = Shortlist.objects.deleted(request.actor).select_related("created_by").order_by("-deleted_at")
    return {
        "form": form,
        "search": search,
        "page": paginate(request, rows, size=20),
        "deleted": list(deleted[:10]),
        "just_deleted": request.GET.get("deleted", ""),
        "may_edit": may_edit(request),
    }


@company_required
def shortlist(request: SignedIn, ref: str) -> HttpResponse:
    """One list, in its order; ticks lead to the comparison."""
    found = own_list(request, ref)
    search = FilterForm(request.GET)
    rows = found.present.for_rows().matching(search.words).order_by("position", "pk")
    removed = request.GET.get("removed", "")
    undo = found.items.exclude(removed_at=None).filter(ref=removed).first() if removed else None
    others = Shortlist.objects.visible_to(request.actor).exclude(pk=found.pk).order_by("name")
    context = {
        "shortlist": found,
        "search": search,
        "page": paginate(request, rows, size=50),
        "undo": undo,
        "others": list(others),
        "may_edit": may_edit(request),
        "most_compared": MOST_COMPARED,
        "crumbs": [(_("Shortlists"), reverse("catalog:shortlists")), (found.name, "")],
    }
    return render(request, "catalog/shortlist.html", context)


@company_required
def edit(request: SignedIn, ref: str) -> HttpResponse:
    """Name and purpose."""
    found = own_list(request, ref)
    form = ShortlistForm(request.POST or None, initial={"name": found.name, "note": found.note})
    if request.method == "POST" and form.is_valid():
        try:
            found.rename(request.actor, form.cleaned_data["name"], form.cleaned_data["note"])
        except NameTaken as problem:
            form.add_error("name", str(problem.message))
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    context = {"form": form, "shortlist": found, "may_edit": may_edit(request)}
    return render(request, "catalog/shortlist_form.html", context, status=422 if form.errors else 200)


@company_required
@require_POST
def deletion(request: SignedIn, ref: str) -> HttpResponse:
    own_list(request, ref).delete_softly(request.actor)
    return redirect(f"{reverse('catalog:shortlists')}?{urlencode({'deleted': ref})}")


@company_required
@require_POST
def restoration(request: SignedIn, ref: str) -> HttpResponse:
    rows = Shortlist.objects.deleted(request.actor) | Shortlist.objects.visible_to(request.actor)
    found = get_object_or_404(rows, ref=ref)
    found.restore(request.actor)
    messages.success(request, _("“%(name)s” is back.") % {"name": found.name})
    return redirect(found)


@company_required
def export(request: SignedIn, ref: str) -> StreamingHttpResponse:
    """The list as CSV: safe to open in a spreadsheet, in the reader's language."""
    found = own_list(request, ref)
    rows = found.present.for_rows().order_by("position", "pk")
    content = spoken(lines(rows, request.build_absolute_uri), get_language() or "en")
    response = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="shortlist-{found.ref}.csv"'
    return response


# -- one product on a list --------------------------------------------------------------------------------------


@company_required
def item(request: SignedIn, ref: str, item: str) -> HttpResponse:
    """Its note and the quantity wanted."""
    found = own_item(request, ref, item)
    form = ItemForm(request.POST or None, initial={"note": found.note, "quantity": found.quantity})
    if request.method == "POST" and form.is_valid():
        found.annotate(request.actor, form.cleaned_data["note"], form.cleaned_data["quantity"])
        messages.success(request, _("Saved."))
        return redirect(found.shortlist)
    context = {"form": form, "item": found, "shortlist": found.shortlist, "may_edit": may_edit(request)}
    return render(request, "catalog/shortlist_item.html", context, status=422 if form.errors else 200)


@company_required
@require_POST
def place(request: SignedIn, ref: str, item: str) -> HttpResponse:
    """Up, down, to the top, or to another list."""
    found = own_item(request, ref, item)
    target = clean_line(request.POST.get("list", ""))
    if target:
        other = own_list(request, target)
        found.move_to(request.actor, other)
        messages.success(
            request, _("“%(title)s” is on “%(list)s” now.") % {"title": found.current_title, "list": other.name}
        )
    else:
        found.move(request.actor, request.POST.get("where", ""))
    return redirect(safe_next(request))


@company_required
@require_POST
def removal(request: SignedIn, ref: str, item: str) -> HttpResponse:
    found = own_item(request, ref, item)
    found.remove(request.actor)
    return redirect(f"{found.shortlist.get_absolute_url()}?{urlencode({'removed': item})}")


@company_required
@require_POST
def putting_back(request: SignedIn, ref: str, item: str) -> HttpResponse:
    found = own_item(request, ref, item)
    found.put_back(request.actor)
    return redirect(found.shortlist)


# -- saving -----------------------------------------------------------------------------------------------------


def saving(request: Request) -> HttpResponseBase:
    """Save products with one click; who is not signed in does that first, and then they are saved."""
    if request.method == "POST" and request.actor.company is None:
        request.session[WISH] = {"p": refs_of(request.POST.getlist("p"), MOST_AT_ONCE), "next": here(request)}
        url = reverse("catalog:saving")
        return go(request, url if request.user.is_authenticated else redirect_to_login(url).url)
    if request.method == "POST" and "choose" not in request.POST:
        return save_at_once(request)
    return choose(request)


def here(request: Request) -> str:
    """The page the reader was on: told by htmx, else by the form."""
    return (request.htmx and request.htmx.current_url_abs_path) or safe_next(request)


def go(request: Request, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def products_of(request: Request, refs: list[str]) -> list[Product]:
    rows = Product.objects.visible_to(request.actor).filter(ref__in=refs).for_cards()
    return sorted(rows, key=lambda product: refs.index(product.ref))


def save_at_once(request: Request) -> HttpResponse:
    """To the list this person used last, else the company's newest, else a first one."""
    products = products_of(request, refs_of(request.POST.getlist("p"), MOST_AT_ONCE))
    try:
        found = put(request, products)
    except (PermissionDenied, Refused) as problem:
        if not request.htmx:
            raise
        words = str(getattr(problem, "message", problem))
        return render(request, "catalog/_save.html", {"problem": words, "products": products})
    if request.htmx:
        return render(request, "catalog/_save.html", {"shortlist": found, "products": products})
    return redirect(here(request))


def put(request: Request, products: list[Product], found: Shortlist | None = None) -> Shortlist:
    """On the list, with a sentence for whoever sees a whole page next."""
    mine = Shortlist.objects.visible_to(request.actor)
    found = found or mine.filter(ref=request.session.get(LAST, "")).first()
    found = found or Shortlist.usual(request.actor, _("Shortlist"))
    for product in products:
        found.add(request.actor, product)
    request.session[LAST] = found.ref
    if products and not request.htmx:
        words = ngettext("Saved to “%(list)s”.", "%(number)s products saved to “%(list)s”.", len(products))
        messages.success(request, words % {"list": found.name, "number": len(products)})
    return found


@company_required
def choose(request: SignedIn) -> HttpResponse:
    """Which list, how many, and why; after signing in, what was wanted before is saved first."""
    if request.method == "GET" and (wish := request.session.pop(WISH, None)):
        put(request, products_of(request, refs_of(wish.get("p", []), MOST_AT_ONCE)))
        return redirect(str(wish.get("next") or reverse("catalog:shortlists")))
    refs = refs_of((request.POST if request.method == "POST" else request.GET).getlist("p"), MOST_AT_ONCE)
    products = products_of(request, refs)
    if not products:
        return redirect("catalog:shortlists")
    form = SavingForm(request.actor, request.POST or None)
    if request.method == "POST" and form.is_valid() and (found := save_as_chosen(request, form, products)):
        return redirect(found)
    context = {"form": form, "products": products, "may_edit": may_edit(request)}
    return render(request, "catalog/shortlist_saving.html", context, status=422 if form.errors else 200)


def save_as_chosen(request: SignedIn, form: SavingForm, products: list[Product]) -> Shortlist | None:
    """None when the new list's name is taken; the form says so then."""
    data = form.cleaned_data
    try:
        found = Shortlist.begin(request.actor, data["name"]) if data["list"] == NEW else form.lists[data["list"]]
    except NameTaken as problem:
        form.add_error("name", str(problem.message))
        return None
    for product in products:
        found.add(request.actor, product, data["note"], data["quantity"])
    return put(request, products, found)
