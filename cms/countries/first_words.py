"""The list of country reports, on every new site."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import CountryIndexPage
from cms.site import below_home


@below_home
def pages() -> Iterator[Page]:
    yield CountryIndexPage(
        title=_("Country reports"),
        slug="countries",
        lead=_("What a small firm should know before it sells there; every figure with its source and its day."),
    )
