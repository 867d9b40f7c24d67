"""Communities and what they hold: events, initiatives, articles and threads.

Who may find them is a matter of circles (portal.core.circles), which are asked for with each search: whoever was
removed from a community finds nothing of it any more at once, without a word to the index.
"""

from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.html import strip_tags

from community.articles.models import Article
from community.calendar.models import Gathering
from community.discussion.models import Post, Thread
from community.initiatives.models import Initiative
from community.models import Community
from portal.core.circles import circle_key
from portal.core.markup import render_markdown
from search.documents import EVERYBODY, Document
from search.source import Source, version_of
from search.values import seconds
from search.vocabulary import Vocabulary
from search.wording import code_key, scripts_in

Visibility = Community.Visibility
LONGEST = 20_000  # characters of a text that are looked in
SCRIPTS = ("ko", "ja", "zh")  # languages that their letters tell
STANDING = ("proposed", "gathering", "agreed", "under_way", "done")  # of initiatives; what was given up is not found


# -- communities themselves ------------------------------------------------------------------------------------


def community_rows() -> "QuerySet[Community]":
    return Community.objects.select_related("steward", "parent")


def community_document(community: Community, vocabulary: Vocabulary) -> Document:
    sector = vocabulary.sector(community.sector)
    closed_round = whose_members_alone(community)
    return Document(
        kind="community",
        pk=community.pk,
        ref=community.ref,
        version=version_of(COMMUNITY, community),
        published=seconds(community.created_at),
        titles={"en": community.name},
        texts={"en": f"{community.summary}\n{community.about}"},
        codes=(code_key(community.ref),),
        vocabulary=vocabulary.of(sector),
        categories=tuple(sector.slugs) if sector else (),
        country=community.country,
        company=community.steward.slug,
        company_name=community.steward.name,
        tier=community.steward.tier,
        audience=(circle_of(closed_round),) if closed_round else (EVERYBODY,),
    )


def circle_of(community: Community) -> str:
    return circle_key("community", community.pk)


def whose_members_alone(community: Community) -> Community | None:
    """Whose members alone may find it: its own where it is hidden, else those of a hidden one that it is inside of."""
    if community.visibility == Visibility.HIDDEN:
        return community
    outer = community.parent
    return outer if outer is not None and outer.visibility == Visibility.HIDDEN else None


# -- what they hold --------------------------------------------------------------------------------------------


def readers_of(community: Community) -> tuple[str, ...]:
    """Who reads what is in it (`Community.objects.readable_by`): everybody, its members, or those of the outer one."""
    if community.visibility != Visibility.PUBLIC:
        return (circle_of(community),)
    outer = community.parent
    if outer is None or outer.visibility == Visibility.PUBLIC:
        return (EVERYBODY,)
    return (circle_of(community), circle_of(outer))


def held(source: Source, row: Any, shared: Vocabulary, **fields: Any) -> Document:
    """What all of them have in common; found by the name of their community, too."""
    community = row.community
    usual = {
        "kind": "page",
        "source": source.kind,
        "type": source.kind,
        "pk": row.pk,
        "ref": row.ref,
        "version": version_of(source, row),
        "codes": (code_key(row.ref),),
        "country": community.country,
        "company_name": community.name,
        "vocabulary": shared.of(shared.sector(community.sector)),
        "audience": readers_of(community),
    }
    return Document(**{**usual, **fields})


def plain(markdown: str) -> str:
    """The words of a text without its marks."""
    return strip_tags(render_markdown(markdown[:LONGEST]))


def language_of(words: str, community: Community) -> str:
    """By the script; of words in Latin letters that of the community, where it names one such language only."""
    if scripts := scripts_in(words):
        return "ko" if "ko" in scripts else scripts[-1]
    latin = [code for code in community.languages if code not in SCRIPTS]
    return str(latin[0]) if len(latin) == 1 else "en"


def event_rows() -> Any:
    return Gathering.objects.select_related("community__parent")


def events_ahead() -> Any:
    """What one can still go to; what is over stands in the calendar of its community."""
    return event_rows().filter(state=Gathering.State.PUBLISHED, ends_at__gt=timezone.now())


