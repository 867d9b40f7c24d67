"""Who gets to the desk: for everybody but staff there is nothing at its addresses."""

from functools import wraps
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase

from companies.guards import View
from portal.core.http import SignedIn


def staff_required(view: View) -> View:
    """Programme staff in their own person; 404 for anybody else, signed in or not."""

    @wraps(view)
    def guarded(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.actor.is_staff or request.actor.through is not None:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
