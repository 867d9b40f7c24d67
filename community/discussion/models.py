"""Threads of a community and their posts."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models.community import Community
from community.permissions import can_moderate_community, can_write_in_community
from companies.models import Company
from portal.core.actor import Actor
from portal.core.events import record
from portal.core.permissions import Refused, require
from portal.core.refs import new_ref
from portal.core.states import SAME_CLICK, locked


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, actor: Actor) -> "ThreadQuerySet":
        return self.filter(community__in=Community.objects.readable_by(actor))

    def for_cards(self) -> "ThreadQuerySet":
        return self.select_related("company", "user").order_by("-is_pinned", "-last_post_at", "-pk")


class Thread(models.Model):
    """A conversation of a community under one title."""

    ref = models.CharField(max_length=16, unique=True, editable=False)
    community = models.ForeignKey(Community, models.CASCADE, related_name="threads")
    title = models.CharField(_("title"), max_length=160)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    is_pinned = models.BooleanField(_("pinned"), default=False)
    is_locked = models.BooleanField(_("closed for replies"), default=False)
    post_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    last_post_at = models.DateTimeField(default=timezone.now)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["community", "-is_pinned", "-last_post_at", "-id"], name="thread_newest")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("community:thread", args=[self.community.slug, self.ref])

    @classmethod
    def start(cls, community: Community, by: Actor, title: str, body: str) -> "Thread":
        """A new thread with its first post; the same form sent twice gives the first one again."""
        with locked(community):
            require(can_write_in_community(by, community), _("Only members may write here."))
            since = timezone.now() - SAME_CLICK
            twins = cls.objects.filter(
                community=community, title=title, user=by.user, company=by.company, created_at__gt=since
            )
            if (twin := twins.filter(posts__number=1, posts__body=body).first()) is not None:
                return twin
            thread = cls.objects.create(
                ref=new_ref("H"), community=community, title=title, user=by.user, company=by.company
            )
            thread.append(body, by)
            record("thread.started", thread, by=by)
        return thread

    def reply(self, body: str, by: Actor) -> "Post":
        """Add a post; the same words sent twice are one. Raises Refused when the thread is closed for replies."""
        with locked(self):
            require(can_write_in_community(by, self.community), _("Only members may write here."))
            if self.is_locked and not can_moderate_community(by, self.community):
                raise Refused(_("This thread is closed for replies."))
            last = self.posts.filter(number=self.post_count, created_at__gt=timezone.now() - SAME_CLICK)
            twin = last.filter(user=by.user, company=by.company, body=body).first()
            return twin or self.append(body, by)

    def moderate(self, by: Actor, **marks: bool) -> None:
        """Pin or unpin it, close it for replies or open it again (`is_pinned`, `is_locked`)."""
        with locked(self):
            require(can_moderate_community(by, self.community), _("Only a steward or a moderator may do this."))
            for field, value in marks.items():
                setattr(self, field, value)
            self.save(update_fields=list(marks))
            record("thread.moderated", self, by=by, **marks)

    def append(self, body: str, by: Actor) -> "Post":
        """Store the post and move the thread up; the caller holds the lock and has asked for permission."""
        post = self.posts.create(number=self.post_count + 1, user=by.user, company=by.company, body=body)
        self.post_count, self.last_post_at = post.number, post.created_at
        self.save(update_fields=["post_count", "last_post_at"])
        record("post.written", post, by=by)
        return post


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, actor: Actor) -> "PostQuerySet":
        return self.filter(thread__community__in=Community.objects.readable_by(actor))

    def for_cards(self) -> "PostQuerySet":
        return self.select_related("company", "user", "thread__community")


class Post(models.Model):
    """One contribution, in Markdown; it is sanitised when shown, and kept as written."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
    number = models.PositiveIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    body = models.TextField(_("your words"), max_length=20000)
    created_at = models.DateTimeField(default=timezone.now)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="post_number_once")]

    def __str__(self) -> str:
        return f"{self.thread} #{self.number}"

    def get_absolute_url(self) -> str:
        return f"{self.thread.get_absolute_url()}#post-{self.number}"
