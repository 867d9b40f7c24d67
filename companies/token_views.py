"""Keys to the API, for those who may make them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from companies.guards import company_required
from companies.models import ApiToken
from companies.people_forms import SCOPE_WORDS, TokenForm
from companies.permissions import can_manage_tokens
from portal.core.http import SignedIn
from portal.core.pages import paginate
from portal.core.permissions import Refused, require


@company_required
def token_list(request: SignedIn) -> HttpResponse:
    """The keys that work; `?ended=1` shows those that no longer do."""
    require_power(request)
    is_ended = request.GET.get("ended") == "1"
    rows = ApiToken.objects.visible_to(request.actor)
    live = rows.live()
    shown = rows.exclude(pk__in=live.values("pk")) if is_ended else live
    context = {
        "company": request.actor.company,
        "page": paginate(request, shown.select_related("issued_by").order_by("-pk")),
        "is_ended": is_ended,
        "live_count": live.count(),
        "most": ApiToken.MOST,
        "address": request.build_absolute_uri("/api/v1/products/"),
    }
    return render(request, "companies/people/tokens.html", context)


def require_power(request: SignedIn) -> None:
    require(can_manage_tokens(request.actor, request.actor.company), _("Only an owner or a manager may make keys."))


@company_required
@never_cache
def token_new(request: SignedIn) -> HttpResponse:
    """Make a key, and show it on the answer to that: it is stored nowhere, so no other page can."""
    require_power(request)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = ApiToken.issue(request.actor.company, by=request.actor, **form.fields_of_token())
        except Refused as problem:
            form.add_error(None, problem.message)
        else:
            address = request.build_absolute_uri("/api/v1/products/")
            context = {"token": token, "secret": secret, "address": address, "scopes": SCOPE_WORDS}
            return render(request, "companies/people/token_made.html", context, status=201)
    return render(request, "companies/people/token_new.html", {"form": form, "company": request.actor.company})


@company_required
def token_revocation(request: SignedIn, ref: str) -> HttpResponse:
    """Asks first; POST revokes."""
    token = get_object_or_404(ApiToken.objects.visible_to(request.actor).select_related("company"), ref=ref)
    if request.method == "POST":
        token.revoke(request.actor)
        messages.success(request, _("Revoked. Whoever uses this key is refused from now on."))
        return redirect("companies:tokens")
    return render(request, "companies/people/token_revocation.html", {"token": token})
