"""Hangul in Latin letters, so that an address can be read wherever it is written.

A syllable is one sign that is made of an initial, a vowel and perhaps a final (Unicode, “Hangul Syllable Composition”).
"""

from django.utils.text import slugify

FIRST, LAST = "가", "힣"
VOWELS, FINALS = 21, 28
# The Revised Romanization of Korean (2000), letter by letter: an address does not follow changes of sound.
INITIAL = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
VOWEL = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo"),
    *("u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
FINAL = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l"),
    *("m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"),
)


def latin(text: str) -> str:
    """Hangul in Latin letters, all else as it is: “대구 섬유” is `daegu seomyu`."""
    found, final = "", ""
    for sign in text:
        if not FIRST <= sign <= LAST:
            found, final = found + sign, ""
            continue
        initial, vowel, next_final = _parts(sign)
        found += ("l" if (final, initial) == ("l", "r") else initial) + vowel + next_final  # ㄹㄹ is ll
        final = next_final
    return found


def _parts(syllable: str) -> tuple[str, str, str]:
    initial, rest = divmod(ord(syllable) - ord(FIRST), VOWELS * FINALS)
    vowel, final = divmod(rest, FINALS)
    return INITIAL[initial], VOWEL[vowel], FINAL[final]


def address_of(text: str) -> str:
    """The word for an address that a name gives; empty for one in another script than Latin or Hangul."""
    return slugify(latin(text))
