"""Asking for a translation, seeing it, wanting it always in a room; and the consent, without which nothing is sent."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from companies.guards import company_required
from consultations.inbox.views import page_of_settings
from consultations.models import AlwaysTranslate, Message, MessageTranslation, Room, TranslationConsent
from consultations.models.translation import hash_of
from consultations.permissions import can_consent_for_company
from portal.core.http import SignedIn
from portal.core.preferences import safe_next
from portal.core.translating.languages import language_now
from portal.core.translating.service import provider

PATIENCE = timedelta(minutes=2)  # for which a page asks again by itself


def on_or_404() -> None:
    if provider() is None:
        raise Http404


def find_room(request: SignedIn, ref: str) -> Room:
    found: Room = get_object_or_404(Room.objects.visible_to(request.actor), ref=ref)
    return found


@company_required
@require_http_methods(["GET", "HEAD", "POST"])
def translation(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """POST asks for it; GET shows how far it is. To htmx and fetch a piece of the page, to others the room again."""
    on_or_404()
    room = find_room(request, ref)
    message = get_object_or_404(room.messages_for(request.actor).with_authors(), number=number)
    may = TranslationConsent.is_given(request.actor.user_id, request.actor.company_id)
    if request.method == "POST" and not may:
        first = f"{reverse('consultations:translation')}?next={room.get_absolute_url()}%23m{number}"
        return HttpResponseClientRedirect(first) if request.htmx else redirect(first)
    if request.method == "POST":
        MessageTranslation.ask(message, request.actor, language_now())
    if not request.htmx and request.headers.get("Accept") != "text/html; fragment":
        return redirect(f"{room.get_absolute_url()}#m{number}")
    found, always = found_for(message) if may else None, may and bool(AlwaysTranslate.of(room, request.actor))
    return render(request, "consultations/translation/_under.html", under(room, message, found, always))


def found_for(message: Message) -> MessageTranslation | None:
    rows = MessageTranslation._default_manager.filter(message=message, language=language_now())
    return rows.filter(words_sha256=hash_of(message.body)).first()


def under(
    room: Room, message: Message | None, found: MessageTranslation | None, is_always: bool = False
) -> dict[str, Any]:
    """What stands under a message. One that was said just now, where all are translated, is as good as in line."""
    since = timezone.now() - PATIENCE
    is_due = found is None and is_always and message is not None and message.created_at > since
    waits = is_due or (found is not None and found.state == MessageTranslation.State.WAITING)
    return {
        "room": room,
        "message": message,
        "translation": found,
        "waits": waits,
        "is_fresh": is_due or (found is not None and found.asked_at > since),
    }


@company_required
@require_POST
def always(request: SignedIn, ref: str) -> HttpResponse:
    """`want` is 1 or 0."""
    on_or_404()
    room, wants = find_room(request, ref), request.POST.get("want") == "1"
    if wants and not TranslationConsent.is_given(request.actor.user_id, request.actor.company_id):
        return redirect(f"{reverse('consultations:translation')}?next={room.get_absolute_url()}")
    AlwaysTranslate.switch(room, request.actor, language_now() if wants else "")
    words = _("From now on you see what others write here in your language, too.") if wants else _("Switched off.")
    messages.success(request, words)
    return redirect(room)


@company_required
def settings_page(request: SignedIn) -> HttpResponse:
    """Whether words may go to the provider; says honestly when translation is off. A POST changes a consent."""
    actor, asked = request.actor, provider()
    if request.method == "POST":
        on_or_404()
        change_consent(request)
        messages.success(request, _("Saved."))
        return redirect(safe_next(request) if request.POST.get("next") else "consultations:translation")
    rows = TranslationConsent._default_manager
    context = {
        "provider": asked,
        "host": settings.TRANSLATION_URL.partition("//")[2].partition("/")[0],
        "own": rows.filter(user_id=actor.user_id or 0).first(),
        "company_wide": rows.filter(company_id=actor.company_id or 0).select_related("given_by").first(),
        "may_for_company": can_consent_for_company(actor),
        "always": AlwaysTranslate._default_manager.filter(user_id=actor.user_id or 0).select_related("room")[:50],
        "next": request.GET.get("next", ""),
    }
    return page_of_settings(request, "translation", "translation/settings", context)


def change_consent(request: SignedIn) -> None:
    for_company = request.POST.get("whose") == "company"
    change = TranslationConsent.give if request.POST.get("consent") == "1" else TranslationConsent.withdraw
    change(request.actor, for_company)
