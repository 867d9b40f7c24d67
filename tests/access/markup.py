"""The tags of a page of ours that make its forms and links, by one pattern: what a parser of Python's own takes ten
times as long for. It knows what our pages have: comments, scripts and the text of a box are skipped or taken whole.
"""

import re
from collections.abc import Iterator
from html import unescape

Given = dict[str, str]  # an attribute without a value has an empty one

VALUES = r"""[^>"']*+(?:(?:"[^"]*"|'[^']*')[^>"']*+)*+"""
TOKEN = re.compile(
    rf"<!--.*?-->|<(script|style|textarea)\b({VALUES})>(.*?)</\1\s*>|<(/?[a-z][^\s/>]*)({VALUES})>", re.DOTALL
)
ATTRIBUTE = re.compile(r"""([^\s=/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?""")
OF_FORMS = {"form", "/form", "input", "button", "select", "/select", "option", "textarea"}
LEADING = ("href", "src", "hx-get", "action", "formaction", "hx-post")
LEADS = re.compile("|".join(f"{one}=" for one in LEADING))


def tags(html: str) -> Iterator[tuple[str, Given, str]]:
    """In their order: the tag, or `/tag` of an end; its attributes; and the text of a box."""
    for whole, attributes, text, tag, others in TOKEN.findall(html):
        name, written = whole or tag, attributes or others
        if name in OF_FORMS or LEADS.search(written):
            yield name, given_by(written), unescape(text) if name == "textarea" else ""


def given_by(written: str) -> Given:
    found: Given = {}
    for name, double, single, bare in ATTRIBUTE.findall(written):
        value = double or single or bare
        found[name] = unescape(value) if "&" in value else value
    return found
