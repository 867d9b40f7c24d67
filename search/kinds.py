"""What kinds of companies and offers are called, and their countries, so that they are found by such words."""

from functools import cache
from pathlib import Path

from companies.models import Company
from portal.core.places import names

SOURCE = Path(__file__).parent / "data" / "kind_words.txt"
READ_IN = ("en", "ko")  # the portal's languages
TRADED_IN = (*READ_IN, "de", "es", "fr", "pt")


@cache
def known() -> dict[str, str]:
    lines = (line.partition(":") for line in SOURCE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {kind.strip(): words.replace(",", "").strip() for kind, colon, words in lines if colon}


def words_of_kind(kind: str) -> str:
    """Of a company's kind or an offer's side; none for one that has no words."""
    return known().get(kind, "")


@cache
def country_words(code: str, languages: tuple[str, ...] = READ_IN) -> str:
    """`IT` → `Italy 이탈리아`; a name that is the same in several languages once."""
    return " ".join(dict.fromkeys(names(language)[code] for language in languages if code in names(language)))


def owner_words(company: Company) -> str:
    """Whose a thing is: the company's names and its country."""
    return " ".join(filter(None, [company.name, company.local_name, country_words(company.country)]))
