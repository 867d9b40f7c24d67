"""What stands on the pages that every new site has, until its editors write their own."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms.models import CaseIndexPage, InfoPage, NewsIndexPage
from cms.site import below_home

Block = tuple[str, Any]


@below_home
def pages() -> Iterator[Page]:
    yield NewsIndexPage(title=_("News"), slug="news", lead=_("What happens on the market and in the programme."))
    yield CaseIndexPage(
        title=_("Good practices"), slug="cases", lead=_("How small firms did it, so that others can do it too.")
    )
    summary = _("An open market place for small firms, foreign buyers and the associations that speak for them.")
    yield InfoPage(title=_("About Jangteo"), slug="about", summary=summary, body=list(about()))
    summary = _("The way from a spreadsheet to an order, for those who sell, buy or run a community.")
    yield InfoPage(title=_("First steps"), slug="first-steps", summary=summary, body=list(guide()))


def about() -> Iterator[Block]:
    yield words(
        _(
            "Jangteo (장터) is Korean for a market place. Small firms show what they make, buyers abroad ask them "
            "directly, and associations bring their members together."
        )
    )
    yield "heading", _("What we check, and what we don't")
    yield words(
        _(
            "Beside each company stands how far it was checked: its e-mail address, its registration, its documents, "
            "or a visit, each with its date. What a company says of itself, such as its certificates, is marked as its "
            "own words."
        )
    )
    yield words(_("Checks cannot be bought, and no place in the search is for sale."))
    yield "heading", _("What belongs to you")
    yield words(
        _(
            "Your catalogue, your conversations and your contacts are yours. The software is free "
            "(AGPL-3.0-or-later), so "
            "that any programme or association can run a market place of its own."
        )
    )


def guide() -> Iterator[Block]:
    yield "heading", _("I sell")
    yield steps(
        _("Put your company on the market: name and country are enough to begin."),
        _("Bring your products. The spreadsheet you have is enough: columns are guessed, and you check first."),
        _("Post a sell offer from a product: quantity, price, Incoterm, and until when."),
        _("Answer inquiries. They wait for you under “My portal”, and you are told by e-mail."),
    )
    yield "heading", _("I buy")
    yield steps(
        _("Search in your own language, by product name, part number or HS code."),
        _("Look at the price for your quantity, minimum order, lead time, and how far the supplier was checked."),
        _("Send an inquiry, or open a chat: both sides see the same words, and nothing is lost when the line breaks."),
    )
    yield "heading", _("I run a community")
    yield steps(
        _("Found a community: public, for members only, or hidden."),
        _("Let companies in, pin what matters, close what is done."),
    )


def words(text: str) -> Block:
    return "paragraph", RichText(f"<p>{escape(text)}</p>")


def steps(*texts: str) -> Block:
    return "steps", list(rich(texts))


def rich(texts: Iterable[str]) -> Iterator[RichText]:
    for text in texts:
        yield RichText(f"<p>{escape(text)}</p>")
