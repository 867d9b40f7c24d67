"""What pages and forms explain in place: terms of trade, by the words of a label, and “What is this?” links, by key.

The pages behind the links belong to the programme's site (cms), which no app below it knows: this module only says
which words have a definition, and which places an article of the help centre. Both addresses always lead somewhere:
where nobody has written an article yet, to the search of the help centre.
"""

import re
from functools import lru_cache

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

# Keys of “What is this?” links in templates, and what editors call the place.
PLACES = {
    "moq": _("Minimum order of a product"),
    "incoterm": _("Incoterm of an offer or quotation"),
    "hs-code": _("HS code of a product"),
    "sealed-rfq": _("Sealed requests for quotation"),
    "tiers": _("How far a company is checked"),
    "anonymous-offer": _("Offers without a name"),
    "mandate": _("Mandates"),
    "joint-purchase": _("Joint purchases"),
}

# The address of a definition in the glossary, and the words that labels and help texts have for it, longest first.
TERMS = {
    "incoterms": (_("Incoterms"), _("Incoterm")),
    "moq": (_("Minimum order"), pgettext_lazy("minimum order quantity", "MOQ")),
    "hs-code": (_("HS codes"), _("HS code")),
    "lead-time": (_("Lead time"),),
    "pro-forma-invoice": (_("Pro-forma invoice"), _("Pro-forma")),
    "letter-of-credit": (_("Letter of credit"), pgettext_lazy("letter of credit", "L/C")),
    "deposit": (_("Deposit"),),
    "certificate-of-origin": (_("Certificate of origin"),),
    "named-place": (_("Named place"),),
    "gtin": (pgettext_lazy("trade item number", "GTIN"),),
    "sku": (pgettext_lazy("stock keeping unit", "SKU"),),
    "terms-of-payment": (_("Payment terms"),),
}


def term_address(slug: str) -> str:
    return reverse("term", args=[slug])


def help_address(key: str) -> str:
    return reverse("help_about", args=[key])


@lru_cache(16)
def patterns(language: str | None) -> list[tuple[str, re.Pattern[str]]]:
    """For each term how its words are found in a text of that language, which is the active one."""
    return [(slug, re.compile("|".join(pattern(str(word)) for word in words), re.I)) for slug, words in TERMS.items()]


def pattern(word: str) -> str:
    """Whole words where the script has them; Korean words carry particles."""
    return rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)


def term_in(text: str) -> tuple[str, str]:
    """The first term that stands in a plain text: `(slug, its words there)`; two empty texts for none."""
    return found(str(text), get_language())


@lru_cache(2048)
def found(text: str, language: str | None) -> tuple[str, str]:
    hits = [(hit.start(), slug, hit[0]) for slug, look in patterns(language) if (hit := look.search(text))]
    return min(hits)[1:] if hits else ("", "")


@lru_cache(1024)
def with_links(html: str, language: str | None) -> str:
    """A help text, HTML of ours, with the first term in it linked to its definition; as it is where it has a link."""
    if "<a " in html:
        return html
    for slug, look in patterns(language):
        if hit := look.search(re.sub("<[^>]*>", lambda tag: "\0" * len(tag[0]), html)):
            link = term_link(slug, hit[0])
            return f"{html[: hit.start()]}{link}{html[hit.end() :]}"
    return html


def term_link(slug: str, words: str) -> SafeString:
    """In a new tab: what is typed into the form stays."""
    return format_html('<a class="term" href="{}" target="_blank" rel="noopener">{}</a>', term_address(slug), words)


def help_text_with_links(html: object) -> SafeString:
    return mark_safe(with_links(str(html), get_language()))  # help texts are ours


def plain_term(slug: str, words: str) -> SafeString:
    """A term of a page outside forms: `words` linked to their definition."""
    return format_html('<a class="term" href="{}">{}</a>', term_address(slug), words)
