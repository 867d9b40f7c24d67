"""Korean particles that follow a name: a translation writes both forms, `은(는)`, and what is shown has the right one.

Which one is right hangs on whether the word before ends in a consonant as it is spoken. Where that cannot be known of a
foreign name, both forms stay.
"""

import re
from typing import Final

# With a consonant before, without one.
PAIRS: Final = {
    "은(는)": ("은", "는"), "이(가)": ("이", "가"), "을(를)": ("을", "를"),
    "와(과)": ("과", "와"), "과(와)": ("과", "와"), "(으)로": ("으로", "로"),
}  # fmt: skip
CLOSING: Final = r"(?:[”’\"')\]»]|&quot;|&#x27;|</\w+>)*"
FOUND: Final = re.compile(rf"(\w+)({CLOSING})({'|'.join(map(re.escape, PAIRS))})")
MARKS: Final = [pair.encode() for pair in PAIRS]
FIRST, LAST, ENDINGS, RIEUL = 0xAC00, 0xD7A3, 28, 8
DIGITS: Final = {"0": "ng", "1": "l", "3": "m", "6": "k", "7": "l", "8": "l", "2": "", "4": "", "5": "", "9": ""}
SPELLED: Final = {"L": "l", "M": "m", "N": "n", "R": "l"}  # 엘, 엠, 엔, 알; all other letters end in a vowel
LONGEST_SPELLED = 4


def settled(text: str) -> str:
    """The text with one particle wherever the word before it tells which."""
    return FOUND.sub(lambda found: found[1] + found[2] + particle(found[1], found[3]), text)


def settled_page(content: bytes) -> bytes:
    return settled(content.decode()).encode() if any(mark in content for mark in MARKS) else content


def particle(word: str, pair: str) -> str:
    end = ending(word)
    if end is None:
        return pair
    closed, opened = PAIRS[pair]
    return opened if not end or (end == "l" and pair == "(으)로") else closed


def ending(word: str) -> str | None:
    """The consonant that the word ends in when it is spoken, "" for a vowel, None where nobody can tell."""
    last = word[-1]
    if FIRST <= ord(last) <= LAST:
        number = (ord(last) - FIRST) % ENDINGS
        return "l" if number == RIEUL else "k" if number else ""
    if last in DIGITS:
        return DIGITS[last]
    letters = re.search(r"[A-Za-z]+$", word)
    return latin(letters[0]) if letters else None


def latin(word: str) -> str | None:
    if word.isupper() and len(word) <= LONGEST_SPELLED:
        return SPELLED.get(word[-1], "")
    low = word.lower()
    if low.endswith(("l", "le")):
        return "l"
    if low.endswith(("ng", "n", "m", "ne", "me")):
        return "n"
    return None if low.endswith(tuple("bcgkpt")) else ""
