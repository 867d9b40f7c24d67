"""Countries by their ISO 3166-1 codes, named in the reader's language (CLDR)."""

from functools import cache

import pycountry
from babel import Locale
from django.utils.translation import get_language


def country_codes() -> frozenset[str]:
    return frozenset(country.alpha_2 for country in pycountry.countries)


def country_name(code: str) -> str:
    """`KR` → `South Korea` or `대한민국`; the code itself where there is no name."""
    return names(get_language() or "en").get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """All countries with their names, in the order of the reader's alphabet."""
    known = names(get_language() or "en")
    return sorted(((code, known.get(code, code)) for code in country_codes()), key=lambda pair: pair[1])


@cache
def names(language: str) -> dict[str, str]:
    return dict(Locale.parse(language.replace("-", "_")).territories)
