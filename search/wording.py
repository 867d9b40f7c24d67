"""How words, numbers and codes are shaped before they reach an engine: the same for documents and for queries."""

import re
import unicodedata

# Units people write with or without a space; "16 GB" and "16GB" must meet.
UNITS = (
    "gb|tb|mb|kb|mm|cm|km|m|kg|mg|g|t|w|kw|v|mv|kv|a|ma|mah|wh|kwh|hz|khz|mhz|ghz|ml|cl|l|inch|in|ppm|dpi|rpm|nm|bar|psi|"
    "db|lm|cd|pcs|mp|px|ft|oz|lb|gbps|mbps|gsm|°c"
)
MEASURE = re.compile(rf"(?<![\w.,])(\d+(?:[.,]\d+)?)[ \u00a0]?({UNITS}|[\"″”])(?!\w)", re.IGNORECASE)
CODE = re.compile(r"(?=\S*\d)[A-Za-z0-9][A-Za-z0-9\-_/.+#]{2,}[A-Za-z0-9+#]")
NOT_CODE = re.compile(r"[^0-9a-z]+")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
HANGUL = re.compile(r"[\uac00-\ud7af]")
KANA = re.compile(r"[\u3040-\u30ff]")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def folded(text: str) -> str:
    """Lower case without accents, for comparing; letters of other scripts stay as they are."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFC", "".join(char for char in decomposed if not unicodedata.combining(char)))


def measures_spelled_out(text: str) -> str:
    """`16 GB` → `16 16gb GB`: found by the number, by the unit, and as one word however it was written."""
    return MEASURE.sub(lambda found: f"{found[1]} {found[1]}{unit(found[2])} {found[2]}", text)


def measures_joined(text: str) -> str:
    """`16 GB` → `16gb`, as one word of a query."""
    return MEASURE.sub(lambda found: f"{found[1]}{unit(found[2])}", text)


def unit(written: str) -> str:
    return "inch" if written in {'"', "″", "”", "in"} else written.lower()


def code_key(text: str) -> str:
    """`DV7-1211ea` → `dv71211ea`: codes are compared without case, dashes and spaces."""
    return NOT_CODE.sub("", text.lower())


def gtin_key(text: str) -> str:
    """A GTIN without its leading zeros: the same number is written with 8, 12, 13 or 14 digits."""
    return code_key(text).lstrip("0")


def hs_keys(text: str) -> list[str]:
    """An HS code with its heading and chapter-subheading prefixes: `8482.10` → 848210, 8482."""
    digits = code_key(text)
    return [digits[:length] for length in (4, 6, 8, 10) if len(digits) >= length] if digits.isdigit() else []


def parts_in(text: str) -> list[str]:
    """The part numbers that a text mentions, as keys."""
    return [key for key in map(code_key, CODE.findall(text)) if len(key) >= 4]


def cjk_grams(text: str) -> list[str]:
    """The single characters and pairs of every run of Chinese, Japanese or Korean writing, in order."""
    grams: list[str] = []
    for run in CJK.findall(text):
        grams.extend(run)
        grams.extend(run[start : start + 2] for start in range(len(run) - 1))
    return grams


def scripts_in(words: str) -> list[str]:
    """The languages of the scripts in a text; Han alone may be Chinese or Japanese."""
    found = ["ko"] if HANGUL.search(words) else []
    if KANA.search(words):
        found.append("ja")
    elif HAN.search(words):
        found += ["ja", "zh"]
    return found
