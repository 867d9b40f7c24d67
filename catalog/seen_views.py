"""What somebody looked at last: shown to them alone, cleared and switched off by them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from catalog.models import Product, Seen, SeenSetting
from catalog.seen import MOST_SEEN, refs_of
from portal.core.http import Request

COOKIE = "seen"
OFF = "off"
SIXTY_DAYS = 60 * 60 * 24 * 60
IN_THE_STRIP = 8


def is_off(request: Request) -> bool:
    if request.actor.user_id:
        return SeenSetting.is_off_for(request.actor.user_id)
    return request.COOKIES.get(COOKIE) == OFF


def refs_in(request: Request) -> list[str]:
    """A visitor's, from their own browser."""
    return refs_of(request.COOKIES.get(COOKIE, "").split("."), MOST_SEEN)


def products_seen(request: Request, most: int, without: str = "") -> list[Product]:
    """The last ones that can still be seen, newest first."""
    visible = Product.objects.visible_to(request.actor).exclude(ref=without).for_cards()
    if request.actor.user_id:
        latest = Seen.objects.of(request.actor.user_id).values_list("product_id", flat=True)[:MOST_SEEN]
        order = {pk: place for place, pk in enumerate(latest)}
        rows = sorted(visible.filter(pk__in=order), key=lambda product: order[product.pk])
    else:
        refs = refs_in(request)
        rows = sorted(visible.filter(ref__in=refs), key=lambda product: refs.index(product.ref)) if refs else []
    return rows[:most]


def remember(request: Request, response: HttpResponse, product: Product) -> None:
    """Note a visitor's look at a product page, in their own browser: the page asks the database nothing for it.

    A person's look is noted by `look`, which the page calls when it is there.
    """
    if request.actor.user_id or request.htmx or request.method != "GET" or is_off(request):
        return
    refs = [product.ref, *(ref for ref in refs_in(request) if ref != product.ref)]
    keep(response, ".".join(refs[:MOST_SEEN]))


@require_POST
def look(request: Request) -> HttpResponse:
    """A person has a product page before them: it is noted, and answered with the others they saw last.

    One's own company's products do not count.
    """
    refs = refs_of([request.POST.get("p", "")], 1)
    user_id = request.actor.user_id
    products = [] if is_off(request) else products_seen(request, IN_THE_STRIP, *refs)
    if user_id and refs and not is_off(request):
        found = Product.objects.visible_to(request.actor).filter(ref=refs[0]).first()
        if found is not None and not request.actor.acts_for(found.company_id):
            Seen.note(user_id, found)
    return render(request, "catalog/_recent_strip.html", {"products": products})


def keep(response: HttpResponse, value: str) -> None:
    response.set_cookie(COOKIE, value, max_age=SIXTY_DAYS, httponly=True, samesite="Lax")


def recent(request: Request) -> HttpResponse:
    """The page of one's own: the last thirty."""
    off = is_off(request)
    context: dict[str, Any] = {"products": [] if off else products_seen(request, MOST_SEEN), "is_off": off}
    response = render(request, "catalog/recent.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


def strip(request: Request) -> HttpResponse:
    """A row of them for the foot of other pages, fetched when it comes into sight."""
    products = [] if is_off(request) else products_seen(request, IN_THE_STRIP)
    response = render(request, "catalog/_recent_strip.html", {"products": products})
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_POST
def change(request: Request) -> HttpResponse:
    """Clear it, switch it off (which clears it), or on again."""
    action = request.POST.get("action", "")
    user_id, response = request.actor.user_id, redirect("catalog:recent")
    if action in {"off", "on"} and user_id:
        SeenSetting.switch(user_id, action == "on")
    elif action == "clear" and user_id:
        Seen.objects.of(user_id).delete()
    elif action == "off":
        keep(response, OFF)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    words = {
        "off": _("Switched off, and what there was is forgotten."),
        "on": _("Switched on."),
        "clear": _("Cleared."),
    }
    if action in words:
        messages.success(request, words[action])
    return response
