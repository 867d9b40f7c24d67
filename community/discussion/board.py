"""The list of a community's threads: sorted, narrowed and searched by what stands in the address."""

from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from community.discussion.models import Post, TalkCategory, TalkChoice, Thread, ThreadPlace, ThreadQuerySet
from community.models import Community
from portal.core.actor import Actor
from portal.core.texts import clean_line

CONFIG = "simple"  # no language's stems: posts are in all of them
MOST_WORDS = 8

# Each follows an index of Thread.
SORTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "active": (_("Active"), ("-is_pinned", "-last_post_at", "-pk")),
    "new": (_("New"), ("-created_at", "-pk")),
    "unanswered": (_("Unanswered"), ("-last_post_at", "-pk")),
    "thanked": (_("Most thanked"), ("-thank_count", "-pk")),
}
OWN: dict[str, Any] = {"unread": _("Unread"), "following": _("Following"), "mine": _("Started by me")}


class ThreadBoard:
    """What the address asks for; whatever is not valid is left out, never an error."""

    def __init__(self, community: Community, query: Any, actor: Actor) -> None:
        self.community, self.actor = community, actor
        self.categories: list[TalkCategory] = list(community.talk_categories.all())
        known = {one.key: one for one in self.categories}
        self.sort = query.get("sort") if query.get("sort") in SORTS else "active"
        self.only = query.get("only") if query.get("only") in OWN and actor.user_id else ""
        self.category = known.get(query.get("category", ""))
        self.q = clean_line(query.get("q", ""))[:100]
        self.choice = TalkChoice.of(community, actor.user_id) if actor.user_id else None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.only or self.category or self.q or self.sort == "unanswered")

    @property
    def rows(self) -> ThreadQuerySet:
        rows = Thread.objects.visible_to(self.actor).filter(community=self.community)
        if self.category is not None:
            rows = rows.filter(category=self.category)
        if self.sort == "unanswered":
            rows = rows.unanswered()
        return self.own(rows).for_cards().order_by(*SORTS[self.sort or "active"][1])

    def own(self, rows: ThreadQuerySet) -> ThreadQuerySet:
        if self.only == "mine":
            return rows.filter(user_id=self.actor.user_id)
        if self.only == "following":
            return rows.followed_by(self.actor.user_id)
        if self.only == "unread" and self.choice is not None:
            return rows.unread_by(self.actor.user_id, self.choice)
        return rows

    def found(self) -> QuerySet[Post]:
        """Posts whose words, or whose thread's title, hold every word of the search; the newest first."""
        rows = Post.objects.visible_to(self.actor).filter(thread__community=self.community, removed_at=None)
        if self.category is not None:
            rows = rows.filter(thread__category=self.category)
        found: QuerySet[Post] = having(rows, words_in(self.q))
        # Not joined: beyond eight tables PostgreSQL no longer looks for the order that begins with the words.
        return found.prefetch_related("company", "user", "thread__community").order_by("-created_at", "-pk")

    def mark(self, threads: list[Thread]) -> list[Thread]:
        """Say of each how many posts the reader has not seen (`unread`) and where the first of them is."""
        if self.choice is None:
            return threads
        places = ThreadPlace._default_manager.filter(user_id=self.actor.user_id, thread__in=threads)
        by_thread = {place.thread_id: place for place in places}
        for thread in threads:
            place: Any = by_thread.get(thread.pk)
            seen = place.seen if place else 0
            is_news = thread.last_post_at > self.choice.news_since and (not place or place.follows != "mute")
            row: Any = thread
            row.unread = max(0, thread.post_count - seen) if is_news else 0
            row.first_unread = min(seen + 1, thread.post_count)
            row.follows = place.follows if place else ""
        return threads


def words_in(q: str) -> list[str]:
    """The words that can be looked for; signs alone are none."""
    return [word for word in q.split() if any(letter.isalnum() for letter in word)][:MOST_WORDS]


def having(rows: Any, words: list[str]) -> Any:
    """On PostgreSQL every word must begin a word of the text, so that Korean particles may follow; else stand in it."""
    if not words:
        return rows.none()
    if connection.vendor != "postgresql":
        bodies, titles = Post.objects.all(), Thread.objects.all()
        for word in words:
            bodies, titles = bodies.filter(body__icontains=word), titles.filter(title__icontains=word)
    else:
        query = SearchQuery(" & ".join(quoted(word) for word in words), config=CONFIG, search_type="raw")
        bodies = Post.objects.annotate(words=SearchVector("body", config=CONFIG)).filter(words=query)
        titles = Thread.objects.annotate(words=SearchVector("title", config=CONFIG)).filter(words=query)
    heads = Post.objects.filter(number=1, thread__in=titles.values("pk"))
    return rows.filter(pk__in=bodies.order_by().values("pk").union(heads.order_by().values("pk")))


def quoted(word: str) -> str:
    """A lexeme of PostgreSQL's `to_tsquery` that stands for itself, as the beginning of a word."""
    inside = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{inside}':*"
