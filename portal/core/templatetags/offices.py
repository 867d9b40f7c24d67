"""The rooms behind the counter: which of them somebody may enter, and the way there."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.actor import Actor
from portal.core.http import Request

register = template.Library()


@dataclass(frozen=True)
class Office:
    icon: str
    title: str
    text: str
    url: str


@register.simple_tag
def open_offices(actor: Actor) -> list[Office]:
    """The desk, the editors' office and the back office, as far as they are open to this person."""
    user = actor.user
    if user is None or actor.through is not None:
        return []
    found = []
    if user.is_staff:
        text = _("Firms to check, listings and requests to look at, reports and appeals.")
        found.append(Office("flag", _("Desk"), text, reverse("desk:home")))
    if user.has_perm("wagtailadmin.access_admin"):
        text = _("News, good practices, events and help: write, review, translate, publish.")
        url = reverse("wagtailadmin_home")
        found.append(Office("file", _("Editors’ office"), text, url))
    if user.is_staff:
        text = _("Every record, people and their groups, and what the relay gave up.")
        found.append(Office("lock", _("Back office"), text, reverse("admin:index")))
    return found


@register.simple_tag
def menu_offices(request: Request) -> list[Office]:
    """For the menu of every page: looked for where it is likely, as it costs two queries. “My portal” always looks."""
    actor = request.actor
    is_likely = actor.is_staff or actor.company is None or actor.company.kind == "programme"
    return open_offices(actor) if is_likely else []
