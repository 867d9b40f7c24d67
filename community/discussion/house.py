"""What the front page of a community says of its talk beside the newest threads."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.discussion.models import Thread
from community.house import house_section
from community.models import Community
from companies.booth import Section
from portal.core.actor import Actor

SHOWN = 3


@house_section(40)
def waiting_questions(community: Community, actor: Actor) -> Section | None:
    """Questions that nobody has replied to: to answer one is the easiest way in."""
    rows = Thread.objects.visible_to(actor).filter(community=community, is_question=True, is_locked=False).unanswered()
    items = list(rows.for_cards().order_by("-last_post_at", "-pk")[:SHOWN])
    if not items:
        return None
    more = reverse("community:threads", args=[community.slug]) + "?sort=unanswered"
    template = "community/discussion/_waiting_questions.html"
    return Section(template, _("Questions that wait for an answer"), items, "community/discussion.css", more_url=more)
