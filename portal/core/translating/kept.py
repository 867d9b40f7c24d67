"""Whether a translation still says the numbers, codes and addresses of the original, letter by letter."""

import re
from collections import Counter

TOKEN = re.compile(
    r"https?://[!#-&(-;=?-~]+"  # ASCII without quotes and angle brackets: a Korean particle may follow at once
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|[A-Z0-9][A-Z0-9./-]*\d[A-Z0-9./-]*"  # codes: 6204-2RS, IBANs in groups, HS 8482.10
    r"|\d[\d.,:/-]*"
)
ENDS = ".,;:!?)]}’”…。、-/"
LONG = 6  # figures that nobody may make up: those of an account or an order


def tokens_of(text: str) -> Counter[str]:
    found = (one.group().rstrip(ENDS) for one in TOKEN.finditer(text))
    return Counter(one for one in found if one)


def changed_in(original: str, translated: str) -> list[str]:
    """What of the original is missing in the translation, and addresses and long figures that it has made up."""
    wanted, there = tokens_of(original), tokens_of(translated)
    missing = [one for one, times in wanted.items() if there[one] < times]
    added = [one for one in there if one not in wanted and is_telling(one) and one not in original]
    return [*missing, *added]


def is_telling(token: str) -> bool:
    return "://" in token or "@" in token or sum(letter.isdigit() for letter in token) >= LONG