def event_document(event: Gathering, vocabulary: Vocabulary) -> Document:
    language = language_of(event.title, event.community)
    where = f"{event.get_kind_display()} {event.place}"
    programme = " ".join(str(row.get("title", "")) for row in event.programme)
    return held(
        EVENT,
        event,
        vocabulary,
        titles={language: event.title},
        texts={language: f"{event.summary}\n{where}\n{event.description}\n{programme}"},
        published=seconds(event.published_at or event.created_at),
        country=event.country or event.community.country,
    )


def initiative_rows() -> Any:
    return Initiative.objects.select_related("community__parent", "lead")


def initiatives_told() -> Any:
    """Those that everybody reads who reads the community; one that keeps to its partners is found by nobody."""
    told = Q(audience=Initiative.Audience.COMMUNITY) | Q(started_at=None)
    return initiative_rows().filter(told, state__in=STANDING)


def initiative_document(initiative: Initiative, vocabulary: Vocabulary) -> Document:
    language = language_of(initiative.title, initiative.community)
    return held(
        INITIATIVE,
        initiative,
        vocabulary,
        titles={language: initiative.title},
        texts={language: f"{plain(initiative.body)}\n{initiative.sought}"},
        published=seconds(initiative.created_at),
    )


def article_rows() -> Any:
    return Article.objects.select_related("community__parent")


def article_document(article: Article, vocabulary: Vocabulary) -> Document:
    words = vocabulary.of(vocabulary.sector(article.community.sector))
    return held(
        ARTICLE,
        article,
        vocabulary,
        titles={article.language: article.title},
        texts={article.language: plain(article.body)},
        vocabulary=" ".join([article.category, *article.tag_list, words]),
        published=seconds(article.published_at or article.created_at),
    )


def thread_rows() -> Any:
    """With the words of what opens it and of the answer that was accepted, where these are shown."""
    shown = Post.objects.filter(thread=OuterRef("pk"), standing="shown", removed_at=None)
    return Thread.objects.select_related("community__parent").annotate(
        opening=Subquery(shown.filter(number=1).values("body")[:1]),
        answer=Subquery(shown.filter(pk=OuterRef("accepted")).values("body")[:1]),
    )


def thread_document(thread: Any, vocabulary: Vocabulary) -> Document:
    language = language_of(thread.title, thread.community)
    return held(
        THREAD,
        thread,
        vocabulary,
        titles={language: thread.title},
        texts={language: plain(f"{thread.opening or ''}\n\n{thread.answer or ''}")},
        published=seconds(thread.created_at),
    )


COMMUNITY = Source(
    "community",
    community_rows,
    lambda community: True,
    community_document,
    ("updated_at", "steward__updated_at"),
    community_rows,
    lambda actor: Community.objects.visible_to(actor).with_figures(),
    lambda word: Q(name__icontains=word) | Q(summary__icontains=word),
    "-created_at",
)
EVENT = Source(
    "event",
    event_rows,
    lambda event: event.is_published and not event.is_over,
    event_document,
    ("updated_at", "community__updated_at"),
    events_ahead,
    lambda actor: events_ahead().visible_to(actor),
    lambda word: Q(title__icontains=word) | Q(place__icontains=word),
    "-published_at",
    joins_to_name=True,
)
INITIATIVE = Source(
    "initiative",
    initiative_rows,
    lambda one: one.state in STANDING and (one.audience == Initiative.Audience.COMMUNITY or one.started_at is None),
    initiative_document,
    ("moved_at", "community__updated_at"),
    initiatives_told,
    lambda actor: initiatives_told().visible_to(actor),
    lambda word: Q(title__icontains=word),
    "-created_at",
    joins_to_name=True,
)
ARTICLE = Source(
    "article",
    article_rows,
    lambda article: article.is_readable,
    article_document,
    ("updated_at", "community__updated_at"),
    lambda: article_rows().published(),
    lambda actor: article_rows().published().visible_to(actor),
    lambda word: Q(title__icontains=word),
    "-published_at",
    joins_to_name=True,
)
THREAD = Source(
    "thread",
    thread_rows,
    lambda thread: thread.is_shown,
    thread_document,
    ("created_at", "community__updated_at"),
    lambda: thread_rows().filter(standing="shown"),
    lambda actor: thread_rows().filter(standing="shown").visible_to(actor),
    lambda word: Q(title__icontains=word),
    "-created_at",
    joins_to_name=True,
)
COMMUNITIES = (COMMUNITY, EVENT, INITIATIVE, ARTICLE, THREAD)
HELD = (EVENT, INITIATIVE, ARTICLE, THREAD)
