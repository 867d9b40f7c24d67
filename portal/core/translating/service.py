"""Who is asked for translations, with care: one that was slow or away is left alone for half a minute."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.conf import settings
from django.core.cache import cache

from portal.core.translating.libre import LibreTranslate
from portal.core.translating.provider import Problem, Provider, Translated, TranslationFailed

DOWN, REST = "translation.down", 30
LANGUAGES, AN_HOUR = "translation.languages", 3600
MOST_TEXTS, MOST_SIGNS = 20, 6000  # of one question; a longer text is asked alone
T = TypeVar("T")


def is_on() -> bool:
    return bool(settings.TRANSLATION_URL)


def provider() -> Provider | None:
    """None where translation is off."""
    if not is_on():
        return None
    return LibreTranslate(
        settings.TRANSLATION_URL, settings.TRANSLATION_KEY, settings.TRANSLATION_NAME, settings.TRANSLATION_TIMEOUT
    )


def translated(asked: Provider, text: str, target: str) -> Translated:
    """One text. Raises TranslationFailed, without asking while the service rests."""
    return carefully(asked, target, lambda known: asked.translate(text, target))


def translated_all(asked: Provider, texts: Sequence[str], target: str, source: str = "") -> list[Translated]:
    """Several texts of one language, which is told where the service knows it. Raises as `translated`."""
    return carefully(asked, target, lambda known: asked.translate_all(texts, target, source if source in known else ""))


def carefully(asked: Provider, target: str, ask: Callable[[frozenset[str]], T]) -> T:
    if cache.get(DOWN):
        raise TranslationFailed(Problem.DOWN, "it was away a moment ago")
    try:
        known = known_languages(asked)
        if target not in known:
            raise TranslationFailed(Problem.LANGUAGE, target)
        return ask(known)
    except TranslationFailed as problem:
        if problem.kind in {Problem.SLOW, Problem.DOWN}:
            cache.set(DOWN, True, REST)
        raise


def known_languages(asked: Provider) -> frozenset[str]:
    known = cache.get(LANGUAGES)
    if known is None:
        known = asked.languages()
        cache.set(LANGUAGES, known, AN_HOUR)
    return frozenset(known)


def portions(texts: Sequence[str]) -> list[list[int]]:
    """The places of the texts, in as few questions as the limits allow."""
    found: list[list[int]] = []
    signs = 0
    for place, text in enumerate(texts):
        if not found or len(found[-1]) >= MOST_TEXTS or signs + len(text) > MOST_SIGNS:
            found.append([])
            signs = 0
        found[-1].append(place)
        signs += len(text)
    return found
