"""How alike two firms' names are to somebody in a hurry: after Unicode's table of letters that look alike (UTS 39)."""

import re
import unicodedata
from functools import cache, lru_cache

from confusable_homoglyphs import confusables
from rapidfuzz import fuzz

ALIKE = 90.0  # of 100; at this much a letter or two differ in a name of usual length
SHORTEST = 5  # characters; below, only a name that looks the same counts

LEGAL_FORMS = frozenset(
    word
    for words in (
        "co company corp corporation inc incorporated ltd limited llc llp plc pte pty pvt group holding holdings",
        "gmbh mbh ag kg kgaa ohg ug sa sas sarl srl spa bv nv oy oyj ab as aps sro zrt kft doo ltda eirl cv sl lda",
        "sti tic san jsc pjsc ooo oao zao sdn bhd tbk pt kk yk gk the and und et",
    )
    for word in words.split()
)
LEGAL_SIGNS = re.compile(
    r"주식회사|유한회사|유한책임회사|합자회사|합명회사|\(주\)|㈜|\(유\)|株式会社|有限会社|合同会社|㈱|有限公司|股份|有限责任公司"
)
APART = re.compile(r"[\W_]+")


def bare(name: str) -> str:
    """The name without its legal form, capitals, marks and spaces: `㈜Hanbit Co., Ltd.` → `hanbit`."""
    text = LEGAL_SIGNS.sub(" ", unicodedata.normalize("NFKC", LEGAL_SIGNS.sub(" ", name))).casefold()
    visible = "".join(char for char in text if unicodedata.category(char) not in {"Cf", "Cc", "Mn", "Cn"})
    words = [word for word in APART.split(visible.replace(".", "")) if word]
    return "".join([word for word in words if word not in LEGAL_FORMS] or words)


@lru_cache(50_000)
def skeleton(name: str) -> str:
    """What the eye sees: each letter that looks like a Latin one as that, 0 as o, 1 as l, rn as m."""
    seen = "".join(latin_look(char) for char in unicodedata.normalize("NFD", bare(name)))
    plain = "".join(char for char in seen if unicodedata.category(char) != "Mn")
    for pair, one in (("rn", "m"), ("vv", "w"), ("cl", "d")):
        plain = plain.replace(pair, one)
    return unicodedata.normalize("NFC", plain)


@cache
def latin_look(char: str) -> str:
    if char in "0oо":
        return "o"
    if char in "1li|":
        return "l"
    if char.isascii():
        return char
    looks = [one["c"].casefold() for one in confusables.confusables_data.get(char, [])]
    ascii_looks = [look for look in looks if look.isascii() and look.isalnum()]
    return latin_look(ascii_looks[0]) if ascii_looks and len(ascii_looks[0]) == 1 else (ascii_looks or [char])[0]


def likeness(first: str, second: str) -> float:
    """100 for two names that look the same, less for each letter that differs; 0 where one says nothing."""
    one, other = skeleton(first), skeleton(second)
    if not one or not other:
        return 0.0
    if one == other:
        return 100.0
    return fuzz.ratio(one, other) if min(len(one), len(other)) >= SHORTEST else 0.0
