"""“Your account”: one page for all that is the person's own, and the pages behind its lines."""

from tempfile import SpooledTemporaryFile
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from companies.account.forms import FarewellForm, ProfileForm
from companies.account.personal import PARTS, write_archive
from companies.account.second_factor import has_second_factor, must_have_second_factor
from companies.account.sessions import end_place, end_sessions, places_of
from companies.guards import View
from companies.models import Company
from companies.permissions import can_close_company
from portal.core.http import SignedIn
from portal.core.permissions import require
from portal.core.preferences import A_YEAR

IN_MEMORY = 5 * 1024 * 1024  # bytes of a copy of somebody's data before it goes to a file


def asked_again(view: View) -> View:
    """Only for somebody who has shown within the last minutes that it is they; an open browser alone is not enough."""
    checked: View = reauthentication_required(view)
    return never_cache(login_required(checked))


@login_required
def overview(request: SignedIn) -> HttpResponse:
    """What is set up, in a line each."""
    user = request.user
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    codes = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    context = {
        "addresses": EmailAddress.objects.filter(user=user).order_by("-primary", "pk"),
        "has_app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "needs_factor": must_have_second_factor(user) and not has_second_factor(user),
        "is_enforced": settings.STAFF_NEEDS_MFA,
        "sessions": len(places_of(user, request.session.session_key)),
        "language_name": dict(settings.LANGUAGES).get(user.language, user.language),
    }
    return render(request, "companies/account/overview.html", context)


@login_required
def profile(request: SignedIn) -> HttpResponse:
    form = ProfileForm(request.POST or None, user=request.user, currency=request.currency)
    if request.method != "POST" or not form.is_valid():
        return render(request, "companies/account/profile.html", {"form": form})
    request.user.introduce(**form.cleaned_data)
    language = form.cleaned_data["language"]
    with translation.override(language):
        messages.success(request, _("Saved."))
    response = redirect(translate_url(reverse("companies:account"), language))
    cookie = settings.LANGUAGE_COOKIE_NAME
    response.set_cookie(cookie, language, max_age=A_YEAR, samesite="Lax", secure=settings.HTTPS, httponly=True)
    return response


@login_required
def sessions(request: SignedIn) -> HttpResponse:
    places = places_of(request.user, request.session.session_key)
    return render(request, "companies/account/sessions.html", {"places": places})


@require_POST
@login_required
def end_session(request: SignedIn) -> HttpResponse:
    """End one of the person's own; what was ended meanwhile is as they wished."""
    if end_place(request.user, request.POST.get("session", "")):
        messages.success(request, _("That sign-in has ended."))
    return redirect("companies:sessions")


@require_POST
@login_required
def end_others(request: SignedIn) -> HttpResponse:
    ended = end_sessions(request.user, keep=request.session.session_key)
    words = ngettext("%(count)s other sign-in has ended.", "%(count)s other sign-ins have ended.", ended)
    messages.success(request, words % {"count": ended} if ended else _("You are signed in only here."))
    return redirect("companies:sessions")


@asked_again
def data(request: SignedIn) -> HttpResponseBase:
    """A copy of everything: asked for by GET, fetched by POST."""
    if request.method != "POST":
        return render(request, "companies/account/data.html", {"parts": sorted(PARTS)})
    file: Any = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the answer closes it)
    write_archive(request.user, file)
    file.seek(0)
    day = timezone.localdate().isoformat()
    return FileResponse(file, as_attachment=True, filename=f"jangteo-{day}.zip", content_type="application/zip")


@asked_again
def deletion(request: SignedIn) -> HttpResponse:
    """What happens, whether it can, and the last word."""
    user, form = request.user, FarewellForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address, language = user.email, user.language
        user.delete_account()
        logout(request)
        get_adapter(request).say_farewell(address, language)
        messages.success(request, _("Your account is deleted. Thank you for having been here."))
        return redirect(translate_url("/", translation.get_language() or settings.LANGUAGE_CODE))
    context = {"form": form, "left_alone": user.companies_to_hand_over(), "memberships": user.memberships.count()}
    return render(request, "companies/account/deletion.html", context)


@asked_again
def closing(request: SignedIn, slug: str) -> HttpResponse:
    """An owner takes a company off the market, whichever company they act for at the moment."""
    actor = request.user.actor_for(slug)
    company = get_object_or_404(Company.objects.visible_to(actor), slug=slug)
    require(can_close_company(actor, company), _("Only an owner may close the company."))
    if request.method == "POST":
        company.close(actor)
        messages.success(request, _("%(company)s is closed.") % {"company": company})
        return redirect("companies:account_deletion" if "leave" in request.GET else "companies:account")
    return render(request, "companies/account/closing.html", {"company": company})
