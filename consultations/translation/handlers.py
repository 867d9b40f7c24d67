"""Translating, away from the request: the relay asks the provider, and keeps what came of it.

A provider that fails costs its readers a sentence, never the relay its other work.
"""

import logging

from django.utils import timezone

from companies.models import Membership
from consultations.models import AlwaysTranslate, Message, MessageTranslation, TranslationConsent
from portal.core.events import Event, subscribe
from portal.core.translating.kept import changed_in
from portal.core.translating.provider import Translated, TranslationFailed
from portal.core.translating.service import provider, translated

logger = logging.getLogger("portal.translation")

P, S = MessageTranslation.Problem, MessageTranslation.State


@subscribe("message.posted", "message.edited")
def put_in_line_for_those_who_always_want_it(event: Event) -> None:
    """Once for each language that somebody of another company wants here, who still takes part and consents."""
    message = Message.objects.select_related("room").filter(pk=event.subject_id or 0).first()
    if message is None or provider() is None or not message.body.strip():
        return
    MessageTranslation.forget_outdated(message)
    wanted = {row.language for row in wishes(message) if may_have(row, message)}
    for language in sorted(wanted):
        MessageTranslation.put_in_line(message, language)


def wishes(message: Message) -> list[AlwaysTranslate]:
    return list(AlwaysTranslate._default_manager.filter(room=message.room_id).exclude(user_id=message.user_id or 0))


def may_have(row: AlwaysTranslate, message: Message) -> bool:
    """By a company that takes part, is not the one that wrote, and for which they, or it, have consented."""
    parties = message.room.parties.here().exclude(company_id=message.company_id).values("company_id")
    places = Membership.objects.filter(user_id=row.user_id, user__is_active=True, company__in=parties)
    return any(
        TranslationConsent.is_given(row.user_id, company) for company in places.values_list("company_id", flat=True)
    )


@subscribe("message.deleted")
def forget(event: Event) -> None:
    """Words that are taken back stand in no other language either."""
    message = Message.objects.filter(pk=event.subject_id or 0).first()
    if message is not None:
        MessageTranslation._default_manager.filter(message=message).delete()


@subscribe("translation.asked")
def translate(event: Event) -> None:
    row = MessageTranslation._default_manager.select_related("message").filter(pk=event.subject_id or 0).first()
    if row is None or row.state != S.WAITING:
        return
    if not row.fits:
        row.delete()
        return
    asked = provider()
    try:
        if asked is None:
            raise TranslationFailed(P.REFUSED, "switched off meanwhile")
        keep(row, translated(asked, row.message.body, row.language), asked.name)
    except TranslationFailed as problem:
        logger.warning("message %s not translated: %s", row.message_id, problem)
        row.state, row.problem, row.done_at = S.FAILED, problem.kind, timezone.now()
        row.save(update_fields=["state", "problem", "done_at"])


def keep(row: MessageTranslation, words: Translated, name: str) -> None:
    row.text, row.source, row.provider = words.text, words.source, name[:80]
    row.changed = changed_in(row.message.body, words.text)[:20]
    row.state, row.problem, row.done_at = S.DONE, "", timezone.now()
    row.save()
