"""The newest threads of a public community as an Atom feed."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from community.discussion.models import Thread
from community.discussion.prose import post_html
from community.models import Community
from portal.core.actor import VISITOR

NEWEST = 50


class ThreadFeed(Feed):
    """What everybody may read, whoever asks: a feed's address travels, so it must not carry anybody's rights."""

    feed_type = Atom1Feed
    feed_copyright = None

    def get_object(self, request: HttpRequest, slug: str = "", **kwargs: Any) -> Any:
        return get_object_or_404(Community.objects.readable_by(VISITOR), slug=slug)

    def title(self, community: Any) -> str:
        return str(community.name)

    def subtitle(self, community: Any) -> str:
        return str(community.summary)

    def link(self, community: Any) -> str:
        return reverse("community:threads", args=[community.slug])

    def feed_guid(self, community: Any) -> str:
        return f"urn:jangteo:community:{community.ref}"

    def items(self, community: Any) -> list[Thread]:
        rows = Thread.objects.visible_to(VISITOR).filter(community=community).order_by("-created_at", "-pk")
        threads = list(rows.select_related("community", "company", "user", "category")[:NEWEST])
        openings = {post.thread_id: post for post in first_posts(threads)}
        for thread in threads:
            row: Any = thread
            row.opening = openings.get(thread.pk)
        return threads

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return post_html(item.opening.body) if item.opening else ""

    def item_guid(self, item: Any) -> str:
        return f"urn:jangteo:thread:{item.ref}"

    def item_author_name(self, item: Any) -> str:
        return str(item.company.name)

    def item_categories(self, item: Any) -> list[str]:
        return [item.category.name] if item.category else []

    def item_pubdate(self, item: Any) -> datetime:
        when: datetime = item.created_at
        return when

    def item_updateddate(self, item: Any) -> datetime:
        when: datetime = item.last_post_at
        return when


def first_posts(threads: list[Thread]) -> Any:
    from community.discussion.models import Post

    return Post.objects.visible_to(VISITOR).filter(thread__in=threads, number=1)
