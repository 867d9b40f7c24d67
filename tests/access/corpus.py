"""Words that do harm wherever they are taken for more than words. All of them are ours."""

import os
import zlib

IS_FULL = os.environ.get("HOSTILE") == "full"  # all words on all pages and in all boxes: half an hour

# Leaves an attribute, a script and an element, and begins an element and an attribute of its own.
HOSTILE = """Q"'></script></title><x-evil> onevil=1 """
SHORT = '"><x-evil>'  # where there is no room for more

MARKUP = {
    "drawing": "<svg/onload=evil()><x-evil>",
    "picture": "<img src=x onerror=evil()>",
    "mutant": '<math><mtext><table><mglyph><style><!--</style><x-evil title="--&gt;&lt;x-evil&gt;">',
    "other mutant": "<noscript><p title='</noscript><x-evil>'>",
    "raw text": "</textarea></style></noscript></select></template><x-evil>",
    "script in data": "<!--<script></script><x-evil>\u2028\u2029]]>",
    "markdown": '[go](javascript:evil()) ![x](x" onerror=evil()) <javascript:evil()> [a]: data:text/html,evil',
    "address": "javascript:evil()//https://mail.example/",
    "template": "{{ request.user.password }}{% debug %}${7*7}#{7*7}<%= 7*7 %>",
    "gap": "<!--gap:title--> %(title)s %s {title} {0.__class__}",
    "turned round": "\u202egnp.exe\u202c \u2066invoice\u2069 \u200b\u200d",
    "entities": "&lt;x-evil&gt; &#60;x-evil&#62; &#x3c;x-evil &amp;lt;x-evil&gt;",
    "query": "'; DROP TABLE companies_company; -- \\' OR 1=1 %27",
    "path": "../../../../etc/passwd\\..\\..\\boot.ini",
    "long": "<x-evil>" + "W" * 5000,
}
# Begins a formula; a header, a line of a calendar and of a mail; and calls of the language that PDFs are set in.
FORMULA = (
    "=1+cmd|' /C calc'!A0\r\nX-Evil: 1\r\nBcc: evil@mail.example\r\nBEGIN:VALARM\r\n"
    '#read("/etc/passwd") $x$ #eval("1") @a'
)
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

# As a form or an address may send them; a null byte and half of a pair are what no page would.
SENT = {
    **MARKUP,
    "leaves": HOSTILE,
    "formula": FORMULA,
    "null": "a\x00b<x-evil>",
    "spaces": "\u3164 \u200b",
    "letters": "한",
}


def share_of(*words: str) -> int:
    """The same in every run."""
    return zlib.crc32(" ".join(words).encode())


def mixed(name: str, turn: int = 0) -> str:
    """The first, and one of the others: another one for each name, so that together the fields hold them all."""
    others = list(MARKUP.values())
    return HOSTILE + others[(share_of(name) + turn) % len(others)]
