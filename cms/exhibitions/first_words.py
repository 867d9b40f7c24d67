"""The calendar of fairs that every site has."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import ExhibitionIndexPage
from cms.site import below_home


@below_home
def pages() -> Iterator[Page]:
    yield ExhibitionIndexPage(
        title=_("Trade fairs"),
        slug="exhibitions",
        lead=_("Where buyers and suppliers meet, month by month, and where the programme has a pavilion."),
        show_in_menus=True,
    )
