"""The knowledge base as a part of a community's house: a tab, and what is new on the front page."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from community.articles.models import Article
from community.house import Tab, house_section, house_tab
from community.models import Community
from companies.booth import Section
from portal.core.actor import Actor

SHOWN = 4


def waiting(community: Community, actor: Actor) -> int:
    """Articles that the reader may approve."""
    if not actor.may("join_communities"):
        return 0
    return Article.objects.filter(community=community).to_review_by(actor).count()


house_tab(Tab("articles", 43, pgettext_lazy("community", "Knowledge"), "community:articles", "news", waiting=waiting))


@house_section(60)
def newest_articles(community: Community, actor: Actor) -> Section | None:
    rows = Article.objects.visible_to(actor).published().filter(community=community).for_cards()
    items = list(rows.order_by("-published_at", "-pk")[:SHOWN])
    if not items:
        return None
    more = reverse("community:articles", args=[community.slug])
    return Section(
        "community/articles/_lines.html", pgettext_lazy("community", "Knowledge"), items, "community/articles.css", more
    )
