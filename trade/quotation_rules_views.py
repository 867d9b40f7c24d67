"""`/my/quotations/rules/`: below which prices a quotation needs a second person."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import require
from portal.core.texts import clean_line
from trade import quotation_catalogue as catalogue
from trade.models import PriceFloor, QuotingRules
from trade.permissions import can_set_floors
from trade.quotation_forms import FloorForm, RulesForm, plain


def allowed(request: SignedIn) -> None:
    require(can_set_floors(request.actor), _("Only those who may approve quotations set these rules."))


@company_required
def rules(request: SignedIn) -> HttpResponse:
    """The largest discount, and the list of lowest prices; posting here changes the discount."""
    allowed(request)
    known = QuotingRules.objects.of(request.actor).first()
    form = RulesForm(request.POST or None, initial={"most_discount": plain(known.most_discount) if known else ""})
    if request.method == "POST" and form.is_valid():
        QuotingRules.put(request.actor, form.cleaned_data["most_discount"])
        messages.success(request, _("Saved."))
        return redirect("trade:rules")
    return show(request, form, FloorForm(initial={"currency": request.currency}))


def show(request: SignedIn, form: RulesForm, adding: FloorForm, status: int = 200, **more: Any) -> HttpResponse:
    q = clean_line(request.GET.get("q", ""))[:100]
    floors = PriceFloor.objects.of(request.actor).matching(q).select_related("product")
    page = paginate(request, floors.prefetch_related("product__texts", "product__price_tiers").order_by("product__sku"))
    wrong = more.get("wrong")
    for one in page:
        same = wrong is not None and wrong[0] == one.product.ref
        one.form = (
            wrong[1]
            if same and wrong
            else FloorForm(
                initial={"sku": one.product.sku, "amount": plain(one.amount), "currency": one.currency},
                auto_id=f"id_{one.product.ref}_%s",
            )
        )
    crumbs = [(_("Quotations"), reverse("trade:quotations")), (_("Rules"), "")]
    context = {"form": form, "adding": adding, "page": page, "q": q, "crumbs": crumbs}
    return render(request, "trade/quotation_rules.html", context, status=status)


def blank_rules(request: SignedIn) -> RulesForm:
    known = QuotingRules.objects.of(request.actor).first()
    return RulesForm(initial={"most_discount": plain(known.most_discount) if known else ""})


@require_POST
@company_required
def floors(request: SignedIn) -> HttpResponse:
    """Add a lowest price, or change that of a product that has one."""
    allowed(request)
    form = FloorForm(request.POST)
    product = catalogue.named(request.actor, form.cleaned_data["sku"]) if form.is_valid() else None
    if form.is_valid() and product is None:
        form.add_error("sku", _("None of your products has this SKU."))
    if product is None or not form.is_valid():
        return show(request, blank_rules(request), form, status=422)
    PriceFloor.put(request.actor, product, form.cleaned_data["amount"], form.cleaned_data["currency"])
    messages.success(request, _("Saved."))
    return redirect("trade:rules")


@require_POST
@company_required
def floor(request: SignedIn, ref: str) -> HttpResponse:
    """Change or remove (`then` is `remove`) the lowest price of one product."""
    allowed(request)
    found = get_object_or_404(PriceFloor.objects.of(request.actor).select_related("product"), product__ref=ref)
    if request.POST.get("then") == "remove":
        found.remove(request.actor)
        messages.success(request, _("Removed."))
        return redirect("trade:rules")
    form = FloorForm({**request.POST.dict(), "sku": found.product.sku}, auto_id=f"id_{ref}_%s")
    if not form.is_valid():
        return show(request, blank_rules(request), FloorForm(), status=422, wrong=(ref, form))
    PriceFloor.put(request.actor, found.product, form.cleaned_data["amount"], form.cleaned_data["currency"])
    messages.success(request, _("Saved."))
    return redirect("trade:rules")
