"""Whether the payee of an account is the company that was checked: the same name, however it is written.

Case, width, accents, punctuation and spaces do not count, nor where a legal form stands; another legal form does.
"""

import re
import unicodedata

FORMS = {
    "co": "company", "corp": "corporation", "ltd": "limited", "inc": "incorporated",
    "㈜": "주식회사", "(주)": "주식회사", "㈱": "株式会社", "(株)": "株式会社",
}  # fmt: skip
SIGNS = re.compile(r"㈜|\(주\)|㈱|\(株\)|주식회사|유한회사|株式会社|有限会社")
APART = re.compile(r"[\W_]+")


def plain(name: str) -> tuple[str, ...]:
    """The words that make the name, sorted signs of the legal form last: `㈜한빛` and `한빛 주식회사` are one."""
    signs = sorted(FORMS.get(sign, sign) for sign in SIGNS.findall(name))
    text = unicodedata.normalize("NFKD", SIGNS.sub(" ", name)).casefold().replace(".", "").replace("&", " and ")
    text = unicodedata.normalize("NFC", "".join(char for char in text if unicodedata.category(char) != "Mn"))
    words = [FORMS.get(word, word) for word in APART.split(text) if word]
    return (*words, *signs)


def is_same_name(holder: str, *names: str) -> bool:
    """Whether `holder` is one of the names; empty names are nobody's."""
    mine = plain(holder)
    return bool(mine) and any(mine == plain(name) for name in names if name)
