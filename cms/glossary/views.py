"""The glossary: all terms of the language by their first letters, and a page for each."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from wagtail.models import Locale

from cms.glossary.models import Term, letter_of, order_of
from cms.models import HelpPage, HelpPlace
from portal.core.http import Request
from portal.core.incoterms import INCOTERMS
from portal.core.pages import paginate
from portal.core.texts import clean_line

SIZE = 60  # terms of a page
# The place of the portal (portal.core.explained.PLACES) whose help article belongs to a term.
ARTICLES = {
    "incoterms": "incoterm",
    "moq": "moq",
    "hs-code": "hs-code",
    "sealed-bid": "sealed-rfq",
    "rfq": "sealed-rfq",
}

# And the trade tool that works it out; each rule of the Incoterms is in one table.
TOOLS = {"incoterms": "tools:incoterms", "hs-code": "tools:hs", "customs-duty": "tools:hs"}


def locale_now() -> Locale:
    found: Locale = Locale.objects.filter(language_code=get_language() or "en").first() or Locale.get_default()
    return found


def glossary(request: Request) -> HttpResponse:
    """Narrowed by words or by a letter; both in one address, so that it can be sent to somebody."""
    locale, words = locale_now(), clean_line(request.GET.get("q", "")[:100])
    rows = Term.objects.of_language(locale.pk)  # open: definitions are for everybody
    letters = sorted({letter_of(term) for term in rows.values_list("term", flat=True)}, key=order_of)
    letter = request.GET.get("letter", "")
    found = sorted(rows.saying(words), key=lambda one: order_of(one.term))
    if letter in letters:
        found = [one for one in found if one.letter == letter]
    page = paginate(request, found, SIZE)  # type: ignore[arg-type]  # a paginator takes lists as well
    groups = [(key, list(terms)) for key, terms in groupby(page.object_list, key=lambda one: one.letter)]
    context: dict[str, Any] = {"letters": letters, "letter": letter if letter in letters else "", "words": words}
    return render(request, "cms/glossary/index.html", {**context, "terms": page, "groups": groups})


def term(request: Request, slug: str) -> HttpResponse:
    """In the reader's language; where nobody has translated it yet the page says so, and shows what there is."""
    locale = locale_now()
    rows = Term.objects.filter(slug=slug).select_related("locale")  # open: definitions are for everybody
    one = rows.filter(locale=locale).first() or get_object_or_404(rows.order_by("locale_id")[:1])
    others = rows.exclude(pk=one.pk).order_by("locale_id")
    tool = TOOLS.get(slug, "tools:incoterms" if slug.upper() in INCOTERMS else "")
    context = {
        "tool": tool,
        "term": one,
        "others": others,
        "is_own": one.locale == locale,
        "article": article_about(slug, locale),
    }
    return render(request, "cms/glossary/term.html", context)


def article_about(slug: str, locale: Locale) -> HelpPage | None:
    """How the portal itself uses the term, where the help centre has an article on that."""
    place = HelpPlace.objects.filter(key=ARTICLES.get(slug, "")).select_related("page").first()
    return place.article_in(locale.pk) if place else None
