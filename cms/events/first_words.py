"""The list of events that every site has."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.models import EventIndexPage
from cms.site import below_home


@below_home
def pages() -> Iterator[Page]:
    yield EventIndexPage(
        title=_("Events"),
        slug="events",
        lead=_("Conferences, seminars and matchmaking of the programme and its partners."),
        show_in_menus=True,
    )
