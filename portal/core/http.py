"""Requests as our middleware leaves them, so that views can be typed."""

from typing import Any

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from portal.core.actor import Actor


class Request(HttpRequest):
    """Any reader: `actor` acts for a company or for none, `currency` is the one prices are shown in."""

    actor: Actor
    currency: str
    htmx: HtmxDetails


class SignedIn(Request):
    """A request behind `login_required`."""

    user: Any
