"""What a page needs before it can be shown: somebody signed in, and a company to act for."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.models import CompanyMerge
from portal.core.http import Request, SignedIn

View = Callable[..., HttpResponseBase]


def company_required(view: View) -> View:
    """Signed in and acting for a company; who has none yet is led to found one first, told why, and then led back."""

    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.actor.company is None:
            messages.info(request, _("First tell us which company you act for."))
            return redirect(founding_before(request))
        return view(request, *args, **kwargs)

    return login_required(guarded)


def founding_before(request: Request) -> str:
    """The page where a company is founded, and from there back; what was sent to is no page to come back to."""
    there = reverse("companies:new")
    return f"{there}?{urlencode({'next': request.get_full_path()}, safe='/')}" if request.method == "GET" else there


def leads_on(view: View) -> View:
    """For a page of a company by its `slug`: one merged into another leads to the same page of that."""

    @wraps(view)
    def leading(request: Request, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if not request.actor.is_staff:
                return view(request, slug, *args, **kwargs)
        except Http404:
            if CompanyMerge.successor_of(slug) is None:
                raise
        kept = CompanyMerge.successor_of(slug)
        if kept is None:
            return view(request, slug, *args, **kwargs)
        return redirect(request.get_full_path().replace(f"/{slug}/", f"/{kept.slug}/", 1), permanent=True)

    return leading
