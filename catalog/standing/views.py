"""What a firm does about the standing of its products: renew them, and appeal against a rejection."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from catalog.mine_views import own_product
from catalog.standing.forms import AppealForm
from catalog.standing.many import renew_all
from catalog.standing.words import say_how_it_stands
from companies.guards import company_required
from portal.core.http import SignedIn
from portal.core.preferences import safe_next


@company_required
@require_POST
def renewal(request: SignedIn, ref: str) -> HttpResponse:
    """One click: this listing still holds."""
    product = own_product(request, ref)
    product.renew(request.actor)
    say_how_it_stands(request, product, _("Renewed: buyers can find it."))
    return redirect(safe_next(request))


@company_required
@require_POST
def renewals(request: SignedIn) -> HttpResponse:
    """All that expire within two weeks, and all that have."""
    done, held = renew_all(request.actor.company, request.actor)
    if done:
        messages.success(request, ngettext("%(n)s listing renewed.", "%(n)s listings renewed.", done) % {"n": done})
    if held:
        words = ngettext("%(n)s waits for our check first.", "%(n)s wait for our check first.", held)
        messages.warning(request, words % {"n": held})
    if not done + held:
        messages.info(request, _("None of your listings expires soon."))
    return redirect("catalog:mine")


@company_required
def appeal(request: SignedIn, ref: str) -> HttpResponse:
    """The firm's word on a rejection; the form stands on the editor and on the product's page as well."""
    product = own_product(request, ref)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        product.appeal(request.actor, form.cleaned_data["words"])
        messages.success(request, _("Your appeal is on its way. Somebody else than before looks at it."))
        return redirect("catalog:edit", product.ref)
    status = 422 if form.errors else 200
    return render(request, "catalog/standing/appeal.html", {"product": product, "appeal_form": form}, status=status)
