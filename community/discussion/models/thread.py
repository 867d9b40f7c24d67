"""Threads of a community."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.discussion.models.beside import written
from community.discussion.models.category import TalkCategory
from community.discussion.models.poll import PollDraft, open_poll
from community.discussion.models.reading import TalkChoice, ThreadPlace
from community.discussion.permissions import can_steer_thread
from community.discussion.screening import screen
from community.discussion.standing import Judged, seen_by
from community.models.community import Community
from community.permissions import can_judge_content, can_moderate_community, can_write_in_community
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.papers import Paper
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked

if TYPE_CHECKING:
    from community.discussion.models.post import Post

ONLY_MEMBERS = _("Only members may write here.")
ONLY_MODERATORS = _("Only a steward or a moderator may do this.")
ONLY_STEERING = _("Only who started the thread or a moderator may do this.")


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, actor: Actor) -> "ThreadQuerySet":
        return self.filter(seen_by(actor, "community"), community__in=Community.objects.readable_by(actor))

    def for_cards(self) -> "ThreadQuerySet":
        return self.select_related("community", "company", "user", "category").order_by(
            "-is_pinned", "-last_post_at", "-pk"
        )

    def unanswered(self) -> "ThreadQuerySet":
        """Nobody has replied."""
        return self.filter(post_count=1)

    def followed_by(self, user_id: int) -> "ThreadQuerySet":
        places = ThreadPlace._default_manager.filter(user_id=user_id, follows=ThreadPlace.Follows.FOLLOW)
        return self.filter(pk__in=places.values("thread_id"))

    def unread_by(self, user_id: int, choice: TalkChoice) -> "ThreadQuerySet":
        """With posts they have not seen, as far back as news goes; not what they muted."""
        places = ThreadPlace._default_manager.filter(thread=OuterRef("pk"), user_id=user_id)
        known = places.filter(Q(seen__gte=OuterRef("post_count")) | Q(follows=ThreadPlace.Follows.MUTE))
        return self.filter(~Exists(known), last_post_at__gt=choice.news_since)


class Thread(Judged):
    """A conversation of a community under one title; a question may have one accepted answer."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    community = models.ForeignKey(Community, models.CASCADE, related_name="threads")
    category = models.ForeignKey(TalkCategory, models.SET_NULL, null=True, related_name="threads")
    title = models.CharField(_("title"), max_length=160)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    is_question = models.BooleanField(_("a question"), default=False)
    accepted = models.ForeignKey("community.Post", models.SET_NULL, null=True, related_name="+")
    is_pinned = models.BooleanField(_("pinned"), default=False)
    is_locked = models.BooleanField(_("closed for replies"), default=False)
    post_count = models.PositiveIntegerField(default=0)
    thank_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    last_post_at = models.DateTimeField(default=timezone.now)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        constraints = [
            models.CheckConstraint(condition=Q(accepted=None) | Q(is_question=True), name="thread_answer_of_question")
        ]
        indexes = [
            models.Index(fields=["community", "-is_pinned", "-last_post_at", "-id"], name="thread_newest"),
            models.Index(fields=["community", "-created_at", "-id"], name="thread_started"),
            models.Index(fields=["community", "-thank_count", "-id"], name="thread_thanked"),
            models.Index(fields=["category", "-last_post_at", "-id"], name="thread_category"),
            models.Index(
                fields=["community", "-last_post_at", "-id"], name="thread_unanswered", condition=Q(post_count=1)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("community:thread", args=[self.community.slug, self.ref])

    @classmethod
    def start(
        cls,
        community: Community,
        by: Actor,
        title: str,
        body: str,
        *,
        category: TalkCategory | None = None,
        is_question: bool = False,
        poll: PollDraft | None = None,
        papers: Sequence[Paper] = (),
    ) -> "Thread":
        """A new thread with its first post; the same form sent twice gives the first one again.

        Raises Refused for a poll that cannot be, and for words that the community's rules do not take.
        """
        require(can_write_in_community(by, community), ONLY_MEMBERS)
        with written(papers, by) as files, locked(community):
            require(can_write_in_community(by, community), ONLY_MEMBERS)
            if (twin := cls.twin(community, by, title, body)) is not None:
                return twin
            if category is not None:
                require(category.may_be_started_in(by), _("Only moderators start threads in this category."))
            thread = cls.objects.create(
                ref=new_ref("H"),
                community=community,
                title=title,
                user=by.user,
                company=by.company,
                category=category,
                is_question=is_question,
            )
            if poll is not None:
                open_poll(thread, poll)
            thread.append(body, by, files=files)
            record("thread.started", thread, by=by)
        return thread

    @classmethod
    def twin(cls, community: Community, by: Actor, title: str, body: str) -> "Thread | None":
        since = timezone.now() - SAME_CLICK
        same = cls.objects.filter(
            community=community, title=title, user=by.user, company=by.company, created_at__gt=since
        )
        return same.filter(posts__number=1, posts__body=body).first()

    def reply(self, body: str, by: Actor, *, answers: int | None = None, papers: Sequence[Paper] = ()) -> "Post":
        """Add a post, in answer to that of number `answers` if given; the same words sent twice are one.

        Raises Refused when the thread is closed for replies, or the answered post is there no longer.
        """
        require(can_write_in_community(by, self.community), ONLY_MEMBERS)
        with written(papers, by) as files, locked(self):
            require(can_write_in_community(by, self.community), ONLY_MEMBERS)
            if self.is_locked and not can_moderate_community(by, self.community):
                raise Refused(_("This thread is closed for replies."))
            last = self.posts.filter(number=self.post_count, created_at__gt=timezone.now() - SAME_CLICK)
            twin = last.filter(user=by.user, company=by.company, body=body).first()
            return twin or self.append(body, by, answers=self.answerable(answers, by), files=files)

    def answerable(self, number: int | None, by: Actor) -> "Post | None":
        """The post of that number, if it is there to be answered."""
        if number is None:
            return None
        from community.discussion.models.post import Post

        found = Post.objects.visible_to(by).filter(thread=self, number=number, removed_at=None).first()
        if found is None:
            raise Refused(_("The post you answer is not there any more."))
        return found

    def append(self, body: str, by: Actor, *, answers: "Post | None" = None, files: Sequence[Any] = ()) -> "Post":
        """Store the post and move the thread up; the caller holds the lock and has asked for permission."""
        from community.discussion.models.post import make_post

        post = make_post(self, body, by, answers, list(files))
        self.post_count, self.last_post_at = post.number, post.created_at
        self.save(update_fields=["post_count", "last_post_at"])
        if by.user is not None:
            ThreadPlace.take_part(self, by.user.pk, post.number)
        screen(post, by)
        post.tell_mentioned(by)  # first: who is named is told of that, not of one reply more
        record("post.written", post, by=by)
        return post

    def moderate(self, by: Actor, **marks: bool) -> None:
        """Pin or unpin it, close it for replies or open it again (`is_pinned`, `is_locked`)."""
        with locked(self):
            require(can_judge_content(by, self.community), ONLY_MODERATORS)
            for field, value in marks.items():
                setattr(self, field, value)
            self.save(update_fields=list(marks))
            record("thread.moderated", self, by=by, **marks)

    def move(self, by: Actor, category: TalkCategory | None) -> None:
        """Into another category of the same community, or out of any."""
        with locked(self):
            require(can_judge_content(by, self.community), ONLY_MODERATORS)
            if category is not None and category.community_id != self.community_id:
                raise Refused(_("That category belongs to another community."))
            self.category = category
            self.save(update_fields=["category"])
            record("thread.moved", self, by=by)

    def rename(self, by: Actor, title: str) -> None:
        with locked(self):
            require(can_steer_thread(by, self), ONLY_STEERING)
            before, self.title = self.title, title
            if before != title:
                self.save(update_fields=["title"])
                self.look_at_title(by)
                record("thread.renamed", self, by=by, before=before)

    def look_at_title(self, by: Actor) -> None:
        """The title is words, too; those of a moderator are their own affair."""
        first: Any = self.posts.filter(number=1).first()
        if first is not None and first.is_shown and not can_judge_content(by, self.community):
            first.thread = self
            screen(first, by)

    def accept(self, by: Actor, post: "Post") -> None:
        """Mark the answer; of several who choose at once the first is heard. Raises Refused for what is no answer."""
        with locked(self):
            require(can_steer_thread(by, self), ONLY_STEERING)
            if self.accepted_id == post.pk:
                return
            if self.accepted_id is not None:
                raise Refused(_("Another answer is accepted already. Take that back first."))
            post.refresh_from_db()
            is_answer = post.thread_id == self.pk and post.number > 1 and post.is_shown and post.removed_at is None
            if not self.is_question or not is_answer:
                raise Refused(_("Only a reply to a question can be its accepted answer."))
            self.accepted = post
            self.save(update_fields=["accepted"])
            record("thread.answered", self, by=by, post=post.pk)

    def take_answer_back(self, by: Actor) -> None:
        with locked(self):
            require(can_steer_thread(by, self), ONLY_STEERING)
            self.accepted = None
            self.save(update_fields=["accepted"])
