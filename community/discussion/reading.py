"""A page of a thread, with what the reader may do at each post; the number of queries does not grow with the posts."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from community.discussion.models import Poll, PollVote, Post, PostThank, Thread, ThreadPlace
from community.discussion.models.post import POSTS
from community.discussion.permissions import wrote
from community.discussion.prose import post_html
from portal.core.actor import Actor

QUOTED = 1500  # characters of a post that a quotation takes over


class PostPages(Paginator):
    """Pages by the posts' numbers: post 17 is on the same page for everybody, and page 4,000 costs what page 1 does."""

    def __init__(self, thread: Thread, posts: Any) -> None:
        super().__init__(posts, POSTS)
        self.thread = thread

    @cached_property
    def count(self) -> int:
        return self.thread.post_count

    def page(self, number: Any) -> "Page[Any]":
        valid = self.validate_number(number)
        posts: Any = self.object_list
        return Page(list(posts.numbered(valid)), valid, self)


@dataclass(frozen=True)
class Line:
    """A post as the reader sees it."""

    post: Post
    html: SafeString
    replies: list[Post]
    is_thanked: bool
    may_change: bool
    may_thank: bool
    is_accepted: bool


@dataclass(frozen=True)
class Reading:
    """`page` is for the pager, `lines` are its posts; `is_last` says whether what comes next can be written here."""

    page: Any
    lines: list[Line]

    @property
    def posts(self) -> list[Post]:
        return [line.post for line in self.lines]

    @property
    def is_last(self) -> bool:
        return not self.page.has_next()


def read(request: HttpRequest, thread: Thread, actor: Actor, may_write: bool) -> Reading:
    """The page that `?page=` or `?post=` asks for; a number that is none gives the first, one too high the last."""
    posts = Post.objects.visible_to(actor).filter(thread=thread).for_cards().prefetch_related("files", "mentions")
    replies = Post.objects.filter(standing="shown", removed_at=None).only("number", "answers_id").order_by("number")
    pages = PostPages(thread, posts.prefetch_related(Prefetch("replies", replies, to_attr="shown_replies")))
    page = pages.get_page(wanted_page(request))
    if actor.user_id:  # up to the page's end, whether or not its last posts are there for this reader
        ThreadPlace.saw(thread, actor.user_id, min(page.number * POSTS, thread.post_count))
    return Reading(page, lines_of(list(page.object_list), thread, actor, may_write))


def wanted_page(request: HttpRequest) -> Any:
    post = request.GET.get("post", "")
    if post.isascii() and post.isdigit() and len(post) < 10:
        return (max(int(post), 1) - 1) // POSTS + 1
    return request.GET.get("page")


def lines_of(posts: list[Post], thread: Thread, actor: Actor, may_write: bool) -> list[Line]:
    thanked = set()
    if actor.user_id:
        mine = PostThank._default_manager.filter(user_id=actor.user_id, post__in=posts)
        thanked = set(mine.values_list("post_id", flat=True))
    return [
        Line(
            post=post,
            html=post_html(post.body, [one.name for one in post.mentions.all()]),
            replies=list(getattr(post, "shown_replies", [])),
            is_thanked=post.pk in thanked,
            may_change=may_write and not post.removed_at and post.standing != "hidden" and wrote(actor, post),
            may_thank=may_write and post.is_shown and not post.removed_at and post.user_id != actor.user_id,
            is_accepted=post.pk == thread.accepted_id,
        )
        for post in posts
    ]


def quotation(post: Post) -> str:
    """Its words as a Markdown quotation, to write below."""
    words = post.body[:QUOTED] + (" …" if len(post.body) > QUOTED else "")
    return "\n".join(f"> {line}".rstrip() for line in words.split("\n")) + "\n\n"


@dataclass(frozen=True)
class Answer:
    pk: int
    text: str
    votes: int
    share: int  # per cent of the companies that voted
    is_own: bool


@dataclass(frozen=True)
class Ballot:
    """A poll as the reader sees it: `shows_results` by the poll's rule."""

    poll: Poll
    answers: list[Answer]
    voters: int
    has_voted: bool
    shows_results: bool


def ballot_of(thread: Thread, actor: Actor) -> Ballot | None:
    poll = Poll._default_manager.filter(thread=thread).prefetch_related("options").first()
    if poll is None:
        return None
    votes = PollVote._default_manager.filter(poll=poll)
    own = set(votes.filter(company_id=actor.company_id or 0).values_list("option_id", flat=True))
    counts = dict(votes.order_by().values_list("option_id").annotate(Count("pk")))
    voters = votes.aggregate(n=Count("company_id", distinct=True))["n"]
    answers = [
        Answer(
            one.pk, one.text, counts.get(one.pk, 0), round(100 * counts.get(one.pk, 0) / max(1, voters)), one.pk in own
        )
        for one in poll.options.all()
    ]
    rule = poll.results
    shows = not poll.is_open or rule == Poll.Results.ALWAYS or (rule == Poll.Results.AFTER_VOTE and bool(own))
    return Ballot(poll, answers, voters, bool(own), shows)
