"""What a consultation's page shows for safety, one tag each, so that the page knows nothing of it."""

from typing import Any

from django import template
from django.conf import settings

from consultations.models import AlwaysTranslate, MessageTranslation, Room, TranslationConsent
from consultations.permissions import can_report_talk
from consultations.safety.barriers import Barrier, barrier_for
from consultations.translation.views import under
from portal.core.actor import Actor
from portal.core.translating.languages import language_now

register = template.Library()


@register.inclusion_tag("consultations/safety/_panel.html", takes_context=True)
def room_safety(context: Any, room: Room) -> dict[str, Any]:
    """Report, block, translate."""
    request = context["request"]
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "room": room,
        "partners": room.other_companies(request.actor),
        "may_report": can_report_talk(request.actor, room),
        "translation_is_on": bool(settings.TRANSLATION_URL),
        "provider": settings.TRANSLATION_NAME,
        "always": bool(settings.TRANSLATION_URL and AlwaysTranslate.of(room, request.actor)),
    }


@register.simple_tag
def room_barrier(actor: Actor, room: Room) -> Barrier | None:
    """What keeps the acting company from writing here; None for a role that only reads."""
    return barrier_for(actor, room)


@register.inclusion_tag("consultations/safety/_below.html", takes_context=True)
def below_message(context: Any, room: Room, entry: Any) -> dict[str, Any]:
    """Under a message of others: its translation, or the button for it."""
    message = entry.message if entry and entry.side == "them" else None
    is_on = bool(settings.TRANSLATION_URL)
    if is_on and message:
        known, is_always = translations_of(context, room)
        shared = under(room, message, known.get(message.pk), is_always)
    else:
        shared = {"room": room}
    return {
        **shared,
        "message": message,
        "is_on": is_on,
        "csrf_token": context.get("csrf_token"),
    }


def translations_of(context: Any, room: Room) -> tuple[dict[int, MessageTranslation], bool]:
    """Those of the page into the reader's language, and whether all are wanted; looked up once for each page."""
    request = context["request"]
    if not hasattr(request, "talk_translations"):
        actor = request.actor
        keys = [entry.message.pk for entry in context.get("entries") or ()]
        rows = MessageTranslation._default_manager.filter(message__in=keys, language=language_now())
        may = TranslationConsent.is_given(actor.user_id, actor.company_id)
        fitting = {row.message_id: row for row in rows.select_related("message") if row.fits} if may else {}
        request.talk_translations = fitting, may and bool(AlwaysTranslate.of(room, actor))
    known: tuple[dict[int, MessageTranslation], bool] = request.talk_translations
    return known
