"""The calendar in the house of a community: its tab, and the next events on the front page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from community.calendar.models import Gathering
from community.calendar.views import own_registrations
from community.house import Tab, house_section, house_tab
from community.models import Community
from companies.booth import Section
from portal.core.actor import Actor
from portal.core.leaving import Tie, asks_at_closing

NEXT = 3

house_tab(Tab("calendar", 30, _("Calendar"), "community:calendar", "calendar"))


@house_section(10)
def next_events(community: Community, actor: Actor) -> Section | None:
    """The three that come next; nothing where none does."""
    seen = Gathering.objects.visible_to(actor).filter(community=community, state=Gathering.State.PUBLISHED)
    rows = list(seen.upcoming().for_cards()[:NEXT])
    if not rows:
        return None
    own = own_registrations(rows, actor)
    items = [(one, own.get(one.pk)) for one in rows]
    more = reverse("community:calendar", args=[community.slug])
    return Section("community/calendar/_next.html", _("Next"), items, "community/calendar.css", more)


@asks_at_closing
def events_ahead(community: int) -> Iterator[Tie]:
    """Nobody could change or call off the event of a closed community, and people would stand at a door."""
    rows = Gathering.objects.filter(community=community, state=Gathering.State.PUBLISHED).upcoming()
    for event in rows.select_related("community"):
        told = gettext("The event “%(title)s” is ahead. Call it off first, or close when it is over.")
        yield Tie(told % {"title": event.title}, binds=True, url=event.get_absolute_url())
