"""Countries (ISO 3166-1) and languages (ISO 639-1) by their codes, named in the reader's language (CLDR)."""

from collections.abc import Iterable
from functools import cache

import pycountry
from babel import Locale
from django.utils.translation import get_language


@cache
def country_codes() -> frozenset[str]:
    return frozenset(country.alpha_2 for country in pycountry.countries)


def country_name(code: str) -> str:
    """`KR` → `South Korea` or `대한민국`; the code itself where there is no name."""
    return names(get_language() or "en").get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """All countries with their names, in the order of the reader's alphabet."""
    known = names(get_language() or "en")
    return sorted(((code, known.get(code, code)) for code in country_codes()), key=lambda pair: pair[1])


# The largest importers of goods: whoever sells abroad most likely looks for one of these.
LARGE_MARKETS = ("US", "CN", "DE", "GB", "NL", "FR", "JP", "IN", "HK", "KR", "MX", "IT", "CA", "BE")


def market_choices(chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """All countries to tick: those chosen before first, then the large markets, then by the reader's alphabet."""
    rest = dict(country_choices())
    first = [code for code in (*chosen, *LARGE_MARKETS) if code in rest]
    return [(code, rest.pop(code)) for code in dict.fromkeys(first)] + list(rest.items())


# The languages in which most of the world's trade is talked about, by their ISO 639-1 codes.
TRADE_LANGUAGES = (
    *("ar", "cs", "da", "de", "en", "es", "fa", "fi", "fr", "hi", "hu", "id", "it", "ja", "ko", "ms", "nl", "no"),
    *("pl", "pt", "ro", "ru", "sv", "th", "tl", "tr", "uk", "ur", "vi", "zh"),
)


def language_name(code: str) -> str:
    """`ko` → `Korean` or `한국어`; the code itself where there is no name."""
    return language_names(get_language() or "en").get(code, code)


def language_choices() -> list[tuple[str, str]]:
    return sorted(((code, language_name(code)) for code in TRADE_LANGUAGES), key=lambda pair: pair[1])


@cache
def language_names(language: str) -> dict[str, str]:
    return dict(Locale.parse(language.replace("-", "_")).languages)


@cache
def names(language: str) -> dict[str, str]:
    return dict(Locale.parse(language.replace("-", "_")).territories)
